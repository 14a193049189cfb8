"""Decisions about many rows at once."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


class BulkDecision(models.Model):
    """One bulk action of the admin site: a decision about each of many rows, made batch by batch while its page is
    open. Closing the page stops it; opening it again goes on."""

    work = models.CharField(max_length=20, help_text="Which decision, as the admin site names it.")
    model = models.CharField(max_length=40, help_text="Of which model the rows are.")
    rows = ArrayField(models.BigIntegerField(), help_text="Ids of the chosen rows, in the order of deciding.")
    total = models.PositiveIntegerField(help_text="How many they are.")
    handled = models.PositiveIntegerField(default=0, help_text="How many of them were come to.")
    made = models.PositiveIntegerField(default=0, help_text="How many were decided, or taken back.")
    refused = models.JSONField(default=list, help_text="What could not be decided, and why; the first few.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", help_text="Who chose them."
    )
    started = models.DateTimeField(auto_now_add=True, help_text="When they were chosen.")

    class Meta:
        ordering = ["-started", "-id"]

    def __str__(self):
        return f"{self.work} of {self.total:,}"

    @property
    def left(self) -> int:
        """Rows that were not come to yet."""
        return self.total - self.handled
