"""Outlets and places: short lists that curators keep."""

from django.contrib import admin
from django.db import models

from corpus.models import Article, Event, Outlet, Place

from .base import CorpusAdmin, list_link


@admin.register(Outlet)
class OutletAdmin(CorpusAdmin):
    """The publishers."""

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_display = ("name", "country", "homepage")
    list_filter = ("country",)
    ordering = ("name",)
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ("related_pages",)
    search_fields = ("name", "slug")
    sortable_by = ("name", "country")

    @admin.display(description="what it published")
    def related_pages(self, outlet) -> str:
        """A link to its articles."""
        return list_link(Article, "articles", outlet__id__exact=outlet.pk) if outlet.pk else "-"


@admin.register(Place)
class PlaceAdmin(CorpusAdmin):
    """Where events took place."""

    list_display = ("name", "key", "latitude", "longitude")
    ordering = ("name", "id")
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ("related_pages",)
    search_fields = ("name", "key")
    sortable_by = ("name", "key")

    @admin.display(description="what took place there")
    def related_pages(self, place) -> str:
        """A link to its events."""
        return list_link(Event, "events", place=place.pk) if place.pk else "-"
