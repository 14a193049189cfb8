"""Pages about the site itself."""

from django.db import connection
from django.http import JsonResponse
from django.views.generic import TemplateView


class AboutView(TemplateView):
    """What Dateline is, and what its marks and filters mean."""

    template_name = "site/about.html"


def health(request):
    """200 with {"status": "ok"} where the database answers. A database that does not ends in the 503 page."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
