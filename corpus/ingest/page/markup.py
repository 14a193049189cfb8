"""Limits on HTML source, checked by one linear scan before a parser sees it."""

import re
from collections.abc import Iterator

from corpus.ingest.parsed import NotAnArticle

# Start and end tags. BeautifulSoup makes a Python object of every element: 15,000 take it about 0.1 seconds. The
# fullest page of a known site, a day of KCNA with 88 stories, has about 2,000 tags.
MAX_TAGS = 15_000
# A CSS selector walks from an element up to the root, so its time grows with tags × depth. It is lxml's limit, too; the
# deepest page of a known site has about 30 levels.
MAX_DEPTH = 256
MAX_ATTRIBUTES = 60_000  # four for each tag; pages of known sites have two at most
# lxml compares each attribute of a tag with all others: 40,000 on one tag take it 12 seconds. A tag longer than
# LONG_TAG characters holds an embedded image or is hostile; no layout needs an attribute of one.
LONG_TAG = 4000
MAX_TAG_ATTRIBUTES = 100
_SHORT_TAG = 4 * MAX_TAG_ATTRIBUTES  # characters within which attributes are not counted

# One comment, one element whose content is not markup, or one tag, as HTML parsers tokenise them (HTML Standard,
# section 13.2.5): quotes count only after "=". All repetitions are possessive, so that the scan is linear.
_REST = r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+"""
_TOKEN = re.compile(
    rf"""<!--(?:-?>|.*?(?:--!?>|\Z))
    |<(?P<raw>script|style|textarea|title|iframe|xmp)(?=[\s/>])(?P<raw_rest>{_REST})>?+.*?(?=</(?P=raw)[\s/>]|\Z)
    |<(?P<close>/?)(?P<name>[a-z][^\s/>]*+)(?P<rest>{_REST})""",
    re.I | re.S | re.X,
)
_OPENING = re.compile(r"<[a-z]", re.I)
# A tag of more than _SHORT_TAG characters, or a quoted value with ">" in it, behind which such a tag may go on.
_SUSPECT = re.compile(rf"""<[a-z][^>]{{{_SHORT_TAG}}}|=\s*(?:"[^">]*>|'[^'>]*>)""", re.I)
_ATTRIBUTE = re.compile(r"""[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+""")
_VOID = frozenset(
    [
        "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "isindex", "link", "meta",
        "param", "source", "track", "wbr",
    ]
)  # fmt: skip
# An element closes those of equal or lower rank that are innermost when it begins: <li> an open <p> and <li>.
_SELF_CLOSING = {"a": 0, "p": 1, "li": 1, "option": 1, "td": 2, "th": 2, "tr": 3, "tbody": 4, "thead": 4, "tfoot": 4}
_ROOTS = frozenset(["html", "head", "body"])  # the parser merges them
# An end tag closes nothing beyond an open element of higher priority (libxml2, htmlEndPriority); others have 100.
_PRIORITY = {
    "div": 150, "td": 160, "th": 160, "tr": 170, "thead": 180, "tbody": 180, "tfoot": 180, "table": 190,
}  # fmt: skip


def without_archive_bar(markup: str) -> str:
    """Return the source without the bar that the Wayback Machine puts on top of a page, between comments of its own."""
    start = markup.find("<!-- BEGIN WAYBACK TOOLBAR INSERT -->")
    end = markup.find("<!-- END WAYBACK TOOLBAR INSERT -->", start)
    return markup[:start] + markup[end:] if 0 <= start < end else markup


def shorten_tags(markup: str) -> str:
    """Return the source without the attributes of tags that are too long, or have too many, for lxml."""
    return _TOKEN.sub(_shortened, markup) if _SUSPECT.search(markup) else markup


def _shortened(token: re.Match) -> str:
    rest = token["rest"] or token["raw_rest"] or ""
    if len(rest) <= _SHORT_TAG:
        return token[0]
    if len(rest) <= LONG_TAG and len(_ATTRIBUTE.findall(rest)) <= MAX_TAG_ATTRIBUTES:
        return token[0]
    return token[0].replace(rest, "", 1)


def check_limits(markup: str) -> None:
    """Raise NotAnArticle if a page has too many tags or attributes, or is nested too deep, to be parsed.

    markup: as shorten_tags() returns it.
    """
    if len(_OPENING.findall(markup)) <= MAX_DEPTH:  # too few for any limit, as a tag has at most 200 attributes
        return
    attributes = 0
    for tags, (token, depth) in enumerate(_tags(markup), start=1):
        if tags > MAX_TAGS:
            raise NotAnArticle(f"the page has more than {MAX_TAGS:,} tags")
        if rest := token["rest"] or token["raw_rest"]:
            attributes += len(_ATTRIBUTE.findall(rest))
            if attributes > MAX_ATTRIBUTES:
                raise NotAnArticle(f"the page has more than {MAX_ATTRIBUTES:,} attributes")
        if depth > MAX_DEPTH:
            raise NotAnArticle(f"the page is nested deeper than {MAX_DEPTH} levels")


def depth_of(markup: str) -> int:
    """Return how deep the scan finds a page's elements nested, <html> and <body> not counted."""
    return max((depth for _, depth in _tags(markup)), default=0)


def _tags(markup: str) -> Iterator[tuple[re.Match, int]]:
    """Yield each tag outside comments and scripts, and how many elements are open after it."""
    open_tags: list[str] = []
    for token in _TOKEN.finditer(markup):
        if token["name"]:
            (_close if token["close"] else _open)(open_tags, token["name"].lower())
        if token["name"] or token["raw"]:
            yield token, len(open_tags)


def _open(open_tags: list[str], name: str) -> None:
    if name in _VOID or name in _ROOTS:
        return
    rank = _SELF_CLOSING.get(name)
    while rank is not None and open_tags and _SELF_CLOSING.get(open_tags[-1], 9) <= rank:
        open_tags.pop()
    open_tags.append(name)


def _close(open_tags: list[str], name: str) -> None:
    priority = _PRIORITY.get(name, 100)
    for place in range(len(open_tags) - 1, -1, -1):
        if open_tags[place] == name:
            del open_tags[place:]
            return
        if _PRIORITY.get(open_tags[place], 100) > priority:
            return
