"""The types of events, read from event_types.toml. ``python -m corpus.event_types`` prints the table of the docs."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Definition:
    """One type: what counts as such an event, the nearest PLOVER and CAMEO codes, and how titles name participants."""

    label: str
    definition: str
    plover: str = "none"
    cameo: str = "none"
    title: str = ""


# By code, in stored order.
EVENT_TYPES = {
    code: Definition(**fields)
    for code, fields in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")).items()
}


def choices() -> list[tuple[str, str]]:
    """Return code and label of every type, for forms and model fields. Migrations refer to this function, so that a new
    type needs none."""
    return [(code, definition.label) for code, definition in EVENT_TYPES.items()]


def number_of(code: str) -> int:
    """Return the place of a type, from 1, as search rows store it. Raise ValueError if there is no such type."""
    return list(EVENT_TYPES).index(code) + 1


def table() -> str:
    """Return the Markdown table of docs/developing/event-types.md."""
    rows = [f"| `{code}` | {one.definition} | {one.plover} | {one.cameo} |" for code, one in EVENT_TYPES.items()]
    return "\n".join(["| Type | What took place | PLOVER | CAMEO |", "| --- | --- | --- | --- |", *rows])


if __name__ == "__main__":
    print(table())
