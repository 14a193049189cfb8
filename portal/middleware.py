"""Middleware: the page for database trouble, what browsers may keep, and compression of streamed pages."""

import logging
import zlib

from django.db.utils import InterfaceError, OperationalError
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from corpus.search.results.statement import is_timeout
from portal.postgres.trouble import advice

logger = logging.getLogger(__name__)

_GZIP = 16 + zlib.MAX_WBITS  # a gzip header and trailer around the deflated bytes


class StatementTimeoutMiddleware:
    """Turn database errors, such as a statement timeout, into the 503 page instead of a 500."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Return the 503 page for a database error, None for everything else."""
        if not isinstance(exception, (OperationalError, InterfaceError)):
            return None
        logger.error("Database trouble at %s: %s %s", request.path, str(exception).strip(), advice(exception) or "")
        response = render(request, "503.html", {"too_slow": is_timeout(exception)}, status=503)
        response["Retry-After"] = "30"
        return response


class GoneForNowMiddleware:
    """Let no browser keep the answer that something is not there: a curator may show a hidden article again.

    Without a word about it, RFC 9110 (15.1) lets caches keep 404 and 410.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code in (404, 410) and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response


class FlushingGZipMiddleware(GZipMiddleware):
    """Django's GZipMiddleware, but each part of a streamed response is flushed, so that first results never wait."""

    def process_response(self, request, response):
        """Return the response, compressed if the browser accepts it."""
        if not response.streaming:
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        if response.has_header("Content-Encoding") or "gzip" not in request.headers.get("Accept-Encoding", ""):
            return response
        response.streaming_content = _compressed(response.streaming_content)
        response["Content-Encoding"] = "gzip"
        return response


def _compressed(pieces):
    packer = zlib.compressobj(wbits=_GZIP)
    for piece in pieces:
        yield packer.compress(piece) + packer.flush(zlib.Z_SYNC_FLUSH)
    yield packer.flush()
