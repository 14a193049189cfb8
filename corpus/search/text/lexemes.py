"""The lexemes to which PostgreSQL's text search reduces single words."""

from collections.abc import Iterable

from django.db import connection

from corpus.search.lookup_cache import LookupCache

_LETTERS = 100  # longer strings are not looked up


def lexemes(configuration: str, words: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the lexemes of each word; a stop word has none. At most one query, for words that are not cached."""
    found = _cache.get_many((configuration, word) for word in words if len(word) <= _LETTERS)
    return {word: one for (_, word), one in found.items()}


def _look_up(asked: set[tuple[str, str]]) -> dict[tuple[str, str], frozenset[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, word, tsvector_to_array(to_tsvector(name::regconfig, word))"
            " FROM unnest(%s::text[], %s::text[]) AS asked (name, word)",
            list(map(list, zip(*asked, strict=True))),
        )
        return {(name, word): frozenset(found) for name, word, found in cursor.fetchall()}


_cache = LookupCache(_look_up)
