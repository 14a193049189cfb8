"""What every page's template knows."""

from django.utils.functional import SimpleLazyObject

from corpus.models import Capture
from corpus.search.version_cache import cache


def site(request):
    """The part of the site one is in, and whether the corpus holds sample documents (asked when shown)."""
    match = request.resolver_match
    name = (match.url_name or "") if match and not match.app_name else ""
    section = {"article": "articles", "person": "people", "event": "events", "outlet": "outlets", "place": "places"}
    return {
        "section": section.get(name.split("-")[0], name),
        "holds_sample": SimpleLazyObject(lambda: _holds_sample(request)),
    }


def _holds_sample(request) -> bool:
    """Remembered where the page has asked for the version of the corpus anyway."""
    exists = Capture.objects.sample().exists
    version = getattr(request, "corpus_version", None)
    return exists() if version is None else cache.get_or_set("sample", version, exists)
