"""URLs of the public pages. Names are <model>-<role>."""

from django.urls import include, path

from corpus.api.schema.reference import ReferenceView
from corpus.views.accounts.saved_searches import (
    SavedSearchChangeView,
    SavedSearchCreateView,
    SavedSearchDeleteView,
    SavedSearchListView,
    SavedSearchLookedView,
    UnsubscribeView,
)
from corpus.views.accounts.sign_in import AddressView, PasswordView, SignInView, SignOutView
from corpus.views.lists.suggest import suggestions
from corpus.views.pages.about import AboutView, health
from corpus.views.pages.about_data import AboutDataView
from corpus.views.pages.articles import (
    ArticleDetailView,
    ArticleFacetView,
    ArticleListView,
    ArticleRevisionsView,
    ArticleWordingView,
)
from corpus.views.pages.calendar import EventCalendarView
from corpus.views.pages.events import EventDetailView, EventFacetView, EventListView
from corpus.views.pages.front_page import OverviewView
from corpus.views.pages.outlets import OutletDetailView, OutletListView
from corpus.views.pages.people import PersonDetailView, PersonListView
from corpus.views.pages.places import PlaceDetailView, PlaceListView
from corpus.views.sitemaps import robots, sitemap_index, sitemap_part

urlpatterns = [
    path("", OverviewView.as_view(), name="overview"),
    path("articles/", ArticleListView.as_view(), name="article-list"),
    path("", include("corpus.views.downloads.urls")),
    path("articles/facets/<slug:name>/", ArticleFacetView.as_view(), name="article-facet"),
    path("articles/<int:pk>/revisions/", ArticleRevisionsView.as_view(), name="article-revisions"),
    path("articles/<int:pk>/revisions/<slug:wording>/", ArticleWordingView.as_view(), name="article-wording"),
    path("articles/<int:pk>/", ArticleDetailView.as_view()),
    path("articles/<int:pk>/<slug:slug>/", ArticleDetailView.as_view(), name="article-detail"),
    path("people/", PersonListView.as_view(), name="person-list"),
    path("people/<slug:slug>/", PersonDetailView.as_view(), name="person-detail"),
    path("events/", EventListView.as_view(), name="event-list"),
    path("events/facets/<slug:name>/", EventFacetView.as_view(), name="event-facet"),
    path("events/calendar/", EventCalendarView.as_view(), name="event-calendar"),
    path("events/<int:pk>/", EventDetailView.as_view()),
    path("events/<int:pk>/<slug:slug>/", EventDetailView.as_view(), name="event-detail"),
    path("outlets/", OutletListView.as_view(), name="outlet-list"),
    path("outlets/<slug:slug>/", OutletDetailView.as_view(), name="outlet-detail"),
    path("places/", PlaceListView.as_view(), name="place-list"),
    path("places/<slug:slug>/", PlaceDetailView.as_view(), name="place-detail"),
    path("suggest/", suggestions, name="suggest"),
    path("searches/", SavedSearchListView.as_view(), name="savedsearch-list"),
    path("searches/save/<slug:kind>/", SavedSearchCreateView.as_view(), name="savedsearch-create"),
    path("searches/address/", AddressView.as_view(), name="savedsearch-address"),
    path("searches/unsubscribe/<str:token>/", UnsubscribeView.as_view(), name="savedsearch-unsubscribe"),
    path("searches/<int:pk>/", SavedSearchChangeView.as_view(), name="savedsearch-change"),
    path("searches/<int:pk>/looked/", SavedSearchLookedView.as_view(), name="savedsearch-looked"),
    path("searches/<int:pk>/delete/", SavedSearchDeleteView.as_view(), name="savedsearch-delete"),
    path("login/", SignInView.as_view(), name="login"),
    path("login/password/", PasswordView.as_view(), name="password"),
    path("logout/", SignOutView.as_view(), name="logout"),
    path("about/", AboutView.as_view(), name="about"),
    path("about/data/", AboutDataView.as_view(), name="about-data"),
    path("about/api/", ReferenceView.as_view(), name="api-reference"),
    path("api/", include("corpus.api.urls")),
    path("health/", health, name="health"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap_index, name="sitemap-index"),
    path("sitemap-<slug:section>-<int:number>.xml", sitemap_part, name="sitemap-part"),
]
