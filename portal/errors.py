"""What a reader sees when a page cannot be made."""

import logging

from django.db.utils import InterfaceError, OperationalError
from django.shortcuts import render

from corpus.timeouts import is_timeout

logger = logging.getLogger(__name__)


class StatementTimeoutMiddleware:
    """Turn a database that is too slow, or away, into the 503 page instead of a 500."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """The 503 page for database trouble; None (Django goes on) for everything else."""
        if not isinstance(exception, (OperationalError, InterfaceError)):
            return None
        logger.error("Database trouble at %s: %s", request.path, exception)
        response = render(request, "503.html", {"too_slow": is_timeout(exception)}, status=503)
        response["Retry-After"] = "30"
        return response
