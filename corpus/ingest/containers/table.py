"""CSV and TSV: a record a row."""

import codecs
import csv
import datetime
import io
from collections.abc import Iterator

from charset_normalizer import from_bytes

from corpus.ingest.capture import Capture, Refusal, unreadable

from .records import MAX_RECORD, MAX_UTF16, record_capture
from .snapshot_day import snapshot_day
from .sniff import HEAD, Kind, is_header, table_delimiter

MAX_COLUMNS = 500


def fits(kind: Kind, head: bytes, name: str) -> float:
    """Return a high score for tables."""
    return 0.9 if kind is Kind.TABLE else 0.0


def read(file: io.BufferedReader, source: str, name: str, kind: Kind) -> Iterator[Capture | Refusal]:
    """Yield each row as a record with the header's names, or "column 1", "column 2" and so on without a header.

    Empty rows are skipped. A row that is too long or too wide is refused alone.
    """
    captured = snapshot_day(source)
    head = file.peek(HEAD)[:HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = io.TextIOWrapper(file, encoding="utf-16", errors="replace").read(MAX_UTF16)
        file, head = io.BufferedReader(io.BytesIO(text.encode()), 65536), text[:HEAD].encode()[:HEAD]
    csv.field_size_limit(MAX_RECORD)
    rows = csv.reader(_lines(file, _encoding(head)), delimiter=table_delimiter(head, name) or ",")
    names: list[str] | None = None
    number = 0
    while True:
        number += 1
        where = f"{source}#{number}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield unreadable(where, f"no row of a table: {error}"[:300])
            continue
        except _TooLong:
            yield unreadable(where, f"a line is longer than the {MAX_RECORD // 1024 // 1024} MB that a row may have")
            return
        if names is None:
            names = [cell.strip() for cell in row] if is_header(row) else []
            if names:
                continue
        if any(cell.strip() for cell in row):
            yield _record(row, names, where, captured)


def _record(row: list[str], names: list[str], where: str, captured: datetime.datetime | None) -> Capture | Refusal:
    if len(row) > MAX_COLUMNS:
        return unreadable(where, f"the row has more than {MAX_COLUMNS} cells")
    keys = [names[i] if i < len(names) and names[i] else f"column {i + 1}" for i in range(len(row))]
    return record_capture(dict(zip(keys, row, strict=True)), where, captured)


class _TooLong(Exception):
    """A line is longer than MAX_RECORD."""


def _lines(file: io.BufferedReader, encoding: str) -> Iterator[str]:
    first = True
    length = 0
    while line := file.readline(MAX_RECORD + 1):
        length = len(line)
        if length > MAX_RECORD:
            raise _TooLong
        text = line.decode(encoding, "replace")
        yield text.removeprefix("\ufeff") if first else text
        first = False


def _encoding(head: bytes) -> str:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
        return "utf-8"
    except UnicodeDecodeError:
        best = from_bytes(head).best()
        return best.encoding if best else "utf-8"
