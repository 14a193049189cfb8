"""The search from which a reader came to an article, with the articles before and after it in its order."""

from dataclasses import dataclass

from django.urls import reverse

from corpus.search.grammar.articles import ArticleFilterSet
from corpus.search.results.paging import NoSuchRow, neighbours


@dataclass(frozen=True)
class SearchOrigin:
    """The search in the URL of an article. ``previous``, ``next``: ids of the articles beside it, or None. ``query``:
    the query string that the URLs of its articles have, with its question mark."""

    back_url: str
    sentence: str
    query: str
    previous: int | None
    next: int | None


def search_origin(request, pk: int) -> SearchOrigin | None:
    """Return the search in the URL of an article, or None if there is none or it is invalid."""
    if not request.GET:
        return None
    filterset = ArticleFilterSet(request.GET, path=reverse("article-list"))
    if filterset.unknown or filterset.problems or not filterset.query.pairs:
        return None
    try:
        before, after = neighbours(filterset, pk)
    except NoSuchRow:
        return None
    return SearchOrigin(
        filterset.query.url, filterset.sentence or "All articles.", f"?{filterset.query.string}", before, after
    )
