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
from .phrases import LEADERS, phrase, types_with
from .rules import Finding
from .same_event import is_part, is_same
from .sequels import SUBJECT, more_about, signs

NOTICE = 5  # so many sentences of a statement's wording are searched for a death
LEAD = 3  # so many sentences can tell the news without a day or another sign

_HONOURED = table("events")["honoured"]
_ANOTHER = phrase("sequels", "another")
_PRONOUN = phrase("sequels", "pronoun")
_BY_ASSEMBLY = phrase("sequels", "by_assembly")
_DIED = re.compile(r"(?:(?P<person>◊\d+)[^◊.;]{0,60}|\b(?:he|she)) (?:passed away|died|breathed (?:his|her) last)\b")
_MOURNED_AT = re.compile(r"\b(?:embassy|embassies|missions?|consulate|mourning)\b")
_BY_OFFICE = re.compile(r"The (?P<head>[a-z]+) $")  # "The governor": the one named before
_STATED_IN_HEADLINE = phrase("sequels", "stated_in_headline")
_HANDED_AT = phrase("sequels", "handed_at")
_WORDING = phrase("sequels", "wording")
_BARE_WISHES = phrase("sequels", "bare_wishes")
_BY = phrase("sequels", "by")
_FARTHER = phrase("sequels", "farther")  # behind these words stands what a journey was for
_OF_PAPER = re.compile(r"\b(?:editorials?|commentary|Sinmun)\b")
_AWARD = re.compile(r"\b(?:decree|decision|order) on (?:awarding|conferring)\b")
_TEST_FIRED = re.compile(r"\b(?:test-fir(?:e|ing)|test[- ]launch|launching drill)\b")
_UTTERED = frozenset(("said", "said-by", "write-up", "press-conference"))
_SAID_ON = re.compile(
    r"\b(?:said|told [^,.;]{1,30}|announced|stated|reported|according to [^.;]{0,60}?|reports?)"
    r"(?: here)? (?:on )?(?:the )?$"
)
_ABOUT_IT = re.compile(r"(?:It|They|The (?:[a-z-]+ ){1,2})(?:was|were|took place)\b")
_REFERS = re.compile(r"(?:They|It|The (?:events?|meetings?|functions?)) (?:included|was|were|took)\b")
_LISTED = re.compile(r"(?:and )?◊")
_OFFICE_OF_TODAY = re.compile(
    r"\b(?:chairwoman|chairman|minister|director|secretary|member|manager|president|ambassador)\b"
)
_IN_CHARGE = re.compile(r"\b(?:to learn|learned|construction|flood|project|production)\b")
_CONTEST = re.compile(
    r"(?i:\b(?:championships?|tournament|games|match(?:es)?|contests?|competitions?|olympics?|marathon)\b)"
)
_HELD, _SCHEDULED = map(types_with, ("held", "scheduled"))
_TOWARDS, _STRUCK, _HANDED, _AT_SITE = map(types_with, ("towards", "struck", "handed", "at_site"))
_IN_HEADLINE, _DECIDED = map(types_with, ("headline", "decided"))
# Of several formulas that start with one verb the more telling goes first.
_TELLING = ("flowers-sent", "flowers-laid", "homage", "guided-test", "credentials", "call", "exchanged", "gave")


def read_events(document: Document, clauses: list[Clause], mentions: list[Named]) -> tuple[ReportedEvent, ...]:
    """Return the events of an article in the order of their sentences."""
    kind = genre(document, clauses).kind
    if not clauses or kind == "none":
        return ()
    reading = _Reading(document, clauses[0])
    if kind in ("commentary", "editorial", "review"):
        reading.comment(clauses[0], whole=kind == "review")
    else:
        for index, clause in enumerate(clauses):
            reading.take(index, clause)
            reading.named = clause.people[0] if clause.people else reading.named
            reading.previous = clause
            reading.quoting = reading.quoting or bool(reading.drafts and quotes_the_rest(clause.text))
            if reading.drafts and (reading.tells_its_wording() or (reading.quoting and reading.ends_with_wording())):
                reading.notice(clauses[index + 1 : index + 1 + NOTICE])
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

    def comment(self, clause: Clause, *, whole: bool) -> None:
        """Add a commentary or editorial, or a review of a paper, which is itself the event.

        whole: the day may stand anywhere in the clause.
        """
        text = clause.text if whole else clause.text[:160]
        draft = Draft("statement", "commentary", clause.sentence)
        dates = event_dates.find(text, self.calendar)
        if dates and (whole or _OF_PAPER.search(text)) and not is_stale(dates[0].edtf, self.today):
            draft.date, draft.basis = dates[0].edtf, dates[0].basis
        if draft.date or not whole:
            self.drafts.append(draft)

    def take(self, index: int, clause: Clause) -> None:
        """Read one clause: it adds to the last event, or begins a new one."""
        if self.drafts and (self._continues(clause) or self.quoting):
            return
        self._take_death(clause)
        finding = (self._can_be_news(index, clause.text) and self._choose(clause)) or rules.attended(clause.text)
        if not finding and index == 0:
            finding = rules.uttered_first(clause.text)
        if not finding:
            self._note(clause)
            if self.drafts and index == self.news + 1 and _REFERS.match(clause.text):
                self._date_later(self.drafts[-1], clause)
            return
        previous, self.news = self.news, index
        draft = self._draft(index, clause, finding)
        if draft:
            self._join(draft, clause)
        elif self.drafts and index == previous + 1:
            self._place_later(self.drafts[-1], clause, finding)

    def notice(self, clauses: list[Clause]) -> None:
        """Read the wording of a statement: it reports no events, but a notice may tell a death."""
        if self.drafts[-1].type == "statement":
            for clause in clauses:
                self._take_death(clause)
                self.named = clause.people[0] if clause.people else self.named

    def _take_death(self, clause: Clause) -> None:
        if died := self._death(clause):
            self._join(died, clause)

    def _death(self, clause: Clause) -> Draft | None:
        """Return the death that a clause tells with its day, be it the news or what the news is about."""
        match = _DIED.search(clause.text)
        named = clause.person(match["person"]) if match and match["person"] else self.named
        dates = event_dates.find(clause.text, self.calendar, earlier=self.day) if match and named else []
        behind = clause.text.find(",", match.end()) if match else -1  # the day of the next phrase is another's
        dates = [stated for stated in dates if match.end() <= stated.start and (behind < 0 or stated.start < behind)]
        recent = [stated for stated in dates if not is_stale(stated.edtf, self.today)]
        died = _HONOURED.get(named.name) if named else None
        if not recent or (died and not recent[0].edtf.startswith(died)):
            return None
        draft = Draft("death", "died", clause.sentence, date=recent[0].edtf, basis=recent[0].basis)
        draft.add([(named, "principal")])
        return draft

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
        if (
            first.rule == "visited"
            and self.drafts
            and self.drafts[-1].rule == "homage"
            and _MOURNED_AT.search(clause.text)
        ):
            return replace(first, type="commemoration", rule="homage")
        if first.noun in ("event", "events") and _CONTEST.search(self.document.title):
            return replace(first, type="sport")
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
        if finding.type != "statement" and finding.rule not in _UTTERED:  # whoever told it did so on another day
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
        occasion = None if draft.date or draft.people.keys() & LEADERS else self._assembly()
        if occasion and finding.type in _DECIDED:
            draft.date, draft.basis = occasion.date, occasion.basis
            draft.place = draft.place or occasion.place
        if draft.place and not self.site:
            self.site = draft.place
        return draft

    def _is_near(self, index: int, clause: Clause, finding: Finding) -> bool:
        """Return whether a clause without a day belongs to the news: it stands in the lead, or continues an event."""
        if index < LEAD or (finding.scheduled and finding.type in _SCHEDULED):
            return True
        goes_on = (
            finding.scheduled
            or self._is_decided(finding, clause.text)
            or clause.people
            or _ANOTHER.match(clause.text)
            or _PRONOUN.search(clause.text)
        )
        return bool(self.drafts and goes_on)

    def _people(self, clause: Clause, finding: Finding) -> list[tuple[Named, str]]:
        people = take_part(clause, finding)
        if finding.type != "death":
            people = [one for one in people if self._can_take_part(one[0])]
        ahead = clause.text[: finding.start]
        if self.drafts and _PRONOUN.search(clause.text[: finding.start + 4]) and not SUBJECT.match(ahead):
            return [*self.drafts[-1].principals(), *people]
        office = _BY_OFFICE.match(ahead)
        if not people and self.named and office and self._holds(office["head"]):
            return [(self.named, "principal")]
        return people

    def _holds(self, head: str) -> bool:
        """Return whether the one named last holds an office with that head."""
        return any(head in title.lower().split() for title in self.named.offices)

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
            active=finding.rule not in ("held", "there-was", "present-at", "moved-in"),
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
        return bool(_ANOTHER.match(text)) or self._is_decided(finding, text)

    def _assembly(self) -> Draft | None:
        """Return the last assembly reported, whose day is known."""
        return next((draft for draft in reversed(self.drafts) if draft.type == "assembly" and draft.date), None)

    def _is_decided(self, finding: Finding, text: str) -> bool:
        """Return whether the clause reports what the assembly reported before decided."""
        return finding.type in _DECIDED and bool(_BY_ASSEMBLY.match(text)) and self._assembly() is not None

    def _can_take_part(self, named: Named) -> bool:
        """Return whether a person was alive on the day; a namesake of the dead holds an office today."""
        died = _HONOURED.get(named.name)
        if any(_OFFICE_OF_TODAY.search(office) for office in named.offices) and named.name not in LEADERS:
            return True
        return not (died and self.today and self.today[:4].isdigit() and self.today > died)

    def _join(self, draft: Draft, clause: Clause) -> None:
        """Merge the draft into the event that the clause adds to, or append it as a new one."""
        for known in reversed(self.drafts):
            tour = {known.type, draft.type} == {"visit", "inspection"} and known.people.keys() & draft.people.keys()
            alike = known.type == draft.type or tour
            if alike and is_same(known, draft, clause.text):
                known.take_over(draft)
                return
        if not is_part(self.drafts[-1] if self.drafts else None, draft, clause.text):
            self.drafts.append(draft)

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

    def _place_later(self, draft: Draft, clause: Clause, finding: Finding) -> None:
        """Give an event without a place the one in the next sentence about it: "The agreement was signed in Oslo"."""
        if not draft.place and draft.type == finding.type and _ABOUT_IT.match(clause.text):
            draft.place = self._place(clause.text, finding)

    def _date_later(self, draft: Draft, clause: Clause) -> None:
        """Give an event without a day the one that a clause about it states: "It was handed over on Tuesday"."""
        if draft.date:
            return
        dates = event_dates.find(clause.text, self.calendar, earlier=self.day)
        recent = [stated for stated in dates if not is_stale(stated.edtf, self.today)]
        if len(recent) == 1:
            draft.date, draft.basis = recent[0].edtf, recent[0].basis


def _is_inspection(clause: Clause, finding: Finding, title: str) -> bool:
    """Return whether a visit is an inspection: by a leader, to a unit at home."""
    subject = SUBJECT.match(clause.text[: finding.start])
    if not subject or "congratulatory visit" in clause.text or "Congratulatory Visit" in title:
        return False
    leaders = {clause.person(sign).name for sign in signs(subject.group(1))}
    if leaders & LEADERS:
        return True
    return bool(_IN_CHARGE.search(clause.text, finding.end))
