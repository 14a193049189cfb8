"""One page of a list and the URLs of the pages beside it."""

from dataclasses import dataclass

from corpus.search.grammar.filterset import FilterSet
from corpus.search.grammar.query import Query

from .paging import PageOfIds


@dataclass(frozen=True)
class Page:
    """One page of rows. ``keyset``: True for keyset pagination, where the URLs of other pages name the row that they
    begin after or end before; False for page numbers alone."""

    items: list
    hits: PageOfIds
    number: int
    per_page: int
    query: Query
    keyset: bool

    @classmethod
    def of(cls, filterset: FilterSet, found: PageOfIds, items: list) -> "Page":
        """Return the page of a valid query. No index holds the order by relevance, so it has page numbers alone."""
        values = filterset.values
        return cls(items, found, values["page"], values["per_page"], filterset.query, values["sort"] != "relevance")

    @property
    def previous_url(self) -> str:
        """The URL of the page before this one; empty on the first."""
        if not self.hits.fewer or self.number < 2:
            return ""
        before = self.hits.ids[0] if self.keyset else 0
        return self.query.at_page(self.number - 1, before=before).url

    @property
    def next_url(self) -> str:
        """The URL of the page after this one; empty on the last."""
        if not self.hits.more:
            return ""
        return self.query.at_page(self.number + 1, after=self.hits.ids[-1] if self.keyset else 0).url

    @property
    def first_url(self) -> str:
        """The URL of the first page."""
        return self.query.at_page(1).url

    @property
    def first(self) -> int:
        """The position of the first row in the list, from 1; 0 if the page is empty."""
        return (self.number - 1) * self.per_page + 1 if self.items else 0

    @property
    def last(self) -> int:
        """The position of the last row in the list; 0 if the page is empty."""
        return self.first + len(self.items) - 1 if self.items else 0
