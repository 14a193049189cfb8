"""Score how likely a known event is the one that an article reports."""

import re
from functools import lru_cache

from rapidfuzz.fuzz import token_set_ratio

from corpus.extract.lexicon import lexicon
from corpus.models.event import EventType, Role
from corpus.models.fields import DateBasis

from .places import place_key

SAME_SENTENCE = 0.8  # required of sentences if no day is stated or nobody takes part
LIKE_SENTENCE = 0.6  # the same, if the day and a participant agree

# One person can have several events of these types on one day, each with somebody else.
_BETWEEN_TWO = frozenset((EventType.MEETING, EventType.MESSAGE))
_ENDS = ((Role.SENDER,), (Role.RECIPIENT,), (Role.PRINCIPAL, Role.HOST, Role.COUNTERPART))
_OF_BEFORE = re.compile(r"(Its?|They|Their|He|His|She|Her)\b")  # refers to somebody whom an earlier sentence names
_CAPITALISED = re.compile(r"[A-Z][\w’'.-]*\w")


def similarity(known, fact) -> float:
    """Score a KnownEvent of the same type and date against an EventFact; 0 if it is another event.

    People and place must agree, and so must the sentence if the date is only approximate. If no participants are known
    on either side, the sentences must name the same bodies and places: ten ministries may issue a statement on one day.
    The same holds if the sender or recipient of a message is not named. Another report in the same revision is always
    another event.
    """
    reported = fact.reported
    if fact.revision.pk in known.revisions or not fact.date:
        return 0
    if not _places_agree(known.place, place_key(reported.place or "")):
        return 0
    ours, theirs = {person.pk for person in fact.people}, set(known.parts)
    shared = len(ours & theirs)
    sentence = _closest(known.sentences, reported.sentence)
    agreeing = [one for one in known.sentences if names_agree(one, reported.sentence)]
    if not ours and not theirs:
        return _at_least(SAME_SENTENCE, _closest(agreeing, reported.sentence))
    if fact.basis == DateBasis.REPORTED:
        alike = sentence if shared else _closest(agreeing, reported.sentence)
        return _at_least(SAME_SENTENCE, alike) if shared == min(len(ours), len(theirs)) else 0
    if not shared or (fact.people[0].pk not in theirs and next(iter(known.parts)) not in ours):
        return 0
    if reported.type in _BETWEEN_TWO and not _same_ends(known, fact):
        return 0
    if reported.type == EventType.MESSAGE and _end_open(known, fact):
        return _at_least(LIKE_SENTENCE, _closest(agreeing, reported.sentence))
    if min(len(ours), len(theirs)) == 1 or shared == 1:
        return _at_least(LIKE_SENTENCE, sentence)
    return 1 + shared + sentence


def names_agree(one: str, other: str) -> bool:
    """Return whether one of two sentences contains all names of the other, and neither starts with a pronoun."""
    if _OF_BEFORE.match(one) or _OF_BEFORE.match(other):
        return False
    ours, theirs = _named(one), _named(other)
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


@lru_cache(maxsize=4096)
def _named(sentence: str) -> frozenset[str]:
    """Return the words of proper names: capitalised, not of the calendar, and not common words at the start."""
    known, found = lexicon(), set()
    for match in _CAPITALISED.finditer(sentence):
        word = re.sub(r"[’']s?$|\.$", "", match[0])
        in_front = match.start() == 0 and word.lower() in known.common
        if word not in known.calendar and word not in known.function and not in_front:
            found.add(word)
    return frozenset(found)


def _closest(sentences: list[str], sentence: str) -> float:
    return max((token_set_ratio(one, sentence) / 100 for one in sentences), default=0)


def _at_least(least: float, value: float) -> float:
    return value if value >= least else 0


def _same_ends(known, fact) -> bool:
    """Return whether the people in each role agree: senders, recipients, those who met. One side may name fewer."""
    return all(ours <= theirs or theirs <= ours for ours, theirs in _ends(known, fact))


def _end_open(known, fact) -> bool:
    """Return whether a report leaves the sender or the recipient of a message unnamed."""
    sender, recipient, _ = _ends(known, fact)
    return not all((*sender, *recipient))


def _ends(known, fact) -> list[tuple[set[int], set[int]]]:
    """Return the people of the fact and those known, for each group of roles."""
    roles_of = [(one.pk, part.role) for one, part in zip(fact.people, fact.reported.participants, strict=True)]
    return [
        ({pk for pk, role in roles_of if role in roles}, {pk for pk, role in known.parts.items() if role in roles})
        for roles in _ENDS
    ]


def _places_agree(one: str, other: str) -> bool:
    if not one or not other:
        return True
    ours, theirs = set(re.findall(r"\w+", one)), set(re.findall(r"\w+", other))
    return ours <= theirs or theirs <= ours
