"""Answers that hold as long as the corpus does not change."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag

from corpus.models import CorpusVersion

VARY = ("Cookie", "HX-Request", "HX-Target")


def version_of(request) -> int:
    """The version of the corpus when this request first asked for it."""
    if not hasattr(request, "corpus_version"):
        request.corpus_version = CorpusVersion.now()
    return request.corpus_version


def entity_tag(request, version: int) -> str:
    """Of the page at this address for this reader, on this day, in this version of the corpus and of the program."""
    said = (
        request.get_full_path(),
        request.headers.get("HX-Target", "results") if request.headers.get("HX-Request") else "",
        request.user.pk,
        timezone.localdate(),
        _release(),
        version,
    )
    return f"W/{quote_etag(sha256(repr(said).encode()).hexdigest()[:32])}"


def not_modified(request, tag: str) -> HttpResponse | None:
    """The 304 for a reader who has the page with this tag; None for others."""
    if request.headers.get("If-None-Match", "").strip() == "*":
        return None  # whatever there is: nobody knows yet whether there is anything
    answer = get_conditional_response(request, etag=tag)
    return remember(answer, tag) if answer is not None and answer.status_code == 304 else None


def remember(response, tag: str):
    """Let the browser keep the page, and ask whether it still holds."""
    response["ETag"] = tag
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, VARY)
    return response


@cache
def _release() -> str:
    """Of the program: its files, and the name of the site, which every page bears."""
    found = sha256(settings.SITE_NAME.encode())
    for folder in ("templates", "corpus", "portal", "static"):
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if path.suffix in {".html", ".py", ".css", ".js", ".svg"}:
                found.update(f"{path} {path.stat().st_mtime_ns}".encode())
    return found.hexdigest()
