"""manage.py ingest: documents in."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand

from corpus.management.progress import Progress, print_outcomes
from corpus.store.run import ingest


class Command(BaseCommand):
    """Read documents and store their articles, people and events."""

    help = "Read files and folders (text extractions, HTML pages, JSON and JSON lines) and store their articles."

    def add_arguments(self, parser):
        """PATH… and options."""
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file or a folder")
        parser.add_argument("--outlet", default="", help="name or slug of the outlet, for documents that do not tell")
        parser.add_argument("--workers", type=int, help="processes that parse and extract (default: one a core)")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and store nothing")
        parser.add_argument(
            "--report", type=Path, help="write each record's outcome to this file, one JSON object a line"
        )

    def handle(self, *, paths, outlet, workers, dry_run, report, **options):
        """Ingest; end with a table of outcomes, and with exit code 1 when something could not be read at all."""
        lines = report.open("w", encoding="utf-8") if report else None
        progress = Progress(paths, self.stderr)

        def advance(outcomes, size):
            progress.advance(outcomes, size)
            if lines:
                for one in outcomes:
                    row = {"outcome": one.kind, "source": one.source, "reason": one.reason, "article": one.article_id}
                    lines.write(json.dumps(row, ensure_ascii=False) + "\n")

        try:
            result = ingest(paths, outlet=outlet, workers=workers, dry_run=dry_run, progress=advance)
        finally:
            progress.close()
            if lines:
                lines.close()
        print_outcomes(self.stdout, result, seconds=progress.seconds)
        if dry_run:
            self.stdout.write("Dry run: nothing was stored.")
        if result.unreadable:
            self.stderr.write(f"{result.unreadable} could not be read at all; their reasons are above.")
            raise SystemExit(1)
