"""Extraction: text in, people and events out. Pure functions without a database.

The rules of a language are a package of this folder, named by its code, with a function ``extract``. A language without
one is read by the rules of DEFAULT. A package is imported when its first document comes.
"""

import pkgutil
from collections.abc import Callable
from functools import cache
from importlib import import_module

from .document import VERSION, Document, Extraction, NamedPerson, NameMention, Participant, ReportedEvent

DEFAULT = "other"  # the package for languages that have none

__all__ = [
    "VERSION",
    "Document",
    "Extraction",
    "NameMention",
    "NamedPerson",
    "Participant",
    "ReportedEvent",
    "extract",
    "languages",
]


def extract(document: Document) -> Extraction:
    """Extract the people that an article names, with every mention, and the events it reports, with their sentence."""
    return _rules_of(document.language)(document)


@cache
def languages() -> frozenset[str]:
    """Return the codes of the languages that have rules of their own."""
    return frozenset(found.name for found in pkgutil.iter_modules(__path__) if found.ispkg) - {DEFAULT}


@cache
def _rules_of(language: str) -> Callable[[Document], Extraction]:
    return import_module(f"{__name__}.{language if language in languages() else DEFAULT}").extract
