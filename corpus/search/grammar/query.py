"""The canonical query string of a list, and the URLs that differ from it by one step."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote_plus

BY_RELEVANCE = ("sort", "relevance")  # an order that needs words
PAGING = ("page", "after", "before")  # parameters that choose a page of the list


@dataclass(frozen=True)
class Query:
    """The path of a list and its parameters in canonical order."""

    path: str
    pairs: tuple[tuple[str, str], ...]
    order: tuple[str, ...]

    @property
    def string(self) -> str:
        """The query string without "?"."""
        return "&".join(map(_encoded, self.pairs))

    @property
    def url(self) -> str:
        """Path and query string."""
        return f"{self.path}?{self.string}" if self.pairs else self.path

    def adding(self, name: str, value: str) -> "Query":
        """Return the first page with one more value of a repeatable parameter, which is no longer excluded."""
        opposite = name.removeprefix("-") if name.startswith("-") else f"-{name}"
        return self._with([*self._others({(opposite, value), (name, value)}), (name, value)])

    def setting(self, name: str, value: str) -> "Query":
        """Return the first page with this value of a single parameter, or without it if the value is empty."""
        kept = [(key, old) for key, old in self.pairs if key != name]
        return self._with([*kept, (name, value)] if value else kept)

    def dropping(self, name: str, value: str) -> "Query":
        """Return the first page without one value."""
        return self._with(self._others({(name, value)}))

    def at_page(self, number: int, *, after: int = 0, before: int = 0) -> "Query":
        """Return another page of the list. ``after``, ``before``: the id of the row that it begins after or ends
        before, for keyset pagination."""
        beside = [(name, str(pk)) for name, pk in (("after", after), ("before", before)) if pk and number > 1]
        kept = [pair for pair in self.pairs if pair[0] not in PAGING]
        page = [("page", str(number))] if number > 1 else []
        return Query(self.path, canonical([*kept, *page, *beside], self.order), self.order)

    def except_for(self, *names: str) -> list[tuple[str, str]]:
        """Return the pairs of all other parameters, except those of paging, for the hidden inputs of a form."""
        return [(name, value) for name, value in self.pairs if name not in {*names, *PAGING}]

    def _others(self, dropped: set[tuple[str, str]]) -> list[tuple[str, str]]:
        return [pair for pair in self.pairs if pair not in dropped]

    def _with(self, pairs: list[tuple[str, str]]) -> "Query":
        kept = [pair for pair in pairs if pair[0] not in PAGING]
        if not any(name == "q" for name, _ in kept):
            kept = [pair for pair in kept if pair != BY_RELEVANCE]
        return Query(self.path, canonical(kept, self.order), self.order)


@lru_cache(maxsize=10_000)  # a page has some two hundred links, mostly of the same few pairs
def _encoded(pair: tuple[str, str]) -> str:
    return "=".join(quote_plus(part, safe="/:,") for part in pair)


def canonical(pairs: list[tuple[str, str]], order: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Sort the pairs by the order of parameters, then by value."""
    places = _places(order)
    return tuple(sorted(pairs, key=lambda pair: (places[pair[0]], pair[1])))


@lru_cache
def _places(order: tuple[str, ...]) -> dict[str, int]:
    return {name: place for place, name in enumerate(order)}
