"""kcna.co.jp: opens "calendar>>October 20. 2023 Juche 112 |", closes with the copyright of Korea News Service."""

import re

from ..dates import candidate
from .assemble import Draft
from .page import Page

_CALENDAR = re.compile(r"calendar\s*>>\s*(?P<day>[A-Za-z]+\s+\d{1,2}\.?,?\s*\d{4})", re.I)


def fits(page: Page) -> float:
    """By the calendar line or the address."""
    if not page.is_html:
        return 0.0
    if "kcna.co.jp" in (page.url or ""):
        return 0.95
    return 0.8 if _CALENDAR.search(page.text[:20000]) else 0.0


def parse(page: Page) -> Draft:
    """A draft of a page that holds one story."""
    soup = page.soup
    draft = Draft("kcna_jp", outlet="KCNA")
    if match := _CALENDAR.search(soup.get_text(" ")):
        draft.candidates = candidate(match["day"], "page")
    heading = soup.find(["h1", "h2", "h3"]) or soup.select_one(".article-title, .title") or soup.find(["b", "strong"])
    title = heading.get_text() if heading else page.meta("og:title")
    draft.title = title
    draft.paragraphs = [
        text for one in soup.find_all("p")
        if (text := one.get_text()).strip() and not _CALENDAR.search(text) and text.split() != title.split()
    ]  # fmt: skip
    return draft
