"""How often one may ask: by address, or by the holder of a token."""

from django.core.cache import caches
from rest_framework.throttling import AnonRateThrottle, UserRateThrottle


class ReaderThrottle(AnonRateThrottle):
    """For those without a token, by address."""

    @property
    def cache(self):
        """Of its own, so that no page drives out what was counted."""
        return caches["throttle"]


class HolderThrottle(UserRateThrottle):
    """For holders of a token."""

    cache = ReaderThrottle.cache

    def get_cache_key(self, request, view):
        """None for those without, whom the other counts."""
        return super().get_cache_key(request, view) if request.user.is_authenticated else None
