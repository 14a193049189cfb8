"""What a decision about much-named people leaves to follow: articles, in batches, in the order of their ids."""

from collections.abc import Iterable, Iterator

from django.db import connection, transaction

from corpus.models import Article, Mention, Pending
from corpus.store.judgements import resolver
from corpus.store.loading import facts
from corpus.store.locks import lock_writers

from . import counts, participants, person_words

AT_ONCE = 500  # articles that follow within the decision itself: about a second
BATCH = 200

_WAIT = """
INSERT INTO corpus_pending (article_id, again) SELECT id, %s FROM unnest(%s::bigint[]) AS wanted(id)
ON CONFLICT (article_id) DO UPDATE SET again = corpus_pending.again OR EXCLUDED.again
"""


def follow_or_wait(
    article_ids: Iterable[int], *, again: bool = False, events: bool = False, mentions: bool = False
) -> None:
    """Let these articles follow: the first at once, those beyond AT_ONCE when catch_up() comes to them. again: their
    texts are extracted again. events, mentions: what they report, and whom they name, follows too; with those that
    wait it always does."""
    ids = sorted(article_ids)
    for start in range(0, min(len(ids), AT_ONCE), BATCH):
        _follow(ids[start : min(start + BATCH, AT_ONCE)], again=again, events=events, mentions=mentions)
    if len(ids) > AT_ONCE:
        with connection.cursor() as cursor:
            cursor.execute(_WAIT, [again, ids[AT_ONCE:]])
    elif mentions:
        person_words.refresh_stale()


def catch_up() -> Iterator[int]:
    """Let what waits follow, batch by batch, each in a transaction of its own; yields how many articles each had."""
    while True:
        with transaction.atomic():
            lock_writers()
            rows = list(Pending.objects.order_by("article_id")[:BATCH])
            for again in (True, False):
                ids = [row.article_id for row in rows if row.again == again]
                _follow(ids, again=again, events=True, mentions=True)
            Pending.objects.filter(pk__in=[row.pk for row in rows]).delete()
            if not Pending.objects.exists():
                person_words.refresh_stale()
        if not rows:
            return
        yield len(rows)


def _follow(ids: list[int], *, again: bool, events: bool, mentions: bool) -> None:
    if ids and again:
        read_again(ids)
    elif ids:
        if mentions:
            resolver.reshow_in(ids)
        reported = sorted(facts.events_of(ids)) if events else []
        participants.rewrite(reported)
        counts.refresh(ids, reported)


def read_again(article_ids: Iterable[int]) -> None:
    """Extract these articles again by what is now known of them."""
    ids = sorted(article_ids)
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        rows = Article.objects.filter(pk__in=batch).select_related("outlet").prefetch_related("revisions")
        pairs = [(article, one) for article in rows for one in article.revisions.all()]
        named = people_in(batch)
        items, lost = facts.remake(pairs)
        events = facts.write(items)
        participants.rewrite(lost)
        counts.refresh(batch, sorted(events | lost))
        counts.recount(named | people_in(batch))


def people_in(article_ids: Iterable[int]) -> set[int]:
    """Everybody whom a wording of these articles names, be the article hidden or not."""
    named = Mention.objects.filter(revision__article__in=list(article_ids), person__isnull=False)
    return set(named.values_list("person_id", flat=True))
