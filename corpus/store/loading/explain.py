"""Explain an extraction as plain text: each fact with its rule, its offsets and its words."""

import textwrap
from collections.abc import Iterator

from corpus.extract import Lineup, NamedPerson, ReportedEvent

from .prepare import Prepared

WIDTH = 110  # characters per line
AROUND = 36  # characters shown on either side of a name

# Control characters of a hostile text must not reach the terminal.
_CONTROLS = dict.fromkeys((*range(10), *range(11, 32), *range(127, 160)), "\ufffd")


def explain(prepared: Prepared) -> str:
    """Return the article's head, people, events and line-ups as text, each with the id of the rule that found it.

    Offsets are those of ``manage.py parse``: characters of the paragraphs joined by one line feed, or of the headline.
    """
    text = "\n".join([*_head(prepared), *_people(prepared), *_events(prepared), *_lineups(prepared)])
    return text.translate(_CONTROLS)


def _head(prepared: Prepared) -> Iterator[str]:
    parsed, found = prepared.parsed, prepared.extraction
    note = " (made from the lead)" if parsed.title_derived else " (headline only)" if parsed.headline_only else ""
    yield parsed.title + note
    yield f"  source     {prepared.source}"
    yield f"  outlet     {parsed.outlet}, language {parsed.language}, layout {parsed.layout}"
    if parsed.fields:
        yield f"  fields     {parsed.fields}"
    yield f"  published  {parsed.published or 'not known'}" + (
        f" (by {parsed.published_basis})" if parsed.published_basis else ""
    )
    for one in parsed.candidates:
        yield f"    {one.edtf}  {one.basis}: {one.evidence}"
    yield f"  rules      version {found.version}"
    for warning in (*parsed.warnings, *found.warnings):
        yield f"  warning    {warning}"


def _people(prepared: Prepared) -> Iterator[str]:
    people = prepared.extraction.people
    yield f"\nPeople: {len(people) or 'none'}"
    for person in people:
        yield f"  {person.name}" + (" (uncertain)" if person.uncertain else "")
        yield from (f"    = {title}" for title in person.titles)
        yield from _mentions(person, prepared)


def _mentions(person: NamedPerson, prepared: Prepared) -> Iterator[str]:
    texts = {"text": prepared.parsed.text, "title": prepared.parsed.title}
    for one in person.mentions:
        text = texts[one.part]
        before = text[max(0, one.start - AROUND) : one.start].rpartition("\n")[2]
        behind = text[one.end : one.end + AROUND].partition("\n")[0].rstrip()
        where = f"{one.start}–{one.end}" + (" of the headline" if one.part == "title" else "")
        yield f"    {where}  rule {one.rule}: {before}[{one.text}]{behind}"


def _events(prepared: Prepared) -> Iterator[str]:
    events = prepared.extraction.events
    yield f"\nEvents: {len(events) or 'none'}"
    for event in events:
        yield from _event(event)


def _event(event: ReportedEvent) -> Iterator[str]:
    date = f"{event.date} ({event.date_basis})" if event.date else "day not stated"
    yield f"  {event.type}, {date}, {event.place or 'no place'}"
    for one in event.participants:
        yield f"    {one.order}. {one.role}: {one.name}" + (f", {one.title}" if one.title else "")
    yield _said(event)


def _lineups(prepared: Prepared) -> Iterator[str]:
    lineups = prepared.extraction.lineups
    yield f"\nLists of people: {len(lineups) or 'none'}"
    for lineup in lineups:
        yield f"  {lineup.kind}, {len(lineup.members)} people"
        for one in lineup.members:
            yield f"    {one.order}. {one.name}" + (f", {one.title}" if one.title else "")
        yield _said(lineup)


def _said(fact: ReportedEvent | Lineup) -> str:
    """Return where a fact stands, its rule, and its words."""
    said = f"{fact.start}–{fact.end}  rule {fact.rule}: {' '.join(fact.sentence.split())}"
    return textwrap.fill(said, WIDTH, initial_indent="    ", subsequent_indent="      ")
