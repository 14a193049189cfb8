"""The addresses of pages."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=10_000)  # a page has a hundred links, mostly to the same people and outlets
def address(name: str, *args) -> str:
    """The path of a page by its name in corpus.urls, with the parts of its pattern. Raises NoReverseMatch."""
    return reverse(name, args=args)
