"""When a document was captured: times that are believed, in UTC."""

import datetime

from corpus.limits import FIRST_TIME


def believed_time(time: datetime.datetime | None) -> datetime.datetime | None:
    """Return a time of capture in UTC; None if it lies before 1900 or after tomorrow, or has no instant in UTC.

    A time without a zone is taken as UTC. Tomorrow is allowed because clocks and zones differ.
    """
    if time is None:
        return None
    try:
        time = time.replace(tzinfo=datetime.UTC) if time.tzinfo is None else time.astimezone(datetime.UTC)
    except (OverflowError, ValueError):  # the first or last day of the calendar, in a zone that leads out of it
        return None
    end = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
    return time if FIRST_TIME <= time <= end else None


def not_believed(time: datetime.datetime) -> str:
    """Return a sentence for readers about a time that is not believed."""
    return f"the time of capture is not believed: {time.isoformat(' ', 'minutes')}"
