"""manage.py parse: read documents as ingest does and print the result, without a database."""

import json

from django.core.management.base import BaseCommand

from corpus.ingest.capture import Absence, Decision, Refusal
from corpus.ingest.containers import read
from corpus.management.fields import add_field_option
from corpus.store.loading.explain import explain
from corpus.store.loading.prepare import Prepared, as_json
from corpus.store.run import Options, prepared_stream


class Command(BaseCommand):
    """Print what documents contain, one JSON object per article."""

    help = "Read files and folders as ingest does and print each article, its people and events; nothing is stored."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file or a folder")
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--format", choices=["jsonl"], default="jsonl", help="one JSON object per line")
        form.add_argument("--explain", action="store_true", help="readable text: each fact with its rule and its words")
        parser.add_argument(
            "--outlet", default="", help="name or slug of the outlet, for documents that do not state theirs"
        )
        parser.add_argument(
            "--headlines", action="store_true", help="keep records that have a headline and a date but no text"
        )
        add_field_option(parser)
        parser.add_argument("--workers", type=int, default=1, help="processes that parse and extract")

    def handle(self, *, paths, outlet, headlines, fields, workers, **options):
        """Print articles, and refusals to standard error. Exit with code 1 if something could not be read at all."""
        unreadable = 0
        chosen = Options(outlet=outlet, headlines=headlines, fields=tuple(fields), workers=workers)
        with prepared_stream(read(paths), chosen) as stream:
            for one in stream:
                if isinstance(one, Absence):
                    answer = f"answered {one.http_status}" if one.http_status else "was not listed any more"
                    self.stderr.write(f"absent: {one.source}: {one.url} {answer}")
                elif isinstance(one, Refusal):
                    unreadable += one.unreadable
                    self.stderr.write(f"{'stub' if one.stub else 'refused'}: {one.source}: {one.reason}")
                elif not isinstance(one, Decision):
                    self.stdout.write(f"{explain(one)}\n" if options["explain"] else _line(one))
        if unreadable:
            raise SystemExit(1)


def _line(prepared: Prepared) -> str:
    return json.dumps(as_json(prepared), ensure_ascii=False)
