"""The filters and orders of the list of people."""

import re

from django.contrib.postgres.search import SearchQuery
from django.db.models import Func, Q, TextField, Value

from corpus.models import Person
from corpus.search.results.keyset import Key

from .filters import SearchFilter, SortFilter, StatusFilter
from .filterset import FilterSet
from .vocabulary import STATUS

_PIECE = re.compile(r'(-*)(?:"([^"]*)(?:"|$)|([^\s"]+))')


def pieces(text: str) -> list[tuple[str, bool]]:
    """Return the words and phrases of a web search except OR, each with whether it is excluded."""
    return [piece for group in _alternatives(text) for piece in group]


def _alternatives(text: str) -> list[list[tuple[str, bool]]]:
    """Return the words and phrases between the ORs, group by group."""
    groups = [[]]
    for minus, phrase, word in _PIECE.findall(text):
        if word.upper() == "OR" and not minus:
            groups.append([])
        elif phrase.strip() or word:
            groups[-1].append((phrase.strip() or word, bool(minus)))
    return [group for group in groups if group]


def _joined(queries: list, join):
    """Join queries by halves, so that many words do not nest deeply."""
    middle = len(queries) // 2
    return join(_joined(queries[:middle], join), _joined(queries[middle:], join)) if middle else queries[0]


def _phrase(words: str, negated: bool) -> SearchQuery:
    plain = Func(Value(words), function="dateline_plain", output_field=TextField())
    return SearchQuery(plain, config="simple", search_type="phrase", invert=negated)


class PersonSearchFilter(SearchFilter):
    """Words in the names of a person and in the titles printed with them."""

    def condition(self, value):
        """Match the stored words in plain letters. Any part of a name in Chinese, Japanese or Korean matches."""
        groups = [
            _joined([_phrase(*piece) for piece in group], lambda one, other: one & other)
            for group in _alternatives(value)
        ]
        return Q(words__search=_joined(groups, lambda one, other: one | other)) if groups else Q(pk=None)


class PersonFilterSet(FilterSet):
    """The list of people."""

    noun = "people"

    q = PersonSearchFilter(label="Name or title")
    status = StatusFilter(vocabulary=STATUS, path="status", says="of status", label="Status")
    sort = SortFilter(
        orders={
            "-articles": ("most named first", (Key("article_count", descending=True), Key("name"), Key("pk"))),
            "name": ("by name", (Key("name"), Key("pk"))),
            "-last_seen": ("lately seen first", (Key("last_seen", descending=True, nullable=True), Key("pk"))),
            "-added": ("lately added first", (Key("pk", descending=True),)),
        }
    )

    class Meta:
        model = Person
        fields = []

    @classmethod
    def base(cls):
        """Return the people whom at least one article names."""
        return Person.objects.public()
