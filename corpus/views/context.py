"""What every page's template knows."""

from django.conf import settings


def site(request):
    """The site's name."""
    return {"site_name": settings.SITE_NAME}
