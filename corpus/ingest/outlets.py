"""The outlets that are known: those of outlets.toml, and those that a layout declares as its OUTLET."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from corpus.languages import language_code


@dataclass(frozen=True, slots=True)
class OutletEntry:
    """One publisher.

    hosts: its sites' domains. aliases: other spellings of its name. seat: the city that "here" means in a report
    without a dateline, where nearly all are written in one.
    """

    name: str
    slug: str
    country: str
    homepage: str
    hosts: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    seat: str | None = None


@cache
def all_outlets() -> tuple[OutletEntry, ...]:
    """Return every known outlet."""
    from .layouts import all_layouts  # which import this module

    rows = tomllib.loads(Path(__file__).with_name("outlets.toml").read_text(encoding="utf-8"))["outlet"]
    table = (OutletEntry(**{**row, "hosts": tuple(row["hosts"]), "aliases": tuple(row["aliases"])}) for row in rows)
    return (*table, *(layout.OUTLET for layout in all_layouts() if hasattr(layout, "OUTLET")))


@cache
def by_name(name: str) -> OutletEntry | None:
    """Return the outlet of a name, slug or alias in any case; a language in brackets ("KCNA.kp (En)") is ignored."""
    wanted = re.sub(r"\s*\(\w+\)\s*$", "", name).strip().casefold()
    for entry in all_outlets():
        if wanted in {entry.name.casefold(), entry.slug, *(alias.casefold() for alias in entry.aliases)}:
            return entry
    return None


def seat_of(name: str) -> str | None:
    """Return the city that "here" means in an outlet's report without a dateline; None where it is not known."""
    entry = by_name(name)
    return entry.seat if entry else None


def by_url(url: str | None) -> OutletEntry | None:
    """Return the outlet whose site an address belongs to, or None."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    for entry in all_outlets():
        if any(host == known or host.endswith("." + known) for known in entry.hosts):
            return entry
    return None


def edition_language(name: str) -> str | None:
    """Return the language in an edition's name: "Rodong Sinmun (En)" → "en"; None where it names none."""
    match = re.search(r"\((\w{2})\)\s*$", name.strip())
    return language_code(match[1]) if match else None
