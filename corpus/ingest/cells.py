"""What one value of a record says: cells of tables and values of JSON, as software leaves them."""

import ast
import html
import re

from lxml import etree

from corpus.ingest.page.soup import BLOCKS

# How pandas, JSON, spreadsheets and databases write that there is nothing.
_EMPTY = frozenset(["", "nan", "none", "nat", "null", "undefined", "n/a", "na", "#n/a", "<na>", "\\n", "-", "--", "—"])
_INSIDE = ("rendered", "name", "text", "value", "$date", "$numberLong", "#text", "_", "url", "href")
_TAG = re.compile(
    r"</?(?:p|br|div|span|figure|img|a|b|i|em|strong|h[1-6]|ul|ol|li|blockquote|section|article)\b[^>]*>", re.I
)
_LEFT_OUT = ("script", "style", "figcaption", "figure", "iframe", "noscript", "nav", "form", "button")
_CUT = re.compile(r"(?:…|\.\.\.)\s*\[\+\d+ chars\]\s*\Z")  # NewsAPI


def value_of(value: object) -> object:
    """Return a value without the objects that WordPress, NewsAPI or MongoDB wrap it in; None for an empty one."""
    for _ in range(3):
        if isinstance(value, dict):
            value = next((value[name] for name in _INSIDE if value.get(name) is not None), None)
    if isinstance(value, str) and value.strip().casefold() in _EMPTY:
        return None
    return value if value not in ([], {}) else None


def line_of(value: object) -> str:
    """Return a value as one line of text: entities are decoded, tags removed, names of a list joined."""
    value = value_of(value)
    if isinstance(value, list):
        return ", ".join(filter(None, map(line_of, value[:20])))
    if not isinstance(value, str):
        return ""
    return " ".join(paragraphs_of(value)) if _TAG.search(value) else " ".join(html.unescape(value).split())


def paragraphs_of(value: object) -> list[str]:
    """Return a value as paragraphs: those of HTML, the items of a list, printed ones included, or the lines."""
    value = value_of(value)
    if isinstance(value, list):
        return [line for one in value for line in paragraphs_of(one)]
    if not isinstance(value, str):
        return []
    if (items := _printed_list(value)) is not None:
        return [line for one in items for line in paragraphs_of(one)]
    if "&lt;" in value and not _TAG.search(value) and _TAG.search(unescaped := html.unescape(value)):
        value = unescaped
    if _TAG.search(value):
        return _paragraphs_of_html(value)
    return html.unescape(value).splitlines()


def is_cut(value: object) -> bool:
    """Return whether a text says that it was cut off."""
    value = value_of(value)
    return isinstance(value, str) and bool(_CUT.search(value))


def _printed_list(value: str) -> list[str] | None:
    """Return the items of a list of strings as Python or JSON prints it; None for anything else."""
    text = value.strip()
    if not re.match(r"""\[\s*["'].*["']\s*,?\s*\]\Z""", text, re.S) or len(text) > 1_000_000:
        return None
    try:
        items = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    return items if isinstance(items, list) and all(isinstance(one, str) for one in items) else None


def _paragraphs_of_html(markup: str) -> list[str]:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(f"<div>{markup}</div>".encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        root = None
    if root is None:
        return []
    etree.strip_elements(root, *_LEFT_OUT, with_tail=False)
    parts = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_break = element.tag in BLOCKS or (element.tag == "br" and event == "start")
        text = (element.text if event == "start" else element.tail) or ""
        parts.append("\n" + text if is_break else text)
    return "".join(parts).splitlines()
