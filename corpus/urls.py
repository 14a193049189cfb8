"""Addresses of the public pages. Names are <model>-<role>."""

from django.urls import path

from .views.articles import ArticleDetailView, ArticleListView, ArticleRevisionsView
from .views.events import EventDetailView, EventListView
from .views.outlets import OutletDetailView, OutletListView
from .views.overview import OverviewView
from .views.people import PersonDetailView, PersonListView
from .views.places import PlaceDetailView, PlaceListView
from .views.site import AboutView, health

urlpatterns = [
    path("", OverviewView.as_view(), name="overview"),
    path("articles/", ArticleListView.as_view(), name="article-list"),
    path("articles/<int:pk>/revisions/", ArticleRevisionsView.as_view(), name="article-revisions"),
    path("articles/<int:pk>/", ArticleDetailView.as_view()),
    path("articles/<int:pk>/<slug:slug>/", ArticleDetailView.as_view(), name="article-detail"),
    path("people/", PersonListView.as_view(), name="person-list"),
    path("people/<slug:slug>/", PersonDetailView.as_view(), name="person-detail"),
    path("events/", EventListView.as_view(), name="event-list"),
    path("events/<int:pk>/", EventDetailView.as_view()),
    path("events/<int:pk>/<slug:slug>/", EventDetailView.as_view(), name="event-detail"),
    path("outlets/", OutletListView.as_view(), name="outlet-list"),
    path("outlets/<slug:slug>/", OutletDetailView.as_view(), name="outlet-detail"),
    path("places/", PlaceListView.as_view(), name="place-list"),
    path("places/<slug:slug>/", PlaceDetailView.as_view(), name="place-detail"),
    path("about/", AboutView.as_view(), name="about"),
    path("health/", health, name="health"),
]
