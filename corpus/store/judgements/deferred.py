"""Deferred settling: what a decision changes in many articles is settled later, in batches."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.db import connection, transaction

from corpus.models import Pending, Report
from corpus.store.derived import person_words
from corpus.store.derived.settle import settle
from corpus.store.derived.touched import Touched
from corpus.store.loading.facts import events_of, extract_again
from corpus.store.locks import lock_writers

AT_ONCE = 500  # articles that a decision settles itself: about a second
BATCH = 200  # articles per transaction of settle_deferred()

_DEFER = """
INSERT INTO corpus_pending (article_id, again) SELECT id, %s FROM unnest(%s::bigint[]) AS wanted(id)
ON CONFLICT (article_id) DO UPDATE SET again = corpus_pending.again OR EXCLUDED.again
"""


def settle_or_defer(touched: Touched) -> None:
    """Settle what a decision touched in its first AT_ONCE articles, and defer the rest to settle_deferred().

    If there are too many events as well, or mentions are deferred, events are settled with the articles that report
    them.
    """
    articles, events = touched.articles, touched.participations | touched.event_rows
    with_articles = bool(touched.mentions) or len(events) > AT_ONCE
    if with_articles:
        articles |= frozenset(Report.objects.filter(event__in=events).values_list("revision__article_id", flat=True))
    ids = sorted(articles)
    now, later = frozenset(ids[:AT_ONCE]), ids[AT_ONCE:]
    within = replace(touched, articles=now, mentions=touched.mentions & now)
    if with_articles:
        few = touched.participations if len(touched.participations) <= AT_ONCE else frozenset()
        within = replace(within, participations=few | events_of(now), event_rows=frozenset())
    settle(within)
    _defer(later)
    if touched.mentions and later:
        person_words.mark_stale(touched.names)


def extract_or_defer(article_ids: Iterable[int]) -> Touched:
    """Extract the first AT_ONCE of these articles again, and defer the rest to settle_deferred()."""
    ids = sorted(article_ids)
    _defer(ids[AT_ONCE:], again=True)
    return extract_again(ids[:AT_ONCE])


def _defer(article_ids: list[int], *, again: bool = False) -> None:
    if article_ids:
        with connection.cursor() as cursor:
            cursor.execute(_DEFER, [again, article_ids])


def settle_deferred() -> Iterator[int]:
    """Settle what was deferred, in batches with a transaction each; yield the number of articles of each batch."""
    while True:
        with transaction.atomic():
            lock_writers()
            rows = list(Pending.objects.order_by("article_id")[:BATCH])
            if rows:
                ids = {row.article_id for row in rows if not row.again}
                touched = extract_again(row.article_id for row in rows if row.again)
                settle(touched | Touched(articles=ids, mentions=ids, participations=events_of(ids)))
                Pending.objects.filter(pk__in=[row.pk for row in rows]).delete()
                if not Pending.objects.exists():
                    settle(Touched(names=person_words.stale_people()))
        if not rows:
            return
        yield len(rows)
