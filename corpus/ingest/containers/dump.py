"""Read a dump, a folder that ``manage.py dump`` wrote, by its datapackage.json (docs/running/dump.md)."""

import base64
import datetime
import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.ingest.capture import Absence, Capture, Decision, Dumped, Refusal, unreadable
from corpus.limits import MAX_ADDRESS

from .document import MAX_DOCUMENT
from .stream import DAMAGE, Budget, TooMuch, stream

DESCRIPTION = "datapackage.json"
FORMAT = 1  # version of the files that are read; a dump of another version is refused
MAX_DESCRIPTION = 4 * 1024 * 1024
MAX_LINE = 32 * 1024 * 1024  # a document of 16 MB in base64, and its metadata
_FILE = re.compile(r"[a-z]+\.jsonl(\.gz)?")
_MEDIA_TYPES = ("text/plain", "text/html", "application/json")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

Found = Iterator[Capture | Refusal | Absence | Decision]


def folder_of(path: Path) -> Path | None:
    """Return the dump that this folder is or that this file belongs to, or None."""
    folder = path if path.is_dir() else path.parent
    if path != folder and path.name != DESCRIPTION and not _FILE.fullmatch(path.name):
        return None
    return folder if _description(folder) else None


def is_description(name: str, head: bytes) -> bool:
    """Return whether a file with this name and these first bytes describes a dump."""
    return name.rpartition("/")[2] == DESCRIPTION and b'"dateline"' in head


def _description(folder: Path) -> dict | None:
    path = folder / DESCRIPTION
    try:
        if path.is_symlink():
            return None
        with path.open("rb") as file:
            description = json.loads(file.read(MAX_DESCRIPTION))
        is_known = isinstance(description["dateline"]["format"], int) and isinstance(description["resources"], list)
        return description if is_known else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def read(folder: Path, source: str) -> Found:
    """Yield the stubs, captures and absences of a dump, then its judgements.

    A damaged line is refused by its number. A file whose hash differs from the description is refused at its end, after
    its valid lines. The dump's other files are derived from these and are not read.
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
    """A file that computes the SHA-256 of what was read."""

    def __init__(self, file):
        self._file = file
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self._file.read(size)
        self.sha256.update(chunk)
        return chunk

    def drain(self) -> None:
        """Read to the end, for the hash."""
        while self.read(1024**2):
            pass


def _lines(file: _Hashed, name: str, size: int) -> Iterator[bytes]:
    """Yield the lines, each cut at MAX_LINE. Raise TooMuch and what damaged data raises."""
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
        fields = json.loads(line)
        if not isinstance(fields, dict):
            return unreadable(place, "no object with named fields")
        return made(fields, place)
    except (KeyError, TypeError) as error:
        return unreadable(place, f"a field is missing or of another type: {error}"[:300])
    except (ValueError, AttributeError, RecursionError) as error:
        return unreadable(place, f"not valid: {error}"[:300])


def _capture(fields: dict, place: str) -> Capture | Refusal:
    if fields["raw"] is None:
        return unreadable(place, "the corpus that was dumped had lost its bytes")
    if fields["raw_form"] == "utf-8":
        raw = fields["raw"].encode()
    else:
        raw = base64.b64decode(fields["raw"], validate=True)
    if len(raw) > MAX_DOCUMENT:
        return unreadable(place, f"larger than the {MAX_DOCUMENT // 1024 // 1024} MB that one document may have")
    if hashlib.sha256(raw).hexdigest() != fields["sha256"]:
        return unreadable(place, "its bytes have another SHA-256 than the dump states")
    if fields["media_type"] not in _MEDIA_TYPES:
        return unreadable(place, "neither page, text nor record")
    return Capture(
        raw=raw,
        source=_text(fields["source"]),
        media_type=fields["media_type"],
        url=_address(fields["url"]).partition("#")[0] or None,
        captured_at=_time(fields["captured_at"]),
        http_status=_status(fields["http_status"]),
        encoding=_text(fields["encoding"])[:40] or None,
        dumped=Dumped(
            place=place,
            outlet=_text(fields["outlet"]),
            stories=tuple(int(one["part"]) for one in fields["shows"] if one["part"]),
            snapshot=fields["snapshot"] is True,
        ),
    )


def _stub(fields: dict, place: str) -> Refusal:
    kind = "application/json" if fields["series"] else "text/html"
    source = _text(fields["source"])
    dumped = Dumped(place, snapshot=fields["snapshot"] is True)
    capture = Capture(b"", source, kind, captured_at=_time(fields["captured_at"]), dumped=dumped)
    reason = "headline only: the dump names an article that its corpus lacks"
    return Refusal(
        source, reason, stub=True, capture=capture, url=_address(fields["url"]), title=_text(fields["title"])
    )


def _absence(fields: dict, place: str) -> Absence:
    time, status = _time(fields["observed_at"]), _status(fields["http_status"])
    return Absence(_text(fields["source"]), _address(fields["url"]), time, status)


def _decision(fields: dict, place: str) -> Decision:
    return Decision(place, json.dumps(fields, ensure_ascii=False))


# The files that are read, in this order, and what makes an item of one line.
_READERS = {"stubs": _stub, "captures": _capture, "absences": _absence, "judgements": _decision}


def _text(value: object) -> str:
    """Return text that any database can hold; "" for None."""
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
