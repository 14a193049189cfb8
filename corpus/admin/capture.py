"""Captures and the dates they give. Nothing here can be edited: captures are the evidence."""

from django.contrib import admin

from corpus.models import Article, Capture, DateCandidate

from .article import wide
from .base import FactAdmin, FactInline, selected


class DateCandidateInline(FactInline):
    """The dates one capture gives."""

    model = DateCandidate
    fields = ("edtf", "basis", "evidence")
    show_change_link = False


@admin.register(Capture)
class CaptureAdmin(FactAdmin):
    """Observations of pages and records."""

    fields = (
        "article",
        "revision",
        "url",
        "source",
        "captured_at",
        "http_status",
        "media_type",
        "size",
        "layout",
        "column",
        "sha256",
        "added",
    )
    inlines = (DateCandidateInline,)
    list_defer = wide("article")
    list_display = ("short_hash", "article", "url", "captured_at", "layout", "size", "added")
    list_filter = (selected(Article, "article"),)
    list_select_related = ("article",)
    search_fields = ("sha256__startswith", "url__exact")
    search_help_text = "The beginning of a SHA-256, or a whole address."

    @admin.display(description="SHA-256")
    def short_hash(self, capture) -> str:
        """Enough of the hash to tell captures apart."""
        return capture.sha256[:12]


@admin.register(DateCandidate)
class DateCandidateAdmin(FactAdmin):
    """Dates that captures give for their articles."""

    fields = ("capture", "edtf", "basis", "evidence")
    list_display = ("edtf", "basis", "evidence", "capture")
    list_filter = ("basis", selected(Article, "capture__article"))
    list_select_related = ("capture",)
    search_fields = ("capture__sha256__startswith", "capture__url__exact")
    search_help_text = "The beginning of the capture’s SHA-256, or its whole address."
