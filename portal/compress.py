"""Pages compressed as they are made."""

import zlib

from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

_GZIP = 16 + zlib.MAX_WBITS  # a gzip header and trailer around the deflated bytes


class FlushingGZipMiddleware(GZipMiddleware):
    """Django's own, but a streamed answer is sent on piece by piece: its first results must not wait in a buffer."""

    def process_response(self, request, response):
        """The response, compressed where the reader's browser unpacks it."""
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
