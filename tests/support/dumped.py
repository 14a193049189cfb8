"""The dump command, and a corpus as plain values to compare with the one that a dump gives back."""

import json
import shutil
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from corpus.models import Article, Capture, Judgement, LineupPlace, Mention, Revision, Snapshot, Stub

from .decisions import shown
from .fingerprint import fingerprint
from .ingest import forget_everything, ingest_records
from .samples import prose, record

_DATES = ("published_lower", "published_upper", "published_conflict", "dateline_place", "dateline_date")
_MENTION = ("revision__wording", "part", "start", "end", "person__slug", "found__slug", "titles", "uncertain", "rule")
_PLACE = ("lineup__revision__wording", "lineup__kind", "lineup__start", "order", "title", "mention__person__slug")


def dump(folder, **options) -> str:
    """Write a dump to the folder. Return what the command printed."""
    out = StringIO()
    call_command("dump", str(folder), stdout=out, stderr=out, **options)
    return out.getvalue()


def empty(storage) -> None:
    """Empty the corpus and its raw bytes, as on a new machine."""
    forget_everything()
    shutil.rmtree(storage, ignore_errors=True)


def lines(folder, name: str) -> list[dict]:
    """Return the records of a file of a dump; none where there is no such file."""
    path = folder / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def rewrite(folder, name: str, change) -> None:
    """Replace the bytes of a file of a dump by those that ``change`` makes of them."""
    path = folder / f"{name}.jsonl"
    path.write_bytes(change(path.read_bytes()))


def two_articles(tmp_path) -> Path:
    """Write a dump of two articles. Return its folder."""
    ingest_records(tmp_path, "a.json", record(1, prose(1)), record(2, prose(2), headline="Another Headline"))
    dump(tmp_path / "dump")
    return tmp_path / "dump"


def whole() -> dict:
    """Return a corpus without decisions as sorted lists, without ids and times of its own."""
    return fingerprint() | {
        "captures": captures(Capture.objects.all()),
        "dates": plain(Article.objects.all(), "title", "byline", "language", *_DATES),
        "revisions": plain(
            Revision.objects.all(),
            "wording", "title", "text", "first_captured", "bands", "article__current__wording",
        ),
        "mentions": plain(Mention.objects.all(), *_MENTION),
        "lineups": plain(LineupPlace.objects.all(), *_PLACE),
        "stubs": plain(Stub.objects.all(), "url", "title", "series", "captured_at", "source"),
        "snapshots": plain(Snapshot.objects.all(), "series", "captured_at"),
    }  # fmt: skip


def public() -> dict:
    """Return what readers see of a curated corpus, with its captures and judgements."""
    seen = shown()
    hidden = 9  # position in the tuples of decisions.shown()
    return seen | {
        "articles": [article for article in seen["articles"] if not article[hidden]],
        "events": [event for event in seen["events"] if event[6] != "rejected"],
        "captures": captures(Capture.objects.public()),
        "judgements": plain(Judgement.objects.public(), "key", "kind", "about", "value", "made"),
    }


def captures(queryset) -> list[tuple]:
    """Return captures as sorted tuples of all that is kept of each."""
    return sorted(map(_capture, queryset.select_related("revision").prefetch_related("date_candidates")))


def plain(queryset, *fields: str) -> list[str]:
    """Return these fields of each row as sorted text."""
    return sorted(map(str, queryset.values_list(*fields)))


def _capture(one: Capture) -> tuple:
    dates = sorted((date.edtf, date.basis, date.evidence) for date in one.date_candidates.all())
    known = (one.sha256, one.source, one.url, one.part, str(one.captured_at), str(one.http_status), one.media_type)
    return (*known, one.encoding, one.series, one.size, one.layout, one.column, one.revision.wording, dates)
