"""JSON and JSON lines: a list of records wherever it lies, one record, columns, or a record a line."""

import codecs
import datetime
import io
import json
from collections.abc import Iterator

import ijson

from corpus.ingest import date_order
from corpus.ingest.capture import Capture, Refusal, unreadable

from . import json_shapes
from .snapshot_day import snapshot_day
from .sniff import Kind

MAX_RECORD = 16 * 1024 * 1024
MAX_COLUMNS = 64 * 1024 * 1024  # bytes of a document that keeps records in columns, which is read as a whole
MAX_UTF16 = 64 * 1024 * 1024  # characters; UTF-16 is rare enough to be converted as a whole


def fits(kind: Kind, head: bytes, name: str) -> float:
    """Return a high score for JSON."""
    return 0.9 if kind is Kind.JSON else 0.0


def read(file: io.BufferedReader, source: str, name: str = "", kind: Kind = Kind.JSON) -> Iterator[Capture | Refusal]:
    """Yield each record as a capture. A day in the file's name ("kcna-2024-10-03.json") is the day of capture.

    Records before a damaged place are read; the damage is a Refusal that says where it begins.
    """
    captured = snapshot_day(source)
    file = _as_utf8(file)
    head = file.peek(65536).lstrip()
    order = date_order.order_of(head)
    is_lines = head.startswith(b"{") and _is_lines(head)
    if not is_lines and json_shapes.has_constants(head):
        text = file.read(MAX_COLUMNS + 1)
        if len(text) > MAX_COLUMNS:
            yield unreadable(
                source, f"NaN, which is no JSON, in a document larger than {MAX_COLUMNS // 1024 // 1024} MB"
            )
            return
        file = io.BufferedReader(io.BytesIO(json_shapes.without_constants(text)))
    if is_lines:
        yield from _read_lines(file, source, captured, order)
    else:
        yield from _read_tree(file, source, captured, json_shapes.shape_of(head), order)


def _as_utf8(file: io.BufferedReader) -> io.BufferedReader:
    start = file.peek(4)[:4]
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = io.TextIOWrapper(file, encoding="utf-16", errors="replace").read(MAX_UTF16)
        return io.BufferedReader(io.BytesIO(text.encode()), 65536)
    if start.startswith(codecs.BOM_UTF8):
        file.read(len(codecs.BOM_UTF8))
    return file


def _is_lines(head: bytes) -> bool:
    """Return whether the first line is a complete object and another one follows."""
    line, _, rest = head.partition(b"\n")
    if not rest.strip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _read_lines(
    file: io.BufferedReader, source: str, captured: datetime.datetime | None, order: str | None
) -> Iterator[Capture | Refusal]:
    number = 0
    while line := file.readline(MAX_RECORD + 1):
        number += 1
        where = f"{source}#{number}"
        if len(line) > MAX_RECORD:
            yield unreadable(where, f"the line is longer than the {MAX_RECORD // 1024 // 1024} MB a record may have")
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_RECORD)
        elif line.strip():
            try:
                record = json.loads(line, parse_constant=lambda _: None)
            except (ValueError, RecursionError) as error:
                yield unreadable(where, f"not valid JSON: {error}"[:300])
            else:
                yield record_capture(record, where, captured, order)


def _read_tree(
    file: io.BufferedReader, source: str, captured: datetime.datetime | None, shape: str, order: str | None
) -> Iterator[Capture | Refusal]:
    number = 0
    limited = _Limited(file)
    try:
        for record in _records(file, limited, shape):
            number += 1
            limited.since_record = 0
            yield record_capture(record, f"{source}#{number}", captured, order)
    except (ijson.JSONError, ValueError, OverflowError, RecursionError) as error:
        reason = str(error).split("\n")[0] or type(error).__name__
        yield unreadable(f"{source}#{number + 1}", f"not valid JSON from here on: {reason}"[:300])
        return
    if not number:
        yield unreadable(source, "the list holds no record")


def _records(file: io.BufferedReader, limited: "_Limited", shape: str) -> Iterator[object]:
    if shape == json_shapes.COLUMNS:
        text = file.read(MAX_COLUMNS + 1)
        if len(text) > MAX_COLUMNS:
            raise json_shapes.TooLong(f"columns longer than {MAX_COLUMNS // 1024 // 1024} MB in all")
        return json_shapes.columns(text)
    events = ijson.parse(json_shapes.shallow(ijson.basic_parse(limited, use_float=True, multiple_values=True)))
    return json_shapes.keyed(events) if shape == json_shapes.KEYED else ijson.items(events, shape)


class _Limited:
    """A file for the JSON parser that raises json_shapes.TooLong when one record exceeds MAX_RECORD."""

    def __init__(self, file: io.BufferedReader):
        self._file = file
        self.since_record = 0

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read1(size)  # read() drops what it has when it meets damage
        self.since_record += len(chunk)
        if self.since_record > MAX_RECORD:
            raise json_shapes.TooLong(f"a record is longer than {MAX_RECORD // 1024 // 1024} MB")
        return chunk


def record_capture(
    record: object, where: str, captured: datetime.datetime | None, order: str | None = None
) -> Capture | Refusal:
    """Return a record as a capture whose bytes are the record alone, keys sorted, in UTF-8.

    order: of day and month in the dates around it, which a record gets as a field if its own date may mean two days.
    """
    if not isinstance(record, dict):
        return unreadable(where, "the record is no object with named fields")
    if order and any(map(date_order.both_days, record.values())):
        record = {**record, date_order.FIELD: order}
    try:
        raw = json.dumps(record, ensure_ascii=False, sort_keys=True).encode()
    except UnicodeEncodeError:
        return unreadable(where, "the record holds characters that are no valid Unicode text")
    except (ValueError, RecursionError) as error:  # a number of thousands of digits
        return unreadable(where, f"the record cannot be written as JSON: {error}"[:300])
    return Capture(raw, where, "application/json", captured_at=captured)
