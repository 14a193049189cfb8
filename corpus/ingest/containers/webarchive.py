"""WARC, WET and ARC files: a capture for each HTTP response."""

import datetime
import io
from collections.abc import Iterator
from dataclasses import replace

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from corpus.ingest.capture import Absence, Capture, Refusal, unreadable

from . import records
from .document import MAX_DOCUMENT
from .sniff import HEAD, Kind, sniff

_GONE = (404, 410)
_PAGES = {
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "text/plain": Kind.TEXT,
    "application/json": Kind.JSON,
}
_READ = ("response", "resource", "conversion")  # record types that hold documents
_UNPACKED = ("", "identity", "gzip", "x-gzip", "deflate", "br")


def fits(kind: Kind, head: bytes, name: str) -> float:
    """Return a high score for web archives."""
    return 0.9 if kind is Kind.WARC else 0.0


def read(file: io.BufferedReader, source: str, name: str, kind: Kind) -> Iterator[Capture | Refusal | Absence]:
    """Yield every page, text and record; 404 and 410 as absences; other responses as refusals that name them.

    Records before a damaged place are read; the damage is a Refusal that says where it begins.
    """
    number = 0
    undamaged = _Undamaged(file)
    try:
        for number, record in enumerate(ArchiveIterator(undamaged, arc2warc=True), start=1):
            if record.rec_type in _READ:
                yield from _read_record(record, f"{source}#{number}")
            elif record.rec_type == "revisit":
                first = record.rec_headers.get_header("WARC-Refers-To-Date") or "an earlier day"
                reason = f"a revisit: the page was the same as on {first}, whose record holds it"
                yield Refusal(f"{source}#{number}", reason, stub=True, url=_url(record))
    except (ArchiveLoadFailed, ValueError, OverflowError, KeyError, AttributeError, TypeError) as error:
        reason = str(error).split("\n")[0] or type(error).__name__
        yield unreadable(f"{source}#{number + 1}", f"no web archive from here on: {reason}"[:300])
    if undamaged.error:
        raise undamaged.error


class _Undamaged:
    """A stream that ends at its damage and keeps the error; warcio would drop what it had read."""

    def __init__(self, file: io.BufferedReader):
        self._file = file
        self.error: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            return self._file.read1(size)
        except Exception as error:
            self.error = error
            return b""


def _read_record(record: ArcWarcRecord, where: str) -> Iterator[Capture | Refusal | Absence]:
    url, captured = _url(record), _time(record.rec_headers.get_header("WARC-Date"))
    headers = record.http_headers if record.rec_type == "response" else None
    if record.rec_type == "response" and headers is None:
        return  # a DNS lookup or a handshake
    if url and ":" in url and not url.lower().startswith(("http:", "https:", "ftp:")):
        return  # what a crawler keeps of itself: its arguments and log, "metadata://…", or a page's text, "urn:text:…"
    status = _status(headers.get_statuscode()) if headers else None
    content_type = (headers or record.rec_headers).get_header("Content-Type") or ""
    media_type, _, parameters = content_type.lower().partition(";")
    if status in _GONE and url:
        yield Absence(where, url, captured, status)
        return
    if status and not 200 <= status < 300:
        leads = headers.get_header("Location")
        yield Refusal(where, f"answered {status}{f', it leads to {leads}' if leads else ''}: {url}"[:500])
        return
    packed = ((headers and headers.get_header("Content-Encoding")) or "").lower()
    if packed not in _UNPACKED:
        yield Refusal(where, f"packed as {packed[:40]}, which is not read: {url}"[:500])
        return
    raw = record.content_stream().read(MAX_DOCUMENT + 1)
    if len(raw) > MAX_DOCUMENT:
        yield unreadable(where, f"larger than the {MAX_DOCUMENT // 1024 // 1024} MB that one document may have")
        return
    kind = sniff(raw[:HEAD])
    if kind is Kind.JSON and _PAGES.get(media_type.strip()) is Kind.JSON:
        for found in records.read(io.BufferedReader(io.BytesIO(raw), 65536), where):
            yield _with_time(found, captured)
    elif kind not in (Kind.HTML, Kind.TEXT, Kind.TABLE):
        said = kind.value if kind is Kind.EMPTY else f"{media_type.strip() or kind.value}, neither page nor text"
        yield Refusal(where, f"{said}: {url}"[:500])
    elif media_type.strip() and media_type.strip() not in _PAGES and record.rec_type == "response":
        yield Refusal(where, f"{media_type.strip()}, neither page nor text: {url}"[:500])
    else:
        yield Capture(
            raw=raw, source=where, media_type="text/html" if kind is Kind.HTML else "text/plain", url=url,
            captured_at=captured, http_status=status, encoding=_charset(parameters),
        )  # fmt: skip


def _with_time(found: Capture | Refusal, captured: datetime.datetime | None) -> Capture | Refusal:
    return replace(found, captured_at=captured) if isinstance(found, Capture) else found


def _url(record: ArcWarcRecord) -> str | None:
    return (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ") or None


def _status(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) == 3 else None


def _time(text: str | None) -> datetime.datetime | None:
    try:
        time = datetime.datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=datetime.UTC)


def _charset(parameters: str) -> str | None:
    _, _, charset = parameters.partition("charset=")
    return charset.split(";")[0].strip(" \"'")[:40] or None
