"""A layout for sites whose pages a few CSS selectors describe."""

from dataclasses import dataclass

from corpus.ingest.dates import candidate
from corpus.ingest.page import Page, text_of

from .assemble import Draft


@dataclass(frozen=True, slots=True)
class SelectorLayout:
    """One site and its selectors.

    paragraphs, title, date: CSS selectors. mark: a string that the source of every such page holds, checked before the
    page is parsed. stop: starts of paragraphs with which the body text ends.
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
        """Recognise the address and the body's markup together."""
        return 0.9 if page.says(self.mark) and page.is_on(self.host) and page.select(self.paragraphs) else 0.0

    def parse(self, page: Page) -> list[Draft]:
        """Return a draft of the page."""
        draft = Draft(self.name, outlet=self.outlet, title=text_of(page.first(self.title)) or page.meta("og:title"))
        draft.language = page.language
        if self.date:
            draft.candidates = candidate(text_of(page.first(self.date)), "page")
        for text in map(text_of, page.select(self.paragraphs)):
            if self.stop and text.startswith(self.stop):
                break
            draft.paragraphs.append(text)
        return [draft]
