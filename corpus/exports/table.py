"""CSV for spreadsheets, R and pandas."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rest_framework import serializers

from corpus.records import Record

from .format import Format

BOM = "\ufeff"  # tells a spreadsheet that the file is UTF-8
BETWEEN = "; "
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Column:
    """One column: its name, its description, and a function that takes its value from a serialized record."""

    name: str
    help_text: str
    value: Callable[[dict], object]


def columns(record: type[Record]) -> list[Column]:
    """Return the columns of a record: one per field, and one per field of a nested record.

    The column of a nested record's first field has the plain name, the others ``name_field``.
    """
    found = []
    for name, field in record().fields.items():
        many = isinstance(field, serializers.ListSerializer)
        nested = field.child if many else field
        about = str(field.help_text or nested.help_text or "Its id, which is part of its URL.")
        if not isinstance(nested, serializers.Serializer):
            found.append(Column(name, about, _plain(name)))
            continue
        for position, (inner, its) in enumerate(nested.fields.items()):
            if position == 0:
                title, words = name, f"{about.rstrip('.')}: {'slugs' if many else 'slug'}."
            else:
                title, words = f"{name}_{inner}", f"{'Of each of these' if many else 'Of it'}: {_small(its.help_text)}"
            found.append(Column(title, words, _inner(name, inner)))
    return found


def _small(text) -> str:
    text = str(text)
    return text[:1].lower() + text[1:]


def _plain(name: str) -> Callable[[dict], object]:
    return lambda record: _joined(record[name]) if isinstance(record[name], list) else record[name]


def _inner(name: str, inner: str) -> Callable[[dict], object]:
    def value(record: dict):
        nested = record[name]
        return _joined([one[inner] for one in nested]) if isinstance(nested, list) else (nested or {}).get(inner)

    return value


def _joined(values: list) -> str:
    """Join values by semicolons; a semicolon within a value becomes a comma, so that the parts stay distinct."""
    return BETWEEN.join(str("" if value is None else value).replace(";", ",") for value in values)


def defused(value):
    """Return a value that no spreadsheet evaluates: text that would start a formula gets a leading apostrophe."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


class Csv(Format):
    """One line per row, with nested records flattened."""

    suffix = "csv"
    media_type = "text/csv; charset=utf-8"
    label = "CSV"
    purpose = "for a spreadsheet, R or pandas"

    def write(self, listed, batches, size, base) -> Iterator[str]:
        """Yield a byte order mark with the header line, then the lines of each batch; CR LF ends a line (RFC 4180)."""
        record = self.record(listed)(context={"base": base})
        chosen = columns(self.record(listed))
        buffer = io.StringIO()
        writer = csv.writer(buffer)
        buffer.write(BOM)
        writer.writerow([column.name for column in chosen])
        yield _drained(buffer)
        for rows in batches:
            for row in rows:
                values = record.to_representation(row)
                writer.writerow([defused(column.value(values)) for column in chosen])
            yield _drained(buffer)


def _drained(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
