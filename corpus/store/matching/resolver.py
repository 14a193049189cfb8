"""Resolve each mention to the person shown: the person it was read as, with decisions applied."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet

from corpus.models import Judgement, Mention, Person, Revision

Kind = Judgement.Kind
MANY = 5000  # mentions that are updated at once: half a second
_WIDE = ("revision__title", "revision__text", "revision__bands")
Position = tuple[str, int]  # part of a revision, and the first character of a mention in it


class Resolver:
    """Resolves the people of a batch to the people shown. None stands for nobody.

    ``revisions``: (id, wording); a decision about a wording applies to every revision with that wording.
    """

    def __init__(self, people: Iterable[int], revisions: Iterable[tuple[int, str]]):
        wordings = dict(revisions)
        self._moves: dict[int, dict[Position, int | None]] = defaultdict(dict)
        by_wording = defaultdict(list)
        for pk, wording in wordings.items():
            by_wording[wording].append(pk)
        moves = list(_moves(list(by_wording)))
        slugs = {row.value["to"] for row in moves if row.value["to"]}
        targets = dict(Person.objects.filter(slug__in=slugs).values_list("slug", "pk"))
        for row in moves:
            for wording, places in row.value["mentions"].items():
                for pk in by_wording.get(wording, ()):
                    for part, start, *_ in places:
                        self._moves[pk][part, start] = targets.get(row.value["to"])
        wanted = {*people, *targets.values()}
        rows = Person.objects.filter(pk__in=wanted).values_list("pk", "merged_into_id", "nobody", "merged_into__nobody")
        self._shown = {pk: None if nobody or root_nobody else root or pk for pk, root, nobody, root_nobody in rows}
        self._forms = set()
        for row in Judgement.objects.in_force().filter(kind=Kind.NOBODY, person__in=wanted).exclude(value__form=""):
            self._forms.add((row.person_id, row.value["form"]))

    def person(self, found: int) -> int | None:
        """Return the id of the person shown for the person that was read."""
        return self._shown.get(found, found)

    def mention(self, found: int, revision: int, position: Position, surface: str) -> int | None:
        moved = self._moves.get(revision)
        if moved and position in moved:
            target = moved[position]
            return None if target is None else self.person(target)
        return None if (found, surface) in self._forms else self.person(found)

    def participant(self, found: int, revision: int, sentence: tuple[int, int], mentions: list[Mention]) -> int | None:
        """Return the person shown for a participant, as in the mention of its sentence, or else of its revision.

        ``mentions``: the revision's mentions that were read as this person.
        """
        within = [one for one in mentions if one.part == "text" and sentence[0] <= one.start < sentence[1]]
        one = next(iter(within or mentions), None)
        if one is None:
            return self.person(found)
        return self.mention(found, revision, (one.part, one.start), one.surface)


def _moves(wordings: list[str]):
    if not wordings:
        return []
    return Judgement.objects.in_force().filter(kind=Kind.MOVE, value__mentions__has_any_keys=wordings)


def read_as(mention: Mention) -> int:
    """Return the id of the person that a mention was read as."""
    return mention.found_id or mention.person_id


def _resolve(mentions: list[Mention]) -> list[Mention]:
    """Set the person shown in these mentions, whose revisions are loaded; return those that changed, unsaved."""
    resolver = Resolver(
        {read_as(one) for one in mentions}, {(one.revision_id, one.revision.wording) for one in mentions}
    )
    changed = []
    for one in mentions:
        found = read_as(one)
        person = resolver.mention(found, one.revision_id, (one.part, one.start), one.surface)
        now = (person, None if person == found else found)
        if (one.person_id, one.found_id) != now:
            one.person_id, one.found_id = now
            changed.append(one)
    return changed


# All mentions of a person in one statement: a person named in half of all articles has too many to load each.
_UPDATE_PEOPLE = """
UPDATE corpus_mention AS m SET person_id = s.shown, found_id = CASE WHEN s.shown IS DISTINCT FROM s.id THEN s.id END
FROM (SELECT p.id, CASE WHEN p.nobody OR coalesce(root.nobody, false) THEN NULL
                   ELSE coalesce(p.merged_into_id, p.id) END AS shown
      FROM corpus_person AS p LEFT JOIN corpus_person AS root ON root.id = p.merged_into_id
      WHERE p.id = ANY(%s)) AS s, corpus_revision AS r
WHERE (m.found_id = s.id OR m.found_id IS NULL AND m.person_id = s.id) AND m.person_id IS DISTINCT FROM s.shown
  AND m.id <> ALL(%s) AND r.id = m.revision_id
RETURNING r.article_id, s.shown
"""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The result of update_mentions().

    articles: ids of articles in which a mention changed, or will change.
    people: ids of people who gained or lost a mention, or will.
    deferred: there are too many mentions to update at once.
    """

    articles: set[int]
    people: set[int]
    deferred: bool = False


def update_mentions(people: Iterable[int] = (), wordings: Iterable[str] = ()) -> Resolved:
    """Update the person shown in the mentions that were read as these people, and in those of these wordings.

    If these people have more than MANY mentions, none of those is updated: call resolve_articles() for the articles.
    """
    ids = list(people)
    articles, concerned = set(), set()
    singly = Mention.objects.filter(revision__wording__in=list(wordings))
    wholly = Mention.objects.found_as(ids)
    deferred = bool(ids) and wholly[: MANY + 1].count() > MANY
    if deferred:
        articles = set(wholly.order_by().values_list("revision__article_id", flat=True).distinct())
        concerned = set(wholly.order_by().values_list("person_id", flat=True).distinct()) - {None}
    elif ids:
        moves = Judgement.objects.in_force().filter(kind=Kind.MOVE).values_list("value__mentions", flat=True)
        forms = Judgement.objects.in_force().filter(kind=Kind.NOBODY).exclude(value__form="")
        decided = Q(revision__wording__in=[wording for places in moves for wording in places])
        decided |= Q(surface__in=list(forms.values_list("value__form", flat=True)))
        single = list(wholly.filter(decided).values_list("pk", flat=True))
        singly = Mention.objects.filter(Q(revision__wording__in=list(wordings)) | Q(pk__in=single))
        concerned = set(wholly.order_by().values_list("person_id", flat=True).distinct()) - {None}
        with connection.cursor() as cursor:
            cursor.execute(_UPDATE_PEOPLE, [ids, single])
            changed = cursor.fetchall()
        articles = {article for article, _ in changed}
        concerned |= {shown for _, shown in changed if shown}
    one_by_one = _update_each(singly)
    return Resolved(articles | one_by_one.articles, concerned | one_by_one.people, deferred)


def resolve_articles(article_ids: Iterable[int]) -> set[int]:
    """Update the person shown in every mention of these articles; return the ids of their revisions."""
    revisions = set(Revision.objects.filter(article__in=list(article_ids)).values_list("pk", flat=True))
    _update_each(Mention.objects.filter(revision__in=revisions))
    return revisions


def _update_each(mentions: QuerySet) -> Resolved:
    articles, concerned = set(), set()
    for batch in _batches(mentions.order_by("pk").select_related("revision").defer(*_WIDE)):
        before = {one.pk: one.person_id for one in batch}
        changed = _resolve(batch)
        Mention.objects.bulk_update(changed, ["person", "found"])
        articles |= {one.revision.article_id for one in changed}
        concerned |= {pk for one in changed for pk in (before[one.pk], one.person_id) if pk}
    return Resolved(articles, concerned)


def _batches(rows, size: int = 2000):
    """Yield lists of rows by primary key: rows may be written between batches, and memory stays bounded."""
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:size]):
        yield batch
        last = batch[-1].pk
