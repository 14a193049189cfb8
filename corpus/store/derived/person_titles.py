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
_PRINTED_WITH = f"{_PRINTED} m.person_id = ANY(%s)"
_PRINTED_IN = f"""
WITH printed AS MATERIALIZED ({_PRINTED} m.revision_id = ANY(%s))
SELECT p.person_id, p.title FROM printed AS p
WHERE NOT EXISTS (SELECT FROM corpus_persontitle AS t WHERE t.person_id = p.person_id AND t.title = p.title)
"""
_STORED = "SELECT person_id, title FROM corpus_persontitle WHERE person_id = ANY(%s)"
_NAMES = "SELECT id, name FROM corpus_person WHERE id = ANY(%s)"
_DELETE = """
DELETE FROM corpus_persontitle AS t USING unnest(%s::bigint[], %s::text[]) AS gone (person_id, title)
WHERE t.person_id = gone.person_id AND t.title = gone.title
"""
_OFFICES = """
INSERT INTO corpus_office (key, rank, body, country)
SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[]) ON CONFLICT DO NOTHING
"""
_WRITE = """
INSERT INTO corpus_persontitle AS t (person_id, title, office_id)
SELECT read.person_id, read.title, o.id
FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS read (person_id, title, key)
LEFT JOIN corpus_office AS o ON o.key = read.key
ON CONFLICT (person_id, title) DO UPDATE SET office_id = EXCLUDED.office_id
    WHERE t.office_id IS DISTINCT FROM EXCLUDED.office_id
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
            printed = _rows(cursor, _PRINTED_WITH, batch)
            _write(cursor, batch, printed, gone=_rows(cursor, _STORED, batch) - printed)


def add_titles(revision_ids: Iterable[int]) -> None:
    """Add the titles printed in these revisions, and derive the offices of the people who gained one."""
    if ids := sorted(set(revision_ids)):
        with connection.cursor() as cursor:
            if new := _rows(cursor, _PRINTED_IN, ids):
                people = sorted({person for person, _ in new})
                _write(cursor, people, new | _rows(cursor, _STORED, people))


def _rows(cursor, sql: str, ids: list[int]) -> set[tuple[int, str]]:
    cursor.execute(sql, [ids])
    return set(cursor.fetchall())


def _write(cursor, person_ids: list[int], titles: set[tuple[int, str]], gone: Iterable[tuple[int, str]] = ()) -> None:
    """Write the titles of people, each with the office that it stands for beside the person's others."""
    cursor.execute(_HELD, [person_ids])
    held = cursor.fetchone()
    if gone:
        cursor.execute(_DELETE, _columns(gone))
    cursor.execute(_NAMES, [person_ids])
    names = dict(cursor.fetchall())
    rows, offices = [], {}
    for person, group in groupby(sorted(titles), lambda row: row[0]):
        read = offices_printed(names[person], printed := [title for _, title in group])
        for title in printed:
            office = read.get(title)
            rows.append((person, title, str(office).casefold() if office else None))
            if office:
                offices.setdefault(rows[-1][2], office)
    if offices:
        made = ((key, one.rank, one.body, one.country) for key, one in sorted(offices.items()))
        cursor.execute(_OFFICES, _columns(made))
    if rows:
        cursor.execute(_WRITE, _columns(rows))
    cursor.execute(_REMOVE_UNUSED, held)


def _columns(rows: Iterable[tuple]) -> list[list]:
    return [list(column) for column in zip(*rows, strict=True)]
