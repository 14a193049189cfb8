"""The filter set of all lists: validation, canonical query, chips, and the query in words."""

from functools import cached_property

import django_filters
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import QueryDict

from corpus.models import CorpusVersion, TermKind
from corpus.search.results.keyset import Key
from corpus.search.text.words import configurations, segmented

from .filters import AllTermsFilter, Chip, NumberFilter
from .query import Query, canonical

PER_PAGE = 25


class FilterSet(django_filters.FilterSet):
    """The parameters of one list. Subclasses declare their filters, ``noun``, ``facets`` and ``histogram``, and return
    the rows to filter from ``base``."""

    page = NumberFilter(least=1, most=1_000_000, default=1)
    per_page = NumberFilter(least=1, most=200, default=PER_PAGE)
    after = NumberFilter(least=1, most=2**31 - 1, default=0)
    before = NumberFilter(least=1, most=2**31 - 1, default=0)

    noun = "rows"
    facets = ()
    histogram = None
    # For lists of search rows: a kind of which each row has exactly one term, so that its counts add up to the total.
    counted_by: TermKind | None = None

    def __init__(self, data: QueryDict, *, path: str):
        super().__init__(data, self.base())
        self.path = path
        for name, item in self.filters.items():
            item.param = name

    def get_form_class(self):
        """Return the form class, made once; django-filter makes a class for each query."""
        if "form_class" not in vars(type(self)):
            type(self).form_class = super().get_form_class()
        return type(self).form_class

    @classmethod
    def base(cls):
        """Return all rows of the list, unfiltered."""
        raise NotImplementedError

    @cached_property
    def version(self) -> int:
        """The corpus version, read when it is first needed."""
        return CorpusVersion.now()

    @cached_property
    def configurations(self) -> list[str]:
        """The text search configurations to search words in."""
        return configurations(self.version)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all parameters in canonical order."""
        return tuple(
            name
            for param, item in self.filters.items()
            for name in ((param, f"-{param}") if item.repeatable else (param,))
        )

    @cached_property
    def unknown(self) -> list[str]:
        """The names of unknown parameters in the URL, at most ten."""
        return sorted({name[:60] for name in self.data if name not in self.names})[:10]

    @property
    def empty(self) -> list[str]:
        """The parameters without a value. Pages ignore them, since a form sends its empty fields. Programs get an
        error: an empty variable should not return everything."""
        return [name for name in self.names if not all(map(str.strip, self.data.getlist(name)))]

    @cached_property
    def problems(self) -> list[dict]:
        """The values that do not parse, as ``name``, ``value`` and ``message``."""
        found = []
        for name, item in self.filters.items():
            if not item.repeatable and len(self.data.getlist(name)) > 1:
                found.append({"name": name, "value": "", "message": "It can be given only once."})
        for name, messages in self.form.errors.items():
            if name != NON_FIELD_ERRORS:
                value = ", ".join([*self.data.getlist(name), *self.data.getlist(f"-{name}")])[:100]
                found.append({"name": name, "value": value, "message": " ".join(messages)})
        if not found:
            found += self._contradictions()
        return found

    def _contradictions(self) -> list[dict]:
        """Return the problems of values that are valid alone but not together."""
        values, found = self.values, []
        if values["after"] and values["before"]:
            found.append({"name": "before", "value": str(values["before"]), "message": "It cannot go with “after”."})
        for name in ("after", "before"):
            if values[name] and values["page"] < 2:
                message = "The number of its page goes with it, from 2."
                found.append({"name": name, "value": str(values[name]), "message": message})
            if values[name] and values["sort"] == "relevance":
                message = "The order by relevance has page numbers only."
                found.append({"name": name, "value": str(values[name]), "message": message})
        return found

    @cached_property
    def values(self) -> dict:
        """The cleaned value of each parameter, for a form without errors. Relevance without words becomes the default
        order."""
        values = self.form.cleaned_data
        if values["sort"] == "relevance" and not values["q"]:
            values["sort"] = self.filters["sort"].default
        return values

    def rows(self, *, leaving_out: str = ""):
        """Return the rows that match every filter, except the parameter left out, in no order."""
        queryset = self.queryset.all()
        for name, item in self.filters.items():
            if name != leaving_out:
                queryset = item.filter(queryset, self.values[name])
        return queryset

    def counts_alone(self, param: str) -> bool:
        """Return whether a facet is counted without its own filter: any value may match, and some are chosen."""
        return bool(self.values[param]) and not isinstance(self.filters[param], AllTermsFilter)

    @property
    def order(self) -> tuple[Key, ...]:
        """The keys of the chosen sort."""
        return self.filters["sort"].orders[self.values["sort"]][1]

    @cached_property
    def query(self) -> Query:
        pairs = [pair for name, item in self.filters.items() for pair in item.pairs(self.values[name])]
        return Query(self.path, canonical(pairs, self.names), self.names)

    @property
    def chips(self) -> list[Chip]:
        """The chips of all active filters."""
        return [chip for name, item in self.filters.items() for chip in item.chips(self.values[name])]

    @property
    def sentence(self) -> str:
        """The query in words: "Articles from KCNA, naming Kim Jong Un, published in 2023." Empty without filters."""
        return self._said(self.filters)

    @property
    def sentence_without_order(self) -> str:
        """The query in words without its order."""
        return self._said({name: item for name, item in self.filters.items() if name != "sort"})

    def _said(self, filters: dict) -> str:
        said = [words for name, item in filters.items() for words in item.words(self.values[name])]
        return f"{self.noun.capitalize()} {', '.join(said)}." if said else ""

    @property
    def has_phrase(self) -> bool:
        """Whether words must be adjacent: quoted, or in a script without spaces."""
        return '"' in segmented(self.values["q"])

    @property
    def is_narrowed_beyond_words(self) -> bool:
        """Whether the query has filters besides words, or excludes words."""
        text = self.values["q"]
        return any(chip.name != "q" for chip in self.chips) or "-" in text

    @property
    def is_filtered(self) -> bool:
        """Whether any filter is active."""
        return bool(self.chips)
