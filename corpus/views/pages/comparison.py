"""Comparisons of two wordings: changed names and offices, then every word."""

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from corpus.models import Article, Mention, PersonTitle, Reprint, Revision
from corpus.models.office import STRAIGHT
from corpus.spelling import plain_title, respellings
from corpus.views.figures.diff import Run, runs

SHOWN_REPRINTS = 50
UNFOLDED = 2  # more equal paragraphs in a row are folded


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, with the dropped and the added text, or text that is the same in both."""

    dropped: str = ""
    added: str = ""
    same: str = ""
    spaced: bool = False  # preceded by white space
    parted: bool = False  # white space between dropped and added text
    number: int = 0  # of the difference, from 1; the same in all paragraphs that it spans
    first: bool = False  # whether it is the first with its number


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs of changes; ``folded`` if they are many and all equal."""

    paragraphs: list[list[Change]]
    folded: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A person in two wordings: the longest form of the name in each, and the offices that only one of them has."""

    old: str
    new: str
    dropped: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def one_for_one(self) -> bool:
        """Whether one office replaces one other."""
        return len(self.dropped) == len(self.added) == 1


@dataclass
class Names:
    """Changes in people and offices. Each person is in the first list that fits, in the order of the text; ``offices``
    also has people of ``respelled``."""

    dropped: list[Named] = field(default_factory=list)
    added: list[Named] = field(default_factory=list)
    respelled: list[Named] = field(default_factory=list)
    offices: list[Named] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.dropped or self.added or self.respelled or self.offices)


@dataclass
class Compared:
    """The two chosen wordings, all wordings to choose from, and the differences."""

    choices: list[dict] = field(default_factory=list)
    old: dict | None = None
    new: dict | None = None
    headline: list[Change] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    words_added: int = 0
    words_dropped: int = 0
    places: int = 0
    simultaneous: bool = False  # both are the article's own and were first captured at the same time
    ordered: bool = False  # both are the article's own, and captures show that the new one came later
    turned: bool = False  # the same, the other way round
    problem: str = ""

    @property
    def others(self) -> list[dict]:
        """The wordings that the old one can be compared with."""
        return [choice for choice in self.choices if choice["pk"] != self.old["pk"]]


def compare(article: Article, old_id: str, new_id: str) -> Compared:
    """Compare two wordings of an article and its reprints by revision id.

    Empty ids mean the first and the current wording or, if the article has only one, that and the first reprint's. An
    unknown id sets ``problem``.
    """
    wordings = _wordings(article)
    compared = Compared(choices=[choice for choice, _ in wordings.values()])
    own = [pk for pk, (_, revision) in wordings.items() if revision.article_id == article.pk]
    if not own:
        return compared
    chosen = []
    last = own[-1] if len(own) > 1 else list(wordings)[-1]
    for text, default in ((old_id, own[0]), (new_id, last)):
        if not text:
            chosen.append(default)
        elif re.fullmatch(r"[0-9]{1,18}", text) and int(text) in wordings:
            chosen.append(int(text))
        else:
            compared.problem = f"“{text[:40]}” is no wording of this article or of a reprint."
            return compared
    (compared.old, old), (compared.new, new) = (wordings[pk] for pk in chosen)
    if old.pk != new.pk:
        _fill(compared, old, new)
    return compared


def _fill(compared: Compared, old: Revision, new: Revision) -> None:
    same_time = old.first_captured is not None and old.first_captured == new.first_captured
    compared.simultaneous = same_time and old.article_id == new.article_id
    known = old.article_id == new.article_id and old.first_captured and new.first_captured
    compared.turned = bool(known) and new.first_captured < old.first_captured
    compared.ordered = bool(known) and old.first_captured < new.first_captured
    headline, text = runs(old.title, new.title), runs(old.text, new.text)
    for run in (*headline, *text):
        compared.words_added += run.words if run.kind == "added" else 0
        compared.words_dropped += run.words if run.kind == "dropped" else 0
    paragraphs = _paragraphs(headline, 0)
    compared.headline = [change for paragraph in paragraphs for change in paragraph]
    paragraphs = _paragraphs(text, max((change.number for change in compared.headline), default=0))
    numbers = [change.number for paragraph in (compared.headline, *paragraphs) for change in paragraph]
    compared.places = max(numbers, default=0)
    compared.stretches = _stretches(paragraphs)
    people = _people(old), _people(new)
    _add_offices(*people)
    compared.names = _names(*people)


def _paragraphs(found: list[Run], number: int) -> list[list[Change]]:
    """Return the changes by paragraph, numbered from ``number`` + 1; adjacent dropped and added text is one change."""
    paragraphs, changed, first = [[]], False, False
    for run in found:
        if run.kind == "same":
            changed = False
        elif not changed and run.text.strip():
            number, changed, first = number + 1, True, True
        for place, piece in enumerate(run.text.split("\n")):
            if place and (run.kind != "dropped" or run.text.strip()):
                paragraphs.append([])
            if piece.strip():
                spaced = run.spaced and bool(paragraphs[-1])
                shown = 0 if run.kind == "same" else number
                paragraphs[-1].append(Change(**{run.kind: piece.strip()}, spaced=spaced, number=shown, first=first))
                first = False
    return [_paired(paragraph) for paragraph in paragraphs if paragraph]


def _paired(changes: list[Change]) -> list[Change]:
    """Join adjacent dropped and added pieces of the same number."""
    found: list[Change] = []
    for change in changes:
        last = found[-1] if found else Change()
        if change.added and last.dropped and not last.added and change.number == last.number:
            found[-1] = replace(last, added=change.added, parted=change.spaced)
        else:
            found.append(change)
    return found


def _stretches(paragraphs: list[list[Change]]) -> list[Stretch]:
    found: list[Stretch] = []
    for paragraph in paragraphs:
        same = all(change.same for change in paragraph)
        if found and found[-1].folded == same:
            found[-1].paragraphs.append(paragraph)
        else:
            found.append(Stretch([paragraph], same))
    return [Stretch(one.paragraphs, one.folded and len(one.paragraphs) > UNFOLDED) for one in found]


@dataclass
class _Person:
    """A person in one wording: names and titles as printed, in the order of the text.

    offices: of the titles that name one, by title.
    """

    surfaces: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    offices: dict[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return max(self.surfaces, key=len)


def _people(revision: Revision) -> dict[int, _Person]:
    """Return the people of a wording by id, in the order of the text."""
    people: dict[int, _Person] = defaultdict(_Person)
    mentions = Mention.objects.shown_in(revision.pk).order_by("part", "start")
    for pk, surface, titles in mentions.values_list("person", "surface", "titles"):
        people[pk].surfaces.append(surface)
        people[pk].titles += [title for title in titles if title not in people[pk].titles]
    return people


def _add_offices(*wordings: dict[int, _Person]) -> None:
    """Set the offices of the people of these wordings."""
    found = PersonTitle.objects.offices_of({pk for people in wordings for pk in people})
    for people in wordings:
        for pk, person in people.items():
            offices = {title: found.get((pk, title.translate(STRAIGHT))) for title in person.titles}
            person.offices = {title: office for title, office in offices.items() if office}


def _names(old: dict[int, _Person], new: dict[int, _Person]) -> Names:
    """Match people by id, then by spelling, and return what changed."""
    pairs = {pk: pk for pk in old if pk in new}
    left = {person.name: pk for pk, person in old.items() if pk not in new}
    come = {person.name: pk for pk, person in new.items() if pk not in old}
    pairs |= {left[one]: come[other] for one, other in respellings(left, come)}
    names = Names()
    for pk, person in old.items():
        if pk not in pairs:
            names.dropped.append(Named(person.name, "", tuple(person.titles), ()))
            continue
        other = new[pairs[pk]]
        both = Named(person.name, other.name, _without(person, other), _without(other, person))
        if not set(person.surfaces) & set(other.surfaces):
            names.respelled.append(both)
        if both.dropped or both.added:
            names.offices.append(both)
    kept = set(pairs.values())
    names.added = [Named("", person.name, (), tuple(person.titles)) for pk, person in new.items() if pk not in kept]
    return names


def _without(person: _Person, other: _Person) -> tuple[str, ...]:
    """Return the titles that the other lacks: those of another office and, where none is known, of other words."""
    offices, words = set(other.offices.values()), set(map(plain_title, other.titles))
    return tuple(
        title for title in person.titles if person.offices.get(title) not in offices and plain_title(title) not in words
    )


def _wordings(article: Article) -> dict[int, tuple[dict, Revision]]:
    """Return the article's own wordings, oldest first, then the current wording of each reprint."""
    found = {}
    for number, revision in enumerate(article.revisions.defer("bands"), start=1):
        seen = revision.first_captured
        label = f"Wording {number}, " + (f"first seen {seen.day} {seen:%B %Y}" if seen else "day not known")
        found[revision.pk] = {"pk": revision.pk, "label": label, "kind": "revision"}, revision
    pairs = Reprint.objects.of(article.pk).shown().most_similar_first().values_list("first_id", "second_id")
    others = [pk for pair in pairs[:SHOWN_REPRINTS] for pk in pair if pk != article.pk]
    rows = Article.objects.select_related("outlet", "current").defer("text", "current__bands").in_bulk(others)
    for other in (rows[pk] for pk in others if rows[pk].current):
        label = f"{other.edition}: {other.title}"
        found[other.current_id] = {"pk": other.current_id, "label": label, "kind": "reprint"}, other.current
    return found
