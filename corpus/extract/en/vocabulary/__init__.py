"""The vocabulary of the English rules as data files: names, titles, places and events."""

import re
import tomllib
from functools import cache
from importlib import resources

_FILES = resources.files(__name__)


@cache
def table(name: str) -> dict:
    """Return the contents of a TOML file."""
    return tomllib.loads((_FILES / f"{name}.toml").read_text(encoding="utf-8"))


def words(name: str, key: str) -> frozenset[str]:
    """Return a space-separated entry of a TOML file as a set."""
    return frozenset(table(name)[key].split())


def phrases(name: str, key: str) -> tuple[str, ...]:
    """Return a comma-separated entry of a TOML file, the longest first, as a regular expression needs it."""
    return tuple(sorted({" ".join(p.split()) for p in table(name)[key].split(",") if p.strip()}, key=len, reverse=True))


@cache
def lines(name: str) -> frozenset[str]:
    """Return the lines of a text file without its comments."""
    text = (_FILES / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def either(options) -> str:
    """Return a regular expression that matches any of the strings, the longest first."""
    return "|".join(re.escape(option) for option in sorted(options, key=len, reverse=True))
