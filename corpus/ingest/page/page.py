"""One capture on its way through the layouts: each form of it is made once, and only when a layout asks for it."""

import json
from functools import cached_property
from itertools import islice
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag
from lxml import etree

from corpus.ingest.capture import Capture
from corpus.ingest.parsed import NotAnArticle

from .decode import decode
from .markup import check_limits, shorten_tags, without_archive_bar
from .metadata import MAX_SCHEMAS, read_metas, read_schema
from .soup import HIDDEN, make_soup
from .text import clean, split_lines


class Page:
    """One capture as decoded text, parsed HTML or parsed record.

    Layouts of known sites select elements from ``soup``. ``tree`` is lxml's, many times as fast to make: metadata and
    the generic layout are read from it. keeps_headlines: whether a record with a headline and a date but no text is an
    article that has a headline only, instead of a stub; a page without text never is.
    """

    def __init__(self, capture: Capture, default_outlet: str = "", *, keeps_headlines: bool = False):
        self.capture = capture
        self.default_outlet = default_outlet
        self.keeps_headlines = keeps_headlines and capture.media_type == "application/json"
        self._selected: dict[str, list[Tag]] = {}

    @property
    def is_html(self) -> bool:
        """Whether the capture is an HTML page."""
        return self.capture.media_type == "text/html"

    @cached_property
    def text(self) -> str:
        """The decoded text. Raises NotAnArticle for unknown encodings."""
        return clean(decode(self.capture.raw, self.capture.encoding, is_html=self.is_html))

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the decoded text that are not empty, stripped."""
        return split_lines(self.text)

    @cached_property
    def markup(self) -> str:
        """The page's source, without tags that would stall lxml."""
        return shorten_tags(without_archive_bar(self.text))

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page parsed by BeautifulSoup, without scripts, menus and comments.

        A layout asks for it only where the address or says() has shown that the page may be its own, so that pages of
        unknown sites are never parsed twice. Raises NotAnArticle if the page has too many tags or attributes or is
        nested too deep.
        """
        check_limits(self.markup)
        return make_soup(self.markup)

    @property
    def body(self) -> Tag:
        """The soup's <body>, or the whole soup of a page without one."""
        return self.soup.body or self.soup

    @property
    def tree(self) -> etree._Element:
        """The page parsed by lxml, without scripts; <br> is a line feed. Raises NotAnArticle for an empty page."""
        return self._parsed[0]

    @cached_property
    def _parsed(self) -> tuple[etree._Element, list[str]]:
        """The tree, and the contents of its JSON-LD scripts."""
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(self.markup.encode(), parser)
        except etree.LxmlError:
            root = None
        if root is None:
            raise NotAnArticle("the page is empty")
        scripts = islice(root.iterfind(".//script[@type='application/ld+json']"), MAX_SCHEMAS)
        schemas = [script.text or "" for script in scripts]
        etree.strip_elements(root, *HIDDEN, with_tail=False)
        for line_break in root.iter("br"):
            line_break.tail = f"\n{line_break.tail or ''}"
        return root, schemas

    @cached_property
    def record(self) -> dict:
        """The parsed record, its strings without unwanted characters."""
        return clean(json.loads(self.capture.raw))

    @cached_property
    def url(self) -> str | None:
        """The address: the capture's, else the page's canonical link or og:url."""
        if self.capture.url or not self.is_html:
            return self.capture.url
        links = self.tree.iter("link")
        canonical = next((link.get("href") for link in links if link.get("rel") == "canonical"), None)
        shared = self.meta("og:url")
        if shared and canonical and urlsplit(canonical).path in ("", "/"):  # a link to the front page from every page
            return shared
        return canonical or shared or None

    def is_on(self, host: str) -> bool:
        """Whether the address is on a host or below it."""
        try:
            own = urlsplit(self.url or "").hostname or ""
        except ValueError:
            return False
        return own == host or own.endswith(f".{host}")

    def says(self, *marks: str) -> bool:
        """Whether an HTML page's source holds all of these strings; far faster than any selector."""
        return self.is_html and all(mark in self.text for mark in marks)

    def select(self, css: str) -> list[Tag]:
        """Return the elements that a CSS selector matches, in document order."""
        if css not in self._selected:
            self._selected[css] = self.soup.select(css)
        return self._selected[css]

    def first(self, css: str) -> Tag | None:
        """Return the first element that a CSS selector matches."""
        return self.soup.select_one(css)

    @cached_property
    def metas(self) -> list[tuple[str, str]]:
        """Name (or property, or itemprop; lower case) and content of each <meta> that has both."""
        return read_metas(self.tree)

    def meta(self, *names: str) -> str:
        """Return the content of the first of these <meta> names or properties that the page has; else ""."""
        return next((content for wanted in names for name, content in self.metas if name == wanted), "")

    @property
    def language(self) -> str | None:
        """The "lang" attribute of <html>."""
        return self.tree.get("lang")

    @cached_property
    def schema(self) -> dict:
        """The article that the page describes as JSON-LD in schema.org's terms; empty without one."""
        return read_schema(self._parsed[1], self.url)
