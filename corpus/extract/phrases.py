"""The set phrases of vocabulary/formulas.toml as compiled expressions."""

import re

from .vocabulary import either, table

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


def compiled(alternatives: list[str]) -> re.Pattern:
    """One expression that matches any of the alternatives, with the names in angle brackets filled in."""
    pattern = "|".join(alternatives)
    for name, part in _PARTS.items():
        pattern = pattern.replace(name, part)
    return re.compile(pattern)


def phrase(section: str, key: str) -> re.Pattern:
    """The expression of that name in a section of the file."""
    return compiled(_formulas[section][key])


def formulas() -> tuple[tuple[str, str, re.Pattern], ...]:
    """Every formula of a happening: its type, its rule and its expression."""
    return tuple((row["type"], row["rule"], compiled(row["patterns"])) for row in _formulas["formulas"])
