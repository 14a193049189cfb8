"""Find reprints of articles, and let undated ones borrow the date of a dated twin."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from corpus.dates import bounds
from corpus.models import Article, DateCandidate, Reprint, Revision
from corpus.models.fields import DateBasis

from .fingerprint import MAX_DAYS, Words, compare

MAX_CANDIDATES = 50  # per wording, those that share the most bands; a daily formula shares some with hundreds
CHUNK = 200  # pairs whose texts are in memory at once
_DATE = ("lower", "upper", "basis")
_DATES = tuple(f"article__published_{name}" for name in _DATE)

# Current wordings of other articles that share a band with one of these, lie near its day or have an unknown day, and
# are of a length at which the share of common words can suffice. A borrowed date counts as unknown, because it depends
# on the order of ingest.
_CANDIDATES = """
WITH held AS MATERIALIZED (
    SELECT * FROM unnest(%(articles)s::bigint[], %(current)s::bigint[], %(lower)s::date[], %(upper)s::date[],
                         %(basis)s::text[]) AS h(id, current_id, published_lower, published_upper, published_basis)
)
SELECT fresh.id, other.id FROM unnest(%(ids)s::bigint[]) AS wanted(id)
JOIN corpus_revision fresh ON fresh.id = wanted.id
JOIN held ours ON ours.id = fresh.article_id
CROSS JOIN LATERAL (
    SELECT r.id FROM corpus_revision r
    LEFT JOIN held ON held.id = r.article_id
    LEFT JOIN corpus_article stored ON stored.id = r.article_id AND held.id IS NULL
    CROSS JOIN LATERAL (
        SELECT coalesce(held.published_lower, stored.published_lower) AS published_lower,
               coalesce(held.published_upper, stored.published_upper) AS published_upper,
               coalesce(held.published_basis, stored.published_basis) AS published_basis
    ) a
    WHERE r.bands && fresh.bands AND r.article_id <> ours.id
      AND coalesce(held.current_id, stored.current_id) = r.id
      AND octet_length(r.text) BETWEEN octet_length(fresh.text) / 2 AND octet_length(fresh.text) * 2
      AND (a.published_lower IS NULL OR ours.published_lower IS NULL
           OR 'reprint' IN (a.published_basis, ours.published_basis)
           OR a.published_lower - coalesce(ours.published_upper, ours.published_lower) <= %(days)s
              AND ours.published_lower - coalesce(a.published_upper, a.published_lower) <= %(days)s)
    ORDER BY (SELECT count(*) FROM unnest(r.bands) AS band WHERE band = ANY(fresh.bands)) DESC, r.wording
    LIMIT %(most)s
) other
"""


@dataclass(frozen=True, slots=True)
class Linked:
    """The result of link().

    pairs: ids of paired articles, the lower first.
    unlinked: ids of articles that lost a reprint because their wording changed.
    redated: articles whose borrowed date changed, unsaved.
    """

    pairs: set[tuple[int, int]]
    unlinked: set[int]
    redated: list[Article]

    @property
    def articles(self) -> set[int]:
        """The ids of the articles that gained or lost a reprint."""
        return {pk for pair in self.pairs for pk in pair} | self.unlinked


def link(revisions: list[Revision], unsaved: Iterable[Article] = ()) -> Linked:
    """Pair the articles of these current revisions with their reprints, and separate pairs that no longer match.

    The pairs, and the dates they borrow, do not depend on the order of ingest. unsaved: articles that are new or
    changed in memory.
    """
    fresh = {revision.pk: revision for revision in revisions}
    held = {revision.article_id: revision.article for revision in revisions}
    held |= {article.pk: article for article in unsaved}
    rows: dict[tuple[int, int], Reprint] = {}
    for chunk in _chunks(_candidates(list(fresh), held)):
        for one, other, share in _reprints_among(chunk, fresh, held):
            first, second = sorted((one.article_id, other.article_id))
            rows[first, second] = Reprint(first_id=first, second_id=second, similarity=share)
    ids = {revision.article_id for revision in revisions}
    unlinked = _unlink(ids, rows)
    Reprint.objects.bulk_create(
        rows.values(), update_conflicts=True, unique_fields=["first", "second"], update_fields=["similarity"]
    )
    return Linked(set(rows), unlinked, borrow_dates(ids | unlinked | {pk for pair in rows for pk in pair}, held))


def _candidates(ids: list[int], held: dict[int, Article]) -> list[tuple[int, int]]:
    """Return (id of one of these revisions, id of a candidate) in one query; a pair of two of them only once."""
    if not ids:
        return []
    columns = {"articles": "pk", "current": "current_id", **{name: f"published_{name}" for name in _DATE}}
    arrays = {name: [getattr(one, column) for one in held.values()] for name, column in columns.items()}
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, {**arrays, "ids": ids, "days": MAX_DAYS, "most": MAX_CANDIDATES})
        found = cursor.fetchall()
    both = set(found)
    return [(one, other) for one, other in found if one < other or (other, one) not in both]


def _chunks(pairs: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    for start in range(0, len(pairs), CHUNK):
        yield pairs[start : start + CHUNK]


def _reprints_among(
    pairs: list[tuple[int, int]], fresh: dict[int, Revision], held: dict[int, Article]
) -> Iterator[tuple[Revision, Revision, float]]:
    """Yield the pairs that are reprints, with the share of words in common."""
    wanted = {pk for pair in pairs for pk in pair} - set(fresh)
    narrow = Revision.objects.select_related("article").only("text", "article", *_DATES)
    known = fresh | narrow.in_bulk(wanted)
    for revision in known.values():
        revision.article = held.get(revision.article_id, revision.article)
    words = {pk: Words(known[pk].text) for pair in pairs for pk in pair}
    found = []
    for pk, other_pk in pairs:
        alike = compare(words[pk], words[other_pk])
        if alike.is_reprint:
            found.append((known[pk], known[other_pk], alike.words))
    seen_by = _seen_by({revision.article for pair in found for revision in pair[:2] if _undated(revision.article)})
    for one, other, share in found:
        if _possible(one.article, other.article, seen_by) and _possible(other.article, one.article, seen_by):
            yield one, other, share


def _possible(undated: Article, dated: Article, seen_by: dict[int, datetime.date]) -> bool:
    """Return whether an undated article was seen after its twin was published.

    No text is reprinted before it is published.
    """
    if not _undated(undated) or _undated(dated) or undated.pk not in seen_by:
        return True
    return dated.published_lower <= seen_by[undated.pk]


def _undated(article: Article) -> bool:
    """Return whether an article has no date of its own."""
    return not article.published_lower or article.published_basis == DateBasis.REPRINT


def _seen_by(articles: Iterable[Article]) -> dict[int, datetime.date]:
    """Return by article the day by which its captures show that it existed."""
    found: dict[int, datetime.date] = {}
    bases = (DateBasis.CAPTURE, DateBasis.IMPORT)
    dates = DateCandidate.objects.filter(capture__article__in=[article.pk for article in articles], basis__in=bases)
    for pk, edtf in dates.values_list("capture__article", "edtf"):
        day = bounds(edtf)[1]
        if day:
            found[pk] = min(found.get(pk, day), day)
    return found


def _unlink(article_ids: set[int], kept: Iterable[tuple[int, int]]) -> set[int]:
    """Delete the other pairs of these articles, except judged ones; return the ids of all articles in them."""
    held = Reprint.objects.filter(Q(first__in=article_ids) | Q(second__in=article_ids))
    held = held.filter(verdict=Reprint.Verdict.OPEN)  # judged pairs are kept
    gone = {row[0]: row[1:] for row in held.values_list("pk", "first_id", "second_id") if row[1:] not in kept}
    Reprint.objects.filter(pk__in=gone).delete()
    return {pk for pair in gone.values() for pk in pair}


def borrow_dates(article_ids: set[int], held: dict[int, Article]) -> list[Article]:
    """Set the borrowed dates of those articles that have no date of their own.

    Each takes the date of its earliest dated twin, or loses the date of a twin that it lost.

    held: articles in memory, which are changed there. Return the articles that changed, unsaved.
    """
    undated = Article.objects.filter(pk__in=article_ids - held.keys())
    undated = undated.filter(Q(published_lower=None) | Q(published_basis=DateBasis.REPRINT)).select_related("outlet")
    articles = [*undated, *(held[pk] for pk in article_ids & held.keys() if _undated(held[pk]))]
    # Not if a curator set the date.
    articles = {article.pk: article for article in articles if "published" not in article.as_found}
    if not articles:
        return []
    twins = defaultdict(list)
    pairs = Reprint.objects.filter(Q(first__in=articles) | Q(second__in=articles)).exclude(verdict=Reprint.Verdict.CUT)
    for pair in pairs.values_list("first", "second"):
        for one, other in (pair, pair[::-1]):
            if one in articles:
                twins[one].append(other)
    others = {pk for pks in twins.values() for pk in pks}
    rows = Article.objects.filter(pk__in=others - held.keys())
    rows = rows.only("published", "published_lower", "published_upper", "published_basis")
    rows = [*rows, *(held[pk] for pk in others & held.keys())]
    dated = {article.pk: article for article in rows if not _undated(article)}
    seen_by = _seen_by(articles.values())
    changed = []
    for pk, article in articles.items():
        known = [dated[twin] for twin in twins[pk] if twin in dated]
        earliest = min(known, key=lambda twin: (twin.published_lower, twin.published), default=None)
        if article.published == (earliest.published if earliest else ""):
            continue
        article.published = earliest.published if earliest else ""
        article.published_basis = DateBasis.REPRINT if earliest else ""
        article.published_lower = earliest.published_lower if earliest else None
        article.published_upper = earliest.published_upper if earliest else seen_by.get(pk)
        changed.append(article)
    return changed


def save_dates(articles: Iterable[Article]) -> None:
    """Save the borrowed dates of these articles."""
    Article.objects.bulk_update(articles, ["published", *(f"published_{name}" for name in _DATE)])
