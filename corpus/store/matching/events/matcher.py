"""Match reported events with stored ones: the same occurrence in several articles is one event."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q

from corpus.extract import Participant, ReportedEvent
from corpus.models import Article, Event, Person, Report, Revision
from corpus.models.fields import DateBasis
from corpus.store.copying import copy_in, reserve_ids
from corpus.store.matching import conflicts, corrections
from corpus.store.matching.places import places_for, shown_as

from . import event_resolver, proposals
from .accounts import Account, Named, Rank
from .agreement import BEFORE, LONGEST, Verdict, agree, may_agree
from .clusters import Cluster, clusters, components
from .titles import title_of

Days = tuple[datetime.date, datetime.date]  # the first and the last


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

    def account(self) -> Account:
        """Return the fact in the form in which it is compared with others."""
        reported, article, revision = self.reported, self.article, self.revision
        people = zip(self.people, reported.participants, strict=True)
        return Account(
            source=revision.pk, type=reported.type, rule=reported.rule, sentence=reported.sentence,
            start=reported.start, date=self.date, basis=self.basis, place_name=reported.place or "",
            people=tuple(Named(person.pk, one.role, one.name, one.title) for person, one in people),
            rank=(article.published_lower or datetime.date.max, revision.wording, reported.start),
            headline="" if article.title_derived else revision.title, text=revision.text,
        )  # fmt: skip


def dated(reported: ReportedEvent, article: Article) -> tuple[str, str]:
    """Return the event's date and basis: as stated, else "about" the article's own day, else two empty strings."""
    if reported.date:
        return reported.date, reported.date_basis or DateBasis.STATED
    return about(article.published)


def about(published: str) -> tuple[str, str]:
    """Return the date and basis of an event that is dated by its report only; two empty strings without a day."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", published):
        return f"{published}~", DateBasis.REPORTED
    return "", ""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a matcher wrote.

    unsaved: the new and changed events, which the caller saves.
    first_reports: the reports of new events.
    gained: the ids of all events that gained or lost a report, as matched and as shown.
    articles: the ids of articles whose reports now describe another event.
    """

    unsaved: tuple[Event, ...]
    first_reports: list[Report]
    gained: set[int]
    articles: set[int]


@dataclass(eq=False)
class _Known:
    """A stored event with its type as it was read, and the accounts that were matched with it."""

    pk: int
    type: str
    judged: bool
    accounts: Cluster = field(default_factory=list)


@dataclass(eq=False)
class _Stored(Account):
    """An account that is stored as a report.

    known: the event it was matched with. shown: the id of the event it is shown with.
    """

    report: int = 0
    article: int = 0
    published_upper: datetime.date | None = None
    shown: int = 0
    known: _Known | None = None


class EventMatcher:
    """Finds or makes the Event of each fact of a batch; save() writes the reports.

    Reports that are stored already are matched again if a new one agrees with them, so that the events are the same
    whatever the order of ingest. Those of events that a curator judged stay where they are.
    """

    def __init__(self, facts: Iterable[EventFact], former: dict[tuple[int, int], int] | None = None):
        """Load the stored events that these facts may report.

        former: the ids of events that an earlier extraction found, by revision and offset of the sentence.
        """
        self._facts = {fact.account(): fact for fact in facts}
        self._former = former or {}
        self._known: dict[int, _Known] = {}
        self._by_type: dict[str, Cluster] = defaultdict(list)
        self._found: dict[Account, dict[Account, Verdict]] = {}
        for account in self._facts:
            self._by_type[account.type].append(account)
        self._covered: list[Days] = []
        corrected = Q(judged=True) & (Q(as_found__has_key="date") | Q(as_found__has_key="type"))
        self._load(self._near(self._facts) | corrected | Q(pk__in=set(self._former.values())))
        self._may_agree = {one: self._others(one) for one in self._facts}
        self._fetch_texts(other for others in self._may_agree.values() for other in others)

    def _near(self, accounts: Iterable[Account]) -> Q:
        """Filter the events of these types on days that these accounts may describe."""
        accounts = list(accounts)
        near = Q(date__in={one.date for one in accounts if one.date})
        for days in _intervals(one.bounds for one in accounts):
            near |= Q(date_lower__lte=days[1], date_upper__gte=days[0])
            self._covered.append(days)
        return Q(near, type__in={one.type for one in accounts})

    def _load(self, near: Q) -> None:
        """Load the events of this filter that are not loaded yet, and the accounts that were matched with them."""
        events = Event.objects.filter(near, origin=None).exclude(pk__in=list(self._known))
        new = {}
        for pk, kind, judged, as_found in events.values_list("pk", "type", "judged", "as_found"):
            new[pk] = _Known(pk, as_found.get("type", [kind])[0], judged)
        self._known |= new
        for row in Report.objects.found_as(list(new)).values_list(*_COLUMNS) if new else ():
            known = self._known[row[2] or row[1]]
            account = _account(row, known)
            known.accounts.append(account)
            self._by_type[account.type].append(account)

    def _beside(self, one: Account) -> Cluster:
        """Return the accounts that agree with one, and those of its event."""
        self._compare(one)
        same = [other for other, verdict in self._found[one].items() if verdict == Verdict.SAME]
        known = self._event_of(one)
        return [*same, *known.accounts] if known else same

    def _event_of(self, account: Account) -> _Known | None:
        """Return the stored event with which an account was matched, or was before it was extracted again."""
        if isinstance(account, _Stored):
            return account.known
        known = self._known.get(self._former.get((account.source, account.start)))
        return known if known and (known.judged or known.type == account.type) else None

    def _compare(self, one: Account) -> None:
        """Compare an account with all that may agree with it, each pair once."""
        if one in self._found:
            return
        if one not in self._facts and not self._is_covered(one):
            self._load(self._near([one]))
        others = self._may_agree[one] if one in self._facts else self._others(one)
        self._fetch_texts([one, *others] if others else [])
        verdicts = {
            other: self._found[other].get(one) if other in self._found else agree(one, other) for other in others
        }
        self._found[one] = {other: verdict for other, verdict in verdicts.items() if verdict}

    def _others(self, one: Account) -> Cluster:
        return [other for other in self._by_type[one.type] if other is not one and may_agree(one, other)]

    def _is_covered(self, one: Account) -> bool:
        """Return whether all events are loaded that may agree with an account."""
        spans = _intervals([one.bounds])
        return all(any(days[0] <= first and last <= days[1] for days in self._covered) for first, last in spans)

    def _fetch_texts(self, accounts: Iterable[Account]) -> None:
        missing = [one for one in accounts if one.text is None]
        if not missing:
            return
        rows = Revision.objects.filter(pk__in={one.source for one in missing})
        texts = {row[0]: row[1:] for row in rows.values_list("pk", "title", "text", "article__title_derived")}
        for one in missing:
            title, one.text, derived = texts[one.source]
            one.headline = "" if derived else title

    def _verdict(self, one: Account, other: Account) -> Verdict:
        return self._found[one].get(other, Verdict.OTHER)

    def save(self, version: str) -> Saved:
        """Match all facts, and write their reports."""
        self._places = places_for({account.place_name for account in self._facts if account.place_name})
        taken: set[int] = set()
        new: list[tuple[Event, Cluster]] = []
        changed: dict[int, Cluster] = {}
        for component in components(self._facts, self._beside):
            for cluster, known in self._matched(component, taken):
                if known is None:
                    new.append((self._made(cluster, taken), cluster))
                elif set(cluster) != set(known.accounts):
                    changed[known.pk] = cluster
        return self._write(new, changed, version)

    def _matched(self, component: Cluster, taken: set[int]) -> list[tuple[Cluster, _Known | None]]:
        """Return the accounts of a component by event, each with the stored event that it becomes.

        An event keeps its place with its earliest account.
        """
        pinned: dict[_Known, Cluster] = defaultdict(list)
        for one in sorted(component, key=lambda account: (account in self._facts, account.rank)):
            known = self._event_of(one)
            if known and known.judged and all(other.source != one.source for other in pinned[known]):
                pinned[known].append(one)
        found = []
        for cluster in clusters(component, self._verdict, pinned.values()):
            events = [known for one in cluster if (known := self._event_of(one)) and known.pk not in taken]
            judged = [known for known in events if known.judged]
            known = next(iter(judged or events), None)
            if known:
                taken.add(known.pk)
            found.append((cluster, known))
        return found

    def _made(self, cluster: Cluster, taken: set[int]) -> Event:
        """Return a new event, with the id that an earlier extraction gave it if no other event has it now."""
        formers = [self._former.get((one.source, one.start)) for one in cluster]
        free = (pk for pk in formers if pk and pk not in taken and pk not in self._known)
        event = Event(pk=next(free, None), type=cluster[0].type)
        taken.add(event.pk)
        self._describe(event, cluster)
        return event

    def _describe(self, event: Event, cluster: Cluster) -> None:
        """Set what the accounts say of an event: the first that says it decides, and a stated day before an "about"."""
        event.title = title_of(cluster[0])
        place = next((self._places[one.place] for one in cluster if one.place in self._places), None)
        event.place_id, event.found_place_id = shown_as(place)
        by = min(cluster, key=lambda one: (not one.date, one.undated))
        event.date, event.date_basis = by.date, by.basis
        event.date_lower, event.date_upper = by.bounds
        if not any(by.bounds):
            event.date_upper = (by if isinstance(by, _Stored) else self._facts[by].article).published_upper

    def _write(self, new: list[tuple[Event, Cluster]], changed: dict[int, Cluster], version: str) -> Saved:
        stored = {one.place_name for cluster in changed.values() for one in cluster if one not in self._facts}
        self._places |= places_for(stored - {""})
        reserve_ids(event for event, _ in new)
        rows = Event.objects.select_related("place").in_bulk(list(changed))
        for pk, event in rows.items():
            before = dict(event.as_found)
            corrected = corrections.restore_read(event)
            self._describe(event, changed[pk])
            corrections.show_corrections(event, corrected)
            if corrected:
                conflicts.flag_changed_fields(event, before)
        reports, moved = {}, {}
        for event, cluster in [*new, *((rows[pk], cluster) for pk, cluster in changed.items())]:
            for one in cluster:
                if one in self._facts:
                    reports[one] = _report(self._facts[one], event, version)
                elif one.known.pk != event.pk:
                    moved[one] = event
        again = _moved(moved)
        event_resolver.resolve([*reports.values(), *again])
        copy_in([*reports.values(), *again])
        left = {pk for one in moved for pk in (one.known.pk, one.shown)}
        gone = Event.objects.filter(pk__in=left, reports=None, found_reports=None, judged=False)
        removed = set(gone.values_list("pk", flat=True))
        gone.delete()
        self._propose(reports)
        made = {event.pk for event, cluster in new if all(one in self._facts for one in cluster)}
        gained = {pk for row in (*reports.values(), *again) for pk in (row.event_id, row.found_id) if pk}
        first = [row for row in reports.values() if row.event_id in made]
        unsaved = (*(event for event, _ in new), *rows.values())
        return Saved(unsaved, first, (gained | left) - removed, {one.article for one in moved})

    def _propose(self, reports: dict[Account, Report]) -> None:
        """Propose the pairs of events to which a new report and one that is likely to agree with it belong."""
        found = self._found.items()
        pairs = {
            frozenset((one, other))
            for one, verdicts in found
            for other, verdict in verdicts.items()
            if verdict == Verdict.LIKELY and not reports.keys().isdisjoint((one, other))
        }
        stored = {one.report for pair in pairs for one in pair if isinstance(one, _Stored)}
        rows = Report.objects.only("event", "found").in_bulk(list(stored))
        of = {
            one: rows.get(one.report) if isinstance(one, _Stored) else reports.get(one)
            for pair in pairs
            for one in pair
        }
        likely = ((of[one], of[other], one, other) for one, other in pairs if of[one] and of[other])
        proposals.propose(likely)


def _printed(fact: EventFact, person: Person, one: Participant) -> dict:
    """Return a participant as a report keeps it, with the sentence that names them if it is another than its own."""
    printed = {"name": one.name, "role": one.role, "order": one.order, "title": one.title, "person": person.pk}
    if (one.start, one.end) != (fact.reported.start, fact.reported.end):
        printed |= {"sentence": fact.revision.text[one.start : one.end], "start": one.start, "end": one.end}
    return printed


_COLUMNS = (
    "pk", "event", "found", "revision", "sentence", "start", "date", "date_basis", "place_name", "participants", "rule",
    "revision__wording", "revision__article", "revision__article__published", "revision__article__published_lower",
    "revision__article__published_upper",
)  # fmt: skip


def _account(row: tuple, known: _Known) -> _Stored:
    """Return a stored report, given by _COLUMNS, in the form in which it is compared with others."""
    pk, event, _, revision, sentence, start, date, basis, place, participants, rule, wording, article = row[:13]
    published, lower, upper = row[13:]
    date, basis = (date, basis) if date else about(published)
    people = (Named(one["person"], one["role"], one["name"], one["title"]) for one in participants if one.get("person"))
    return _Stored(
        source=revision, type=known.type, rule=rule, sentence=sentence, start=start, date=date, basis=basis,
        place_name=place, people=tuple(people), rank=(lower or datetime.date.max, wording, start), report=pk,
        article=article, published_upper=upper, shown=event, known=known,
    )  # fmt: skip


def _moved(moved: dict[_Stored, Event]) -> list[Report]:
    """Delete the reports that describe another event now; return them, to be created with the same ids.

    Two reports of a text that change places would break the constraint that an event has one report in a text. The
    rows that refer to them stay as they are: their constraints are checked at the end of the transaction.
    """
    pks = {one.report: event for one, event in moved.items()}
    rows = list(Report.objects.filter(pk__in=pks).select_related("revision")) if pks else []
    for row in rows:
        row.event, row.found = pks[row.pk], None
    if rows:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM corpus_report WHERE id = ANY(%s)", [list(pks)])
    return rows


def _report(fact: EventFact, event: Event, version: str) -> Report:
    reported = fact.reported
    return Report(
        event=event, revision=fact.revision, sentence=reported.sentence, start=reported.start, end=reported.end,
        date=reported.date or "", date_basis=(reported.date_basis or DateBasis.STATED) if reported.date else "",
        place_name=reported.place or "", rule=reported.rule, version=version,
        participants=[
            _printed(fact, person, one) for person, one in zip(fact.people, reported.participants, strict=True)
        ],
    )  # fmt: skip


def _intervals(spans) -> list[Days]:
    """Return the days on which events may lie that agree with accounts of these spans, joined where they overlap."""
    near = sorted((one - BEFORE, last + BEFORE) for one, last in spans if one and last and last - one <= LONGEST)
    found: list[Days] = []
    for first, last in near:
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return found
