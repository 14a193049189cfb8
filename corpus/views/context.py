"""The context of every page."""

from django.utils.functional import SimpleLazyObject

from corpus.lists import LISTS
from corpus.models import Capture
from corpus.search.version_cache import cache

_SECTIONS = {listed.singular: noun for noun, listed in LISTS.items()}


def site(request):
    """Return the section of the site that the page is in, and whether the corpus has sample documents (lazily)."""
    match = request.resolver_match
    name = (match.url_name or "") if match and not match.app_name else ""
    return {
        "section": _SECTIONS.get(name.partition("-")[0], name),
        "holds_sample": SimpleLazyObject(lambda: _holds_sample(request)),
    }


def _holds_sample(request) -> bool:
    """Return the answer from the cache if the page has read the corpus version anyway."""
    exists = Capture.objects.sample().exists
    version = getattr(request, "corpus_version", None)
    return exists() if version is None else cache.get_or_set("sample", version, exists)
