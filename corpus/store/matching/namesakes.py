"""Distinguish people of one name by the spheres of life that their titles belong to."""

import re
from functools import cache

from corpus.extract.lexicon import lexicon, namesakes
from corpus.extract.vocabulary import either

# "general secretary", "director general", "secretary general" and "consul general" are not soldiers.
_NOT_MILITARY = re.compile(
    r"general (?:secretary|director|manager|assembly|bureau|department|federation|association|affairs)"
    r"|(?:secretary|director|governor|consul|attorney|prosecutor)[- ]general",
    re.I,
)
# A present office; a military rank may belong to one of the dead.
_OFFICE = re.compile(
    r"chair|minister|director|secretary|president|ambassador|member|manager|official|premier", re.IGNORECASE
)


@cache
def _patterns() -> dict[str, re.Pattern]:
    return {
        sphere: re.compile(rf"\b(?:{either(words)})\b", re.IGNORECASE) for sphere, words in lexicon().spheres.items()
    }


def spheres_of(titles: tuple[str, ...] | list[str], name: str = "") -> set[str]:
    """Return the spheres of these titles; none for titles that people of every sphere have.

    The names of the leaders, which nobody else has, need no sphere. A name of the famous dead belongs to history,
    unless it stands with a present office: then it is a namesake.
    """
    if name in namesakes()["only"]:
        return set()
    if name in namesakes()["history"]:
        return {"office"} if any(_OFFICE.search(title) for title in titles) else {"history"}
    found = set()
    for title in titles:
        plain = title.replace("’", "'")
        fitting = {
            sphere
            for sphere, pattern in _patterns().items()
            if pattern.search(_NOT_MILITARY.sub("", plain) if sphere == "military" else plain)
        }
        found |= fitting - set([sphere for sphere in namesakes()["apart"] if sphere in fitting][1:])
    return found


def conflict(one: set[str], other: set[str]) -> bool:
    """Return whether two sets of spheres belong to two people: both are known and have nothing in common.

    The spheres that namesakes.toml sets apart are compared only with each other.
    """
    apart = set(namesakes()["apart"])
    ours, theirs = one & apart, other & apart
    if ours and theirs and not ours & theirs:
        return True
    one, other = one - apart, other - apart
    return bool(one and other and not one & other)
