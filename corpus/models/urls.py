"""The URL paths of pages."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=10_000)  # a page has a hundred links, mostly to the same people and outlets
def address(name: str, *args) -> str:
    """Return the path of a page by its URL name and positional arguments. Raise NoReverseMatch if there is none."""
    return reverse(name, args=args)
