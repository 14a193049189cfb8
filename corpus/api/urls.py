"""Addresses of the API, under /api/. Names are api-<record>."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from corpus.lists import LISTS, List

from . import single_rows
from .base import NoSuchAddress
from .lists import AllRowsView, CountsView, FacetView, RowsView, SearchView
from .schema.openapi import SchemaView, YamlSchemaView


def _of_list(listed: List):
    at, name = f"v1/{listed.noun}/", f"api-{listed.singular}"
    if listed.is_short:
        yield path(at, AllRowsView.as_view(short=listed), name=f"api-{listed.noun}")
        return
    yield path(at, RowsView.as_view(listed=listed), name=f"api-{listed.noun}")
    yield path(f"{at}facets/", CountsView.as_view(listed=listed), name=f"{name}-counts")
    if listed.filterset.facets:
        yield path(f"{at}facets/<slug:name>/", FacetView.as_view(listed=listed), name=f"{name}-facet")


urlpatterns = [
    path("v1/", RedirectView.as_view(pattern_name="api-reference"), name="api-root"),
    path("v1/schema/", SchemaView.as_view(), name="api-schema"),
    path("v1/schema.yaml", YamlSchemaView.as_view(), name="api-schema-yaml"),
    *(pattern for listed in LISTS.values() for pattern in _of_list(listed)),
    path("v1/articles/<int:pk>/", single_rows.ArticleView.as_view(), name="api-article"),
    path("v1/articles/<int:pk>/revisions/<slug:wording>/", single_rows.RevisionView.as_view(), name="api-revision"),
    path("v1/people/<slug:slug>/", single_rows.PersonView.as_view(), name="api-person"),
    path("v1/events/<int:pk>/", single_rows.EventView.as_view(), name="api-event"),
    path("v1/outlets/<slug:slug>/", single_rows.OutletView.as_view(), name="api-outlet"),
    path("v1/places/<slug:slug>/", single_rows.PlaceView.as_view(), name="api-place"),
    path("v1/search/", SearchView.as_view(), name="api-search"),
    re_path(r"^([\s\S]*/)?$", NoSuchAddress.as_view()),
]
