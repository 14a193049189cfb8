"""The filters of the grammar: each gives a condition for the database and the English for the page."""

from copy import copy
from dataclasses import dataclass

import django_filters
from django.db.models import Q

from corpus.english import enumeration
from corpus.models import TermKind, term
from corpus.search.results.keyset import Key
from corpus.search.text.words import WordQuery

from .values import ChoiceField, NumberField, PeriodField, SearchField, Term, Terms, TermsField


@dataclass(frozen=True)
class Chip:
    """One active filter as a page shows it, with the pair of the URL it stands for."""

    label: str
    text: str
    name: str
    value: str
    negated: bool = False


class GrammarFilter(django_filters.Filter):
    """One parameter. ``param`` is its name in the URL, set by the filter set."""

    param = ""
    repeatable = False
    default = None

    def __deepcopy__(self, memo):
        """For each request django-filter copies the filters of a set, to make each its own; what was declared of them
        can be shared."""
        return copy(self)

    def condition(self, value) -> Q:
        """What a row must hold, as a Q."""
        raise NotImplementedError

    def filter(self, queryset, value):
        """The rows that hold it; all where nothing is asked."""
        return queryset.filter(self.condition(value)) if value else queryset

    def pairs(self, value) -> list[tuple[str, str]]:
        """The canonical (name, value) pairs of the URL."""
        return [(self.param, str(value))] if value and value != self.default else []

    def chips(self, value) -> list[Chip]:
        """What is active."""
        return []

    def words(self, value) -> list[str]:
        """Parts of the sentence that says the query."""
        return []


class SearchFilter(GrammarFilter):
    """``q``: words in web-search syntax, matched against the vector ``search`` of a row."""

    field_class = SearchField

    def condition(self, value):
        """By the stored vector."""
        return Q(search=WordQuery(value, self.parent.configurations))

    def chips(self, value):
        """The words as typed."""
        return [Chip(self.label, value, self.param, value)] if value else []

    def words(self, value):
        """with “…”."""
        return [f"with “{value}”" if '"' not in value else f"with {value}"] if value else []


class NameSearchFilter(SearchFilter):
    """Words in a name, of lists that are short."""

    def condition(self, value):
        """Every word."""
        found = Q()
        for word in value.replace('"', " ").split():
            found &= Q(name__icontains=word)
        return found


class TermsFilter(GrammarFilter):
    """Any of several values; ``-name`` keeps values out. ``kind``: what terms of a row they are ids of."""

    field_class = TermsField
    repeatable = True
    conjunction = "or"

    def __init__(self, *, says: str, label: str, kind: TermKind | None = None, **kwargs):
        super().__init__(label=label, **kwargs)
        self.kind, self.says = kind, says

    def terms(self, values: tuple[Term, ...]) -> list[int]:
        """The values as terms of a row."""
        return [term(self.kind, value.key) for value in values]

    def any_of(self, terms: tuple[Term, ...]) -> Q:
        """Rows that have at least one of the terms."""
        return Q(terms__overlap=self.terms(terms))

    def included(self, terms: tuple[Term, ...]) -> Q:
        """What the parameter itself means."""
        return self.any_of(terms)

    def condition(self, value: Terms) -> Q:
        """Both halves together."""
        wanted = self.included(value.included) if value.included else Q()
        return wanted & ~self.any_of(value.excluded) if value.excluded else wanted

    def pairs(self, value: Terms):
        """One pair a term."""
        return [(self.param, one.value) for one in value.included] + [
            (f"-{self.param}", one.value) for one in value.excluded
        ]

    def chips(self, value: Terms):
        """One chip a term."""
        return [Chip(self.label, one.label, self.param, one.value) for one in value.included] + [
            Chip(self.label, one.label, f"-{self.param}", one.value, negated=True) for one in value.excluded
        ]

    def words(self, value: Terms):
        """ "from KCNA or TASS", "not from Xinhua"."""
        said = []
        if value.included:
            said.append(f"{self.says} {enumeration([one.label for one in value.included], self.conjunction)}")
        if value.excluded:
            said.append(f"not {self.says} {enumeration([one.label for one in value.excluded], 'or')}")
        return said


class AllTermsFilter(TermsFilter):
    """All of several values together; ``-name`` without any of them."""

    conjunction = "and"

    def included(self, terms):
        """Rows that have every term."""
        return Q(terms__contains=self.terms(terms))


class StatusFilter(TermsFilter):
    """Any of several review statuses. ``path``: from the row to the status."""

    def __init__(self, *, path: str, **kwargs):
        super().__init__(**kwargs)
        self.path = path

    def any_of(self, terms):
        """Rows with one of them."""
        return Q(**{f"{self.path}__in": [one.key for one in terms]})


class PeriodFilter(GrammarFilter):
    """A date: rows whose own date, exact or not, may fall within the period. Undated rows never do."""

    field_class = PeriodField

    def __init__(self, *, says: str, **kwargs):
        super().__init__(**kwargs)
        self.says = says

    def condition(self, value):
        """Overlap of the two spans; undated rows have no bounds."""
        overlap = Q()
        if value.upper:
            overlap &= Q(lower__lte=value.upper)
        if value.lower:
            overlap &= Q(upper__gte=value.lower)
        return overlap

    def pairs(self, value):
        """The text as written."""
        return [(self.param, value.text)] if value else []

    def chips(self, value):
        """The period in words."""
        return [Chip(self.label, value.in_words, self.param, value.text)] if value else []

    def words(self, value):
        """ "published in 2023"."""
        return [f"{self.says} {value.said}"] if value else []


class FlagsFilter(AllTermsFilter):
    """All of several yes-or-no facts together."""

    def __init__(self, **kwargs):
        super().__init__(says="", kind=TermKind.FLAG, **kwargs)

    def words(self, value):
        """ "each of which was revised and has no date"."""
        halves = (("each of which", value.included, "and"), ("none of which", value.excluded, "or"))
        return [f"{who} {enumeration([one.label for one in terms], word)}" for who, terms, word in halves if terms]


class SettingFilter(GrammarFilter):
    """A parameter that changes how rows are shown, not which."""

    def filter(self, queryset, value):
        """All rows."""
        return queryset

    def pairs(self, value):
        """Left out where it is the default."""
        return [(self.param, str(value))] if value != self.default else []


class SortFilter(SettingFilter):
    """``sort``: one of a few orders, the first being the default. ``orders``: name → (label, its keys)."""

    field_class = ChoiceField

    def __init__(self, *, orders: dict[str, tuple[str, tuple[Key, ...]]], **kwargs):
        super().__init__(choices=[(name, label) for name, (label, _) in orders.items()], **kwargs)
        self.orders = orders
        self.default = next(iter(orders))

    def words(self, value):
        """ "newest first", where that is not the default."""
        return [self.orders[value][0]] if value != self.default else []


class NumberFilter(SettingFilter):
    """``page`` and ``per_page``."""

    field_class = NumberField

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.default = kwargs["default"]


class Choices:
    """A ``find`` for TermsField over a fixed table of value → label; keys: what the database compares, the value itself
    where there are none."""

    def __init__(self, labels: dict[str, str], keys: dict[str, object] | None = None):
        self.labels, self.keys = labels, keys

    def __call__(self, values: list[str]) -> dict[str, Term]:
        keys = self.keys or {value: value for value in self.labels}
        return {value: Term(value, self.labels[value], keys[value]) for value in values if value in self.labels}
