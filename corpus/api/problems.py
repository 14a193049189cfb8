"""What a program reads where there is no answer: one JSON shape for every error (RFC 9457)."""

import logging
from http import HTTPStatus

from django.core.exceptions import SuspiciousOperation
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.views.defaults import server_error
from rest_framework.exceptions import APIException, ParseError
from rest_framework.renderers import JSONRenderer
from rest_framework.views import exception_handler

MEDIA_TYPE = "application/problem+json"

logger = logging.getLogger(__name__)


class InvalidQuery(APIException):
    """Parameters that there are not, or whose values do not parse. problems: name, value and message of each."""

    status_code = HTTPStatus.BAD_REQUEST
    default_detail = "The query was not understood."

    def __init__(self, problems: list[dict]):
        super().__init__()
        self.problems = problems


class Gone(APIException):
    """A curator took it out of the public pages. since: the day of the decision, where known."""

    status_code = HTTPStatus.GONE

    def __init__(self, detail: str, since=None):
        super().__init__(detail)
        self.since = since


class Unavailable(APIException):
    """The database is too slow, or away."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_detail = "The database is not there just now."
    wait = 30  # seconds after which to try again, said in Retry-After


def problem(name: str, value: str, message: str) -> dict:
    """What is wrong with one parameter."""
    return {"name": name, "value": value[:100], "message": message}


def unknown(names: list[str]) -> list[dict]:
    """Problems of parameters that do not exist."""
    return [problem(name, "", "There is no such parameter.") for name in names]


def answer(error: Exception, context: dict):
    """The answer to an error, for rest_framework; None for a mistake of ours, which Django logs and asks ``failed``."""
    if isinstance(error, (OperationalError, InterfaceError)):
        logger.error("Database trouble at %s: %s", context["request"].path, error)
        slow = "statement timeout" in str(error)
        error = Unavailable("This query takes too long. Narrow it, or try again later." if slow else None)
    elif isinstance(error, SuspiciousOperation):
        error = ParseError("The request was not understood.")
    response = exception_handler(error, context)
    if response is None:
        return None
    response.data = _said(response.status_code, response.data["detail"], getattr(error, "problems", []))
    if isinstance(error, Gone):
        response.data["since"] = error.since
    response.content_type = MEDIA_TYPE
    # Whatever else the address may be rendered as.
    request = context["request"]
    request.accepted_renderer, request.accepted_media_type = JSONRenderer(), MEDIA_TYPE
    return response


def failed(request) -> HttpResponse:
    """The answer to a mistake of ours: a problem too where a program asks, else the page for readers."""
    if not request.path.startswith("/api/"):
        return server_error(request)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    said = _said(status, "Something went wrong here, and was written to the log.", [])
    return JsonResponse(said, status=status, content_type=MEDIA_TYPE)


def _said(status: int, detail: str, problems: list[dict]) -> dict:
    title = HTTPStatus(status).phrase
    return {"type": "about:blank", "title": title, "status": status, "detail": detail, "problems": problems}
