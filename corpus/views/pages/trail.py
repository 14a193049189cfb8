"""The search a reader came from: its words, the way back, and the rows before and after in its order."""

from dataclasses import dataclass

from django.urls import reverse

from corpus.search.grammar.articles import ArticleFilterSet
from corpus.search.results.paging import NoSuchRow, neighbours


@dataclass(frozen=True)
class Trail:
    """A search that an address carries. previous, next: ids of the articles beside this one; None where there is none.
    query: what the addresses of its articles carry, with its question mark."""

    back_url: str
    sentence: str
    query: str
    previous: int | None
    next: int | None


def trail_of(request, pk: int) -> Trail | None:
    """Of the page of an article; None where its address carries no search, or one that does not parse."""
    if not request.GET:
        return None
    filterset = ArticleFilterSet(request.GET, path=reverse("article-list"))
    if filterset.unknown or filterset.problems or not filterset.query.pairs:
        return None
    try:
        before, after = neighbours(filterset, pk)
    except NoSuchRow:
        return None
    return Trail(
        filterset.query.url, filterset.sentence or "All articles.", f"?{filterset.query.string}", before, after
    )
