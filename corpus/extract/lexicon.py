"""The vocabulary that other rooms compare people, places and sentences by."""

from collections.abc import Iterable
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
    kinds: dict[tuple[str, str], frozenset[str]] | None = None  # by type and kind of event, the phrases that show it
    first_kinds: frozenset[str] = frozenset()  # types of event whose kind the first phrase shows
    weak_kinds: frozenset[str] = frozenset()  # kinds that count only where no other is found
    formula: frozenset[str] = frozenset()  # words of set phrases, which tell no two events apart, in lower case
    occasion: frozenset[str] = frozenset()  # regular expressions that open the words for an occasion or purpose
    collective: frozenset[str] = frozenset()  # phrases that tell of many events together
    abbreviations: frozenset[str] = frozenset()  # abbreviated bodies and parts of names that every article prints


@cache
def lexicon() -> Lexicon:
    """Return the words of all languages that have rules: the constant ``LEXICON`` of each package's ``lexicon``."""
    ones = [import_module(f"{__package__}.{code}.lexicon").LEXICON for code in sorted(languages())]
    together = {name: frozenset().union(*(getattr(one, name) for one in ones)) for name in _SETS}
    return Lexicon(
        spheres=_joined(one.spheres or {} for one in ones), kinds=_joined(one.kinds or {} for one in ones), **together
    )


_SETS = (
    "calendar",
    "common",
    "function",
    "first_kinds",
    "weak_kinds",
    "formula",
    "occasion",
    "collective",
    "abbreviations",
)


def _joined(tables: Iterable[dict]) -> dict:
    """Return the tables as one; the words under the same key are put together."""
    found: dict = {}
    for table in tables:
        for key, words in table.items():
            found[key] = found.get(key, frozenset()) | words
    return found


def coordinates() -> frozenset[str]:
    """Return the known places, each as "NORTH EAST NAME,NAME…" in degrees."""
    return _files.lines("coordinates")


def countries() -> frozenset[str]:
    """Return the countries that media call otherwise than GeoNames, each as "CODE NAME, OTHER NAME…"."""
    return _files.lines("countries")


def country_middles() -> frozenset[str]:
    """Return the middle of each country, as "CODE NORTH EAST" in degrees."""
    return _files.lines("country_middles")


def containers() -> frozenset[str]:
    """Return what lies where, each as "CONTAINER: NAME = OTHER SPELLING, NAME…"."""
    return _files.lines("containers")


@cache
def namesakes() -> dict:
    """Return the names that nobody else bears, the names of history, and the groups of spheres."""
    table = _files.table("namesakes")
    return table | {key: frozenset(table[key]) for key in ("local", "silent")}
