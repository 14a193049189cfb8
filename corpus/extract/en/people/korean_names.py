"""Korean names in a run of capitalised words, found by family name and syllables; things named after people are not."""

import re
from itertools import pairwise

from corpus.extract.korean_spelling import (
    AMBIGUOUS_SURNAMES,
    MAIN_SURNAMES,
    SOFT_SYLLABLES,
    SURNAMES,
    is_syllable,
)

from .titles import HEADS, HONORIFICS
from .tokens import Spot, Token
from .word_lists import CALENDAR, COMMON, FACTIONS, PLACE_PHRASES, PLACE_WORDS, THINGS

_OPENER = re.compile(
    r"\b(?:(?:orders?|prizes?|medals?|titles?|awards?|cup|universit(?:y|ies)|academy) of |named after |destroyers? |"
    r"cruisers? |warships? |submarines? |ships? |carriers? |frigates? |class |birthday of the Sun of |works? of art )"
    r"[\"“‘']?$",
    re.IGNORECASE,
)
_ONLY_IN_PROSE = frozenset(("To", "No", "An", "Ran"))  # in a headline a preposition, an answer, an article, a verb
_SHARED_NOUN = re.compile(
    r"(?:, [A-Z][\w-]*)*,? and (?:[A-Z][\w-]*(?: |\b))+"
    r"(?:counties|cities|districts|universities|farms|provinces|streets|orders|prizes)\b"
    r"| (?:city|county|district|street|university|class|(?:thermo\w+|power|hydro\w*) (?:power )?(?:plant|station)"
    r"|sugar mill|airport|hospital|polyclinic|stadium|brigade|contingent|museum|square|school)\b"
    r"|['’]s (?:Mausoleum|Tomb)\b"
)


def read_run(text: str, run: list[Token], found: list, loose: list, headline: bool) -> None:
    """Take the Korean names out of a run; the words between them are appended to ``loose``."""
    start = index = 0
    if len(run) == 2 and _after_surname_and_hyphen(text, run):
        found.append(Spot(run[0].start, run[1].end, text[run[0].start : run[1].end], "after-hyphen", True))
        return
    while index < len(run):
        length = _korean_length(text, run, index, headline)
        if not length:
            index += 1
            continue
        if index > start:
            loose.append((run[start:index], False))
        last = run[index + length - 1]
        if _bears_a_name(text, run, index, index + length, headline):
            start = index = len(run)  # the words that follow belong to the thing
            break
        name = text[run[index].start : last.end]
        found.append(Spot(run[index].start, last.end, name, "korean-spelling", True))
        index += length
        start = index
    if start < len(run):
        loose.append((run[start:], start > 0))


def read_in_lists(text: str, loose: list, found: list[Spot]) -> None:
    """Add two-word names whose family name is an English word, between two names: "Kim Ok, An Kil and Choe Hyon"."""
    starts = {name.start for name in found if name.korean}
    ends = {name.end for name in found if name.korean}
    for tokens, after_name in loose:
        if after_name or len(tokens) != 2 or tokens[0].text not in SURNAMES or not is_syllable(tokens[1].text):
            continue
        start, end = tokens[0].start, tokens[1].end
        if start - 2 not in ends or not text.startswith(", ", start - 2):
            continue
        if any(text.startswith(glue, end) and end + len(glue) in starts for glue in (", ", " and ", ", and ")):
            found.append(Spot(start, end, text[start:end], "list", True))


def is_korean_word(surname: str, given: list[str]) -> bool:
    """Return whether words that are English words too have the form of a Korean name: "Son In Bok", "An Ok"."""
    return (
        surname in SURNAMES
        and 0 < len(given) < 3
        and all(is_syllable(word) or word in SOFT_SYLLABLES for word in given)
    )


def _after_surname_and_hyphen(text: str, run: list[Token]) -> bool:
    before = re.search(r"([A-Z][a-z]+)-$", text[max(0, run[0].start - 12) : run[0].start])
    return bool(before) and before.group(1) in SURNAMES and all(is_syllable(token.text) for token in run)


def _korean_length(text: str, run: list[Token], index: int, headline: bool = True) -> int:
    surname = run[index].text
    if surname not in SURNAMES:
        return 0
    rest: list[str] = []
    for last, token in pairwise(run[index : index + 3]):
        if text[last.end : token.start] != " ":
            break
        rest.append(token.text)
    if not rest or f"{surname} {rest[0]}" in PLACE_PHRASES:
        return 0
    if "-" in rest[0]:
        parts = rest[0].split("-")
        return 2 if len(parts) == 2 and is_syllable(parts[0]) and is_syllable(parts[1].capitalize()) else 0
    if len(rest) == 2 and _is_soft(surname, *rest, in_prose=not headline and not _opens_sentence(text, run[index])):
        return 3
    if not is_syllable(rest[0]) or (surname in AMBIGUOUS_SURNAMES and rest[0] in MAIN_SURNAMES):
        return 0
    if len(rest) == 2 and is_syllable(rest[1]):
        return 3
    # Two words only: the second must not be a family name that opens the next name, nor the first a common word.
    if surname in AMBIGUOUS_SURNAMES or rest[0] in MAIN_SURNAMES or len(rest[0]) < 2 or rest[0].lower() in COMMON:
        return 0
    return 2


def _bears_a_name(text: str, run: list[Token], start: int, end: int, headline: bool) -> bool:
    """Return whether the name is part of the name of a square, school, order, ship, mill or town."""
    before, last = text[max(0, run[start].start - 24) : run[start].start], run[end - 1].end
    if _OPENER.search(before) or _SHARED_NOUN.match(text, last):
        return True
    if text[last : last + 1] in "-–" and text[last : last + 1]:
        return bool(re.match(r"[-–](?:[A-Z]\w*[ -]?){1,4}", text[last : last + 40])) and any(
            word in THINGS for word in re.findall(r"[A-Z][a-z]+", text[last : last + 60])[:6]
        )
    if before.endswith(("-", "–")) and end < len(run) and run[end].text in THINGS:
        return True
    if end == len(run) or text[last : run[end].start] != " ":
        return False
    following = [token.text for token in run[end : end + 5]]
    first = following[0]
    if first in CALENDAR or first in HONORIFICS:
        return False
    if headline:
        if first in FACTIONS:
            return False
        return first in THINGS or (first in PLACE_WORDS and any(word in THINGS for word in following[1:]))
    if first in SURNAMES and _korean_length(text, run, end):
        return False
    return first.lower() not in HEADS


def _is_soft(surname: str, first: str, second: str, *, in_prose: bool) -> bool:
    """Return whether two words are a given name although one is an English word: "In Chol", "Chang Man", "To Chun".

    in_prose: within a sentence, where no such word would have a capital for another reason.
    """
    syllables = is_syllable(first), is_syllable(second)
    soft = first in SOFT_SYLLABLES, second in SOFT_SYLLABLES
    if not (syllables[0] or soft[0]) or not (syllables[1] or soft[1]) or not any(syllables):
        return False
    if surname in AMBIGUOUS_SURNAMES and not in_prose:
        return second == "Do" and syllables[0]
    if surname in AMBIGUOUS_SURNAMES and first in MAIN_SURNAMES:
        return False
    return any(soft) and (in_prose or not {first, second} & _ONLY_IN_PROSE)


def _opens_sentence(text: str, token: Token) -> bool:
    before = text[max(0, token.start - 4) : token.start].rstrip(" \"“‘'([")
    return not before or before[-1] in ".!?:;\n-–—"


def names_thing(text: str, start: int, end: int) -> bool:
    """Return whether the words there are part of the name of an order, ship, county or school."""
    return bool(_OPENER.search(text, max(0, start - 24), start)) or _SHARED_NOUN.match(text, end) is not None
