"""A saved search as a query of its list, and a query as it is saved."""

from django.http import QueryDict
from django.utils.text import Truncator

from corpus.lists import LISTS
from corpus.search.grammar.filterset import FilterSet
from corpus.search.grammar.problems import unknown_parameters
from corpus.search.grammar.query import Query, canonical

NAME_LENGTH = 100  # characters of a proposed name


def filterset_of(kind: str, query: QueryDict | str) -> FilterSet:
    """Return the query of a list. It may have problems, as values may have been deleted since it was saved."""
    listed = LISTS[kind]
    data = QueryDict(query) if isinstance(query, str) else query
    return listed.filterset(data, path=listed.url())


def problems_of(filterset: FilterSet) -> list[dict]:
    """Return the problems of a query: values that do not parse, and parameters that do not exist."""
    return filterset.problems + unknown_parameters(filterset.unknown)


def saved_query(filterset: FilterSet) -> Query:
    """Return a valid query as it is saved: canonical, without order and page."""
    query = filterset.query
    return Query(query.path, canonical(query.except_for("sort", "per_page"), query.order), query.order)


def newest_first(filterset: FilterSet) -> str:
    """Return the URL of the list, sorted by when rows were added, newest first."""
    return saved_query(filterset).setting("sort", "-added").url


def in_words(filterset: FilterSet) -> str:
    """Return a valid query in words, without its order: "Articles from KCNA, published in 2023"."""
    return filterset.sentence_without_order.removesuffix(".") or f"All {filterset.noun}"


def proposed_name(filterset: FilterSet) -> str:
    """Return a name for a new saved search, made of its values: "fish, KCNA, not TASS"."""
    parts = [f"{'not ' if chip.negated else ''}{chip.text}" for chip in filterset.chips]
    return Truncator(", ".join(parts) or f"All {filterset.noun}").chars(NAME_LENGTH)
