"""One list page over a filter grammar: validation, canonical address, counts, page of rows."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl

from django.http import HttpResponseRedirect
from django.utils.text import capfirst
from django.views.generic import TemplateView

from corpus.models import Article
from corpus.search.facets import count
from corpus.search.grammar import Grammar
from corpus.search.query import Query
from corpus.search.words import is_searchable


@dataclass(frozen=True)
class Page:
    """One page of rows and the addresses of the others."""

    items: list
    number: int
    pages: int
    per_page: int
    count: int
    query: Query

    @property
    def previous_url(self) -> str:
        """The page before; empty on the first."""
        return self.query.at_page(self.number - 1).url if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        """The page after; empty on the last."""
        return self.query.at_page(self.number + 1).url if self.number < self.pages else ""

    @property
    def first(self) -> int:
        """Place of the first row, from 1; 0 where there are none."""
        return (self.number - 1) * self.per_page + 1 if self.items else 0

    @property
    def last(self) -> int:
        """Place of the last row."""
        return self.first + len(self.items) - 1 if self.items else 0

    @property
    def links(self) -> list[dict | None]:
        """First, last and neighbouring pages; None for a gap."""
        near = range(self.number - 2, self.number + 3)
        shown = sorted({1, self.pages, *(number for number in near if 1 <= number <= self.pages)})
        links, before = [], 0
        for number in shown:
            if number - before > 1:
                links.append(None)
            links.append({"number": number, "url": self.query.at_page(number).url, "current": number == self.number})
            before = number
        return links


class Listing:
    """A list as its template needs it: the query in words, chips, sorts, form, problems."""

    def __init__(self, grammar: Grammar, texts: dict):
        self.grammar, self.texts = grammar, texts
        self.noun, self.unknown = grammar.noun, grammar.unknown
        self.problems = list(grammar.problems)
        self.count = 0
        self.hint = ""

    @cached_property
    def sentence(self) -> str:
        """The query in words."""
        return "" if self.problems else self.grammar.sentence

    @cached_property
    def chips(self) -> list[dict]:
        """Active filters, each with the address without it."""
        if self.problems:
            return []
        query = self.grammar.query
        return [
            {
                "label": chip.label,
                "text": chip.text,
                "negated": chip.negated,
                "url": query.dropping(chip.name, chip.value).url,
            }
            for chip in self.grammar.chips
        ]

    @property
    def clear_url(self) -> str:
        """The list without any filter."""
        return self.grammar.path

    @cached_property
    def sorts(self) -> list[dict]:
        """The orders there are; relevance only where there are words to rank by."""
        if self.problems:
            return []
        item, values = self.grammar.filters["sort"], self.grammar.values
        return [
            {
                "label": capfirst(label),
                "selected": name == values["sort"],
                "url": self.grammar.query.setting("sort", "" if name == item.default else name).url,
            }
            for name, (label, _) in item.orders.items()
            if name != "relevance" or values["q"]
        ]

    @cached_property
    def switches(self) -> list[dict]:
        """Small filters with a fixed set of values, as on/off links."""
        shown = []
        for name, labels in ({} if self.problems else self.texts["switches"]).items():
            item, query = self.grammar.filters[name], self.grammar.query
            chosen = {term.value for term in self.grammar.values[name].included}
            values = [
                {
                    "label": capfirst(label),
                    "selected": value in chosen,
                    "url": (query.dropping if value in chosen else query.adding)(name, value).url,
                }
                for value, label in labels.items()
            ]
            shown.append({"title": item.label, "values": values})
        return shown

    @cached_property
    def form(self) -> dict:
        """What the filter form holds: as typed, so that nothing is lost where something does not parse."""
        data, date_name = self.grammar.data, self.texts["date_name"]
        if self.problems:
            kept = [(name, value) for name in self.grammar.names for value in data.getlist(name)]
            hidden = [pair for pair in kept if pair[0] not in {"q", date_name, "page"}]
            hidden = [pair for pair in hidden if pair[0].lstrip("-") not in {bad["name"] for bad in self.problems}]
        else:
            hidden = self.grammar.query.except_for("q", date_name)
        return {
            "q": data.get("q", "")[:1000],
            "q_label": self.texts["q_label"],
            "q_hint": self.texts["q_hint"],
            "date_name": date_name,
            "date": data.get(date_name, "")[:1000] if date_name else "",
            "date_hint": "2023, 2023-10, 2023-10-19, 2023-10/2024-02 or last-30-days",
            "hidden": [{"name": name, "value": value} for name, value in hidden],
        }


def _pairs(request) -> tuple[tuple[str, str], ...]:
    """The parameters as they were asked, in their order; how characters are escaped makes no difference."""
    return tuple(parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True))


class ListView(TemplateView):
    """A page of rows under a grammar. Subclasses give ``grammar``, ``texts``, ``queryset`` and ``rows``."""

    grammar: type[Grammar]
    texts: dict

    def queryset(self):
        """All rows the list may show."""
        raise NotImplementedError

    def rows(self, queryset, grammar: Grammar) -> list:
        """The rows of one page, from the sorted and sliced queryset, with what the template shows of each."""
        return list(queryset)

    def get(self, request):
        """The list; 400 where a value does not parse; a redirect where the address is not the canonical one."""
        grammar = self.grammar(request.GET, self.queryset(), path=request.path)
        listing = Listing(grammar, self.texts)
        if listing.problems:
            return self.render_to_response(self._context(listing), status=400)
        if not grammar.unknown and _pairs(request) != grammar.query.pairs:
            return HttpResponseRedirect(grammar.query.url)
        counts = count(grammar)
        per_page, number = grammar.values["per_page"], grammar.values["page"]
        pages = max(1, -(-counts.total // per_page))
        if number > pages:
            message = "There is only one page." if pages == 1 else f"There are only {pages:,} pages."
            listing.problems.append({"name": "page", "value": str(number), "message": message})
            return self.render_to_response(self._context(listing), status=400)
        start = (number - 1) * per_page
        items = []
        if counts.total:
            items = self.rows(grammar.sorted(grammar.rows())[start : start + per_page], grammar)
        elif text := grammar.values["q"]:
            listing.hint = "" if is_searchable(text) else f"“{text}” is too common to be searched for alone."
        listing.count = counts.total
        page = Page(items, number, pages, per_page, counts.total, grammar.query)
        empty = not counts.total and not grammar.is_filtered and not Article.objects.exists()
        context = self._context(listing, facets=counts.facets, histogram=counts.histogram, page=page)
        return self.render_to_response({**context, "empty_corpus": empty})

    def _context(self, listing: Listing, **more) -> dict:
        empty = {"facets": (), "histogram": None, "page": None, "empty_corpus": False}
        return self.get_context_data(listing=listing, **{**empty, **more})
