"""Vocabulary as data files: TOML tables and text files in a folder."""

import re
import tomllib
from functools import cache
from importlib import resources


class Vocabulary:
    """The data files of one package or folder; each is read once, when it is first asked for."""

    def __init__(self, package: str, *folders: str):
        self._files = resources.files(package).joinpath(*folders)
        self.table = cache(self._table)
        self.lines = cache(self._lines)

    def _table(self, name: str) -> dict:
        """Return the contents of a TOML file."""
        return tomllib.loads((self._files / f"{name}.toml").read_text(encoding="utf-8"))

    def _lines(self, name: str) -> frozenset[str]:
        """Return the lines of a text file without its comments."""
        text = (self._files / f"{name}.txt").read_text(encoding="utf-8")
        return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))

    def words(self, name: str, key: str) -> frozenset[str]:
        """Return a space-separated entry of a TOML file as a set."""
        return frozenset(self.table(name)[key].split())

    def phrases(self, name: str, key: str) -> tuple[str, ...]:
        """Return a comma-separated entry of a TOML file, longest first, as a regular expression needs it."""
        said = {" ".join(phrase.split()) for phrase in self.table(name)[key].split(",") if phrase.strip()}
        return tuple(sorted(said, key=len, reverse=True))


def either(options) -> str:
    """Return a regular expression that matches any of the strings, longest first."""
    return "|".join(re.escape(option) for option in sorted(options, key=len, reverse=True))
