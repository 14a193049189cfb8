"""Text in, people and events out: pure functions that know no database."""

from .document import Document, Extraction, NamedPerson, NameMention, Participant, ReportedEvent
from .en.events.events import read_events
from .en.people.people import find, gather
from .en.sentences import split

VERSION = "2"

__all__ = [
    "VERSION",
    "Document",
    "Extraction",
    "NameMention",
    "NamedPerson",
    "Participant",
    "ReportedEvent",
    "extract",
]


def extract(document: Document) -> Extraction:
    """Who is named in an article and what it reports.

    Takes one wording of an article; gives its people, with every mention, and its events, with the sentence each rests
    on. Only English is read in full: in another language names in Latin letters are found, and no events.
    """
    sentences = split(document)
    body, title = find(document, sentences)
    people = gather([*body, *title])
    if document.language != "en":
        return Extraction(people, (), VERSION, (f"no rules for events in language {document.language}",))
    return Extraction(people, read_events(document, sentences, body), VERSION)
