"""The admin site, whose first page is the review queue."""

from django.contrib import admin
from django.urls import path


class CurationSite(admin.AdminSite):
    """Django's own, with what waits for review in front of everything else."""

    site_header = "Dateline"
    site_title = "Dateline"
    index_title = "Curation"

    def get_urls(self):
        """With the pages of the queue, and of work that is done in batches."""
        from corpus.admin.pages.bulk import BulkView  # here: the admin pages register with this site
        from corpus.admin.pages.follow import FollowView
        from corpus.admin.pages.queue import QueueView

        pages = [
            path("queue/<slug:name>/", self.admin_view(QueueView.as_view(admin_site=self)), name="queue"),
            path("bulk/<int:pk>/", self.admin_view(BulkView.as_view(admin_site=self)), name="bulk"),
            path("follow/", self.admin_view(FollowView.as_view(admin_site=self)), name="follow"),
        ]
        return [*pages, *super().get_urls()]

    def index(self, request, extra_context=None):
        """What waits, what was decided lately, and then every list."""
        from corpus.admin.pages.queue import overview

        return super().index(request, {**overview(request), **(extra_context or {})})
