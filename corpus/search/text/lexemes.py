"""The lexemes of single words: what the database's text search takes them for, in vectors and in queries alike."""

from collections.abc import Iterable

from django.db import connection

from corpus.search.lookup_cache import LookupCache

_LETTERS = 100  # of a word: a longer one is none


def lexemes(configuration: str, words: Iterable[str]) -> dict[str, frozenset[str]]:
    """The lexemes of each word, none for a stop word. At most one query, for words that were not asked before."""
    found = _known.of((configuration, word) for word in words if len(word) <= _LETTERS)
    return {word: one for (_, word), one in found.items()}


def _look_up(asked: set[tuple[str, str]]) -> dict[tuple[str, str], frozenset[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, word, tsvector_to_array(to_tsvector(name::regconfig, word))"
            " FROM unnest(%s::text[], %s::text[]) AS asked (name, word)",
            list(map(list, zip(*asked, strict=True))),
        )
        return {(name, word): frozenset(found) for name, word, found in cursor.fetchall()}


_known = LookupCache(_look_up)
