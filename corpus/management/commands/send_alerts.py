"""manage.py send_alerts: mail what is new of saved searches."""

from collections import Counter

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from corpus.alerts.send import Ending, Sent, send_due
from corpus.models import SavedSearch

DAILY, WEEKLY = SavedSearch.Frequency.DAILY, SavedSearch.Frequency.WEEKLY


class Command(BaseCommand):
    """Send the mails that are due."""

    help = "Mail what is new of the saved searches that are due; run again at any time, each mail is sent once."

    def add_arguments(self, parser):
        """Which, and whether in earnest."""
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--daily", action="store_true", help="only those that are mailed daily")
        which.add_argument("--weekly", action="store_true", help="only those that are mailed weekly")
        parser.add_argument("--dry-run", action="store_true", help="say what would be sent, and send nothing")

    def handle(self, *, daily, weekly, dry_run, **options):
        """Send; end with a line of totals, and with exit code 1 where a mail could not be sent."""
        if settings.EMAIL_HOST and settings.SITE_URL.startswith("http://localhost"):
            raise CommandError("Set DATELINE_URL: the links in mails would lead to localhost.")
        frequencies = [DAILY] if daily else [WEEKLY] if weekly else [DAILY, WEEKLY]
        endings = Counter()
        for sent in send_due(frequencies, dry_run=dry_run):
            endings[sent.ending] += 1
            self._tell(sent, dry_run)
        told = ", ".join(f"{endings[ending]:,} {ending.value}" for ending in Ending if endings[ending])
        self.stdout.write(told or "Nothing is due.")
        if dry_run:
            self.stdout.write("Dry run: nothing was sent.")
        if any(ending.is_failure for ending in endings):
            raise SystemExit(1)

    def _tell(self, sent: Sent, dry_run: bool) -> None:
        what = f"search {sent.saved.pk} of {sent.saved.user.get_username()}"
        if sent.ending == Ending.SENT and dry_run:
            self.stdout.write(f"{what}: {sent.number:,} new, to {sent.saved.user.email}")
        elif sent.ending not in (Ending.SENT, Ending.NOTHING):
            self.stderr.write(f"{what}: {sent.ending.value}{f': {sent.why}' if sent.why else ''}")
