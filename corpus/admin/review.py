"""Bulk actions for what is to be reviewed: a judgement for each row."""

from collections.abc import Callable, Iterable

from django.contrib import admin, messages

from corpus.models import Event
from corpus.models.fields import Status
from corpus.store.judge import Decision, Impossible, confirm, correct, decide

from .judgement import log

MOST = 1000  # rows that one action decides about; each is decided in a transaction of its own


def decide_each(page, request, rows: Iterable, decision: Callable[..., Decision], done: str) -> None:
    """One decision about each of the chosen rows of an admin page; says how many, and what could not be decided."""
    number, refused = 0, []
    for row in rows[:MOST]:
        try:
            made = decide(decision(row), request.user)
        except Impossible as error:
            refused.append(f"{row}: {error}")
            continue
        log(request, row, made.words)
        number += 1
    page.message_user(request, f"{number} {done}.", messages.SUCCESS)
    for message in refused[:5]:
        page.message_user(request, message, messages.WARNING)


class ReviewActions:
    """Set the status of the chosen rows by a judgement on each. An event is confirmed with all that is shown of it."""

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
        def decision(row):
            if status == Status.REVIEWED and isinstance(row, Event):
                return confirm(row)
            return correct(row, "status", status.value)

        rows = queryset.exclude(status=status).order_by("pk")
        decide_each(self, request, rows, decision, f"marked as {status.label}")
