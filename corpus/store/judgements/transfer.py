"""Export and import judgements as JSON lines, so that a rebuilt corpus gets its curation back."""

import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.dateparse import parse_datetime

from corpus.models import Article, Event, Judgement, Person, Place
from corpus.store.locks import lock_writers
from corpus.store.matching.anchors import find_article, find_event, find_person, find_place

from .apply import apply
from .deferred import settle_or_defer

Kind = Judgement.Kind
_FIELDS = ("kind", "about", "value", "before", "reason", "evidence", "by_name", "undone_by_name")
_PRIVATE = ("reason", "evidence", "by_name", "undone_by_name")  # not in a dump, like `before`
_NEEDS_NO_SUBJECT = {Kind.ADD, Kind.LEAVE_OUT}  # they apply although their subject is not here yet


class InvalidJudgement(ValueError):
    """A line is not a valid judgement; the message names the line and the reason."""


@dataclass(frozen=True, slots=True)
class Imported:
    """The result of one line.

    new: it was not in this corpus before.
    lost: its subject is not in this corpus.
    """

    new: bool
    lost: bool


def export() -> Iterator[str]:
    """Yield every judgement as a JSON line, undone ones included, oldest first."""
    for row in Judgement.objects.order_by("made", "id").iterator(chunk_size=500):
        times = {"made": row.made.isoformat(), "undone": row.undone.isoformat() if row.undone else None}
        values = {"key": str(row.key), **{name: getattr(row, name) for name in _FIELDS}, **times}
        yield json.dumps(values, ensure_ascii=False, sort_keys=True)


def import_judgements(lines: Iterable[str]) -> Iterator[Imported]:
    """Import judgements in the order of the lines, each in its own transaction.

    A judgement that this corpus has already is left unchanged. One whose subject is not in this corpus is stored as a
    conflict and not applied. Raise InvalidJudgement for an invalid line.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield import_judgement(line, f"line {number}")


def import_judgement(line: str, name: str) -> Imported:
    """Import one judgement in a transaction.

    name: what error messages call the line. Raise InvalidJudgement if it is invalid.
    """
    row = _read(name, line)
    with transaction.atomic():
        lock_writers()
        return _save_and_apply(row)


def _read(name: str, line: str) -> Judgement:
    try:
        values = json.loads(line)
        values = dict.fromkeys((*_PRIVATE, "undone"), "") | {"before": {}} | values
        row = Judgement(key=uuid.UUID(values["key"]), **{name: values[name] for name in _FIELDS})
        row.made = parse_datetime(values["made"])
        row.undone = parse_datetime(values["undone"]) if values["undone"] else None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InvalidJudgement(f"{name} is not a judgement: {type(error).__name__}: {error}") from error
    if row.kind not in Kind.values or row.made is None or not isinstance(row.about, dict):
        raise InvalidJudgement(f"{name} is not a judgement: its kind or time is invalid, or it has no subject")
    if not _fits(row.value, _SHAPES[row.kind]):
        raise InvalidJudgement(f"{name} is not a judgement: its value does not fit the kind {row.kind}")
    return row


def _fits(value, shape) -> bool:
    """Return whether a value has a shape: a type, a list with the shape of its items, or a dict of shapes by key.

    The key ``...`` stands for any key; otherwise no other keys are allowed.
    """
    if isinstance(shape, list):
        return isinstance(value, list) and all(_fits(one, shape[0]) for one in value)
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return False
        if ... in shape:
            return all(_fits(one, shape[...]) for one in value.values())
        return value.keys() <= shape.keys() and all(
            _fits(value[key], inner) if key in value else key in _MAY_LACK for key, inner in shape.items()
        )
    return isinstance(value, shape)


_PARTS = [{"person": str, "role": str, "title": str}]
_MAY_LACK = {"record", "source"}  # a refused record is identified by one of the two
_SHAPES = {
    Kind.ADD: {"person": str, "name": str, "note": str, "status": str},
    Kind.MERGE: {"people": [str], "into": str},
    Kind.DIFFERENT: {"people": [str]},
    Kind.MOVE: {"mentions": {...: [list]}, "to": str | None, "new": str},
    Kind.NOBODY: {"form": str},
    Kind.NAME: {"do": str, "name": str},
    Kind.FIELD: {"field": str, "value": str | bool},
    Kind.CONFIRM: {"fields": {...: str | bool}, "participants": _PARTS},
    Kind.PARTICIPANTS: {"participants": _PARTS},
    Kind.EVENT_MERGE: {"events": [dict], "into": dict},
    Kind.EVENT_SPLIT: {"reports": {...: [int]}, "title": str},
    Kind.EVENT_DIFFERENT: {"events": [dict]},
    Kind.PLACE_MERGE: {"places": [str], "into": str},
    Kind.NO_PLACE: {},
    Kind.REPRINT: {"pair": [dict], "verdict": str},
    Kind.LEAVE_OUT: {"record": str, "source": str, "reason": str},
}


def _save_and_apply(row: Judgement) -> Imported:
    existing = Judgement.objects.filter(key=row.key).first()
    if existing and (not existing.lost or existing.undone):
        return Imported(new=False, lost=False)
    row.pk = existing.pk if existing else None  # a lost one may be found now
    subject = _subject(row)
    row.person = subject if isinstance(subject, Person) else None
    row.event = subject if isinstance(subject, Event) else None
    row.place = subject if isinstance(subject, Place) else None
    row.article = subject if isinstance(subject, Article) else None
    lost = row.kind not in _NEEDS_NO_SUBJECT and (subject is None or not _local(row))
    row.lost = lost and not row.undone
    row.conflict = "What it is about is not in this corpus." if row.lost else ""
    row.save()
    if not lost and not row.undone:
        settle_or_defer(apply(row))
    return Imported(new=True, lost=lost and not row.undone)


def _subject(row: Judgement) -> Person | Event | Article | Place | None:
    if "place" in row.about:
        return find_place(row.about["place"])
    if "person" in row.about:
        return find_person(row.about["person"])
    if "reports" in row.about or "origin" in row.about:
        return find_event(row.about)
    return find_article(row.about)


def _local(row: Judgement) -> bool:
    """Set the ids of the events concerned; return whether they, and the people referred to, are in this corpus."""
    led_to = {one["person"] for one in row.value.get("participants", [])}
    if row.kind == Kind.MOVE and not row.value["new"]:
        led_to |= {row.value["to"]} - {None}
    if Person.objects.filter(slug__in=led_to).count() < len(led_to):
        return False
    if row.kind not in (Kind.EVENT_MERGE, Kind.EVENT_DIFFERENT):
        return True
    events = [find_event(one) for one in row.value["events"]]
    if row.kind == Kind.EVENT_DIFFERENT:
        row.local = {"events": [one.pk for one in events if one]}
        return None not in events
    into = find_event(row.value["into"])
    row.local = {"events": [one.pk for one in events if one], "into": into.pk if into else None}
    return None not in (*events, into)
