"""A dump: the folder that ``manage.py dump`` writes, told by its datapackage.json. docs/dump.md describes its files."""

import base64
import datetime
import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.ingest.capture import Absence, Capture, Decision, Dumped, Refusal, unreadable

from .document import MAX_DOCUMENT
from .stream import DAMAGE, Budget, TooMuch, stream

DESCRIPTION = "datapackage.json"
FORMAT = 1  # of captures, stubs, absences and judgements; what ingest reads of a dump of another number is not known
MAX_DESCRIPTION = 4 * 1024 * 1024
MAX_LINE = 32 * 1024 * 1024  # a document of 16 MB in base64, and what is told of it
MAX_ADDRESS = 2100  # characters: what an index holds, with the anchor of a story
_FILE = re.compile(r"[a-z]+\.jsonl(\.gz)?")
_MEDIA_TYPES = ("text/plain", "text/html", "application/json")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

Found = Iterator[Capture | Refusal | Absence | Decision]


def folder_of(path: Path) -> Path | None:
    """The dump that this folder is, or that this file lies in; None where there is none."""
    folder = path if path.is_dir() else path.parent
    if path != folder and path.name != DESCRIPTION and not _FILE.fullmatch(path.name):
        return None
    return folder if _description(folder) else None


def is_description(name: str, head: bytes) -> bool:
    """Whether a file of this name that begins so describes a dump."""
    return name.rpartition("/")[2] == DESCRIPTION and b'"dateline"' in head


def _description(folder: Path) -> dict | None:
    path = folder / DESCRIPTION
    try:
        if path.is_symlink():
            return None
        with path.open("rb") as file:
            told = json.loads(file.read(MAX_DESCRIPTION))
        return told if isinstance(told["dateline"]["format"], int) and isinstance(told["resources"], list) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def read(folder: Path, source: str) -> Found:
    """Stubs, captures, absences, and then the judgements of a dump. What is damaged is refused by its line; a file that
    is not the one described is refused at its end, when its undamaged lines are given.

    The other files repeat what follows from these and are not read.
    """
    description = _description(folder)
    if description["dateline"]["format"] != FORMAT:
        yield unreadable(f"{source}/{DESCRIPTION}", f"a dump of another format than {FORMAT}, which is read here")
        return
    named = {one["name"]: one for one in description["resources"] if isinstance(one, dict) and "name" in one}
    for name, made in _READERS.items():
        if name in named:
            yield from _read_file(folder, named[name], f"{source}/", made)


def _read_file(folder: Path, resource: dict, source: str, made: Callable[[dict, str], object]) -> Found:
    name = str(resource.get("path"))
    if not _FILE.fullmatch(name) or (folder / name).is_symlink() or not (folder / name).is_file():
        yield unreadable(f"{source}{DESCRIPTION}", f"no file of a dump: {name}"[:300])
        return
    number = 0
    try:
        with (folder / name).open("rb") as file:
            hashed = _Hashed(file)
            for number, line in enumerate(_lines(hashed, name, (folder / name).stat().st_size), start=1):
                yield _made(line, f"{source}{name}#{number}", made)
            hashed.drain()
    except TooMuch as error:
        yield unreadable(f"{source}{name}#{number + 1}", f"refused: {error}")
    except DAMAGE as error:
        reason = str(error).split("\n")[0] or type(error).__name__
        yield unreadable(f"{source}{name}#{number + 1}", f"damaged from some place on: {reason}"[:300])
    else:
        if f"sha256:{hashed.sha256.hexdigest()}" != resource.get("hash"):
            yield unreadable(f"{source}{name}", f"not the file that {DESCRIPTION} describes: its SHA-256 is another")


class _Hashed:
    """A file whose SHA-256 is told of what was read."""

    def __init__(self, file):
        self._file = file
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(size)
        self.sha256.update(chunk)
        return chunk

    def drain(self) -> None:
        """Read what is left."""
        while self.read(1024**2):
            pass


def _lines(file: _Hashed, name: str, size: int) -> Iterator[bytes]:
    """The lines; one that is too long is cut. Raises TooMuch and what damaged data raises."""
    if name.endswith(".gz"):
        lines = stream(gzip.GzipFile(fileobj=stream(file), mode="rb"), Budget(size))
    else:
        lines = stream(file)
    while line := lines.readline(MAX_LINE):
        yield line
        while not line.endswith(b"\n") and (line := lines.readline(MAX_LINE)):
            pass


def _made(line: bytes, place: str, made: Callable[[dict, str], object]) -> Capture | Refusal | Absence | Decision:
    try:
        told = json.loads(line)
        if not isinstance(told, dict):
            return unreadable(place, "no object with named fields")
        return made(told, place)
    except (KeyError, TypeError) as error:
        return unreadable(place, f"a field is missing or of another type: {error}"[:300])
    except (ValueError, AttributeError, RecursionError) as error:
        return unreadable(place, f"not valid: {error}"[:300])


def _capture(told: dict, place: str) -> Capture | Refusal:
    if told["raw"] is None:
        return unreadable(place, "the corpus that was dumped had lost its bytes")
    if told["raw_form"] == "utf-8":
        raw = told["raw"].encode()
    else:
        raw = base64.b64decode(told["raw"], validate=True)
    if len(raw) > MAX_DOCUMENT:
        return unreadable(place, f"larger than the {MAX_DOCUMENT // 1024 // 1024} MB that one document may have")
    if hashlib.sha256(raw).hexdigest() != told["sha256"]:
        return unreadable(place, "its bytes have another SHA-256 than the dump tells")
    if told["media_type"] not in _MEDIA_TYPES:
        return unreadable(place, "neither page, text nor record")
    return Capture(
        raw=raw,
        source=_text(told["source"]),
        media_type=told["media_type"],
        url=_address(told["url"]).partition("#")[0] or None,
        captured_at=_time(told["captured_at"]),
        http_status=_status(told["http_status"]),
        encoding=_text(told["encoding"])[:40] or None,
        dumped=Dumped(
            place=place,
            outlet=_text(told["outlet"]),
            stories=tuple(int(one["part"]) for one in told["shows"] if one["part"]),
            snapshot=told["snapshot"] is True,
        ),
    )


def _stub(told: dict, place: str) -> Refusal:
    kind = "application/json" if told["series"] else "text/html"
    source = _text(told["source"])
    dumped = Dumped(place, snapshot=told["snapshot"] is True)
    capture = Capture(b"", source, kind, captured_at=_time(told["captured_at"]), dumped=dumped)
    reason = "headline only: the dump names an article that its corpus lacks"
    return Refusal(source, reason, stub=True, capture=capture, url=_address(told["url"]), title=_text(told["title"]))


def _absence(told: dict, place: str) -> Absence:
    time, status = _time(told["observed_at"]), _status(told["http_status"])
    return Absence(_text(told["source"]), _address(told["url"]), time, status)


def _decision(told: dict, place: str) -> Decision:
    return Decision(place, json.dumps(told, ensure_ascii=False))


# The files that are read, in this order.
_READERS = {"stubs": _stub, "captures": _capture, "absences": _absence, "judgements": _decision}


def _text(value: object) -> str:
    """Text that any database holds; "" for None."""
    if not isinstance(value, str | None):
        raise TypeError(f"no text: {str(value)[:40]}")
    return _CONTROL.sub("\ufffd", value or "")


def _address(value: object) -> str:
    address = _text(value)
    if len(address) > MAX_ADDRESS:
        raise ValueError(f"an address is longer than {MAX_ADDRESS:,} characters")
    return address


def _time(value: object) -> datetime.datetime | None:
    if value is None:
        return None
    time = datetime.datetime.fromisoformat(value)
    if not 1900 <= time.year <= 2200:
        raise ValueError(f"no time of capture: {value}")
    return time if time.tzinfo else time.replace(tzinfo=datetime.UTC)


def _status(value: object) -> int | None:
    if value is not None and (type(value) is not int or not 100 <= value <= 599):
        raise ValueError(f"no HTTP status: {str(value)[:40]}")
    return value
