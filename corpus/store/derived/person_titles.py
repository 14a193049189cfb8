"""The titles printed with each person, and the office that each stands for."""

from collections.abc import Iterable
from itertools import groupby

from django.db import connection

from corpus.models.office import PLAIN_TITLE
from corpus.store.matching.offices import offices_printed

BATCH = 1000  # people whose titles are read at once

# What hidden articles print tells readers nothing.
_PRINTED = f"""
SELECT DISTINCT m.person_id, {PLAIN_TITLE.format("said")} AS title
FROM corpus_mention AS m
JOIN corpus_revision AS r ON r.id = m.revision_id
JOIN corpus_article AS a ON a.id = r.article_id AND NOT a.hidden
CROSS JOIN unnest(m.titles) AS said
WHERE m.person_id IS NOT NULL AND
"""
_REFRESH = f"""
WITH printed AS MATERIALIZED ({_PRINTED} m.person_id = ANY(%s)), gone AS (
    DELETE FROM corpus_persontitle AS t WHERE t.person_id = ANY(%s)
        AND NOT EXISTS (SELECT FROM printed AS p WHERE p.person_id = t.person_id AND p.title = t.title)
)
INSERT INTO corpus_persontitle (person_id, title) SELECT person_id, title FROM printed ON CONFLICT DO NOTHING
"""
_ADD = f"""
WITH new AS (
    INSERT INTO corpus_persontitle (person_id, title) {_PRINTED} m.revision_id = ANY(%s)
    ON CONFLICT DO NOTHING RETURNING person_id
)
SELECT DISTINCT person_id FROM new
"""
_TITLES = """
SELECT p.id, p.name, t.title FROM corpus_persontitle AS t JOIN corpus_person AS p ON p.id = t.person_id
WHERE t.person_id = ANY(%s) ORDER BY p.id
"""
_OFFICES = """
INSERT INTO corpus_office (key, rank, body, country)
SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[]) ON CONFLICT DO NOTHING
"""
_ASSIGN = """
UPDATE corpus_persontitle AS t SET office_id = o.id
FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS read (person_id, title, key)
LEFT JOIN corpus_office AS o ON o.key = read.key
WHERE t.person_id = read.person_id AND t.title = read.title AND t.office_id IS DISTINCT FROM o.id
"""
_HELD = "SELECT array_agg(DISTINCT office_id) FROM corpus_persontitle WHERE person_id = ANY(%s)"
_REMOVE_UNUSED = """
DELETE FROM corpus_office AS o
WHERE id = ANY(%s) AND NOT EXISTS (SELECT FROM corpus_persontitle WHERE office_id = o.id)
"""


def update_titles(person_ids: Iterable[int]) -> None:
    """Derive the titles of these people, and their offices. Call it after mentions were moved."""
    ids = sorted(set(person_ids))
    with connection.cursor() as cursor:
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            cursor.execute(_HELD, [batch])
            held = cursor.fetchone()
            cursor.execute(_REFRESH, [batch, batch])
            _assign(cursor, batch)
            cursor.execute(_REMOVE_UNUSED, held)


def add_titles(revision_ids: Iterable[int]) -> None:
    """Add the titles printed in these revisions, and derive the offices of the people who gained one."""
    if ids := sorted(set(revision_ids)):
        with connection.cursor() as cursor:
            cursor.execute(_ADD, [ids])
            if people := [person for (person,) in cursor.fetchall()]:
                cursor.execute(_HELD, [people])
                held = cursor.fetchone()
                _assign(cursor, people)
                cursor.execute(_REMOVE_UNUSED, held)


def _assign(cursor, person_ids: list[int]) -> None:
    """Give each title of these people the office that it stands for, beside the other titles of the person."""
    cursor.execute(_TITLES, [person_ids])
    rows, offices = [], {}
    for (person, name), group in groupby(cursor.fetchall(), lambda row: row[:2]):
        titles = [title for *_, title in group]
        read = offices_printed(name, titles)
        for title in titles:
            office = read.get(title)
            rows.append((person, title, str(office).casefold() if office else None))
            if office:
                offices.setdefault(rows[-1][2], office)
    made = [(key, one.rank, one.body, one.country) for key, one in sorted(offices.items())]
    if made:
        cursor.execute(_OFFICES, [list(column) for column in zip(*made, strict=True)])
    if rows:
        cursor.execute(_ASSIGN, [list(column) for column in zip(*rows, strict=True)])
