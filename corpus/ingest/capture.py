"""What containers hand to layouts: captures, and what could not be read as one."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dumped:
    """What a dump tells of a capture besides its bytes.

    place: the dump's file and line. outlet: for documents that do not tell theirs. stories: those of a page of several
    that the dump is to give back, by number; empty for a page of one. snapshot: the dated scrape that the capture is a
    record of was read to its end.
    """

    place: str
    outlet: str = ""
    stories: tuple[int, ...] = ()
    snapshot: bool = False


@dataclass(frozen=True, slots=True)
class Capture:
    """One observation of a page or record.

    raw: its exact bytes (of a record: the record alone, keys sorted, UTF-8). source: the path, then the
    position inside the container after "#". media_type: text/plain, text/html or application/json.
    captured_at: timezone-aware, None where not known. encoding: what the answer's header declared.
    dumped: what a dump tells of it, None where it was read from anything else.
    """

    raw: bytes
    source: str
    media_type: str
    url: str | None = None
    captured_at: datetime.datetime | None = None
    http_status: int | None = None
    encoding: str | None = None
    dumped: Dumped | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file or record that gives no article, and why.

    stub: it names an article whose text it does not hold. unreadable: not even its bytes could be made sense of.
    capture: what was refused, so that it can be kept for another try; None where nothing was read. url, title: the
    article that a stub names.
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
    """An address that no longer gave its page at that time (timezone-aware, or None): it was answered with 404 or 410,
    or, as a dump may tell, a snapshot did not list it (http_status None)."""

    source: str
    url: str
    observed_at: datetime.datetime | None
    http_status: int | None


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement that a dump holds, as its line of JSON."""

    source: str
    line: str


def unreadable(source: str, reason: str) -> Refusal:
    """The refusal of what cannot be read at all."""
    return Refusal(source, reason, unreadable=True)
