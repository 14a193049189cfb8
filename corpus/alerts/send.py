"""Send the mails that are due, each once."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from django.db import transaction
from django.utils import timezone

from corpus.models import SavedSearch
from corpus.search.results.recent import added_ids

from .mail import mail_of
from .saved_query import filterset_of, problems_of
from .unseen import in_time

logger = logging.getLogger(__name__)
TIMEOUT = 60_000  # milliseconds to find the new rows of one search; longer than for a page, as nobody waits


class Outcome(Enum):
    """The outcome of a search that was due."""

    SENT = "sent"
    NOTHING = "nothing new"
    NO_ADDRESS = "no address to send to"
    NOT_UNDERSTOOD = "no longer understood"
    TOO_SLOW = "not counted in time"
    FAILED = "not sent"

    @property
    def is_failure(self) -> bool:
        """Whether somebody has to look into it."""
        return self in (Outcome.TOO_SLOW, Outcome.FAILED)


@dataclass(frozen=True)
class Result:
    """One search that was due: its outcome, the number of new rows, and the reason of a failure."""

    saved: SavedSearch
    outcome: Outcome
    number: int = 0
    reason: str = ""


def send_due(frequencies: list[str], *, dry_run: bool = False) -> Iterator[Result]:
    """Send the mail of every search that is due. Each mail is recorded before the next one starts."""
    now = timezone.now()
    for pk in list(SavedSearch.objects.due(now, frequencies).values_list("pk", flat=True)):
        saved = SavedSearch.objects.due(now, frequencies).filter(pk=pk).first()
        result = saved and _send(saved, dry_run)
        if result:
            yield result


def _send(saved: SavedSearch, dry_run: bool) -> Result | None:
    """Send the mail of one search. Return None if another process did so first."""
    filterset = filterset_of(saved.kind, saved.query)
    if problems_of(filterset):
        return Result(saved, Outcome.NOT_UNDERSTOOD)
    new = in_time(lambda: added_ids(filterset, since=saved.mailed_id, timeout=TIMEOUT))
    if new is None:
        return Result(saved, Outcome.TOO_SLOW)
    if not new:
        return Result(saved, Outcome.NOTHING)
    if not saved.user.email:
        return Result(saved, Outcome.NO_ADDRESS)
    if dry_run:
        return Result(saved, Outcome.SENT, len(new))
    try:
        delivered = _deliver(saved, mail_of(saved, filterset, new), new[0])
    except Exception as error:  # one bad mail or mail server must not stop the others
        logger.exception("Saved search %s could not be mailed", saved.pk)
        return Result(saved, Outcome.FAILED, reason=f"{type(error).__name__}: {error}")
    return Result(saved, Outcome.SENT, len(new)) if delivered else None


def _deliver(saved: SavedSearch, mail, upto: int) -> bool:
    """Send the mail and record it under a row lock. Return False if another process sent it or the user changed the
    frequency meanwhile.

    If the process is killed between sending and recording, the next run sends this one mail again.
    """
    with transaction.atomic():
        mine = SavedSearch.objects.select_for_update(skip_locked=True).filter(
            pk=saved.pk, mailed_id=saved.mailed_id, frequency=saved.frequency
        )
        if mine.first() is None:
            return False
        mail.send()
        mine.update(mailed=timezone.now(), mailed_id=upto)
    return True
