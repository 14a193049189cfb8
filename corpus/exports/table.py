"""CSV for spreadsheets."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rest_framework import serializers

from corpus.records import Record

from .format import Form

BOM = "\ufeff"  # by which a spreadsheet knows UTF-8
BETWEEN = "; "
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Column:
    """One column: its name, what it holds, and how it is taken from a record."""

    name: str
    help_text: str
    value: Callable[[dict], object]


def columns(record: type[Record]) -> list[Column]:
    """The columns of a record: one a field, and of what is nested one more for each of its own fields but the first."""
    found = []
    for name, field in record().fields.items():
        many = isinstance(field, serializers.ListSerializer)
        nested = field.child if many else field
        said = str(field.help_text or nested.help_text or "Its number, which stands in its address.")
        if not isinstance(nested, serializers.Serializer):
            found.append(Column(name, said, _plain(name)))
            continue
        for place, (inner, its) in enumerate(nested.fields.items()):
            if place == 0:
                title, words = name, f"{said.rstrip('.')}: {'slugs' if many else 'slug'}."
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
    """A semicolon within a value gives way to a comma, so that the parts can be told apart."""
    return BETWEEN.join(str("" if value is None else value).replace(";", ",") for value in values)


def defused(value):
    """What a spreadsheet shows and does not reckon with: text that would begin a formula gets an apostrophe before."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


class Csv(Form):
    """One row a line, what is nested flattened."""

    suffix = "csv"
    media_type = "text/csv; charset=utf-8"
    label = "CSV"
    says = "for a spreadsheet, R or pandas"
    lists = ("articles", "events", "people", "outlets", "places")

    def write(self, listed, batches, size, base) -> Iterator[str]:
        """A byte order mark, the names of the columns, the rows; lines end as RFC 4180 has it."""
        record = self.record(listed)(context={"base": base})
        chosen = columns(self.record(listed))
        buffer = io.StringIO()
        writer = csv.writer(buffer)
        buffer.write(BOM)
        writer.writerow([column.name for column in chosen])
        yield _taken(buffer)
        for rows in batches:
            for row in rows:
                said = record.to_representation(row)
                writer.writerow([defused(column.value(said)) for column in chosen])
            yield _taken(buffer)


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
