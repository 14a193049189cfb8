"""Offices: what printed titles stand for. A rank in a body of a country, whatever the wording or abbreviation."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

from . import languages


@dataclass(frozen=True, slots=True)
class Office:
    """A rank in a body of a country; ``str()`` is its normal form: "premier, Cabinet, DPRK".

    body: its parts from the inside out, joined by ", "; empty for offices of a whole country ("king"). country: empty
    for bodies of no country, and where none is printed.
    """

    rank: str
    body: str = ""
    country: str = ""

    def __str__(self):
        return ", ".join(part for part in (self.rank, self.body, self.country) if part)


class Reading(NamedTuple):
    """An office as far as a printed title names it. complete: the title names it wholly."""

    office: Office
    complete: bool


def office_of(title: str, home: str = "") -> Office | None:
    """Return the office that a printed title names; None if it names none, or not completely.

    home: the country that the holder serves, for titles that print none ("vice-premier of the Cabinet").
    """
    found = _read(title, home)
    return found.office if found and found.complete else None


def offices_of(titles: Iterable[str], home: str = "") -> dict[str, Office]:
    """Return the office of each title printed with one person; titles that name none are left out.

    What a title does not print is taken from the others: the country if they all name the same, and the body if only
    one of them has the rank ("Premier", "premier of the Cabinet of the DPRK"). home: as in office_of().
    """
    titles = sorted(set(titles))
    first = {title: found for title in titles if (found := _read(title, ""))}
    stated = {found.office.country for found in first.values() if found.complete and found.office.country}
    home = next(iter(stated)) if len(stated) == 1 else home if not stated else ""
    read = {title: found for title in titles if (found := _read(title, home))}
    offices: dict[str, Office] = {}
    for complete in (True, False):
        known = set(offices.values()) or {found.office for found in read.values() if found.complete}
        for title, found in read.items():
            if found.complete == complete:
                fuller = [one for one in known if one != found.office and _is_fuller(one, found)]
                if len(fuller) == 1:
                    offices[title] = fuller[0]
                elif complete:
                    offices[title] = found.office
    return offices


def _is_fuller(office: Office, reading: Reading) -> bool:
    """Return whether an office can be the one of which a title prints only a part."""
    said, complete = reading
    if office.rank != said.rank or said.country not in ("", office.country):
        return False
    if complete:
        return office.body == said.body
    return not said.body or office.body == said.body or office.body.startswith(f"{said.body}, ")


@cache
def _readers() -> list[Callable[[str, str], Reading | None]]:
    """Return the function ``read`` of each language that has a module ``offices``."""
    names = [f"{__package__}.{code}.offices" for code in sorted(languages())]
    return [import_module(name).read for name in names if find_spec(name)]


def _read(title: str, home: str) -> Reading | None:
    return next((found for read in _readers() if (found := read(title, home))), None)
