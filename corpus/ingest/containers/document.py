"""Text extractions and HTML pages: one document a file."""

import io
from collections.abc import Iterator

from corpus.ingest.capture import Capture, Refusal, unreadable

from .page_urls import origin_of
from .sniff import Kind

# The longest of 20,768 real articles has 62,455 characters; its page is far smaller than this.
MAX_DOCUMENT = 16 * 1024 * 1024


def fits(kind: Kind, head: bytes, name: str) -> float:
    """Return a low score, so that other formats written in HTML or text come first."""
    return 0.1 if kind in (Kind.HTML, Kind.TEXT) else 0.0


def read(file: io.BufferedReader, source: str, name: str, kind: Kind) -> Iterator[Capture | Refusal]:
    """Yield the file as one capture, or a refusal if it is larger than MAX_DOCUMENT."""
    raw = file.read(MAX_DOCUMENT + 1)
    if len(raw) > MAX_DOCUMENT:
        yield unreadable(source, f"larger than the {MAX_DOCUMENT // 1024 // 1024} MB that one document may have")
        return
    url, time = origin_of(source, raw if kind is Kind.HTML else b"")
    yield Capture(raw, source, "text/html" if kind is Kind.HTML else "text/plain", url=url, captured_at=time)
