"""Counts beside a list: its total, its facets and its timeline, exact, in one database query."""

from dataclasses import dataclass

from django.db import connection
from django.utils.text import capfirst

from .filters import AllTermsFilter
from .grammar import Grammar
from .timeline import Histogram, Timeline, draw

LIMIT = 10  # values of a facet that a page shows, besides those selected


@dataclass(frozen=True)
class Facet:
    """One facet: the parameter it sets, and the SQL of its values over the rows that match, called "hits".

    ``value`` and ``join`` are SQL of our own, never a reader's text. Values are ids of ``table`` (which has slug and
    name) or words, shown by ``labels`` (a dict or a function).
    """

    param: str
    title: str
    value: str
    join: str = ""
    table: str = ""
    labels: object = None

    def label(self, word: str) -> str:
        """A word as a reader sees it."""
        return capfirst(self.labels(word) if callable(self.labels) else self.labels.get(word, word))


@dataclass(frozen=True)
class FacetValue:
    """One value with its count and the addresses that add, keep out or remove it."""

    label: str
    count: int
    selected: bool
    excluded: bool
    url: str
    exclude_url: str


@dataclass(frozen=True)
class FacetResult:
    """A facet as a page shows it."""

    name: str
    title: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True)
class Counts:
    """What stands beside a list."""

    total: int
    facets: tuple[FacetResult, ...]
    histogram: Histogram | None


class _Statement:
    """The parts of the one query: base tables, each filtered once, and a select for each count."""

    def __init__(self, grammar: Grammar):
        self.grammar = grammar
        self.tables: dict[str, str] = {}
        self.table_params: list = []
        self.selects: list[str] = []
        self.select_params: list = []

    def table(self, queryset, name: str) -> str:
        """The name of a materialised table of these rows."""
        if name not in self.tables:
            sql, params = queryset.order_by().values_list(*self.grammar.columns).query.sql_with_params()
            self.tables[name] = sql
            self.table_params += params
        return name

    def select(self, sql: str, params=()) -> None:
        """One more count: rows of (kind, value, label, number)."""
        self.selects.append(sql)
        self.select_params += params

    def run(self) -> list[tuple]:
        """The rows of all counts."""
        tables = ", ".join(f"{name} AS MATERIALIZED ({sql})" for name, sql in self.tables.items())
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH {tables} {' UNION ALL '.join(self.selects)}", [*self.table_params, *self.select_params]
            )
            return cursor.fetchall()


def count(grammar: Grammar) -> Counts:
    """Total, facets and timeline of a valid query.

    A facet of which any value may hold is counted without its own filter, one of which all must hold (people) with it.
    A value that is asked for or kept out always shows, even at 0.
    """
    statement = _Statement(grammar)
    hits = statement.table(grammar.rows(), "hits")
    statement.select(f"SELECT '', '', '', count(*) FROM {hits}")
    for facet in grammar.facets:
        _select_facet(statement, facet)
    timeline = grammar.histogram and grammar.histogram.for_period(grammar.values[grammar.histogram.param])
    if timeline:
        _select_timeline(statement, timeline)
    total, values, spans = 0, {facet.param: [] for facet in grammar.facets}, []
    for kind, value, label, number in statement.run():
        if not kind:
            total = number
        elif kind in values:
            values[kind].append((value, label, number))
        else:
            spans.append((value, label, number))
    return Counts(
        total,
        tuple(_result(grammar, facet, values[facet.param]) for facet in grammar.facets),
        _histogram(grammar, timeline, spans) if timeline else None,
    )


def _histogram(grammar: Grammar, timeline: Timeline, spans: list[tuple]) -> Histogram | None:
    period = grammar.values[timeline.param]
    return draw(
        spans,
        title=grammar.filters[timeline.param].label,
        noun=grammar.noun.capitalize(),
        link=lambda edtf: grammar.query.setting(timeline.param, edtf).url,
        chosen=period.text if period else "",
        unit=timeline.unit,
        period=timeline.period,
    )


def _select_facet(statement: _Statement, facet: Facet) -> None:
    grammar = statement.grammar
    own, terms = grammar.filters[facet.param], grammar.values[facet.param]
    table = "hits"
    if terms and not isinstance(own, AllTermsFilter):
        table = statement.table(grammar.rows(leaving_out=facet.param), f"hits_without_{facet.param}")
    shown = [term.key for term in (*terms.included, *terms.excluded)]
    first = f"(value = ANY(%s::{'bigint' if facet.table else 'text'}[])) DESC, "
    counted = (
        f"SELECT value, count(*) AS number FROM (SELECT {facet.value} AS value FROM {table} AS hits {facet.join}) "
        f"AS found WHERE value IS NOT NULL GROUP BY value ORDER BY {first if shown else ''} number DESC, value "
        f"LIMIT {LIMIT + len(shown)}"
    )
    if facet.table:
        sql = f"SELECT '{facet.param}', named.slug::text, named.name::text, number FROM ({counted}) AS counted "
        sql += f"JOIN {facet.table} AS named ON named.id = value"
    else:
        sql = f"SELECT '{facet.param}', value::text, '', number FROM ({counted}) AS counted"
    statement.select(sql, [shown] if shown else [])


def _select_timeline(statement: _Statement, timeline: Timeline) -> None:
    grammar = statement.grammar
    table = "hits"
    if timeline.period != grammar.values[timeline.param]:
        own = grammar.filters[timeline.param]
        table = statement.table(
            own.filter(grammar.rows(leaving_out=timeline.param), timeline.period), "hits_of_timeline"
        )
    lower, upper = (
        f"date_trunc('{timeline.unit}', {timeline.param}_{side})::date::text" for side in ("lower", "upper")
    )
    statement.select(
        f"SELECT '{timeline.param}', {lower}, {upper}, count(*) FROM {table} "
        f"WHERE {timeline.param}_lower IS NOT NULL AND {timeline.param}_upper IS NOT NULL AND {timeline.param} <> '' "
        "GROUP BY 2, 3"
    )


def _result(grammar: Grammar, facet: Facet, rows: list[tuple]) -> FacetResult:
    terms = grammar.values[facet.param]
    counted = {value: (label or facet.label(value), number) for value, label, number in rows}
    for term in (*terms.included, *terms.excluded):
        counted.setdefault(term.value, (term.label if facet.table else facet.label(term.value), 0))
    included = {term.value for term in terms.included}
    excluded = {term.value for term in terms.excluded}
    query, minus = grammar.query, f"-{facet.param}"
    values = []
    for value, (label, number) in sorted(counted.items(), key=lambda item: (-item[1][1], item[1][0])):
        if value in included:
            url, exclude_url = query.dropping(facet.param, value), None
        elif value in excluded:
            url, exclude_url = query.dropping(minus, value), None
        else:
            url, exclude_url = query.adding(facet.param, value), query.adding(minus, value)
        values.append(
            FacetValue(
                label,
                number,
                value in included,
                value in excluded,
                url.url,
                exclude_url.url if exclude_url else "",
            )
        )
    return FacetResult(facet.param, facet.title, tuple(values))
