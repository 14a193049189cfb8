"""The headline and the author of a page of no known site."""

import re
from collections import Counter
from html import unescape
from urllib.parse import urlsplit

from lxml import etree

from corpus.ingest.outlets import by_name
from corpus.ingest.page import Page

_TAIL = re.compile(
    r"(?P<sign>\s+[|»·–—:-]{1,2}\s+|\s*[|｜—–]\s*|_|-{1,2}(?=[^\W\d_a-zA-Z])|：)(?P<name>[^|｜»·–—_]{1,60})\Z"
)
_SURE = re.compile(r"[|｜_]")  # signs that stand in no headline
_BY = re.compile(r"(?:By|Por|Par|Von|Di|Автор:?|Oleh|기자|记者|記者)\s+(?P<name>[^\W\d_][^\d|:;!?]{2,60})\Z", re.I)
_NEAR = 8  # elements after the headline in which its author is looked for
MAX_LINE = 80  # characters of a line that names the author
MAX_TITLE = 300
MAX_SITE = 40  # letters of a site's name


def headline(page: Page) -> str:
    """Return what most of schema.org, <h1>, OpenGraph and <title> agree on, without the site's name.

    Where they disagree, schema.org goes first.
    """
    headings = [text for heading in page.tree.iter("h1") if (text := text_of(heading))]
    said = page.schema.get("headline")
    named = _names_of_site(page)
    first = [said] if isinstance(said, str) else []
    if len(headings) > 3:  # of several stories, or of boxes
        headings = [one for one in headings if isinstance(said, str) and _plain(one) == _plain(unescape(said))]
    first += [one for one in headings if _plain(one) not in named]
    titles = [*first, page.meta("og:title", "citation_title", "twitter:title"), text_of(page.tree.find(".//title"))]
    plain = [text for text in (_without_site(text, named) for text in titles) if text]
    if not plain:
        return ""
    if all(_plain(text) in named for text in plain):  # an old page that says its headline elsewhere
        return _marked(page)
    plain = [text for text in plain if _plain(text) not in named]
    votes = Counter(map(_plain, plain))
    best = max(plain, key=lambda text: votes[_plain(text)])
    longer = plain[0] if first and _plain(plain[0]).startswith(_plain(best)) else best  # of which it is the beginning
    return longer[:MAX_TITLE]


def name_of_site(page: Page) -> str:
    """Return what the page calls its site or its publisher: in metadata, else behind its title or as all of it."""
    for name in (page.meta("og:site_name"), _name(page.schema.get("publisher")), page.meta("application-name")):
        if by_name(name) or (name and len(name) <= 2 * MAX_SITE and not re.match(r"@|https?:|\d+\Z", name)):
            return name
    title = text_of(page.tree.find(".//title"))
    if (tail := _TAIL.search(title)) and _SURE.search(tail["sign"]):
        return tail["name"].strip()
    return title if 2 <= len(title) <= 20 and title != headline(page) else ""


def author(page: Page, paragraphs: list[str]) -> str:
    """Return the author whom metadata or a line "By …" names, and remove that line; "" without one."""
    said = _name(page.schema.get("author")) or page.meta("author", "article:author", "dc.creator", "parsely-author")
    if re.match(r"https?://|@", said) or len(said) > 120 or _plain(said) in _names_of_site(page):
        said = ""
    if match := _BY.match(said):
        said = match["name"].strip()
    for line in paragraphs[:2] if paragraphs else []:
        match = _BY.match(line)
        if len(line) <= MAX_LINE and (match or (said and _plain(line) in (_plain(said), _plain(f"By {said}")))):
            paragraphs.remove(line)
            said = said or match["name"].strip()
    return said or _named_near_headline(page)


def _named_near_headline(page: Page) -> str:
    """Return the name in a line "By …" that stands between the headline and the text, outside what was taken for it."""
    for element in page.tree.xpath(f"//h1[1]/following::*[position() <= {_NEAR}]"):
        line = text_of(element)
        if len(line) <= MAX_LINE and (name := named_in(line)):
            return name
    return next((name for one in page.tree.xpath("//*[@itemprop='author']") if (name := text_of(one)[:MAX_LINE])), "")


def named_in(line: str) -> str:
    """Return the name in a line "By …"; "" if it is no such line."""
    match = _BY.match(line)
    return match["name"].strip() if match and not match["name"][0].islower() else ""


def text_of(element: etree._Element | None) -> str:
    """Return an element's text on one line; "" for None."""
    return " ".join("".join(element.itertext()).split()).replace("\xad", "") if element is not None else ""


def _marked(page: Page) -> str:
    """Return the text of the first element whose class says that it is the headline of an article."""
    for element in page.tree.iter("dt", "dl", "h2", "h3", "div", "p", "span", "strong", "td"):
        named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        parent = element.getparent()
        if element.tag == "dt" and parent is not None:
            named += f" {(parent.get('class') or '').lower()}"
        if re.search(r"(?:news|article|view|post|h)[-_]?(?:title|headline|subject)|headline", named):
            text = text_of(element)
            if 4 <= len(text) <= MAX_TITLE and element.find(".//a") is None:
                return text
    return ""


def _name(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value[:10])))
    if isinstance(value, dict):
        value = value.get("name")
        return _name(value) if isinstance(value, list) else _name(str(value or ""))
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _names_of_site(page: Page) -> set[str]:
    """Return how the page calls its site, and its host, in letters alone."""
    publisher = _name(page.schema.get("publisher"))
    names = {publisher, page.meta("og:site_name"), page.meta("application-name"), page.meta("twitter:site")}
    try:
        host = (urlsplit(page.url or "").hostname or "").removeprefix("www.")
    except ValueError:
        host = ""
    names |= {host, host.split(".")[0], ".".join(host.split(".")[-2:])}
    title = text_of(page.tree.find(".//title"))
    names = {_plain(name) for name in names | ({title} if len(title) <= 10 else set()) if name}
    return {
        name
        for name in names
        if (len(name) <= MAX_SITE and name != _plain(title)) or (name == _plain(title) and len(title) <= 10)
    }


def _without_site(text: str, named: set[str]) -> str:
    """Return a title without up to three names behind it: the site's, or a section's before the site's."""
    text = " ".join(unescape(text).split()).replace("\xad", "")
    for _ in range(3):
        match = _TAIL.search(text)
        if not match or match.start() < 4:
            return text
        name = _plain(match["name"])
        is_site = any(
            name == one or (len(one) > 3 and (one in name or (len(name) > 3 and name in one))) for one in named
        )
        if not is_site and not _SURE.search(match["sign"]) and not _is_dash_of_han(match):
            return text
        text = text[: match.start()].rstrip()
    return text


def _is_dash_of_han(match: re.Match) -> bool:
    """Return whether a dash without spaces cuts a short name off a Chinese, Japanese or Korean title: "…-新华网"."""
    return bool(re.fullmatch(r"-{1,2}", match["sign"])) and len(match["name"]) <= 8


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
