"""Touched: the rows that a batch or a decision changed, as input of the settle step."""

from dataclasses import dataclass, fields

from corpus.models import Article, Event, Participation, Person

Ids = frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """Ids of the rows from which settle() derives others. Combine two with ``|``.

    articles: derive their arrays, counters and search rows.
    events: derive their counters and search rows.
    participations: events whose participations are derived, and then everything else of the event.
    mentions: articles whose mentions are resolved again.
    people: count their articles and their first and last day again.
    names: people whose titles, offices and search vectors are derived again.
    titles: revisions whose printed titles are added to those of the people they name.
    article_rows, event_rows: search rows to write again although nothing else of them changed.
    unsaved_articles, unsaved_events, unsaved_people: new or changed rows, which have an id and are saved with what is
        derived of them, so that each is written once.
    unsaved_participations: those of new events, which need not be derived from reports.
    """

    articles: Ids = frozenset()
    events: Ids = frozenset()
    participations: Ids = frozenset()
    mentions: Ids = frozenset()
    people: Ids = frozenset()
    names: Ids = frozenset()
    titles: Ids = frozenset()
    article_rows: Ids = frozenset()
    event_rows: Ids = frozenset()
    unsaved_articles: tuple[Article, ...] = ()
    unsaved_events: tuple[Event, ...] = ()
    unsaved_people: tuple[Person, ...] = ()
    unsaved_participations: tuple[Participation, ...] = ()

    def __post_init__(self):
        for field in fields(self):
            kind = tuple if field.name.startswith("unsaved") else frozenset
            object.__setattr__(self, field.name, kind(getattr(self, field.name)))

    def __or__(self, other: "Touched") -> "Touched":
        names = [field.name for field in fields(self)]
        return Touched(
            **{
                name: getattr(self, name) + getattr(other, name)
                if name.startswith("unsaved")
                else getattr(self, name) | getattr(other, name)
                for name in names
            }
        )
