"""The hand-over to the settle step: what a batch or a decision touched."""

from dataclasses import dataclass, fields

from corpus.models import Participation

Ids = frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """Ids of the rows from which settle() derives others. Combine two with ``|``.

    articles: their arrays, counters and search rows are derived again.
    events: their counters and search rows are derived again.
    participations: events whose participations are derived again, and all that follows for an event.
    new_participations: unsaved participations of new events, which need not be derived from reports.
    mentions: articles whose mentions are resolved again.
    people: their article counts and first and last days are counted again.
    names: people whose searchable names and titles are collected again.
    titles: revisions whose printed titles are added to the searchable titles of the people they name.
    article_rows, event_rows: search rows to write again, for nothing else of them changed.
    """

    articles: Ids = frozenset()
    events: Ids = frozenset()
    participations: Ids = frozenset()
    new_participations: tuple[Participation, ...] = ()
    mentions: Ids = frozenset()
    people: Ids = frozenset()
    names: Ids = frozenset()
    titles: Ids = frozenset()
    article_rows: Ids = frozenset()
    event_rows: Ids = frozenset()

    def __post_init__(self):
        for field in fields(self):
            kind = tuple if field.name == "new_participations" else frozenset
            object.__setattr__(self, field.name, kind(getattr(self, field.name)))

    def __or__(self, other: "Touched") -> "Touched":
        joined = {
            field.name: getattr(self, field.name) | getattr(other, field.name)
            for field in fields(self)
            if field.name != "new_participations"
        }
        return Touched(new_participations=self.new_participations + other.new_participations, **joined)
