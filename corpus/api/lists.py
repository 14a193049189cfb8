"""Lists of the API, and what is counted beside them."""

from django.db import OperationalError
from django.http import Http404
from rest_framework.response import Response

from corpus.models import Article, Event, Outlet, Person, Place
from corpus.records import ArticleRecord, EventRecord, OutletRecord, PersonRecord, PlaceRecord
from corpus.search.counts.facets import count, find_values
from corpus.search.grammar.articles import ArticleFilterSet
from corpus.search.grammar.events import EventFilterSet
from corpus.search.grammar.people import PersonFilterSet
from corpus.search.grammar.places import PlaceFilterSet
from corpus.search.text.suggest import Suggestions, suggest
from corpus.views.pages.articles import ArticleListView
from corpus.views.pages.events import EventListView
from corpus.views.pages.people import PersonListView
from corpus.views.pages.places import PlaceListView

from .base import ApiView
from .pagination import RowPagination, in_words
from .records.counts import CountsRecord, FacetRecord, SuggestionsRecord
from .schema.parameters import FindParameters, SuggestParameters


class RowsView(ApiView):
    """Rows by filter, page by page. Subclasses give the list's model, grammar and record."""

    model: type
    pagination_class = RowPagination

    def answer(self):
        """One page."""
        rows = self.paginator.paginate_queryset(self.parsed(), self.request, view=self)
        records = self.get_serializer(self.serializer_class.load(self.with_counts(rows)), many=True)
        return self.paginator.get_paginated_response(records.data)

    def with_counts(self, queryset):
        """The rows with what their record counts."""
        return queryset


class CountsView(ApiView):
    """Total, facets and histogram of a query. Subclasses give the list's grammar and address."""

    serializer_class = CountsRecord

    def answer(self):
        """The counts; 503 where counting takes too long."""
        filterset = self.parsed()
        counts = count(filterset)
        if counts.timed_out:
            raise OperationalError("statement timeout while counting")
        bars = counts.histogram.bars if counts.histogram else ()
        found = {"query": in_words(filterset), "total": counts.total, "facets": counts.facets, "histogram": bars}
        return Response(self.get_serializer(found).data)


class FacetView(ApiView):
    """All values of one facet, to search among. Subclasses give the list's grammar and address."""

    serializer_class = FacetRecord
    asks = FindParameters
    statuses = (404,)

    @property
    def facet_names(self) -> list[str]:
        """Parameters of which the list has a facet."""
        return [facet.param for facet in self.filterset.facets]

    def answer(self, name):
        """The hundred most frequent; 404 for a facet that the list does not have."""
        facet = next((one for one in self.filterset.facets if one.param == name), None)
        if facet is None:
            raise Http404(f"This list has no facet {name[:60]}.")
        filterset = self.parsed()
        words = " ".join(self.asked.get("find", "").split())
        return Response(self.get_serializer(find_values(filterset, facet, words)).data)


class _Articles:
    filterset, texts, model, list_name = ArticleFilterSet, ArticleListView.texts, Article, "api-articles"
    tag = "articles"


class _People:
    filterset, texts, model, list_name = PersonFilterSet, PersonListView.texts, Person, "api-people"
    tag = "people"


class _Events:
    filterset, texts, model, list_name = EventFilterSet, EventListView.texts, Event, "api-events"
    tag = "events"


class _Places:
    filterset, texts, model, list_name = PlaceFilterSet, PlaceListView.texts, Place, "api-places"
    tag = "places"


class ArticlesView(_Articles, RowsView):
    """Articles by filter, but for their texts."""

    serializer_class = ArticleRecord
    operation, summary = "list_articles", "Articles by filter"


class PeopleView(_People, RowsView):
    """People by filter: those whom at least one article names."""

    serializer_class = PersonRecord
    operation, summary = "list_people", "People by filter"


class EventsView(_Events, RowsView):
    """Events by filter: those that at least one article reports."""

    serializer_class = EventRecord
    operation, summary = "list_events", "Events by filter"


class PlacesView(_Places, RowsView):
    """Places by filter: those at which at least one event took place."""

    serializer_class = PlaceRecord
    operation, summary = "list_places", "Places by filter"

    def with_counts(self, queryset):
        """With ``event_count``."""
        return queryset.with_event_counts()


class OutletsView(ApiView):
    """All outlets that published something, the one with most articles first, on one page."""

    serializer_class = OutletRecord
    pagination_class = RowPagination
    operation, summary, tag = "list_outlets", "All outlets", "outlets"

    def answer(self):
        """All of them."""
        outlets = Outlet.objects.with_counts().filter(article_count__gt=0).order_by("-article_count", "name")
        self.paginator.sentence = "All outlets."
        return self.paginator.get_paginated_response(self.get_serializer(OutletRecord.load(outlets), many=True).data)


class ArticleCountsView(_Articles, CountsView):
    """Total, facets and histogram of the articles that a query finds."""

    operation, summary = "count_articles", "What articles come to"


class PersonCountsView(_People, CountsView):
    """How many people a query finds. The list has no facets."""

    operation, summary = "count_people", "How many people there are"


class EventCountsView(_Events, CountsView):
    """Total, facets and histogram of the events that a query finds."""

    operation, summary = "count_events", "What events come to"


class PlaceCountsView(_Places, CountsView):
    """How many places a query finds. The list has no facets."""

    operation, summary = "count_places", "How many places there are"


class ArticleFacetView(_Articles, FacetView):
    """The values of one facet of articles, at most a hundred, the most frequent first."""

    operation, summary = "article_facet", "One facet of articles"


class EventFacetView(_Events, FacetView):
    """The values of one facet of events, at most a hundred, the most frequent first."""

    operation, summary = "event_facet", "One facet of events"


class SearchView(ApiView):
    """People, places, outlets and events of whose names each word typed opens a word; for people, names close in
    spelling follow. At most five of each. It wants two characters, of Chinese, Japanese or Korean one."""

    serializer_class = SuggestionsRecord
    asks = SuggestParameters
    operation, summary, tag = "search", "Whatever is called so", "search"

    def answer(self):
        """What begins like the text."""
        text = self.asked["q"]
        return Response(self.get_serializer(suggest(text) or Suggestions(text)).data)
