"""The phrases of vocabulary/formulas.toml as compiled expressions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.extract.en.vocabulary import either, table

SIGN = "◊"  # stands for a person, with a number behind it
PERSON = rf"{SIGN}\d+"
CHAIN = rf"{PERSON}(?:(?:,? and |, |,? as well as ){PERSON})*"

_formulas, _things = table("formulas"), table("events")["things"]


LEADERS = frozenset(table("events")["leaders"])


def listed(text: str) -> list[str]:
    """Return the entries of a comma-separated list, which may run over several lines."""
    return [" ".join(entry.split()) for entry in text.split(",") if entry.strip()]


_PARTS = {
    **{f"<{kind}s>": either(listed(_things[kind])) for kind in _things},
    **{f"<{name}>": pattern for name, pattern in _formulas["parts"].items()},
    "<person>": PERSON,  # behind the others, which have it in them
    "<chain>": CHAIN,
}


def types_with(trait: str) -> frozenset[str]:
    """Return the event types that have a trait of vocabulary/events.toml."""
    return frozenset(listed(table("events")["traits"][trait]))


def compiled(alternatives: list[str]) -> re.Pattern:
    """Return one expression that matches any of the alternatives, with the names in angle brackets replaced."""
    pattern = "|".join(alternatives)
    for name, part in _PARTS.items():
        pattern = pattern.replace(name, part)
    return re.compile(pattern)


def phrase(section: str, key: str) -> re.Pattern:
    """Return the expression with that key in a section of the file."""
    return compiled(_formulas[section][key])


@dataclass(frozen=True, slots=True)
class Formula:
    """One way in which reports describe an event of a type.

    cues: strings of which one stands in every text that the pattern matches; empty if unknown.
    """

    type: str
    rule: str
    pattern: re.Pattern
    cues: tuple[str, ...]

    def search_in(self, text: str) -> Iterator[re.Match]:
        """Return every match in a clause."""
        if self.cues and not any(cue in text for cue in self.cues):
            return iter(())
        return self.pattern.finditer(text)


def formulas() -> tuple[Formula, ...]:
    """Return every formula of the file, in its order."""
    return tuple(
        Formula(row["type"], row["rule"], compiled(row["patterns"]), tuple(row.get("cues", ())))
        for row in _formulas["formulas"]
    )
