"""The admin site: the rows of the corpus, and the fields that a curator may correct."""

from . import article, capture, duplicates, event, ingest, judgement, lineup, office, outlet, person, place

__all__ = [
    "article",
    "capture",
    "duplicates",
    "event",
    "ingest",
    "judgement",
    "lineup",
    "office",
    "outlet",
    "person",
    "place",
]
