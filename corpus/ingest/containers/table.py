"""CSV and TSV: a record a row."""

import codecs
import csv
import datetime
import io
import re
from collections.abc import Iterator

from corpus.ingest import date_order
from corpus.ingest.capture import Capture, Refusal, unreadable
from corpus.ingest.fields import is_header
from corpus.ingest.page import guess_encoding

from .records import MAX_RECORD, MAX_UTF16, record_capture
from .snapshot_day import snapshot_day
from .sniff import HEAD, Kind, table_delimiter

MAX_COLUMNS = 500
_UNDECODED = re.compile("[\udc80-\udcff]")


def fits(kind: Kind, head: bytes, name: str) -> float:
    """Return a high score for tables."""
    return 0.9 if kind is Kind.TABLE else 0.0


def read(file: io.BufferedReader, source: str, name: str, kind: Kind) -> Iterator[Capture | Refusal]:
    """Yield each row as a record with the header's names, or "column 1", "column 2" and so on without a header.

    Empty rows, and comment lines before the header, are skipped. A row that is too long or too wide, has more cells
    than the header, or bytes of another encoding, is refused alone.
    """
    captured = snapshot_day(source)
    head = file.peek(HEAD)[:HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = io.TextIOWrapper(file, encoding="utf-16", errors="replace").read(MAX_UTF16)
        file, head = io.BufferedReader(io.BytesIO(text.encode()), 65536), text[:HEAD].encode()[:HEAD]
    csv.field_size_limit(MAX_RECORD)
    rows = csv.reader(_lines(file), delimiter=table_delimiter(head, name) or ",")
    order = date_order.order_of(file.peek(65536))
    called_table = name.lower().endswith((".csv", ".tsv", ".tab"))
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
            if not any(cell.strip() for cell in row) or row[0].lstrip().startswith(("#", "sep=")):  # Excel's
                continue
            names = [cell.strip() for cell in row] if is_header(row, called_table=called_table) else []
            if names:
                continue
        if any(cell.strip() for cell in row):
            yield _record(row, names, where, captured, order)


def _record(
    row: list[str], names: list[str], where: str, captured: datetime.datetime | None, order: str | None
) -> Capture | Refusal:
    if len(row) > MAX_COLUMNS:
        return unreadable(where, f"the row has more than {MAX_COLUMNS} cells")
    if names and any(cell.strip() for cell in row[len(names) :]):
        many = f"the row has {len(row)} cells, the header {len(names)}: a delimiter outside quotes?"
        return unreadable(where, many)
    keys = [names[i] if i < len(names) and names[i] else f"column {i + 1}" for i in range(len(row))]
    for key, cell in zip(keys, row, strict=True):
        if broken := _UNDECODED.search(cell):
            byte = ord(broken[0]) - 0xDC00
            return unreadable(
                where, f"byte {byte:#04x} after {broken.start()} characters of “{key}” is not in the table’s encoding"
            )
    return record_capture(dict(zip(keys, row, strict=True)), where, captured, order)


class _TooLong(Exception):
    """A line is longer than MAX_RECORD."""


def _lines(file: io.BufferedReader) -> Iterator[str]:
    """Yield lines of text. The first line that is not ASCII, and what follows it in the buffer, show the encoding.

    A byte that does not fit becomes a surrogate, by which its row is refused.
    """
    encoding = None
    first = True
    while line := file.readline(MAX_RECORD + 1):
        if len(line) > MAX_RECORD:
            raise _TooLong
        if first:
            line = line.removeprefix(codecs.BOM_UTF8)
        first = False
        if encoding is None and not line.isascii():
            encoding = _encoding(line, file.peek(HEAD))
        yield line.decode(encoding or "ascii", "surrogateescape")


def _encoding(line: bytes, following: bytes) -> str:
    try:
        line.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        return guess_encoding(line + following) or "utf-8"
