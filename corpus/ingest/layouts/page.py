"""A capture as layouts look at it: decoded text, parsed HTML, parsed record, each made once and only when asked for."""

import json
import re
from functools import cached_property

from bs4 import BeautifulSoup
from charset_normalizer import from_bytes

from ..capture import Capture
from ..parsed import NotAnArticle

_META_CHARSET = re.compile(rb"""<meta[^>]+charset=["']?\s*([\w.:-]{2,40})""", re.I)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


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
        """The decoded text, without characters that no database holds. Raises NotAnArticle for unknown encodings."""
        raw = self.capture.raw
        declared = _META_CHARSET.search(raw[:4096]) if self.is_html else None
        tries = [declared[1].decode("ascii", "replace")] if declared else []
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            tries.insert(0, "utf-16")
        for encoding in [*tries, "utf-8-sig"]:
            try:
                return _CONTROL.sub("", raw.decode(encoding))
            except (UnicodeDecodeError, LookupError):
                continue
        best = from_bytes(raw[:65536]).best()
        if best is None or best.percent_chaos > 10:
            raise NotAnArticle("the encoding of the text cannot be told")
        try:
            return _CONTROL.sub("", raw.decode(best.encoding))
        except UnicodeDecodeError as error:
            raise NotAnArticle(f"the text is not all {best.encoding}: {error.reason} at byte {error.start}") from error

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines that are not empty, stripped."""
        return [line for line in (" ".join(line.split()) for line in self.text.splitlines()) if line]

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The parsed HTML."""
        return BeautifulSoup(self.text, "lxml")

    @cached_property
    def record(self) -> dict:
        """The parsed record, its strings without characters that no database holds."""
        return _clean(json.loads(self.capture.raw))

    @cached_property
    def url(self) -> str | None:
        """The address: the capture's, else the page's canonical link or og:url."""
        if self.capture.url or not self.is_html:
            return self.capture.url
        link = self.soup.find("link", rel="canonical")
        meta = self.soup.find("meta", property="og:url")
        return (link and link.get("href")) or (meta and meta.get("content")) or None

    def meta(self, *names: str) -> str:
        """The content of the first of these <meta> names or properties that the page has; else ""."""
        for name in names:
            tag = self.soup.find("meta", attrs={"property": name}) or self.soup.find("meta", attrs={"name": name})
            if tag and tag.get("content"):
                return " ".join(tag["content"].split())
        return ""


def _clean(value):
    if isinstance(value, str):
        return _CONTROL.sub("", value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {_clean(key): _clean(one) for key, one in value.items()}
    return value
