"""What a page says of the forms in which its rows can be taken along."""

from dataclasses import dataclass

from django.conf import settings

from corpus.exports.formats import CITATIONS, FORMS
from corpus.exports.lists import LISTS
from corpus.search.grammar.query import Query
from corpus.views.addresses import list_form

MODELS = {"articles": "article", "events": "event", "people": "person", "outlets": "outlet", "places": "place"}
FED = ("articles", "events", "people")


@dataclass(frozen=True, slots=True)
class Way:
    """One link."""

    label: str
    url: str
    media_type: str = ""


@dataclass(frozen=True)
class Take:
    """The forms of one list: files of all its rows, citations of its articles, its feed, and one page as JSON.

    ``cites_itself``: the rows are articles. ``most``: rows that this site sends at once; 0 where it sends all.
    """

    files: tuple[Way, ...]
    citations: tuple[Way, ...]
    feed: Way | None
    page: Way
    cites_itself: bool
    most: int


def take(noun: str, query: Query) -> Take:
    """Of the list of these rows, by its query."""
    model = MODELS[noun]
    whole = query.at_page(1)
    kept = tuple(pair for pair in whole.pairs if pair[0] != "per_page")
    unordered = tuple(pair for pair in kept if pair[0] != "sort")

    def address(suffix: str, pairs: tuple = kept) -> str:
        return Query(list_form(model, suffix), pairs, query.order).url

    ways = {
        suffix: Way(form.label, address(suffix), form.media_type)
        for suffix, form in FORMS.items()
        if noun in form.lists
    }
    feed = Way("Feed", address("atom", unordered), "application/atom+xml") if noun in FED else None
    return Take(
        files=tuple(way for suffix, way in ways.items() if suffix not in CITATIONS),
        citations=tuple(way for suffix, way in ways.items() if suffix in CITATIONS),
        feed=feed,
        page=Way("JSON", address("json", whole.pairs), "application/json"),
        cites_itself=LISTS[noun].cited is None,
        most=settings.EXPORT_ROWS,
    )
