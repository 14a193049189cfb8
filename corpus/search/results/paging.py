"""One page of a list: the ids of its rows, in order, and whether there are more on either side."""

from dataclasses import dataclass

from corpus.models import Opening
from corpus.search.grammar.filterset import FilterSet
from corpus.search.text.words import WordQuery, segmented

from .keyset import Key, order, segments
from .statement import fetch

FEW = 2000  # rows of a search that is not made again to count them
FEW_OF_PHRASES = 200_000  # the same for a phrase: it is told by reading every vector, which takes far longer
RANKED = 500  # rows by relevance among which a row's neighbours are looked for


class NoSuchRow(Exception):
    """The row that a page is to begin after, or end before, is not in the corpus."""


@dataclass(frozen=True, slots=True)
class Hits:
    """Ids of a page's rows. ``more``: rows follow; ``fewer``: rows stand before."""

    ids: list[int]
    more: bool
    fewer: bool


def hits(filterset: FilterSet) -> Hits:
    """The page of a valid query. Raises NoSuchRow."""
    values = filterset.values
    size, after, before = values["per_page"], values["after"], values["before"]
    if after or before:
        return _beside(filterset, size, after or before, backwards=bool(before))
    start = (values["page"] - 1) * size
    if values["sort"] == "relevance":
        ids = _ranked(filterset, start, size + 1)
    elif start or not values["q"]:
        ids = _run(filterset, filterset.rows(), start, size + 1)
    else:
        ids = _searched(filterset, size + 1)
    return Hits(ids[:size], len(ids) > size, start > 0)


def _searched(filterset: FilterSet, number: int) -> list[int]:
    """The first ids of a search, which leaves with the grammar what it has found of all."""
    if not filterset.counted_by:
        ids = _run(filterset, filterset.rows(), 0, max(FEW, number) + 1)
        filterset.total = len(ids) if len(ids) <= FEW else None
        return ids
    found = _with_terms(filterset, FEW_OF_PHRASES if filterset.has_phrase else FEW)
    if found is None:
        return _run(filterset, filterset.rows(), 0, number)
    filterset.terms = [terms for _, terms in found]
    return [pk for pk, _ in found]


def _with_terms(filterset: FilterSet, most: int) -> list[tuple[int, str]] | None:
    """The id and the terms, as PostgreSQL writes them, of all rows, in their order; None where they are more than
    ``most``: the database stops at the next."""
    names = [*_columns(filterset.order), "terms"]
    sql, params = filterset.rows().order_by().values_list(*names).query.sql_with_params()
    found = f"SELECT pk, terms::text FROM ({sql} LIMIT {most + 1}) AS found ({', '.join(names)})"
    return fetch(f"{found} ORDER BY {_sort(filterset.order)}", list(params), most=most)


def everything(filterset: FilterSet) -> tuple[str, list]:
    """The statement, with its parameters, that gives the ids of all rows of a valid query, in their order."""
    return _all_ranked(filterset) if filterset.values["sort"] == "relevance" else _ordered(filterset, filterset.rows())


def neighbours(filterset: FilterSet, pk: int) -> tuple[int | None, int | None]:
    """The ids of the rows before and after a row in a list; None where there is none, or, by relevance, where the row
    is not among the first RANKED."""
    if filterset.values["sort"] == "relevance":
        ids = _ranked(filterset, 0, RANKED)
        place = ids.index(pk) if pk in ids else None
        if place is None:
            return None, None
        return ids[place - 1] if place else None, ids[place + 1] if place + 1 < len(ids) else None
    row = _row(filterset, pk)
    return tuple(next(iter(_next(filterset, row, 1, backwards=backwards)), None) for backwards in (True, False))


def _row(filterset: FilterSet, pk: int) -> tuple:
    row = filterset.base().filter(pk=pk).values_list(*(key.field for key in filterset.order)).first()
    if row is None:
        raise NoSuchRow
    return row


def _next(filterset: FilterSet, row: tuple, number: int, *, backwards: bool) -> list[int]:
    """The ids of so many rows after a row, or before it: the nearest first."""
    ids: list[int] = []
    for stretch in segments(filterset.order, row, backwards=backwards):
        if len(ids) < number:
            ids += _run(filterset, filterset.rows().filter(stretch), 0, number - len(ids), backwards=backwards)
    return ids


def _beside(filterset: FilterSet, size: int, pk: int, *, backwards: bool) -> Hits:
    ids = _next(filterset, _row(filterset, pk), size + 1, backwards=backwards)
    if backwards:
        return Hits(ids[:size][::-1], True, len(ids) > size)
    return Hits(ids[:size], len(ids) > size, True)


def _run(filterset: FilterSet, rows, start: int, number: int, *, backwards: bool = False) -> list[int]:
    sql, params = _ordered(filterset, rows, backwards=backwards)
    sql, params = f"{sql} LIMIT %s", [*params, number]
    return [pk for (pk,) in (fetch(f"{sql} OFFSET %s", [*params, start]) if start else fetch(sql, params))]


def _ordered(filterset: FilterSet, rows, *, backwards: bool = False) -> tuple[str, list]:
    """What is searched for is found before it is sorted: a walk along the order would read every row's vector until
    enough are found, which for words of long ago is all of them."""
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
    """Those whose headline and opening hold all the words, by how often and where; then the others, newest first.

    The opening holds no word that the article does not, so an opening that matches is an article that matches, unless
    words are to be left out or other filters hold.
    """
    matching, params, rank, words = _opened(filterset)
    order = f"ORDER BY {rank} DESC, lower DESC NULLS LAST, article_id DESC LIMIT %s OFFSET %s"
    found = fetch(f"SELECT article_id {matching} {order}", [*params, *words, number, start])
    ids = [pk for (pk,) in found]
    if len(ids) == number:
        return ids
    first = start + len(ids) if ids else fetch(f"SELECT count(*) {matching}", params)[0][0]
    return ids + _run(filterset, _unopened(filterset), start + len(ids) - first, number - len(ids))


def _all_ranked(filterset: FilterSet) -> tuple[str, list]:
    """The same two kinds in one statement."""
    matching, params, rank, words = _opened(filterset)
    rest, others = _unopened(filterset).order_by().values_list("pk", "lower").query.sql_with_params()
    sql = (
        f"SELECT pk FROM (SELECT article_id, lower, {rank} {matching}"
        f" UNION ALL SELECT others.*, NULL FROM ({rest}) AS others) AS found (pk, lower, rank)"
        " ORDER BY rank DESC NULLS LAST, lower DESC NULLS LAST, pk DESC"
    )
    return sql, [*words, *params, *others]


def _opened(filterset: FilterSet) -> tuple[str, list, str, list]:
    """FROM and WHERE of the openings that match, with parameters; and their rank, with its own."""
    query, words = "dateline_query(%s, %s)", [segmented(filterset.values["q"]), filterset.configurations]
    matching, params = f"FROM corpus_opening WHERE search @@ {query}", list(words)
    if filterset.is_narrowed_beyond_words:
        sql, narrowed = filterset.rows().values("pk").query.sql_with_params()
        matching, params = f"{matching} AND article_id IN ({sql})", [*params, *narrowed]
    return matching, params, f"ts_rank(search, {query})", words


def _unopened(filterset: FilterSet):
    opening = Opening.objects.filter(search=WordQuery(filterset.values["q"], filterset.configurations))
    return filterset.rows().exclude(pk__in=opening.values("pk"))
