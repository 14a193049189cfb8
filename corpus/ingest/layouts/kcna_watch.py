"""KCNA Watch, as a text extraction of its pages (layouts.md: the header date is the day of crawl).

Order: day of crawl, "KCNA <Source>", title, "Date: DD/MM/YYYY | Source: … | Read original version at source", body,
"More From <source>" with teasers, each standing twice around a date, "More Articles". Extractions often lack the head.
"""

import datetime
import re

from ..dates import candidate, read_date, seen_by
from ..outlets import edition_language
from ..parsed import Teaser
from .assemble import Draft
from .page import Page

_SOURCE = re.compile(r"\ADate:\s*(?P<day>[\d/]+)\s*\|\s*Source:\s*(?P<source>[^|]+?)\s*(?:\||\Z)")
_MORE_FROM = re.compile(r"\AMore From (?P<source>.+)\Z")
_DAY = re.compile(r"\A[A-Z][a-z]+ \d{1,2}, \d{4}\Z")
_ADVERT = re.compile(r"\A(?:Advertisement|ADVERTISEMENT)\Z")


def fits(page: Page) -> float:
    """By the lines that only KCNA Watch prints."""
    if page.capture.media_type != "text/plain":
        return 0.0
    found = sum(bool(_SOURCE.match(line) or _MORE_FROM.match(line)) for line in page.lines)
    return 0.9 if found else 0.0


def parse(page: Page) -> Draft:
    """A draft of the extraction, teasers apart."""
    lines = page.lines
    head = next((i for i, line in enumerate(lines) if _SOURCE.match(line)), None)
    tail = next((i for i, line in enumerate(lines) if _MORE_FROM.match(line)), len(lines))
    draft = Draft("kcna_watch")
    start = 0
    if head is not None:
        match = _SOURCE.match(lines[head])
        draft.outlet = match["source"]
        draft.title = lines[head - 1] if head else ""
        draft.candidates = candidate(match["day"], "page")
        if _DAY.match(lines[0]) and (crawled := read_date(lines[0])):
            draft.candidates.append(seen_by(datetime.date.fromisoformat(crawled), lines[0]))
        start = head + 1
    if tail < len(lines):
        draft.outlet = draft.outlet or _MORE_FROM.match(lines[tail])["source"]
        draft.teasers = _teasers(lines[tail + 1 :])
    draft.language = edition_language(draft.outlet)
    draft.paragraphs = [line for line in lines[start:tail] if not _ADVERT.match(line)]
    return draft


def _teasers(lines: list[str]) -> list[Teaser]:
    """Teasers, each once with its date. The last may lack its second standing."""
    found = []
    for i, line in enumerate(lines):
        if _DAY.match(line) and i and not _DAY.match(lines[i - 1]):
            found.append(Teaser(lines[i - 1], read_date(line)))
        elif line.startswith("More Articles"):
            break
    return found
