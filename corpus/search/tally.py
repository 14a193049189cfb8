"""Count the rows that match: all of them, by every value of every facet, and over time. One pass over their terms."""

import datetime
from dataclasses import dataclass, field

from django.utils.text import capfirst

from corpus.models import Flag, Kind, term
from corpus.models.search import BITS, kind_of, language_code, number_of

from .grammar import Grammar
from .run import fetch
from .timeline import Timeline
from .vocabulary import EVENT_TYPES, language_name

LIMIT = 10  # values of a facet that a page shows, besides those selected
TIMEOUT = 6000  # milliseconds after which counting is given up
_MASK = (1 << BITS) - 1
_SPAN = term(Kind.FLAG, Flag.SPAN)
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


def tally(grammar: Grammar, timeline: Timeline | None) -> Tally:
    """Of a valid query. Raises OperationalError where it takes longer than TIMEOUT."""
    if not grammar.counted_by:
        sql, params = grammar.rows().order_by().values_list("pk").query.sql_with_params()
        return Tally(fetch(f"SELECT count(*) FROM ({sql}) AS hits", list(params), timeout=TIMEOUT)[0][0])
    with_own = [facet.param for facet in grammar.facets if not grammar.counts_alone(facet.param)]
    alone = [facet.param for facet in grammar.facets if grammar.counts_alone(facet.param)]
    sources = [_pass(0, grammar.rows(), grammar, with_own)]
    sources += [
        _pass(place, grammar.rows(leaving_out=param), grammar, [param]) for place, param in enumerate(alone, start=1)
    ]
    sql = f"WITH found AS ({' UNION ALL '.join(one for one, _ in sources)}) {_NAMED}"
    rows = fetch(sql, [param for _, params in sources for param in params], timeout=TIMEOUT)
    passes = dict.fromkeys(with_own, 0) | {param: place for place, param in enumerate(alone, start=1)}
    values = {param: _values(rows, place, grammar.filters[param].kind) for param, place in passes.items()}
    shown = {param: _shown(grammar, param) for param in values}
    return Tally(
        sum(number for place, code, number, *_ in rows if place == 0 and kind_of(code) == grammar.counted_by),
        {param: _first(found, shown[param]) for param, found in values.items()},
        frozenset(param for param, found in values.items() if len(found) > len(_first(found, shown[param]))),
        tuple(_spans(grammar, timeline, rows)) if timeline else (),
    )


def values_called(grammar: Grammar, param: str, words: str, most: int) -> list[Counted]:
    """The values of one facet whose name holds the words, most frequent first, at most so many.

    Raises OperationalError where it takes longer than TIMEOUT.
    """
    kind = grammar.filters[param].kind
    counted, params = _terms(grammar.rows(leaving_out=param if grammar.counts_alone(param) else ""), kind)
    pattern = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    sql = f"WITH found AS (SELECT 0 AS pass, code, number FROM ({counted}) AS counted) {_NAMED}"
    if kind in (Kind.OUTLET, Kind.PERSON, Kind.PLACE):
        sql += " WHERE coalesce(outlet.name, person.name, place.name) ILIKE %s"
        params = [*params, pattern]
    rows = fetch(f"{sql} ORDER BY number DESC, code LIMIT %s", [*params, 10 * most], timeout=TIMEOUT)
    return [one for one in _values(rows, 0, kind) if words.casefold() in one.label.casefold()][:most]


def most_frequent(rows, kind: Kind, number: int) -> list[tuple[int, int]]:
    """(id, in how many of the rows) of the values of a kind that most of these search rows have."""
    sql, params = _terms(rows, kind)
    found = fetch(f"{sql} ORDER BY number DESC, code LIMIT %s", [*params, number])
    return [(number_of(code), times) for code, times in found]


def months(rows) -> list[tuple[str, str, int]]:
    """(first day, last day, number) of these search rows over time, as draw() takes them: by month, and those that lie
    in no single one by their own bounds."""
    sql, params = _terms(rows, None)
    counted = fetch(f"SELECT code, number FROM ({sql}) AS counted WHERE code >> {BITS} >= {Kind.MONTH:d}", params)
    found = [(_first_of(code), _first_of(code), number) for code, number in counted if kind_of(code) == Kind.MONTH]
    return found + (_grouped(rows.filter(terms__contains=[_SPAN]), "month") if _SPAN in dict(counted) else [])


def _first_of(code: int) -> str:
    year, month = divmod(number_of(code), 12)
    return datetime.date(year, month + 1, 1).isoformat()


_NAMED = f"""
SELECT pass, code, number, coalesce(outlet.slug, person.slug, place.slug)::text,
    coalesce(outlet.name, person.name, place.name)::text
FROM found
LEFT JOIN corpus_outlet AS outlet ON code >> {BITS} = {Kind.OUTLET:d} AND outlet.id = code & {_MASK}
LEFT JOIN corpus_person AS person ON code >> {BITS} = {Kind.PERSON:d} AND person.id = code & {_MASK}
LEFT JOIN corpus_place AS place ON code >> {BITS} = {Kind.PLACE:d} AND place.id = code & {_MASK}
"""


def _pass(place: int, rows, grammar: Grammar, params: list[str]) -> tuple[str, list]:
    """(pass, code, number) of the terms a page may show: the most frequent of each facet, those asked for, and in the
    first pass all by which rows and months are counted."""
    kinds = [int(grammar.filters[param].kind) for param in params]
    whole = [int(grammar.counted_by), int(Kind.MONTH), int(Kind.FLAG)] if place == 0 else []
    asked = [code for param in params for code in _shown_codes(grammar, param)]
    counted, values = _terms(rows, None if place == 0 else kinds[0])
    sql = (
        f"SELECT {place} AS pass, code, number FROM (SELECT code, number, row_number() OVER"
        f" (PARTITION BY code >> {BITS} ORDER BY number DESC, code) AS place FROM ({counted}) AS counted) AS ordered"
        f" WHERE (place <= {LIMIT + 1 + len(asked)} AND code >> {BITS} = ANY(%s))"
        f" OR code >> {BITS} = ANY(%s) OR code = ANY(%s)"
    )
    return sql, [*values, kinds, whole, asked]


def _terms(rows, kind: Kind | None) -> tuple[str, list]:
    sql, params = rows.order_by().values_list("terms").query.sql_with_params()
    within = f" WHERE code BETWEEN {kind << BITS} AND {(kind + 1 << BITS) - 1}" if kind else ""
    each = f"SELECT unnest(terms) AS code FROM ({sql}) AS hits"
    return f"SELECT code, count(*) AS number FROM ({each}) AS each{within} GROUP BY code", list(params)


def _shown(grammar: Grammar, param: str) -> set[str]:
    terms = grammar.values[param]
    return {one.value for one in (*terms.included, *terms.excluded)}


def _shown_codes(grammar: Grammar, param: str) -> list[int]:
    terms = grammar.values[param]
    return grammar.filters[param].terms((*terms.included, *terms.excluded))


def _values(rows: list[tuple], place: int, kind: Kind) -> list[Counted]:
    found = [
        Counted(*_said(code, slug, name), number)
        for row_place, code, number, slug, name in rows
        if row_place == place and kind_of(code) == kind
    ]
    return sorted(found, key=lambda one: (-one.number, one.label))


def _said(code: int, slug: str | None, name: str | None) -> tuple[str, str]:
    """(value in the URL, label) of a term."""
    kind, number = kind_of(code), number_of(code)
    if kind == Kind.TYPE:
        return _TYPES[number - 1], capfirst(EVENT_TYPES[_TYPES[number - 1]])
    if kind == Kind.LANGUAGE:
        return language_code(number), language_name(language_code(number))
    return slug or "", name or ""


def _first(values: list[Counted], shown: set[str]) -> list[Counted]:
    others = [one for one in values if one.value not in shown][:LIMIT]
    kept = {one.value for one in others} | shown
    return [one for one in values if one.value in kept]


def _spans(grammar: Grammar, timeline: Timeline, rows: list[tuple]):
    """Days where the timeline is of days; else months, and whatever lies in no single month by its own bounds."""
    if timeline.unit == "day":
        own = grammar.filters[timeline.param]
        yield from _grouped(own.filter(grammar.rows(leaving_out=timeline.param), timeline.period), "day")
        return
    for place, code, number, *_ in rows:
        if place == 0 and kind_of(code) == Kind.MONTH:
            yield _first_of(code), _first_of(code), number
        elif place == 0 and code == _SPAN:
            yield from _grouped(grammar.rows().filter(terms__contains=[code]), "month")


def _grouped(rows, unit: str) -> list[tuple]:
    sql, params = rows.order_by().values_list("lower", "upper").query.sql_with_params()
    first, last = (f"date_trunc('{unit}', {side}::timestamp)::date::text" for side in ("lower", "upper"))
    return fetch(
        f"SELECT {first}, {last}, count(*) FROM ({sql}) AS hits (lower, upper)"
        " WHERE lower IS NOT NULL AND upper IS NOT NULL GROUP BY 1, 2",
        list(params),
        timeout=TIMEOUT,
    )
