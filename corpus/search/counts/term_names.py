"""What the rows are called that terms are of."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection

from corpus.models import TermKind
from corpus.models.search import BITS, kind_of, number_of
from corpus.search.lookup_cache import LookupCache

TABLES = {TermKind.OUTLET: "corpus_outlet", TermKind.PERSON: "corpus_person", TermKind.PLACE: "corpus_place"}


def names(terms: Iterable[int], version: int | None) -> dict[int, tuple[str, str]]:
    """Slug and name of each term that is of a row of its own. At most one query, for those not asked before in this
    version of the corpus; for all where it is not known, and within a transaction."""
    wanted = {(version, term) for term in terms if kind_of(term) in TABLES}
    found = _look_up(wanted) if version is None or connection.in_atomic_block else _known.of(wanted)
    return {term: named for (_, term), named in found.items()}


def _look_up(wanted: set[tuple[int, int]]) -> dict[tuple[int, int], tuple[str, str]]:
    ids = defaultdict(list)
    for _, term in wanted:
        ids[kind_of(term)].append(number_of(term))
    version = next(version for version, _ in wanted) if wanted else None
    parts = [
        (f"SELECT id + {kind << BITS}, slug, name FROM {table} WHERE id = ANY(%s)", ids[kind])
        for kind, table in TABLES.items()
        if kind in ids
    ]
    if not parts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(sql for sql, _ in parts), [given for _, given in parts])
        return {(version, term): (slug, name) for term, slug, name in cursor.fetchall()}


_known = LookupCache(_look_up)
