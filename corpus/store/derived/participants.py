"""Participations: who took part in an event, as its reports print it and as curators corrected it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from corpus.models import Judgement, Mention, Participation, Person, Report
from corpus.store.copying import copy_in
from corpus.store.matching import conflicts
from corpus.store.matching.events.matcher import rank_of
from corpus.store.matching.resolver import Resolver, read_as

Kind = Judgement.Kind


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part in an event. sentence: the one that names them, with its offsets; empty if no report does."""

    person_id: int
    role: str
    order: int
    title: str
    report_id: int | None
    sentence: str = ""
    start: int | None = None
    end: int | None = None


def rewrite(event_ids: Iterable[int], batch: int = 200) -> None:
    """Derive the participations of these events from their reports and the decisions about them."""
    ids = sorted(set(event_ids))
    for start in range(0, len(ids), batch):
        _rewrite(ids[start : start + batch])


def of_new_events(
    reports: Iterable[Report], mentions: Iterable[Mention], resolver: Resolver
) -> tuple[Participation, ...]:
    """Return the unsaved participations of events that have no other reports and no decisions.

    ``mentions``: the mentions in the reports' revisions.
    """
    mentions = sorted(mentions, key=lambda one: (one.part, one.start))
    parts = _as_printed(reports, mentions, resolver)
    return tuple(_participation(event, part) for event, found in parts.items() for part in found)


def _participation(event: int, part: Part) -> Participation:
    return Participation(event_id=event, **asdict(part))


def _rewrite(ids: list[int]) -> None:
    parts = parts_of(ids)
    held: dict[tuple[int, int], Participation] = {}
    for row in Participation.objects.filter(event__in=ids):
        held[row.event_id, row.person_id] = row
    new, changed = [], []
    for event, wanted in parts.items():
        for part in wanted:
            row, now = held.pop((event, part.person_id), None), asdict(part)
            if row is None:
                new.append(_participation(event, part))
            elif any(getattr(row, name) != value for name, value in now.items()):
                for name, value in now.items():
                    setattr(row, name, value)
                changed.append(row)
    Participation.objects.filter(pk__in=[row.pk for row in held.values()]).delete()
    Participation.objects.bulk_update(changed, ["role", "order", "title", "report", "sentence", "start", "end"])
    copy_in(new)


def parts_of(ids: list[int], *, as_read: bool = False) -> dict[int, list[Part]]:
    """Return by event the part of each person, in printed order.

    as_read: ignore the participants that curators set.
    """
    reports = list(Report.objects.filter(event__in=ids).for_ranking())
    revisions = {row.revision_id: row.revision.wording for row in reports}
    read = _read(reports)
    mentions = Mention.objects.found_as(list(read)).filter(revision__in=list(revisions)).order_by("part", "start")
    corrected = {} if as_read else corrections(ids)
    found = {event: [] for event in ids} | _as_printed(reports, mentions, Resolver(read, revisions.items()))
    first = {}
    for row in sorted(reports, key=rank_of, reverse=True):
        first[row.event_id] = row.pk
    for event, rows in corrected.items():
        read_here = {part.person_id: part for part in found[event]}
        conflicts.flag_new_participants(event, list(read_here), [person for person, _ in rows])
        found[event] = [
            replace(
                read_here.get(person) or Part(person, "", 0, "", first.get(event)),
                role=one["role"], order=order, title=one["title"],
            )
            for order, (person, one) in enumerate(rows, 1)
        ]  # fmt: skip
    return found


def _read(reports: Iterable[Report]) -> set[int]:
    """Return the ids of the people that the participants of these reports were read as."""
    return {one["person"] for row in reports for one in row.participants if one.get("person")}


def _as_printed(reports: Iterable[Report], mentions: Iterable[Mention], resolver: Resolver) -> dict[int, list[Part]]:
    """Return by event the part of each person, as the earliest report that names them prints it.

    ``mentions``: the mentions in the reports' revisions, in order. A decision about a mention applies to the
    participant too.
    """
    printed: dict[tuple[int, int], list[Mention]] = defaultdict(list)
    for mention in mentions:
        printed[mention.revision_id, read_as(mention)].append(mention)
    found: dict[int, list[Part]] = defaultdict(list)
    for row in sorted(reports, key=rank_of):
        taken = {part.person_id for part in found[row.event_id]}
        for one in row.participants:
            if not (person := one.get("person")):
                continue
            said = one if "sentence" in one else {"sentence": row.sentence, "start": row.start, "end": row.end}
            start, end = said["start"], said["end"]
            shown = resolver.participant(person, row.revision_id, (start, end), printed[row.revision_id, person])
            if shown and shown not in taken:
                taken.add(shown)
                part = Part(shown, one["role"], one["order"], one["title"], row.pk, said["sentence"], start, end)
                found[row.event_id].append(part)
    return found


def corrections(ids: list[int]) -> dict[int, list[tuple[int, dict]]]:
    """Return by event the participants that a curator set last, each with the id of the person shown."""
    kinds = (Kind.PARTICIPANTS, Kind.CONFIRM)
    last = {row.event_id: row for row in Judgement.objects.in_force().filter(event__in=ids, kind__in=kinds)}
    slugs = {one["person"] for row in last.values() for one in row.value["participants"]}
    people = {row.slug: row for row in Person.objects.filter(slug__in=slugs).select_related("merged_into")}
    found = {}
    for event, row in last.items():
        rows, taken = [], set()
        for one in row.value["participants"]:
            person = people.get(one["person"])
            shown = person and (person.merged_into or person)
            if shown and not shown.nobody and shown.pk not in taken:
                taken.add(shown.pk)
                rows.append((shown.pk, one))
        found[event] = rows
    return found
