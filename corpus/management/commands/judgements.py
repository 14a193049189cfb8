"""manage.py judgements: take curation from one copy of a corpus to another."""

import sys
from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from corpus.models import Pending
from corpus.store.judgements.deferred import settle_deferred
from corpus.store.judgements.portable import InvalidJudgement, export, import_judgements


class Command(BaseCommand):
    """Export judgements as JSONL, or take them in."""

    help = "Export what curators decided as lines of JSON, or put such lines in force here."

    def add_arguments(self, parser):
        """export or import, and the file."""
        ways = parser.add_subparsers(dest="way", required=True)
        out = ways.add_parser("export", help="write every judgement, a line each")
        out.add_argument("file", nargs="?", help="the file to write; standard output without it")
        into = ways.add_parser("import", help="put the judgements of a file in force; those known already are left")
        into.add_argument("file", help="the file to read; - for standard input")
        ways.add_parser("follow", help="let lists and counts follow decisions about much-named people now")

    def handle(self, *, way, file=None, **options):
        """Run what was asked for."""
        if way == "follow":
            self._follow()
        else:
            (self._export if way == "export" else self._import)(file)

    def _follow(self) -> None:
        total = Pending.objects.count()
        with tqdm(total=total, unit=" articles", file=self.stderr, mininterval=1) as bar:
            for number in settle_deferred():
                bar.update(number)
        self.stdout.write(f"{total:,} articles have followed")

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
        self.stdout.write(f"{new:,} judgements taken in, {len(imported) - new:,} known already")
        if lost:
            self.stdout.write(f"{lost:,} are about what this corpus lacks; the review queue lists them as conflicts")
