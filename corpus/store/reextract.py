"""Extract the stored articles again with the present rules, and keep what curators decided."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce

from corpus.extract import VERSION
from corpus.models import Article, Mention, Outlet, Person, Revision
from corpus.models.fields import Status
from corpus.models.person import PersonName

from .derived.settle import settle
from .derived.touched import Touched
from .judgements.apply import place_changed
from .loading import facts
from .loading.split import split
from .locks import lock_writers
from .matching import briefs, conflicts, duplicates, places, reprints

BATCH = 200  # articles per transaction


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The result of one batch.

    articles: the number of articles extracted again.
    people_removed: the number of people deleted because no text names them any more.
    """

    articles: int
    people_removed: int


def to_reextract(*, outlet: Outlet | None = None, older: bool = False) -> list[int]:
    """Return the ids of the articles of an outlet, or of all articles.

    older: only articles with a revision that another version of the rules was used on.
    """
    articles = Article.objects.filter(outlet=outlet) if outlet else Article.objects.all()
    if older:
        articles = articles.filter(pk__in=Revision.objects.filter(~Q(extractor=VERSION)).values("article"))
    return list(articles.order_by("pk").values_list("pk", flat=True))


def reextract(article_ids: list[int]) -> Iterator[BatchResult]:
    """Extract these articles again, each batch in its own transaction, and yield the result of each batch.

    Reviewed events and everything that curators decided are kept. An event found again at the same sentence keeps its
    id. Articles whose revisions are different stories are split. A person whom no text names any more is deleted,
    unless a curator changed or judged them. Places get what the lists know by now. Likely duplicates are proposed
    again at the end.
    """
    with transaction.atomic():
        lock_writers()
        settle(place_changed(places.complete()))
    for batch in _batches(article_ids):
        with transaction.atomic():
            lock_writers()
            yield _reextract_batch(batch)
    with transaction.atomic():
        lock_writers()
        settle(Touched(names=Person.objects.values_list("pk", flat=True)))
    duplicates.propose()


def _batches(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def _reextract_batch(ids: list[int]) -> BatchResult:
    number = len(ids)
    stories = split(ids)
    ids = [*ids, *stories]
    current = Revision.objects.filter(pk__in=Article.objects.filter(pk__in=ids).values("current"))
    linked = reprints.link(list(current.select_related("article")))
    reprints.save_dates(linked.redated)
    revisions = list(Revision.objects.filter(article__in=ids).select_related("article__outlet").order_by("pk"))
    named = Mention.objects.filter(revision__in=revisions)
    before = set(named.values_list(Coalesce("found", "person"), flat=True))
    touched = facts.write_again((revision.article, revision) for revision in revisions)
    briefs.link(ids)
    conflicts.flag_lost_mentions({revision.wording for revision in revisions})
    settle(touched | Touched(articles=linked.articles.union(ids), people=facts.people_in(stories)))
    return BatchResult(number, _remove_unnamed(before))


def _remove_unnamed(person_ids: set[int]) -> int:
    """Delete those of these people whom no text names and no curator changed; return their number."""
    unnamed = Person.objects.filter(
        pk__in=person_ids, mentions=None, participations=None, merged=None, merged_into=None
    )
    read = Mention.objects.filter(found__in=person_ids).values("found")
    untouched = unnamed.filter(note="", judgements=None).exclude(status=Status.REVIEWED).exclude(pk__in=read)
    curated = PersonName.objects.filter(kind=PersonName.Kind.CURATED).values("person")
    pks = list(untouched.exclude(pk__in=curated).values_list("pk", flat=True))
    Person.objects.filter(pk__in=pks).delete()
    return len(pks)
