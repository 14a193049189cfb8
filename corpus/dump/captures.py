"""Captures as lines of a dump: the bytes of each page or record once, and the articles it shows."""

import base64
import hashlib
import json
import zlib
from itertools import groupby

from rest_framework import serializers

from corpus.models import Capture, DateCandidate, Outlet
from corpus.records import Record


class CandidateRecord(serializers.ModelSerializer):
    """A date that a capture gives."""

    class Meta:
        model = DateCandidate
        fields = ["edtf", "basis", "evidence"]


class ShownRecord(serializers.ModelSerializer):
    """An article as a capture shows it."""

    article = serializers.IntegerField(source="article_id", read_only=True, help_text="The article's id.")
    wording = serializers.CharField(source="revision.wording", read_only=True, help_text="The wording it shows.")
    date_candidates = CandidateRecord(many=True, read_only=True, help_text="The dates that the capture gives it.")

    class Meta:
        model = Capture
        fields = ["part", "article", "wording", "url", "layout", "column", "date_candidates"]


class BytesField(serializers.CharField):
    """Stays empty until its record is written, so that only the bytes of one capture are in memory."""

    def __init__(self, **kwargs):
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def get_attribute(self, instance):
        """Return None: CaptureRecord.to_representation() adds the bytes."""
        return None


class CaptureRecord(Record):
    """One observation of a page or record. A page of several stories shows an article with each."""

    source = serializers.CharField(source="page_source", read_only=True, help_text=Capture.source.field.help_text)
    url = serializers.CharField(source="page_url", read_only=True, help_text=Capture.url.field.help_text)
    snapshot = serializers.BooleanField(read_only=True, help_text="Whether its dated scrape was read completely.")
    outlet = serializers.CharField(
        source="read_outlet", read_only=True, help_text="The outlet's name, for documents that do not state it."
    )
    shows = ShownRecord(many=True, read_only=True, help_text="The public articles it shows.")
    raw_form = BytesField(help_text="The form of raw: utf-8 (the text itself) or base64.")
    raw = BytesField(help_text="The raw bytes; null where the corpus has lost them.")

    class Meta:
        model = Capture
        fields = [
            "sha256", "source", "url", "captured_at", "http_status", "media_type", "encoding", "size", "series",
            "snapshot", "outlet", "shows", "raw_form", "raw",
        ]  # fmt: skip

    @classmethod
    def load(cls, queryset):
        """Return the first capture of each page, with those of its other stories. Bytes are not loaded."""
        rows = queryset.of_snapshots().select_related("article__outlet", "revision")
        rows = rows.defer("article__text", "revision__text", "revision__bands").prefetch_related("date_candidates")
        pages = []
        for _, stories in groupby(rows, _page):
            shown = list(stories)
            first = shown[0]
            first.shows, (first.page_source, first.page_url) = shown, _place(first)
            first.read_outlet = _read_outlet(first.article)
            pages.append(first)
        return pages

    def to_representation(self, instance):
        """Return the record with its bytes."""
        form, raw = _encoded(instance)
        return super().to_representation(instance) | {"raw_form": form, "raw": raw}


def _page(capture: Capture) -> tuple:
    """Return the key that the captures of one page share; a page with one story is its own key."""
    same = (capture.sha256, capture.captured_at, *_place(capture))
    return (capture.pk,) if capture.part == 0 else same


def _place(capture: Capture) -> tuple[str, str]:
    """Return the source and address of the page, without the number of the story."""
    if capture.part == 0:
        return capture.source, capture.url
    return capture.source.removesuffix(f"#{capture.part}"), capture.url.partition("#")[0]


def _read_outlet(article) -> str:
    """Return the name of the outlet that was read, regardless of corrections."""
    found = article.as_found.get("outlet")
    return Outlet.objects.get(pk=found[0]).name if found else article.outlet.name


def _encoded(capture: Capture) -> tuple[str | None, str | None]:
    """Return the form and text of the raw bytes, or None for both if the bytes are lost or damaged.

    The form is utf-8 if the bytes are UTF-8 that JSON does not make longer than base64 would.
    """
    try:
        raw = capture.raw()
    except (OSError, EOFError, zlib.error):
        return None, None
    if hashlib.sha256(raw).hexdigest() != capture.sha256:
        return None, None
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = None
    if text is not None and len(json.dumps(text, ensure_ascii=False).encode()) <= 1.5 * len(raw) + 2:
        return "utf-8", text
    return "base64", base64.b64encode(raw).decode()
