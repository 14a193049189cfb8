"""The admin site, with the review queue as its index."""

from django.contrib import admin
from django.urls import path


class CurationSite(admin.AdminSite):
    """Django's admin site, with the review queue and the pages that run in batches."""

    site_header = "Dateline"
    site_title = "Dateline"
    index_title = "Curation"

    def get_urls(self):
        """Return the addresses, with those of the queue, bulk actions and deferred updates."""
        from corpus.admin.pages.bulk import BulkView  # here: the admin pages register with this site
        from corpus.admin.pages.deferred_updates import DeferredUpdatesView
        from corpus.admin.pages.queue import QueueView

        pages = [
            path("queue/<slug:name>/", self.admin_view(QueueView.as_view(admin_site=self)), name="queue"),
            path("bulk/<int:pk>/", self.admin_view(BulkView.as_view(admin_site=self)), name="bulk"),
            path("follow/", self.admin_view(DeferredUpdatesView.as_view(admin_site=self)), name="follow"),
        ]
        return [*pages, *super().get_urls()]

    def index(self, request, extra_context=None):
        """Show the queue and the latest judgements before Django's list of models."""
        from corpus.admin.pages.queue import overview

        return super().index(request, {**overview(request), **(extra_context or {})})
