"""Count the rows that match: all of them, by every value of every facet, and over time. One pass over their terms."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nsmallest

from django.utils.text import capfirst

from corpus.models import Flag, TermKind, term
from corpus.models.search import BITS, kind_of, language_code, number_of
from corpus.search.grammar.filterset import FilterSet
from corpus.search.grammar.vocabulary import EVENT_TYPES, language_name
from corpus.search.results.statement import fetch

from .term_names import TABLES, names
from .timeline import Timeline

LIMIT = 10  # values of a facet that a page shows, besides those selected
TIMEOUT = 6000  # milliseconds after which counting is given up
_AT_ONCE = 10_000  # rows whose terms are counted in one go, which bounds the memory
_MASK = (1 << BITS) - 1
_SPAN = term(TermKind.FLAG, Flag.SPAN)
_TYPES = list(EVENT_TYPES)


@dataclass(frozen=True, slots=True)
class Counted:
    """One value: as it stands in the URL, as a reader sees it, and in how many rows it occurs."""

    value: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What a query's rows come to. values: by parameter, most frequent first; cut: parameters that have more values
    than these; spans: (first day, last day, number) over time."""

    total: int
    values: dict[str, list[Counted]] = field(default_factory=dict)
    cut: frozenset[str] = frozenset()
    spans: tuple[tuple, ...] = ()


def tally(filterset: FilterSet, timeline: Timeline | None) -> Tally:
    """Of a valid query. Raises OperationalError where it takes longer than TIMEOUT."""
    if filterset.total is not None:
        return Tally(filterset.total)
    if not filterset.counted_by:
        sql, params = filterset.rows().order_by().values_list("pk").query.sql_with_params()
        return Tally(fetch(f"SELECT count(*) FROM ({sql}) AS hits", list(params), timeout=TIMEOUT)[0][0])
    counted = _counted(filterset)
    chosen = {facet.param: _most_frequent(filterset, facet.param, counted) for facet in filterset.facets}
    named = names((code for codes in chosen.values() for code, _ in codes), filterset.version)
    values = {param: _values(codes, named) for param, codes in chosen.items()}
    shown = {param: _first(found, _shown(filterset, param)) for param, found in values.items()}
    return Tally(
        sum(number for _, number in counted["", filterset.counted_by]),
        shown,
        frozenset(param for param, found in values.items() if len(found) > len(shown[param])),
        tuple(_spans(filterset, timeline, counted)) if timeline else (),
    )


def _counted(filterset: FilterSet) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """(code, number) of terms, by their kind and by the parameter without whose own filter they are counted, "" for
    the query as it is."""
    alone = [facet.param for facet in filterset.facets if filterset.counts_alone(facet.param)]
    sources = [_pass(place, filterset, param) for place, param in enumerate(alone, start=1)]
    if filterset.terms is None:
        sources.append(_pass(0, filterset, ""))
        rows = []
    else:
        rows = [(0, *one) for one in _numbers(filterset.terms)]
    if sources:
        sql = " UNION ALL ".join(one for one, _ in sources)
        rows += fetch(sql, [param for _, params in sources for param in params], timeout=TIMEOUT)
    found = defaultdict(list)
    for place, code, number in rows:
        found[alone[place - 1] if place else "", code >> BITS].append((code, number))
    return found


def _numbers(written: list[str]) -> Iterator[tuple[int, int]]:
    """(code, number) of terms that the database wrote: counted as they are, for few of them are different."""
    counted = Counter()
    for start in range(0, len(written), _AT_ONCE):
        counted.update(",".join([one[1:-1] for one in written[start : start + _AT_ONCE]]).split(","))
    return ((int(code), number) for code, number in counted.items() if code)


def _most_frequent(filterset: FilterSet, param: str, counted: dict) -> list[tuple[int, int]]:
    """The terms of a facet that a page may show: the most frequent, one more than it shows, and those asked for."""
    asked = _shown_codes(filterset, param)
    codes = counted[param if filterset.counts_alone(param) else "", filterset.filters[param].kind]
    most = nsmallest(LIMIT + 1 + len(asked), codes, key=lambda one: (-one[1], one[0]))
    return most + [one for one in codes if one[0] in asked and one not in most]


def values_called(filterset: FilterSet, param: str, words: str, most: int) -> list[Counted]:
    """The values of one facet whose name holds the words, most frequent first, at most so many.

    Raises OperationalError where it takes longer than TIMEOUT.
    """
    kind = filterset.filters[param].kind
    counted, params = _terms(filterset.rows(leaving_out=param if filterset.counts_alone(param) else ""), kind)
    pattern = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    sql = f"SELECT code, number FROM ({counted}) AS counted"
    if kind in TABLES:
        sql += f" JOIN {TABLES[kind]} AS named ON named.id = code & {_MASK} WHERE named.name ILIKE %s"
        params = [*params, pattern]
    codes = fetch(f"{sql} ORDER BY number DESC, code LIMIT %s", [*params, 10 * most], timeout=TIMEOUT)
    values = _values(codes, names((code for code, _ in codes), filterset.version))
    return [one for one in values if words.casefold() in one.label.casefold()][:most]


def most_frequent(rows, kind: TermKind, number: int) -> list[tuple[int, int]]:
    """(id, in how many of the rows) of the values of a kind that most of these search rows have."""
    sql, params = _terms(rows, kind)
    found = fetch(f"{sql} ORDER BY number DESC, code LIMIT %s", [*params, number])
    return [(number_of(code), times) for code, times in found]


def months(rows) -> list[tuple[str, str, int]]:
    """(first day, last day, number) of these search rows over time, as draw() takes them: by month, and those that lie
    in no single one by their own bounds."""
    sql, params = _terms(rows, None)
    counted = fetch(f"SELECT code, number FROM ({sql}) AS counted WHERE code >> {BITS} >= {TermKind.MONTH:d}", params)
    found = [(_first_of(code), _first_of(code), number) for code, number in counted if kind_of(code) == TermKind.MONTH]
    return found + (_grouped(rows.filter(terms__contains=[_SPAN]), "month") if _SPAN in dict(counted) else [])


@lru_cache(maxsize=10_000)
def _first_of(code: int) -> str:
    year, month = divmod(number_of(code), 12)
    return datetime.date(year, month + 1, 1).isoformat()


def _pass(place: int, filterset: FilterSet, without: str) -> tuple[str, list]:
    """(place, code, number) of the terms a page may show, of the query without a parameter: the most frequent of each
    facet counted so, those asked for, and of the query as it is all by which rows and months are counted."""
    params = [without] if without else [one.param for one in filterset.facets if not filterset.counts_alone(one.param)]
    kinds = [int(filterset.filters[param].kind) for param in params]
    whole = [] if without else [int(filterset.counted_by), int(TermKind.MONTH), int(TermKind.FLAG)]
    asked = [code for param in params for code in _shown_codes(filterset, param)]
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


def _shown(filterset: FilterSet, param: str) -> set[str]:
    terms = filterset.values[param]
    return {one.value for one in (*terms.included, *terms.excluded)}


def _shown_codes(filterset: FilterSet, param: str) -> list[int]:
    terms = filterset.values[param]
    return filterset.filters[param].terms((*terms.included, *terms.excluded))


def _values(codes: Iterable[tuple[int, int]], named: dict[int, tuple[str, str]]) -> list[Counted]:
    found = [Counted(*(named.get(code) or _said(code)), number) for code, number in codes]
    return sorted(found, key=lambda one: (-one.number, one.label))


def _said(code: int) -> tuple[str, str]:
    """(value in the URL, label) of a term that is of no row; nothing for one whose row is gone."""
    kind, number = kind_of(code), number_of(code)
    if kind == TermKind.TYPE:
        return _TYPES[number - 1], capfirst(EVENT_TYPES[_TYPES[number - 1]])
    if kind == TermKind.LANGUAGE:
        return language_code(number), language_name(language_code(number))
    return "", ""


def _first(values: list[Counted], shown: set[str]) -> list[Counted]:
    others = [one for one in values if one.value not in shown][:LIMIT]
    kept = {one.value for one in others} | shown
    return [one for one in values if one.value in kept]


def _spans(filterset: FilterSet, timeline: Timeline, counted: dict):
    """Days where the timeline is of days; else months, and whatever lies in no single month by its own bounds."""
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
    return fetch(
        f"SELECT {first}, {last}, count(*) FROM ({sql}) AS hits (lower, upper)"
        " WHERE lower IS NOT NULL AND upper IS NOT NULL GROUP BY 1, 2",
        list(params),
        timeout=TIMEOUT,
    )
