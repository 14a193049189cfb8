"""Errors of the API in one JSON shape (RFC 9457)."""

import logging
from http import HTTPStatus

from django.core.exceptions import SuspiciousOperation
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.views.defaults import server_error
from rest_framework.exceptions import APIException, ParseError
from rest_framework.renderers import JSONRenderer
from rest_framework.views import exception_handler

from corpus.search.results.statement import is_timeout

MEDIA_TYPE = "application/problem+json"

logger = logging.getLogger(__name__)


class InvalidQuery(APIException):
    """A parameter does not exist or does not parse. ``problems``: name, value and message of each."""

    status_code = HTTPStatus.BAD_REQUEST
    default_detail = "The query was not understood."

    def __init__(self, problems: list[dict]):
        super().__init__()
        self.problems = problems


class Gone(APIException):
    """A curator has removed the row. ``since``: the day of the decision, if known."""

    status_code = HTTPStatus.GONE

    def __init__(self, detail: str, since=None):
        super().__init__(detail)
        self.since = since


class Unavailable(APIException):
    """The database is too slow or unreachable."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_detail = "The database is not available."
    wait = 30  # seconds, for Retry-After


def answer(error: Exception, context: dict):
    """Return the response to an error, as REST framework's exception handler.

    Return None for an error of the program, which Django logs and passes to ``failed``.
    """
    if isinstance(error, (OperationalError, InterfaceError)):
        logger.error("Database trouble at %s: %s", context["request"].path, error)
        slow = "This query takes too long. Narrow it, or try again later." if is_timeout(error) else None
        error = Unavailable(slow)
    elif isinstance(error, SuspiciousOperation):
        error = ParseError("The request was not understood.")
    response = exception_handler(error, context)
    if response is None:
        return None
    response.data = _body(response.status_code, response.data["detail"], getattr(error, "problems", []))
    if isinstance(error, Gone):
        response.data["since"] = error.since
    response.content_type = MEDIA_TYPE
    # Errors are JSON, even if the address is rendered as something else.
    request = context["request"]
    request.accepted_renderer, request.accepted_media_type = JSONRenderer(), MEDIA_TYPE
    return response


def failed(request) -> HttpResponse:
    """Return the response to an error of the program: a problem within the API, else the page for readers."""
    if not request.path.startswith("/api/"):
        return server_error(request)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    body = _body(status, "The server failed. The error was logged.", [])
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE)


def _body(status: int, detail: str, problems: list[dict]) -> dict:
    title = HTTPStatus(status).phrase
    return {"type": "about:blank", "title": title, "status": status, "detail": detail, "problems": problems}
