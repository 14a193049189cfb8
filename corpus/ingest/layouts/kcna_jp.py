"""kcna.co.jp: a page for each item (from 2009), and older pages with all stories of a day.

An item page, /item/YYYY/YYYYMM/newsDD/YYYYMMDD-NNee.html, opens "calendar>>October 20. 2023 Juche 112 |"; a day page,
/item/2004/200410/news10/27.htm, opens with links to its stories, which follow under anchors (<a name="3">) between
rules. Both end with the copyright of Korea News Service.
"""

import re
from collections.abc import Iterator

from corpus.ingest.datelines import split_dateline
from corpus.ingest.dates import candidate
from corpus.ingest.page import Page, split_lines, walk_text
from corpus.ingest.parsed import DateCandidate

from .assemble import Draft

_CALENDAR = re.compile(r"(?:calendar)?\s*>\s*>\s*(?P<day>[A-Za-z]+\s+\d{1,2}\.?,?\s*\d{4})?[^\n]{0,60}\Z", re.I)
_COPYRIGHT = re.compile(r"Copyright\s*(?:\(C\)|©).*KOREA NEWS SERVICE", re.I)
_STORY = re.compile(r"\d{1,3}\Z")  # an anchor's name


def fits(page: Page) -> float:
    """Recognise the address, the calendar line or the copyright."""
    if not page.is_html:
        return 0.0
    if page.is_on("kcna.co.jp"):
        return 0.95
    return 0.8 if page.says("KOREA NEWS SERVICE") or page.says("calendar&gt;&gt;") else 0.0


def parse(page: Page) -> list[Draft]:
    """Return a draft for each story; the address of one of several ends in its anchor or its number."""
    stories = []
    candidates: list[DateCandidate] = []
    for anchor, lines in _sections(page):
        for line in lines:
            if (match := _CALENDAR.match(line)) and match["day"]:
                candidates = candidate(match["day"], "page")
        kept = [line for line in lines if not _CALENDAR.match(line) and not _COPYRIGHT.search(line)]
        if any(map(_is_prose, kept)):
            stories.append((anchor, kept))
    drafts = []
    for number, (anchor, lines) in enumerate(stories, start=1):
        draft = _draft(lines)
        draft.story = (anchor or str(number)) if len(stories) > 1 else ""
        drafts.append(draft)
    for draft in drafts:
        draft.candidates = list(candidates)
    return drafts


def _sections(page: Page) -> Iterator[tuple[str, list[str]]]:
    """Yield (anchor or "", lines) for each part of the page, split at rules and numbered anchors; links excluded."""
    anchor, parts, links = "", [], 0
    for event, element, text in walk_text(page.body):
        tag = element.name if element else ""
        name = element.get("name") or element.get("id") or "" if tag == "a" else ""
        if event == "start" and (tag == "hr" or _STORY.match(name)):
            if lines := split_lines("".join(parts)):
                yield anchor, lines
                anchor, parts = "", []
            anchor = name or anchor
        linked = tag == "a" and element.get("href") is not None
        links += linked and event == "start"
        links -= linked and event == "end"
        parts.append(" " if links else text)
    yield anchor, split_lines("".join(parts))


def _draft(lines: list[str]) -> Draft:
    """Return a story's draft; its headline is the lines before the dateline, or the first line without one."""
    draft = Draft("kcna_jp", outlet="KCNA")
    opening = next((i for i, line in enumerate(lines[:5]) if split_dateline(line)[0]), None)
    head = opening if opening is not None else 0 if _is_prose(lines[0]) else 1
    draft.title, draft.paragraphs = " ".join(lines[:head]), lines[head:]
    return draft


def _is_prose(line: str) -> bool:
    return len(line) >= 80 or line.endswith((".", "!", "?", '"', "”", "-0-"))
