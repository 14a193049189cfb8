"""Any other page or text: metadata (schema.org, OpenGraph), then trafilatura's choice of what is running text."""

import re
from urllib.parse import urlsplit

import trafilatura

from ..datelines import split_dateline
from ..dates import candidate
from ..parsed import NotAnArticle
from .assemble import Draft
from .page import Page, split_lines, text_of

MIN_TEXT = 200  # letters of running text below which a page is a list, a menu or a front page
# trafilatura's time grows with the square of a page's elements: 6,000 take it 2 seconds at worst, 100,000 many minutes.
MAX_ELEMENTS = 6_000
_DENSE = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_SENTENCE = re.compile(r"""[.!?…。！？؟۔:][\"'”’»)）」』》]*\s*\Z""")
_FRONT = re.compile(r"/?(?:(?:[a-z]{2}|home|index)(?:[-_][a-z]{2})?(?:\.\w{2,5})?/?){0,2}", re.I)
_LINK_START = 20  # characters by which a paragraph that begins with a link is told
_TITLE_TAIL = re.compile(r"\s+(?:[|»·–—]|-)\s+[^|»·–—]{2,40}\Z")


def fits(page: Page) -> float:
    """A little, whatever it is, so that a known layout always comes first."""
    return 0.1 if page.capture.media_type in ("text/html", "text/plain") else 0.0


def parse(page: Page) -> list[Draft]:
    """A draft. Raises NotAnArticle where an HTML page has no running text, or more elements than can be looked at."""
    return [_from_page(page) if page.is_html else _from_text(page)]


def _from_text(page: Page) -> Draft:
    lines = page.lines
    draft = Draft("generic_text")
    if len(lines) > 1 and len(lines[0]) <= 200 and not re.search(r"[.:;,。：；，]\Z|--", lines[0]):
        if not split_dateline(lines[0])[0]:
            draft.title, *lines = lines
    if lines and len(lines[0]) <= 40:
        draft.candidates = candidate(lines[0], "page")
        lines = lines[1:] if draft.candidates else lines
    draft.paragraphs = lines
    return draft


def _from_page(page: Page) -> Draft:
    draft = Draft("generic_html", outlet=_publisher(page) or page.meta("og:site_name"))
    draft.title = _title(page)
    draft.language = _said(page, "inLanguage") or page.meta("og:locale") or page.tree.get("lang")
    if (time := page.first("article time, main time, time[itemprop=datePublished], time[pubdate]")) is not None:
        draft.candidates = candidate(time.get("datetime") or text_of(time), "page")
    draft.paragraphs = _running_text(page)
    _check_prose(page, draft.paragraphs)
    return draft


def _check_prose(page: Page, paragraphs: list[str]) -> None:
    """Raises NotAnArticle where a page's text is not for the most part sentences, but headlines and links."""
    if _is_front(page.url):
        raise NotAnArticle("not an article: the address is that of a front page")
    links = {text[:_LINK_START] for link in page.tree.iter("a") if len(text := text_of(link)) >= _LINK_START}
    prose = [one for one in paragraphs if _SENTENCE.search(one) and one[:_LINK_START] not in links]
    letters = sum(map(_letters, prose))
    if letters < max(MIN_TEXT, sum(map(_letters, paragraphs)) / 3):
        raise NotAnArticle("not an article: no block of running text, as on a front page or a list")


def _is_front(url: str | None) -> bool:
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return bool(parts.netloc and not parts.query and _FRONT.fullmatch(parts.path))


def _running_text(page: Page) -> list[str]:
    if sum(1 for _ in page.tree.iter()) > MAX_ELEMENTS:
        raise NotAnArticle(f"of no known site, and the page has more than {MAX_ELEMENTS:,} elements")
    found = trafilatura.bare_extraction(
        page.tree, fast=True, include_comments=False, include_tables=False, with_metadata=False
    )
    return split_lines(found.text or "") if found else []


def _publisher(page: Page) -> str:
    publisher = page.schema.get("publisher")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    return name.strip() if isinstance(name, str) else ""


def _title(page: Page) -> str:
    """The headline, from the first that has one: schema.org, OpenGraph, the only <h1>, <title> without the site's name."""
    if title := _said(page, "headline") or page.meta("og:title", "citation_title"):
        return title
    headings = page.select("h1")
    if len(headings) == 1 and (title := text_of(headings[0])):
        return title
    return _TITLE_TAIL.sub("", text_of(page.tree.find(".//title")))


def _said(page: Page, name: str) -> str:
    value = page.schema.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _letters(text: str) -> int:
    """How long a text is; a Korean, Chinese or Japanese character says as much as three letters."""
    return len(text) + 2 * len(_DENSE.findall(text))
