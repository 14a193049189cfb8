"""Bulk actions for what is to be reviewed: a judgement for each row."""

import time
from collections.abc import Callable, Iterator

from django.contrib import admin, messages
from django.db.models import QuerySet

from corpus.models import Event
from corpus.models.fields import Status
from corpus.store.judge import Decision, Impossible, confirm, correct, decide

from .judgement import log

MOST = 10_000  # rows that one action decides about
SECONDS = 15  # that one action takes; a server ends an answer that takes much longer
AT_ONCE = 100  # rows that are read at once


def decide_each(page, request, rows: QuerySet, decision: Callable[..., Decision], done: str) -> None:
    """One decision about each of the chosen rows of an admin page, each in a transaction of its own. Says how many were
    decided, what could not be, and, where the time was over first, that there are more."""
    number, refused, until = 0, [], time.monotonic() + SECONDS
    chosen = list(rows.values_list("pk", flat=True)[: MOST + 1])
    for row in _in_order(page.model, chosen[:MOST]):
        if time.monotonic() > until:
            break
        try:
            made = decide(decision(row), request.user)
        except Impossible as error:
            refused.append(f"{row}: {error}")
            continue
        log(request, row, made.words)
        number += 1
    more = len(chosen) - number - len(refused)
    left = f" {more:,}{' or more' if len(chosen) > MOST else ''} are left: choose them once more." if more else ""
    page.message_user(request, f"{number} {done}.{left}", messages.SUCCESS)
    for message in refused[:5]:
        page.message_user(request, message, messages.WARNING)


def _in_order(model, ids: list[int]) -> Iterator:
    for start in range(0, len(ids), AT_ONCE):
        yield from model.objects.filter(pk__in=ids[start : start + AT_ONCE]).order_by("pk")


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
