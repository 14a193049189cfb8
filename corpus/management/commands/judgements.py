"""manage.py judgements: move curation from one copy of a corpus to another."""

import sys
from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from corpus.models import Pending
from corpus.store.judgements.deferred import settle_deferred
from corpus.store.judgements.transfer import InvalidJudgement, export, import_judgements


class Command(BaseCommand):
    """Export judgements as JSON lines, or import them."""

    help = "Export the decisions of curators as JSON lines, or import such lines."

    def add_arguments(self, parser):
        ways = parser.add_subparsers(dest="way", required=True)
        out = ways.add_parser("export", help="write every judgement, one per line")
        out.add_argument("file", nargs="?", help="the file to write (default: standard output)")
        into = ways.add_parser("import", help="import the judgements of a file, except those already here")
        into.add_argument("file", help="the file to read, or - for standard input")
        ways.add_parser("follow", help="apply deferred changes to lists and counts now")

    def handle(self, *, way, file=None, **options):
        if way == "follow":
            self._follow()
        else:
            (self._export if way == "export" else self._import)(file)

    def _follow(self) -> None:
        total = Pending.objects.count()
        with tqdm(total=total, unit=" articles", file=self.stderr, mininterval=1) as bar:
            for number in settle_deferred():
                bar.update(number)
        self.stdout.write(f"{total:,} articles updated")

    def _export(self, file: str | None) -> None:
        number = 0
        with Path(file).open("w", encoding="utf-8") if file else nullcontext(self.stdout) as out:
            for number, line in enumerate(export(), start=1):  # noqa: B007
                out.write(f"{line}\n")
        self.stderr.write(f"{number:,} judgements")

    def _import(self, file: str) -> None:
        try:
            with nullcontext(sys.stdin) if file == "-" else Path(file).open(encoding="utf-8") as lines:
                imported = list(tqdm(import_judgements(lines), unit=" judgements", file=self.stderr, mininterval=1))
        except (OSError, UnicodeDecodeError, InvalidJudgement) as error:
            raise CommandError(str(error)) from error
        new, lost = sum(one.new for one in imported), sum(one.lost for one in imported)
        self.stdout.write(f"{new:,} judgements imported, {len(imported) - new:,} already here")
        if lost:
            self.stdout.write(f"{lost:,} are about rows this corpus lacks; the review queue lists them as conflicts")
