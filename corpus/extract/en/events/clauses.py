"""Sentences reduced for the event rules: signs stand for people with their titles, and for quotations."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from corpus.extract.en.people.people import Named
from corpus.extract.en.sentences import Sentence

from .phrases import SIGN

_QUOTED = re.compile(r"\"[^\"]*(?:\"|$)|“[^”]*(?:”|$)")
LONGEST = 6000  # characters of one sentence that the rules read: no writer's sentence is longer, only broken text
# Without it a full stop ends a sentence, and the rules look no further.
_MONTH_STOP = re.compile(r"\b(Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\.(?= )")


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence and its reduced wording, in which ◊0 stands for the first of ``people`` with all their titles."""

    sentence: Sentence
    text: str
    people: tuple[Named, ...]

    def person(self, sign: str) -> Named:
        """Return the person that a sign of the reduced wording stands for."""
        return self.people[int(sign[1:])]


def read(sentences: list[Sentence], mentions: list[Named]) -> list[Clause]:
    """Return the sentences of a body, each with the people named in it."""
    starts = [named.start for named in mentions]
    clauses = []
    for sentence in sentences:
        inside = mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        clauses.append(_reduce(sentence, inside))
    return clauses


def _reduce(sentence: Sentence, mentions: list[Named]) -> Clause:
    text = sentence.text.replace(SIGN, "·")  # the sign in a text of its own would stand for nobody
    quotes = [match.span() for match in _QUOTED.finditer(text)] if '"' in text or "“" in text else []
    people: list[Named] = []
    pieces: list[str] = []
    here = 0
    for named in mentions:
        begin, reach = named.begin - sentence.start, named.reach - sentence.start
        if begin < here or any(first <= begin < last for first, last in quotes):
            continue
        pieces += [_without_quotes(text[here:begin]), f"{SIGN}{len(people)}"]
        people.append(named)
        here = reach
    pieces.append(_without_quotes(text[here:]))
    reduced = _MONTH_STOP.sub(r"\1", "".join(pieces))
    if len(reduced) > LONGEST:
        reduced = reduced[: reduced.rfind(" ", 0, LONGEST) + 1]
    return Clause(sentence, reduced, tuple(people))


def _without_quotes(piece: str) -> str:
    return _QUOTED.sub("“”", piece) if '"' in piece or "“" in piece else piece
