"""Bulk actions for what is to be reviewed."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction

from corpus.models.fields import Status
from corpus.store.turns import take_turn


def mark(page, request, queryset, field: str, choice) -> None:
    """Set a field of the chosen rows of an admin page to a choice, with an entry in the history of each."""
    with transaction.atomic():
        take_turn()
        _mark(page, request, queryset, field, choice)


def _mark(page, request, queryset, field: str, choice) -> None:
    rows = list(queryset.exclude(**{field: choice}).order_by("pk"))
    changed = page.model.objects.filter(pk__in=[row.pk for row in rows]).update(**{field: choice})
    LogEntry.objects.log_actions(
        user_id=request.user.pk, queryset=rows, action_flag=CHANGE,
        change_message=[{"changed": {"fields": [f"{field}: {choice.label}"]}}],
    )  # fmt: skip
    page.message_user(request, f"{changed} marked as {choice.label}.", messages.SUCCESS)


class ReviewActions:
    """Set the status of the chosen rows, with an entry in the history of each."""

    actions = ("mark_reviewed", "mark_uncertain", "mark_unreviewed")

    @admin.action(description="Mark as reviewed", permissions=["change"])
    def mark_reviewed(self, request, queryset) -> None:
        """Somebody has looked at them and found them right."""
        mark(self, request, queryset, "status", Status.REVIEWED)

    @admin.action(description="Mark as uncertain", permissions=["change"])
    def mark_uncertain(self, request, queryset) -> None:
        """Somebody has looked at them and is in doubt."""
        mark(self, request, queryset, "status", Status.UNCERTAIN)

    @admin.action(description="Mark as not yet reviewed", permissions=["change"])
    def mark_unreviewed(self, request, queryset) -> None:
        """They are to be looked at again."""
        mark(self, request, queryset, "status", Status.UNREVIEWED)
