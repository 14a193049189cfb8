"""Write the narrow rows that lists search and count; corpus/models/sql/ declares what they hold."""

from collections.abc import Iterable

from django.db import connection

from corpus.event_types import EVENT_TYPES
from corpus.models import Article, Event

BATCH = 1000  # rows of one statement

# An article that a curator has hidden has no row.
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

# An event that no article reports any more has no row: no list shows it.
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
    """Make the search rows of these articles, of their fields and arrays as they stand."""
    for batch in _batches(ids):
        _run(_ARTICLES, [batch, list(EVENT_TYPES), batch, batch])


def write_events(ids: Iterable[int]) -> None:
    """Make the search rows of these events."""
    for batch in _batches(ids):
        _run(_EVENTS, [batch, list(EVENT_TYPES), batch])


def follow_names(person_ids: Iterable[int]) -> None:
    """After names of these people were added, taken away or moved to another: the rows of what names them."""
    people = list(person_ids)
    write_articles(Article.objects.naming_any(people).values_list("pk", flat=True))
    write_events(Event.objects.filter(participations__person__in=people).distinct().values_list("pk", flat=True))


def _batches(ids: Iterable[int]) -> Iterable[list[int]]:
    ids = list(ids)
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


def _run(sql: str, parameters: list) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
