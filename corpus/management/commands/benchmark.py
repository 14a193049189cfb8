"""manage.py benchmark: measure, as ratios in one run."""

import json
import os
import platform
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from corpus.benchmark import ingest as measure


class Command(BaseCommand):
    """Measure how fast Dateline is, beside others, in a database of its own."""

    help = "Measure, in a database of its own that is dropped afterwards, and print figures and ratios."
    requires_system_checks = ()

    def add_arguments(self, parser):
        """What to measure, and how much of it."""
        what = parser.add_subparsers(dest="what", required=True)
        ingest = what.add_parser("ingest", help="documents in: text, HTML, memory")
        ingest.add_argument("--records", type=int, nargs="+", default=[2000, 10_000], help="sizes, smallest first")
        ingest.add_argument("--pages", type=int, default=200, help="HTML pages of each markup")
        ingest.add_argument("--real", type=Path, help="a real file or folder to ingest as well")
        ingest.add_argument("--workers", type=int, default=os.cpu_count(), help="processes that parse and extract")
        ingest.add_argument("--json", type=Path, help="write the figures to this file too")

    def handle(self, *, records, pages, real, workers, **options):
        """Measure ingest and print a table."""
        if min(records) < 1 or pages < 1 or (workers or 1) < 1:
            raise CommandError("Sizes and workers are numbers of at least 1.")
        if real and not real.exists():
            raise CommandError(f"There is no {real}.")
        figures = {"machine": self._machine(workers)}
        self._line("Machine", figures["machine"])
        with measure.own_database(), tempfile.TemporaryDirectory() as folder:
            figures["ingest"] = [vars(run) for run in self._runs(Path(folder), sorted(records), workers)]
            if real:
                figures["real"] = vars(self._measured(real.name, real, measure.count_records(real), workers))
        figures["pages"] = [vars(one) for one in measure.page_times(pages)]
        for one in figures["pages"]:
            self._line(
                f"HTML, {one['kind']}",
                f"{one['parsed']:.2f} ms parsed, {one['prepared']:.2f} ms with extraction, "
                f"{one['trafilatura']:.2f} ms by trafilatura alone; parsed / trafilatura "
                f"{one['parsed'] / one['trafilatura']:.2f}",
            )
        if options["json"]:
            options["json"].write_text(json.dumps(figures, indent=1), encoding="utf-8")

    def _runs(self, folder: Path, sizes: list[int], workers: int) -> list:
        texts, records = [], []
        for size in sizes[:2]:
            path = measure.write_texts(folder / f"texts-{size}", size)
            texts.append(self._measured("texts", path, size, workers))
        for size in sizes:
            path = measure.write_records(folder / f"{size}.jsonl", size)
            records.append(self._measured("records", path, size, workers))
            path.unlink()
        bare, indexed = measure.copy_seconds()
        first, last = records[0], records[-1]
        self._line("COPY of the same articles", f"{bare:.2f} s bare, {indexed:.2f} s with indexes")
        self._line("Ingest / COPY", f"{last.seconds / bare:.0f} bare, {last.seconds / indexed:.1f} with indexes")
        if last is not first:
            self._line(f"Memory at {last.records:,} / at {first.records:,}", f"{last.peak / first.peak:.2f}")
        return texts + records

    def _measured(self, name: str, path: Path, size: int, workers: int) -> measure.Run:
        run = measure.run_ingest(name, path, size, workers)
        said = f"{run.seconds:.1f} s, {run.rate:.0f} a second, at most {run.peak:.0f} MB in one process"
        self._line(f"{run.records:,} {run.name}", said)
        return run

    def _machine(self, workers: int) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            server = cursor.fetchone()[0]
        return f"{os.cpu_count()} cores, {workers} workers, Python {platform.python_version()}, PostgreSQL {server}"

    def _line(self, name: str, value: str) -> None:
        self.stdout.write(f"{name:34} {value}")
        self.stdout.flush()
