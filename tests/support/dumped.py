"""What tests of the dump share: the command, and all of a corpus that a dump is to give back."""

import json
import shutil
from io import StringIO

from django.core.management import call_command

from corpus.models import Article, Capture, Judgement, Mention, Revision, Snapshot, Stub
from tests.store.test_ingest import ingest_records
from tests.store.test_portable import forget_everything

from .decisions import shown
from .fingerprint import fingerprint
from .samples import prose, record

_DATES = ("published_lower", "published_upper", "published_conflict", "dateline_place", "dateline_date")
_MENTION = ("revision__wording", "part", "start", "end", "person__slug", "found__slug", "titles", "uncertain", "rule")


def dump(folder, **options) -> str:
    """What the command printed."""
    out = StringIO()
    call_command("dump", str(folder), stdout=out, stderr=out, **options)
    return out.getvalue()


def empty(storage) -> None:
    """A new machine."""
    forget_everything()
    shutil.rmtree(storage, ignore_errors=True)


def lines(folder, name: str) -> list[dict]:
    path = folder / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def rewrite(folder, name: str, change) -> None:
    """Change a file of a dump as bytes, as damage does."""
    path = folder / f"{name}.jsonl"
    path.write_bytes(change(path.read_bytes()))


def two_articles(tmp_path):
    """A dump of two articles."""
    ingest_records(tmp_path, "a.json", record(1, prose(1)), record(2, prose(2), headline="Another Headline"))
    dump(tmp_path / "dump")
    return tmp_path / "dump"


def whole() -> dict:
    """A corpus that nobody curated, without its ids and its own times, as plain sorted lists."""
    return fingerprint() | {
        "captures": captures(Capture.objects.all()),
        "dates": plain(Article.objects.all(), "title", "byline", "language", *_DATES),
        "revisions": plain(
            Revision.objects.all(),
            "wording", "title", "text", "first_captured", "bands", "article__current__wording",
        ),
        "mentions": plain(Mention.objects.all(), *_MENTION),
        "stubs": plain(Stub.objects.all(), "url", "title", "series", "captured_at", "source"),
        "snapshots": plain(Snapshot.objects.all(), "series", "captured_at"),
    }  # fmt: skip


def public() -> dict:
    """What readers see of a curated corpus, and what that rests on."""
    seen = shown()
    hidden = 9  # where decisions.shown() says of an article whether it is
    return seen | {
        "articles": [article for article in seen["articles"] if not article[hidden]],
        "events": [event for event in seen["events"] if event[6] != "rejected"],
        "captures": captures(Capture.objects.public()),
        "judgements": plain(Judgement.objects.public(), "key", "kind", "about", "value", "made"),
    }


def captures(queryset) -> list[tuple]:
    """Captures with all that is kept of them."""
    return sorted(map(_capture, queryset.select_related("revision").prefetch_related("date_candidates")))


def plain(queryset, *fields: str) -> list[str]:
    """Fields of rows, to be compared."""
    return sorted(map(str, queryset.values_list(*fields)))


def _capture(one: Capture) -> tuple:
    dates = sorted((date.edtf, date.basis, date.evidence) for date in one.date_candidates.all())
    told = (one.sha256, one.source, one.url, one.part, str(one.captured_at), str(one.http_status), one.media_type)
    return (*told, one.encoding, one.series, one.size, one.layout, one.column, one.revision.wording, dates)
