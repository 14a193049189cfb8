"""The search a reader came from: its words, the way back, and the rows before and after in its order."""

from dataclasses import dataclass

from django.urls import reverse

from corpus.search.articles import ArticleGrammar
from corpus.search.hits import NoSuchRow, neighbours


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
    grammar = ArticleGrammar(request.GET, path=reverse("article-list"))
    if grammar.unknown or grammar.problems or not grammar.query.pairs:
        return None
    try:
        before, after = neighbours(grammar, pk)
    except NoSuchRow:
        return None
    return Trail(grammar.query.url, grammar.sentence or "All articles.", f"?{grammar.query.string}", before, after)
