"""Any other page or text: metadata (OpenGraph, schema.org's names) and the block that holds the most running text."""

import re

from bs4 import Tag

from ..dates import candidate
from ..parsed import NotAnArticle
from .assemble import Draft
from .page import Page

MIN_TEXT = 200  # characters of running text below which a page is a list, a menu or a front page


def fits(page: Page) -> float:
    """A little, whatever it is, so that a known layout always comes first."""
    return 0.1 if page.capture.media_type in ("text/html", "text/plain") else 0.0


def parse(page: Page) -> Draft:
    """A draft. Raises NotAnArticle where an HTML page has no block of running text."""
    return _parse_html(page) if page.is_html else _parse_text(page)


def _parse_text(page: Page) -> Draft:
    lines = page.lines
    draft = Draft("generic_text")
    if len(lines) > 1 and len(lines[0]) <= 200 and not re.search(r"[.:;,]\Z|--", lines[0]):
        draft.title, *lines = lines
    if lines and len(lines[0]) <= 40:
        draft.candidates = candidate(lines[0], "page")
        lines = lines[1:] if draft.candidates else lines
    draft.paragraphs = lines
    return draft


def _parse_html(page: Page) -> Draft:
    soup = page.soup
    draft = Draft("generic_html", outlet=page.meta("og:site_name"))
    heading = soup.find("h1")
    draft.title = page.meta("og:title", "citation_title") or (heading.get_text() if heading else "")
    draft.language = (soup.html.get("lang") or "").split("-")[0].lower() or None if soup.html else None
    if time := soup.select_one("article time, main time, time[itemprop=datePublished], time[pubdate]"):
        draft.candidates = candidate(time.get("datetime") or time.get_text(), "page")
    for furniture in soup.find_all(["nav", "header", "footer", "aside", "form", "script", "style"]):
        furniture.extract()
    draft.paragraphs, running = _running_text(soup)
    linked = sum(len(link.get_text(strip=True)) for link in soup.find_all("a"))
    if running < max(MIN_TEXT, linked / 2):
        raise NotAnArticle("not an article: no block of running text, as on a front page or a list")
    return draft


def _running_text(soup: Tag) -> tuple[list[str], int]:
    """The paragraphs of the element whose own paragraphs hold the most text outside links, and how much that is."""
    blocks: dict[int, tuple[Tag, int]] = {}
    for paragraph in soup.find_all("p"):
        linked = sum(len(link.get_text(strip=True)) for link in paragraph.find_all("a"))
        length = len(paragraph.get_text(strip=True)) - linked
        parent, so_far = blocks.get(id(paragraph.parent), (paragraph.parent, 0))
        blocks[id(parent)] = (parent, so_far + length)
    if not blocks:
        return [], 0
    best, running = max(blocks.values(), key=lambda row: row[1])
    return [one.get_text() for one in best.find_all("p", recursive=False)], running
