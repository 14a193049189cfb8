"""Find reprints of articles, and let undated ones take their date from a dated twin."""

import datetime

from django.db.models import F, Q

from corpus.models import Article, Reprint, Revision
from corpus.models.fields import DateBasis

from .fingerprint import likeness

MAX_CANDIDATES = 200  # a formula used daily shares bands with hundreds; the newest suffice
MAX_DAYS = 14  # later, the same words are another occasion


def link(revisions: list[Revision]) -> tuple[set[tuple[int, int]], list[Article]]:
    """Relate these current revisions' articles to their reprints.

    Returns the pairs of article ids that were related, in order, and the articles whose date changed with it.
    """
    pairs: set[tuple[int, int]] = set()
    redated: dict[int, Article] = {}
    for revision in revisions:
        for other, similarity in _reprints_of(revision):
            first, second = sorted((revision.article_id, other.article_id))
            Reprint.objects.update_or_create(first_id=first, second_id=second, defaults={"similarity": similarity})
            pairs.add((first, second))
            for one, twin in ((revision.article, other.article), (other.article, revision.article)):
                if _take_date(one, twin):
                    redated[one.pk] = one
    return pairs, list(redated.values())


def _reprints_of(revision: Revision):
    if not revision.bands:
        return
    candidates = (
        Revision.objects.sharing_bands(revision.bands)
        .filter(article__current=F("pk"))
        .exclude(article_id=revision.article_id)
        .filter(_near(revision.article))
        .select_related("article__outlet")
        .defer("bands", "article__search", "article__text")
        .order_by("-pk")[:MAX_CANDIDATES]
    )
    for other in candidates:
        alike = likeness(revision.text, other.text)
        if alike.is_reprint:
            yield other, alike.words


def _near(article: Article) -> Q:
    """Articles published within two weeks of this one, and undated ones that may have been."""
    undated = Q(article__published_lower=None)
    if not article.published_lower:
        limit = article.published_upper
        return undated | (Q(article__published_lower__lte=limit) if limit else Q())
    days = datetime.timedelta(days=MAX_DAYS)
    return (
        Q(article__published_lower__range=(article.published_lower - days, article.published_lower + days))
        | (undated & (Q(article__published_upper=None) | Q(article__published_upper__gte=article.published_lower)))
    )  # fmt: skip


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
