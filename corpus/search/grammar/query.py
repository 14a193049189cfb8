"""The query string of a list: one canonical address for one query, and the addresses next to it."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote_plus

BY_RELEVANCE = ("sort", "relevance")  # an order that needs words
PAGING = ("page", "after", "before")  # parameters that say where in a list one is


@dataclass(frozen=True)
class Query:
    """The parameters of one list in canonical order, and the path they belong to."""

    path: str
    pairs: tuple[tuple[str, str], ...]
    order: tuple[str, ...]

    @property
    def string(self) -> str:
        """The query string, without "?"."""
        return "&".join(map(_encoded, self.pairs))

    @property
    def url(self) -> str:
        """Path and query string."""
        return f"{self.path}?{self.string}" if self.pairs else self.path

    def adding(self, name: str, value: str) -> "Query":
        """With one more value of a repeatable parameter, which is kept out no longer; from the first page."""
        opposite = name.removeprefix("-") if name.startswith("-") else f"-{name}"
        return self._with([*self._others({(opposite, value), (name, value)}), (name, value)])

    def setting(self, name: str, value: str) -> "Query":
        """With this value of a single parameter, or without it where the value is empty; from the first page."""
        kept = [(key, old) for key, old in self.pairs if key != name]
        return self._with([*kept, (name, value)] if value else kept)

    def dropping(self, name: str, value: str) -> "Query":
        """Without one value; from the first page."""
        return self._with(self._others({(name, value)}))

    def at_page(self, number: int, *, after: int = 0, before: int = 0) -> "Query":
        """Another page of the same list; ``after``, ``before``: the row it begins after, or ends before, where known,
        which makes a page of any depth as quick as the first."""
        beside = [(name, str(pk)) for name, pk in (("after", after), ("before", before)) if pk and number > 1]
        kept = [pair for pair in self.pairs if pair[0] not in PAGING]
        page = [("page", str(number))] if number > 1 else []
        return Query(self.path, canonical([*kept, *page, *beside], self.order), self.order)

    def except_for(self, *names: str) -> list[tuple[str, str]]:
        """The pairs of all parameters but these, for the hidden inputs of a form."""
        return [(name, value) for name, value in self.pairs if name not in {*names, *PAGING}]

    def _others(self, dropped: set[tuple[str, str]]) -> list[tuple[str, str]]:
        return [pair for pair in self.pairs if pair not in dropped]

    def _with(self, pairs: list[tuple[str, str]]) -> "Query":
        kept = [pair for pair in pairs if pair[0] not in PAGING]
        if not any(name == "q" for name, _ in kept):
            kept = [pair for pair in kept if pair != BY_RELEVANCE]
        return Query(self.path, canonical(kept, self.order), self.order)


@lru_cache(maxsize=10_000)  # a page has some two hundred addresses, most of them of the same few pairs
def _encoded(pair: tuple[str, str]) -> str:
    return "=".join(quote_plus(part, safe="/:,") for part in pair)


def canonical(pairs: list[tuple[str, str]], order: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The pairs in the grammar's order, and values of one parameter by alphabet."""
    places = _places(order)
    return tuple(sorted(pairs, key=lambda pair: (places[pair[0]], pair[1])))


@lru_cache
def _places(order: tuple[str, ...]) -> dict[str, int]:
    return {name: place for place, name in enumerate(order)}
