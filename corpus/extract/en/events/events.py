"""The events that an article reports: formulas are found clause by clause and merged where they describe one event."""

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate

from corpus.extract.document import Document, ReportedEvent
from corpus.extract.en.people.people import Named
from corpus.extract.en.vocabulary import table
from corpus.limits import MAX_EVENTS, MAX_PARTICIPANTS

from . import event_dates, places, rules
from .clauses import Clause
from .event_drafts import Draft, first_titles
from .newsworthy import genre, is_memory, is_stale, quotes_the_rest
from .participants import take_part
from .phrases import phrase, types_with
from .rules import Finding
from .sequels import SUBJECT, more_about, signs

LEAD = 3  # so many sentences can tell the news without a day or another sign

_HONOURED = table("events")["honoured"]
_LEADERS = frozenset(table("events")["leaders"])
_ANOTHER = phrase("sequels", "another")
_PRONOUN = phrase("sequels", "pronoun")
_ALSO = phrase("sequels", "also")
_WITHIN = phrase("sequels", "within")
_PRESENT_AT = phrase("sequels", "present_at")
_STATED_IN_HEADLINE = phrase("sequels", "stated_in_headline")
_HANDED_AT = phrase("sequels", "handed_at")
_WORDING = phrase("sequels", "wording")
_BARE_WISHES = phrase("sequels", "bare_wishes")
_BY = phrase("sequels", "by")
_FARTHER = phrase("sequels", "farther")  # behind these words stands what a journey was for
_OF_PAPER = re.compile(r"\b(?:editorial|commentary|Sinmun)\b")
_AWARD = re.compile(r"\b(?:decree|decision|order) on (?:awarding|conferring)\b")
_TEST_FIRED = re.compile(r"\b(?:test-fir(?:e|ing)|test[- ]launch|launching drill)\b")
_UTTERED = frozenset(("said", "said-by", "write-up"))
_SAID_ON = re.compile(
    r"\b(?:said|told [^,.;]{1,30}|announced|stated|reported|according to [^.;]{0,60}?|reports?)"
    r"(?: here)? (?:on )?(?:the )?$"
)
_REFERS = re.compile(r"(?:They|It|The (?:events?|meetings?|functions?)) (?:included|was|were|took)\b")
_LISTED = re.compile(r"(?:and )?◊")
_OFFICE_OF_TODAY = re.compile(
    r"\b(?:chairwoman|chairman|minister|director|secretary|member|manager|president|ambassador)\b"
)
_IN_CHARGE = re.compile(r"\b(?:to learn|learned|construction|flood|project|production)\b")
_PARTS, _HELD, _SCHEDULED = map(types_with, ("part", "held", "scheduled"))
_TOWARDS, _STRUCK, _HANDED, _AT_SITE = map(types_with, ("towards", "struck", "handed", "at_site"))
_IN_HEADLINE = types_with("headline")
_DISTINCT_PEOPLE, _OTHER_PEOPLE = map(types_with, ("distinct_people", "other_people"))
# Of several formulas that start with one verb the more telling goes first.
_TELLING = ("flowers-sent", "flowers-laid", "homage", "guided-test", "credentials", "call", "exchanged", "gave")


def read_events(document: Document, clauses: list[Clause], mentions: list[Named]) -> tuple[ReportedEvent, ...]:
    """Return the events of an article in the order of their sentences."""
    kind = genre(document, clauses).kind
    if not clauses or kind == "none":
        return ()
    reading = _Reading(document, clauses[0])
    if kind in ("commentary", "editorial"):
        reading.comment(clauses[0])
    else:
        for index, clause in enumerate(clauses):
            reading.take(index, clause)
            reading.named = clause.people[0] if clause.people else reading.named
            reading.previous = clause
            if reading.drafts and quotes_the_rest(clause.text):
                reading.quoting = True
            if reading.drafts and (reading.tells_its_wording() or (reading.quoting and reading.ends_with_wording())):
                break
            if len(reading.drafts) >= MAX_EVENTS:
                break
        reading.headline()
    first = reading.drafts[0] if reading.drafts else None
    if first and not first.place and first.type in _IN_HEADLINE:
        first.place = places.in_headline(document.title)
    titles = first_titles(mentions)
    sentences = [clause.sentence for clause in clauses]
    number = list(accumulate(len(draft.people) for draft in reading.drafts))
    drafts = reading.drafts[: bisect_right(number, MAX_PARTICIPANTS)]
    return tuple(draft.finished(titles, sentences) for draft in drafts)


class _Reading:
    """Reads clauses in order and keeps the events found so far."""

    def __init__(self, document: Document, first: Clause):
        self.document = document
        self.first = first
        self.today = document.published or document.dateline_date
        self.calendar = event_dates.Calendar.of(document.published, document.dateline_date)
        self.drafts: list[Draft] = []
        self.day: str | None = None  # the last day named, which "that day" means
        self.named: Named | None = None  # who was named last, which "he" may mean
        self.previous: Clause | None = None  # the clause before
        self.listing: str | None = None  # the role of those whom the clause before lists
        self.news = -1  # the index of the last clause that reported an event
        self.quoting = False  # somebody's words follow: no new event, but those present may be named behind them
        self.site: str | None = None  # the last site named, which "on the spot" means

    def comment(self, clause: Clause) -> None:
        """Add a commentary or editorial, which is itself the event."""
        draft = Draft("statement", "commentary", clause.sentence)
        dates = event_dates.find(clause.text[:160], self.calendar)
        if dates and _OF_PAPER.search(clause.text[:160]) and not is_stale(dates[0].edtf, self.today):
            draft.date, draft.basis = dates[0].edtf, dates[0].basis
        self.drafts.append(draft)

    def take(self, index: int, clause: Clause) -> None:
        """Read one clause: it adds to the last event, or begins a new one."""
        if self.drafts and (self._continues(clause) or self.quoting):
            return
        finding = (self._can_be_news(index, clause.text) and self._choose(clause)) or _attended(clause)
        if not finding and index == 0:
            finding = rules.uttered_first(clause.text)
        if not finding:
            self._note(clause)
            if self.drafts and index == self.news + 1 and _REFERS.match(clause.text):
                self._date_later(self.drafts[-1], clause)
            return
        self.news = index
        draft = self._draft(index, clause, finding)
        if draft:
            self._join(draft, clause)

    def ends_with_wording(self) -> bool:
        """Return whether the rest is the text of what was sent or said."""
        return self.drafts[-1].type in ("message", "statement")

    def tells_its_wording(self) -> bool:
        """Return whether the rest is the text of the statement that the headline announces."""
        return self.drafts[-1].type == "statement" and bool(_WORDING.search(self.document.title))

    def headline(self) -> None:
        """Add what only headline or whole article report: a statement that the text reproduces, or relief work."""
        if self.drafts:
            return
        if _STATED_IN_HEADLINE.search(self.document.title):
            draft = Draft("statement", "headline", self.first.sentence)
            author = _BY.search(self.first.text)
            if author:
                draft.add([(self.first.person(next(filter(None, author.groups()))), "speaker")])
            self.drafts.append(draft)
        elif rules.relief(self.first.text) and not is_memory(self.first.text, self.today):
            draft = Draft("disaster", "relief", self.first.sentence)
            draft.place = places.find(self.first.text, here=None) or places.find(
                self.first.text, here=None, towards=True
            )
            self.drafts.append(draft)

    def _note(self, clause: Clause) -> None:
        site = places.find(clause.text, here=None)
        if site and not self.site:
            self.site = site

    def _can_be_news(self, index: int, text: str) -> bool:
        """Return whether a clause can report an event.

        Far from the lead, without an event so far and without a day, only what was "held" counts.
        """
        return bool(index < LEAD or self.drafts or event_dates.names_day(text) or rules.held(text))

    def _choose(self, clause: Clause) -> Finding | None:
        """Return the formula that counts: the earliest, but of two verbs with one subject the more specific."""
        found = rules.find(clause.text)
        if self.drafts:
            found = [one for one in found if not (one.rule == "exchanged" and _BARE_WISHES.search(one.noun))]
        if not found:
            return None
        first = found[0]
        if first.rule == "inspected" and _TEST_FIRED.search(clause.text):
            return replace(first, type="military")
        if first.type == "agreement" and _AWARD.search(clause.text):
            return replace(first, type="ceremony")
        types = {finding.type: finding for finding in reversed(found)}
        if first.rule == "visited" and "commemoration" in types:
            return types["commemoration"]
        if first.rule == "visited" and ("inspection" in types or _is_inspection(clause, first, self.document.title)):
            return types.get("inspection") or replace(first, type="inspection")
        if first.rule == "inspected" or first.rule == "gave":
            for other in found:
                if other.rule == "guided-test" and other.start <= first.end:
                    return other
        same = [finding for finding in found if finding.start == first.start]
        for rule in _TELLING:
            for finding in same:
                if finding.rule == rule:
                    return finding
        return first

    def _draft(self, index: int, clause: Clause, finding: Finding) -> Draft | None:
        """Return a new event for a clause, or None if it reports no news."""
        text = clause.text
        dates = event_dates.find(text, self.calendar, earlier=self.day)
        if finding.type == "agreement" and not dates:  # the day of a decree is that on which it is dated
            dates = event_dates.find(text.replace(" dated ", " on "), self.calendar)
        if finding.rule not in _UTTERED:  # the day of whoever told it is not that of the event
            dates = [stated for stated in dates if not _SAID_ON.search(text[: stated.start])]
        recent = [stated for stated in dates if not is_stale(stated.edtf, self.today)]
        if not recent and (dates or is_memory(text, self.today) or not self._is_near(index, clause, finding)):
            return None
        people = self._people(clause, finding)
        if (not people and finding.type == "inspection") or (not recent and finding.type == "death"):
            return None
        if not people and not recent and index and not self._speaks_for_itself(finding, text):
            return None
        draft = Draft(finding.type, finding.rule, clause.sentence)
        draft.add(people)
        if recent:
            stated = min(recent, key=lambda stated: abs(stated.start - finding.end))
            draft.date, draft.basis = stated.edtf, stated.basis
            self.day = stated.edtf
        draft.place = self._place(text, finding)
        if draft.place and not self.site:
            self.site = draft.place
        return draft

    def _is_near(self, index: int, clause: Clause, finding: Finding) -> bool:
        """Return whether a clause without a day belongs to the news: it stands in the lead, or continues an event."""
        if index < LEAD or (finding.scheduled and finding.type in _SCHEDULED):
            return True
        goes_on = finding.scheduled or clause.people or _ANOTHER.match(clause.text) or _PRONOUN.search(clause.text)
        return bool(self.drafts and goes_on)

    def _people(self, clause: Clause, finding: Finding) -> list[tuple[Named, str]]:
        people = take_part(clause, finding)
        if finding.type != "death":
            people = [one for one in people if self._can_take_part(one[0])]
        ahead = clause.text[: finding.start]
        if self.drafts and _PRONOUN.search(clause.text[: finding.start + 4]) and not SUBJECT.match(ahead):
            return [*self.drafts[-1].principals(), *people]
        return people

    def _place(self, text: str, finding: Finding) -> str | None:
        """Return the place that the clause states, or for a ceremony "on the spot" the site named before."""
        if finding.rule in _UTTERED:  # the topic may be a place too
            return places.find(finding.noun, here=None)
        if finding.type == "statement":  # what follows is its topic
            return places.find(text[: finding.end], here=None, tail=finding.start, active=True)
        if finding.type in _HANDED and not _HANDED_AT.search(text):
            return None
        place = places.find(
            _FARTHER.split(text)[0] if finding.rule == "went" else text,
            here=self.document.dateline_place,
            tail=finding.start,
            towards=finding.type in _TOWARDS,
            active=finding.rule not in ("held", "there-was", "present-at"),
            struck=finding.type in _STRUCK,
        )
        if self.site and finding.type == "ceremony" and (not place or finding.rule == "present-at"):
            return self.site
        if not place and finding.type in _AT_SITE:
            return self.site
        return place

    def _speaks_for_itself(self, finding: Finding, text: str) -> bool:
        """Return whether a later clause that names no person and no day still reports something new."""
        if finding.rule in ("held", "there-was"):
            if finding.type not in _HELD:
                return False
            return not self.drafts or bool(_ANOTHER.match(text)) or bool(places.find(text, here=None))
        return bool(_ANOTHER.match(text))

    def _can_take_part(self, named: Named) -> bool:
        """Return whether a person was alive on the day; a namesake of the dead holds an office today."""
        died = _HONOURED.get(named.name)
        if any(_OFFICE_OF_TODAY.search(office) for office in named.offices) and named.name not in _LEADERS:
            return True
        return not (died and self.today and self.today[:4].isdigit() and self.today > died)

    def _join(self, draft: Draft, clause: Clause) -> None:
        """Merge the draft into the event that the clause adds to, or append it as a new one."""
        for known in reversed(self.drafts):
            tour = {known.type, draft.type} == {"visit", "inspection"} and known.people.keys() & draft.people.keys()
            alike = known.type == draft.type or tour
            if alike and self._is_same(known, draft, clause):
                known.take_over(draft)
                return
        if not self._is_part(draft, clause.text):
            self.drafts.append(draft)

    def _is_part(self, draft: Draft, text: str) -> bool:
        """Return whether the draft is only a part of the last event: a talk, a speech, a photograph during a visit."""
        last = self.drafts[-1] if self.drafts else None
        if not last:
            return False
        within = _WITHIN.match(text)
        head = within and rules.head_noun(within["what"])
        if head and head[1] == last.type and head[1] != draft.type:
            return True
        if draft.date or draft.type not in _PARTS or not draft.people or _ALSO.search(text) or _ANOTHER.search(text):
            return False
        if not draft.people.keys() <= last.people.keys() or (draft.place and draft.place != last.place):
            return False
        if last.type == "visit" and draft.rule == "flowers-laid":
            last.type, last.rule = draft.type, draft.rule  # a visit that was paid to lay flowers
        return True

    def _is_same(self, known: Draft, draft: Draft, clause: Clause) -> bool:
        if known.date and draft.date and not _covers(known.date, draft.date):
            return False
        shared = known.people.keys() & draft.people.keys()
        if draft.type == "message" and any(_ends_swapped(known.people[one][1], draft.people[one][1]) for one in shared):
            return False  # the reply to it
        if _ANOTHER.search(clause.text):
            return bool(shared) and draft.type in _DISTINCT_PEOPLE
        if known.people and draft.people and not shared:
            return draft.type in _OTHER_PEOPLE
        if known.place and draft.place and known.place != draft.place and not shared:
            return draft.place in known.place or known.place in draft.place
        return True

    def _continues(self, clause: Clause) -> bool:
        """Return whether a clause only names more participants; they are added."""
        more = self._same_list(clause) or more_about(self.drafts, clause, self.named, self.previous)
        self.listing = more[-1][1][-1][1] if more and more[-1][1] else None
        for draft, people in more or ():
            draft.add([one for one in people if self._can_take_part(one[0])])
            self._date_later(draft, clause)
        return more is not None

    def _same_list(self, clause: Clause) -> list | None:
        """Return the people of a line that goes on with a list, which the line before broke off without a full stop."""
        if self.listing not in ("companion", "present") or not _LISTED.match(clause.text):
            return None
        if self.previous is None or self.previous.text.rstrip().endswith((".", "!", "?", ":", "”", '"')):
            return None
        return [(self.drafts[-1], [(one, self.listing) for one in clause.people])]

    def _date_later(self, draft: Draft, clause: Clause) -> None:
        """Give an event without a day the one that a clause about it states: "It was handed over on Tuesday"."""
        if draft.date:
            return
        dates = event_dates.find(clause.text, self.calendar, earlier=self.day)
        recent = [stated for stated in dates if not is_stale(stated.edtf, self.today)]
        if len(recent) == 1:
            draft.date, draft.basis = recent[0].edtf, recent[0].basis


def _ends_swapped(one: str, other: str) -> bool:
    return {one, other} == {"sender", "recipient"}


def _covers(known: str, day: str) -> bool:
    """Return whether a day, or the days of an interval, lie within a known date."""
    first, last = known.split("/")[0], known.split("/")[-1]
    return first <= day.split("/")[0] and day.split("/")[-1] <= last


def _is_inspection(clause: Clause, finding: Finding, title: str) -> bool:
    """Return whether a visit is an inspection: by a leader, to a unit at home."""
    subject = SUBJECT.match(clause.text[: finding.start])
    if not subject or "congratulatory visit" in clause.text or "Congratulatory Visit" in title:
        return False
    leaders = {clause.person(sign).name for sign in signs(subject.group(1))}
    if leaders & _LEADERS:
        return True
    return bool(_IN_CHARGE.search(clause.text, finding.end))


def _attended(clause: Clause) -> Finding | None:
    """Return a ceremony or meeting that is reported only by naming who was present."""
    match = _PRESENT_AT.match(clause.text)
    head = match and rules.head_noun(match["what"] or match["it"])
    return Finding(head[1], "present-at", 0, match.end(), head[0], True) if head else None
