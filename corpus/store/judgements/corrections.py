"""Fields that a curator corrected: what was read stays beneath, and goes on being kept up to date.

A row's ``as_found`` holds, for each corrected field, the columns as they were read. Writers restore_read() a row to work on
what was read, and show_corrections() the corrections over it again before they save it.
"""

import datetime
from typing import Any

from django.db.models import Model

from corpus import dates
from corpus.models import Article, Event, Judgement, Outlet, Person, Place
from corpus.models.fields import DateBasis
from corpus.store.matching.places import place_key, places_for

Kind = Judgement.Kind

# The columns of each field that can be corrected. A date has its bounds and its basis beside it.
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
        "place": ("place_id",),
        "status": ("status",),
    },
    Person: {"name": ("name",), "note": ("note",), "status": ("status",)},
}
OWNER = {Article: "article", Event: "event", Person: "person"}


def restore_read(row: Model) -> dict[str, list]:
    """Put what was read in the place of what a curator set; returns what was set, for show_corrections()."""
    corrected = {}
    for field in row.as_found:
        columns = COLUMNS[type(row)][field]
        corrected[field] = _packed(row, columns)
        _unpack(row, columns, row.as_found[field])
    return corrected


def show_corrections(row: Model, corrected: dict[str, list]) -> None:
    """The reverse of restore_read(): what was read, as it is now, goes beneath what a curator set."""
    for field, packed in corrected.items():
        columns = COLUMNS[type(row)][field]
        row.as_found[field] = _packed(row, columns)
        _unpack(row, columns, packed)


def update_field(row: Model, field: str) -> bool:
    """Save a field as the last judgement in force has it, or as it was read; return whether that changed it."""
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
    """A field as a judgement names it: an outlet by its slug, a place by its name, a date as EDTF."""
    if field == "outlet":
        return row.outlet.slug
    if field == "place":
        return place_reference(row.place) if row.place_id else ""
    return getattr(row, field)


def read_value(row: Model, field: str) -> Any:
    """The same, as it was read, whatever a curator set."""
    corrected = restore_read(row)
    row_class = type(row)
    twin = row_class(**{column: getattr(row, column) for column in COLUMNS[row_class][field]})
    show_corrections(row, corrected)
    return shown_value(twin, field)


def _decided(row: Model, field: str) -> dict | None:
    """The value of the last judgement in force about a field. Confirming an event says all its fields."""
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
    """What the columns hold for a value. An outlet or place that this copy of the corpus lacks leaves what was read."""
    if field == "outlet":
        return [Outlet.objects.filter(slug=value).values_list("pk", flat=True).first() or row.outlet_id]
    if field == "place":
        return [find_or_create_place(value).pk if value else None]
    if field in ("published", "date"):
        lower, upper = dates.bounds(value)
        if field == "published":
            upper = upper or _latest_day(row, lower)
        return [value, _plain(lower), _plain(upper), DateBasis.CURATED if value else ""]
    return [value, False] if field == "title" and isinstance(row, Article) else [value]


def place_reference(place: Place) -> str:
    """By what a judgement tells a place: its name, or where a curator gave it another, the key by which it is known."""
    return place.name if place_key(place.name) == place.key else place.key


def find_or_create_place(name: str) -> Place:
    """The place of this name or key, made where there is none."""
    return places_for({name})[place_key(name)]


def _latest_day(article: Article, lower: datetime.date | None) -> datetime.date | None:
    """Where a date has no end: it was published by the day on which it was first seen."""
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
