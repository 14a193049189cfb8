"""Extraction: text in, people and events out. Pure functions without a database.

The rules of a language are a package of this folder, named by its code. Its module ``extractor`` has a function
``extract``; it is imported, with the vocabulary it compiles, when its first document comes. Its module ``lexicon`` has
the words that other rooms compare by, and its module ``offices``, if there is one, reads offices from printed titles. A
language without a package is read by the rules of DEFAULT.
"""

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module

from .document import (
    VERSION,
    Document,
    Extraction,
    Lineup,
    LineupMember,
    NamedPerson,
    NameMention,
    Participant,
    ReportedEvent,
)

DEFAULT = "other"  # the package for languages that have none

__all__ = [
    "VERSION",
    "Document",
    "Extraction",
    "Lineup",
    "LineupMember",
    "NameMention",
    "NamedPerson",
    "Participant",
    "ReportedEvent",
    "extract",
    "languages",
]


def extract(document: Document) -> Extraction:
    """Extract the people that an article names, with every mention, the events it reports, and its lists of people."""
    return _rules_of(document.language)(document)


@cache
def languages() -> frozenset[str]:
    """Return the codes of the languages that have rules of their own."""
    return frozenset(found.name for found in pkgutil.iter_modules(__path__) if found.ispkg) - {DEFAULT}


@cache
def _rules_of(language: str) -> Callable[[Document], Extraction]:
    return import_module(f"{__name__}.{language if language in languages() else DEFAULT}.extractor").extract
