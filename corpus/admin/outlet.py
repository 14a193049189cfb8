"""Outlets: a short list that curators maintain."""

from django.contrib import admin
from django.db import models

from corpus.models import Article, Outlet

from .base import CorpusAdmin, PermanentAddress, list_link


@admin.register(Outlet)
class OutletAdmin(PermanentAddress, CorpusAdmin):
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_display = ("name", "country", "homepage")
    list_filter = ("country",)
    ordering = ("name",)
    readonly_fields = ("related_pages",)
    search_fields = ("name", "slug")
    sortable_by = ("name", "country")

    def has_delete_permission(self, request, obj=None) -> bool:
        """Return whether the outlet has no articles."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.articles.exists())

    @admin.display(description="what it published")
    def related_pages(self, outlet) -> str:
        """Return a link to its articles."""
        return list_link(Article, "articles", outlet__id__exact=outlet.pk) if outlet.pk else "-"
