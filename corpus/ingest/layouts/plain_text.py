"""Texts without markup: headline, day and paragraphs; with a head of fields; or what a page of kcna.co.jp shows."""

import re
from itertools import pairwise

from corpus.ingest.datelines import split_dateline
from corpus.ingest.dates import candidate
from corpus.ingest.fields import find_fields, part_of
from corpus.ingest.page import Page, split_lines

from .assemble import Draft
from .headline import MAX_LINE, named_in

_FIELD = re.compile(r"(?P<name>[A-Za-z][A-Za-z _-]{1,24}):\s*(?P<value>.*\S)?\s*\Z")
_CALENDAR = re.compile(r"(?:calendar)?\s*>\s*>\s*(?P<day>[A-Za-z]+\s+\d{1,2}\.?,?\s*\d{4})?.{0,60}\Z", re.I)
_NEWS_SERVICE = re.compile(r"Copyright\s{0,20}(?:\(C\)|©).{0,100}KOREA NEWS SERVICE", re.I)
# Each mark ends where the next of its kind begins, or at a limit: text of nothing but opened marks takes no longer.
_MARKDOWN = (
    (re.compile(r"\A#{1,6}\s+"), ""),
    (re.compile(r"!\[[^\[\]\n]*\]\([^)\n]{0,500}\)"), ""),
    (re.compile(r"\[([^\[\]\n]*)\]\(https?://[^)\n]{0,500}\)"), r"\1"),
    (re.compile(r"\*\*(?=\S)((?:[^*\n]|\*(?!\*))++)(?<=\S)\*\*"), r"\1"),
    (re.compile(r"\b__(?=\S)((?:[^_\n]|_(?!_))++)(?<=\S)__\b"), r"\1"),
)
MAX_HEAD = 20  # lines of a head


def parse_text(page: Page) -> Draft:
    """Return a draft of a text."""
    draft = Draft("generic_text")
    head, text, is_markdown = _split_head(page.text)
    lines = _paragraphs(text)
    if is_markdown:
        lines = [line for line in map(_without_marks, lines) if line]
    if any(map(_NEWS_SERVICE.search, lines)) or (
        lines and _CALENDAR.match(lines[0]) and ">>" in lines[0].replace(" ", "")
    ):
        return _visible_text_of_kcna_jp(lines)
    found = find_fields(head)
    said = {part: next((head[name] for name in names if head[name]), "") for part, names in found.items()}
    draft.title, draft.url = said.get("title", ""), said.get("url") or None
    draft.outlet, draft.language = said.get("outlet", ""), said.get("language") or None
    draft.author = said.get("byline") or None
    draft.candidates = candidate(said.get("published"), "record")
    if not draft.title and len(lines) > 1 and is_headline(lines[0]):
        draft.title, *lines = lines
    for _ in range(2):  # under the headline stand the author and the day, in either order
        line = lines[0] if lines else ""
        if draft.title and not draft.author and len(line) <= MAX_LINE and (name := named_in(line)):
            draft.author, *lines = name, *lines[1:]
        elif 0 < len(line) <= 40 and not draft.candidates and (day := candidate(line, "page")):
            draft.candidates, lines = day, lines[1:]
    draft.paragraphs = lines
    return draft


def is_headline(line: str) -> bool:
    """Return whether the first line of a text is its headline."""
    return len(line) <= 200 and not re.search(r"[.:;,。：；，]\Z|--", line) and not split_dateline(line)[0]


def _split_head(text: str) -> tuple[dict[str, str], str, bool]:
    """Return the fields of a text's head ("Title: …", or front matter between "---"), the rest, whether it is Markdown.

    It is a head only if it has at least two fields, all of its lines are fields, and one is a headline or an address.
    """
    lines = text.lstrip().splitlines()
    is_front_matter = bool(lines) and lines[0].strip() == "---"
    fields: dict[str, str] = {}
    first = end = int(is_front_matter)
    for line in lines[first : MAX_HEAD + first]:
        if not line.strip() or line.strip() == "---":
            break
        end += 1
        match = _FIELD.match(line.strip())
        if not match or (part_of(match["name"]) is None and not is_front_matter):
            return {}, text, False
        fields[match["name"]] = (match["value"] or "").strip("\"'")
    found = find_fields(fields)
    if len(found) < 2 or not found.keys() & {"title", "url"}:
        return {}, text, False
    return fields, "\n".join(lines[end + 1 :]), is_front_matter


def _paragraphs(text: str) -> list[str]:
    """Return a text's paragraphs: its lines, or, where lines are wrapped at one width, what empty lines divide."""
    lines = [line.rstrip() for line in text.splitlines()]
    if not _is_wrapped(lines):
        return split_lines(text)
    blocks = re.split(r"\n\s*\n", "\n".join(lines))
    return [line for block in blocks for line in _unwrapped(block)]


def _unwrapped(block: str) -> list[str]:
    joined = re.sub(r"(?<=[^\W\d_])-\n\s*(?=[a-zа-я])", "-", block)
    return split_lines(joined.replace("\n", " "))


def _is_wrapped(lines: list[str]) -> bool:
    """Return whether lines were broken at one width: nearly all that go on are long, none is longer than the width, and
    most of them end within a sentence."""
    going_on = [line for line, following in pairwise(lines) if line.strip() and following.strip()]
    if len(going_on) < 2:
        return False
    width = max(map(len, lines))
    if not 40 <= width <= 120:
        return False
    long = sum(len(line) >= 0.7 * width for line in going_on)
    within = sum(not re.search(r"[.!?。:;][\"”’')]*\Z", line) for line in going_on)
    return long >= 0.8 * len(going_on) and within >= 0.5 * len(going_on)


def _without_marks(line: str) -> str:
    for mark, plain in _MARKDOWN:
        line = mark.sub(plain, line)
    return line.strip()


def _visible_text_of_kcna_jp(lines: list[str]) -> Draft:
    """Return a draft of what a page of kcna.co.jp shows: the calendar's line, the item, the copyright."""
    draft = Draft("generic_text", outlet="KCNA")
    day = next((match["day"] for line in lines if (match := _CALENDAR.match(line)) and match["day"]), None)
    draft.candidates = candidate(day, "page")
    lines = [line for line in lines if not _CALENDAR.match(line) and not _NEWS_SERVICE.search(line)]
    opening = next(
        (number for number, line in enumerate(lines[:5]) if split_dateline(line)[0]), 1 if len(lines) > 1 else 0
    )
    draft.title, draft.paragraphs = " ".join(lines[:opening]), lines[opening:]
    return draft
