"""Any other page or text: metadata (schema.org, OpenGraph), and the running text that trafilatura finds."""

import re
from copy import deepcopy
from urllib.parse import urlsplit

import trafilatura
from lxml import etree, html
from trafilatura.settings import DEFAULT_CONFIG

from corpus.ingest.datelines import split_dateline
from corpus.ingest.dates import candidate
from corpus.ingest.page import Page, split_lines
from corpus.ingest.page.soup import BLOCKS
from corpus.ingest.parsed import DateCandidate, NotAnArticle

from .assemble import Draft

MIN_TEXT = 200  # letters of running text; a page with fewer is a list, a menu or a front page
# trafilatura's time grows with the square of the number of elements: 6,000 take 2 seconds at worst, 100,000 many
# minutes.
MAX_ELEMENTS = 6_000
NO_PROSE = "not an article: no block of running text, as on a front page or a list"
_DENSE = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_SENTENCE = re.compile(r"""[.!?…。！？؟۔:][\"'”’»)）」』》]*\s*\Z""")
_FRONT = re.compile(r"/?(?:(?:[a-z]{2}|home|index)(?:[-_][a-z]{2})?(?:\.\w{2,5})?/?){0,2}", re.I)
_NEAR = 6  # elements after the headline in which its day is looked for
_FURNITURE = (
    "script",
    "style",
    "nav",
    "aside",
    "footer",
)  # removed first, which saves trafilatura a quarter of its time
_TIME = "//article//time | //main//time | //time[@itemprop='datePublished'] | //time[@pubdate]"
_JOINER = "\u200c"  # the zero-width non-joiner of Persian, which trafilatura drops
_LINK_START = 20  # characters compared to find paragraphs that begin with a link
# In these scripts 250 characters, which trafilatura takes for too short, are a long text.
_SHORTER = deepcopy(DEFAULT_CONFIG)
_SHORTER.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(MIN_TEXT // 3))
_TITLE_TAIL = re.compile(r"\s+(?:[|»·–—]|-)\s+[^|»·–—]{2,40}\Z")


def fits(page: Page) -> float:
    """Return a low score for any page or text, so that layouts of known sites come first."""
    return 0.1 if page.capture.media_type in ("text/html", "text/plain") else 0.0


def parse(page: Page) -> list[Draft]:
    """Return a draft. Raise NotAnArticle if an HTML page has no running text or more than MAX_ELEMENTS elements."""
    return [_from_page(page) if page.is_html else _from_text(page)]


def _from_text(page: Page) -> Draft:
    lines = page.lines
    draft = Draft("generic_text")
    if len(lines) > 1 and _is_headline(lines[0]):
        draft.title, *lines = lines
    if lines and len(lines[0]) <= 40:
        draft.candidates = candidate(lines[0], "page")
        lines = lines[1:] if draft.candidates else lines
    draft.paragraphs = lines
    return draft


def _is_headline(line: str) -> bool:
    return len(line) <= 200 and not re.search(r"[.:;,。：；，]\Z|--", line) and not split_dateline(line)[0]


def _from_page(page: Page) -> Draft:
    _check_page(page)
    draft = Draft("generic_html", outlet=_publisher(page) or page.meta("og:site_name"))
    draft.title = _title(page)
    draft.language = _said(page, "inLanguage") or page.meta("og:locale") or page.language
    draft.paragraphs = _running_text(page)
    _check_prose(page, draft.paragraphs)
    draft.candidates = _printed_date(page)
    return draft


def _printed_date(page: Page) -> list[DateCandidate]:
    """Return the day in the article's <time>, or, if metadata has none, in a short text after the headline."""
    if times := page.tree.xpath(_TIME):
        return candidate(times[0].get("datetime") or _text_of(times[0]), "page")
    if page.schema.get("datePublished") or page.meta("article:published_time"):
        return []
    near = page.tree.xpath(f"//h1[1]/following::*[position() <= {_NEAR}]")
    short = (text for element in near if len(text := _text_of(element)) <= 60)
    return next((found for text in short if (found := candidate(text, "page"))), [])


def _check_page(page: Page) -> None:
    """Raise NotAnArticle for the address of a front page, too many elements, or too little text outside links."""
    if _is_front(page.url):
        raise NotAnArticle("not an article: the address is that of a front page")
    if page.tree.xpath("count(//*)") > MAX_ELEMENTS:
        raise NotAnArticle(f"of no known site, and the page has more than {MAX_ELEMENTS:,} elements")
    unlinked = page.tree.xpath("//text()[string-length(normalize-space()) > 20][not(ancestor::a)]")
    if sum(_letters(" ".join(text.split())) for text in unlinked) < MIN_TEXT:
        raise NotAnArticle(NO_PROSE)


def _check_prose(page: Page, paragraphs: list[str]) -> None:
    """Raise NotAnArticle unless at least a third of the paragraphs' text is sentences, not headlines and links."""
    links = {text.strip()[:_LINK_START] for text in page.tree.xpath(f"//a//text()[string-length() >= {_LINK_START}]")}
    prose = [one for one in paragraphs if _SENTENCE.search(one) and one[:_LINK_START] not in links]
    if sum(map(_letters, prose)) < max(MIN_TEXT, sum(map(_letters, paragraphs)) / 3):
        raise NotAnArticle(NO_PROSE)


def _is_front(url: str | None) -> bool:
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return bool(parts.netloc and not parts.query and _FRONT.fullmatch(parts.path))


def _running_text(page: Page) -> list[str]:
    dense = len(_DENSE.findall(page.text)) > len(page.text) / 50
    tree = html.document_fromstring(page.markup.encode(), parser=html.HTMLParser(encoding="utf-8"))
    etree.strip_elements(tree, *_FURNITURE, with_tail=False)
    found = trafilatura.bare_extraction(
        tree,
        fast=True,
        include_comments=False,
        include_tables=False,
        config=_SHORTER if dense else DEFAULT_CONFIG,
    )
    paragraphs = split_lines(found.text or "") if found else []
    if _JOINER not in page.text:
        return paragraphs
    written = {line.replace(_JOINER, ""): line for line in _lines_of(page.tree)}
    return [written.get(one, one) for one in paragraphs]


def _lines_of(root: etree._Element) -> list[str]:
    parts = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        text = (element.text if event == "start" else element.tail) or ""
        parts.append(f"\n{text}" if element.tag in BLOCKS else text)
    return split_lines("".join(parts))


def _publisher(page: Page) -> str:
    publisher = page.schema.get("publisher")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    name = publisher.get("name") if isinstance(publisher, dict) else publisher
    return name.strip() if isinstance(name, str) else ""


def _title(page: Page) -> str:
    """Return schema.org's headline, else OpenGraph's, the only <h1>, or <title> without the site's name."""
    if title := _said(page, "headline") or page.meta("og:title", "citation_title"):
        return title
    headings = page.tree.findall(".//h1")
    if len(headings) == 1 and (title := _text_of(headings[0])):
        return title
    return _TITLE_TAIL.sub("", _text_of(page.tree.find(".//title")))


def _text_of(element: etree._Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _said(page: Page, name: str) -> str:
    value = page.schema.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _letters(text: str) -> int:
    """Return the length of a text; a Korean, Chinese or Japanese character counts as three letters."""
    return len(text) + 2 * len(_DENSE.findall(text))
