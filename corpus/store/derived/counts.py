"""Arrays and counters of articles, people and events, read by lists and facets.

Rows that a batch made or changed are saved here with what is derived of them, so that each is written once.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Model

from corpus.models import Article, Event, Person
from corpus.models.search import TermKind
from corpus.store.copying import copy_in

# The URL is that of the earliest capture, in whatever order captures were ingested. The counters are smallints. An
# article of a pair that is not stored yet is not hidden.
_ARTICLES = """
SELECT a.id,
    coalesce((SELECT c.url FROM corpus_capture c WHERE c.article_id = a.id AND c.url <> ''
              ORDER BY c.captured_at NULLS LAST, c.url LIMIT 1), a.url) AS url,
    coalesce((SELECT array_agg(DISTINCT m.person_id ORDER BY m.person_id)
              FROM corpus_mention m
              WHERE m.revision_id = a.current_id AND m.person_id IS NOT NULL AND NOT a.hidden), '{{}}') AS people,
    coalesce((SELECT array_agg(DISTINCT e.type ORDER BY e.type)
              FROM corpus_report r JOIN corpus_event e ON e.id = r.event_id
              WHERE r.revision_id = a.current_id AND e.status <> 'rejected' AND NOT a.hidden), '{{}}') AS event_types,
    coalesce((SELECT array_agg(DISTINCT e.place_id ORDER BY e.place_id)
              FROM corpus_report r JOIN corpus_event e ON e.id = r.event_id
              WHERE r.revision_id = a.current_id AND e.place_id IS NOT NULL AND e.status <> 'rejected'
                AND NOT a.hidden), '{{}}') AS places,
    (SELECT LEAST(count(*), 32767) FROM corpus_revision v WHERE v.article_id = a.id) AS revision_count,
    (SELECT LEAST(count(*), 32767) FROM corpus_reprint p LEFT JOIN corpus_article o
         ON o.id = CASE WHEN p.first_id = a.id THEN p.second_id ELSE p.first_id END
     WHERE a.id IN (p.first_id, p.second_id) AND p.verdict <> 'cut' AND o.hidden IS NOT TRUE AND NOT a.hidden)
        AS reprint_count
FROM {articles}
"""
_UNSAVED_ARTICLES = _ARTICLES.format(
    articles="unnest(%s::bigint[], %s::bigint[], %s::boolean[], %s::text[]) AS a(id, current_id, hidden, url)"
)
_DERIVED = ("url", "people", "event_types", "places", "revision_count", "reprint_count")
_STORED_ARTICLES = f"""
UPDATE corpus_article AS a SET {", ".join(f"{name} = d.{name}" for name in _DERIVED)}
FROM ({_ARTICLES.format(articles="corpus_article AS a WHERE a.id = ANY(%s)")}) AS d
WHERE a.id = d.id AND ({", ".join(f"a.{name}" for name in _DERIVED)})
    IS DISTINCT FROM ({", ".join(f"d.{name}" for name in _DERIVED)})
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

# The articles given by arrays are not saved yet: they count as they will be.
_EVENTS = """
SELECT e.id, count(DISTINCT r.article_id) AS report_count,
    coalesce(array_agg(DISTINCT r.outlet_id) FILTER (WHERE r.article_id IS NOT NULL), '{{}}') AS outlets
FROM {events}
LEFT JOIN LATERAL (
    SELECT v.article_id, coalesce(h.outlet_id, a.outlet_id) AS outlet_id
    FROM corpus_report r
    JOIN corpus_revision v ON v.id = r.revision_id
    LEFT JOIN unnest(%s::bigint[], %s::bigint[], %s::boolean[], %s::bigint[]) AS h(id, current_id, hidden, outlet_id)
        ON h.id = v.article_id
    LEFT JOIN corpus_article a ON a.id = v.article_id AND h.id IS NULL
    WHERE r.event_id = e.id AND coalesce(h.current_id, a.current_id) = v.id AND NOT coalesce(h.hidden, a.hidden)
) AS r ON e.status <> 'rejected'
WHERE e.id = ANY(%s)
GROUP BY e.id
"""
_UNSAVED_EVENTS = _EVENTS.format(events="unnest(%s::bigint[], %s::text[]) AS e(id, status)")
_STORED_EVENTS = f"""
UPDATE corpus_event AS e SET report_count = d.report_count, outlets = d.outlets
FROM ({_EVENTS.format(events="corpus_event AS e")}) AS d WHERE d.id = e.id
"""

_HELD = ("pk", "current_id", "hidden", "outlet_id")
Days = tuple[datetime.date, datetime.date]  # the first and the last


@dataclass(frozen=True, slots=True)
class Named:
    """How the people whom articles name have changed.

    gained: the number of articles that name each person now and did not before.
    days: the first and last day of the articles that name each person now.
    left: the ids of people whom an article no longer names.
    """

    gained: Counter[int] = field(default_factory=Counter)
    days: dict[int, Days] = field(default_factory=dict)
    left: set[int] = field(default_factory=set)


def save_articles(ids: Iterable[int], unsaved: Iterable[Article] = ()) -> Named:
    """Derive the arrays and counters of these articles, and of the unsaved ones, which are saved with them."""
    unsaved = {article.pk: article for article in unsaved}
    ids = {*ids, *unsaved}
    if not ids:
        return Named()
    with connection.cursor() as cursor:
        before = _people_of(cursor, ids)
        if unsaved:
            columns = (
                [getattr(one, name) for one in unsaved.values()] for name in ("pk", "current_id", "hidden", "url")
            )
            cursor.execute(_UNSAVED_ARTICLES, list(columns))
            for pk, *values in cursor.fetchall():
                for name, value in zip(_DERIVED, values, strict=True):
                    setattr(unsaved[pk], name, value)
        _save(unsaved.values())
        if stored := sorted(ids - unsaved.keys()):
            cursor.execute(_STORED_ARTICLES, [stored])
        after = _people_of(cursor, ids)
    named = Named()
    for pk, (people, day) in after.items():
        old = set(before[pk][0]) if pk in before else set()
        named.left.update(old - set(people))
        for person in people:
            named.gained[person] += person not in old
            if day:
                first, last = named.days.get(person, (day, day))
                named.days[person] = min(first, day), max(last, day)
    return named


def save_events(unsaved: Iterable[Event], articles: Iterable[Article] = ()) -> None:
    """Save these events with the number of their reports and their outlets. articles: those that are not saved yet."""
    unsaved, articles = list(unsaved), list(articles)
    if not unsaved:
        return
    found = _columns(unsaved, "pk", "status")
    held = _columns(articles, *_HELD)
    by_id = {event.pk: event for event in unsaved}
    with connection.cursor() as cursor:
        cursor.execute(_UNSAVED_EVENTS, [*found, *held, list(by_id)])
        for pk, *counted in cursor.fetchall():
            by_id[pk].report_count, by_id[pk].outlets = counted
    _save(unsaved)


def update_events(event_ids: Iterable[int]) -> None:
    """Count the reports and outlets of these stored events again."""
    if ids := sorted(event_ids):
        with connection.cursor() as cursor:
            cursor.execute(_STORED_EVENTS, [*_columns((), *_HELD), ids])


def save_people(named: Named, unsaved: Iterable[Person] = (), *, but: Iterable[int] = ()) -> None:
    """Add to the counters of people what articles gained, and save the unsaved people with theirs.

    but: the ids of stored people who are recounted anyway.
    """
    unsaved = {person.pk: person for person in unsaved}
    for pk, person in unsaved.items():
        first, last = named.days.get(pk, (None, None))
        person.article_count += named.gained[pk]
        person.first_seen = min(filter(None, (person.first_seen, first)), default=None)
        person.last_seen = max(filter(None, (person.last_seen, last)), default=None)
    _save(unsaved.values())
    others = sorted(named.gained.keys() - unsaved.keys() - set(but))
    rows = [(pk, named.gained[pk], *named.days.get(pk, (None, None))) for pk in others]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_PEOPLE, [list(column) for column in zip(*rows, strict=True)])


def recount(person_ids: Iterable[int]) -> None:
    """Recompute the article counts and the first and last day of these people from the search rows of articles."""
    if ids := sorted(person_ids):
        with connection.cursor() as cursor:
            cursor.execute(_RECOUNT, [TermKind.PERSON, ids])


def _columns(rows: Iterable[Model], *names: str) -> list[list]:
    rows = list(rows)
    return [[getattr(row, name) for row in rows] for name in names]


def _save(rows: Iterable[Model]) -> None:
    """Insert the new ones of these rows of one model, and update all columns of the others."""
    new, stored = [], []
    for row in rows:
        (new if row._state.adding else stored).append(row)
    copy_in(new)
    if stored:
        model = type(stored[0])
        columns = [one.name for one in model._meta.local_concrete_fields if not (one.primary_key or one.generated)]
        model.objects.bulk_update(stored, columns)


def _people_of(cursor: Any, article_ids: Iterable[int]) -> dict[int, tuple[list[int], datetime.date | None]]:
    cursor.execute("SELECT id, people, published_lower FROM corpus_article WHERE id = ANY(%s)", [sorted(article_ids)])
    return {pk: (people, day) for pk, people, day in cursor.fetchall()}
