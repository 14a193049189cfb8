"""The description of a dump: a Data Package (specs.frictionlessdata.io) with a table schema for each file."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from rest_framework import serializers

from corpus.extract import VERSION
from corpus.ingest.containers.dump import FORMAT
from corpus.models import Outlet

from .resources import Resource

RIGHTS = (
    "Texts belong to their publishers and are given as evidence, for reading, quoting and research. What Dateline adds "
    "to them (who is named, what happened, when and where) are facts."
)
_TYPES = (
    (serializers.BooleanField, "boolean"),
    (serializers.IntegerField, "integer"),
    (serializers.FloatField, "number"),
    (serializers.DateTimeField, "datetime"),
    (serializers.DateField, "date"),
    (serializers.ListField, "array"),
    (serializers.ListSerializer, "array"),
    (serializers.BaseSerializer, "object"),
    (serializers.JSONField, "object"),
)
_METHODS = {bool: "boolean", int: "integer", list: "array"}


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file of a dump. size, hash: the length and SHA-256 of its bytes on disk."""

    resource: Resource
    path: str
    rows: int
    size: int
    hash: str


def description_of(files: list[WrittenFile], *, created: datetime.datetime, version: int) -> dict:
    """Return datapackage.json as plain types. version: the corpus version."""
    sources = Outlet.objects.exclude(homepage="").order_by("name").values_list("name", "homepage")
    return {
        "profile": "data-package",
        "name": "dateline-corpus",
        "title": f"{settings.SITE_NAME}: the public corpus",
        "description": "State media as evidence: captures, articles, people, events. manage.py ingest reads it back.",
        "created": created.isoformat(timespec="seconds"),
        "version": f"{created:%Y.%m.%d}",
        "licenses": [{"name": "other-closed", "title": RIGHTS}],
        "sources": [{"title": name, "path": homepage} for name, homepage in sources],
        "dateline": {"format": FORMAT, "corpus": version, "extractor": VERSION},
        "resources": [_resource(one) for one in files],
    }


def _resource(file: WrittenFile) -> dict:
    resource = file.resource
    described = {
        "name": resource.name,
        "title": resource.title,
        "description": " ".join(resource.record.__doc__.split()),
        "path": file.path,
        "format": "jsonl",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.hash}",
        "rows": file.rows,
        "schema": {"fields": [_field(name, field) for name, field in resource.fields().items()]},
    }
    if file.path.endswith(".gz"):
        described["compression"] = "gz"
    if resource.key:
        described["schema"]["primaryKey"] = [resource.key]
    if resource.refers:
        described["schema"]["foreignKeys"] = [
            {"fields": [field], "reference": {"resource": other, "fields": [there]}}
            for field, other, there in resource.refers
        ]
    return described


def _field(name: str, field: serializers.Field) -> dict:
    if isinstance(field, serializers.SerializerMethodField):
        kind = _METHODS[getattr(type(field.parent), field.method_name).__annotations__["return"]]
    else:
        kind = next((kind for shape, kind in _TYPES if isinstance(field, shape)), "string")
    help_text = "Its number in this portal." if name == "id" else str(field.help_text or "")
    described = {"name": name, "type": kind, "description": help_text}
    if isinstance(field, serializers.ChoiceField):
        words = "; ".join(f"{value}: {label}" for value, label in field.choices.items() if value)
        described["description"] = f"{described['description']} {words}".strip()
    return described
