"""Conditional requests (RFC 9110): an entity tag holds until the corpus, the program, the reader or the day changes."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag

from .models import CorpusVersion

VARY = ("Cookie", "HX-Request", "HX-Target")


def version_of(request) -> int:
    """Return the corpus version, read once per request."""
    if not hasattr(request, "corpus_version"):
        request.corpus_version = CorpusVersion.now()
    return request.corpus_version


def entity_tag(request, version: int) -> str:
    """Return the weak ETag of the response to this request in this corpus version."""
    parts = (
        request.get_full_path(),
        request.headers.get("HX-Target", "results") if request.headers.get("HX-Request") else "",
        request.user.pk,
        timezone.localdate(),
        _release(),
        version,
    )
    return f"W/{quote_etag(sha256(repr(parts).encode()).hexdigest()[:32])}"


def not_modified(request, tag: str) -> HttpResponse | None:
    """Return a 304 response if the client has the response with this ETag, else None.

    ``If-None-Match: *`` is ignored, because it is not yet known whether the resource exists.
    """
    if request.headers.get("If-None-Match", "").strip() == "*":
        return None
    answer = get_conditional_response(request, etag=tag)
    return remember(answer, tag) if answer is not None and answer.status_code == 304 else None


def remember(response, tag: str):
    """Let the client cache the response and revalidate it by its ETag. Return the response."""
    response["ETag"] = tag
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, VARY)
    return response


@cache
def _release() -> str:
    """Return a hash of the program's files and the site's name, which every page shows."""
    found = sha256(settings.SITE_NAME.encode())
    for folder in ("templates", "corpus", "portal", "static"):
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if path.suffix in {".html", ".py", ".css", ".js", ".svg"}:
                found.update(f"{path} {path.stat().st_mtime_ns}".encode())
    return found.hexdigest()
