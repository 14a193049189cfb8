"""Link briefs with the articles of the same outlet that tell their content in full."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from corpus.models import Article, Brief, Capture, Report

from .akin import Relation, relation, share

ELSEWHERE = 0.5  # share of the brief's three-word runs that a full report at another address has
MAX_DAYS = datetime.timedelta(3)  # between the days of publication


def link(article_ids: Iterable[int], unsaved: Iterable[Article] = ()) -> None:
    """Link these articles with the briefs of them and with what they are briefs of; remove links that no longer hold.

    Compared are articles at one address, and articles that report one event in any wording. unsaved: articles that are
    new or changed in memory.
    """
    ids = set(article_ids)
    if not ids:
        return
    at_one_address = _at_one_address(ids)
    pairs = at_one_address | _of_one_event(ids)
    articles = Article.objects.only("outlet", "language", "published_lower", "text")
    held = {article.pk: article for article in unsaved}
    articles = articles.in_bulk({pk for pair in pairs for pk in pair} - held.keys()) | held
    found = {}
    for pair in pairs:
        one, other = (articles[pk] for pk in pair)
        if _comparable(one, other) and relation(one.text, other.text) == Relation.BRIEF:
            brief, full = sorted((one, other), key=lambda article: len(article.text))
            alike = share(brief.text, full.text)
            if pair in at_one_address or alike >= ELSEWHERE:
                found[brief.pk, full.pk] = Brief(brief=brief, full=full, share=alike)
    held = Brief.objects.filter(Q(brief__in=ids) | Q(full__in=ids))
    gone = [pk for pk, brief, full in held.values_list("pk", "brief", "full") if (brief, full) not in found]
    if gone:
        Brief.objects.filter(pk__in=gone).delete()
    Brief.objects.bulk_create(
        found.values(), update_conflicts=True, unique_fields=["brief", "full"], update_fields=["share"]
    )


def _comparable(one: Article, other: Article) -> bool:
    """Return whether one may be a brief of the other, without a comparison of their words."""
    shorter, longer = sorted((len(one.text), len(other.text)))
    if shorter > longer / 2 or (one.outlet_id, one.language) != (other.outlet_id, other.language):
        return False
    days = one.published_lower, other.published_lower
    return None in days or abs(days[0] - days[1]) <= MAX_DAYS


def _at_one_address(ids: set[int]) -> set[tuple[int, int]]:
    urls = set(Capture.objects.filter(article__in=ids).exclude(url="").values_list("url", flat=True))
    return _pairs(Capture.objects.filter(url__in=urls).values_list("url", "article").distinct(), ids)


def _of_one_event(ids: set[int]) -> set[tuple[int, int]]:
    events = set(Report.objects.filter(revision__article__in=ids).values_list("event", flat=True))
    return _pairs(Report.objects.filter(event__in=events).values_list("event", "revision__article"), ids)


def _pairs(rows: Iterable[tuple], ids: set[int]) -> set[tuple[int, int]]:
    """Return the pairs of articles under one key, of which one at least has one of these ids; the lower id first."""
    together = defaultdict(set)
    for key, article in rows:
        together[key].add(article)
    several = [articles for articles in together.values() if len(articles) > 1]
    return {(min(a, b), max(a, b)) for articles in several for a in articles & ids for b in articles if a != b}
