"""The files of a dump: which rows each holds, in which shape."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from rest_framework import serializers

from corpus.models import (  # fmt: skip
    Absence,
    Article,
    Capture,
    Event,
    Judgement,
    Mention,
    Outlet,
    Person,
    Place,
    Report,
    Reprint,
    Revision,
    Stub,
    Teaser,
)
from corpus.records import ArticleTextRecord, EventRecord, OutletRecord, PersonRecord, PlaceRecord, Record

from . import rows
from .captures import CaptureRecord

BATCH = 200  # rows loaded at once


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of a dump. key: the field that names a row; order: that of the lines; refers: fields that name rows of
    another file, as (field, file, field there)."""

    name: str
    title: str
    record: type[Record]
    rows: Callable[[], QuerySet]
    key: str = ""
    order: tuple[str, ...] = ("pk",)
    refers: tuple[tuple[str, str, str], ...] = ()

    def count(self) -> int:
        """How many rows it is made of."""
        return self.rows().count()

    def batches(self, context: dict) -> Iterator[tuple[int, Iterator[dict]]]:
        """The lines, batch by batch, each with the number of rows it is made of. To be called in a transaction."""
        ids = self.rows().order_by(*self.order).values_list("pk", flat=True).iterator(chunk_size=5000)
        batch = []
        for pk in ids:
            batch.append(pk)
            if len(batch) == BATCH:
                yield len(batch), self._lines(batch, context)
                batch = []
        if batch:
            yield len(batch), self._lines(batch, context)

    def _lines(self, ids: list[int], context: dict) -> Iterator[dict]:
        loaded = self.record.load(self.rows().filter(pk__in=ids).order_by(*self.order))
        serializer = self.record(context=context)
        return (serializer.to_representation(one) for one in loaded)

    def fields(self) -> dict[str, serializers.Field]:
        """The record's fields by name."""
        return self.record().fields


_ARTICLE = ("article", "articles", "id")

# Those that ingest reads stand first; corpus/ingest/containers/dump.py names them.
RESOURCES = (
    Resource("captures", "Captures, with their bytes", CaptureRecord, Capture.objects.public),
    Resource("stubs", "Addresses known without their text", rows.StubRecord, Stub.objects.public),
    Resource("absences", "Addresses that gave nothing any more", rows.AbsenceRecord, Absence.objects.public),
    Resource(
        "judgements", "What curators decided", rows.JudgementRecord, Judgement.objects.public, "key", ("made", "pk")
    ),
    Resource("articles", "Articles, with their text", ArticleTextRecord, Article.objects.shown, "id"),
    Resource(
        "revisions", "Every wording of each article", rows.RevisionRecord, Revision.objects.public,
        order=("article", "first_captured", "wording"), refers=(_ARTICLE,),
    ),
    Resource("people", "People", PersonRecord, Person.objects.public, "slug", ("slug",)),
    Resource(
        "mentions", "Where people are named", rows.MentionRecord, Mention.objects.in_public_articles,
        refers=(_ARTICLE,),
    ),
    Resource("events", "Events, with who took part", EventRecord, Event.objects.public, "id"),
    Resource(
        "reports", "The sentences that events rest on", rows.ReportRecord, Report.objects.of_public_events,
        refers=(_ARTICLE, ("event", "events", "id")),
    ),
    Resource("outlets", "Outlets", OutletRecord, Outlet.objects.with_counts, "slug", ("slug",)),
    Resource("places", "Places", PlaceRecord, Place.objects.with_event_counts, "slug", ("slug",)),
    Resource("teasers", "Links to other articles", rows.TeaserRecord, Teaser.objects.public, refers=(_ARTICLE,)),
    Resource(
        "reprints", "Articles with almost the same text", rows.ReprintRecord, Reprint.objects.shown,
        refers=(("first", "articles", "id"), ("second", "articles", "id")),
    ),
)  # fmt: skip
