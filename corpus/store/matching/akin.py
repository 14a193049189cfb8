"""Tell what two texts of one outlet are to each other: wordings of one article, a brief and its full report, or two."""

import re
from enum import StrEnum
from functools import lru_cache

from corpus.spelling import WORD

RUN = 3  # words
# Share of the runs of the shorter text that the longer has. Of 21 real pairs at one address, those of one story have
# 0.48 and more, those of two stories 0.34 and less.
AKIN = 0.4
BRIEF = 1 / 3  # length of a brief by that of the full report; the same pairs: briefs up to 0.2, wordings from 0.97

_WORD = re.compile(WORD)


class Relation(StrEnum):
    """What two texts are to each other."""

    WORDING = "wording"
    BRIEF = "brief"
    OTHER = "other"


def relation(one: str, other: str) -> Relation:
    """Return what two texts are to each other. Texts too short to have runs are wordings if one is all of the other."""
    if share(one, other) < AKIN:
        return Relation.OTHER
    shorter, longer = sorted(len(_WORD.findall(text)) for text in (one, other))
    return Relation.BRIEF if shorter < longer * BRIEF else Relation.WORDING


def share(one: str, other: str) -> float:
    """Return the share of the three-word runs of the shorter text that are also in the longer one."""
    fewer, more = sorted((_runs(one), _runs(other)), key=len)
    return len(fewer & more) / len(fewer) if fewer else 1.0


@lru_cache(maxsize=64)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return frozenset(zip(*(words[start:] for start in range(RUN)), strict=False))
