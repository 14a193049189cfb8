"""Texts in segments, so that templates can mark names and event sentences without changing the words."""

from dataclasses import dataclass
from itertools import pairwise

from corpus.models import Mention, Person, Report


@dataclass(frozen=True)
class Segment:
    """A run of characters with the same annotations."""

    text: str
    person: Person | None = None
    titles: tuple[str, ...] = ()
    reports: tuple[Report, ...] = ()
    begins: tuple[Report, ...] = ()  # reports whose sentence begins here


@dataclass(frozen=True)
class Paragraph:
    """The segments of one paragraph. Joined they are its text."""

    segments: tuple[Segment, ...]
    dateline: bool = False


def segments(text: str, mentions: list[Mention], reports: list[Report] = (), start: int = 0) -> tuple[Segment, ...]:
    """Return the segments of a text that begins ``start`` characters after offset 0 of mentions and reports.

    Annotations may overlap. Of two overlapping mentions the first counts.
    """
    end = start + len(text)
    cuts = {start, end}
    for mark in (*mentions, *reports):
        cuts.update(offset for offset in (mark.start, mark.end) if start < offset < end)
    ordered = sorted(cuts)
    found = []
    for left, right in pairwise(ordered):
        mention = next((mark for mark in mentions if mark.start <= left and right <= mark.end), None)
        said = tuple(mark for mark in reports if mark.start <= left and right <= mark.end)
        begins = tuple(mark for mark in said if max(mark.start, start) == left)
        person, titles = (mention.person, tuple(mention.titles)) if mention else (None, ())
        found.append(Segment(text[left - start : right - start], person, titles, said, begins))
    return tuple(found)


def paragraphs(text: str, mentions: list[Mention], reports: list[Report]) -> list[Paragraph]:
    """Return the paragraphs of a text with its mentions and reports."""
    found, start = [], 0
    for number, paragraph in enumerate(text.split("\n")):
        end = start + len(paragraph)
        here = [mark for mark in mentions if mark.start < end and mark.end > start]
        said = [mark for mark in reports if mark.start < end and mark.end > start]
        found.append(Paragraph(segments(paragraph, here, said, start), dateline=number == 0))
        start = end + 1
    return found
