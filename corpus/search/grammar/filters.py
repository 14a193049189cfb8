"""The filters of the grammar. Each returns its condition for the database and its English for the page."""

from copy import copy
from dataclasses import dataclass

import django_filters
from django.db.models import Q
from django.utils.text import get_text_list

from corpus.models import TermKind, term
from corpus.search.results.keyset import Key
from corpus.search.text.words import WordQuery

from .values import ChoiceField, NumberField, PeriodField, SearchField, Term, Terms, TermsField
from .vocabulary import Vocabulary


@dataclass(frozen=True)
class Chip:
    """One active filter as a page shows it, with its name and value in the URL."""

    label: str
    text: str
    name: str
    value: str
    negated: bool = False


class GrammarFilter(django_filters.Filter):
    """One parameter. The filter set sets ``param``, its name in the URL."""

    param = ""
    repeatable = False
    default = None

    def __deepcopy__(self, memo):
        """Copy shallowly: django-filter copies the filters for each request, but what they declare can be shared."""
        return copy(self)

    def condition(self, value) -> Q:
        """Return the condition on rows."""
        raise NotImplementedError

    def filter(self, queryset, value):
        """Filter the rows by a value; without a value return all."""
        return queryset.filter(self.condition(value)) if value else queryset

    def pairs(self, value) -> list[tuple[str, str]]:
        """Return the canonical (name, value) pairs of the URL."""
        return [(self.param, str(value))] if value and value != self.default else []

    def chips(self, value) -> list[Chip]:
        """Return one chip for each active value."""
        return []

    def words(self, value) -> list[str]:
        """Return this filter's parts of the sentence that describes the query."""
        return []


class SearchFilter(GrammarFilter):
    """``q``: words in web-search syntax, matched against the search vector of a row."""

    field_class = SearchField

    def condition(self, value):
        """Match the stored vector."""
        return Q(search=WordQuery(value, self.parent.configurations))

    def chips(self, value):
        """Return the words as typed."""
        return [Chip(self.label, value, self.param, value)] if value else []

    def words(self, value):
        return [f"with “{value}”" if '"' not in value else f"with {value}"] if value else []


class NameSearchFilter(SearchFilter):
    """Words in a name, for short lists without search vectors."""

    def condition(self, value):
        found = Q()
        for word in value.replace('"', " ").split():
            found &= Q(name__icontains=word)
        return found


class TermsFilter(GrammarFilter):
    """Any of several values of a vocabulary; ``-name`` excludes values. ``says``: the words before them."""

    field_class = TermsField
    repeatable = True
    conjunction = "or"

    def __init__(self, *, says: str, label: str, vocabulary: Vocabulary, **kwargs):
        super().__init__(label=label, find=vocabulary, noun=vocabulary.noun, **kwargs)
        self.vocabulary, self.says = vocabulary, says

    @property
    def kind(self) -> TermKind | None:
        """The kind of the terms that search rows hold."""
        return self.vocabulary.kind

    def terms(self, values: tuple[Term, ...]) -> list[int]:
        """Return the values as terms of a search row."""
        return [term(self.kind, value.key) for value in values]

    def any_of(self, terms: tuple[Term, ...]) -> Q:
        """Return the condition for rows with at least one of the terms."""
        return Q(terms__overlap=self.terms(terms))

    def included(self, terms: tuple[Term, ...]) -> Q:
        """Return the condition of the parameter without its ``-`` form."""
        return self.any_of(terms)

    def condition(self, value: Terms) -> Q:
        """Require what is included and rule out what is excluded."""
        wanted = self.included(value.included) if value.included else Q()
        return wanted & ~self.any_of(value.excluded) if value.excluded else wanted

    def pairs(self, value: Terms):
        """Return one pair for each term."""
        return [(self.param, one.value) for one in value.included] + [
            (f"-{self.param}", one.value) for one in value.excluded
        ]

    def chips(self, value: Terms):
        """Return one chip for each term."""
        return [Chip(self.label, one.label, self.param, one.value) for one in value.included] + [
            Chip(self.label, one.label, f"-{self.param}", one.value, negated=True) for one in value.excluded
        ]

    def words(self, value: Terms):
        """Return "from KCNA or TASS", "not from Xinhua"."""
        said = []
        if value.included:
            said.append(f"{self.says} {get_text_list([one.label for one in value.included], self.conjunction)}")
        if value.excluded:
            said.append(f"not {self.says} {get_text_list([one.label for one in value.excluded], 'or')}")
        return said


class AllTermsFilter(TermsFilter):
    """All of several values together; ``-name`` excludes rows with any of its values."""

    conjunction = "and"

    def included(self, terms):
        """Return the condition for rows with every term."""
        return Q(terms__contains=self.terms(terms))


class StatusFilter(TermsFilter):
    """Any of several review statuses. ``path``: the lookup from the row to the status."""

    def __init__(self, *, path: str, **kwargs):
        super().__init__(**kwargs)
        self.path = path

    def any_of(self, terms):
        """Return the condition for rows with one of the statuses."""
        return Q(**{f"{self.path}__in": [one.key for one in terms]})


class PeriodFilter(GrammarFilter):
    """A date or period: rows whose date, exact or not, may fall within it. Undated rows never match."""

    field_class = PeriodField

    def __init__(self, *, says: str, **kwargs):
        super().__init__(**kwargs)
        self.says = says

    def condition(self, value):
        """Require that the two spans overlap; undated rows have no bounds."""
        overlap = Q()
        if value.upper:
            overlap &= Q(lower__lte=value.upper)
        if value.lower:
            overlap &= Q(upper__gte=value.lower)
        return overlap

    def pairs(self, value):
        """Return the period as written."""
        return [(self.param, value.text)] if value else []

    def chips(self, value):
        """Return the period in words."""
        return [Chip(self.label, value.in_words, self.param, value.text)] if value else []

    def words(self, value):
        """Return "published in 2023"."""
        return [f"{self.says} {value.said}"] if value else []


class FlagsFilter(AllTermsFilter):
    """All of several yes-or-no facts of a row."""

    def __init__(self, **kwargs):
        super().__init__(says="", **kwargs)

    def words(self, value):
        """Return "each of which was revised and has no date"."""
        halves = (("each of which", value.included, "and"), ("none of which", value.excluded, "or"))
        return [f"{who} {get_text_list([one.label for one in terms], word)}" for who, terms, word in halves if terms]


class SettingFilter(GrammarFilter):
    """A parameter that changes how rows are shown, not which rows."""

    def filter(self, queryset, value):
        return queryset

    def pairs(self, value):
        """Return the value unless it is the default."""
        return [(self.param, str(value))] if value != self.default else []


class SortFilter(SettingFilter):
    """``sort``: one of several orders, by default the first. ``orders``: (label, keys) by name."""

    field_class = ChoiceField

    def __init__(self, *, orders: dict[str, tuple[str, tuple[Key, ...]]], **kwargs):
        super().__init__(choices=[(name, label) for name, (label, _) in orders.items()], **kwargs)
        self.orders = orders
        self.default = next(iter(orders))

    def words(self, value):
        """Return "newest first" unless it is the default."""
        return [self.orders[value][0]] if value != self.default else []


class NumberFilter(SettingFilter):
    field_class = NumberField

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.default = kwargs["default"]
