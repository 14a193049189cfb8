"""manage.py ingest: documents in."""

import json
from concurrent.futures import BrokenExecutor
from importlib.util import find_spec
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from corpus.management.progress import Progress, print_outcomes
from corpus.models import IngestRun
from corpus.store.run import Options, ingest, ingest_again


class Command(BaseCommand):
    """Read documents and store their articles, people and events."""

    help = "Read files, folders, archives and web archives, and store their articles."

    def add_arguments(self, parser):
        """PATH… and options."""
        parser.add_argument("paths", nargs="*", metavar="PATH", help="a file, a folder or an archive")
        parser.add_argument("--outlet", default="", help="name or slug of the outlet, for documents that do not tell")
        parser.add_argument("--workers", type=int, help="processes that parse and extract (default: one a core)")
        parser.add_argument("--dask", default="", metavar="ADDRESS", help="scheduler of a Dask cluster that does it")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and store nothing")
        parser.add_argument(
            "--no-judgements", dest="judgements", action="store_false", help="leave out those that a dump holds"
        )
        parser.add_argument("--retry", type=int, metavar="RUN", help="try once more what this run refused")
        parser.add_argument(
            "--report", type=Path, help="write each record's outcome to this file, one JSON object a line"
        )

    def handle(self, *, paths, retry, report, **options):
        """Ingest; end with a table of outcomes, and with exit code 1 when something could not be read at all."""
        if bool(paths) == (retry is not None):
            raise CommandError("Name the files and folders to ingest, or with --retry the run to try again.")
        if options["dask"] and not find_spec("distributed"):
            raise CommandError("--dask needs the package “distributed”: pip install distributed")
        chosen = Options(**{name: options[name] for name in ("outlet", "workers", "dask", "dry_run", "judgements")})
        lines = report.open("w", encoding="utf-8") if report else None
        progress = Progress(paths, self.stderr)

        def advance(outcomes, size):
            progress.advance(outcomes, size)
            if lines:
                for one in outcomes:
                    row = {"outcome": one.kind, "source": one.source, "reason": one.reason, "article": one.article_id}
                    lines.write(json.dumps(row, ensure_ascii=False) + "\n")

        try:
            if retry is not None:
                result = ingest_again(_run_to_retry(retry), chosen, progress=advance)
            else:
                result = ingest(paths, chosen, progress=advance)
        except (OSError, BrokenExecutor) as error:
            raise CommandError(f"Ingest had to stop: {error}. What was stored stays; run it again to go on.") from error
        finally:
            progress.close()
            if lines:
                lines.close()
        print_outcomes(self.stdout, result, seconds=progress.seconds)
        if result.judgements:
            self.stdout.write(_judged(result.judgements))
        if chosen.dry_run:
            self.stdout.write("Dry run: nothing was stored.")
        elif result.counts["refused"]:
            self.stdout.write(f"To try the refused ones again: manage.py ingest --retry {result.run.pk}")
        if result.unreadable:
            self.stderr.write(f"{result.unreadable} could not be read at all; their reasons are above.")
            raise SystemExit(1)


def _judged(counts) -> str:
    """What became of a dump's judgements, in a line."""
    labels = {
        "new": "taken in", "known": "known already", "lost": "about what this corpus lacks, kept as conflicts",
        "refused": "refused", "left": "left out",
    }  # fmt: skip
    return f"judgements: {', '.join(f'{counts[name]:,} {words}' for name, words in labels.items() if counts[name])}"


def _run_to_retry(number: int) -> IngestRun:
    try:
        return IngestRun.objects.get(pk=number)
    except IngestRun.DoesNotExist:
        raise CommandError(f"There is no run {number}; the admin site lists them.") from None
