"""Find reprints of articles, and let undated ones take their date from a dated twin."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from corpus.models import Article, Reprint, Revision
from corpus.models.fields import DateBasis

from .fingerprint import Words, likeness

MAX_CANDIDATES = 200  # a formula used daily shares bands with hundreds; the newest suffice
MAX_DAYS = 14  # later, the same words are another occasion


# Current wordings of other articles that share a band with one of these, published near it or undated and possibly so,
# and not so much longer or shorter that the share of common words could reach the verdict.
_CANDIDATES = """
SELECT fresh.id, other.id FROM unnest(%(ids)s::bigint[]) AS wanted(id)
JOIN corpus_revision fresh ON fresh.id = wanted.id
JOIN corpus_article ours ON ours.id = fresh.article_id
CROSS JOIN LATERAL (
    SELECT r.id FROM corpus_revision r JOIN corpus_article a ON a.current_id = r.id
    WHERE r.bands && fresh.bands AND a.id <> ours.id
      AND octet_length(r.text) BETWEEN octet_length(fresh.text) / 2 AND octet_length(fresh.text) * 2
      AND CASE
          WHEN a.published_lower IS NULL AND ours.published_lower IS NULL THEN true
          WHEN a.published_lower IS NULL THEN coalesce(a.published_upper >= ours.published_lower, true)
          WHEN ours.published_lower IS NULL THEN coalesce(a.published_lower <= ours.published_upper, true)
          ELSE abs(a.published_lower - ours.published_lower) <= %(days)s END
    ORDER BY r.id DESC LIMIT %(most)s
) other
"""


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of looking for reprints: the pairs of article ids, in order; the ids of articles that lost one, their
    wording being another now; the articles whose date changed with it."""

    pairs: set[tuple[int, int]]
    parted: set[int]
    redated: list[Article]


def link(revisions: list[Revision]) -> Linked:
    """Relate these current revisions' articles to their reprints, and part those that are alike no more."""
    fresh = {revision.pk: revision for revision in revisions if revision.bands}
    found = [pair for pair in _candidates(list(fresh)) if pair[0] in fresh]
    narrow = Revision.objects.select_related("article__outlet").defer("bands", "article__search", "article__text")
    others = narrow.in_bulk({other for _, other in found} - set(fresh)) | fresh
    words = {pk: Words(others[pk].text) for pair in found for pk in pair}
    rows: dict[tuple[int, int], Reprint] = {}
    redated: dict[int, Article] = {}
    for pk, other_pk in found:
        one, other = fresh[pk], others[other_pk]
        pair = tuple(sorted((one.article_id, other.article_id)))
        if pair in rows:
            continue
        alike = likeness(words[pk], words[other_pk])
        if not alike.is_reprint:
            continue
        rows[pair] = Reprint(first_id=pair[0], second_id=pair[1], similarity=alike.words)
        for article, twin in ((one.article, other.article), (other.article, one.article)):
            if _take_date(article, twin):
                redated[article.pk] = article
    parted = _part({revision.article_id for revision in revisions}, rows)
    Reprint.objects.bulk_create(
        rows.values(), update_conflicts=True, unique_fields=["first", "second"], update_fields=["similarity"]
    )
    return Linked(set(rows), parted, list(redated.values()))


def _part(article_ids: set[int], kept: Iterable[tuple[int, int]]) -> set[int]:
    """Take these articles' other pairs apart; the ids of all who stood in one."""
    held = Reprint.objects.filter(Q(first__in=article_ids) | Q(second__in=article_ids))
    gone = {row[0]: row[1:] for row in held.values_list("pk", "first_id", "second_id") if row[1:] not in kept}
    Reprint.objects.filter(pk__in=gone).delete()
    return {pk for pair in gone.values() for pk in pair}


def _candidates(ids: list[int]) -> list[tuple[int, int]]:
    """(id of one of these revisions, id of a candidate), for all in one query."""
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, {"ids": ids, "days": MAX_DAYS, "most": MAX_CANDIDATES})
        return cursor.fetchall()


def _take_date(article: Article, twin: Article) -> bool:
    """Give an undated article its twin's date; of several twins the earliest counts, whatever the order of ingest."""
    open_to_change = not article.published_lower or article.published_basis == DateBasis.REPRINT
    if not open_to_change or not twin.published_lower or twin.published_basis == DateBasis.REPRINT:
        return False
    if article.published_lower and article.published_lower <= twin.published_lower:
        return False
    article.published, article.published_basis = twin.published, DateBasis.REPRINT
    article.published_lower, article.published_upper = twin.published_lower, twin.published_upper
    article.save(update_fields=["published", "published_basis", "published_lower", "published_upper"])
    return True
