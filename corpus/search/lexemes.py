"""The lexemes of single words: what the database's text search takes them for, in vectors and in queries alike."""

from collections.abc import Iterable

from django.db import connection

_MOST = 50_000  # words remembered by a process; what they come to never changes
_LETTERS = 100  # of a word: a longer one is none

_known: dict[tuple[str, str], frozenset[str]] = {}


def lexemes(configuration: str, words: Iterable[str]) -> dict[str, frozenset[str]]:
    """The lexemes of each word, none for a stop word. At most one query, for words that were not asked before."""
    wanted = {word for word in words if len(word) <= _LETTERS}
    if missing := [word for word in wanted if (configuration, word) not in _known]:
        if len(_known) + len(missing) > _MOST:
            _known.clear()
            missing = list(wanted)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT word, tsvector_to_array(to_tsvector(%s::regconfig, word)) FROM unnest(%s::text[]) AS word",
                [configuration, missing],
            )
            _known.update(((configuration, word), frozenset(found)) for word, found in cursor.fetchall())
    return {word: _known[configuration, word] for word in wanted}
