"""Observations besides articles: absences, stubs, snapshots, and refused captures kept for a retry."""

import re
from http import HTTPStatus
from pathlib import PurePosixPath

from django.db import connection

from corpus.ingest.capture import Absence as SeenAbsence
from corpus.ingest.capture import Capture as SeenCapture
from corpus.ingest.capture import Refusal
from corpus.models import Absence, Capture, Outcome, RefusedCapture, Snapshot, Stub
from corpus.store.locks import lock_writers

from . import refusals
from .prepare import Ready, sha256_of

_GONE = (404, 410)
_DAY = re.compile(r"(?<!\d)20\d\d-\d\d-\d\d(?!\d)")

# Addresses that earlier snapshots of the series hold and this one lacks, although it lists articles of that time: a
# scrape that goes back only some days is no evidence about older articles.
_MISSING = """
INSERT INTO corpus_absence (url, observed_at, http_status, source)
SELECT DISTINCT seen.url, %(at)s::timestamptz, NULL::smallint, %(series)s
FROM corpus_capture seen JOIN corpus_article a ON a.id = seen.article_id
WHERE seen.series = %(series)s AND seen.captured_at < %(at)s AND seen.url <> ''
  AND a.published_lower BETWEEN
      (SELECT min(b.published_lower) FROM corpus_capture c JOIN corpus_article b ON b.id = c.article_id
       WHERE c.series = %(series)s AND c.captured_at = %(at)s) AND
      (SELECT max(b.published_lower) FROM corpus_capture c JOIN corpus_article b ON b.id = c.article_id
       WHERE c.series = %(series)s AND c.captured_at = %(at)s)
  AND NOT EXISTS (SELECT FROM corpus_capture c
                  WHERE c.url = seen.url AND c.series = %(series)s AND c.captured_at = %(at)s)
  AND NOT EXISTS (SELECT FROM corpus_stub s
                  WHERE s.url = seen.url AND s.series = %(series)s AND s.captured_at = %(at)s)
ON CONFLICT DO NOTHING
"""


def series_of(capture: SeenCapture) -> str:
    """Return the series of dated scrapes that a record belongs to, such as "kcna-*.json", or "" for pages.

    It is derived from the name of the innermost file.
    """
    if capture.media_type != "application/json" or capture.captured_at is None:
        return ""
    return file_series(capture.source)


def file_series(source: str) -> str:
    """Return a source's file name with its date replaced by a star, or "" if it contains no date."""
    name = PurePosixPath(re.sub(r"#\d+$", "", source).rsplit("!", 1)[-1]).name
    return _DAY.sub("*", name, count=1)[:200] if _DAY.search(name) else ""


def refusal_outcome(record: Refusal | SeenAbsence, known_urls: dict[str, int]) -> Outcome:
    """Return the unsaved outcome of a record that holds no article.

    known_urls: article ids by address.
    """
    if isinstance(record, Refusal):
        kind = Outcome.Kind.STUB if record.stub else Outcome.Kind.REFUSED
        return Outcome(kind=kind, reason=record.reason, source=record.source)
    answer = f"{_answer(record)}: {record.url}"
    if article := known_urls.get(record.url):
        reason = f"{answer}; noted, the article stays"
        return Outcome(kind=Outcome.Kind.UNCHANGED, reason=reason, source=record.source, article_id=article)
    reason = f"{answer}; no article of this address is known"
    return Outcome(kind=Outcome.Kind.STUB, reason=reason, source=record.source)


def _answer(absence: SeenAbsence) -> str:
    status = absence.http_status
    if status is None:
        return f"no more listed by {absence.source}"
    return f"answered {status} {HTTPStatus(status).phrase}" if status in _GONE else f"answered {status}"


def articles_at(records: list[Ready]) -> dict[str, int]:
    """Return the ids of known articles by the addresses of the absences among these records."""
    urls = {one.url for one in records if isinstance(one, SeenAbsence)}
    return dict(Capture.objects.filter(url__in=urls).values_list("url", "article_id")) if urls else {}


def save(records: list[Ready], outcomes: list[Outcome]) -> None:
    """Store the absences, stubs and refused captures of a batch whose outcomes are saved."""
    absences, stubs, refused = [], [], []
    for record, outcome in zip(records, outcomes, strict=True):
        if isinstance(record, SeenAbsence):
            absences.append(
                Absence(
                    url=record.url, observed_at=record.observed_at, http_status=record.http_status, source=record.source
                )
            )
        elif isinstance(record, Refusal) and record.stub and record.url and record.capture:
            stubs.append(
                Stub(
                    url=record.url, title=record.title, series=series_of(record.capture),
                    captured_at=record.capture.captured_at, source=record.source,
                )
            )  # fmt: skip
        elif isinstance(record, Refusal) and record.capture and outcome.pk:
            refused.append(_refused(record.capture, outcome))
    Absence.objects.bulk_create(absences, ignore_conflicts=True)
    Stub.objects.bulk_create(stubs, ignore_conflicts=True)
    RefusedCapture.objects.bulk_create(refused)
    refusals.update_repeated(one for one in outcomes if one.pk)


def _refused(capture: SeenCapture, outcome: Outcome) -> RefusedCapture:
    return RefusedCapture(
        outcome=outcome, sha256=sha256_of(capture), source=capture.source, url=capture.url or "",
        captured_at=capture.captured_at, http_status=capture.http_status, media_type=capture.media_type,
        encoding=capture.encoding or "",
    )  # fmt: skip


class SnapshotTracker:
    """Tracks the dated scrapes that a run reads. save() stores the complete ones and what they no longer list."""

    def __init__(self):
        self._seen: set[tuple] = set()
        self._incomplete: set[str] = set()

    def add(self, record: Ready) -> None:
        """Track one record.

        A refused record makes its file incomplete, since the address it listed is unknown. A dump may lack what its
        corpus refused or hid, so it states itself which snapshots are complete.
        """
        capture = getattr(record, "capture", None)
        if isinstance(record, Refusal) and not record.stub:
            path = PurePosixPath(_read_from(capture) or _file_of(record.source))
            self._incomplete |= {str(path), str(path.parent)}  # the file, or the dump it belongs to
        elif capture and (series := series_of(capture)) and (capture.dumped is None or capture.dumped.snapshot):
            self._seen.add((series, capture.captured_at, _read_from(capture)))

    def save(self) -> None:
        """Store the complete snapshots, and the absences that they and later ones of their series show.

        Call it in a transaction.
        """
        whole = {(series, at) for series, at, file in self._seen if file not in self._incomplete}
        if not whole:
            return
        lock_writers()
        Snapshot.objects.bulk_create(
            (Snapshot(series=series, captured_at=at) for series, at in sorted(whole)), ignore_conflicts=True
        )
        later = {
            (row.series, row.captured_at)
            for series, at in whole
            for row in Snapshot.objects.filter(series=series, captured_at__gte=at)
        }
        with connection.cursor() as cursor:
            for series, at in sorted(later):
                cursor.execute(_MISSING, {"series": series, "at": at})


def _read_from(capture: SeenCapture | None) -> str:
    """Return the file, or the dump, that a capture was read from."""
    if capture and capture.dumped:
        return str(PurePosixPath(capture.dumped.place).parent)
    return _file_of(capture.source) if capture else ""


def _file_of(source: str) -> str:
    return re.sub(r"#\d+$", "", source)
