"""Headline lists without column names: a date in one column, a headline in another, no text, no address."""

import re

from corpus.ingest.dates import candidate, read_date
from corpus.ingest.outlets import by_name
from corpus.ingest.page import Page
from corpus.ingest.parsed import NotAnArticle

from .assemble import Draft

_COLUMN = re.compile(r"column \d+\Z")
_MAX_ROW = 1000  # characters; a longer row may hold a text


def fits(page: Page) -> float:
    """Recognise a row without named columns, one of whose cells is a date."""
    if page.capture.media_type != "application/json" or not all(map(_COLUMN.match, page.record)):
        return 0.0
    cells = _cells(page)
    return 0.9 if sum(map(len, cells)) <= _MAX_ROW and any(map(read_date, cells)) else 0.0


def parse(page: Page) -> list[Draft]:
    """Return a draft without text where headlines are kept; else raise NotAnArticle: the row names a stub."""
    cells = _cells(page)
    dated = max(filter(read_date, cells), key=lambda cell: sum(map(str.isdigit, cell)))
    headline = max((cell for cell in cells if cell != dated), key=len, default="")
    if not headline:
        raise NotAnArticle("neither headline nor text")
    outlet = _outlet(page.capture.source)
    if page.keeps_headlines:
        return [Draft("headlines", outlet=outlet, title=headline, candidates=candidate(dated, "record"))]
    known = ", ".join(one for one in (read_date(dated), outlet) if one)
    raise NotAnArticle(f"headline only, {known}: {headline}"[:500], stub=True, title=headline)


def _cells(page: Page) -> list[str]:
    cells = (" ".join(cell.split()) for cell in page.record.values() if isinstance(cell, str))
    return [cell for cell in cells if cell]


def _outlet(source: str) -> str:
    """Return the outlet at the start of the file's name ("CGTN-Fri-Apr--1-01_55_35-2022-CHINA.csv#3"), or ""."""
    file = re.split(r"[/!\\]", source.rpartition("#")[0] or source)[-1]
    entry = by_name(re.split(r"[-_. ]", file)[0])
    return entry.name if entry else ""
