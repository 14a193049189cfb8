"""Arrays and counters of articles, people and events, read by lists and facets."""

from collections import Counter
from collections.abc import Iterable

from django.db import connection

from corpus.models.search import TermKind

# The URL is that of the earliest capture, in whatever order captures were ingested. The counters are smallints.
_ARRAYS = """
UPDATE corpus_article AS a SET
    url = coalesce((SELECT c.url FROM corpus_capture c WHERE c.article_id = a.id AND c.url <> ''
                    ORDER BY c.captured_at NULLS LAST, c.url LIMIT 1), a.url),
    people = coalesce((SELECT array_agg(DISTINCT m.person_id ORDER BY m.person_id)
                       FROM corpus_mention m
                       WHERE m.revision_id = a.current_id AND m.person_id IS NOT NULL AND NOT a.hidden), '{}'),
    event_types = coalesce((SELECT array_agg(DISTINCT e.type ORDER BY e.type)
                            FROM corpus_report r JOIN corpus_event e ON e.id = r.event_id
                            WHERE r.revision_id = a.current_id AND e.status <> 'rejected' AND NOT a.hidden), '{}'),
    places = coalesce((SELECT array_agg(DISTINCT e.place_id ORDER BY e.place_id)
                       FROM corpus_report r JOIN corpus_event e ON e.id = r.event_id
                       WHERE r.revision_id = a.current_id AND e.place_id IS NOT NULL AND e.status <> 'rejected'
                         AND NOT a.hidden), '{}'),
    revision_count = (SELECT LEAST(count(*), 32767) FROM corpus_revision v WHERE v.article_id = a.id),
    reprint_count = (SELECT LEAST(count(*), 32767) FROM corpus_reprint p JOIN corpus_article o
                         ON o.id = CASE WHEN p.first_id = a.id THEN p.second_id ELSE p.first_id END
                     WHERE a.id IN (p.first_id, p.second_id) AND p.verdict <> 'cut' AND NOT o.hidden AND NOT a.hidden)
WHERE a.id = ANY(%s)
"""

_PEOPLE = """
UPDATE corpus_person AS p SET article_count = p.article_count + d.delta,
    first_seen = LEAST(p.first_seen, d.first_day), last_seen = GREATEST(p.last_seen, d.last_day)
FROM unnest(%s::bigint[], %s::int[], %s::date[], %s::date[]) AS d(id, delta, first_day, last_day)
WHERE p.id = d.id
"""

# A person whom an article no longer names may have lost the first or last day: those few are recounted.
_RECOUNT = """
UPDATE corpus_person AS p SET (article_count, first_seen, last_seen) =
    (SELECT count(*), min(a.published_lower), max(a.published_lower)
     FROM corpus_articlesearch s JOIN corpus_article a ON a.id = s.article_id
     WHERE s.terms @> ARRAY[dateline_term(%s, p.id)])
WHERE p.id = ANY(%s)
"""

_EVENTS = """
UPDATE corpus_event AS e SET (report_count, outlets) =
    (SELECT count(DISTINCT a.id), coalesce(array_agg(DISTINCT a.outlet_id ORDER BY a.outlet_id), '{}')
     FROM corpus_report r JOIN corpus_article a ON a.current_id = r.revision_id
     WHERE r.event_id = e.id AND NOT a.hidden AND e.status <> 'rejected')
WHERE e.id = ANY(%s)
"""


def update_articles(article_ids: Iterable[int]) -> set[int]:
    """Derive the arrays and counters of these articles, and add what they gained to the counters of their people.

    Return the ids of people whom an article no longer names. Call recount() for them once the search rows of the
    articles are written.
    """
    ids = sorted(article_ids)
    if not ids:
        return set()
    with connection.cursor() as cursor:
        before = _people_of(cursor, ids)
        cursor.execute(_ARRAYS, [ids])
        after = _people_of(cursor, ids)
        gained, left, days = Counter(), set(), {}
        for pk, (people, day) in after.items():
            old = set(before[pk][0])
            left |= old - set(people)
            for person in people:
                gained[person] += person not in old
                if day:
                    first, last = days.get(person, (day, day))
                    days[person] = min(first, day), max(last, day)
        rows = [(pk, delta, *days.get(pk, (None, None))) for pk, delta in sorted(gained.items()) if pk not in left]
        if rows:
            cursor.execute(_PEOPLE, [list(column) for column in zip(*rows, strict=True)])
    return left


def update_events(event_ids: Iterable[int]) -> None:
    """Count the reports and outlets of these events again."""
    if ids := sorted(event_ids):
        with connection.cursor() as cursor:
            cursor.execute(_EVENTS, [ids])


def recount(person_ids: Iterable[int]) -> None:
    """Recompute the article counts and the first and last day of these people from the search rows of articles."""
    if ids := sorted(person_ids):
        with connection.cursor() as cursor:
            cursor.execute(_RECOUNT, [TermKind.PERSON, ids])


def _people_of(cursor, article_ids: list[int]) -> dict:
    cursor.execute("SELECT id, people, published_lower FROM corpus_article WHERE id = ANY(%s)", [article_ids])
    return {pk: (people, day) for pk, people, day in cursor.fetchall()}
