"""The page about the site, and the health check."""

from django.db import connection
from django.http import JsonResponse
from django.views.generic import TemplateView


class AboutView(TemplateView):
    """An introduction to Dateline, its marks and its filters."""

    template_name = "site/about.html"


def health(request):
    """Return {"status": "ok"} if the database answers; else the 503 page is shown."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
