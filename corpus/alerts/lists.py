"""The lists of which a search can be saved, and a saved search as a query of its list again."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.text import Truncator

from corpus.models import Article, Event, Person, SavedSearch
from corpus.search.grammar.articles import ArticleFilterSet
from corpus.search.grammar.events import EventFilterSet
from corpus.search.grammar.filterset import FilterSet
from corpus.search.grammar.people import PersonFilterSet
from corpus.search.grammar.query import Query, canonical

NAME = 100  # characters of a name that is proposed


@dataclass(frozen=True)
class SavedList:
    """One list: its grammar, what its rows are, the name of its address, and the noun for one row."""

    filterset: type[FilterSet]
    model: type
    url_name: str
    one: str

    def noun(self, number: int) -> str:
        """For so many rows."""
        return self.one if number == 1 else self.filterset.noun


LISTS = {
    SavedSearch.Kind.ARTICLES: SavedList(ArticleFilterSet, Article, "article-list", "article"),
    SavedSearch.Kind.EVENTS: SavedList(EventFilterSet, Event, "event-list", "event"),
    SavedSearch.Kind.PEOPLE: SavedList(PersonFilterSet, Person, "person-list", "person"),
}


def filterset_of(kind: str, query: QueryDict | str) -> FilterSet:
    """The query of a list, which may have problems: what it names may have gone since it was saved."""
    chosen = LISTS[kind]
    data = QueryDict(query) if isinstance(query, str) else query
    return chosen.filterset(data, path=reverse(chosen.url_name))


def narrowed(filterset: FilterSet) -> Query:
    """What a valid query asks for, without the order and the page it is shown in."""
    query = filterset.query
    return Query(query.path, canonical(query.except_for("sort", "per_page"), query.order), query.order)


def newest_first(filterset: FilterSet) -> str:
    """The address of the list, lately added first."""
    return narrowed(filterset).setting("sort", "-added").url


def in_words(filterset: FilterSet) -> str:
    """A valid query in words, in whatever order: "Articles from KCNA, published in 2023"."""
    said = [
        words
        for name, item in filterset.filters.items()
        if name != "sort"
        for words in item.words(filterset.values[name])
    ]
    return f"{filterset.noun.capitalize()} {', '.join(said)}" if said else f"All {filterset.noun}"


def proposed_name(filterset: FilterSet) -> str:
    """What a search may be called until its user thinks of a better name: "fish, KCNA, not TASS"."""
    parts = [f"{'not ' if chip.negated else ''}{chip.text}" for chip in filterset.chips]
    return Truncator(", ".join(parts) or f"All {filterset.noun}").chars(NAME)
