"""The slugs and names of the rows that terms are made of."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection
from django.db.models import Model

from corpus.models import TermKind
from corpus.models.search import BITS, kind_of, number_of
from corpus.search.lookup_cache import LookupCache


def term_names(
    terms: Iterable[int], models: dict[TermKind, type[Model]], version: int | None
) -> dict[int, tuple[str, str]]:
    """Return slug and name of each term whose kind has a model.

    At most one query, for terms that are not cached for this corpus version. Without a version, and within a
    transaction, nothing is cached.
    """
    tables = {kind: model._meta.db_table for kind, model in models.items()}
    wanted = {(version, tables[kind_of(term)], term) for term in terms if kind_of(term) in tables}
    uncached = version is None or connection.in_atomic_block
    found = _look_up(wanted) if uncached else _cache.get_many(wanted)
    return {term: named for (_, _, term), named in found.items()}


def _look_up(wanted: set[tuple[int | None, str, int]]) -> dict[tuple[int | None, str, int], tuple[str, str]]:
    ids = defaultdict(list)
    for version, table, term in wanted:
        ids[version, table, kind_of(term)].append(number_of(term))
    if not ids:
        return {}
    sql = " UNION ALL ".join(
        f"SELECT '{table}', id + {kind << BITS}, slug, name FROM {table} WHERE id = ANY(%s)" for _, table, kind in ids
    )
    (version,) = {version for version, _, _ in ids}
    with connection.cursor() as cursor:
        cursor.execute(sql, list(ids.values()))
        return {(version, table, term): (slug, name) for table, term, slug, name in cursor.fetchall()}


_cache = LookupCache(_look_up)
