"""Search vectors of people: the words of their names and of the titles printed with them."""

from collections.abc import Iterable

from django.db import connection

from corpus.models import PersonWords

MOST = 500  # the most frequent titles of a person are searchable; new ones are added while there is room

# A gap separates names and titles, so that no phrase matches across two of them.
_REFRESH = f"""
INSERT INTO corpus_personwords (person_id, names, search)
SELECT p.id, called.names, to_tsvector('simple', called.plain || printed.plain)
FROM corpus_person p
CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(plain ORDER BY plain), '[]') AS plain,
           coalesce(string_agg(plain, '/' ORDER BY plain), '') AS names
    FROM (SELECT dateline_plain(p.name) AS plain
          UNION SELECT dateline_plain(n.name) FROM corpus_personname n WHERE n.person_id = p.id AND NOT n.hidden
          UNION SELECT dateline_plain(n.name) FROM corpus_personname n JOIN corpus_person o ON o.id = n.person_id
                WHERE o.merged_into_id = p.id AND NOT n.hidden) AS each
) AS called
CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(dateline_plain(title) ORDER BY times DESC, title), '[]') AS plain
    FROM (SELECT title, count(*) AS times FROM corpus_mention m CROSS JOIN unnest(m.titles) AS title
          WHERE m.person_id = p.id GROUP BY title ORDER BY times DESC, title LIMIT {MOST}) AS each
) AS printed
WHERE %s::bigint[] IS NULL OR p.id = ANY(%s)
ON CONFLICT (person_id) DO UPDATE SET names = EXCLUDED.names, search = EXCLUDED.search, stale = false
"""

# Append the titles of these revisions that the vector does not contain as a phrase yet: reading all titles of a person
# named in half of all articles would be slow. The first word appended only makes the gap, and is deleted.
_ADD_TITLES = f"""
UPDATE corpus_personwords AS w SET search = w.search || ts_delete(to_tsvector('simple', new.titles), 'datelinegap')
FROM (
    SELECT s.person_id, '["datelinegap"]'::jsonb || jsonb_agg(s.plain ORDER BY s.plain) AS titles
    FROM (SELECT DISTINCT m.person_id, dateline_plain(title) AS plain
          FROM corpus_mention m CROSS JOIN unnest(m.titles) AS title
          WHERE m.revision_id = ANY(%s) AND m.person_id <> ALL(%s)) AS s
    JOIN corpus_personwords k ON k.person_id = s.person_id
    WHERE NOT k.search @@ phraseto_tsquery('simple', s.plain)
      AND numnode(phraseto_tsquery('simple', s.plain)) > 0 AND length(k.search) < {MOST * 4}
    GROUP BY s.person_id
) AS new
WHERE w.person_id = new.person_id
"""


def update_words(person_ids: Iterable[int] | None = None) -> None:
    """Derive the search vectors of these people, or of all people. Call it after names were added, changed or moved."""
    ids = None if person_ids is None else sorted(set(person_ids))
    if ids != []:
        with connection.cursor() as cursor:
            cursor.execute(_REFRESH, [ids, ids])


def mark_stale(person_ids: Iterable[int]) -> None:
    """Mark the search vectors of these people as outdated by a deferred decision, until they are derived again."""
    PersonWords.objects.filter(person__in=list(person_ids)).update(stale=True)


def stale_people() -> set[int]:
    """Return the ids of the people whose search vectors are marked as outdated."""
    return set(PersonWords.objects.filter(stale=True).values_list("person_id", flat=True))


def add_titles(revision_ids: Iterable[int], but: Iterable[int] = ()) -> None:
    """Add the titles printed in these revisions to the search vectors of the people they name, except of ``but``."""
    if ids := sorted(set(revision_ids)):
        with connection.cursor() as cursor:
            cursor.execute(_ADD_TITLES, [ids, sorted(but)])
