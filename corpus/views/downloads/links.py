"""The links to the downloads of a list."""

from dataclasses import dataclass

from django.conf import settings

from corpus.exports.formats import CITATIONS, FORMATS
from corpus.lists import LISTS
from corpus.search.grammar.query import Query


@dataclass(frozen=True, slots=True)
class Link:
    """One link to a download."""

    label: str
    url: str
    media_type: str = ""


@dataclass(frozen=True)
class Downloads:
    """The downloads of one list: files with all rows, citations of its articles, its feed, and one page as JSON.

    ``cites_itself``: the rows are articles. ``most``: the site's limit on rows; 0 if there is none.
    """

    files: tuple[Link, ...]
    citations: tuple[Link, ...]
    feed: Link | None
    page: Link
    cites_itself: bool
    most: int


def downloads(noun: str, query: Query) -> Downloads:
    """Return the downloads of a list's query."""
    listed = LISTS[noun]
    whole = query.at_page(1)
    kept = tuple(pair for pair in whole.pairs if pair[0] != "per_page")
    unordered = tuple(pair for pair in kept if pair[0] != "sort")

    def link(label: str, suffix: str, media_type: str, pairs: tuple = kept) -> Link:
        return Link(label, Query(listed.url(suffix), pairs, query.order).url, media_type)

    links = {suffix: link(one.label, suffix, one.media_type) for suffix, one in FORMATS.items() if one.has(listed)}
    return Downloads(
        files=tuple(one for suffix, one in links.items() if suffix not in CITATIONS),
        citations=tuple(one for suffix, one in links.items() if suffix in CITATIONS),
        feed=link("Feed", "atom", "application/atom+xml", unordered) if listed.has_feed else None,
        page=link("JSON", "json", "application/json", whole.pairs),
        cites_itself=listed.is_cited_itself,
        most=settings.EXPORT_ROWS,
    )
