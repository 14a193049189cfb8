"""Fields that curators corrected: the value read is kept beneath the correction, and kept up to date.

A row's ``as_found`` holds the columns of each corrected field as they were read. Writers call restore_read() to work on
what was read, and show_corrections() before they save the row.
"""

import datetime
from typing import Any

from django.db.models import Model

from corpus import dates
from corpus.models import Article, Event, Judgement, Outlet, Person, Place
from corpus.models.fields import DateBasis

from .places import find_or_create_place, place_key, shown_as

Kind = Judgement.Kind

# The columns of each field that can be corrected. A date includes its bounds and its basis.
COLUMNS: dict[type[Model], dict[str, tuple[str, ...]]] = {
    Article: {
        "title": ("title", "title_derived"),
        "outlet": ("outlet_id",),
        "language": ("language",),
        "byline": ("byline",),
        "published": ("published", "published_lower", "published_upper", "published_basis"),
        "hidden": ("hidden",),
    },
    Event: {
        "type": ("type",),
        "title": ("title",),
        "date": ("date", "date_lower", "date_upper", "date_basis"),
        "place": ("place_id", "found_place_id"),
        "status": ("status",),
    },
    Person: {"name": ("name",), "note": ("note",), "status": ("status",)},
}
OWNER = {Article: "article", Event: "event", Person: "person", Place: "place"}


def restore_read(row: Model) -> dict[str, list]:
    """Replace corrected values by the values read; return the corrected ones, for show_corrections()."""
    corrected = {}
    for field in row.as_found:
        columns = COLUMNS[type(row)][field]
        corrected[field] = _packed(row, columns)
        _unpack(row, columns, row.as_found[field])
    return corrected


def show_corrections(row: Model, corrected: dict[str, list]) -> None:
    """Store the present values in ``as_found``, and show the corrected ones again: the reverse of restore_read()."""
    for field, packed in corrected.items():
        columns = COLUMNS[type(row)][field]
        row.as_found[field] = _packed(row, columns)
        _unpack(row, columns, packed)


def update_field(row: Model, field: str) -> bool:
    """Save a field as the last judgement in force sets it, or else as it was read; return whether it changed."""
    columns = COLUMNS[type(row)][field]
    shown = _packed(row, columns)
    if field in row.as_found:
        _unpack(row, columns, row.as_found.pop(field))
    value = _decided(row, field)
    if value is not None:
        row.as_found[field] = _packed(row, columns)
        _unpack(row, columns, _columns_of(row, field, value["value"]))
    row.save(update_fields=[*columns, "as_found"])
    return _packed(row, columns) != shown


def shown_value(row: Model, field: str) -> Any:
    """Return a field's value as judgements express it: an outlet by its slug, a place by its name, a date as EDTF."""
    if field == "outlet":
        return row.outlet.slug
    if field == "place":
        return place_reference(row.place) if row.place_id else ""
    return getattr(row, field)


def read_value(row: Model, field: str) -> Any:
    """Return a field's value as it was read, regardless of corrections, in the form of shown_value()."""
    corrected = restore_read(row)
    row_class = type(row)
    twin = row_class(**{column: getattr(row, column) for column in COLUMNS[row_class][field]})
    show_corrections(row, corrected)
    return shown_value(twin, field)


def _decided(row: Model, field: str) -> dict | None:
    """Return the value of the last judgement in force about a field. Confirming an event decides all its fields."""
    about = Judgement.objects.in_force().filter(**{OWNER[type(row)]: row.pk})
    kinds = [Kind.FIELD, Kind.CONFIRM] if isinstance(row, Event) else [Kind.FIELD]
    last = None
    for one in about.filter(kind__in=kinds):
        if one.kind == Kind.FIELD and one.value["field"] == field:
            last = one.value
        elif one.kind == Kind.CONFIRM and field in one.value["fields"]:
            last = {"value": one.value["fields"][field]}
    if field == "name":
        names = about.filter(kind=Kind.NAME, value__do="prefer").last()
        last = {"value": names.value["name"]} if names else None
    return last


def _columns_of(row: Model, field: str, value: Any) -> list:
    """Return the columns that store a value.

    An outlet that does not exist in this copy of the corpus leaves the outlet that was read.
    """
    if field == "outlet":
        return [Outlet.objects.filter(slug=value).values_list("pk", flat=True).first() or row.outlet_id]
    if field == "place":
        return [*shown_as(find_or_create_place(value) if value else None)]
    if field in ("published", "date"):
        lower, upper = dates.bounds(value)
        if field == "published":
            upper = upper or _latest_day(row, lower)
        return [value, _plain(lower), _plain(upper), DateBasis.CURATED if value else ""]
    return [value, False] if field == "title" and isinstance(row, Article) else [value]


def place_reference(place: Place) -> str:
    """Return what judgements call a place: its name, or its key if a curator renamed it."""
    return place.name if place_key(place.name) == place.key else place.key


def _latest_day(article: Article, lower: datetime.date | None) -> datetime.date | None:
    """Return the day by which an article was first seen, as the upper bound of a date without an end."""
    seen = (
        article.captures.exclude(captured_at=None).order_by("captured_at").values_list("captured_at", flat=True).first()
    )
    known = None if article.published_lower else article.published_upper
    days = [day for day in (known, seen and seen.date()) if day and not (lower and day < lower)]
    return min(days, default=None)


def _packed(row: Model, columns: tuple[str, ...]) -> list:
    return [_plain(getattr(row, column)) for column in columns]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _unpack(row: Model, columns: tuple[str, ...], packed: list) -> None:
    for column, value in zip(columns, packed, strict=True):
        is_day = column.endswith(("_lower", "_upper")) and value is not None
        setattr(row, column, datetime.date.fromisoformat(value) if is_day else value)
