"""Whose request it is, behind so many proxies of one's own."""

from django.conf import settings


def client_address(request) -> str:
    """The address that asks: behind DATELINE_PROXIES proxies, the one that the outermost of them saw. What stands
    further to the left in X-Forwarded-For anybody may have written."""
    proxies = settings.REST_FRAMEWORK["NUM_PROXIES"]
    seen = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
    if proxies and seen:
        return seen[-min(proxies, len(seen))]
    return request.META.get("REMOTE_ADDR", "")
