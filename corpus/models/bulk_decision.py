"""Bulk actions of the admin site."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


class BulkDecision(models.Model):
    """One bulk action of the admin site: a decision about each of many rows, made in batches while its page is open.
    It stops when the page is closed and resumes when the page is opened again."""

    work = models.CharField(max_length=20, help_text="The decision, by its name in the admin site.")
    model = models.CharField(max_length=40, help_text="The model of the rows.")
    rows = ArrayField(
        models.BigIntegerField(), help_text="Ids of the chosen rows, in the order in which they are decided."
    )
    total = models.PositiveIntegerField(help_text="Number of chosen rows.")
    handled = models.PositiveIntegerField(default=0, help_text="Number of rows handled so far.")
    made = models.PositiveIntegerField(default=0, help_text="Number of judgements made or undone.")
    refused = models.JSONField(default=list, help_text="The first few rows that could not be decided, and why.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", help_text="The account that started it."
    )
    started = models.DateTimeField(auto_now_add=True, help_text="When it was started.")

    class Meta:
        ordering = ["-started", "-id"]

    def __str__(self):
        return f"{self.work} of {self.total:,}"

    @property
    def left(self) -> int:
        """The number of rows that are not handled yet."""
        return self.total - self.handled
