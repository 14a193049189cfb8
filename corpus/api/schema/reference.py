"""The reference page of the API, rendered from its OpenAPI description."""

import json
from dataclasses import dataclass, replace
from functools import cache

from django.conf import settings
from django.views.generic import TemplateView

from corpus.lists import LISTS

from .live import live_addresses
from .openapi import document
from .parameters import WITHOUT

PARTS = {noun: noun.capitalize() for noun in LISTS} | {"search": "Search for names"}


@dataclass(frozen=True)
class Field:
    """A parameter, or a field of a record. ``record``: the name of the record it holds, if any; ``values``: all allowed
    values; ``samples``: example values."""

    name: str
    kind: str
    about: str
    record: str = ""
    values: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Operation:
    """One address of the API."""

    name: str
    path: str
    title: str
    about: str
    parameters: tuple[Field, ...]
    record: str
    answers: tuple[tuple[str, str], ...]
    example: str


@dataclass(frozen=True)
class Record:
    """The schema of a response or of a part of one."""

    name: str
    about: str
    fields: tuple[Field, ...]


class ReferenceView(TemplateView):
    """The page with every address, its parameters and responses, and every record with its fields."""

    template_name = "site/api_reference.html"

    def get_context_data(self):
        """Add the operations by tag, with live examples, and the records."""
        live = live_addresses()
        base = self.request.build_absolute_uri("/").removesuffix("/")
        operations = _operations()
        parts = [
            {
                "name": tag,
                "title": title,
                "operations": [(one, live.get(one.name, "")) for one in operations[tag]],
            }
            for tag, title in PARTS.items()
        ]
        rates = settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]
        return super().get_context_data(
            parts=parts,
            records=_records(),
            base=base,
            rate=_rate_in_words(rates["anon"]),
            token_rate=_rate_in_words(rates["user"]),
        )


def _rate_in_words(rate: str | None) -> str:
    """Return a rate in words: "600 a minute"."""
    return rate.replace("/", " a ").replace("a hour", "an hour") if rate else ""


@cache
def _operations() -> dict[str, list[Operation]]:
    found: dict[str, list[Operation]] = {tag: [] for tag in PARTS}
    for path, methods in document()["paths"].items():
        described = methods["get"]
        content = described["responses"]["200"]["content"]["application/json"]
        found[described["tags"][0]].append(
            Operation(
                described["operationId"],
                path,
                described["summary"],
                described["description"],
                tuple(field for one in described.get("parameters", ()) for field in _parameters(one)),
                _record_of(content["schema"]),
                tuple((status, answer["description"]) for status, answer in described["responses"].items()),
                json.dumps(content["examples"]["sample"]["value"], indent=2, ensure_ascii=False),
            )
        )
    return found


@cache
def _records() -> list[Record]:
    return [
        Record(name, schema.get("description", ""), tuple(_fields(schema)))
        for name, schema in document()["components"]["schemas"].items()
        if "properties" in schema
    ]


def _parameters(parameter: dict):
    if parameter["name"] == WITHOUT:
        yield from (_field(name, schema) for name, schema in parameter["schema"]["properties"].items())
    elif parameter["in"] != "header":
        shown = [one["value"] for one in parameter.get("examples", {}).values()]
        samples = tuple(str(one[0] if isinstance(one, list) else one) for one in shown)
        field = _field(parameter["name"], parameter["schema"], parameter["description"])
        yield replace(field, samples=() if field.values else samples, required=parameter.get("required", False))


def _fields(schema: dict):
    return (_field(name, one) for name, one in schema["properties"].items())


def _field(name: str, schema: dict, about: str = "") -> Field:
    about = about or schema.get("description", "")
    record = _record_of(schema)
    values = _enumerated(schema)
    if "properties" not in document()["components"]["schemas"].get(record, {}):
        record = ""
    return Field(name, _kind(schema), about, record, values)


def _record_of(schema: dict) -> str:
    """Return the name of the component that a schema refers to, directly or as list items; empty if there is none."""
    schema = schema.get("items", schema)
    parts = [schema, *schema.get("allOf", ()), *schema.get("oneOf", ())]
    return next((part["$ref"].rpartition("/")[2] for part in parts if "$ref" in part), "")


def _enumerated(schema: dict) -> tuple[str, ...]:
    inner = schema.get("items", schema)
    component = document()["components"]["schemas"].get(_record_of(schema), {})
    return tuple(inner.get("enum") or component.get("enum") or ())


def _kind(schema: dict) -> str:
    """Return the type in words: "list of texts", "number or null"."""
    words = {"string": "text", "integer": "number", "number": "number", "boolean": "true or false", "object": "record"}
    formats = {"date": "day", "date-time": "time", "uri": "address"}
    inner = schema.get("items", schema)
    name = _record_of(schema)
    if name:
        enumerated = "enum" in document()["components"]["schemas"][name]
        kind = "word" if enumerated else "record"
    elif "enum" in inner:
        kind = "word"
    else:
        kind = formats.get(inner.get("format"), words.get(inner.get("type"), "text"))
    if "items" in schema:
        kind = {"text": "texts", "word": "words", "record": "records"}.get(kind, f"{kind}s")
        kind = f"list of {kind}"
    return f"{kind} or null" if schema.get("nullable") else kind
