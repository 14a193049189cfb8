"""URLs of the public pages. Names are <model>-<role>."""

from django.urls import include, path, register_converter

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
from corpus.views.downloads.exports import FormConverter, exported
from corpus.views.downloads.feeds import ArticleFeedView, EventFeedView, PersonFeedView
from corpus.views.downloads.json_lists import (
    ArticleJsonView,
    EventJsonView,
    OutletJsonView,
    PersonJsonView,
    PlaceJsonView,
)
from corpus.views.downloads.records import (
    ArticleFormView,
    EventFormView,
    OutletFormView,
    PersonFormView,
    PlaceFormView,
    SuffixConverter,
)
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

register_converter(FormConverter, "form")
register_converter(SuffixConverter, "suffix")

urlpatterns = [
    path("", OverviewView.as_view(), name="overview"),
    path("articles/", ArticleListView.as_view(), name="article-list"),
    path("articles.json", ArticleJsonView.as_view(), name="article-json"),
    path("events.json", EventJsonView.as_view(), name="event-json"),
    path("people.json", PersonJsonView.as_view(), name="person-json"),
    path("outlets.json", OutletJsonView.as_view(), name="outlet-json"),
    path("places.json", PlaceJsonView.as_view(), name="place-json"),
    path("articles.atom", ArticleFeedView.as_view(), name="article-feed"),
    path("events.atom", EventFeedView.as_view(), name="event-feed"),
    path("people.atom", PersonFeedView.as_view(), name="person-feed"),
    path("articles.<form:form>", exported("articles"), name="article-export"),
    path("events.<form:form>", exported("events"), name="event-export"),
    path("people.<form:form>", exported("people"), name="person-export"),
    path("outlets.<form:form>", exported("outlets"), name="outlet-export"),
    path("places.<form:form>", exported("places"), name="place-export"),
    path("articles/<int:pk>.<suffix:form>", ArticleFormView.as_view(), name="article-form"),
    path("events/<int:pk>.<suffix:form>", EventFormView.as_view(), name="event-form"),
    path("people/<slug:slug>.<suffix:form>", PersonFormView.as_view(), name="person-form"),
    path("outlets/<slug:slug>.<suffix:form>", OutletFormView.as_view(), name="outlet-form"),
    path("places/<slug:slug>.<suffix:form>", PlaceFormView.as_view(), name="place-form"),
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
