"""What holds as long as the corpus does not change: remembered by its version."""

from collections.abc import Callable

from django.core.cache import cache
from django.db import connection

KEPT = 3600  # seconds

_facts: dict[str, tuple[int, object]] = {}  # with the version of which they hold


def versioned(key: str, version: int, make: Callable):
    """What ``make`` gives, made once for each version of the corpus. ``key`` holds no reader's text but its hash.

    Within a transaction nothing is remembered: what it has written so far is for nobody else to see.
    """
    if connection.in_atomic_block:
        return make()
    return cache.get_or_set(_name(key, version), make, KEPT)


def fact(key: str, version: int, make: Callable):
    """The same for a small thing that almost every page asks of the corpus, at less cost than a cache."""
    if connection.in_atomic_block:
        return make()
    known = _facts.get(key)
    if known is None or known[0] != version:
        known = _facts[key] = version, make()
    return known[1]


def is_remembered(key: str, version: int) -> bool:
    """Whether it is there already."""
    return not connection.in_atomic_block and cache.has_key(_name(key, version))


def recall(key: str, version: int):
    """What was kept under a key in this version of the corpus; None where nothing was."""
    return None if connection.in_atomic_block else cache.get(_name(key, version))


def keep(key: str, version: int, value) -> None:
    """Keep a value until the corpus changes."""
    if not connection.in_atomic_block:
        cache.set(_name(key, version), value, KEPT)


def _name(key: str, version: int) -> str:
    return f"dateline:{version}:{key}"
