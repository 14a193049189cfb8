"""The facts the rules stand on: names, titles, places and happenings, as data files."""

import re
import tomllib
from functools import cache
from importlib import resources

_FILES = resources.files(__name__)


@cache
def table(name: str) -> dict:
    """The TOML file of that name, as it is."""
    return tomllib.loads((_FILES / f"{name}.toml").read_text(encoding="utf-8"))


def words(name: str, key: str) -> frozenset[str]:
    """A space-separated entry of a TOML file as a set."""
    return frozenset(table(name)[key].split())


def phrases(name: str, key: str) -> tuple[str, ...]:
    """A comma-separated entry of a TOML file, the longest first, as an alternation wants it."""
    return tuple(sorted({" ".join(p.split()) for p in table(name)[key].split(",") if p.strip()}, key=len, reverse=True))


@cache
def lines(name: str) -> frozenset[str]:
    """The lines of a text file, without its comments."""
    text = (_FILES / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def either(options) -> str:
    """A regular expression that matches any of the given strings, the longest first."""
    return "|".join(re.escape(option) for option in sorted(options, key=len, reverse=True))
