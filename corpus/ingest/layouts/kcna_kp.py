"""kcna.kp: the pages "q/….kcmsf" (to mid-2026) and "article/detail/…" (since then)."""

from ..dates import candidate
from .assemble import Draft
from .page import Page


def fits(page: Page) -> float:
    """By the markup of either kind, more surely with the site's address."""
    if not page.is_html:
        return 0.0
    if page.soup.select_one(".article-main-title") and page.soup.select_one(".content-wrapper"):
        return 0.95
    return 0.95 if "kcna.kp" in (page.url or "") and "/article/detail/" in page.url else 0.0


def parse(page: Page) -> Draft:
    """A draft of the page; the newer kind has no date but its dateline's."""
    draft = Draft("kcna_kp", outlet="KCNA")
    soup = page.soup
    if title := soup.select_one(".article-main-title"):
        draft.title = title.get_text()
        draft.paragraphs = [one.get_text() for one in soup.select(".content-wrapper p")]
        if day := soup.select_one(".publish-time"):
            draft.candidates = candidate(day.get_text(), "page")
    else:
        title = soup.select_one("h1.text-center, h1")
        draft.title = title.get_text() if title else ""
        draft.paragraphs = [one.get_text() for one in soup.select("article p")]
    return draft
