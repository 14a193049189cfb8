"""The lists of which a search can be saved, and a saved search as a query of its list again."""

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.text import Truncator

from corpus.models import Article, Event, Person, SavedSearch
from corpus.search.articles import ArticleGrammar
from corpus.search.events import EventGrammar
from corpus.search.grammar import Grammar
from corpus.search.people import PersonGrammar
from corpus.search.query import Query, canonical

NAME = 100  # characters of a name that is proposed


@dataclass(frozen=True)
class SavedList:
    """One list: its grammar, what its rows are, the name of its address, and the noun for one row."""

    grammar: type[Grammar]
    model: type
    url_name: str
    one: str

    def noun(self, number: int) -> str:
        """For so many rows."""
        return self.one if number == 1 else self.grammar.noun


LISTS = {
    SavedSearch.Kind.ARTICLES: SavedList(ArticleGrammar, Article, "article-list", "article"),
    SavedSearch.Kind.EVENTS: SavedList(EventGrammar, Event, "event-list", "event"),
    SavedSearch.Kind.PEOPLE: SavedList(PersonGrammar, Person, "person-list", "person"),
}


def grammar_of(kind: str, query: QueryDict | str) -> Grammar:
    """The query of a list, which may have problems: what it names may have gone since it was saved."""
    chosen = LISTS[kind]
    data = QueryDict(query) if isinstance(query, str) else query
    return chosen.grammar(data, path=reverse(chosen.url_name))


def narrowed(grammar: Grammar) -> Query:
    """What a valid query asks for, without the order and the page it is shown in."""
    query = grammar.query
    return Query(query.path, canonical(query.except_for("sort", "per_page"), query.order), query.order)


def newest_first(grammar: Grammar) -> str:
    """The address of the list, lately added first."""
    return narrowed(grammar).setting("sort", "-added").url


def in_words(grammar: Grammar) -> str:
    """A valid query in words, in whatever order: "Articles from KCNA, published in 2023"."""
    said = [
        words for name, item in grammar.filters.items() if name != "sort" for words in item.words(grammar.values[name])
    ]
    return f"{grammar.noun.capitalize()} {', '.join(said)}" if said else f"All {grammar.noun}"


def proposed_name(grammar: Grammar) -> str:
    """What a search may be called until its user thinks of a better name: "fish, KCNA, not TASS"."""
    parts = [f"{'not ' if chip.negated else ''}{chip.text}" for chip in grammar.chips]
    return Truncator(", ".join(parts) or f"All {grammar.noun}").chars(NAME)
