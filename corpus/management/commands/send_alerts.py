"""manage.py send_alerts: send mail about new rows of saved searches."""

from collections import Counter

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from corpus.alerts.send import Outcome, Result, send_due
from corpus.models import SavedSearch

DAILY, WEEKLY = SavedSearch.Frequency.DAILY, SavedSearch.Frequency.WEEKLY


class Command(BaseCommand):
    """Send the mails that are due."""

    help = "Send mail about new rows of the saved searches that are due. Safe to run again: each mail is sent once."

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--daily", action="store_true", help="only searches with daily mail")
        which.add_argument("--weekly", action="store_true", help="only searches with weekly mail")
        parser.add_argument("--dry-run", action="store_true", help="print what would be sent, and send nothing")

    def handle(self, *, daily, weekly, dry_run, **options):
        """Send the mails and print the totals. Exit with code 1 if a mail could not be sent."""
        if settings.EMAIL_HOST and settings.SITE_URL.startswith("http://localhost"):
            raise CommandError("Set DATELINE_URL: the links in mails would lead to localhost.")
        frequencies = [DAILY] if daily else [WEEKLY] if weekly else [DAILY, WEEKLY]
        totals = Counter()
        for result in send_due(frequencies, dry_run=dry_run):
            totals[result.outcome] += 1
            self._print(result, dry_run)
        line = ", ".join(f"{totals[outcome]:,} {outcome.value}" for outcome in Outcome if totals[outcome])
        self.stdout.write(line or "Nothing is due.")
        if dry_run:
            self.stdout.write("Dry run: nothing was sent.")
        if any(outcome.is_failure for outcome in totals):
            raise SystemExit(1)

    def _print(self, result: Result, dry_run: bool) -> None:
        what = f"search {result.saved.pk} of {result.saved.user.get_username()}"
        if result.outcome == Outcome.SENT and dry_run:
            self.stdout.write(f"{what}: {result.number:,} new, to {result.saved.user.email}")
        elif result.outcome not in (Outcome.SENT, Outcome.NOTHING):
            self.stderr.write(f"{what}: {result.outcome.value}{f': {result.reason}' if result.reason else ''}")
