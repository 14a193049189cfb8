"""The genre of an article, and which of its clauses report news."""

import datetime
import re
from dataclasses import dataclass

from corpus.extract.document import Document

from .clauses import Clause
from .phrases import phrase

# How long after it took place a thing is still news, in days.
NEWS_DAYS = 75

_REVIEW = phrase("news", "review")
_FOLLOWING = phrase("news", "following")
_COMMENTARY = phrase("news", "commentary")
_COMMENTS = phrase("news", "comments")
_EDITORIAL = phrase("news", "editorial")
_ANECDOTE = phrase("news", "anecdote")
_PAST_YEAR = phrase("news", "past_year")
_MEMORY = phrase("news", "memory")
_QUOTES_REST = phrase("news", "quotes_rest")


@dataclass(frozen=True, slots=True)
class Genre:
    """kind: "news", "commentary", "editorial", "review" of a paper, or "none" (an anecdote, which reports no event)."""

    kind: str


def genre(document: Document, clauses: list[Clause]) -> Genre:
    """Return the genre of an article."""
    first = clauses[0].text if clauses else ""
    if _REVIEW.match(document.title) or _FOLLOWING.match(first):
        return Genre("review")
    lead = clauses[0].sentence.text if clauses else ""
    if _COMMENTARY.search(document.title) or _COMMENTARY.search(lead) or _COMMENTS.search(document.title):
        return Genre("commentary")
    if _EDITORIAL.search(document.title) or (
        _EDITORIAL.search(lead) and re.search(r"\b(?:Sinmun|Joson|daily|papers?|newspapers?|Minju)\b", lead)
    ):
        return Genre("editorial")
    if _ANECDOTE.match(first):
        return Genre("none")
    return Genre("news")


def is_memory(text: str, published: str | None) -> bool:
    """Return whether a clause is about the past: a year gone by, "recalled", "last year"."""
    if _MEMORY.search(text):
        return True
    if published and published[:4].isdigit():
        year = int(published[:4])
        return any(int(found) < year - (published[5:7] == "01") for found in _PAST_YEAR.findall(text))
    return False


def is_stale(edtf: str, published: str | None) -> bool:
    """Return whether a day lies too long before the publication, or after it, to be that of the reported event."""
    try:
        today = datetime.date.fromisoformat(published or "")
        day = datetime.date.fromisoformat(edtf.split("/")[-1])
    except ValueError:
        return False
    return not -3 <= (today - day).days <= NEWS_DAYS


def quotes_the_rest(text: str) -> bool:
    """Return whether the text of a message or statement follows the clause: "The message said:"."""
    return bool(_QUOTES_REST.search(text))
