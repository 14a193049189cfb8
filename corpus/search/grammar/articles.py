"""The filter grammar of articles."""

from corpus.models import ArticleSearch, Flag, TermKind
from corpus.search.counts.facets import Facet
from corpus.search.counts.timeline import Timeline
from corpus.search.results.keyset import Key

from .filters import AllTermsFilter, Choices, FlagsFilter, PeriodFilter, SearchFilter, SortFilter, TermsFilter
from .filterset import FilterSet
from .vocabulary import EVENT_TYPES, TYPE_NUMBERS, find_languages, find_outlets, find_people, find_places

HAS = {
    "revisions": ("was revised", Flag.REVISED),
    "reprints": ("was printed elsewhere too", Flag.REPRINTED),
    "no-date": ("has no date", Flag.UNDATED),
    "events": ("reports an event", Flag.EVENTS),
}
_HAS_LABELS = {name: label for name, (label, _) in HAS.items()}
_HAS_FLAGS = {name: flag for name, (_, flag) in HAS.items()}
_NEWEST = (Key("lower", descending=True, nullable=True), Key("pk", descending=True))


class ArticleFilterSet(FilterSet):
    """The list of articles, by their search rows."""

    noun = "articles"

    q = SearchFilter(label="Text")
    outlet = TermsFilter(kind=TermKind.OUTLET, says="from", label="Outlet", find=find_outlets, noun="outlet")
    language = TermsFilter(
        kind=TermKind.LANGUAGE, says="in", label="Language", find=find_languages, noun="language of the corpus"
    )
    person = AllTermsFilter(kind=TermKind.PERSON, says="naming", label="Person", find=find_people, noun="person")
    type = TermsFilter(
        kind=TermKind.TYPE,
        says="reporting an event of type",
        label="Event type",
        find=Choices(EVENT_TYPES, TYPE_NUMBERS),
        noun="event type",
    )
    place = TermsFilter(kind=TermKind.PLACE, says="reporting from", label="Place", find=find_places, noun="place")
    published = PeriodFilter(says="published", label="Published")
    has = FlagsFilter(label="Which", find=Choices(_HAS_LABELS, _HAS_FLAGS), noun="condition")
    sort = SortFilter(
        orders={
            "-published": ("newest first", _NEWEST),
            "published": ("oldest first", (Key("lower", nullable=True), Key("pk"))),
            "relevance": ("by relevance", _NEWEST),
            "-added": ("lately added first", (Key("pk", descending=True),)),
        }
    )

    facets = (
        Facet("outlet", "Outlet"),
        Facet("person", "With person"),
        Facet("type", "Reports an event"),
        Facet("place", "Place"),
        Facet("language", "Language"),
    )
    histogram = Timeline("published")
    counted_by = TermKind.OUTLET

    class Meta:
        model = ArticleSearch
        fields = []

    @classmethod
    def base(cls):
        """All of them."""
        return ArticleSearch.objects.all()
