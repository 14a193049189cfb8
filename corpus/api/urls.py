"""Addresses of the API, under /api/. Names are api-<record>."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from . import lists, rows
from .base import NoSuchAddress
from .schema.openapi import SchemaView, YamlSchemaView

urlpatterns = [
    path("v1/", RedirectView.as_view(pattern_name="api-reference"), name="api-root"),
    path("v1/schema/", SchemaView.as_view(), name="api-schema"),
    path("v1/schema.yaml", YamlSchemaView.as_view(), name="api-schema-yaml"),
    path("v1/articles/", lists.ArticlesView.as_view(), name="api-articles"),
    path("v1/articles/facets/", lists.ArticleCountsView.as_view(), name="api-article-counts"),
    path("v1/articles/facets/<slug:name>/", lists.ArticleFacetView.as_view(), name="api-article-facet"),
    path("v1/articles/<int:pk>/", rows.ArticleView.as_view(), name="api-article"),
    path("v1/articles/<int:pk>/revisions/<slug:wording>/", rows.RevisionView.as_view(), name="api-revision"),
    path("v1/people/", lists.PeopleView.as_view(), name="api-people"),
    path("v1/people/facets/", lists.PersonCountsView.as_view(), name="api-person-counts"),
    path("v1/people/<slug:slug>/", rows.PersonView.as_view(), name="api-person"),
    path("v1/events/", lists.EventsView.as_view(), name="api-events"),
    path("v1/events/facets/", lists.EventCountsView.as_view(), name="api-event-counts"),
    path("v1/events/facets/<slug:name>/", lists.EventFacetView.as_view(), name="api-event-facet"),
    path("v1/events/<int:pk>/", rows.EventView.as_view(), name="api-event"),
    path("v1/outlets/", lists.OutletsView.as_view(), name="api-outlets"),
    path("v1/outlets/<slug:slug>/", rows.OutletView.as_view(), name="api-outlet"),
    path("v1/places/", lists.PlacesView.as_view(), name="api-places"),
    path("v1/places/facets/", lists.PlaceCountsView.as_view(), name="api-place-counts"),
    path("v1/places/<slug:slug>/", rows.PlaceView.as_view(), name="api-place"),
    path("v1/search/", lists.SearchView.as_view(), name="api-search"),
    re_path(r"^([\s\S]*/)?$", NoSuchAddress.as_view()),
]
