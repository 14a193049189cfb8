"""A per-process cache keyed by corpus version."""

from collections.abc import Callable
from threading import Lock

from cachetools import LRUCache
from django.db import connection

MOST = 500  # values, of which the least recently used are dropped; a list page takes some 50 KB


class VersionCache:
    """Values that hold as long as the corpus does not change. All callers get the same object and must not change it.

    Keys hold no user input but its hash. Within a transaction nothing is read or stored: other connections do not see
    what it has written.
    """

    def __init__(self):
        self._values, self._lock = LRUCache(MOST), Lock()

    def get_or_set(self, key: str, version: int, make: Callable):
        """Return the value of a key in a corpus version, computed with ``make`` if it is not cached."""
        value = self.get(key, version)
        if value is None:
            value = make()
            self.set(key, version, value)
        return value

    def get(self, key: str, version: int):
        """Return the value of a key in a corpus version, or None if it is not cached."""
        if connection.in_atomic_block:
            return None
        with self._lock:
            return self._values.get((version, key))

    def set(self, key: str, version: int, value) -> None:
        """Store a value, which must not be None."""
        if not connection.in_atomic_block:
            with self._lock:
                self._values[version, key] = value


cache = VersionCache()
