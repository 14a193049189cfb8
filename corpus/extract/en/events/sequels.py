"""Clauses that only name more participants: "Present there were …", "He was accompanied by …"."""

import re

from corpus.extract.en.people.people import Named

from .clauses import Clause
from .event_dates import names_day
from .event_drafts import Draft
from .participants import take_part
from .phrases import LEADERS, PERSON, phrase, types_with
from .rules import LIST

_PRESENT = phrase("sequels", "present")
_AMONG_THEM = phrase("sequels", "among_them")
_WHO_CAME = phrase("sequels", "who_came")
_NOT_WHO_CAME = phrase("sequels", "not_who_came")
_SENDERS = phrase("sequels", "senders")
_HANDED_OVER = phrase("sequels", "handed_over")
_ATTENDED_BY_ONE = phrase("sequels", "attended_by_one")
_COMPANY = phrase("sequels", "company")
_LED = phrase("sequels", "led")
_HE_CAME = phrase("sequels", "he_came")
_GUIDED_IT = phrase("sequels", "guided_it")
_GREETED = phrase("sequels", "greeted")
_SPOKE = phrase("sequels", "spoke")
_SAID_THERE = phrase("sequels", "said_there")
_GREETINGS = phrase("sequels", "greetings")
_HANDED_ON = re.compile(r"\b(?:conveyed|handed)\b")
_TO = phrase("sequels", "to")
SUBJECT = phrase("sequels", "subject")
_GREETED_TYPES, _SPOKEN_AT, _WITH_GREETINGS = map(types_with, ("greeted", "spoken_at", "greetings"))
_SPOKEN_IN_TURN = types_with("spoken_in_turn")

People = list[tuple[Named, str]]


def signs(text: str) -> list[str]:
    """Return the signs of people in a reduced wording."""
    return re.findall(PERSON, text)


def more_about(
    drafts: list[Draft], clause: Clause, named: Named | None, previous: Clause | None
) -> list[tuple[Draft, People]] | None:
    """Return which people a clause adds to which events; None if it reports something of its own.

    named: the person named last, whom "he" means if no event has people yet. previous: the clause before.
    """
    text, last = clause.text, drafts[-1]
    if last.type == "message" and _SENDERS.search(text):
        return [(last, [(one, "sender") for one in clause.people])]
    if last.type == "message" and _HANDED_OVER.search(text):
        return [(last, [])]
    if _AMONG_THEM.search(text) and clause.people:
        if last.type == "message":
            return [(last, _all(clause, "sender"))]
        came = previous and _WHO_CAME.search(previous.text) and not _NOT_WHO_CAME.search(previous.text)
        return [(last, _all(clause, "present") if came else [])]
    if _COMPANY.search(text):
        leaders = {one.name for one, _ in last.principals()}
        company = [(one, "companion") for one in clause.people if one.name not in last.people]
        return [(draft, company) for draft in drafts if leaders & draft.people.keys()] or [(last, company)]
    if last.type == "military" and _GUIDED_IT.search(text):
        return [(last, _all(clause, "principal"))]
    if _LED.match(text):
        return [(last, [(one, "principal") for one in clause.people[:1]])]
    if named and _HE_CAME.match(text):
        return [(last, [(named, "principal"), *_all(clause, "present")])]
    if _PRESENT.search(text):
        led = any(role == "principal" for _, role in last.people.values())
        return [(last, _all(clause, "principal" if not led and _ATTENDED_BY_ONE.match(text) else "present"))]
    if last.type in _GREETED_TYPES and _GREETED.search(text):
        return [(last, _all(clause, "host"))]
    if _SPOKE.search(text):
        heard = next((draft for draft in reversed(drafts) if draft.type in _SPOKEN_AT), None)
        if heard and (heard is last or not names_day(text)):
            return [(heard, _all(clause, "speaker"))]
    if last.type in _SPOKEN_IN_TURN and _SAID_THERE.match(text) and not names_day(text):
        speaker = clause.people[0]  # of a leader's words, others tell there
        return [(last, [(speaker, "speaker")] if speaker.name not in LEADERS else [])]
    if last.type in _WITH_GREETINGS and _GREETINGS.search(text):
        return [(last, _greetings(clause))]
    return None


def _all(clause: Clause, role: str) -> People:
    """Return the people of a clause who take part, not those only mentioned."""
    return [(named, role) for named, _ in take_part(clause, LIST)]


def _greetings(clause: Clause) -> People:
    """Return who conveys greetings at a meeting, and to whom; not whose greetings they are."""
    people: People = []
    given = _TO.search(clause.text) if _HANDED_ON.search(clause.text) else None
    for match, role in ((SUBJECT.match(clause.text), "principal"), (given, "counterpart")):
        if match:
            people += [(clause.person(sign), role) for sign in signs(match.group(1))]
    return people
