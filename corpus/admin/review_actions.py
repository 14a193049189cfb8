"""Bulk actions that set the status of a review."""

from django.contrib import admin
from django.http import HttpResponse

from corpus.models.fields import Status

from .pages.bulk import decide_each


class ReviewActions:
    """Set the status of the chosen rows, with one judgement each. Reviewing an event confirms it as shown."""

    actions = ("mark_reviewed", "mark_uncertain", "mark_unreviewed")

    @admin.action(description="Mark as reviewed", permissions=["change"])
    def mark_reviewed(self, request, queryset) -> HttpResponse | None:
        """Mark the rows as checked and right."""
        return self._mark(request, queryset, Status.REVIEWED)

    @admin.action(description="Mark as uncertain", permissions=["change"])
    def mark_uncertain(self, request, queryset) -> HttpResponse | None:
        """Mark the rows as checked and in doubt."""
        return self._mark(request, queryset, Status.UNCERTAIN)

    @admin.action(description="Mark as not yet reviewed", permissions=["change"])
    def mark_unreviewed(self, request, queryset) -> HttpResponse | None:
        """Mark the rows as waiting for a review."""
        return self._mark(request, queryset, Status.UNREVIEWED)

    def _mark(self, request, queryset, status: Status) -> HttpResponse | None:
        return decide_each(request, queryset.exclude(status=status).order_by("pk"), f"mark-{status.value}")
