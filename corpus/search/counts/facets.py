"""What stands beside a list: its total, its facets and its timeline, each count with the address of its rows."""

from dataclasses import dataclass
from hashlib import sha256

from django.db import OperationalError
from django.utils import timezone

from corpus.search.grammar.filterset import FilterSet
from corpus.search.grammar.query import Query
from corpus.search.version_cache import is_remembered, versioned
from corpus.timeouts import is_timeout

from .facet_counts import Counted, Tally, tally, values_called
from .timeline import Histogram, Timeline, draw

MOST = 100  # values that the page of one facet shows
FIND_LENGTH = 100  # characters of a name that one can look for in a facet


@dataclass(frozen=True)
class Facet:
    """One facet: the parameter it sets, whose filter says which terms it counts."""

    param: str
    title: str


@dataclass(frozen=True)
class FacetValue:
    """One value with its count and the addresses that add, keep out or remove it."""

    value: str
    label: str
    count: int
    selected: bool
    excluded: bool
    url: str
    exclude_url: str


@dataclass(frozen=True)
class FacetResult:
    """A facet as a page shows it; ``cut``: there are more values than are shown."""

    name: str
    title: str
    values: tuple[FacetValue, ...]
    cut: bool


@dataclass(frozen=True)
class Counts:
    """What stands beside a list. ``timed_out``: it took too long, and nothing was counted."""

    total: int = 0
    facets: tuple[FacetResult, ...] = ()
    histogram: Histogram | None = None
    timed_out: bool = False


def count(filterset: FilterSet) -> Counts:
    """Total, facets and timeline of a valid query.

    A facet of which any value may hold is counted without its own filter, one of which all must hold (people) with it.
    A value that is asked for or kept out always shows, even at 0.
    """
    timeline = filterset.histogram and filterset.histogram.for_period(filterset.values[filterset.histogram.param])
    try:
        counted = versioned(_key(filterset), filterset.version, lambda: tally(filterset, timeline))
    except OperationalError as error:
        if not is_timeout(error):
            raise
        return Counts(timed_out=True)
    facets = [
        _result(filterset, facet, counted.values[facet.param], facet.param in counted.cut) for facet in filterset.facets
    ]
    return Counts(counted.total, tuple(facets), _histogram(filterset, timeline, counted) if timeline else None)


def is_counted(filterset: FilterSet) -> bool:
    """Whether the counts of a valid query are remembered."""
    return is_remembered(_key(filterset), filterset.version)


def find_values(filterset: FilterSet, facet: Facet, words: str) -> FacetResult:
    """The values of one facet whose name holds the words; at most MOST of them.

    Raises OperationalError where the counting takes too long.
    """
    found = values_called(filterset, facet.param, words, MOST + 1)
    return _result(filterset, facet, found[:MOST], len(found) > MOST, only=True)


def _key(filterset: FilterSet) -> str:
    """The same for every page and order of one query, and another each day: "the last 30 days" are others then."""
    pairs = filterset.query.except_for("per_page", "sort")
    return sha256(repr((filterset.noun, pairs, timezone.localdate())).encode()).hexdigest()


def _histogram(filterset: FilterSet, timeline: Timeline, counted: Tally) -> Histogram | None:
    period = filterset.values[timeline.param]
    return draw(
        list(counted.spans),
        title=filterset.filters[timeline.param].label,
        noun=filterset.noun.capitalize(),
        link=lambda edtf: filterset.query.setting(timeline.param, edtf).url,
        chosen=period.text if period else "",
        unit=timeline.unit,
        period=timeline.period,
        brush=True,
    )


def _result(filterset: FilterSet, facet: Facet, found: list[Counted], cut: bool, *, only: bool = False) -> FacetResult:
    """``only``: no value that was not found, be it asked for or not."""
    terms = filterset.values[facet.param]
    counted = {one.value: (one.label, one.number) for one in found}
    if not only:
        for one in (*terms.included, *terms.excluded):
            counted.setdefault(one.value, (one.label, 0))
    included = {one.value for one in terms.included}
    excluded = {one.value for one in terms.excluded}
    values = [
        _value(filterset.query, facet.param, value, label, number, value in included, value in excluded)
        for value, (label, number) in sorted(counted.items(), key=lambda item: (-item[1][1], item[1][0]))
    ]
    return FacetResult(facet.param, facet.title, tuple(values), cut)


def _value(query: Query, param: str, value: str, label: str, number: int, selected: bool, excluded: bool) -> FacetValue:
    minus = f"-{param}"
    if selected or excluded:
        url, exclude_url = query.dropping(param if selected else minus, value).url, ""
    else:
        url, exclude_url = query.adding(param, value).url, query.adding(minus, value).url
    return FacetValue(value, label, number, selected, excluded, url, exclude_url)
