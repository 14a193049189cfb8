"""Saved searches of users."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5

from .urls import address


class SavedSearchQuerySet(models.QuerySet):
    """Queries of saved searches."""

    def of(self, user):
        """Filter the saved searches of a user, ordered by name."""
        return self.filter(user=user).order_by("name", "pk")

    def due(self, now: datetime.datetime, frequencies: list[str]):
        """Filter the searches whose mail is due: at most one a day, or one in seven calendar days."""
        today = now.replace(hour=0, minute=0, second=0, microsecond=0)
        since = {
            SavedSearch.Frequency.DAILY: today,
            SavedSearch.Frequency.WEEKLY: today - datetime.timedelta(days=6),
        }
        asked = Q()
        for frequency in frequencies:
            unsent = Q(mailed=None) | Q(mailed__lt=since[frequency])
            asked |= Q(frequency=frequency) & unsent
        return self.filter(asked, user__is_active=True).select_related("user").order_by("pk")


class SavedSearch(models.Model):
    """A query that a user saved to see new rows and, on request, to be notified of them by mail."""

    class Kind(models.TextChoices):
        """The list that is searched."""

        ARTICLES = "articles", "articles"
        EVENTS = "events", "events"
        PEOPLE = "people", "people"

    class Frequency(models.TextChoices):
        """How often mail is sent at most."""

        NEVER = "never", "No mail"
        DAILY = "daily", "Daily"
        WEEKLY = "weekly", "Weekly"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="saved_searches",
        help_text="The user it belongs to.",
    )
    kind = models.CharField(max_length=8, choices=Kind, help_text="The list it is a query of.")
    query = models.TextField(blank=True, help_text="Canonical query string without order and page; empty for all rows.")
    name = models.CharField(max_length=120, help_text="What its user calls it.")
    frequency = models.CharField(
        max_length=6, choices=Frequency, default=Frequency.NEVER, help_text="How often mail may come."
    )
    created = models.DateTimeField(auto_now_add=True, help_text="When it was saved.")
    looked = models.DateTimeField(auto_now_add=True, help_text="When the user last marked its rows as seen.")
    looked_id = models.BigIntegerField(default=0, help_text="Highest id seen; rows with higher ids are new.")
    mailed = models.DateTimeField(null=True, blank=True, help_text="When the last mail was sent.")
    mailed_id = models.BigIntegerField(
        default=0, help_text="Highest id mailed; the next mail lists rows with higher ids."
    )

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "saved searches"
        constraints = [
            # By hash: a long query does not fit into an index.
            models.UniqueConstraint(F("user"), F("kind"), MD5("query"), name="saved_search_once"),
        ]

    def __str__(self):
        return f"Saved search {self.pk}"  # the query is private to its user

    def get_absolute_url(self):
        return address("savedsearch-change", self.pk)

    @property
    def is_mailed(self) -> bool:
        """Whether the user asked for mail."""
        return self.frequency != self.Frequency.NEVER
