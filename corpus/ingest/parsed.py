"""What layouts hand on: parsed articles."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date that some evidence gives the article.

    edtf: in the granularity that the evidence has. basis: one of resolution.ORDER, or "capture" for a last day.
    evidence: the words or the part of the address it was read from.
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

    published: EDTF, None where no evidence gives it; published_basis: the basis of the candidate that was chosen.
    latest: the last day it can have been published. conflict: the candidates disagree, or one lies after its capture.
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

    @property
    def text(self) -> str:
        """The body: paragraphs joined by one line feed."""
        return "\n".join(self.paragraphs)


class NotAnArticle(Exception):
    """The page or record holds no article; the message says why.

    stub: it names an article whose text it does not hold, by its url and title as far as it has them.
    """

    def __init__(self, reason: str, *, stub: bool = False, url: str | None = None, title: str = ""):
        super().__init__(reason)
        self.reason = reason
        self.stub = stub
        self.url = url
        self.title = title
