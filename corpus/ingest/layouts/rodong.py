"""Rodong Sinmun, in every language: three markups.

To 2022 every paragraph is p.ArticleContent, the first the headline, the last the byline, the day in .ArticleMenuDate;
in 2023 .news_Title and .NewsDate stand before them; from 2025 #article-date, p.TitleP and p.TextP.
"""

from bs4.element import Tag

from corpus.ingest.dates import candidate
from corpus.ingest.page import Page, text_of

from .assemble import Draft

_TEXT = "p.ArticleContent, p.TextP, p.TitleP, .news_Title"  # one selector: each costs a walk over the page
_TITLES = {"TitleP", "news_Title"}


def fits(page: Page) -> float:
    """Recognise the classes of the paragraphs."""
    known = page.says("ArticleContent") or page.says("TextP")
    return 0.95 if known and not all(map(_is_title, page.select(_TEXT))) else 0.0


def parse(page: Page) -> list[Draft]:
    """Return a draft of the page."""
    draft = Draft("rodong", outlet="Rodong Sinmun")
    elements = page.select(_TEXT)
    draft.title = " ".join(text_of(one) for one in elements if _is_title(one))
    draft.paragraphs = [text for one in elements if not _is_title(one) and (text := text_of(one))]
    draft.candidates = candidate(text_of(page.first("#article-date, .NewsDate, .ArticleMenuDate")), "page")
    if not draft.title and draft.paragraphs:
        draft.title = draft.paragraphs.pop(0)
    return [draft]


def _is_title(element: Tag) -> bool:
    return not _TITLES.isdisjoint(element["class"].split())
