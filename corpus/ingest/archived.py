"""Addresses of the Wayback Machine, and what is inside them: the page's own address and the time of its capture."""

import datetime
import re

from corpus.ingest.capture_times import believed_time

_ADDRESS = re.compile(
    r"https?://(?:web|wayback)\.(?:archive|archive-it)\.org/(?:web/)?(?:\d+/)??(?P<stamp>\d{4,14})(?:[a-z]{2}_)?/"
    r"(?P<url>(?:https?:/{1,2})?[^/\s]+\..+)\Z",
    re.I | re.S,
)
_STARTS = "00000101000000"  # what a stamp without day or time is filled up with


def archived(url: str | None) -> tuple[str | None, datetime.datetime | None]:
    """Return the address and the time in an address of the Wayback Machine; (None, None) for any other address."""
    match = _ADDRESS.match((url or "").strip())
    if not match:
        return None, None
    inside = re.sub(r"\A(https?):/+", r"\1://", match["url"], flags=re.I)
    return inside if "://" in inside else f"http://{inside}", time_of_stamp(match["stamp"])


def time_of_stamp(stamp: str) -> datetime.datetime | None:
    """Return the time of a stamp of four to fourteen digits, "20231105120000"."""
    try:
        return believed_time(datetime.datetime.strptime(stamp + _STARTS[len(stamp) :], "%Y%m%d%H%M%S"))
    except ValueError:
        return None
