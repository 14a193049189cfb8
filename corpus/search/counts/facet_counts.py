"""Aggregates of a query: total, facet counts and counts over time, in one pass over the terms of its rows."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nsmallest

from corpus.models import Flag, TermKind, term
from corpus.models.search import BITS, kind_of, number_of
from corpus.search.grammar.filterset import FilterSet
from corpus.search.grammar.vocabulary import Vocabulary
from corpus.search.results.paging import Matches
from corpus.search.results.statement import fetch_all

from .term_names import term_names
from .timeline import Timeline

LIMIT = 10  # values of a facet on a page, besides those selected
TIMEOUT = 6000  # milliseconds
_AT_ONCE = 10_000  # rows whose terms are counted at once, to bound memory
_MASK = (1 << BITS) - 1
_SPAN = term(TermKind.FLAG, Flag.SPAN)


@dataclass(frozen=True, slots=True)
class ValueCount:
    """One value as written in the URL, its label, and the number of rows that have it."""

    value: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """The aggregates of a query. ``values``: by parameter, most frequent first. ``cut``: the parameters with more
    values than these. ``spans``: (first day, last day, number) over time."""

    total: int
    values: dict[str, list[ValueCount]] = field(default_factory=dict)
    cut: frozenset[str] = frozenset()
    spans: tuple[tuple, ...] = ()


def count_facets(filterset: FilterSet, timeline: Timeline | None, matches: Matches | None = None) -> FacetCounts:
    """Return the aggregates of a valid query. ``matches``: its rows, if they have been read.

    Raise OperationalError if it takes longer than TIMEOUT.
    """
    if not filterset.counted_by:
        return FacetCounts(matches.total if matches else _count_rows(filterset))
    counted = _count_terms(filterset, matches)
    chosen = {facet.param: _most_frequent(filterset, facet.param, counted) for facet in filterset.facets}
    vocabularies = {param: filterset.filters[param].vocabulary for param in chosen}
    models = {one.kind: one.model for one in vocabularies.values() if one.model}
    named = term_names((code for codes in chosen.values() for code, _ in codes), models, filterset.version)
    values = {param: _values(codes, vocabularies[param], named) for param, codes in chosen.items()}
    shown = {param: _first(found, _selected(filterset, param)) for param, found in values.items()}
    return FacetCounts(
        sum(number for _, number in counted["", filterset.counted_by]),
        shown,
        frozenset(param for param, found in values.items() if len(found) > len(shown[param])),
        tuple(_spans(filterset, timeline, counted)) if timeline else (),
    )


def _count_rows(filterset: FilterSet) -> int:
    sql, params = filterset.rows().order_by().values_list("pk").query.sql_with_params()
    return fetch_all(f"SELECT count(*) FROM ({sql}) AS hits", list(params), timeout=TIMEOUT)[0][0]


def _count_terms(filterset: FilterSet, matches: Matches | None) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """Return (term, number of rows) by the parameter whose own filter is left out ("" for the whole query) and kind."""
    alone = [facet.param for facet in filterset.facets if filterset.counts_alone(facet.param)]
    sources = [_pass(place, filterset, param) for place, param in enumerate(alone, start=1)]
    if matches is None:
        sources.append(_pass(0, filterset, ""))
        rows = []
    else:
        rows = [(0, *one) for one in _count_arrays(matches.terms)]
    if sources:
        sql = " UNION ALL ".join(one for one, _ in sources)
        rows += fetch_all(sql, [param for _, params in sources for param in params], timeout=TIMEOUT)
    found = defaultdict(list)
    for place, code, number in rows:
        found[alone[place - 1] if place else "", code >> BITS].append((code, number))
    return found


def _count_arrays(written: list[str]) -> Iterator[tuple[int, int]]:
    """Return (term, number) of arrays as PostgreSQL writes them. Terms are counted as text: few of them differ."""
    counted = Counter()
    for start in range(0, len(written), _AT_ONCE):
        counted.update(",".join([one[1:-1] for one in written[start : start + _AT_ONCE]]).split(","))
    return ((int(code), number) for code, number in counted.items() if code)


def _most_frequent(filterset: FilterSet, param: str, counted: dict) -> list[tuple[int, int]]:
    """Return the terms that a facet may show: one more than LIMIT, most frequent first, then those selected."""
    asked = _selected_terms(filterset, param)
    codes = counted[param if filterset.counts_alone(param) else "", filterset.filters[param].kind]
    most = nsmallest(LIMIT + 1 + len(asked), codes, key=lambda one: (-one[1], one[0]))
    return most + [one for one in codes if one[0] in asked and one not in most]


def search_values(filterset: FilterSet, param: str, words: str, most: int) -> list[ValueCount]:
    """Return at most ``most`` values of one facet whose name contains the words, most frequent first.

    Raise OperationalError if it takes longer than TIMEOUT.
    """
    vocabulary = filterset.filters[param].vocabulary
    kind, model = vocabulary.kind, vocabulary.model
    counted, params = _terms(filterset.rows(leaving_out=param if filterset.counts_alone(param) else ""), kind)
    pattern = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    sql = f"SELECT code, number FROM ({counted}) AS counted"
    if model:
        sql += f" JOIN {model._meta.db_table} AS named ON named.id = code & {_MASK} WHERE named.name ILIKE %s"
        params = [*params, pattern]
    codes = fetch_all(f"{sql} ORDER BY number DESC, code LIMIT %s", [*params, 10 * most], timeout=TIMEOUT)
    named = term_names((code for code, _ in codes), {kind: model} if model else {}, filterset.version)
    values = _values(codes, vocabulary, named)
    return [one for one in values if words.casefold() in one.label.casefold()][:most]


def most_frequent(rows, kind: TermKind, number: int) -> list[tuple[int, int]]:
    """Return (id, number of rows) of the values of a kind that most of these search rows have."""
    sql, params = _terms(rows, kind)
    found = fetch_all(f"{sql} ORDER BY number DESC, code LIMIT %s", [*params, number])
    return [(number_of(code), times) for code, times in found]


def monthly_counts(rows) -> list[tuple[str, str, int]]:
    """Return (first day, last day, number) of these search rows for ``histogram``: rows within one month by its first
    day, the others by the months of their bounds."""
    sql, params = _terms(rows, None)
    counted = fetch_all(
        f"SELECT code, number FROM ({sql}) AS counted WHERE code >> {BITS} >= {TermKind.MONTH:d}", params
    )
    found = [(_first_of(code), _first_of(code), number) for code, number in counted if kind_of(code) == TermKind.MONTH]
    return found + (_grouped(rows.filter(terms__contains=[_SPAN]), "month") if _SPAN in dict(counted) else [])


@lru_cache(maxsize=10_000)
def _first_of(code: int) -> str:
    year, month = divmod(number_of(code), 12)
    return datetime.date(year, month + 1, 1).isoformat()


def _pass(place: int, filterset: FilterSet, without: str) -> tuple[str, list]:
    """Return a statement for (place, term, number) of the query without a parameter: the most frequent terms of its
    facets, those selected and, for the whole query, all terms that the total and the months are counted by."""
    params = [without] if without else [one.param for one in filterset.facets if not filterset.counts_alone(one.param)]
    kinds = [int(filterset.filters[param].kind) for param in params]
    whole = [] if without else [int(filterset.counted_by), int(TermKind.MONTH), int(TermKind.FLAG)]
    asked = [code for param in params for code in _selected_terms(filterset, param)]
    counted, values = _terms(filterset.rows(leaving_out=without), kinds[0] if without else None)
    sql = (
        f"SELECT {place} AS pass, code, number FROM (SELECT code, number, row_number() OVER"
        f" (PARTITION BY code >> {BITS} ORDER BY number DESC, code) AS place FROM ({counted}) AS counted) AS ordered"
        f" WHERE (place <= {LIMIT + 1 + len(asked)} AND code >> {BITS} = ANY(%s))"
        f" OR code >> {BITS} = ANY(%s) OR code = ANY(%s)"
    )
    return sql, [*values, kinds, whole, asked]


def _terms(rows, kind: TermKind | None) -> tuple[str, list]:
    sql, params = rows.order_by().values_list("terms").query.sql_with_params()
    within = f" WHERE code BETWEEN {kind << BITS} AND {(kind + 1 << BITS) - 1}" if kind else ""
    each = f"SELECT unnest(terms) AS code FROM ({sql}) AS hits"
    return f"SELECT code, count(*) AS number FROM ({each}) AS each{within} GROUP BY code", list(params)


def _selected(filterset: FilterSet, param: str) -> set[str]:
    terms = filterset.values[param]
    return {one.value for one in (*terms.included, *terms.excluded)}


def _selected_terms(filterset: FilterSet, param: str) -> list[int]:
    terms = filterset.values[param]
    return filterset.filters[param].terms((*terms.included, *terms.excluded))


def _values(
    codes: Iterable[tuple[int, int]], vocabulary: Vocabulary, named: dict[int, tuple[str, str]]
) -> list[ValueCount]:
    found = [ValueCount(*(named.get(code) or vocabulary.name(number_of(code))), number) for code, number in codes]
    return sorted((one for one in found if one.value), key=lambda one: (-one.number, one.label))


def _first(values: list[ValueCount], shown: set[str]) -> list[ValueCount]:
    others = [one for one in values if one.value not in shown][:LIMIT]
    kept = {one.value for one in others} | shown
    return [one for one in values if one.value in kept]


def _spans(filterset: FilterSet, timeline: Timeline, counted: dict):
    """Return the counts over time, by days or by months. Rows that span several months count by their bounds."""
    if timeline.unit == "day":
        own = filterset.filters[timeline.param]
        yield from _grouped(own.filter(filterset.rows(leaving_out=timeline.param), timeline.period), "day")
        return
    for code, number in counted["", TermKind.MONTH]:
        yield _first_of(code), _first_of(code), number
    if _SPAN in dict(counted["", TermKind.FLAG]):
        yield from _grouped(filterset.rows().filter(terms__contains=[_SPAN]), "month")


def _grouped(rows, unit: str) -> list[tuple]:
    sql, params = rows.order_by().values_list("lower", "upper").query.sql_with_params()
    first, last = (f"date_trunc('{unit}', {side}::timestamp)::date::text" for side in ("lower", "upper"))
    return fetch_all(
        f"SELECT {first}, {last}, count(*) FROM ({sql}) AS hits (lower, upper)"
        " WHERE lower IS NOT NULL AND upper IS NOT NULL GROUP BY 1, 2",
        list(params),
        timeout=TIMEOUT,
    )
