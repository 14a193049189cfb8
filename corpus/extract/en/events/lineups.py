"""Line-ups: the printed lists of three or more people, told by the phrase that opens or closes them."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.extract.document import Document, Lineup, LineupMember, ReportedEvent
from corpus.extract.en.people.people import Named, fullest_titles
from corpus.extract.en.vocabulary import table
from corpus.limits import MAX_PLACES

from .clauses import Clause
from .participants import NEAR
from .phrases import PERSON, compiled, phrase

LEAST = 3  # people; two names more often make a pair than a list

# Behind a name: what stands between it and the next of the list, with an office or a name that was not read as one.
_GLUE = r"(?:, (?:an? |the |[A-Z])[^◊.,;:]{2,80})?(?:,? and |[,;] ?(?:and )?|,? as well as )"
_NAMES = re.compile(rf"{PERSON}(?:{_GLUE}{PERSON})*")
_ONLY_NAMES = re.compile(rf"(?:and )?{PERSON}(?:{_GLUE}{PERSON})*[.;,]?(?: and)?")
_PERSON = re.compile(PERSON)
_ASIDE = phrase("parts_played", "aside")
_NAMESAKE = phrase("parts_played", "namesake")
_HONOUR = phrase("parts_played", "honour")
_SPOKEN_OF = phrase("parts_played", "spoken_of")
_WITH = phrase("parts_played", "with")
_LONGEST_GAP = 240  # characters between two names of a list that a phrase opens: groups and offices without a name


def _by_kind(form: str) -> re.Pattern:
    """Return one expression for the phrases of every kind; the group that matched is the kind."""
    kinds = {kind: forms[form] for kind, forms in table("formulas")["lineups"].items() if form in forms}
    return re.compile("|".join(f"(?P<{kind}>{compiled(phrases).pattern})" for kind, phrases in kinds.items()))


_OPENS, _CLOSES = _by_kind("opens"), _by_kind("closes")


@dataclass(slots=True)
class _Draft:
    """A list under construction. first, last: the indexes of its clauses."""

    kind: str
    rule: str
    first: int
    last: int
    people: list[Named] = field(default_factory=list)


def read_lineups(document: Document, clauses: list[Clause], events: tuple[ReportedEvent, ...]) -> tuple[Lineup, ...]:
    """Return the line-ups of an article in the order of the text."""
    text = document.text
    named_at = sorted((one.start, index, one.name) for index, event in enumerate(events) for one in event.participants)
    found = []
    for draft in _drafts(clauses):
        if len(draft.people) >= LEAST:
            start, end = clauses[draft.first].sentence.start, clauses[draft.last].sentence.end
            members = tuple(_member(named, order) for order, named in enumerate(draft.people[:MAX_PLACES], start=1))
            lineup = Lineup(draft.kind, members, text[start:end], start, end, None, draft.rule)
            found.append((lineup, _event_of(lineup, {named.name for named in draft.people}, events, named_at)))
    return tuple(
        Lineup(one.kind, one.members, one.sentence, one.start, one.end, event, one.rule) for one, event in found
    )


def _member(named: Named, order: int) -> LineupMember:
    return LineupMember(named.name, order, ", ".join(fullest_titles(named.offices)), named.start, named.end)


def _drafts(clauses: list[Clause]) -> list[_Draft]:
    """Return the lists of all clauses; a list that the next clause continues is one."""
    drafts: list[_Draft] = []
    for index, clause in enumerate(clauses):
        if not clause.people:
            continue
        last = drafts[-1] if drafts and drafts[-1].last >= index - 1 else None
        if _ONLY_NAMES.fullmatch(clause.text):
            # A name by itself behind a full stop is a signature, unless names alone make the list.
            if last is None or (last.rule in ("opened", "closed", "chain") and clauses[index - 1].text.endswith(".")):
                last = _announced(clauses, index) or _Draft("list", "names", index, index)
                drafts.append(last)
            last.people += clause.people
            last.last = index
        elif _is_long_enough(clauses, index):
            for draft in _in_clause(index, clause):
                if last and last.kind == draft.kind != "list" and not _is_of_another_side(clause, draft, last):
                    last.people += draft.people
                    last.last = index
                else:
                    drafts.append(draft)
                last = drafts[-1]
    return drafts


def _is_of_another_side(clause: Clause, draft: _Draft, last: _Draft) -> bool:
    """Return whether a list is not that of the sentence before: "Present from the Cuban side were …"."""
    return " side " in clause.text and min(len(last.people), len(draft.people)) >= LEAST and last.last < draft.first


def _is_long_enough(clauses: list[Clause], index: int) -> bool:
    """Return whether a clause and its neighbours name enough people for a list."""
    return sum(len(clause.people) for clause in clauses[max(0, index - 1) : index + 2]) >= LEAST


def _announced(clauses: list[Clause], index: int) -> _Draft | None:
    """Return the list that the sentence before announces: "The committee is made up of the following persons:"."""
    before = clauses[index - 1] if index else None
    match = _OPENS.search(before.text) if before and not before.people else None
    return _Draft(match.lastgroup, "announced", index - 1, index) if match else None


def _in_clause(index: int, clause: Clause) -> list[_Draft]:
    """Return the lists of one clause: those that a phrase opens, or else those that one closes, and the plain ones."""
    text = clause.text
    opened = list(_OPENS.finditer(text))
    drafts = []
    for match, following in pairwise([*opened, None]):
        stop = following.start() if following else len(text)
        people = _people(clause, _listed(text, match.end(), stop))
        drafts.append(_Draft(match.lastgroup, "opened", index, index, people))
    end = opened[0].start() if opened else len(text)
    for match in _NAMES.finditer(text, 0, end):
        signs = _PERSON.findall(match.group())
        closed = None if opened else _CLOSES.match(text, match.end())
        if closed and not _is_spoken_of(text[: match.start()]):
            drafts.append(_Draft(closed.lastgroup, "closed", index, index, _people(clause, signs)))
        elif len(signs) >= LEAST and not _NAMESAKE.match(text, match.end()):
            drafts.append(_Draft("list", "chain", index, index, _people(clause, signs)))
    return sorted((draft for draft in drafts if draft.people), key=lambda draft: draft.people[0].start)


def _listed(text: str, start: int, stop: int) -> list[str]:
    """Return the signs of the people in a list that a phrase opened, not of those who are only spoken of."""
    aside = _ASIDE.search(text, start, stop)
    stop = aside.start() if aside else stop
    signs, here = [], start
    for match in _NAMES.finditer(text, start, stop):
        if match.start() - here > _LONGEST_GAP:
            break
        here = match.end()
        if not _is_spoken_of(text[start : match.start()]):
            named = _PERSON.findall(match.group())
            signs += named[:-1] if _NAMESAKE.match(text, here) else named
    return signs


def _is_spoken_of(before: str) -> bool:
    """Return whether the words before a name say that others stand there for it: "the portrait of", "his son"."""
    before = before[-NEAR:]
    honour = _HONOUR.search(before)
    before = before[: honour.start()] if honour else before
    return not _WITH.search(before) and bool(_SPOKEN_OF.search(before))


def _people(clause: Clause, signs: list[str]) -> list[Named]:
    return [clause.person(sign) for sign in signs]


def _event_of(
    lineup: Lineup, names: set[str], events: tuple[ReportedEvent, ...], named_at: list[tuple[int, int, str]]
) -> int | None:
    """Return the index of the event that a list belongs to.

    named_at: of each participant the first character of the sentence that names them, the index of the event, the name.

    That is the event in which most of its people take part by these sentences; a list with a phrase of its own belongs
    to the event it is told in, or that was told last.
    """
    within = named_at[bisect_left(named_at, (lineup.start,)) : bisect_left(named_at, (lineup.end,))]
    shared = Counter(index for _, index, name in within if name in names)
    most = max(shared.values(), default=0)
    if events and (most * 2 >= len(names) or (most and lineup.kind != "list")):
        return min(index for index, number in shared.items() if number == most)
    if lineup.kind == "list":
        return None
    told = [index for index, event in enumerate(events) if event.start < lineup.end]
    if not told or (lineup.kind == "committee" and events[told[-1]].end <= lineup.start):
        return None
    return told[-1]
