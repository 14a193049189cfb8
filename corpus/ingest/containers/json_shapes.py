"""Where the records of a JSON document lie: it is one, or wraps a list, keys them, or keeps them in columns."""

import json
import re
from collections.abc import Iterator

import ijson

from corpus.ingest.fields import find_fields, is_header, is_record

MAX_DEPTH = 50
_SAMPLE = 65536  # bytes from which the shape is told
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"')
_CONSTANT = re.compile(rb"[:\[,]\s*(?:NaN|-?Infinity)\s*[,\]}]")
KEYED, COLUMNS = "keyed", "columns"


class TooLong(ValueError):
    """A record is too long or nested too deep."""


def shallow(events: Iterator[tuple]) -> Iterator[tuple]:
    """Yield the parser's events; raise TooLong beyond MAX_DEPTH, as ijson keeps the path to each value in memory."""
    depth = 0
    for event, value in events:
        depth += event.startswith("start_") - event.startswith("end_")
        if depth > MAX_DEPTH:
            raise TooLong(f"values are nested more than {MAX_DEPTH} deep")
        yield event, value


def _parse(text: bytes) -> Iterator[tuple]:
    # As floats: ijson 3.6 crashes on an integer of more digits than Python converts.
    return ijson.parse(shallow(ijson.basic_parse(text, use_float=True)))


def shape_of(head: bytes) -> str:
    """Return where the records are in a JSON document that begins so: a prefix of ijson ("", "item", "data.item"),
    KEYED for an object whose values are records, COLUMNS for one that holds each field of all records."""
    lists: dict[str, set[str]] = {}  # the keys of the objects in each list, by the list's prefix
    keys: dict[str, set[str]] = {"": set()}  # the keys of each object
    scalars: set[str] = set()
    row: list[str] = []
    try:
        for prefix, event, value in _parse(head[:_SAMPLE]):
            if event == "map_key":
                keys.setdefault(prefix, set()).add(value)
                if prefix.endswith("item"):
                    lists.setdefault(prefix, set()).add(value)
            elif prefix and "." not in prefix and event in ("string", "number", "boolean", "null"):
                scalars.add(prefix)
            elif prefix == "item.item" and event == "string":
                row.append(value)
            elif prefix == "item" and event == "end_array":
                return COLUMNS if is_header(row) else "item"
    except (ijson.JSONError, ValueError, OverflowError, RecursionError):
        pass  # the head is cut off somewhere
    top = keys[""]
    if not head.lstrip().startswith(b"{"):
        return "item"
    found = find_fields(top)
    told = find_fields(scalars)
    if "body" in told or ("title" in told and ("url" in told or "body" in found)):
        return ""
    for prefix, names in lists.items():
        if is_record(names) or _holds_record(prefix, keys):
            return prefix
    inside = {key: keys.get(key, set()) for key in top}
    if (is_record(top) and not scalars) or {"columns", "data"} <= top:
        return COLUMNS
    records = [key for key, names in inside.items() if is_record(names)]
    if records and not scalars and (len(top) > 1 or "/" in records[0]):
        return KEYED
    return ""


def _holds_record(prefix: str, keys: dict[str, set[str]]) -> bool:
    """Return whether the objects of a list wrap records, as Elasticsearch's "_source" does."""
    return any(
        is_record(names)
        for inner, names in keys.items()
        if inner.startswith(f"{prefix}.") and inner.count(".") == prefix.count(".") + 1
    )


def has_constants(head: bytes) -> bool:
    """Return whether a document holds NaN or Infinity, which Python writes and JSON does not know."""
    return bool(_CONSTANT.search(_STRING.sub(b'""', head)))


def without_constants(text: bytes) -> bytes:
    """Return a document with null for NaN and Infinity; as it is if it is no JSON without them either."""
    try:
        return json.dumps(json.loads(text, parse_constant=lambda _: None)).encode()
    except (ValueError, RecursionError):
        return text


def keyed(events) -> Iterator[object]:
    """Yield the records of an object; the key is the address of a record without one."""
    for key, value in ijson.kvitems(events, ""):
        if isinstance(value, dict) and "url" not in find_fields(value):
            value = {**value, "url": key}
        yield value


def columns(text: bytes) -> Iterator[object]:
    """Yield the records of a document that keeps them in columns, or as rows under a list of names.

    Raise ValueError if it does not fit together.
    """
    document = json.loads(text)
    if (
        isinstance(document, dict)
        and isinstance(document.get("columns"), list)
        and isinstance(document.get("data"), list)
    ):
        document = [document["columns"], *document["data"]]
    if isinstance(document, list):
        names, *rows = document
        yield from (dict(zip(map(str, names), row, strict=False)) for row in rows if isinstance(row, list))
        return
    fields = {name: column for name, column in document.items() if isinstance(column, (dict, list))}
    fields = {name: column if isinstance(column, dict) else dict(enumerate(column)) for name, column in fields.items()}
    for key in dict.fromkeys(key for column in fields.values() for key in column):
        yield {name: column.get(key) for name, column in fields.items()}
