"""The filters, facets and orders of the list of articles."""

from corpus.models import ArticleSearch, Flag, TermKind
from corpus.search.counts.facets import Facet
from corpus.search.counts.timeline import Timeline
from corpus.search.results.keyset import Key

from .filters import AllTermsFilter, FlagsFilter, PeriodFilter, SearchFilter, SortFilter, TermsFilter
from .filterset import FilterSet
from .vocabulary import LANGUAGE, OUTLET, PERSON, PLACE, TYPE, Choices

HAS = {
    "revisions": ("was revised", Flag.REVISED),
    "reprints": ("was printed elsewhere too", Flag.REPRINTED),
    "no-date": ("has no date", Flag.UNDATED),
    "events": ("reports an event", Flag.EVENTS),
    "headline-only": ("has a headline only", Flag.HEADLINE_ONLY),
}
_CONDITIONS = Choices(
    "condition",
    {name: label for name, (label, _) in HAS.items()},
    {name: flag for name, (_, flag) in HAS.items()},
    kind=TermKind.FLAG,
)
_NEWEST = (Key("lower", descending=True, nullable=True), Key("pk", descending=True))


class ArticleFilterSet(FilterSet):
    """The list of articles, by their search rows."""

    noun = "articles"

    q = SearchFilter(label="Text")
    outlet = TermsFilter(vocabulary=OUTLET, says="from", label="Outlet")
    language = TermsFilter(vocabulary=LANGUAGE, says="in", label="Language")
    person = AllTermsFilter(vocabulary=PERSON, says="naming", label="Person")
    type = TermsFilter(vocabulary=TYPE, says="reporting an event of type", label="Event type")
    place = TermsFilter(vocabulary=PLACE, says="reporting from", label="Place")
    published = PeriodFilter(says="published", label="Published")
    has = FlagsFilter(vocabulary=_CONDITIONS, label="Which")
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
        """Return all search rows of articles."""
        return ArticleSearch.objects.all()
