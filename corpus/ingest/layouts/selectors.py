"""For sites whose pages a few CSS selectors describe."""

from dataclasses import dataclass

from ..dates import candidate
from .assemble import Draft
from .page import Page


@dataclass(frozen=True, slots=True)
class SelectorLayout:
    """One site: where its pages' headline, paragraphs and date stand."""

    name: str
    outlet: str
    host: str
    paragraphs: str
    title: str = "h1"
    date: str = ""
    stop: str = ""  # a paragraph that starts with these words, and all after it, is no body text

    def fits(self, page: Page) -> float:
        """By address and body markup together."""
        if not page.is_html or self.host not in (page.url or ""):
            return 0.0
        return 0.9 if page.soup.select_one(self.paragraphs) else 0.3

    def parse(self, page: Page) -> Draft:
        """A draft of the page; its date as printed."""
        title = page.soup.select_one(self.title)
        day = page.soup.select_one(self.date) if self.date else None
        draft = Draft(self.name, outlet=self.outlet, title=title.get_text() if title else page.meta("og:title"))
        draft.candidates = candidate(day.get_text(" ") if day else "", "page")
        for one in page.soup.select(self.paragraphs):
            text = " ".join(one.get_text().split())
            if self.stop and text.startswith(self.stop):
                break
            draft.paragraphs.append(text)
        return draft
