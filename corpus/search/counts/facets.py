"""The counts beside a list: total, facets and histogram, each with links."""

from dataclasses import dataclass
from hashlib import sha256

from django.db import OperationalError
from django.utils import timezone

from corpus.search.grammar.filterset import FilterSet
from corpus.search.grammar.query import Query
from corpus.search.results.paging import Matches
from corpus.search.results.statement import is_timeout
from corpus.search.version_cache import cache

from .facet_counts import FacetCounts, ValueCount, count_facets, search_values
from .timeline import Histogram, Timeline, histogram

MOST = 100  # values on the page of one facet
FIND_LENGTH = 100  # characters of a name that one can look for in a facet


@dataclass(frozen=True)
class Facet:
    """One facet: it counts the terms of a parameter's filter."""

    param: str
    title: str


@dataclass(frozen=True)
class FacetValue:
    """One value with its count and the URLs that select, exclude or remove it."""

    value: str
    label: str
    count: int
    selected: bool
    excluded: bool
    url: str
    exclude_url: str


@dataclass(frozen=True)
class FacetResult:
    """A facet as a page shows it. ``cut``: there are more values than are shown."""

    name: str
    title: str
    values: tuple[FacetValue, ...]
    cut: bool


@dataclass(frozen=True)
class Counts:
    """The counts of a query. ``timed_out``: counting took too long, and the other fields are empty."""

    total: int = 0
    facets: tuple[FacetResult, ...] = ()
    histogram: Histogram | None = None
    timed_out: bool = False


def count(filterset: FilterSet, matches: Matches | None = None) -> Counts:
    """Return total, facets and histogram of a valid query. ``matches``: its rows, if paging has read them.

    A facet of which any value may match is counted without its own filter; one of which all values must match (people)
    is counted with it. Values that are selected or excluded always show, even at 0.
    """
    timeline = filterset.histogram and filterset.histogram.for_period(filterset.values[filterset.histogram.param])
    try:
        counted = cache.get_or_set(
            _key(filterset), filterset.version, lambda: count_facets(filterset, timeline, matches)
        )
    except OperationalError as error:
        if not is_timeout(error):
            raise
        return Counts(timed_out=True)
    facets = [
        _result(filterset, facet, counted.values[facet.param], facet.param in counted.cut) for facet in filterset.facets
    ]
    return Counts(counted.total, tuple(facets), _histogram(filterset, timeline, counted) if timeline else None)


def is_counted(filterset: FilterSet) -> bool:
    """Return whether the counts of a valid query are cached."""
    return cache.get(_key(filterset), filterset.version) is not None


def find_values(filterset: FilterSet, facet: Facet, words: str) -> FacetResult:
    """Return at most MOST values of one facet whose name contains the words.

    Raise OperationalError if counting takes too long.
    """
    found = search_values(filterset, facet.param, words, MOST + 1)
    return _result(filterset, facet, found[:MOST], len(found) > MOST, only=True)


def _key(filterset: FilterSet) -> str:
    """Return the cache key: the same for all pages and orders of a query, another each day for "last-30-days"."""
    pairs = filterset.query.except_for("per_page", "sort")
    return sha256(repr((filterset.noun, pairs, timezone.localdate())).encode()).hexdigest()


def _histogram(filterset: FilterSet, timeline: Timeline, counted: FacetCounts) -> Histogram | None:
    period = filterset.values[timeline.param]
    return histogram(
        list(counted.spans),
        title=filterset.filters[timeline.param].label,
        noun=filterset.noun.capitalize(),
        link=lambda edtf: filterset.query.setting(timeline.param, edtf).url,
        chosen=period.text if period else "",
        unit=timeline.unit,
        period=timeline.period,
        brush=True,
    )


def _result(
    filterset: FilterSet, facet: Facet, found: list[ValueCount], cut: bool, *, only: bool = False
) -> FacetResult:
    """Return the facet. ``only``: without chosen values that were not found."""
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
