"""Parsed articles, which layouts return, and their parts."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A possible publication date.

    edtf: as precise as the evidence. basis: a key of resolution.ORDER, or "capture" for the last possible day.
    evidence: the words or the part of the address that it was read from.
    """

    edtf: str
    basis: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Teaser:
    """A link stub for another article; date is EDTF or None."""

    text: str
    date: str | None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The words that open a report: "Pyongyang, October 20 (KCNA) --". date is EDTF or None."""

    place: str
    date: str | None


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """One article as one capture shows it.

    published: EDTF; None without evidence. published_basis: the basis of the chosen candidate. latest: the last day on
    which it can have been published. conflict: True if the candidates disagree, or one is later than the capture.
    fields: of a record, the parts of the article and the names of their fields: "title=headline, body=story_text".
    headline_only: the record has a headline and a date, but no text.
    """

    layout: str
    outlet: str
    language: str
    title: str
    title_derived: bool
    paragraphs: tuple[str, ...]
    byline: str = ""
    url: str | None = None
    captured_at: datetime.datetime | None = None
    column: str = ""
    published: str | None = None
    published_basis: str | None = None
    latest: datetime.date | None = None
    conflict: bool = False
    candidates: tuple[DateCandidate, ...] = ()
    dateline: Dateline | None = None
    teasers: tuple[Teaser, ...] = ()
    warnings: tuple[str, ...] = ()
    headline_only: bool = False
    fields: str = ""

    @property
    def text(self) -> str:
        """The paragraphs, joined by line feeds."""
        return "\n".join(self.paragraphs)


class NotAnArticle(Exception):
    """The page or record holds no article; the message says why.

    stub: it names an article (url, title, if known) whose text it does not hold.
    """

    def __init__(self, reason: str, *, stub: bool = False, url: str | None = None, title: str = ""):
        super().__init__(reason)
        self.reason = reason
        self.stub = stub
        self.url = url
        self.title = title
