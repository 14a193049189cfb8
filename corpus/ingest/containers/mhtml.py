"""MHTML: a web page with its images in one file, as browsers save it; its first HTML part is the page."""

import email
import email.policy
import io
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from corpus.ingest.capture import Capture, Refusal, unreadable
from corpus.ingest.capture_times import believed_time

from .document import MAX_DOCUMENT
from .sniff import Kind

MAX_FILE = 4 * MAX_DOCUMENT  # bytes, images included


def fits(kind: Kind, head: bytes, name: str) -> float:
    """Return a high score for MHTML."""
    return 0.9 if kind is Kind.MHTML else 0.0


def read(file: io.BufferedReader, source: str, name: str, kind: Kind) -> Iterator[Capture | Refusal]:
    """Yield the page, decoded from its part, with the address and the time at which it was saved."""
    raw = file.read(MAX_FILE + 1)
    if len(raw) > MAX_FILE:
        yield unreadable(source, f"larger than the {MAX_FILE // 1024 // 1024} MB that a saved page may have")
        return
    message = email.message_from_bytes(raw.lstrip(), policy=email.policy.compat32)
    part = next((one for one in message.walk() if one.get_content_type() == "text/html"), None)
    page = part.get_payload(decode=True) if part is not None else None
    if not page:
        yield unreadable(source, "a web page in MHTML without a part in HTML")
        return
    url = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "").strip()
    yield Capture(
        page[: MAX_DOCUMENT], source, "text/html", url=url if url.startswith("http") else None,
        captured_at=_time(message.get("Date")), encoding=part.get_content_charset(),
    )  # fmt: skip


def _time(text: object):
    try:
        return believed_time(parsedate_to_datetime(str(text)))
    except (ValueError, TypeError):
        return None
