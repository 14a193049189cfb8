"""Flag judgements that contradict what was read after they were made, so that a curator reviews them."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Model

from corpus.models import Event, Judgement, Mention, Person

from . import corrections

Kind = Judgement.Kind
_NOT_COMPARED = {"title", "status", "hidden"}  # a new reading of these contradicts nothing


def flag_changed_fields(row: Model, before: dict[str, list]) -> None:
    """Flag corrections of an article or event whose field has since been read with another value.

    before: the ``as_found`` of the row before this reading. A value that equals the correction is no conflict.
    """
    about = Judgement.objects.in_force().filter(**{corrections.OWNER[type(row)]: row.pk})
    for field, packed in row.as_found.items():
        if packed == before.get(field) or (field in _NOT_COMPARED and isinstance(row, Event)):
            continue
        read = corrections.read_value(row, field)
        if read and read != corrections.shown_value(row, field):
            conflict = f"Read since for {field}: {read}"
            about.filter(kind=Kind.FIELD, value__field=field).update(conflict=conflict)
            about.filter(kind=Kind.CONFIRM, value__fields__has_key=field).update(conflict=conflict)


def flag_named_together(mentions: Iterable[Mention]) -> None:
    """Flag merges of people whom one text names beside each other, unless a curator kept the merge before."""
    named: dict[tuple[int, int], set[int]] = defaultdict(set)
    for one in mentions:
        if one.person_id:
            named[one.revision_id, one.person_id].add(one.found_id or one.person_id)
    both = {pk for people in named.values() if len(people) > 1 for pk in people}
    if not both:
        return
    names = dict(Person.objects.filter(pk__in=both).values_list("slug", "name"))
    for slug, name in names.items():
        merges = Judgement.objects.in_force().filter(kind=Kind.MERGE, value__people__contains=[slug])
        for row in merges.filter(conflict="", kept=None):
            row.conflict = f"A text names both: {name} and {names.get(row.value['into'], row.value['into'])}."
            row.save(update_fields=["conflict"])


def flag_new_participants(event_id: int, read: list[int], corrected: list[int]) -> None:
    """Flag the corrected participants of an event if its reports have since named other people.

    read, corrected: ids of the people that the reports name, and of those the curator set.
    """
    kinds = (Kind.PARTICIPANTS, Kind.CONFIRM)
    row = Judgement.objects.in_force().filter(event=event_id, kind__in=kinds).last()
    known = set()
    for person in Person.objects.filter(slug__in=row.before.get("read", [])).only("merged_into"):
        known |= {person.pk, person.merged_into_id}
    more = [pk for pk in read if pk not in known and pk not in corrected]
    if more:
        names = Person.objects.filter(pk__in=more).order_by("name").values_list("name", flat=True)
        row.conflict = f"Reports read since name also: {', '.join(names)}."
        row.save(update_fields=["conflict"])


def flag_lost_mentions(wordings: Iterable[str]) -> None:
    """Flag moves of mentions in these wordings that are no longer read as names."""
    moves = Judgement.objects.in_force().filter(
        kind=Kind.MOVE, value__mentions__has_any_keys=list(wordings), conflict="", kept=None
    )
    for row in moves:
        held = set(
            Mention.objects.filter(revision__wording__in=list(row.value["mentions"])).values_list(
                "revision__wording", "part", "start"
            )
        )
        places = {(w, part, start) for w, rows in row.value["mentions"].items() for part, start, *_ in rows}
        if places - held:
            row.conflict = "Some of the places are no longer read as a name."
            row.save(update_fields=["conflict"])
