"""The running text of a page of no known site: what trafilatura finds, without what stands around and between it."""

import re
from collections import Counter
from copy import deepcopy
from html import unescape

import trafilatura
from lxml import etree, html
from trafilatura.settings import DEFAULT_CONFIG

from corpus.ingest.dates import read_date
from corpus.ingest.page import Page, split_lines
from corpus.ingest.page.soup import BLOCKS
from corpus.languages import STOPS

MIN_TEXT = 200  # letters of running text; a page with fewer is a list, a menu or a front page
DENSE = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_FURNITURE = (
    "nav", "aside", "footer", "form", "button", "figcaption", "dialog", "noscript",
)  # fmt: skip
# Words of classes and ids of what is no part of the report: "post-comments", "relatedArticles", "share_bar".
_COMMENTS = re.compile(
    r"(?<![a-z])(?:comments?|commentlist|disqus\w*|livefyre\w*|respond|reactions?|sf_comment\w*)(?![a-z])"
)
_BOXES = re.compile(
    r"(?<![a-z])(?:related\w*|also-?read|read-?(?:more|next|also)\w*|recommend(?:ed|ations?)\w*|most-?(?:read|popular"
    r"|viewed)"
    r"|trending|share|sharing|sharebar|share-?(?:bar|buttons?|links?|tools)|social\w*|newsletters?|subscri(?:be"
    r"|ption)|signup"
    r"|cookies?|consent|gdpr|breadcrumbs?|caption\w*|credits?|outbrain|taboola|sponsored|toolbar|taglist|copyright"
    r"|author-?(?:bio|box|info)|pager)(?![a-z])"
)
_STATE = re.compile(
    r"(?<!\S)(?:js|has|is|no|with|tag|category|type|status|single)-\S+|(?<!\S)\S*(?:content|body|article-text|entry"
    r"|story)\S*"
)
_HEADINGS = ("h1", "h2", "h3", "h4")
_STOPS = tuple(f""".!?…”"{STOPS}""")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MARKDOWN_LINK = re.compile(r"\[([^\]\n]{1,300})\]\([^)\s]{1,500}\)")
_CELL = re.compile(r"(?:\A|\s)\|(?=\s|\Z)")  # trafilatura's mark between the cells of a table
_JOINER = "\u200c"  # the zero-width non-joiner of Persian, which trafilatura drops
# In these scripts 250 characters, which trafilatura takes for too short, are a long text.
_SHORTER = deepcopy(DEFAULT_CONFIG)
_SHORTER.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(MIN_TEXT // 3))
_BODY_SHARE = 0.5  # of what trafilatura finds, that a text in the metadata must have to be believed
# Lines that sites put into or under a report, in the languages of the outlets that are read.
_CALL = re.compile(
    r"(?:(?:also |further )?read(?: more| also| next)?\b|see (?:also|more)\b|related\b|more on (?:this|that)"
    r"|watch(?: also)?\b|listen\b"
    r"|don[’']t miss|leggi anche|lee también|lea también|ver también|leia (?:também|mais)|lire aussi|à lire aussi"
    r"|lesen sie auch"
    r"|mehr zum thema|читайте также|читать также|см\. также|также по теме|baca juga|ayrıca oku|xem thêm|đọc thêm"
    r"|اقرأ أيضا?|بیشتر بخوانید|관련\s?기사|相关(?:新闻|阅读|链接)|延伸阅读|関連記事)[^.!?。]{0,15}[:|：»›—–-]", re.I,
)  # fmt: skip
_SHARE = re.compile(
    r"(?:share (?:this|on|via)|follow us|follow .{0,30} on (?:telegram|twitter|x|facebook|instagram|youtube)"
    r"|subscribe (?:to|now)"
    r"|sign up (?:for|to)|like (?:this|what)|did you (?:like|enjoy)|join (?:our|us on)|(?:email|contact) .{0,40}@"
    r"|tags?\b *:?$"
    r"|photos? *:|photograph *:|image(?: credit)? *:|\(image credit|foto *:|фото *:|photo by|getty images|copyright|©"
    r"|all rights reserved|advertisement|reprint|click here|download (?:our|the) app|updated at\b"
    r"|compart(?:e|ir)|síguenos|partager|suivez|teilen|folgen sie|подпис(?:ывайтесь|аться)|поделиться|تابعونا"
    r"|متابعة أخبار"
    r"|ikuti kami|bizi takip)", re.I,
)  # fmt: skip


def running_text(page: Page) -> list[str]:
    """Return the paragraphs of a page's report."""
    tree = _without_furniture(page)
    found = _found_by_trafilatura(tree, page)
    blocks = _blocks(tree)
    if body := _in_metadata(page, blocks, found):
        found = body
    found = _with_lead(_with_siblings(found, blocks), blocks, page)
    paragraphs = _joined([_CELL.sub(" ", one.removeprefix("- ")).strip() for one in found])
    element_of = {_plain(text): element for text, element in reversed(blocks.items())}
    kept = [one for one in paragraphs if not _is_furniture(one, element_of.get(_plain(one)))]
    while kept and _is_heading(element_of.get(_plain(kept[-1]))):  # what it headed is gone
        kept.pop()
    return kept


def _is_heading(element: etree._Element | None) -> bool:
    if element is None or element.tag in ("h2", "h3", "h4"):
        return element is not None
    whole = "".join(element.itertext()).strip()
    return len(whole) <= 60 and any("".join(one.itertext()).strip() == whole for one in element.iter("strong", "b"))


def _joined(lines: list[str]) -> list[str]:
    """Return the lines, joined where a page breaks a sentence: the next one goes on in small letters."""
    joined: list[str] = []
    for line in filter(None, lines):
        if joined and len(joined[-1]) >= 30 and line[0].islower() and re.search(r"[^\W\d_],?\Z", joined[-1]):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


def _without_furniture(page: Page) -> etree._Element:
    """Return the parsed page without menus, comments, boxes and captions.

    What holds a third of the text of all paragraphs is never removed, whatever its class says; comments may hold more.
    """
    tree = html.document_fromstring(
        page.markup.encode(), parser=html.HTMLParser(encoding="utf-8", remove_comments=True)
    )
    etree.strip_elements(tree, "script", "style", "template", "svg", "iframe", with_tail=False)
    whole = _prose_of(tree) or 1
    for element in list(tree.iter(*_FURNITURE)):  # some sites put the whole page into a <form>
        if element.getparent() is not None and _prose_of(element) < whole / 3:
            _remove(element, element.getparent())
    for link in list(tree.iter("a")):  # the card of another report: a link around its headline
        elsewhere = not (link.get("href") or "#").startswith("#") and link.getparent() is not None
        if elsewhere and any(True for _ in link.iter(*_HEADINGS)) and _prose_of(link) < whole / 3:
            _remove(link, link.getparent())
    for element in list(tree.iter("div", "section", "ul", "ol", "p", "span", "a", "figure", "h2", "h3", "h4", "table")):
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        if not named.strip() or element.getparent() is None:
            continue
        words = _CAMEL.sub("-", _STATE.sub("", named)).lower()
        is_comment = _COMMENTS.search(words)
        if is_comment or _BOXES.search(words):
            most = 0.85 if is_comment and element.find(".//h1") is None else 1 / 3
            if _prose_of(element) < most * whole:
                _remove(element, element.getparent())
    return tree


def _prose_of(element: etree._Element) -> int:
    return sum(len("".join(one.itertext())) for one in element.iter("p"))


def _remove(element: etree._Element, parent: etree._Element) -> None:
    tail, before = element.tail or "", element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _found_by_trafilatura(tree: etree._Element, page: Page) -> list[str]:
    dense = len(DENSE.findall(page.text)) > len(page.text) / 50
    found = trafilatura.bare_extraction(
        deepcopy(tree), favor_precision=True, include_comments=False, include_tables=True,
        config=_SHORTER if dense else DEFAULT_CONFIG,
    )  # fmt: skip
    paragraphs = split_lines(found.text or "") if found else []
    if _JOINER not in page.text:
        return paragraphs
    written = {line.replace(_JOINER, ""): line for line in _lines_of(tree)}
    return [written.get(one, one) for one in paragraphs]


def _blocks(tree: etree._Element) -> dict[str, etree._Element]:
    """Return the page's paragraphs, headings and list items by their text, in document order."""
    blocks = {}
    for element in tree.iter("p", "h2", "h3", "h4", "li", "blockquote", "div"):
        if any(child.tag in BLOCKS for child in element):
            continue
        if text := " ".join("".join(element.itertext()).split()):
            blocks.setdefault(text, element)
    return blocks


def _in_metadata(page: Page, blocks: dict[str, etree._Element], found: list[str]) -> list[str]:
    """Return the page's paragraphs that are in schema.org's articleBody, if it holds a whole text; else []."""
    body = page.schema.get("articleBody")
    if not isinstance(body, str) or len(body) < max(500, _BODY_SHARE * sum(map(len, found))):
        return []
    body = _MARKDOWN_LINK.sub(r"\1", unescape(body))
    words = _plain(body)
    kept = [text for text in blocks if len(plain := _plain(text)) > 20 and plain in words]
    if 0.93 <= sum(len(_plain(text)) for text in kept) / len(words) <= 1.05:
        return kept
    lines = split_lines(body)
    return lines if len(lines) > len(body) / 1000 else []


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _with_siblings(found: list[str], blocks: dict[str, etree._Element]) -> list[str]:
    """Return the paragraphs with those that trafilatura left out, of reports that are spread over several boxes.

    They stand in a box of the same class as nearly all that it found, and are sentences without many links.
    """
    known = [text for text in found if text in blocks]
    if len(known) < 3 or len(known) < len(found) / 2:
        return found
    boxes = Counter(_box(blocks[text]) for text in known)
    (box, number) = boxes.most_common(1)[0]
    order = list(blocks)
    place = {text: number for number, text in enumerate(order)}
    first = min(place[text] for text in known)
    missing = [
        text
        for text in order[first:]
        if text not in known and len(text) >= 80 and _box(blocks[text]) == box and _linked(text, blocks[text]) < 0.5
    ]
    if not box[1] or number < 0.7 * len(known) or sum(map(len, missing)) < sum(map(len, found)) / 2:
        return found
    merged = []
    for text in found:
        while missing and text in place and place[missing[0]] < place[text]:
            merged.append(missing.pop(0))
        merged.append(text)
    return merged + missing


def _box(element: etree._Element) -> tuple[str, str]:
    parent = element.getparent()
    return element.tag, (parent.get("class") or "") if parent is not None else ""


def _with_lead(found: list[str], blocks: dict[str, etree._Element], page: Page) -> list[str]:
    """Return the paragraphs after the lead, if the page prints its description above them."""
    said = _plain(unescape(page.meta("og:description", "description", "twitter:description")))
    if len(said) < 40 or not found:
        return found
    text_of_report = _plain("".join(found))
    for text in blocks:
        if text == found[0]:
            break
        plain = _plain(text)
        if len(plain) >= 40 and (plain == said or (plain.startswith(said[:40]) and len(text) <= 600)):
            return found if plain in text_of_report else [text, *found]
    return found


def _linked(text: str, element: etree._Element) -> float:
    return sum(len("".join(link.itertext())) for link in element.iter("a")) / len(text)


def _is_furniture(text: str, element: etree._Element | None) -> bool:
    """Return whether a paragraph is a call to share or to read something else, a caption, or a link alone."""
    if (
        len(text) <= 60
        and not text.endswith((".", "。"))
        and len(re.findall(r"[^\W\d_]+", text)) <= 5
        and read_date(text)
    ):
        return True
    if len(text) <= 200 and (_CALL.match(text) or _SHARE.match(text)):
        return True
    if element is None or len(text) > 250:
        return False
    return _linked(text, element) > (0.8 if text.endswith(_STOPS) else 0.6)


def _lines_of(root: etree._Element) -> list[str]:
    parts = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        text = (element.text if event == "start" else element.tail) or ""
        parts.append(f"\n{text}" if element.tag in BLOCKS else text)
    return split_lines("".join(parts))
