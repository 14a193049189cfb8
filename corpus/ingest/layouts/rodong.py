"""Rodong Sinmun, in every language: three markups.

To 2022 every paragraph is p.ArticleContent, the first the headline, the last the byline, the day in .ArticleMenuDate;
in 2023 .news_Title and .NewsDate stand before them; from 2025 #article-date, p.TitleP and p.TextP.
"""

from corpus.ingest.dates import candidate

from .assemble import Draft
from .page import Page, text_of


def fits(page: Page) -> float:
    """By the markup."""
    known = page.says("ArticleContent") or page.says("TextP")
    return 0.95 if known and page.select("p.ArticleContent, p.TextP") else 0.0


def parse(page: Page) -> list[Draft]:
    """A draft of the page."""
    draft = Draft("rodong", outlet="Rodong Sinmun")
    draft.paragraphs = [text for one in page.select("p.ArticleContent, p.TextP") if (text := text_of(one))]
    draft.candidates = candidate(text_of(page.first("#article-date, .NewsDate, .ArticleMenuDate")), "page")
    draft.title = " ".join(map(text_of, page.select("p.TitleP, .news_Title")))
    if not draft.title and draft.paragraphs:
        draft.title = draft.paragraphs.pop(0)
    return [draft]
