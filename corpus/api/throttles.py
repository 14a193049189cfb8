"""Rate limits by IP address, or by the user of a token."""

from django.core.cache import caches
from rest_framework.throttling import AnonRateThrottle, UserRateThrottle


class AddressThrottle(AnonRateThrottle):
    """Limits requests without a token, by IP address."""

    @property
    def cache(self):
        """A cache of its own, so that cached pages do not evict the counters."""
        return caches["throttle"]


class TokenThrottle(UserRateThrottle):
    """Limits requests with a token, by user."""

    cache = AddressThrottle.cache

    def get_cache_key(self, request, view):
        """Return None without a token, as the other throttle counts those requests."""
        return super().get_cache_key(request, view) if request.user.is_authenticated else None
