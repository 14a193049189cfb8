"""manage.py demo: ingest the sample corpus and create a login for the admin site."""

import os
import secrets
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand

import corpus
from corpus.management.progress import print_outcomes
from corpus.store.run import Options, ingest

LOGIN = "curator"


class Command(BaseCommand):
    """Fill an empty portal with the sample corpus, and print its address and the curator's login."""

    help = "Ingest the sample corpus and create an administrator with a generated password, once."

    def add_arguments(self, parser):
        parser.add_argument("--url", default="http://127.0.0.1:8000/", help="the address to print")

    def handle(self, *, url, **options):
        """Ingest the sample and create the login. A second run changes neither."""
        folder = Path(corpus.__file__).parent
        result = ingest([folder / "sample" / "documents"], Options(base=folder.parent))
        if result.counts["created"] or result.counts["reprint"]:
            print_outcomes(self.stdout, result, seconds=(result.run.finished - result.run.started).total_seconds())
        else:
            result.run.delete()
        self.stdout.write("")
        self.stdout.write(f"  Dateline   {url}")
        self.stdout.write(f"  Curate     {url}admin/")
        self.stdout.write(f"  Login      {self._login()}")
        self.stdout.write("")

    def _login(self) -> str:
        from django.conf import settings

        users = get_user_model().objects
        note = settings.DATA_DIR / "admin-login"
        if not users.filter(is_superuser=True).exists():
            password = secrets.token_urlsafe(12)
            users.create_superuser(LOGIN, password=password)
            note.parent.mkdir(parents=True, exist_ok=True)
            with open(os.open(note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(f"{LOGIN} / {password}\n")
        return note.read_text().strip() if note.exists() else "the one you made yourself"
