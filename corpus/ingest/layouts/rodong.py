"""Rodong Sinmun in English: three markups.

To 2022 every paragraph is p.ArticleContent, the first the headline, the last the byline; in 2023 .news_Title and
.NewsDate stand before them; from 2025 #article-date, p.TitleP and p.TextP.
"""

from ..dates import candidate
from .assemble import Draft
from .page import Page


def fits(page: Page) -> float:
    """By the markup."""
    if not page.is_html:
        return 0.0
    return 0.95 if page.soup.select_one("p.ArticleContent, p.TextP") else 0.0


def parse(page: Page) -> Draft:
    """A draft of the page."""
    soup = page.soup
    draft = Draft("rodong", outlet="Rodong Sinmun")
    paragraphs = [one.get_text() for one in soup.select("p.ArticleContent, p.TextP")]
    day = soup.select_one("#article-date, .NewsDate, .ArticleMenuDate")
    draft.candidates = candidate(day.get_text(" "), "page") if day else []
    if title := soup.select_one("p.TitleP, .news_Title"):
        draft.title = title.get_text()
    elif paragraphs:
        draft.title, *paragraphs = paragraphs
    draft.paragraphs = paragraphs
    return draft
