"""Touched: the rows that a batch or a decision changed, as input of the settle step."""

from dataclasses import dataclass, fields

from corpus.models import Participation

Ids = frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """Ids of the rows from which settle() derives others. Combine two with ``|``.

    articles: derive their arrays, counters and search rows.
    events: derive their counters and search rows.
    participations: events whose participations are derived, and then everything else of the event.
    new_participations: unsaved participations of new events, which need not be derived from reports.
    mentions: articles whose mentions are resolved again.
    people: count their articles and their first and last day again.
    names: people whose titles, offices and search vectors are derived again.
    titles: revisions whose printed titles are added to those of the people they name.
    article_rows, event_rows: search rows to write again although nothing else of them changed.
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
