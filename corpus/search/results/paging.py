"""The ids of the rows on one page of a list, and of the rows beside one of them."""

from dataclasses import dataclass

from corpus.models import Opening
from corpus.search.grammar.filterset import FilterSet
from corpus.search.text.words import WordQuery, segmented

from .keyset import Key, order, segments
from .statement import fetch_all

FEW = 2000  # a search with at most so many rows returns all their terms, so that counting need not repeat it
FEW_OF_PHRASES = 200_000  # the same for a phrase, which is far slower: a phrase match must read every tsvector
RANKED = 500  # first rows by relevance, among which the neighbours of a row are looked up


class NoSuchRow(Exception):
    """The row that a page should begin after, or end before, does not exist."""


@dataclass(frozen=True, slots=True)
class Matches:
    """What a search has read of all its rows, for counting.

    ``terms``: the array of terms of each search row, as PostgreSQL writes arrays ("{1,2}"); None for lists without
    search rows. ``total``: the number of rows.
    """

    total: int
    terms: list[str] | None = None


@dataclass(frozen=True, slots=True)
class PageOfIds:
    """The ids of a page's rows. ``more``: rows follow; ``fewer``: rows precede; ``matches``: all rows of the search, if
    they are few enough to have been read."""

    ids: list[int]
    more: bool
    fewer: bool
    matches: Matches | None = None


def page_of_ids(filterset: FilterSet) -> PageOfIds:
    """Return the page of a valid query. Raise NoSuchRow if ``after`` or ``before`` names no row."""
    values = filterset.values
    size, after, before = values["per_page"], values["after"], values["before"]
    if after or before:
        return _beside(filterset, size, after or before, backwards=bool(before))
    start = (values["page"] - 1) * size
    matches = None
    if values["sort"] == "relevance":
        ids = _ranked(filterset, start, size + 1)
    elif start or not values["q"]:
        ids = _run(filterset, filterset.rows(), start, size + 1)
    else:
        ids, matches = _search(filterset, size + 1)
    return PageOfIds(ids[:size], len(ids) > size, start > 0, matches)


def _search(filterset: FilterSet, number: int) -> tuple[list[int], Matches | None]:
    """Return at least ``number`` ids of a search, if there are so many, and all its matches if they are few."""
    if not filterset.counted_by:
        ids = _run(filterset, filterset.rows(), 0, max(FEW, number) + 1)
        return ids, Matches(len(ids)) if len(ids) <= FEW else None
    found = _with_terms(filterset, FEW_OF_PHRASES if filterset.has_phrase else FEW)
    if found is None:
        return _run(filterset, filterset.rows(), 0, number), None
    return [pk for pk, _ in found], Matches(len(found), [terms for _, terms in found])


def _with_terms(filterset: FilterSet, most: int) -> list[tuple[int, str]] | None:
    """Return the id and the terms, as PostgreSQL writes them, of all rows in order; None if there are more than
    ``most``."""
    names = [*_columns(filterset.order), "terms"]
    sql, params = filterset.rows().order_by().values_list(*names).query.sql_with_params()
    found = f"SELECT pk, terms::text FROM ({sql} LIMIT {most + 1}) AS found ({', '.join(names)})"
    return fetch_all(f"{found} ORDER BY {_sort(filterset.order)}", list(params), most=most)


def all_ids(filterset: FilterSet) -> tuple[str, list]:
    """Return an SQL statement, with its parameters, for the ids of all rows of a valid query in order."""
    return _all_ranked(filterset) if filterset.values["sort"] == "relevance" else _ordered(filterset, filterset.rows())


def neighbours(filterset: FilterSet, pk: int) -> tuple[int | None, int | None]:
    """Return the ids of the rows before and after a row of a list.

    Either is None at the end of the list; both are if the list is by relevance and the row is not among the first
    RANKED. Raise NoSuchRow if the row does not exist.
    """
    if filterset.values["sort"] == "relevance":
        ids = _ranked(filterset, 0, RANKED)
        if pk not in ids:
            return None, None
        place = ids.index(pk)
        return ids[place - 1] if place else None, ids[place + 1] if place + 1 < len(ids) else None
    row = _row(filterset, pk)
    return tuple(next(iter(_next(filterset, row, 1, backwards=backwards)), None) for backwards in (True, False))


def _row(filterset: FilterSet, pk: int) -> tuple:
    row = filterset.base().filter(pk=pk).values_list(*(key.field for key in filterset.order)).first()
    if row is None:
        raise NoSuchRow
    return row


def _next(filterset: FilterSet, row: tuple, number: int, *, backwards: bool) -> list[int]:
    """Return the ids of at most ``number`` rows after a row, or before it, nearest first."""
    ids: list[int] = []
    for stretch in segments(filterset.order, row, backwards=backwards):
        if len(ids) < number:
            ids += _run(filterset, filterset.rows().filter(stretch), 0, number - len(ids), backwards=backwards)
    return ids


def _beside(filterset: FilterSet, size: int, pk: int, *, backwards: bool) -> PageOfIds:
    ids = _next(filterset, _row(filterset, pk), size + 1, backwards=backwards)
    if backwards:
        return PageOfIds(ids[:size][::-1], True, len(ids) > size)
    return PageOfIds(ids[:size], len(ids) > size, True)


def _run(filterset: FilterSet, rows, start: int, number: int, *, backwards: bool = False) -> list[int]:
    sql, params = _ordered(filterset, rows, backwards=backwards)
    sql, params = f"{sql} LIMIT %s", [*params, number]
    return [pk for (pk,) in (fetch_all(f"{sql} OFFSET %s", [*params, start]) if start else fetch_all(sql, params))]


def _ordered(filterset: FilterSet, rows, *, backwards: bool = False) -> tuple[str, list]:
    """Return an SQL statement for the ids of rows in order.

    OFFSET 0 makes the planner search before it sorts. Walking along the index of the order instead would read the
    vector of every row until enough match: all of them for words of long ago.
    """
    keys = filterset.order
    if not filterset.values["q"] or not filterset.counted_by:
        ordered = rows.order_by(*order(keys, backwards=backwards)).values_list("pk", flat=True)
        sql, params = ordered.query.sql_with_params()
        return sql, list(params)
    names = _columns(keys)
    sql, params = rows.order_by().values_list(*names).query.sql_with_params()
    sort = _sort(keys, backwards=backwards)
    return f"SELECT pk FROM ({sql} OFFSET 0) AS found ({', '.join(names)}) ORDER BY {sort}", list(params)


def _columns(keys: tuple[Key, ...]) -> list[str]:
    return ["pk", *(key.field for key in keys if key.field != "pk")]


def _sort(keys: tuple[Key, ...], *, backwards: bool = False) -> str:
    return ", ".join(
        f"{key.field} {'DESC' if key.descending != backwards else 'ASC'} NULLS {'FIRST' if backwards else 'LAST'}"
        for key in keys
    )


def _ranked(filterset: FilterSet, start: int, number: int) -> list[int]:
    """Return ids by relevance: articles whose headline and opening match, by ts_rank; then the others, newest first.

    An opening holds no word that its article does not, so the article of a matching opening matches too, unless the
    query excludes words or has other filters.
    """
    matching, params, rank, words = _opened(filterset)
    order = f"ORDER BY {rank} DESC, lower DESC NULLS LAST, article_id DESC LIMIT %s OFFSET %s"
    found = fetch_all(f"SELECT article_id {matching} {order}", [*params, *words, number, start])
    ids = [pk for (pk,) in found]
    if len(ids) == number:
        return ids
    first = start + len(ids) if ids else fetch_all(f"SELECT count(*) {matching}", params)[0][0]
    return ids + _run(filterset, _unopened(filterset), start + len(ids) - first, number - len(ids))


def _all_ranked(filterset: FilterSet) -> tuple[str, list]:
    """Return one statement for the ids of all rows by relevance."""
    matching, params, rank, words = _opened(filterset)
    rest, others = _unopened(filterset).order_by().values_list("pk", "lower").query.sql_with_params()
    sql = (
        f"SELECT pk FROM (SELECT article_id, lower, {rank} {matching}"
        f" UNION ALL SELECT others.*, NULL FROM ({rest}) AS others) AS found (pk, lower, rank)"
        " ORDER BY rank DESC NULLS LAST, lower DESC NULLS LAST, pk DESC"
    )
    return sql, [*words, *params, *others]


def _opened(filterset: FilterSet) -> tuple[str, list, str, list]:
    """Return FROM and WHERE of the matching openings and their parameters, the rank and its parameters."""
    query, words = "dateline_query(%s, %s)", [segmented(filterset.values["q"]), filterset.configurations]
    matching, params = f"FROM corpus_opening WHERE search @@ {query}", list(words)
    if filterset.is_narrowed_beyond_words:
        sql, narrowed = filterset.rows().values("pk").query.sql_with_params()
        matching, params = f"{matching} AND article_id IN ({sql})", [*params, *narrowed]
    return matching, params, f"ts_rank(search, {query})", words


def _unopened(filterset: FilterSet):
    opening = Opening.objects.filter(search=WordQuery(filterset.values["q"], filterset.configurations))
    return filterset.rows().exclude(pk__in=opening.values("pk"))
