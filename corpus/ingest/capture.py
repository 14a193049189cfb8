"""What containers yield: captures, refusals, absences and the decisions of a dump."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dumped:
    """What a dump says of a capture besides its bytes.

    place: the dump's file and line. outlet: for documents that do not name theirs. stories: the numbers of those
    stories that the dump restores, of a page that holds several; empty for a page with one. snapshot: True if the dated
    scrape that the capture is a record of was read to its end.
    """

    place: str
    outlet: str = ""
    stories: tuple[int, ...] = ()
    snapshot: bool = False


@dataclass(frozen=True, slots=True)
class Capture:
    """One observation of a page or record.

    raw: its exact bytes (of a record: the record alone, keys sorted, UTF-8). source: the path, then "#" and the
    position inside the container. media_type: text/plain, text/html or application/json. captured_at: timezone-aware;
    None if unknown. encoding: as the HTTP response declared it. dumped: what a dump says of it; None for captures from
    anything else. warnings: what of it is not believed, in sentences for readers.
    """

    raw: bytes
    source: str
    media_type: str
    url: str | None = None
    captured_at: datetime.datetime | None = None
    http_status: int | None = None
    encoding: str | None = None
    dumped: Dumped | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file or record that yields no article, and the reason.

    stub: it names an article (url, title) whose text it does not hold. unreadable: its bytes could not be read or
    understood at all. capture: what was refused, kept for a retry; None if nothing was read.
    """

    source: str
    reason: str
    stub: bool = False
    unreadable: bool = False
    capture: Capture | None = None
    url: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Absence:
    """An address whose page was gone at that time (timezone-aware, or None).

    http_status: 404 or 410; None if a dated scrape did not list it, as a dump records.
    """

    source: str
    url: str
    observed_at: datetime.datetime | None
    http_status: int | None


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement from a dump, as its line of JSON."""

    source: str
    line: str


def unreadable(source: str, reason: str) -> Refusal:
    """Return a refusal of something that cannot be read at all."""
    return Refusal(source, reason, unreadable=True)
