"""What holds as long as the corpus does not change: remembered by its version, by each process for itself."""

from collections.abc import Callable
from threading import Lock

from cachetools import LRUCache
from django.db import connection

KEPT = 500  # values, those that were longest not asked for going first; a page is some 50 KB

_kept = LRUCache(KEPT)
_lock = Lock()


def versioned(key: str, version: int, make: Callable):
    """What ``make`` gives, made once for each version of the corpus: one object for all who ask, to read. ``key`` holds
    no reader's text but its hash.

    Within a transaction nothing is remembered: what it has written so far is for nobody else to see.
    """
    value = recall(key, version)
    if value is None:
        value = make()
        keep(key, version, value)
    return value


def is_remembered(key: str, version: int) -> bool:
    """Whether it is there already."""
    return recall(key, version) is not None


def recall(key: str, version: int):
    """What was kept under a key in this version of the corpus; None where nothing was."""
    if connection.in_atomic_block:
        return None
    with _lock:
        return _kept.get((version, key))


def keep(key: str, version: int, value) -> None:
    """Keep a value, which is not None, until the corpus changes."""
    if not connection.in_atomic_block:
        with _lock:
            _kept[version, key] = value
