"""Offices of people: what the titles printed with one person stand for."""

from collections.abc import Iterable

from corpus.extract.offices import Office, offices_of

from .duplicates import folded, is_korean
from .namesakes import spheres_of

_HOME = "DPRK"
_ELSEWHERE = {"south", "chongryon"}  # spheres of Koreans who do not serve it


def offices_printed(name: str, titles: Iterable[str]) -> dict[str, Office]:
    """Return the office of each title printed with a person of this name; titles that name none are left out.

    Who bears a Korean name serves the DPRK, unless a title says otherwise.
    """
    titles = list(titles)
    korean = "-" not in name and is_korean(folded(name)) and not _ELSEWHERE & spheres_of(titles, name)
    return offices_of(titles, _HOME if korean else "")
