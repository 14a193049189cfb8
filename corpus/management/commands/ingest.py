"""manage.py ingest: store documents."""

import json
from concurrent.futures import BrokenExecutor
from importlib.util import find_spec
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from corpus.management.fields import add_field_option
from corpus.management.outcome_table import OutcomeTable
from corpus.management.progress import Progress, print_outcomes
from corpus.models import IngestRun, Outcome
from corpus.store.run import Options, ingest, ingest_again

_TABLE_ALONE = Path("-")
MAX_LINE = 1 << 20  # bytes of the first line of a former report


class Command(BaseCommand):
    """Read documents and store their articles, people and events."""

    help = "Read files, folders, archives and web archives, and store their articles."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="*", metavar="PATH", help="a file, a folder or an archive")
        parser.add_argument(
            "--outlet", default="", help="name or slug of the outlet, for documents that do not state theirs"
        )
        parser.add_argument(
            "--headlines", action="store_true", help="keep records that have a headline and a date but no text"
        )
        add_field_option(parser)
        parser.add_argument("--workers", type=int, help="processes that parse and extract (default: one per core)")
        parser.add_argument(
            "--dask", default="", metavar="ADDRESS", help="scheduler of a Dask cluster that does this work"
        )
        parser.add_argument("--dry-run", action="store_true", help="print what would happen and store nothing")
        parser.add_argument(
            "--no-judgements", dest="judgements", action="store_false", help="do not import the judgements of a dump"
        )
        parser.add_argument("--retry", type=int, metavar="RUN", help="retry what this run refused")
        parser.add_argument(
            "--report", nargs="?", type=Path, const=_TABLE_ALONE, metavar="FILE",
            help="print a table of outcomes by reason, with examples; with a file, write each record's outcome to it, "
            "one JSON object per line",
        )  # fmt: skip

    def handle(self, *, paths, retry, report, **options):
        """Ingest and print a table of outcomes. Exit with code 1 if something could not be read at all."""
        if report and report != _TABLE_ALONE and not _may_be_written(report):  # "--report PATH…": a path to read
            paths, report = [str(report), *paths], _TABLE_ALONE
        if bool(paths) == (retry is not None):
            raise CommandError("Name the files and folders to ingest, or with --retry the run to try again.")
        if options["dask"] and not find_spec("distributed"):
            raise CommandError("--dask needs the package “distributed”: pip install distributed")
        names = ("outlet", "headlines", "workers", "dask", "dry_run", "judgements")
        chosen = Options(**{name: options[name] for name in names}, fields=tuple(options["fields"]))
        lines = report.open("w", encoding="utf-8") if report and report != _TABLE_ALONE else None
        table = OutcomeTable()
        progress = Progress(paths, self.stderr)

        def advance(outcomes, size, batch):
            progress.advance(outcomes, size)
            if report:
                table.add(outcomes, batch)
            if lines:
                for one in outcomes:
                    lines.write(json.dumps(_row(one), ensure_ascii=False) + "\n")

        try:
            if retry is not None:
                result = ingest_again(_run_to_retry(retry), chosen, progress=advance)
            else:
                result = ingest(paths, chosen, progress=advance)
        except (OSError, BrokenExecutor) as error:
            raise CommandError(f"Ingest stopped: {error}. What was stored stays; run it again to go on.") from error
        finally:
            progress.close()
            if lines:
                lines.close()
        for line in table.lines():
            self.stdout.write(line)
        print_outcomes(self.stdout, result, seconds=progress.seconds)
        if result.judgements:
            self.stdout.write(_judged(result.judgements))
        if chosen.dry_run:
            self.stdout.write("Dry run: nothing was stored.")
        elif result.counts["refused"]:
            self.stdout.write(f"To retry the refused records: manage.py ingest --retry {result.run.pk}")
        if result.unreadable:
            self.stderr.write(f"{result.unreadable} records could not be read at all; the reasons are above.")
            raise SystemExit(1)


def _may_be_written(path: Path) -> bool:
    """Return whether a report may go to a path: a new file or a former report, never a document."""
    if not path.exists():
        return True
    if not path.is_file():
        return False
    with path.open("rb") as file:
        first = file.readline(MAX_LINE)
    try:
        return not first or list(json.loads(first)) == list(_row(Outcome()))
    except ValueError:
        return False


def _row(one: Outcome) -> dict:
    return {"outcome": one.kind, "source": one.source, "reason": one.reason, "article": one.article_id}


def _judged(counts) -> str:
    """Return one line that counts the judgements of a dump by result."""
    labels = {
        "new": "imported", "known": "already here", "lost": "about rows this corpus lacks, kept as conflicts",
        "refused": "refused", "left": "left out",
    }  # fmt: skip
    return f"judgements: {', '.join(f'{counts[name]:,} {words}' for name, words in labels.items() if counts[name])}"


def _run_to_retry(number: int) -> IngestRun:
    try:
        return IngestRun.objects.get(pk=number)
    except IngestRun.DoesNotExist:
        raise CommandError(f"There is no run {number}; the admin site lists them.") from None
