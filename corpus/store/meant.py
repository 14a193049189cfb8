"""Who is meant where somebody is named: whom it was read as, and what curators decided of that."""

from collections import defaultdict
from collections.abc import Iterable

from corpus.models import Judgement, Mention, Person, Revision

Kind = Judgement.Kind
Place = tuple[str, int]  # part of a revision, and the first character of a mention in it


class Meant:
    """Tells, for people of a batch and mentions in some revisions, who is shown. None: nobody is meant.

    ``revisions``: (id, wording); a decision about a wording holds wherever the same words are printed.
    """

    def __init__(self, people: Iterable[int], revisions: Iterable[tuple[int, str]]):
        wordings = dict(revisions)
        self._moves: dict[int, dict[Place, int | None]] = defaultdict(dict)
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
        """Who is shown for a person that was read."""
        return self._shown.get(found, found)

    def mention(self, found: int, revision: int, place: Place, surface: str) -> int | None:
        """Who is shown for one mention."""
        moved = self._moves.get(revision)
        if moved and place in moved:
            target = moved[place]
            return None if target is None else self.person(target)
        return None if (found, surface) in self._forms else self.person(found)

    def participant(self, found: int, revision: int, sentence: tuple[int, int], mentions: list[Mention]) -> int | None:
        """Who is shown for one whom a report names: as the mention in its sentence, or else in its revision, is shown.

        ``mentions``: those of the revision that were read as this person.
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
    """Whom a mention was read as."""
    return mention.found_id or mention.person_id


def show(mentions: list[Mention]) -> list[Mention]:
    """Set person and found of these mentions, their revisions loaded, as decisions have it; those changed, unsaved."""
    meant = Meant({read_as(one) for one in mentions}, {(one.revision_id, one.revision.wording) for one in mentions})
    changed = []
    for one in mentions:
        found = read_as(one)
        person = meant.mention(found, one.revision_id, (one.part, one.start), one.surface)
        now = (person, None if person == found else found)
        if (one.person_id, one.found_id) != now:
            one.person_id, one.found_id = now
            changed.append(one)
    return changed


def reshow(people: Iterable[int] = (), wordings: Iterable[str] = ()) -> tuple[set[int], set[int]]:
    """Bring up to date the mentions that were read as these people, and those in these wordings.

    Returns the ids of the articles in which one changed, and of the people who gained or lost one.
    """
    articles, concerned = set(), set()
    querysets = [Mention.objects.found_as(list(people)), Mention.objects.filter(revision__wording__in=list(wordings))]
    for queryset in querysets:
        rows = queryset.order_by("pk").select_related("revision").defer("revision__text", "revision__bands")
        for batch in _batches(rows):
            before = {one.pk: one.person_id for one in batch}
            changed = show(batch)
            Mention.objects.bulk_update(changed, ["person", "found"])
            articles |= {one.revision.article_id for one in changed}
            concerned |= {pk for one in changed for pk in (before[one.pk], one.person_id) if pk}
    return articles, concerned


def _batches(rows, size: int = 2000):
    """By key, so that rows may be written between batches and memory stays bounded."""
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:size]):
        yield batch
        last = batch[-1].pk


def revisions_with(wordings: Iterable[str]) -> list[int]:
    """The revisions that are worded so."""
    return list(Revision.objects.filter(wording__in=list(wordings)).values_list("pk", flat=True))
