"""Lists that readers keep an eye on."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5

from .addresses import address


class SavedSearchQuerySet(models.QuerySet):
    """Queries of saved searches."""

    def of(self, user):
        """Those of one user, by name."""
        return self.filter(user=user).order_by("name", "pk")

    def due(self, now: datetime.datetime, frequencies: list[str]):
        """Those of which a mail may be sent: at most one a day, or one in seven days, counted in calendar days."""
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
    """A query that a user keeps, to see what is new and, where asked for, to be told by mail."""

    class Kind(models.TextChoices):
        """Which list it is a query of."""

        ARTICLES = "articles", "articles"
        EVENTS = "events", "events"
        PEOPLE = "people", "people"

    class Frequency(models.TextChoices):
        """How often mail may come."""

        NEVER = "never", "No mail"
        DAILY = "daily", "Daily"
        WEEKLY = "weekly", "Weekly"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches", help_text="Whose it is."
    )
    kind = models.CharField(max_length=8, choices=Kind, help_text="Which list.")
    query = models.TextField(blank=True, help_text="Canonical query string without order and page; empty for all rows.")
    name = models.CharField(max_length=120, help_text="What its user calls it.")
    frequency = models.CharField(
        max_length=6, choices=Frequency, default=Frequency.NEVER, help_text="How often mail may come."
    )
    created = models.DateTimeField(auto_now_add=True, help_text="When it was saved.")
    looked = models.DateTimeField(auto_now_add=True, help_text="When its user last marked its rows as looked at.")
    looked_id = models.BigIntegerField(default=0, help_text="Highest id looked at: rows above it are new.")
    mailed = models.DateTimeField(null=True, blank=True, help_text="When the last mail was sent.")
    mailed_id = models.BigIntegerField(default=0, help_text="Highest id mailed: the next mail tells of rows above it.")

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "saved searches"
        constraints = [
            # By its hash: a long query does not fit into an index.
            models.UniqueConstraint(F("user"), F("kind"), MD5("query"), name="saved_search_once"),
        ]

    def __str__(self):
        return f"Saved search {self.pk}"  # what it asks is its user's alone

    def get_absolute_url(self):
        return address("savedsearch-change", self.pk)

    @property
    def is_mailed(self) -> bool:
        """Whether mail was asked for."""
        return self.frequency != self.Frequency.NEVER
