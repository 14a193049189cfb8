"""Events under construction, while their article is being read."""

from bisect import bisect_right
from dataclasses import dataclass, field

from corpus.extract.document import Participant, ReportedEvent
from corpus.extract.en.people.people import Named, fullest_titles
from corpus.extract.en.sentences import Sentence
from corpus.limits import MAX_PLACES

LEADING = frozenset(("principal", "speaker", "sender", "host"))


@dataclass(slots=True)
class Draft:
    """An event that later sentences may add to. people: by name, in printed order, each with a role."""

    type: str
    rule: str
    sentence: Sentence
    people: dict[str, tuple[Named, str]] = field(default_factory=dict)
    date: str | None = None
    basis: str | None = None
    place: str | None = None

    def add(self, people: list[tuple[Named, str]]) -> None:
        """Add participants in printed order, at most MAX_PLACES; a person keeps the first role."""
        for named, role in people:
            if len(self.people) < MAX_PLACES:
                self.people.setdefault(named.name, (named, role))

    def take_over(self, other: "Draft") -> None:
        """Merge another account of the same event: more people, and the day and the place if they are unknown."""
        self.add(list(other.people.values()))
        if not self.date:
            self.date, self.basis = other.date, other.basis
        self.place = self.place or other.place

    def principals(self) -> list[tuple[Named, str]]:
        """Return the people that a pronoun in the next sentence stands for."""
        leading = [one for one in self.people.values() if one[1] in LEADING]
        return leading or list(self.people.values())[:1]

    def finished(self, titles: dict[str, str], sentences: list[Sentence]) -> ReportedEvent:
        """Return the finished event.

        titles: the titles of each person, for mentions that print none. sentences: of the text, in order.
        """
        participants = []
        for order, (name, (named, role)) in enumerate(self.people.items(), start=1):
            title = ", ".join(fullest_titles(named.offices)) or titles.get(name, "")
            naming = sentences[bisect_right(sentences, named.start, key=lambda one: one.start) - 1]
            participants.append(Participant(name, role, order, title, naming.start, naming.end))
        return ReportedEvent(
            type=self.type,
            date=self.date,
            date_basis=self.basis if self.date else None,
            place=self.place,
            participants=tuple(participants),
            sentence=self.sentence.text,
            start=self.sentence.start,
            end=self.sentence.end,
            rule=self.rule,
        )


def first_titles(mentions: list[Named]) -> dict[str, str]:
    """Return the titles of each person, from the first mention that prints any."""
    offices: dict[str, list[str]] = {}
    for named in mentions:
        if not offices.get(named.name):
            offices[named.name] = named.offices
    return {name: ", ".join(fullest_titles(found)) for name, found in offices.items()}
