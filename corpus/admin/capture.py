"""Captures, the dates they give, and what else was observed. This is evidence, so it is read-only."""

from django.contrib import admin

from corpus.models import Absence, Article, Capture, DateCandidate, RefusedCapture, Snapshot, Stub

from .article import wide
from .base import FactAdmin, FactInline, selected


class DateCandidateInline(FactInline):
    """The dates that one capture gives."""

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
        "part",
        "series",
        "captured_at",
        "http_status",
        "media_type",
        "encoding",
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
        """Return enough of the hash to tell captures apart."""
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


@admin.register(Absence)
class AbsenceAdmin(FactAdmin):
    """Addresses whose page was missing."""

    fields = ("url", "observed_at", "http_status", "source")
    list_display = ("url", "observed_at", "http_status", "source")
    list_filter = ("http_status",)
    search_fields = ("url__exact",)
    search_help_text = "A whole address."


@admin.register(Stub)
class StubAdmin(FactAdmin):
    """Addresses of articles whose text is missing."""

    fields = ("title", "url", "series", "captured_at", "source")
    list_display = ("title", "url", "captured_at", "source")
    search_fields = ("url__exact", "title")
    search_help_text = "A whole address, or words of the headline."


@admin.register(Snapshot)
class SnapshotAdmin(FactAdmin):
    """Dated scrapes that were read completely."""

    fields = ("series", "captured_at")
    list_display = ("series", "captured_at")
    search_fields = ("series",)


@admin.register(RefusedCapture)
class RefusedCaptureAdmin(FactAdmin):
    """Records without an article, kept for a retry."""

    fields = ("outcome", "source", "url", "captured_at", "http_status", "media_type", "encoding", "sha256")
    list_display = ("source", "outcome", "url", "captured_at", "media_type")
    list_select_related = ("outcome",)
    search_fields = ("sha256__startswith", "url__exact")
    search_help_text = "The beginning of a SHA-256, or a whole address."
