"""The filters, facets and orders of the list of events."""

from corpus.models import EventSearch, TermKind
from corpus.search.counts.facets import Facet
from corpus.search.counts.timeline import Timeline
from corpus.search.results.keyset import Key

from .filters import AllTermsFilter, PeriodFilter, SearchFilter, SortFilter, StatusFilter, TermsFilter
from .filterset import FilterSet
from .vocabulary import LANGUAGE, OUTLET, PERSON, PLACE, STATUS, TYPE


class EventFilterSet(FilterSet):
    """The list of events, by their search rows: those that an article's current wording reports."""

    noun = "events"

    q = SearchFilter(label="Text")
    type = TermsFilter(vocabulary=TYPE, says="of type", label="Type")
    outlet = TermsFilter(vocabulary=OUTLET, says="reported by", label="Outlet")
    language = TermsFilter(vocabulary=LANGUAGE, says="reported in", label="Language")
    person = AllTermsFilter(vocabulary=PERSON, says="with", label="Person")
    place = TermsFilter(vocabulary=PLACE, says="at", label="Place")
    date = PeriodFilter(says="dated", label="Date")
    status = StatusFilter(vocabulary=STATUS, path="event__status", says="of status", label="Status")
    sort = SortFilter(
        orders={
            "-date": ("newest first", (Key("lower", descending=True, nullable=True), Key("pk", descending=True))),
            "date": ("oldest first", (Key("lower", nullable=True), Key("pk"))),
            "-added": ("lately added first", (Key("pk", descending=True),)),
        }
    )

    facets = (
        Facet("type", "Type"),
        Facet("person", "With person"),
        Facet("place", "Place"),
        Facet("outlet", "Outlet"),
        Facet("language", "Language"),
    )
    histogram = Timeline("date")
    counted_by = TermKind.TYPE

    class Meta:
        model = EventSearch
        fields = []

    @classmethod
    def base(cls):
        """Return all search rows of events."""
        return EventSearch.objects.all()
