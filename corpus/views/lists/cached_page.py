"""List pages whose results are sent before their counts, and the cache of whole pages.

A page is rendered with a slot for the counts and cut there. The first half is sent at once; the counts and the second
half follow when counting is done.
"""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.safestring import mark_safe

from corpus.conditional import entity_tag
from corpus.search.grammar.filterset import FilterSet
from corpus.search.version_cache import cache

SLOT = mark_safe(f"<!-- {secrets.token_hex(16)} -->")  # random, so that no text of the corpus can contain it


@dataclass(frozen=True)
class CachedPage:
    """The place of one whole page in the cache."""

    key: str
    version: int

    @classmethod
    def of(cls, request, filterset: FilterSet) -> "CachedPage | None":
        """Return the place of a query's page, or None if it must not be cached: for users who are signed in, and for
        pages that name unknown parameters."""
        if not request.user.is_anonymous or filterset.unknown:
            return None
        return cls(f"page:{entity_tag(request, filterset.version)}", filterset.version)

    def get(self) -> str | None:
        """Return the page if it is cached."""
        return cache.get(self.key, self.version)

    def set(self, html: str) -> None:
        cache.set(self.key, self.version, html)


@dataclass(frozen=True)
class CutPage:
    """The halves of a rendered page before and after its slot."""

    before: str
    after: str

    @classmethod
    def at_slot(cls, html: str) -> "CutPage | None":
        """Cut a page at its slot. Return None if it has none: an empty corpus has nothing to count."""
        before, slot, after = html.partition(SLOT)
        return cls(before, after) if slot else None

    def filled(self, counts: str) -> str:
        """Return the page with the counts in the slot."""
        return self.before + counts + self.after

    def stream(self, count: Callable[[], tuple[str, bool]], place: CachedPage | None) -> Iterator[str]:
        """Yield the page in pieces.

        ``count`` returns the rendered counts and whether they are complete. A complete page is stored in ``place``.
        """
        yield self.before
        counts, complete = count()
        yield counts
        yield self.after
        if place and complete:
            place.set(self.filled(counts))
