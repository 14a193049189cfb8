"""RSS and Atom: each item as a record. An item with its summary alone has no text, so it becomes a stub."""

import io
from collections.abc import Iterator

import feedparser

from corpus.ingest.capture import Capture, Refusal, unreadable

from .document import MAX_DOCUMENT
from .records import record_capture
from .snapshot_day import snapshot_day
from .sniff import Kind

FULL_TEXT = 500  # characters from which on a description is the text; summaries are shorter


def fits(kind: Kind, head: bytes, name: str) -> float:
    """Return a high score for feeds."""
    return 0.9 if kind is Kind.FEED else 0.0


def read(file: io.BufferedReader, source: str, name: str, kind: Kind) -> Iterator[Capture | Refusal]:
    """Yield each item as a record with the outlet and the language of its feed."""
    raw = file.read(MAX_DOCUMENT + 1)
    if len(raw) > MAX_DOCUMENT:
        yield unreadable(source, f"a feed larger than {MAX_DOCUMENT // 1024 // 1024} MB")
        return
    feed = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        yield unreadable(source, "a feed without items")
        return
    captured = snapshot_day(source)
    for number, entry in enumerate(feed.entries, start=1):
        summary = entry.get("summary", "")
        text = next((one.get("value", "") for one in entry.get("content", ())), "")
        record = {
            "title": entry.get("title", ""), "url": entry.get("link", ""), "date": _date(entry),
            "text": text or (summary if len(summary) >= FULL_TEXT else ""), "author": entry.get("author", ""),
            "outlet": feed.feed.get("title", ""), "language": feed.feed.get("language", ""),
        }  # fmt: skip
        if text:
            record["summary"] = summary if summary != text else ""
        yield record_capture({key: value for key, value in record.items() if value}, f"{source}#{number}", captured)


def _date(entry) -> str:
    return entry.get("published") or entry.get("updated") or entry.get("created") or ""
