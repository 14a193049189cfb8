"""manage.py dump: write the public corpus as files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from corpus.dump.write import NotWritten, Options, dump
from corpus.management.progress import RowsProgress


class Command(BaseCommand):
    """Write the public corpus as JSON lines with a data package description."""

    help = "Write the public corpus to a folder: a file of JSON lines per kind, and datapackage.json."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="folder to write, created if missing")
        parser.add_argument("--gzip", action="store_true", help="compress each file")
        parser.add_argument("--force", action="store_true", help="replace an existing dump")
        parser.add_argument("--url", default="", help="address of the site, to make addresses of its pages absolute")

    def handle(self, *, folder, url, **options):
        """Write the dump and print its files. Exit with code 1 if bytes of captures are lost."""
        chosen = Options(base=url.rstrip("/"), compress=options["gzip"], force=options["force"])
        progress = RowsProgress(self.stderr)
        try:
            written = dump(folder, chosen, progress=progress.advance)
        except NotWritten as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"Nothing was written: {error}") from error
        finally:
            progress.close()
        for file in written.files:
            self.stdout.write(f"{file.path:20} {file.rows:>10,} rows {file.size / 1024**2:>10,.1f} MB")
        self.stdout.write(f"written to {folder} in {progress.seconds:.1f} s")
        if written.lost:
            self.stderr.write(f"{written.lost:,} captures lack their bytes; ingest will refuse them.")
            raise SystemExit(1)
