"""manage.py dump: the public corpus out, as files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from corpus.dump.write import NotWritten, Options, dump
from corpus.management.progress import RowsProgress


class Command(BaseCommand):
    """Write the public corpus as JSONL with a data-package description."""

    help = "Write the public corpus to a folder: a file of JSON lines for each kind, and datapackage.json."

    def add_arguments(self, parser):
        """FOLDER and options."""
        parser.add_argument("folder", type=Path, help="where to write; it is made")
        parser.add_argument("--gzip", action="store_true", help="compress each file")
        parser.add_argument("--force", action="store_true", help="replace a dump that is there already")
        parser.add_argument("--url", default="", help="address of the site, to be put before those of its pages")

    def handle(self, *, folder, url, **options):
        """Write; end with what was written, and with exit code 1 where bytes of captures are lost."""
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
            self.stderr.write(f"{written.lost:,} captures have lost their bytes; ingest will refuse them.")
            raise SystemExit(1)
