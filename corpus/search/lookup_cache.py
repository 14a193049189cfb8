"""A per-process cache of values looked up in batches."""

from collections.abc import Callable, Hashable, Iterable
from threading import Lock

from cachetools import LRUCache

MOST = 50_000  # values of one cache, of which the least recently used are dropped


class LookupCache:
    """Values by key that never change. ``look_up`` takes a set of keys that are not cached and returns their values."""

    def __init__(self, look_up: Callable[[set], dict]):
        self._look_up, self._values, self._lock = look_up, LRUCache(MOST), Lock()

    def get_many(self, keys: Iterable[Hashable]) -> dict:
        """Return the values of these keys, without those that have none. ``look_up`` is called at most once."""
        wanted = set(keys)
        with self._lock:
            found = {key: self._values[key] for key in wanted if key in self._values}
        if missing := wanted - found.keys():
            new = self._look_up(missing)
            found |= new
            with self._lock:
                self._values.update(new)
        return found
