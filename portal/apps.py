"""App configurations of third-party apps."""

from django.contrib.admin.apps import AdminConfig


class CurationConfig(AdminConfig):
    """Django's admin with the review queue as its first page."""

    default_site = "portal.admin_site.CurationSite"
