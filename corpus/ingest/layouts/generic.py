"""Any other page or text: metadata (schema.org, OpenGraph), and the running text that trafilatura finds."""

import re
from urllib.parse import urlsplit

from corpus.ingest.dates import candidate
from corpus.ingest.page import Page
from corpus.ingest.parsed import DateCandidate, NotAnArticle
from corpus.languages import STOPS

from .assemble import Draft
from .headline import author, headline, name_of_site, text_of
from .plain_text import parse_text
from .refusals import check_error, check_found, check_list, without_text
from .running_text import DENSE, MIN_TEXT, running_text

# trafilatura's time grows with the square of the number of elements: 6,000 take 2 seconds at worst, 100,000 many
# minutes.
MAX_ELEMENTS = 6_000
# The end of a sentence; a paragraph in Thai, Lao, Burmese or Khmer, which need no mark there, is one by its length.
_SENTENCE = re.compile(
    rf"""(?:[.!?…:၊{STOPS}][\"'”’»)）」』》\]]*|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{{20}}.{{0,40}})\s*\Z"""
)
_FRONT = re.compile(r"/?(?:(?:[a-z]{2}|home|index)(?:[-_][a-z]{2})?(?:\.\w{2,5})?/?){0,2}", re.I)
MIN_ITEMS = 500  # letters from which on an article may be a list of other things than links
_NEAR = 8  # elements after the headline in which its day is looked for
_UPDATED = re.compile(r"updat|modif|edited|aktualis|обновл|actuali|mis à jour|geändert|güncel|更新|수정|cập nhật", re.I)
_LINK_START = 20  # characters compared to find paragraphs that begin with a link


def fits(page: Page) -> float:
    """Return a low score for any page or text, so that layouts of known sites come first."""
    return 0.1 if page.capture.media_type in ("text/html", "text/plain") else 0.0


def parse(page: Page) -> list[Draft]:
    """Return a draft. Raise NotAnArticle if an HTML page has no running text or more than MAX_ELEMENTS elements."""
    return [_from_page(page) if page.is_html else parse_text(page)]


def _from_page(page: Page) -> Draft:
    _check_page(page)
    draft = Draft("generic_html", outlet=name_of_site(page))
    draft.title = headline(page)
    draft.language = _said(page, "inLanguage") or page.language or page.meta("og:locale")
    draft.paragraphs = running_text(page)
    check_found(draft.title)
    _check_prose(page, draft.paragraphs)
    check_list(page, draft.paragraphs)
    draft.author = author(page, draft.paragraphs)
    draft.candidates = _printed_date(page)
    return draft


def _printed_date(page: Page) -> list[DateCandidate]:
    """Return the day that the page prints with the article: in a <time>, or in a short text after the headline.

    A page may show the times of other articles and of updates. So where metadata names the day of publication, the
    printed one must agree; elsewhere it must belong to the headline, and not follow a word such as "Updated".
    """
    said = page.schema.get("datePublished") or page.meta("article:published_time")
    known = candidate(said if isinstance(said, str) else "", "page")
    times = [one for time in page.tree.iter("time") if (one := _time(page, time))]
    if known:
        return [one for one in times if one.edtf == known[0].edtf][:1]
    if times:
        return times[:1]
    heading = next(iter(page.tree.xpath("//h1[normalize-space()]")), None)
    near = (
        page.tree.xpath(f"//h1[normalize-space()][1]/following::*[position() <= {_NEAR}]")
        if heading is not None
        else page.tree.iter("div", "span", "p", "td", "dl", "dt", "dd", "li", "em", "i")
    )
    texts = ((text_of(element), element) for element in near)
    texts = (own for text, element in texts for own in (text, *_own_texts(element)) if 6 <= len(own) <= 60)
    for text in texts:
        if (
            not _UPDATED.search(text)
            and (found := candidate(text, "page"))
            and (heading is not None or _ISSUED.search(text))
        ):
            return found
    return []


_ISSUED = re.compile(r"입력|등록|发布|發布|publ|posted|дата|^\W*\d{4}\D", re.I)


def _own_texts(element) -> list[str]:
    """Return the texts that stand directly in an element, between others."""
    return [" ".join(text.split()) for text in (element.text, element.tail) if text and text.strip()]


def _time(page: Page, element) -> DateCandidate | None:
    """Return the day of a <time> that belongs to the headline: not to another card, a link, an update."""
    for above in element.iterancestors("article", "aside", "footer", "nav", "li", "a"):
        is_its_own = above.tag == "article" and element.get("itemprop") == "datePublished"
        if above.find(".//h1") is None and not is_its_own:
            return None
    before = element.getprevious()
    said = (element.getparent().text,) if before is None else (text_of(before), before.tail)
    label = " ".join(filter(None, (*said, text_of(element), element.get("class"), element.get("itemprop"))))
    if _UPDATED.search(label[-200:]):
        return None
    return next(iter(candidate(element.get("datetime") or "", "page") or candidate(text_of(element), "page")), None)


def _check_page(page: Page) -> None:
    """Raise NotAnArticle for the address of a front page, too many elements, or too little text outside links."""
    if _is_front(page.url):
        raise NotAnArticle("not an article: the address is that of a front page")
    if page.tree.xpath("count(//*)") > MAX_ELEMENTS:
        raise NotAnArticle(f"of no known site, and the page has more than {MAX_ELEMENTS:,} elements")
    unlinked = page.tree.xpath("//text()[string-length(normalize-space()) > 20][not(ancestor::a)]")
    if sum(_letters(" ".join(text.split())) for text in unlinked) < MIN_TEXT:
        raise _without_prose(page)


def _check_prose(page: Page, paragraphs: list[str]) -> None:
    """Raise NotAnArticle unless at least a third of the paragraphs' text is sentences, not headlines and links."""
    links = {text.strip()[:_LINK_START] for text in page.tree.xpath(f"//a//text()[string-length() >= {_LINK_START}]")}
    unlinked = [one for one in paragraphs if one[:_LINK_START] not in links]
    prose = [one for one in unlinked if _SENTENCE.search(one)]
    if page.schema and sum(map(_letters, unlinked)) >= MIN_ITEMS:
        return  # a calendar, a table: the page says that it is an article
    if sum(map(_letters, prose)) < max(MIN_TEXT, sum(map(_letters, paragraphs)) / 3):
        raise _without_prose(page)


def _without_prose(page: Page) -> NotAnArticle:
    """Return why a page has no running text: it is an error or a challenge, or else a list or a front page."""
    try:
        check_error(headline(page), [text_of(page.tree.find(".//body"))])
    except NotAnArticle as reason:
        return reason
    return without_text(page)


def _is_front(url: str | None) -> bool:
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return bool(parts.netloc and not parts.query and _FRONT.fullmatch(parts.path))


def _said(page: Page, name: str) -> str:
    value = page.schema.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _letters(text: str) -> int:
    """Return the length of a text; a Korean, Chinese or Japanese character counts as three letters."""
    return len(text) + 2 * len(DENSE.findall(text))
