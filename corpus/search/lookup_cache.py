"""What a process has looked up once."""

from collections.abc import Callable, Hashable, Iterable
from threading import Lock

from cachetools import LRUCache

MOST = 50_000  # values remembered of one kind


class LookupCache:
    """Values by key that never change: ``look_up`` is asked for those not known yet, all at once."""

    def __init__(self, look_up: Callable[[set], dict]):
        self._look_up, self._values, self._lock = look_up, LRUCache(MOST), Lock()

    def of(self, keys: Iterable[Hashable]) -> dict:
        """The values of these keys, but of those that have none."""
        wanted = set(keys)
        with self._lock:
            found = {key: self._values[key] for key in wanted if key in self._values}
        if missing := wanted - found.keys():
            new = self._look_up(missing)
            found |= new
            with self._lock:
                self._values.update(new)
        return found
