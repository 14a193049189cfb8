"""Capitalised words of a text and the runs they form, in which names can stand."""

import re
from dataclasses import dataclass

from corpus.extract.en.vocabulary import words
from corpus.extract.korean_spelling import MAIN_SURNAMES, SURNAMES, is_syllable

_PARTICLES = words("foreign", "particles")
_ROMAN = re.compile("[IVXⅠ-Ⅻ]+")
_TOKEN = re.compile(
    r"[A-ZÀ-Þ]\.(?=\s?[A-ZÀ-Þ]| (?:de|del|da|dos|van|von|bin|al) )"
    r"|(?<![^\W_])(?:[A-ZÀ-Þ]|al[-－]|el[-－])[^\W\d_]*(?:(?:[-－]|[’'](?!s\b))[^\W\d_]+)*(?!\d)"
)
_QUOTED_TITLE = re.compile(r"\"[^\"\n]{3,110}\"|“[^”\n]{3,110}”")


# "the opera “X and Y”": whose names are in the title of a work, they are its characters.
_WORK = re.compile(
    r"\b(?:[Oo]peras?|[Bb]allet|[Mm]usical|[Nn]ovel|[Dd]rama|[Pp]lay|[Ff]eature film|[Ff]olk tale|[Ll]egend) "
    r"[\"“](?P<title>[^\"”\n]{3,80})[\"”]"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A name found: offsets in its part, its words, the id of the rule, and whether it is Korean."""

    start: int
    end: int
    text: str
    rule: str
    korean: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """One capitalised word with its offsets."""

    start: int
    end: int
    text: str


def quoted_titles(text: str) -> list[tuple[int, int]]:
    """Return the spans of songs, books and slogans in quotation marks, in which every word may have a capital."""
    return [match.span() for match in _QUOTED_TITLE.finditer(text)] if '"' in text or "“" in text else []


def works(text: str) -> str:
    """Return the titles of operas, novels and plays in a text, joined by line feeds."""
    return "\n".join(match["title"] for match in _WORK.finditer(text))


def runs(text: str):
    """Return runs of capitalised words; lower-case particles of names may stand between them."""
    run: list[Token] = []
    for token in _tokens(text):
        if run:
            gap = text[run[-1].end : token.start]
            initial = gap == "" and run[-1].text.endswith(".")  # "D.Tsakhilgaan"
            if gap != " " and not initial and not _joins(gap):
                yield run
                run = []
        run.append(token)
    if run:
        yield run


def _joins(gap: str) -> bool:
    """Return whether particles, or a regnal number, alone stand between two words of a name: "Vicente de la Orta"."""
    if not gap[:1] == " " == gap[-1:]:
        return False
    between = gap.split()
    return bool(between) and (_PARTICLES.issuperset(between) or bool(_ROMAN.fullmatch(gap.strip())))


def _tokens(text: str):
    """Return capitalised words; two names joined by a hyphen ("Yoon-Kon Hui", "Anti-Yoon") are two words."""
    for match in _TOKEN.finditer(text):
        word, start = match.group(), match.start()
        first, hyphen, second = word.partition("-")
        if (
            hyphen
            and (second in MAIN_SURNAMES or second in SURNAMES or first in SURNAMES)
            and second[:1].isupper()
            and (is_syllable(first) or first == "Anti")
        ):
            yield Token(start, start + len(first), first)
            yield Token(start + len(first) + 1, match.end(), second)
        else:
            yield Token(start, match.end(), word)
