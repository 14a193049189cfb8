"""One file, one document: text extractions and HTML pages."""

import io
from collections.abc import Iterator

from corpus.ingest.capture import Capture, Refusal, unreadable

from .addresses import address_of
from .sniff import Kind

# The longest real article has 62,455 characters (layouts of 20,768 articles); a page with all its furniture stays far
# below this.
MAX_DOCUMENT = 16 * 1024 * 1024


def read(file: io.BufferedReader, source: str, kind: Kind) -> Iterator[Capture | Refusal]:
    """The file as one capture; refused where it is larger than a document can be."""
    raw = file.read(MAX_DOCUMENT + 1)
    if len(raw) > MAX_DOCUMENT:
        yield unreadable(source, f"larger than the {MAX_DOCUMENT // 1024 // 1024} MB that one document may have")
    elif kind is Kind.HTML:
        yield Capture(raw, source, "text/html", url=address_of(source, raw))
    else:
        yield Capture(raw, source, "text/plain", url=address_of(source, b""))
