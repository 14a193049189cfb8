"""Sentence splitting with offsets, for prose full of "Mt.", "Oct.", "No. 1", "C.C., WPK" and "H.E."."""

import re
from dataclasses import dataclass

from corpus.extract.document import Document
from corpus.limits import MAX_SENTENCE

from .vocabulary import words

# After these a full stop ends no sentence.
_ABBREVIATIONS = words("words", "abbreviations")
# These may close a sentence: only a number or a name after them shows that they do not.
_BEFORE_NUMBER = words("words", "abbreviations_before_numbers")
_BREAK = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9À-Þ])")
_LAST_WORD = re.compile(r"([\w.]+)\.$")
_OPENERS = re.compile(
    r"(?:The|It|This|That|These|They|He|She|In|On|At|Then|And|But|If|As|There|When|What|We|Present|No)\b"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its offsets in the document's text, its words, and the index of its paragraph."""

    start: int
    end: int
    text: str
    paragraph: int


def split(document: Document) -> list[Sentence]:
    """Return the sentences of a document's body in order; each lies within one paragraph, at most MAX_SENTENCE long."""
    found = []
    offset = 0
    for number, paragraph in enumerate(document.paragraphs):
        begin = 0
        for match in _BREAK.finditer(paragraph):
            if _ends_sentence(paragraph, match):
                _add(found, paragraph, begin, match.end(), offset, number)
                begin = match.end()
        _add(found, paragraph, begin, len(paragraph), offset, number)
        offset += len(paragraph) + 1
    return found


def _ends_sentence(paragraph: str, match: re.Match) -> bool:
    stop = match.start()
    if paragraph[stop - 1] != ".":
        return True
    word = _LAST_WORD.search(paragraph, max(0, stop - 16), stop)
    if not word:
        return True
    last = word.group(1)
    following = paragraph[match.end() : match.end() + 12].lstrip("\"“‘'([")
    if last in _ABBREVIATIONS:
        return last in _BEFORE_NUMBER and not following[:1].isdigit() and bool(_OPENERS.match(following))
    if len(last) == 1 or re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", last):  # an initial, or letters such as U.S. and C.C.
        return bool(_OPENERS.match(following))
    return True


def _add(found: list, paragraph: str, begin: int, end: int, offset: int, number: int) -> None:
    while end - begin > MAX_SENTENCE:
        space = paragraph.rfind(" ", begin, begin + MAX_SENTENCE)
        cut = space if space > begin else begin + MAX_SENTENCE
        _add(found, paragraph, begin, cut, offset, number)
        begin = cut
    text = paragraph[begin:end]
    stripped = text.strip()
    if stripped:
        start = offset + begin + text.index(stripped)
        found.append(Sentence(start, start + len(stripped), stripped, number))
