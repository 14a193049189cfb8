"""Save the rows that wait for the settle step, where more is written before it."""

from dataclasses import replace

from corpus.store.copying import copy_in

from . import counts
from .touched import Touched


def save(touched: Touched) -> Touched:
    """Save the unsaved rows of this, before other handlers read them; return what is left to settle."""
    counts.save_events(touched.unsaved_events)
    counts.save_articles((), touched.unsaved_articles)
    copy_in(touched.unsaved_participations)
    counts.save_people(counts.Named(), touched.unsaved_people)
    events = touched.events | {event.pk for event in touched.unsaved_events}
    return replace(
        touched, events=events,
        unsaved_articles=(), unsaved_events=(), unsaved_people=(), unsaved_participations=(),
    )  # fmt: skip
