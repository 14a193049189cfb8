"""Bulk actions for what is to be reviewed."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry

from corpus.models.fields import Status


class ReviewActions:
    """Set the status of the chosen rows, with an entry in the history of each."""

    actions = ("mark_reviewed", "mark_uncertain", "mark_unreviewed")

    @admin.action(description="Mark as reviewed", permissions=["change"])
    def mark_reviewed(self, request, queryset) -> None:
        """Somebody has looked at them and found them right."""
        self._mark(request, queryset, Status.REVIEWED)

    @admin.action(description="Mark as uncertain", permissions=["change"])
    def mark_uncertain(self, request, queryset) -> None:
        """Somebody has looked at them and is in doubt."""
        self._mark(request, queryset, Status.UNCERTAIN)

    @admin.action(description="Mark as not yet reviewed", permissions=["change"])
    def mark_unreviewed(self, request, queryset) -> None:
        """They are to be looked at again."""
        self._mark(request, queryset, Status.UNREVIEWED)

    def _mark(self, request, queryset, status: Status) -> None:
        rows = list(queryset.exclude(status=status).order_by("pk"))
        changed = self.model.objects.filter(pk__in=[row.pk for row in rows]).update(status=status)
        LogEntry.objects.log_actions(
            user_id=request.user.pk, queryset=rows, action_flag=CHANGE,
            change_message=[{"changed": {"fields": [f"status: {status.label}"]}}],
        )  # fmt: skip
        self.message_user(request, f"{changed} marked as {status.label}.", messages.SUCCESS)
