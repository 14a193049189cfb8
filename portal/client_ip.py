"""The client's address behind proxies."""

from django.conf import settings


def client_address(request) -> str:
    """Return the client's address: behind DATELINE_PROXIES proxies, the one that the outermost of them saw.

    Entries further left in X-Forwarded-For are not trusted, since anybody may have written them.
    """
    proxies = settings.REST_FRAMEWORK["NUM_PROXIES"]
    seen = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
    if proxies and seen:
        return seen[-min(proxies, len(seen))]
    return request.META.get("REMOTE_ADDR", "")
