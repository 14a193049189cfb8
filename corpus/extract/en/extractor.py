"""Extract people, events and line-ups of an English document."""

from corpus.extract.document import VERSION, Document, Extraction
from corpus.limits import MAX_EVENTS, MAX_MENTIONS

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
    left_out = tuple(
        f"only the first {most:,} {what} are read"
        for number, most, what in ((len(body), MAX_MENTIONS, "names"), (len(events), MAX_EVENTS, "events"))
        if number >= most
    )
    return Extraction(gather([*body, *title]), events, VERSION, lineups=lineups, left_out=left_out)
