"""Decide whether two accounts in different articles describe one event: pure functions of the two.

Likeness is no evidence: the sentences of two events of one kind are as alike as those of one. Two accounts describe one
event if nothing in them disagrees and what tells the event apart agrees: kind, day, place, who was at both ends, and
the subject.
"""

import datetime
from enum import IntEnum
from functools import cache

from rapidfuzz.fuzz import ratio, token_set_ratio

from corpus.extract.lexicon import coordinates
from corpus.models.event import EventType
from corpus.spelling import respellings
from corpus.store.matching.places import place_key

from .accounts import Account, is_named, words_of

BEFORE = datetime.timedelta(5)  # by which an event may lie before the report that does not date it
BETWEEN = datetime.timedelta(2)  # between two reports of one event that neither dates
LONGEST = datetime.timedelta(31)  # of a stated range that may meet another day than the same range
SAME_SENTENCE, LONG = 90, 80  # per cent; of sentences of that many characters, for the same day
ALIKE = 90  # per cent; of the headlines or texts of two commentaries that are one
NAMES = 4  # words of proper names, beside those of places, that two reports of an event of one day share
OPENING = 600  # characters of the text that are compared

_BETWEEN_TWO = frozenset((EventType.MEETING, EventType.MESSAGE))
_GATHERINGS = frozenset((EventType.ASSEMBLY, EventType.CEREMONY, EventType.PERFORMANCE))
_CALLED_BY_NAME = frozenset((EventType.MILITARY, EventType.ASSEMBLY, EventType.SPORT, EventType.PERFORMANCE))
_COMMENTARY, _TALKS, _WRITE_UP = "commentary", "talks", "write-up"


class Verdict(IntEnum):
    """Whether two accounts describe one event."""

    OTHER = 0
    LIKELY = 1
    SAME = 2


class Days(IntEnum):
    """How the days of two accounts fit."""

    APART = 0
    NEAR = 1
    WITHIN = 2
    EQUAL = 3


def agree(one: Account, other: Account) -> Verdict:
    """Return whether two accounts describe one event. The order of the two makes no difference."""
    if not may_agree(one, other):
        return Verdict.OTHER
    if one.type == EventType.DEATH:  # somebody dies once
        return Verdict.SAME if one.chief.keys() & other.chief.keys() else Verdict.OTHER
    if _other_names(one, other):
        return Verdict.OTHER
    days = fit(one, other)
    if one.is_about_somebody_unnamed or other.is_about_somebody_unnamed:
        return Verdict.SAME if _alike(one.text, other.text) else Verdict.OTHER
    if _is_commentary(one) or _is_commentary(other):
        return Verdict.SAME if _same_text(one, other) else Verdict.OTHER
    if _WRITE_UP in (one.rule, other.rule) and not one.names & other.names:
        return Verdict.OTHER  # each paper has its own
    if one.type == EventType.DISASTER and not (one.place and other.place):
        return Verdict.OTHER
    same_sentence = days == Days.EQUAL and _same_sentence(one, other)
    if one.collective or other.collective:
        return Verdict.SAME if same_sentence and _alike(one.text, other.text) else Verdict.OTHER
    if same_sentence:
        return Verdict.SAME
    return _weighed(one, other, days)


def may_agree(one: Account, other: Account) -> bool:
    """Return whether nothing that is known without the texts of the articles parts the two accounts."""
    return (
        one.type == other.type
        and one.source != other.source
        and bool(fit(one, other))
        and _kinds_agree(one, other)
        and places_agree(one.place, other.place)
        and not _ends_disagree(one, other)
    )


def fit(one: Account, other: Account) -> Days:
    """Return how the days fit. An account without a day of its own may describe what was days before its report."""
    if one.date == other.date and one.date and not one.undated:
        return Days.EQUAL
    (ours, ours_last), (theirs, theirs_last) = one.bounds, other.bounds
    if None in (ours, ours_last, theirs, theirs_last) or ours_last - ours > LONGEST or theirs_last - theirs > LONGEST:
        return Days.APART
    if one.undated and other.undated:
        return Days.NEAR if abs(ours - theirs) <= BETWEEN else Days.APART
    if one.undated:
        return Days.NEAR if theirs <= ours_last and ours - theirs_last <= BEFORE else Days.APART
    if other.undated:
        return Days.NEAR if ours <= theirs_last and theirs - ours_last <= BEFORE else Days.APART
    inside = (ours <= theirs and theirs_last <= ours_last) or (theirs <= ours and ours_last <= theirs_last)
    return Days.WITHIN if inside else Days.APART


def places_agree(one: str, other: str) -> bool:
    """Return whether two places may be one: a place is not known, or one name has all words of the other.

    A town or country agrees with a building, which may stand there, and a name with its initials.
    """
    if not one or not other or one == other:
        return True
    ours, theirs = words_of(one), words_of(other)
    if ours <= theirs or theirs <= ours or initials(one) == other or initials(other) == one:
        return True
    return (one in _towns()) != (other in _towns())


@cache
def _towns() -> frozenset[str]:
    """Return the keys of the towns and countries whose coordinates are known."""
    return frozenset(place_key(name) for line in coordinates() for name in line.split(" ", 2)[2].split(","))


def initials(name: str) -> str:
    """Return the first letters of a name of several words: "prc" for "people's republic of china"."""
    return "".join(word[0] for word in name.split() if word not in ("of", "the", "and"))


def _kinds_agree(one: Account, other: Account) -> bool:
    """Return whether the kinds agree. Talks are also a meeting of the same two on that day at that place."""
    if one.kinds == other.kinds or one.kinds & other.kinds:
        return True
    same_two = one.type == EventType.MEETING and len(one.chief.keys() & other.chief.keys()) >= 2
    return same_two and one.kinds ^ other.kinds == {_TALKS} and one.place == other.place != ""


def _is_commentary(one: Account) -> bool:
    return one.rule == _COMMENTARY or (one.type == EventType.STATEMENT and _COMMENTARY in one.kinds)


def _same_text(one: Account, other: Account) -> bool:
    if one.headline and other.headline and ratio(one.headline, other.headline) >= ALIKE:
        return True
    return _alike(one.text, other.text)


def _alike(one: str, other: str) -> bool:
    """Return whether two texts begin with almost the same words."""
    return token_set_ratio(one[:OPENING], other[:OPENING]) >= ALIKE


def _ends_disagree(one: Account, other: Account) -> bool:
    """Return whether both accounts name people at the same end: other people, or of two ends also each one more."""
    if one.type in _BETWEEN_TWO:
        return any(ours - theirs and theirs - ours for ours, theirs in zip(one.ends, other.ends, strict=True))
    return bool(one.actors and other.actors and one.actors.isdisjoint(other.actors))


def _other_names(one: Account, other: Account) -> bool:
    """Return whether each sentence names somebody or something that the other article prints nowhere.

    Names and titles of people who take part in both do not count.
    """
    both = {person.person for person in one.people} & {person.person for person in other.people}
    shared = (f"{person.name} {person.title}" for person in (*one.people, *other.people) if person.person in both)
    of_both = frozenset().union(*map(words_of, shared))
    ours = {word for word in one.names - of_both if not other.prints(word)}
    theirs = {word for word in other.names - of_both if not one.prints(word)}
    if not ours or not theirs:
        return False
    return len(respellings(ours, theirs)) < min(len(ours), len(theirs))


def _unnamed(one: Account, other: Account) -> bool:
    """Return whether the sentence of one account has somebody at an end whom the other does not name.

    If the other names nobody, it must do so in its sentence or headline; else, or if its sentence refers to an earlier
    one, anywhere in the article.
    """
    theirs = other.printed if other.chief or other.refers else words_of(f"{other.headline} {other.context}")
    named = (person for person in one.people if person.person in one.chief and person.name in one.sentence)
    return any(not is_named(person, theirs) for person in named)


def _same_sentence(one: Account, other: Account) -> bool:
    return min(len(one.sentence), len(other.sentence)) >= LONG and ratio(one.sentence, other.sentence) >= SAME_SENTENCE


def _weighed(one: Account, other: Account, days: Days) -> Verdict:
    """Weigh what agrees, where nothing disagrees."""
    shared, cover, extent = _overlap(one.telling, other.telling)
    common = len(one.chief.keys() & other.chief.keys())
    occasions, occasion_cover, _ = _overlap(one.occasion, other.occasion)
    likely = Verdict.LIKELY if cover >= 0.5 and shared + common >= 2 else Verdict.OTHER
    both_ends = one.type in _BETWEEN_TWO and common >= 2
    if one.occasion and other.occasion and occasion_cover < 0.4:
        return Verdict.LIKELY if occasions and likely else Verdict.OTHER
    called = (one.names & other.names) - words_of(f"{one.place} {other.place}")
    if days == Days.EQUAL and one.type in _CALLED_BY_NAME and cover >= 0.6 and len(called) >= NAMES:
        return Verdict.SAME
    unprinted = min(len(one.telling - other.printed), len(other.telling - one.printed))
    if unprinted >= 2 and not (days == Days.EQUAL and shared >= 5):
        return likely
    if not (both_ends and days == Days.EQUAL) and (_unnamed(one, other) or _unnamed(other, one)):
        return likely
    if both_ends:
        enough = cover >= 0.5 or (days == Days.EQUAL and not (one.telling and other.telling))
    elif one.type in _BETWEEN_TWO:
        enough = shared >= 3 and cover >= 0.9 and extent >= 0.5
    elif days == Days.EQUAL:
        enough = (shared >= 2 and cover >= 0.7) or (shared >= 8 and cover >= 0.6)
        enough = enough and (bool(common) or extent >= (0.5 if one.type == EventType.STATEMENT else 0.4))
    else:
        enough = shared >= (2 if common else 3) and cover >= 0.7 and extent >= (0.5 if common else 0.6)
    if days == Days.EQUAL and one.kinds:
        nothing_else = not (one.telling and other.telling)
        if one.type in _GATHERINGS and one.place and other.place:
            same_occasion = occasions >= 3 and occasion_cover >= 0.7 and (cover >= 0.5 or nothing_else)
            enough = enough or same_occasion or (shared >= 3 and cover == 1)
        elif common and one.kinds == other.kinds and one.type not in (*_BETWEEN_TWO, EventType.STATEMENT):
            enough = enough or nothing_else
    return Verdict.SAME if enough else likely


def _overlap(ours: frozenset[str], theirs: frozenset[str]) -> tuple[int, float, float]:
    """Return the number of words that both have, and their share of the fewer and of the more words."""
    shared = len(ours & theirs)
    fewer, more = sorted((len(ours), len(theirs)))
    return shared, shared / fewer if fewer else 0.0, shared / more if more else 0.0
