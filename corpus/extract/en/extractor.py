"""Extract people, events and line-ups of an English document."""

from corpus.extract.document import VERSION, Document, Extraction

from .events.clauses import read
from .events.events import read_events
from .events.lineups import read_lineups
from .people.people import find, gather
from .sentences import split


def extract(document: Document) -> Extraction:
    """Extract people, events and line-ups of an English document."""
    sentences = split(document)
    body, title = find(document, sentences)
    clauses = read(sentences, body)
    events = read_events(document, clauses, body)
    lineups = read_lineups(document, clauses, events)
    return Extraction(gather([*body, *title]), events, VERSION, lineups=lineups)
