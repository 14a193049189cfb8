"""Outlets, the publishers of articles."""

from django.db import models

from .fields import InOrder
from .urls import address


class OutletQuerySet(InOrder, models.QuerySet):
    def with_counts(self):
        """Annotate outlets with ``article_count``, ``first_day`` and ``last_day`` of publication, without hidden
        articles."""
        shown = models.Q(articles__hidden=False)
        return self.annotate(
            article_count=models.Count("articles", filter=shown),
            first_day=models.Min("articles__published_lower", filter=shown),
            last_day=models.Max("articles__published_upper", filter=shown & ~models.Q(articles__published="")),
        )


class Outlet(models.Model):
    """A publisher: KCNA, Rodong Sinmun, Xinhua. One outlet may have several sites and languages."""

    name = models.CharField(max_length=120, unique=True, help_text="Its own name in English.")
    slug = models.SlugField(max_length=80, unique=True, help_text="Part of its URL, and its value in filters.")
    country = models.CharField(max_length=80, blank=True, help_text="Country of the state that runs it.")
    homepage = models.URLField(blank=True, help_text="URL of its own site.")

    objects = OutletQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address("outlet-detail", self.slug)
