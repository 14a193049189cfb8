"""The decisions that curators can make, as values for decide()."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from corpus.models import (
    Article,
    Event,
    Judgement,
    Mention,
    Outcome,
    Participation,
    Person,
    PersonName,
    Place,
    Report,
    Reprint,
)
from corpus.store.derived import participants
from corpus.store.loading import refusals
from corpus.store.matching import corrections
from corpus.store.matching.anchors import anchor_of, event_anchor

from .apply import is_created_by_curator, new_slug

Kind = Judgement.Kind
EVENT_FIELDS = ("type", "title", "date", "place")  # the fields that confirming an event decides


class Impossible(ValueError):
    """The decision makes no sense; the message is shown to the curator."""


@dataclass(frozen=True)
class Decision:
    """A decision about one person, event, article, place or record.

    value: what is decided, in portable terms.
    local: the ids of rows in this copy of the corpus.
    before: the values shown and read when it was made.
    evidence: the sentence or words it rests on.
    """

    kind: str
    about: Person | Event | Article | Place | Outcome
    value: dict
    local: dict = field(default_factory=dict)
    before: dict = field(default_factory=dict)
    evidence: str = ""


def add(person: Person) -> Decision:
    """Add a person whom no text names. ``person`` is unsaved and has a name, slug, note and status."""
    fields = {"name": person.name, "note": person.note, "status": person.status}
    return Decision(Kind.ADD, person, {"person": person.slug, **fields})


def merge(people: Iterable[Person], into: Person) -> Decision:
    """Merge people into one, whose page stays."""
    others = [one for one in people if one.pk != into.pk]
    if not others:
        raise Impossible("Choose at least two people.")
    for one in (into, *others):
        if one.merged_into_id:
            raise Impossible(f"{one.name} is merged already: choose the page that stands for it.")
        if one.nobody:
            raise Impossible(f"{one.name} was found to be no person: take that back first.")
    counts = {one.slug: one.article_count for one in (into, *others)}
    value = {"people": sorted(one.slug for one in others), "into": into.slug}
    return Decision(Kind.MERGE, into, value, before={"articles": counts})


def different(one: Person, other: Person) -> Decision:
    """Decide that two people with similar names are different."""
    return Decision(Kind.DIFFERENT, one, {"people": sorted((one.slug, other.slug))})


def move(mentions: Iterable[Mention], source: Person, to: Person | None = None, *, new: str = "") -> Decision:
    """Decide that these mentions name somebody else: another person, a new one of this name, or nobody."""
    places: dict[str, list] = defaultdict(list)
    first = ""
    for one in mentions:
        places[one.revision.wording].append([one.part, one.start, one.surface])
        first = first or one.surface
    if not places:
        raise Impossible("Choose at least one place.")
    if to and to.pk == source.pk:
        raise Impossible("They are this person’s already.")
    name = " ".join(new.split())[:200]
    if new and not name:
        raise Impossible("A name has letters.")
    slug = to.slug if to else new_slug(name) if name else None
    if to and is_created_by_curator(to.slug):
        name = to.name  # so that another copy of the corpus can create this person too
    return Decision(Kind.MOVE, source, {"mentions": dict(places), "to": slug, "new": name}, evidence=first)


def nobody(person: Person, form: str = "") -> Decision:
    """Decide that this is not a person, or only not where the name has exactly this ``form``."""
    return Decision(Kind.NOBODY, person, {"form": form})


def name(person: Person, do: str, words: str) -> Decision:
    """Add or hide a name, or show it as the person's own.

    do: "add", "hide" or "prefer".
    """
    plain = " ".join(words.split())[:200]
    if not any(letter.isalpha() for letter in plain):
        raise Impossible("A name has letters.")
    held = PersonName.objects.shown_of([person.pk]).filter(name=plain)
    if do == "hide" and (plain == person.name or not held.exists()):
        raise Impossible("The name shown cannot be hidden: prefer another one first.")
    return Decision(Kind.NAME, person, {"do": do, "name": plain}, before={"name": person.name})


def correct(row: Person | Event | Article, field: str, value: Any) -> Decision:
    """Set a field: an outlet by its slug, a place by its name, a date as EDTF.

    Setting the present value protects the field from later readings.
    """
    if field not in corrections.COLUMNS[type(row)]:
        raise Impossible(f"{field} cannot be corrected.")
    before = {"shown": corrections.shown_value(row, field), "read": corrections.read_value(row, field)}
    return Decision(Kind.FIELD, row, {"field": field, "value": value}, before=before, evidence=_sentence(row))


def confirm(event: Event) -> Decision:
    """Confirm all that is shown of an event, and protect it from later readings."""
    fields = {name: corrections.shown_value(event, name) for name in EVENT_FIELDS} | {"status": "reviewed"}
    rows = [(one.person, one.role, one.title) for one in event.participations.select_related("person")]
    value = {"fields": fields, "participants": _rows(rows)}
    return Decision(Kind.CONFIRM, event, value, before=read_and_shown(event), evidence=_sentence(event))


def reject(event: Event) -> Decision:
    """Reject an event: no report describes it."""
    return correct(event, "status", "rejected")


def set_participants(event: Event, rows: Iterable[tuple[Person, str, str]]) -> Decision:
    """Set the participants of an event, as (person, role, title) in order."""
    value = {"participants": _rows(rows)}
    people = [one["person"] for one in value["participants"]]
    if len(people) != len(set(people)):
        raise Impossible("Each person can take part once.")
    return Decision(Kind.PARTICIPANTS, event, value, before=read_and_shown(event), evidence=_sentence(event))


def merge_events(events: Iterable[Event], into: Event) -> Decision:
    """Merge events into one, whose page stays."""
    others = [one for one in events if one.pk != into.pk]
    if not others:
        raise Impossible("Choose at least two events.")
    if any(one.merged_into_id for one in (into, *others)):
        raise Impossible("One of them is merged already: choose the page that stands for it.")
    value = {"events": [event_anchor(one) for one in others], "into": event_anchor(into)}
    local = {"events": [one.pk for one in others], "into": into.pk}
    return Decision(Kind.EVENT_MERGE, into, value, local, evidence=_sentence(into))


def different_events(one: Event, other: Event) -> Decision:
    """Decide that two events that are likely to be one are two."""
    if one.pk == other.pk:
        raise Impossible("They are one event already.")
    value, local = {"events": [event_anchor(one), event_anchor(other)]}, {"events": [one.pk, other.pk]}
    return Decision(Kind.EVENT_DIFFERENT, one, value, local, evidence=_sentence(one))


def merge_places(places: Iterable[Place], into: Place) -> Decision:
    """Merge places into one, whose page stays."""
    others = [one for one in places if one.pk != into.pk]
    if not others:
        raise Impossible("Choose at least two places.")
    for one in (into, *others):
        if one.merged_into_id:
            raise Impossible(f"{one.name} is merged already: choose the page that stands for it.")
        if one.nowhere:
            raise Impossible(f"{one.name} was found to be no place: take that back first.")
    counts = {one.key: one.event_count for one in (into, *others)}
    value = {"places": sorted(one.key for one in others), "into": into.key}
    return Decision(Kind.PLACE_MERGE, into, value, before={"events": counts})


def no_place(place: Place) -> Decision:
    """Decide that a name that was read as a place is none."""
    if place.merged_into_id:
        raise Impossible(f"{place.name} is merged: choose the page that stands for it.")
    if place.nowhere:
        raise Impossible(f"{place.name} was found to be no place already.")
    return Decision(Kind.NO_PLACE, place, {})


def split_event(event: Event, reports: Iterable[Report], title: str = "") -> Decision:
    """Decide that these reports describe another event."""
    chosen: dict[str, list[int]] = defaultdict(list)
    for one in reports:
        chosen[one.revision.wording].append(one.start)
    number = sum(map(len, chosen.values()))
    if not number or number == event.reports.count():
        raise Impossible("Choose some of the reports, and not all.")
    return Decision(Kind.EVENT_SPLIT, event, {"reports": dict(chosen), "title": title}, evidence=_sentence(event))


def judge_reprint(pair: Reprint, verdict: str) -> Decision:
    """Decide that two articles are reprints of each other (``confirmed``) or not (``cut``)."""
    return Decision(
        Kind.REPRINT, pair.first, {"pair": [anchor_of(pair.first), anchor_of(pair.second)], "verdict": verdict}
    )


def leave_out(outcome: Outcome) -> Decision:
    """Decide that a refused record does not belong into the corpus."""
    return Decision(Kind.LEAVE_OUT, outcome, refusals.record_key(outcome), evidence=outcome.reason)


def _rows(rows: Iterable[tuple[Person, str, str]]) -> list[dict]:
    return [{"person": person.slug, "role": role, "title": title} for person, role, title in rows]


def read_and_shown(event: Event) -> dict:
    """Return the participants of an event as its reports name them and as they are shown."""
    read = participants.parts_of([event.pk], as_read=True)[event.pk]
    slugs = dict(Person.objects.filter(pk__in=[part.person_id for part in read]).values_list("pk", "slug"))
    shown = Participation.objects.filter(event=event).select_related("person")
    return {
        "read": [slugs[part.person_id] for part in read],
        "shown": [[one.person.slug, one.role, one.title] for one in shown],
    }


def _sentence(row: Person | Event | Article) -> str:
    if not isinstance(row, Event):
        return ""
    return Report.objects.filter(event=row).order_by("pk").values_list("sentence", flat=True).first() or ""
