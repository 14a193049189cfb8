"""The vocabulary that other rooms compare people, places and sentences by."""

from dataclasses import dataclass
from functools import cache
from importlib import import_module

from . import languages
from .vocabulary import Vocabulary

_files = Vocabulary(__package__, "lists")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of one language, or of several together."""

    calendar: frozenset[str] = frozenset()  # names of months, weekdays and feasts, capitalised
    common: frozenset[str] = frozenset()  # plain words, in lower case, with which no name begins
    function: frozenset[str] = frozenset()  # capitalised articles, prepositions and pronouns
    spheres: dict[str, frozenset[str]] | None = None  # by sphere of life, the words of titles that belong to it


@cache
def lexicon() -> Lexicon:
    """Return the words of all languages that have rules: the constant ``LEXICON`` of each package's ``lexicon``."""
    ones = [import_module(f"{__package__}.{code}.lexicon").LEXICON for code in sorted(languages())]
    spheres: dict[str, frozenset[str]] = {}
    for one in ones:
        for sphere, titles in (one.spheres or {}).items():
            spheres[sphere] = spheres.get(sphere, frozenset()) | titles
    return Lexicon(
        calendar=frozenset().union(*(one.calendar for one in ones)),
        common=frozenset().union(*(one.common for one in ones)),
        function=frozenset().union(*(one.function for one in ones)),
        spheres=spheres,
    )


def coordinates() -> frozenset[str]:
    """Return the known places, each as "NORTH EAST NAME,NAME…" in degrees."""
    return _files.lines("coordinates")


def countries() -> frozenset[str]:
    """Return the countries that media call otherwise than GeoNames, each as "CODE NAME, OTHER NAME…"."""
    return _files.lines("countries")


def containers() -> frozenset[str]:
    """Return what lies where, each as "CONTAINER: NAME = OTHER SPELLING, NAME…"."""
    return _files.lines("containers")


@cache
def namesakes() -> dict:
    """Return the names that nobody else bears, the names of history, and the groups of spheres."""
    table = _files.table("namesakes")
    return table | {key: frozenset(table[key]) for key in ("local", "silent")}
