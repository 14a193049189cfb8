"""Tell people of one name apart by the spheres of life their titles belong to."""

import re
import tomllib
from functools import cache
from pathlib import Path

import corpus.extract

# "general secretary", "director general", "secretary general" and "consul general" are no soldiers.
_NOT_MILITARY = re.compile(
    r"general (?:secretary|director|manager|assembly|bureau|department|federation|association|affairs)"
    r"|(?:secretary|director|governor|consul|attorney|prosecutor)[- ]general",
    re.I,
)


# An office of today; a soldier's rank may be one of the dead.
_OFFICE = re.compile(r"chair|minister|director|secretary|president|ambassador|member|manager|official|premier", re.I)


@cache
def _table() -> dict[str, list[str]]:
    path = Path(corpus.extract.__file__).with_name("vocabulary") / "spheres.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _patterns() -> dict[str, re.Pattern]:
    return {
        sphere: re.compile(
            rf"\b(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})\b", re.I
        )
        for sphere, words in _table().items()
        if sphere not in ("history", "apart", "only")
    }


def spheres_of(titles: tuple[str, ...] | list[str], name: str = "") -> set[str]:
    """The spheres these titles belong to; none for offices that people of every sphere hold.

    A name of the leaders, which nobody else bears, needs none. A name of the famous dead belongs to history, unless it
    stands with an office of today: that is a namesake's.
    """
    found = set()
    if name in _table()["only"]:
        return found
    if name in _table()["history"]:
        return {"office"} if any(_OFFICE.search(title) for title in titles) else {"history"}
    for title in titles:
        plain = title.replace("’", "'")
        for sphere, pattern in _patterns().items():
            text = _NOT_MILITARY.sub("", plain) if sphere == "military" else plain
            if pattern.search(text):
                found.add(sphere)
                if sphere == "youth":  # its own committees have departments too
                    break
    return found


def conflict(one: set[str], other: set[str]) -> bool:
    """Whether two sets of spheres speak of two people: both known, nothing in common.

    Those that spheres.toml sets apart count among themselves alone.
    """
    apart = set(_table()["apart"])
    ours, theirs = one & apart, other & apart
    if ours and theirs and not ours & theirs:
        return True
    one, other = one - apart, other - apart
    return bool(one and other and not one & other)
