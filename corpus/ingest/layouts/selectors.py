"""For sites whose pages a few CSS selectors describe."""

from dataclasses import dataclass

from corpus.ingest.dates import candidate
from corpus.ingest.page import Page, text_of

from .assemble import Draft


@dataclass(frozen=True, slots=True)
class SelectorLayout:
    """One site: where its pages' headline, paragraphs and date stand.

    paragraphs, title, date: CSS selectors. mark: a string of the source without which a page is not of this kind, asked
    for before any selector. stop: a paragraph that starts with one of these, and all after it, is no body text.
    """

    name: str
    outlet: str
    host: str
    paragraphs: str
    mark: str
    title: str = "h1"
    date: str = ""
    stop: tuple[str, ...] = ()

    def fits(self, page: Page) -> float:
        """By address and body markup together."""
        return 0.9 if page.says(self.mark) and page.is_on(self.host) and page.select(self.paragraphs) else 0.0

    def parse(self, page: Page) -> list[Draft]:
        """A draft of the page."""
        draft = Draft(self.name, outlet=self.outlet, title=text_of(page.first(self.title)) or page.meta("og:title"))
        draft.language = page.language
        if self.date:
            draft.candidates = candidate(text_of(page.first(self.date)), "page")
        for text in map(text_of, page.select(self.paragraphs)):
            if self.stop and text.startswith(self.stop):
                break
            draft.paragraphs.append(text)
        return [draft]
