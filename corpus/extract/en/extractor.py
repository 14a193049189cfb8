"""Extract people and events of an English document."""

from corpus.extract.document import VERSION, Document, Extraction

from .events.events import read_events
from .people.people import find, gather
from .sentences import split


def extract(document: Document) -> Extraction:
    """Extract people and events of an English document."""
    sentences = split(document)
    body, title = find(document, sentences)
    return Extraction(gather([*body, *title]), read_events(document, sentences, body), VERSION)
