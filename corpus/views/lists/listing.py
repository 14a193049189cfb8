"""A list as its template shows it."""

from functools import cached_property

from django.utils.text import capfirst

from corpus.search.grammar.filterset import FilterSet
from corpus.search.grammar.query import Query
from corpus.views.downloads.links import Downloads, downloads


class Listing:
    """A list for its template: the query in words, chips, orders, form, problems."""

    def __init__(self, filterset: FilterSet, texts: dict):
        self.filterset, self.texts = filterset, texts
        self.noun, self.unknown = filterset.noun, filterset.unknown
        self.problems = list(filterset.problems)
        self.hint = ""
        self.did_you_mean = []

    @cached_property
    def sentence(self) -> str:
        """The query in words."""
        return "" if self.problems else self.filterset.sentence

    @cached_property
    def chips(self) -> list[dict]:
        """The active filters, each with the URL without it."""
        if self.problems:
            return []
        query = self.filterset.query
        return [
            {
                "label": chip.label,
                "text": chip.text,
                "negated": chip.negated,
                "url": query.dropping(chip.name, chip.value).url,
            }
            for chip in self.filterset.chips
        ]

    @property
    def url(self) -> str:
        """The canonical URL of the list."""
        return self.filterset.query.url

    @cached_property
    def trail(self) -> str:
        """The query string for the URLs of rows' own pages, which lead from there to the next row and back."""
        query = self.filterset.query.at_page(1)
        return f"?{query.string}" if query.pairs else ""

    @cached_property
    def downloads(self) -> Downloads | None:
        """The links to the downloads of the list; None if the query has problems."""
        return None if self.problems else downloads(self.noun, self.filterset.query)

    @property
    def all_pairs(self) -> list[tuple[str, str]]:
        """All parameters, for the hidden inputs of another form."""
        return self.filterset.query.except_for()

    @property
    def clear_url(self) -> str:
        """The URL of the list without filters."""
        return self.filterset.path

    @cached_property
    def sorts(self) -> list[dict]:
        """The orders of the list; relevance only with words to rank by."""
        if self.problems:
            return []
        item, values = self.filterset.filters["sort"], self.filterset.values
        return [
            {
                "label": capfirst(label),
                "selected": name == values["sort"],
                "url": self.filterset.query.setting("sort", "" if name == item.default else name).url,
            }
            for name, (label, _) in item.orders.items()
            if name != "relevance" or values["q"]
        ]

    @cached_property
    def switches(self) -> list[dict]:
        """The filters with few fixed values, as on/off links."""
        shown = []
        for name, labels in ({} if self.problems else self.texts["switches"]).items():
            item, query = self.filterset.filters[name], self.filterset.query
            terms = self.filterset.values[name]
            chosen = {term.value for term in terms.included}
            avoided = {term.value for term in terms.excluded}
            values = [_switch(query, name, value, label, chosen, avoided) for value, label in labels.items()]
            shown.append({"title": item.label, "values": values})
        return shown

    @cached_property
    def form(self) -> dict:
        """The values of the filter form as typed, so that nothing is lost if a value does not parse."""
        data, date_name = self.filterset.data, self.texts["date_name"]
        if self.problems:
            kept = [(name, value) for name in self.filterset.names for value in data.getlist(name)]
            hidden = [pair for pair in kept if pair[0] not in {"q", date_name, "page", "after", "before"}]
            hidden = [pair for pair in hidden if pair[0].lstrip("-") not in {bad["name"] for bad in self.problems}]
        else:
            hidden = self.filterset.query.except_for("q", date_name)
        return {
            "q": data.get("q", "")[:1000],
            "q_label": self.texts["q_label"],
            "q_hint": self.texts["q_hint"],
            "date_name": date_name,
            "date": data.get(date_name, "")[:1000] if date_name else "",
            "date_hint": "2023, 2023-10, 2023-10-19, 2023-10/2024-02 or last-30-days",
            "hidden": [{"name": name, "value": value} for name, value in hidden],
        }


def _switch(query: Query, name: str, value: str, label: str, chosen: set[str], avoided: set[str]) -> dict:
    selected, excluded = value in chosen, value in avoided
    drops = name if selected else f"-{name}"
    return {
        "label": capfirst(label),
        "count": None,
        "selected": selected,
        "excluded": excluded,
        "url": (query.dropping(drops, value) if selected or excluded else query.adding(name, value)).url,
        "exclude_url": "" if selected or excluded else query.adding(f"-{name}", value).url,
    }
