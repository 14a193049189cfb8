"""A capture as layouts look at it: decoded text, parsed HTML, parsed record, each made once and only when asked for."""

import json
import re
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree
from lxml.cssselect import CSSSelector

from corpus.ingest.capture import Capture
from corpus.ingest.parsed import NotAnArticle

from .decode import decode

MAX_SCHEMAS = 20  # scripts of JSON-LD that are looked at
# Characters that no database holds, and those without width that sites sprinkle in.
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
# The parser's time grows with the square of a tag's attributes. A tag as long as this holds an image, or means harm;
# nothing a layout asks for stands in one.
_LONG_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]{0,20})(?=[\s/])[^<>]{4000,}")
_BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol",
        "option", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
    ]
)  # fmt: skip
_HIDDEN = ("script", "style", "noscript", "template", "iframe", "svg", "button", "select", "textarea")


class Page:
    """One capture on its way through the layouts."""

    def __init__(self, capture: Capture, default_outlet: str = ""):
        self.capture = capture
        self.default_outlet = default_outlet

    @property
    def is_html(self) -> bool:
        """Whether the capture is an HTML page."""
        return self.capture.media_type == "text/html"

    @cached_property
    def text(self) -> str:
        """The decoded text. Raises NotAnArticle for unknown encodings."""
        return _UNWANTED.sub("", decode(self.capture.raw, self.capture.encoding, is_html=self.is_html))

    @cached_property
    def lines(self) -> list[str]:
        """The lines that are not empty, stripped; of an HTML page as a reader sees them."""
        return lines_of(self.body) if self.is_html else split_lines(self.text)

    @cached_property
    def markup(self) -> str:
        """The page's source, without what would stall a parser."""
        return _LONG_TAG.sub(r"<\1", self.text) if len(self.text) > 4000 else self.text

    @property
    def tree(self) -> etree._Element:
        """The parsed page without scripts, line breaks as line feeds. Raises NotAnArticle for an empty one."""
        return self._parsed[0]

    @cached_property
    def _parsed(self) -> tuple[etree._Element, list[str]]:
        """The tree, and what its scripts of JSON-LD held."""
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(self.markup.encode(), parser)
        except etree.LxmlError:
            root = None
        if root is None:
            raise NotAnArticle("the page is empty")
        scripts = islice(root.iterfind(".//script[@type='application/ld+json']"), MAX_SCHEMAS)
        schemas = [script.text or "" for script in scripts]
        etree.strip_elements(root, *_HIDDEN, with_tail=False)
        for line_break in root.iter("br"):
            line_break.tail = f"\n{line_break.tail or ''}"
        return root, schemas

    @property
    def body(self) -> etree._Element:
        """The page's <body>; of a page without one the whole."""
        body = self.tree.find("body")
        return self.tree if body is None else body

    @cached_property
    def record(self) -> dict:
        """The parsed record, its strings without unwanted characters."""
        return _clean(json.loads(self.capture.raw))

    @cached_property
    def url(self) -> str | None:
        """The address: the capture's, else the page's canonical link or og:url."""
        if self.capture.url or not self.is_html:
            return self.capture.url
        links = self.tree.iter("link")
        canonical = next((link.get("href") for link in links if link.get("rel") == "canonical"), None)
        return canonical or self.meta("og:url") or None

    def is_on(self, host: str) -> bool:
        """Whether the address is on a host or below it."""
        try:
            own = urlsplit(self.url or "").hostname or ""
        except ValueError:
            return False
        return own == host or own.endswith(f".{host}")

    def says(self, *marks: str) -> bool:
        """Whether an HTML page's source holds these strings, which is far faster asked than any selector."""
        return self.is_html and all(mark in self.text for mark in marks)

    def select(self, css: str) -> list[etree._Element]:
        """The elements that a CSS selector names, in the page's order."""
        return _selector(css)(self.tree)

    def first(self, css: str) -> etree._Element | None:
        """The first element that a CSS selector names."""
        return next(iter(self.select(css)), None)

    @cached_property
    def metas(self) -> list[tuple[str, str]]:
        """Name (or property, or itemprop; lower case) and content of each <meta> that has both."""
        named = ((one.get("property") or one.get("name") or one.get("itemprop"), one) for one in self.tree.iter("meta"))
        pairs = ((name.lower(), " ".join((one.get("content") or "").split())) for name, one in named if name)
        return [(name, content) for name, content in pairs if content]

    def meta(self, *names: str) -> str:
        """The content of the first of these <meta> names or properties that the page has; else ""."""
        return next((content for wanted in names for name, content in self.metas if name == wanted), "")

    @cached_property
    def schema(self) -> dict:
        """The article that the page describes as JSON-LD in schema.org's terms; empty without one."""
        _, texts = self._parsed
        for text in texts:
            try:
                found = _article(json.loads(text))
            except (ValueError, RecursionError):
                continue
            if found:
                return _clean(found)
        return {}


def text_of(element: etree._Element | None) -> str:
    """An element's text on one line; "" for none."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def walk_text(root: etree._Element) -> Iterator[tuple[str, etree._Element, str]]:
    """("start" or "end", element, text): the text in order, with a line feed where a block begins or ends."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        text = element.text if event == "start" else element.tail if element is not root else ""
        yield event, element, f"\n{text or ''}" if element.tag in _BLOCKS else text or ""


def lines_of(root: etree._Element) -> list[str]:
    """An element's text as lines, one for each block and line break."""
    return split_lines("".join(text for _, _, text in walk_text(root)))


def split_lines(text: str) -> list[str]:
    """The lines of a text that are not empty, stripped, their white space made plain."""
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]


@cache
def _selector(css: str) -> CSSSelector:
    return CSSSelector(css, translator="html")


def _article(value: object, depth: int = 0) -> dict:
    """The first object of a JSON-LD document whose type is an article's."""
    if depth > 6:
        return {}
    if isinstance(value, list):
        return next((found for one in value[:50] if (found := _article(one, depth + 1))), {})
    if not isinstance(value, dict):
        return {}
    types = value.get("@type")
    if any(str(one).endswith(("Article", "BlogPosting")) for one in (types if isinstance(types, list) else [types])):
        return value
    return _article(value.get("@graph") or value.get("mainEntity"), depth + 1)


def _clean(value):
    if isinstance(value, str):
        return _UNWANTED.sub("", value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {_clean(key): _clean(one) for key, one in value.items()}
    return value
