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
AT = "at:"  # begins the name of an institution among the spheres
LONGEST = 17  # characters of that name, which are enough to compare it
_INSTITUTION = re.compile(r" (?:of|at|in) (?:the )?(?P<name>[A-Z][^,;.]+)")


@cache
def _patterns() -> dict[str, re.Pattern]:
    return {
        sphere: re.compile(rf"\b(?:{either(words)})(?![\w-])", re.IGNORECASE)
        for sphere, words in lexicon().spheres.items()
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
        found |= fitting - set([sphere for sphere in namesakes()["groups"][0] if sphere in fitting][1:])
        if not namesakes()["local"].isdisjoint(fitting):
            institution = _INSTITUTION.search(plain)
            name = institution["name"] if institution else plain if "low" in fitting else ""
            if name:
                found.add(AT + re.sub(r"\W+", " ", name.casefold()).strip()[:LONGEST])
    return found


def conflict(one: set[str], other: set[str]) -> bool:
    """Return whether two sets of spheres belong to two people: both are known and have nothing in common.

    The groups of namesakes.toml are compared only with each other, and so are the institutions of rank and file.
    """
    institutions = [{sphere for sphere in spheres if sphere.startswith(AT)} for spheres in (one, other)]
    if all(institutions) and not institutions[0] & institutions[1]:
        return True
    said_nothing = institutions[0] | institutions[1] | namesakes()["silent"]
    one, other = one - said_nothing, other - said_nothing
    for group in map(set, namesakes()["groups"]):
        ours, theirs = one & group, other & group
        if ours and theirs and not ours & theirs:
            return True
        one, other = one - group, other - group
    return bool(one and other and not one & other)
