"""Match reported events with stored ones: the same occurrence in several articles is one event."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.text import get_text_list

from corpus.dates import InvalidDate, bounds
from corpus.event_types import EVENT_TYPES
from corpus.extract import Participant, ReportedEvent
from corpus.models import Article, Event, Person, Report, Revision
from corpus.models.event import EventType, Role
from corpus.models.fields import DateBasis

from . import conflicts, corrections, event_resolver
from .places import place_key, places_for
from .similarity import similarity

Rank = tuple[datetime.date, str, int]


def rank_of(report: Report) -> Rank:
    """Return the sort key of an event's reports: the day of publication, then the wording.

    It does not depend on the order of ingest.
    """
    revision = report.revision
    return revision.article.published_lower or datetime.date.max, revision.wording, report.start


@dataclass(frozen=True, slots=True)
class EventFact:
    """One reported event with its linked people, in the order of its participants. date: EDTF, or ""."""

    article: Article
    revision: Revision
    reported: ReportedEvent
    people: tuple[Person, ...]
    date: str
    basis: str


def dated(reported: ReportedEvent, article: Article) -> tuple[str, str]:
    """Return the event's date and basis: as stated, else "about" the article's own day, else two empty strings."""
    if reported.date:
        return reported.date, reported.date_basis or DateBasis.STATED
    if re.fullmatch(r"\d{4}-\d\d-\d\d", article.published):
        return f"{article.published}~", DateBasis.REPORTED
    return "", ""


@dataclass(eq=False)
class KnownEvent:
    """An event while a batch is written, with the values read, regardless of corrections.

    parts: the role of each person by id, from the first report that names them, in printed order.
    """

    event: Event
    place: str = ""
    rank: Rank = (datetime.date.max, "~", 0)
    parts: dict[int, str] = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)
    revisions: list[int] = field(default_factory=list)
    corrected: dict[str, list] = field(default_factory=dict)

    @classmethod
    def of(cls, event: Event, reports: list[Report]) -> "KnownEvent":
        """Return a stored event with the reports that were matched with it."""
        corrected = corrections.restore_read(event)
        known = cls(event, event.place.key if event.place else "", corrected=corrected)
        known.rank = min(map(rank_of, reports), default=known.rank)
        named = [(one, report) for report in sorted(reports, key=rank_of) for one in report.participants]
        parts = {}
        for one, _ in named:
            if one.get("person"):
                parts.setdefault(one["person"], (one["order"], one["role"]))
        known.parts = {person: role for person, (_, role) in sorted(parts.items(), key=lambda row: row[1][0])}
        known.sentences = [row.sentence for row in reports]
        known.revisions = [row.revision_id for row in reports]
        return known


class EventMatcher:
    """Finds or creates the Event of each fact of a batch; save() writes them."""

    def __init__(self, facts: Iterable[EventFact], former: dict[tuple[int, int], int] | None = None):
        """Load the stored events that these facts may report.

        former: the ids of events that an earlier extraction found, by revision and offset of the sentence.
        """
        facts = list(facts)
        self._former = former or {}
        self._known: dict[tuple[str, str], list[KnownEvent]] = defaultdict(list)
        self._places = places_for({fact.reported.place for fact in facts if fact.reported.place})
        self._new: list[KnownEvent] = []
        self._reports: list[tuple[KnownEvent, Report]] = []
        self._touched: dict[int, KnownEvent] = {}
        days, former_ids = {fact.date for fact in facts if fact.date}, set(self._former.values())
        alike = Q(date__in=days, type__in={fact.reported.type for fact in facts})
        set_otherwise = Q(judged=True, as_found__date__0__in=list(days))
        rows = Event.objects.filter(alike | set_otherwise | Q(pk__in=former_ids), origin=None)
        rows = list(rows.select_related("place"))
        reports = defaultdict(list)
        for report in Report.objects.found_as([event.pk for event in rows]).for_ranking():
            reports[report.found_id or report.event_id].append(report)
        known = [KnownEvent.of(event, reports[event.pk]) for event in rows]
        for one in known:
            if one.event.date in days:
                self._known[one.event.type, one.event.date].append(one)
        self._taken = {one.event.pk for one in known if one.event.pk in former_ids}
        self._judged = {one.event.pk: one for one in known if one.event.pk in former_ids and one.event.judged}

    def add(self, fact: EventFact) -> None:
        """Add the fact as a report of the event it describes."""
        judged = self._judged.get(self._former.get((fact.revision.pk, fact.reported.start)))
        if judged and fact.revision.pk not in judged.revisions:
            self._report(judged, fact)
            return
        alike = [(similarity(known, fact), known) for known in self._known[fact.reported.type, fact.date]]
        score, known = max(alike, key=lambda row: row[0], default=(0, None))
        if not score:
            known = self._make(fact)
        self._report(known, fact)

    def _make(self, fact: EventFact) -> KnownEvent:
        reported = fact.reported
        lower, upper = _bounds(fact)
        place = self._places.get(place_key(reported.place or ""))
        event = Event(
            pk=self._former_id(fact), type=reported.type, title=_title(reported), date=fact.date, date_basis=fact.basis,
            date_lower=lower, date_upper=upper, place=place,
        )  # fmt: skip
        known = KnownEvent(event, place.key if place else "")
        self._new.append(known)
        if fact.date:
            self._known[reported.type, fact.date].append(known)
        return known

    def _former_id(self, fact: EventFact) -> int | None:
        """Return the id that an earlier extraction gave this event, if no other event has it now."""
        former = self._former.get((fact.revision.pk, fact.reported.start))
        if former is None or former in self._taken:
            return None
        self._taken.add(former)
        return former

    def _report(self, known: KnownEvent, fact: EventFact) -> None:
        reported, event = fact.reported, known.event
        rank = fact.article.published_lower or datetime.date.max, fact.revision.wording, reported.start
        report = Report(
            revision=fact.revision, sentence=reported.sentence, start=reported.start, end=reported.end,
            date=reported.date or "", date_basis=(reported.date_basis or DateBasis.STATED) if reported.date else "",
            place_name=reported.place or "", rule=reported.rule,
            participants=[
                _printed(fact, person, one) for person, one in zip(fact.people, reported.participants, strict=True)
            ],
        )  # fmt: skip
        self._reports.append((known, report))
        for person, participant in zip(fact.people, reported.participants, strict=True):
            known.parts.setdefault(person.pk, participant.role)
        place = self._places.get(place_key(reported.place or ""))
        first = rank < known.rank
        known.rank = min(rank, known.rank)
        if place and (first or not known.place):
            known.place, event.place = place.key, place
        if first:
            event.title = _title(reported)
        known.sentences.append(reported.sentence)
        known.revisions.append(fact.revision.pk)
        if not event._state.adding:
            self._touched[event.pk] = known

    def save(self, version: str) -> tuple[list[Report], set[int]]:
        """Write new events and the reports.

        Return the reports of new events, and the ids of all events that gained one, as matched and as shown.
        """
        Event.objects.bulk_create([known.event for known in self._new])
        touched = [known.event for known in self._touched.values()]
        for known in self._touched.values():
            before = dict(known.event.as_found)
            corrections.show_corrections(known.event, known.corrected)
            if known.corrected:
                conflicts.flag_changed_fields(known.event, before)
        Event.objects.bulk_update(touched, ["place", "title", "as_found"])
        reports = []
        for known, row in self._reports:
            row.event, row.version = known.event, version
            reports.append(row)
        event_resolver.resolve(reports)
        Report.objects.bulk_create(reports)
        new = {known.event.pk for known in self._new}
        gained = {pk for row in reports for pk in (row.event_id, row.found_id) if pk}
        return [row for row in reports if row.event_id in new], gained


def _printed(fact: EventFact, person: Person, one: Participant) -> dict:
    """Return a participant as a report keeps it, with the sentence that names them if it is another than its own."""
    printed = {"name": one.name, "role": one.role, "order": one.order, "title": one.title, "person": person.pk}
    if (one.start, one.end) != (fact.reported.start, fact.reported.end):
        printed |= {"sentence": fact.revision.text[one.start : one.end], "start": one.start, "end": one.end}
    return printed


def _bounds(fact: EventFact):
    """Return the first and last day; if the year is unknown, the article's last day is the upper bound."""
    try:
        lower, upper = bounds(fact.date)
    except InvalidDate:
        lower = upper = None
    return (lower, upper) if lower or upper else (None, fact.article.published_upper)


_NAMED = 2  # people named in a title


def _title(reported: ReportedEvent) -> str:
    """Return a short title: the type of event with its people, its place, or the first words of its sentence."""
    kind = EVENT_TYPES[reported.type].label.capitalize()
    if reported.type == EventType.MESSAGE and reported.participants:
        ends = (("from", Role.SENDER), ("to", Role.RECIPIENT))
        named = {word: [one.name for one in reported.participants if one.role == role] for word, role in ends}
        return " ".join([kind, *(f"{word} {_names(names)}" for word, names in named.items() if names)])
    names = [one.name for one in reported.participants]
    if names and (template := EVENT_TYPES[reported.type].title):
        return template.format(_names(names))
    if reported.place or names:
        return f"{kind}: {reported.place or _names(names)}"
    words = reported.sentence.split()
    return f"{kind}: {' '.join(words[:12])}{'…' if len(words) > 12 else ''}"


def _names(names: list[str]) -> str:
    more = len(names) - _NAMED
    return get_text_list([*names[:_NAMED], f"{more} more"] if more > 1 else names, "and")
