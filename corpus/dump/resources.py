"""The files of a dump: the rows that each holds, and their record."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from rest_framework import serializers

from corpus.models import (
    Absence,
    Article,
    Capture,
    Event,
    Judgement,
    Lineup,
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
    """One file of a dump.

    key: the field that identifies a row.
    order: the order of the lines.
    refers: foreign keys, as (field, file, field of that file).
    """

    name: str
    title: str
    record: type[Record]
    rows: Callable[[], QuerySet]
    key: str = ""
    order: tuple[str, ...] = ("pk",)
    refers: tuple[tuple[str, str, str], ...] = ()

    def count(self) -> int:
        """Return the number of rows in the database, before records merge or omit any."""
        return self.rows().count()

    def batches(self, context: dict) -> Iterator[tuple[int, Iterator[dict]]]:
        """Yield batches of lines, each with its number of database rows. Call it in a transaction."""
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
        """Return the record's fields by name."""
        return self.record().fields


_ARTICLE = ("article", "articles", "id")

# The files that ingest reads come first; corpus/ingest/containers/dump.py lists them.
RESOURCES = (
    Resource("captures", "Captures, with their bytes", CaptureRecord, Capture.objects.public),
    Resource("stubs", "Addresses known without their text", rows.StubRecord, Stub.objects.public),
    Resource("absences", "Addresses that no longer return a page", rows.AbsenceRecord, Absence.objects.public),
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
    Resource(
        "lineups", "Printed lists of people", rows.LineupRecord, Lineup.objects.in_public_articles,
        refers=(_ARTICLE, ("event", "events", "id")),
    ),
    Resource("outlets", "Outlets", OutletRecord, Outlet.objects.with_counts, "slug", ("slug",)),
    Resource("places", "Places", PlaceRecord, Place.objects.public, "slug", ("slug",)),
    Resource("teasers", "Links to other articles", rows.TeaserRecord, Teaser.objects.public, refers=(_ARTICLE,)),
    Resource(
        "reprints", "Articles with almost the same text", rows.ReprintRecord, Reprint.objects.shown,
        refers=(("first", "articles", "id"), ("second", "articles", "id")),
    ),
)  # fmt: skip
