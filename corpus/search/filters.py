"""The filters of the grammar: each gives a condition for the database and the English for the page."""

from dataclasses import dataclass

import django_filters
from django.contrib.postgres.search import SearchConfig, SearchQuery
from django.db.models import Case, CharField, Q, Value, When

from corpus.english import enumeration

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
    """``q``: words in web-search syntax."""

    field_class = SearchField

    def chips(self, value):
        """The words as typed."""
        return [Chip("Text", value, self.param, value)] if value else []

    def words(self, value):
        """with “…”."""
        return [f"with “{value}”" if '"' not in value else f"with {value}"] if value else []


class TermsFilter(GrammarFilter):
    """Any of several values; ``-name`` keeps values out. ``lookup`` compares a list of the terms' keys."""

    field_class = TermsField
    repeatable = True
    conjunction = "or"

    def __init__(self, *, lookup: str, says: str, label: str, **kwargs):
        super().__init__(label=label, **kwargs)
        self.lookup, self.says = lookup, says

    def any_of(self, terms: tuple[Term, ...]) -> Q:
        """Rows that have at least one of the terms."""
        return Q(**{self.lookup: [term.key for term in terms]})

    def included(self, terms: tuple[Term, ...]) -> Q:
        """What the parameter itself means."""
        return self.any_of(terms)

    def condition(self, value: Terms) -> Q:
        """Both halves together."""
        wanted = self.included(value.included) if value.included else Q()
        return wanted & ~self.any_of(value.excluded) if value.excluded else wanted

    def pairs(self, value: Terms):
        """One pair a term."""
        return [(self.param, term.value) for term in value.included] + [
            (f"-{self.param}", term.value) for term in value.excluded
        ]

    def chips(self, value: Terms):
        """One chip a term."""
        return [Chip(self.label, term.label, self.param, term.value) for term in value.included] + [
            Chip(self.label, term.label, f"-{self.param}", term.value, negated=True) for term in value.excluded
        ]

    def words(self, value: Terms):
        """ "from KCNA or TASS", "not from Xinhua"."""
        said = []
        if value.included:
            said.append(f"{self.says} {enumeration([term.label for term in value.included], self.conjunction)}")
        if value.excluded:
            said.append(f"not {self.says} {enumeration([term.label for term in value.excluded], 'or')}")
        return said


class AllTermsFilter(TermsFilter):
    """All of several values together; ``-name`` without any of them. Needs ``all_lookup``."""

    conjunction = "and"

    def __init__(self, *, all_lookup: str, **kwargs):
        super().__init__(**kwargs)
        self.all_lookup = all_lookup

    def included(self, terms):
        """Rows that have every term."""
        return Q(**{self.all_lookup: [term.key for term in terms]})


class PeriodFilter(GrammarFilter):
    """A date: rows whose own date, exact or not, may fall within the period. Undated rows never do."""

    field_class = PeriodField

    def __init__(self, *, prefix: str, says: str, **kwargs):
        super().__init__(**kwargs)
        self.prefix, self.says = prefix, says

    def condition(self, value):
        """Overlap of the two spans."""
        overlap = ~Q(**{self.prefix: ""})
        if value.upper:
            overlap &= Q(**{f"{self.prefix}_lower__lte": value.upper})
        if value.lower:
            overlap &= Q(**{f"{self.prefix}_upper__gte": value.lower})
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


class ConditionsFilter(TermsFilter):
    """All of several named conditions together."""

    conjunction = "and"

    def __init__(self, *, conditions: dict[str, Q], **kwargs):
        super().__init__(lookup="", says="", **kwargs)
        self.conditions = conditions

    def any_of(self, terms):
        """At least one of the conditions."""
        found = Q()
        for term in terms:
            found |= self.conditions[term.key]
        return found

    def included(self, terms):
        """Every one of them."""
        found = Q()
        for term in terms:
            found &= self.conditions[term.key]
        return found

    def words(self, value):
        """ "each of which was revised and has no date"."""
        halves = (("each of which", value.included, "and"), ("none of which", value.excluded, "or"))
        return [f"{who} {enumeration([term.label for term in terms], word)}" for who, terms, word in halves if terms]


class SettingFilter(GrammarFilter):
    """A parameter that changes how rows are shown, not which."""

    def filter(self, queryset, value):
        """All rows."""
        return queryset

    def pairs(self, value):
        """Left out where it is the default."""
        return [(self.param, str(value))] if value != self.default else []


class SortFilter(SettingFilter):
    """``sort``: one of a few orders, the first being the default. ``orders``: name → (label, order_by arguments)."""

    field_class = ChoiceField

    def __init__(self, *, orders: dict[str, tuple[str, tuple]], **kwargs):
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


def choices(labels: dict[str, str]):
    """A ``find`` for TermsField over a fixed table of value → label."""
    return lambda values: {value: Term(value, labels[value], value) for value in values if value in labels}


def websearch(text: str) -> SearchQuery:
    """The words as a query in the language of each row, for ranks and snippets. Needs a ``language`` column."""
    language = Case(
        When(language__startswith="en", then=Value("english")), default=Value("simple"), output_field=CharField()
    )
    return SearchQuery(text, config=SearchConfig(language), search_type="websearch")


def matching(text: str, *, language: str = "language") -> Q:
    """Rows whose ``search`` vector holds the words, each language by its own index scan. Needs its language column."""
    english, other = (SearchQuery(text, config=config, search_type="websearch") for config in ("english", "simple"))
    is_english = Q(**{f"{language}__startswith": "en"})
    return (is_english & Q(search=english)) | (~is_english & Q(search=other))
