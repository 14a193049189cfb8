"""Find names in Latin letters that their spelling gives away, and no events."""

from corpus.extract.document import VERSION, Document, Extraction
from corpus.extract.en.people.people import find, gather
from corpus.extract.en.sentences import split


def extract(document: Document) -> Extraction:
    """Extract the people of a document; a warning says that its events are not extracted."""
    body, title = find(document, split(document), spelling_only=True)
    warning = f"no rules for events in language {document.language}"
    return Extraction(gather([*body, *title]), (), VERSION, (warning,))
