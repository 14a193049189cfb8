"""Write the narrow rows that lists search and count; corpus/models/sql/ declares their content."""

from collections.abc import Iterable

from django.db import connection

from corpus.event_types import EVENT_TYPES

BATCH = 1000  # rows per statement

# A hidden article has no row.
_ARTICLES = """
WITH made AS MATERIALIZED (SELECT * FROM dateline_article_rows(%s, %s)), gone AS (
    DELETE FROM corpus_articlesearch WHERE article_id = ANY(%s) AND article_id NOT IN (SELECT article_id FROM made)
), closed AS (
    DELETE FROM corpus_opening WHERE article_id = ANY(%s) AND article_id NOT IN (SELECT article_id FROM made)
), openings AS (
    INSERT INTO corpus_opening (article_id, lower, search) SELECT article_id, lower, opening FROM made
    ON CONFLICT (article_id) DO UPDATE SET lower = EXCLUDED.lower, search = EXCLUDED.search
)
INSERT INTO corpus_articlesearch (article_id, lower, upper, terms, search)
SELECT article_id, lower, upper, terms, search FROM made
ON CONFLICT (article_id) DO UPDATE SET lower = EXCLUDED.lower, upper = EXCLUDED.upper, terms = EXCLUDED.terms,
    search = EXCLUDED.search
"""

# An event without reports has no row: no list shows it.
_EVENTS = """
WITH made AS MATERIALIZED (SELECT * FROM dateline_event_rows(%s, %s)), gone AS (
    DELETE FROM corpus_eventsearch WHERE event_id = ANY(%s) AND event_id NOT IN (SELECT event_id FROM made)
)
INSERT INTO corpus_eventsearch (event_id, lower, upper, terms, search)
SELECT event_id, lower, upper, terms, search FROM made
ON CONFLICT (event_id) DO UPDATE SET lower = EXCLUDED.lower, upper = EXCLUDED.upper, terms = EXCLUDED.terms,
    search = EXCLUDED.search
"""


def write_articles(ids: Iterable[int]) -> None:
    """Write the search rows of these articles from their fields and arrays, and delete those of hidden articles."""
    for batch in _batches(ids):
        _run(_ARTICLES, [batch, list(EVENT_TYPES), batch, batch])


def write_events(ids: Iterable[int]) -> None:
    """Write the search rows of these events, and delete those of events that no article reports."""
    for batch in _batches(ids):
        _run(_EVENTS, [batch, list(EVENT_TYPES), batch])


def _batches(ids: Iterable[int]) -> Iterable[list[int]]:
    ids = list(ids)
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


def _run(sql: str, parameters: list) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
