"""The set phrases of vocabulary/formulas.toml as compiled expressions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.extract.en.vocabulary import either, table

SIGN = "◊"  # stands for a person, with a number behind it
PERSON = rf"{SIGN}\d+"
CHAIN = rf"{PERSON}(?:(?:,? and |, |,? as well as ){PERSON})*"

_formulas, _things = table("formulas"), table("events")["things"]


def listed(text: str) -> list[str]:
    """The entries of a comma-separated list that may run over several lines."""
    return [" ".join(entry.split()) for entry in text.split(",") if entry.strip()]


_PARTS = {
    "<person>": PERSON,
    "<chain>": CHAIN,
    **{f"<{kind}s>": either(listed(_things[kind])) for kind in ("message", "statement", "agreement")},
    **{f"<{name}>": pattern for name, pattern in _formulas["parts"].items()},
}


def types_with(trait: str) -> frozenset[str]:
    """Return the event types that have a trait of vocabulary/events.toml."""
    return frozenset(listed(table("events")["traits"][trait]))


def compiled(alternatives: list[str]) -> re.Pattern:
    """One expression that matches any of the alternatives, with the names in angle brackets filled in."""
    pattern = "|".join(alternatives)
    for name, part in _PARTS.items():
        pattern = pattern.replace(name, part)
    return re.compile(pattern)


def phrase(section: str, key: str) -> re.Pattern:
    """The expression of that name in a section of the file."""
    return compiled(_formulas[section][key])


@dataclass(frozen=True, slots=True)
class Formula:
    """How reports tell one kind of happening. cues: one of them stands wherever the pattern fits; none: not known."""

    type: str
    rule: str
    pattern: re.Pattern
    cues: tuple[str, ...]

    def search_in(self, text: str) -> Iterator[re.Match]:
        """Each place of a clause that the formula fits."""
        if self.cues and not any(cue in text for cue in self.cues):
            return iter(())
        return self.pattern.finditer(text)


def formulas() -> tuple[Formula, ...]:
    """Every formula of a happening, as the file has them."""
    return tuple(
        Formula(row["type"], row["rule"], compiled(row["patterns"]), tuple(row.get("cues", ())))
        for row in _formulas["formulas"]
    )
