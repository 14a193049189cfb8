"""Make events of what articles report: the same occurrence in several articles is one event."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch
from rapidfuzz.fuzz import token_set_ratio

from corpus.dates import InvalidDate, bounds
from corpus.english import enumeration
from corpus.extract import ReportedEvent
from corpus.models import Article, Event, Participation, Person, Report, Revision
from corpus.models.event import EventType, Role
from corpus.models.fields import DateBasis, Status

from .places import place_key, places_for

SAME_SENTENCE = 0.8  # two sentences about one thing whose day nobody states
LIKE_SENTENCE = 0.6  # the same, where day and a participant agree


@dataclass(frozen=True, slots=True)
class EventFact:
    """One reported event with its people linked: (person, participant) in printed order; date EDTF or ""."""

    article: Article
    revision: Revision
    reported: ReportedEvent
    people: tuple[Person, ...]
    date: str
    basis: str


def dated(reported: ReportedEvent, article: Article) -> tuple[str, str]:
    """The event's date and basis: as stated, else "about" the article's own day, else nothing."""
    if reported.date:
        return reported.date, reported.date_basis or DateBasis.STATED
    if re.fullmatch(r"\d{4}-\d\d-\d\d", article.published):
        return f"{article.published}~", DateBasis.REPORTED
    return "", ""


Rank = tuple[datetime.date, str]


def _rank(article: Article, revision: Revision) -> Rank:
    """Which of several reports is read first: the earlier published, whatever came in first; then any fixed order."""
    return article.published_lower or datetime.date.max, revision.wording


@dataclass(eq=False)
class KnownEvent:
    """An event while a batch is written. parts: each person's participation, with the rank of its report."""

    event: Event
    place: str = ""
    rank: Rank = (datetime.date.max, "~")
    parts: dict[Person, tuple[Participation, Rank]] = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)
    revisions: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, event: Event) -> "KnownEvent":
        """A stored event with its participations and reports."""
        known = cls(event, event.place.key if event.place else "")
        ranks = {row.pk: _rank(row.revision.article, row.revision) for row in event.reports.all()}
        known.rank = min(ranks.values(), default=known.rank)
        known.parts = {row.person: (row, ranks.get(row.report_id, known.rank)) for row in event.participations.all()}
        known.sentences = [row.sentence for row in event.reports.all()]
        known.revisions = [row.revision_id for row in event.reports.all()]
        return known


class EventMatcher:
    """Finds or makes the Event of each fact of one batch; save() writes what is new."""

    def __init__(self, facts: Iterable[EventFact], former: dict[tuple[int, int], int] | None = None):
        """former: by revision and offset of the sentence the id of the event that an earlier extraction found there."""
        facts = list(facts)
        self._former = former or {}
        self._known: dict[tuple[str, str], list[KnownEvent]] = defaultdict(list)
        self._places = places_for({fact.reported.place for fact in facts if fact.reported.place})
        self._new: list[KnownEvent] = []
        self._participations: list[Participation] = []
        self._reread: set[Participation] = set()
        self._reports: list[Report] = []
        self.touched: set[Event] = set()
        dates = {fact.date for fact in facts if fact.date}
        rows = Event.objects.filter(date__in=dates, type__in={fact.reported.type for fact in facts})
        reports = Prefetch("reports", Report.objects.for_ranking())
        for event in rows.select_related("place").prefetch_related("participations__person", reports):
            self._known[event.type, event.date].append(KnownEvent.of(event))
        kept = Event.objects.filter(pk__in=set(self._former.values())).select_related("place")
        self._taken = {event.pk for event in kept}
        here = {known.event.pk: known for all_known in self._known.values() for known in all_known}
        self._reviewed = {
            event.pk: here.get(event.pk) or KnownEvent.of(event)
            for event in kept.prefetch_related("participations__person", reports)
            if event.status == Status.REVIEWED
        }

    def add(self, fact: EventFact) -> Event:
        """The event that this fact reports."""
        reviewed = self._reviewed.get(self._former.get((fact.revision.pk, fact.reported.start)))
        if reviewed and fact.revision.pk not in reviewed.revisions:
            self._report(reviewed, fact)
            return reviewed.event
        alike = [(_likeness(known, fact), known) for known in self._known[fact.reported.type, fact.date]]
        score, known = max(alike, key=lambda row: row[0], default=(0, None))
        if not score:
            known = self._make(fact)
        self._report(known, fact)
        return known.event

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
        """The id under which an earlier extraction knew this happening, if no event bears it now."""
        former = self._former.get((fact.revision.pk, fact.reported.start))
        if former is None or former in self._taken:
            return None
        self._taken.add(former)
        return former

    def _report(self, known: KnownEvent, fact: EventFact) -> None:
        reported, event, rank = fact.reported, known.event, _rank(fact.article, fact.revision)
        report = Report(
            event=event, revision=fact.revision, sentence=reported.sentence, start=reported.start, end=reported.end,
            date=reported.date or "", date_basis=(reported.date_basis or DateBasis.STATED) if reported.date else "",
            place_name=reported.place or "", rule=reported.rule,
            participants=[
                {"name": one.name, "role": one.role, "order": one.order, "title": one.title}
                for one in reported.participants
            ],
        )  # fmt: skip
        self._reports.append(report)
        for person, participant in zip(fact.people, reported.participants, strict=True):
            self._take_part(known, person, participant, report, rank)
        place = self._places.get(place_key(reported.place or ""))
        first = rank < known.rank
        known.rank = min(rank, known.rank)
        if event.status != Status.REVIEWED:
            if place and (first or not known.place):
                known.place, event.place = place.key, place
            if first:
                event.title = _title(reported)
        known.sentences.append(reported.sentence)
        known.revisions.append(fact.revision.pk)
        if not event._state.adding:
            self.touched.add(event)

    def _take_part(self, known: KnownEvent, person: Person, participant, report: Report, rank: Rank) -> None:
        part, rank_so_far = known.parts.get(person, (None, rank))
        if part is None:
            part = Participation(event=known.event, person=person)
            self._participations.append(part)
        elif rank >= rank_so_far or known.event.status == Status.REVIEWED:
            return
        elif part.pk:
            self._reread.add(part)
        part.role, part.order, part.title = participant.role, participant.order, participant.title
        part.report = report
        known.parts[person] = part, rank

    def save(self, version: str) -> set[int]:
        """Write new events, reports and participations; the ids of all events that gained a report."""
        Event.objects.bulk_create([known.event for known in self._new])
        Event.objects.bulk_update(self.touched, ["place", "title"])
        for row in self._reports:
            row.event_id, row.version = row.event.pk, version
        Report.objects.bulk_create(self._reports)
        for row in [*self._participations, *self._reread]:
            row.event_id, row.report_id = row.event.pk, row.report.pk
        Participation.objects.bulk_create(self._participations)
        Participation.objects.bulk_update(self._reread, ["role", "order", "title", "report"])
        return {row.event_id for row in self._reports}


def _bounds(fact: EventFact):
    """First and last day; where the year is not known, the article's own last day bounds it above."""
    try:
        lower, upper = bounds(fact.date)
    except InvalidDate:
        lower = upper = None
    return (lower, upper) if lower or upper else (None, fact.article.published_upper)


def _likeness(known: KnownEvent, fact: EventFact) -> float:
    """How surely a known event of the same type and date is the one reported; 0 where it is not.

    People, place and, where the day is only about, the sentence have to agree. Another report in the same revision is
    always another event.
    """
    reported = fact.reported
    if fact.revision.pk in known.revisions or not fact.date:
        return 0
    if not _places_agree(known.place, place_key(reported.place or "")):
        return 0
    sentence = max((token_set_ratio(one, reported.sentence) / 100 for one in known.sentences), default=0)
    ours, theirs = set(fact.people), set(known.parts)
    shared = len(ours & theirs)
    if fact.basis == DateBasis.REPORTED:
        return sentence if shared == min(len(ours), len(theirs)) and sentence >= SAME_SENTENCE else 0
    if not ours or not theirs:
        return sentence if not ours and not theirs and sentence >= LIKE_SENTENCE else 0
    if not shared or (fact.people[0] not in theirs and next(iter(known.parts)) not in ours):
        return 0
    if reported.type in _BETWEEN_TWO and not _same_ends(known, fact):
        return 0
    if min(len(ours), len(theirs)) == 1 or shared == 1:
        return sentence if sentence >= LIKE_SENTENCE else 0
    return 1 + shared + sentence


# Of these types there can be several on one day of one person, each with somebody else.
_BETWEEN_TWO = frozenset((EventType.MEETING, EventType.MESSAGE))
_ENDS = ((Role.SENDER,), (Role.RECIPIENT,), (Role.PRINCIPAL, Role.HOST, Role.COUNTERPART))


def _same_ends(known: KnownEvent, fact: EventFact) -> bool:
    """Whether those at each end are the same: who sent, who received, who met whom; one side may name fewer."""
    for roles in _ENDS:
        theirs = {person for person, (part, _) in known.parts.items() if part.role in roles}
        ours = {
            person for person, one in zip(fact.people, fact.reported.participants, strict=True) if one.role in roles
        }
        if not (ours <= theirs or theirs <= ours):
            return False
    return True


def _places_agree(one: str, other: str) -> bool:
    if not one or not other:
        return True
    ours, theirs = set(re.findall(r"\w+", one)), set(re.findall(r"\w+", other))
    return ours <= theirs or theirs <= ours


# How a title names those who took part; for the other types the place says more.
_BY_PEOPLE = {
    "meeting": "Meeting of {}",
    "visit": "Visit of {}",
    "inspection": "Inspection by {}",
    "statement": "Statement by {}",
    "agreement": "Agreement signed by {}",
    "appointment": "Appointment of {}",
}
_NAMED = 2  # people whom a title names


def _title(reported: ReportedEvent) -> str:
    """A short name: what it was, and between whom, or where, or how its sentence starts."""
    kind = EventType(reported.type).label.capitalize()
    if reported.type == EventType.MESSAGE and reported.participants:
        ends = (("from", Role.SENDER), ("to", Role.RECIPIENT))
        named = {word: [one.name for one in reported.participants if one.role == role] for word, role in ends}
        return " ".join([kind, *(f"{word} {_names(names)}" for word, names in named.items() if names)])
    names = [one.name for one in reported.participants]
    if names and reported.type in _BY_PEOPLE:
        return _BY_PEOPLE[reported.type].format(_names(names))
    if reported.place or names:
        return f"{kind}: {reported.place or _names(names)}"
    words = reported.sentence.split()
    return f"{kind}: {' '.join(words[:12])}{'…' if len(words) > 12 else ''}"


def _names(names: list[str]) -> str:
    more = len(names) - _NAMED
    return enumeration([*names[:_NAMED], f"{more} more"] if more > 1 else names)
