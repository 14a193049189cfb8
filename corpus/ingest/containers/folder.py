"""Walk paths and read each file in the format that fits it; packed files are read the same way."""

import bz2
import gzip
import io
import lzma
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import zstandard

from corpus.ingest.capture import Absence, Capture, Decision, Refusal, unreadable

from . import archive, dump
from .formats import format_of
from .sniff import HEAD, Kind, sniff
from .stream import DAMAGE, MAX_DEPTH, Budget, TooMuch, stream

Found = Iterator[Capture | Refusal | Absence | Decision]

_UNPACK = {
    Kind.GZIP: lambda file: gzip.GzipFile(fileobj=file, mode="rb"),
    Kind.BZIP2: bz2.BZ2File,
    Kind.XZ: lzma.LZMAFile,
    Kind.ZSTD: lambda file: zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(
        file, read_across_frames=True
    ),
}


@dataclass(frozen=True)
class _Place:
    """Where a stream comes from. name: of the file or member; depth: number of archives around it."""

    source: str
    name: str
    budget: Budget
    depth: int = 0
    on_disk: bool = False

    def member(self, name: str) -> "_Place":
        """Return the place of a member of this archive."""
        return replace(self, source=f"{self.source}!{_printable(name)}", name=name, depth=self.depth + 1, on_disk=False)


def read(paths: list[str | os.PathLike], *, base: Path | None = None) -> Found:
    """Yield every capture in these files and folders, ordered by name; a Refusal for whatever cannot be read.

    base: sources are named relative to it; otherwise as given. Symbolic links inside a folder are not followed, so that
    a collection cannot lead out of itself. A folder that is a dump is read as one, and so is a path to one of its
    files.
    """
    for given in paths:
        path = Path(given)
        if not path.exists():
            yield unreadable(str(given), "there is no such file or folder")
        elif found := dump.folder_of(path):
            yield from dump.read(found, _source(found, base))
        elif path.is_dir():
            for folder, names, files in os.walk(path):
                names.sort()
                if found := dump.folder_of(Path(folder)):
                    names.clear()
                    yield from dump.read(found, _source(found, base))
                    continue
                for name in sorted(files):
                    one = Path(folder, name)
                    if one.is_symlink():
                        yield unreadable(_source(one, base), "a symbolic link inside a folder is not followed")
                    elif not name.startswith("."):
                        yield from _read_file(one, _source(one, base))
        else:
            yield from _read_file(path, _source(path, base))


def _source(path: Path, base: Path | None) -> str:
    return _printable(path.relative_to(base).as_posix() if base and path.is_relative_to(base) else str(path))


def _printable(name: str) -> str:
    """Return a name that any database can hold: without control characters and lone surrogates."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", "\ufffd", name)


def _read_file(path: Path, source: str) -> Found:
    try:
        if not path.is_file():
            yield unreadable(source, "neither a file nor a folder")
            return
        with path.open("rb") as file:
            place = _Place(source, path.name, Budget(os.fstat(file.fileno()).st_size), on_disk=True)
            yield from _read_stream(file, stream(file), place)
    except OSError as error:
        yield unreadable(source, f"cannot be read: {error.strerror or error}")
    except Exception as error:  # hostile input may break any reader; the other files are read
        yield _damaged(source, error)


def _damaged(source: str, error: Exception) -> Refusal:
    reason = str(error).split("\n")[0] or type(error).__name__
    return unreadable(source, f"damaged from some place on: {reason}"[:300])


def _read_stream(file, opened: io.BufferedReader, place: _Place) -> Found:
    """Read a stream in the format that fits it. file: the raw file under it, which a ZIP on disk is read from."""
    head = opened.peek(HEAD)[:HEAD]
    kind = sniff(head, place.name)
    if kind in _UNPACK or kind in (Kind.ZIP, Kind.TAR):
        yield from _read_packed(file, opened, place, kind)
    elif kind is Kind.JSON and place.depth and dump.is_description(place.name, head):
        yield unreadable(place.source, "a dump is read from its folder: unpack the archive first")
    elif found := format_of(kind, head, place.name):
        yield from found.read(opened, place.source, place.name, kind)
    else:
        yield unreadable(place.source, kind.value)


def _read_packed(file, opened: io.BufferedReader, place: _Place, kind: Kind) -> Found:
    if place.depth >= MAX_DEPTH:
        yield unreadable(place.source, f"packed more than {MAX_DEPTH} deep")
        return
    try:
        if kind in _UNPACK:
            inside = place.member(re.sub(r"\.(?:gz|bz2|xz|zst|zstd)\Z", "", place.name, flags=re.I))
            inside = replace(inside, name=re.sub(r"\.tgz\Z", ".tar", inside.name, flags=re.I))
            with _UNPACK[kind](opened) as unpacked:
                yield from _read_stream(unpacked, stream(unpacked, place.budget), inside)
            return
        if kind is Kind.ZIP:
            members = archive.zip_members(file if place.on_disk else opened, place.budget, seekable=place.on_disk)
        else:
            members = archive.tar_members(opened, place.budget, size=place.budget.size if place.on_disk else None)
        for name, member in members:
            inside = place.member(name)
            if isinstance(member, str):
                yield unreadable(inside.source, member)
            else:
                yield from _read_member(member, inside)
    except archive.NoContainer as error:
        yield unreadable(place.source, str(error))
    except TooMuch as error:
        yield unreadable(place.source, f"refused: {error}")
    except DAMAGE as error:
        yield _damaged(place.source, error)


def _read_member(member, inside: _Place) -> Found:
    """Read one member; damage does not end its archive, but a limit does."""
    try:
        yield from _read_stream(member, stream(member, inside.budget), inside)
    except TooMuch:
        raise
    except Exception as error:
        yield _damaged(inside.source, error)
