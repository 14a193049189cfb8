"""kcna.kp, in every language: the pages "q/….kcmsf" (to mid-2026) and "article/detail/…" (since then).

The older have .article-main-title, .content-wrapper p and .publish-time "(Juche113.3.9.)"; the newer h1.text-center and
article p, and no date but their dateline's.
"""

import re

from corpus.ingest.dates import candidate
from corpus.ingest.page import Page, text_of

from .assemble import Draft

_EDITION = re.compile(r"kcna\.kp/(\w\w)/")


def fits(page: Page) -> float:
    """Recognise the markup of either kind."""
    if page.says("article-main-title", "content-wrapper"):
        return 0.95
    return 0.95 if _is_detail(page) and page.select("article p") else 0.0


def parse(page: Page) -> list[Draft]:
    """Return a draft of the page."""
    draft = Draft("kcna_kp", outlet="KCNA")
    if edition := _EDITION.search(page.url or ""):
        draft.language = edition[1]
    if page.says("article-main-title"):
        draft.title = text_of(page.first(".article-main-title"))
        draft.paragraphs = [text_of(one) for one in page.select(".content-wrapper p")]
        draft.candidates = candidate(text_of(page.first(".publish-time")), "page")
    else:
        draft.title = text_of(page.first("h1.text-center, h1"))
        draft.paragraphs = [text_of(one) for one in page.select("article p")]
    return [draft]


def _is_detail(page: Page) -> bool:
    """Return whether it is a newer page, by its address or, if that is not known, by the headline's classes."""
    return page.says("<article") and (
        (page.is_on("kcna.kp") and "/article/detail/" in page.url)
        or (page.says("text-danger") and bool(page.select("h1.text-center.text-danger")))
    )
