"""Lists for programs: the same query as the page, page by page, its rows as records."""

from django.db import OperationalError
from django.http import JsonResponse

from corpus.exports.lists import LISTS
from corpus.models import Outlet
from corpus.search.counts.facets import Counts, count
from corpus.search.grammar.outlets import OutletFilterSet
from corpus.views.addresses import base_of
from corpus.views.lists.list_view import ListView
from corpus.views.lists.listing import Listing
from corpus.views.pages.articles import ArticleListView
from corpus.views.pages.events import EventListView
from corpus.views.pages.people import PersonListView
from corpus.views.pages.places import PlaceListView


class Strict:
    """An answer for a program, which reads no notice: a parameter that does not exist is as wrong as a value that does
    not parse. Goes before a view of a grammar."""

    def wrong(self, listing: Listing) -> list[dict]:
        """Parameters that do not exist, and those without a value."""
        unknown = [{"name": name, "value": "", "message": "There is no such parameter."} for name in listing.unknown]
        return unknown + [
            {"name": name, "value": "", "message": "It has no value."} for name in listing.filterset.empty
        ]

    def refused(self, listing) -> JsonResponse:
        """What is wrong, parameter by parameter."""
        return JsonResponse({"problems": listing.problems}, status=400)


class JsonForm(Strict):
    """The JSON form of a list's view: one page of rows, each as its record."""

    def answer(self, listing):
        """The rows with the total, the facets and the histogram of the query."""
        filterset = listing.filterset
        found = self.found(listing)
        if found is None:
            return self.refused(listing)
        page = self._page(filterset, found)
        counts = count(filterset, found.matches)
        if counts.timed_out:
            raise OperationalError("statement timeout while counting")
        record = LISTS[filterset.noun].record(context={"base": base_of(self.request)})
        return JsonResponse(
            {
                "query": listing.sentence,
                "total": counts.total,
                "page": page.number,
                "previous": page.previous_url or None,
                "next": page.next_url or None,
                "results": [record.to_representation(row) for row in page.items],
                **_counted(counts),
            }
        )

    def rows(self, ids, filterset):
        """With what their record shows."""
        return LISTS[filterset.noun].record.load(self.counted(self.model.objects.in_order(ids)))

    def counted(self, queryset):
        """The rows with the numbers that their record shows and that no column holds."""
        return queryset


def _counted(counts: Counts) -> dict:
    bars = counts.histogram.bars if counts.histogram else ()
    return {
        "facets": {
            facet.name: [
                {"value": one.value, "label": one.label, "count": one.count, "url": one.url} for one in facet.values
            ]
            for facet in counts.facets
        },
        "histogram": [{"date": bar.edtf, "count": bar.count, "url": bar.url} for bar in bars],
    }


class ArticleJsonView(JsonForm, ArticleListView):
    """/articles.json"""


class EventJsonView(JsonForm, EventListView):
    """/events.json"""


class PersonJsonView(JsonForm, PersonListView):
    """/people.json"""


class PlaceJsonView(JsonForm, PlaceListView):
    """/places.json"""

    def counted(self, queryset):
        """With their number of events."""
        return queryset.with_event_counts()


class OutletJsonView(JsonForm, ListView):
    """/outlets.json"""

    filterset = OutletFilterSet
    model = Outlet
    one = "outlet"
    texts = {}

    def counted(self, queryset):
        """With their number of articles."""
        return queryset.with_counts()
