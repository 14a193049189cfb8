"""The filter grammar of events."""

from corpus.models import EventSearch, TermKind
from corpus.search.counts.facets import Facet
from corpus.search.counts.timeline import Timeline
from corpus.search.results.keyset import Key

from .filters import AllTermsFilter, Choices, PeriodFilter, SearchFilter, SortFilter, StatusFilter, TermsFilter
from .filterset import FilterSet
from .vocabulary import EVENT_TYPES, STATUSES, TYPE_NUMBERS, find_languages, find_outlets, find_people, find_places


class EventFilterSet(FilterSet):
    """The list of events, by their search rows: those that an article's current wording reports."""

    noun = "events"

    q = SearchFilter(label="Text")
    type = TermsFilter(
        kind=TermKind.TYPE, says="of type", label="Type", find=Choices(EVENT_TYPES, TYPE_NUMBERS), noun="event type"
    )
    outlet = TermsFilter(kind=TermKind.OUTLET, says="reported by", label="Outlet", find=find_outlets, noun="outlet")
    language = TermsFilter(
        kind=TermKind.LANGUAGE, says="reported in", label="Language", find=find_languages, noun="language of the corpus"
    )
    person = AllTermsFilter(kind=TermKind.PERSON, says="with", label="Person", find=find_people, noun="person")
    place = TermsFilter(kind=TermKind.PLACE, says="at", label="Place", find=find_places, noun="place")
    date = PeriodFilter(says="dated", label="Date")
    status = StatusFilter(
        path="event__status", says="of status", label="Status", find=Choices(STATUSES), noun="review status"
    )
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
        """All of them."""
        return EventSearch.objects.all()
