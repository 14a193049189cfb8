"""Read the records that a run refused again."""

import re
from collections.abc import Iterator
from pathlib import Path

from corpus.ingest.capture import Absence, Capture, Refusal, unreadable
from corpus.ingest.containers import read
from corpus.models import IngestRun, Outcome, RefusedCapture


def records(run: IngestRun) -> Iterator[Capture | Refusal | Absence]:
    """Yield the refused captures from their stored bytes, then all records of files that could not be read."""
    refused = RefusedCapture.objects.filter(outcome__run=run).order_by("outcome_id")
    for row in refused.iterator(chunk_size=500):
        try:
            raw = row.raw()
        except OSError as error:
            yield unreadable(row.source, f"its kept bytes cannot be read: {error.strerror or error}")
            continue
        yield Capture(
            raw=raw, source=row.source, media_type=row.media_type, url=row.url or None, captured_at=row.captured_at,
            http_status=row.http_status, encoding=row.encoding or None,
        )  # fmt: skip
    lost = run.outcomes.filter(kind=Outcome.Kind.REFUSED, refused=None).values_list("source", flat=True)
    for path in sorted({_path(source) for source in lost}):
        yield from read([path])


def _path(source: str) -> str:
    """Return the file on disk of a source, without the number of its record and members of an archive."""
    path = re.sub(r"#\d+$", "", source)
    while "!" in path and not Path(path).exists():
        path = path.rpartition("!")[0]
    return path
