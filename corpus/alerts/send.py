"""Send the mails that are due, each once."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from django.db import transaction
from django.utils import timezone

from corpus.models import SavedSearch
from corpus.search.results.recent import added_ids

from .lists import filterset_of
from .mail import mail_of
from .unseen import in_time, problems_of

logger = logging.getLogger(__name__)
TIMEOUT = 60_000  # milliseconds that looking for the new rows of one search may take: nobody waits for the page


class Ending(Enum):
    """How a search that was due ended."""

    SENT = "sent"
    NOTHING = "nothing new"
    NO_ADDRESS = "no address to send to"
    NOT_UNDERSTOOD = "no longer understood"
    TOO_SLOW = "not counted in time"
    FAILED = "not sent"

    @property
    def is_failure(self) -> bool:
        """Whether somebody has to look after it."""
        return self in (Ending.TOO_SLOW, Ending.FAILED)


@dataclass(frozen=True)
class Sent:
    """One search that was due, and how it ended; why, where it failed."""

    saved: SavedSearch
    ending: Ending
    number: int = 0
    why: str = ""


def send_due(frequencies: list[str], *, dry_run: bool = False) -> Iterator[Sent]:
    """Every search that is due, one after the other; what was sent is remembered before the next is begun."""
    now = timezone.now()
    for pk in list(SavedSearch.objects.due(now, frequencies).values_list("pk", flat=True)):
        saved = SavedSearch.objects.due(now, frequencies).filter(pk=pk).first()
        sent = saved and _send(saved, dry_run)
        if sent:
            yield sent


def _send(saved: SavedSearch, dry_run: bool) -> Sent | None:
    """None where another process was quicker."""
    filterset = filterset_of(saved.kind, saved.query)
    if problems_of(filterset):
        return Sent(saved, Ending.NOT_UNDERSTOOD)
    new = in_time(lambda: added_ids(filterset, since=saved.mailed_id, timeout=TIMEOUT))
    if new is None:
        return Sent(saved, Ending.TOO_SLOW)
    if not new:
        return Sent(saved, Ending.NOTHING)
    if not saved.user.email:
        return Sent(saved, Ending.NO_ADDRESS)
    if dry_run:
        return Sent(saved, Ending.SENT, len(new))
    try:
        return Sent(saved, Ending.SENT, len(new)) if _deliver(saved, mail_of(saved, filterset, new), new[0]) else None
    except Exception as error:  # whatever one mail or one mail server does, the others are sent
        logger.exception("Saved search %s could not be mailed", saved.pk)
        return Sent(saved, Ending.FAILED, why=f"{type(error).__name__}: {error}")


def _deliver(saved: SavedSearch, mail, upto: int) -> bool:
    """Send the mail and remember it, while no other process can; False where one has, or its user ended it meanwhile.

    A process killed between the two sends this one mail again at the next run, and no other.
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
