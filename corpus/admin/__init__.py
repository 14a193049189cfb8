"""The admin site: what the corpus holds, and the fields a curator may set."""

from django.contrib import admin

from . import article, capture, duplicates, event, ingest, judgement, outlet, person

__all__ = ["article", "capture", "duplicates", "event", "ingest", "judgement", "outlet", "person"]

admin.site.site_header = "Dateline"
admin.site.site_title = "Dateline"
admin.site.index_title = "Curation"
