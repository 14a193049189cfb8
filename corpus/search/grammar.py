"""The filter set all lists share: validation, canonical query, chips, and the query said in words."""

from functools import cached_property

import django_filters
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import QueryDict

from .filters import Chip, NumberFilter
from .query import Query, canonical

PER_PAGE = 25


class Grammar(django_filters.FilterSet):
    """The parameters of one list. Subclasses declare their filters, ``noun``, ``facets`` and ``histogram``."""

    page = NumberFilter(least=1, most=1_000_000, default=1)
    per_page = NumberFilter(least=1, most=200, default=PER_PAGE)

    noun = "rows"
    facets = ()
    histogram = None

    def __init__(self, data: QueryDict, queryset, *, path: str):
        super().__init__(data, queryset)
        self.path = path
        for name, item in self.filters.items():
            item.param = name

    @property
    def names(self) -> tuple[str, ...]:
        """Every parameter the grammar knows, in canonical order."""
        return tuple(
            name
            for param, item in self.filters.items()
            for name in ((param, f"-{param}") if item.repeatable else (param,))
        )

    @cached_property
    def unknown(self) -> list[str]:
        """Parameters of the URL that are no filters here, at most ten."""
        return sorted({name[:60] for name in self.data if name not in self.names})[:10]

    @cached_property
    def problems(self) -> list[dict]:
        """Values that do not parse: ``name``, ``value``, ``message``."""
        found = []
        for name, item in self.filters.items():
            if not item.repeatable and len(self.data.getlist(name)) > 1:
                found.append({"name": name, "value": "", "message": "It can be given only once."})
        for name, messages in self.form.errors.items():
            if name != NON_FIELD_ERRORS:
                value = ", ".join([*self.data.getlist(name), *self.data.getlist(f"-{name}")])[:100]
                found.append({"name": name, "value": value, "message": " ".join(messages)})
        if not found and self.values.get("sort") == "relevance" and not self.values["q"]:
            message = "Relevance needs words to search for."
            found.append({"name": "sort", "value": "relevance", "message": message})
        return found

    @cached_property
    def values(self) -> dict:
        """The cleaned value of each parameter. Only for a query without problems in its fields."""
        return self.form.cleaned_data

    def rows(self, *, leaving_out: str = ""):
        """The rows that hold every filter, but for the parameter left out; in no order."""
        queryset = self.queryset.all()
        for name, item in self.filters.items():
            if name != leaving_out:
                queryset = item.filter(queryset, self.values[name])
        return queryset

    @property
    def order(self) -> tuple:
        """The arguments of order_by for the chosen sort."""
        return self.filters["sort"].orders[self.values["sort"]][1]

    def sorted(self, queryset):
        """The rows in the order asked for, the same at every call."""
        return queryset.order_by(*self.order)

    @cached_property
    def query(self) -> Query:
        """The canonical query."""
        pairs = [pair for name, item in self.filters.items() for pair in item.pairs(self.values[name])]
        return Query(self.path, canonical(pairs, self.names), self.names)

    @property
    def chips(self) -> list[Chip]:
        """What is active."""
        return [chip for name, item in self.filters.items() for chip in item.chips(self.values[name])]

    @property
    def sentence(self) -> str:
        """The query in words: "Articles from KCNA, naming Kim Jong Un, published in 2023." Empty without a filter."""
        said = [words for name, item in self.filters.items() for words in item.words(self.values[name])]
        return f"{self.noun.capitalize()} {', '.join(said)}." if said else ""

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.chips)
