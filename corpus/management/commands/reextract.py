"""manage.py reextract: extract the facts again from the stored texts."""

import time

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from corpus.extract import VERSION
from corpus.models import Outlet
from corpus.store.reextract import reextract, to_reextract


class Command(BaseCommand):
    """Extract people and events again from the stored texts."""

    help = "Extract people and events again from the stored texts; what curators reviewed or corrected is kept."

    def add_arguments(self, parser):
        parser.add_argument("--outlet", default="", help="only the articles of this outlet: its slug or name")
        parser.add_argument(
            "--older", action="store_true", help="only articles extracted by another version of the rules"
        )

    def handle(self, *, outlet, older, **options):
        """Extract again, batch by batch, and print the number of articles and the time."""
        only = _outlet(outlet) if outlet else None
        ids = to_reextract(outlet=only, older=older)
        if not ids:
            none = f"Nothing to extract again: all is of version {VERSION}." if older else "There are no articles."
            self.stdout.write(none)
            return
        started = time.monotonic()
        removed = 0
        with tqdm(total=len(ids), unit=" articles", file=self.stderr, mininterval=1) as bar:
            for done in reextract(ids):
                bar.update(done.articles)
                removed += done.people_removed
        seconds = time.monotonic() - started
        self.stdout.write(
            f"{len(ids):,} articles with version {VERSION} in {seconds:.1f} s, "
            f"{len(ids) / max(seconds, 0.001):.0f} a second; {removed:,} people whom no text names were removed"
        )


def _outlet(name: str) -> Outlet:
    outlet = Outlet.objects.filter(slug=name).first() or Outlet.objects.filter(name__iexact=name).first()
    if outlet is None:
        known = ", ".join(Outlet.objects.order_by("slug").values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no outlet {name}. There are: {known}.")
    return outlet
