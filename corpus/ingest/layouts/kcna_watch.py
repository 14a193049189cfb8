"""KCNA Watch: its pages, and text extractions of them. The header date is the day of crawl.

Order: day of crawl, "KCNA <Source>", title, "Date: DD/MM/YYYY | Source: … | Read original version at source", body,
"More From <source>" with teasers, each standing twice around a date, "More Articles". Extractions often lack the head.
In a page .article-desc holds the head, .article-content the body.
"""

import datetime
import re
from itertools import pairwise
from urllib.parse import urljoin

from corpus.ingest.dates import candidate, read_date, seen_by
from corpus.ingest.outlets import edition_language
from corpus.ingest.page import Page, lines_of, text_of
from corpus.ingest.parsed import DateCandidate, Teaser

from .assemble import Draft

_HEAD = re.compile(r"Date:\s*(?P<day>\d[\d/]+)\s*\|\s*Source:\s*(?P<source>[^|]{2,80}?)\s*(?:\||Read original|\Z)")
_MORE_FROM = re.compile(r"\AMore From (?P<source>.{2,80})\Z")
_DAY = re.compile(r"\A[A-Z][a-z]+ \d{1,2}, \d{4}\Z")
_ADVERT = re.compile(r"\A(?:Advertisement|ADVERTISEMENT)\Z")


def fits(page: Page) -> float:
    """Recognise the markup, or the lines that only KCNA Watch prints."""
    if page.is_html:
        known = page.says("article-content") and (page.says("article-desc") or page.says("articled-date"))
        return 0.95 if known and page.select(".article-content") else 0.0
    if page.capture.media_type != "text/plain":
        return 0.0
    return 0.9 if any(_HEAD.match(line) or _MORE_FROM.match(line) for line in page.lines) else 0.0


def parse(page: Page) -> list[Draft]:
    """Return a draft of the page or extraction."""
    return [_from_page(page) if page.is_html else _from_text(page)]


def _from_text(page: Page) -> Draft:
    lines = page.lines
    head = next((i for i, line in enumerate(lines) if _HEAD.match(line)), None)
    tail = _tail(lines)
    draft = Draft("kcna_watch")
    start = 0
    if head is not None:
        match = _HEAD.match(lines[head])
        draft.outlet = match["source"]
        draft.title = lines[head - 1] if head else ""
        draft.candidates = [*candidate(match["day"], "page"), *_crawled(lines[0])]
        start = head + 1
    _read_tail(draft, lines[tail:])
    draft.paragraphs = [line for line in lines[start:tail] if not _ADVERT.match(line)]
    return draft


def _from_page(page: Page) -> Draft:
    draft = Draft("kcna_watch")
    draft.title = text_of(page.first(".article-desc h1, .article-desc h2, h1")) or page.meta("og:title")
    lines = lines_of(page.body)
    if match := _HEAD.search(" ".join(lines)):
        draft.outlet = match["source"]
        draft.candidates = candidate(match["day"], "page")
    draft.candidates += _crawled(text_of(page.first(".article-desc .articled-date > span, .articled-date > span")))
    body = lines_of(page.first(".article-content"))
    tail = _tail(body)
    draft.paragraphs = [line for line in body[:tail] if not _ADVERT.match(line) and not _HEAD.search(line)]
    links = {text_of(link): urljoin(page.url or "", link.get("href")) for link in page.select("a[href]")}
    _read_tail(draft, lines[_tail(lines) :], links)
    return draft


def _crawled(line: str) -> list[DateCandidate]:
    """Return the day of crawl as the last possible day of publication."""
    day = read_date(line) if _DAY.match(line) else None
    return [seen_by(datetime.date.fromisoformat(day), line)] if day else []


def _tail(lines: list[str]) -> int:
    """Return the index of the line where the teasers begin."""
    return next((i for i, line in enumerate(lines) if _MORE_FROM.match(line)), len(lines))


def _read_tail(draft: Draft, lines: list[str], links: dict[str, str] | None = None) -> None:
    """Add the teasers, each with its date, and the source if the head has none, to the draft."""
    if lines:
        draft.outlet = draft.outlet or _MORE_FROM.match(lines[0])["source"]
    draft.language = edition_language(draft.outlet)
    for before, line in pairwise(lines):
        if _DAY.match(line) and not _DAY.match(before) and not _MORE_FROM.match(before):
            draft.teasers.append(Teaser(before, read_date(line), (links or {}).get(before)))
        elif line.startswith("More Articles"):
            break
