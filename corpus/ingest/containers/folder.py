"""Walk paths and hand each file to the reader of its kind."""

import os
from collections.abc import Iterator
from pathlib import Path

from ..capture import Capture, Refusal, unreadable
from . import document, records
from .sniff import Kind, sniff


def read(paths: list[str | os.PathLike], *, base: Path | None = None) -> Iterator[Capture | Refusal]:
    """Every capture in these files and folders, in the order of their names; what cannot be read as a Refusal.

    base: sources are named relative to it; without it they are named as given. Symbolic links inside a folder are not
    followed, so that a collection cannot lead out of itself.
    """
    for given in paths:
        path = Path(given)
        if not path.exists():
            yield unreadable(str(given), "there is no such file or folder")
        elif path.is_dir():
            for folder, names, files in os.walk(path):
                names.sort()
                for name in sorted(files):
                    one = Path(folder, name)
                    if one.is_symlink():
                        yield unreadable(_source(one, base), "a symbolic link inside a folder is not followed")
                    elif not name.startswith("."):
                        yield from _read_file(one, _source(one, base))
        else:
            yield from _read_file(path, _source(path, base))


def _source(path: Path, base: Path | None) -> str:
    return path.relative_to(base).as_posix() if base and path.is_relative_to(base) else str(path)


def _read_file(path: Path, source: str) -> Iterator[Capture | Refusal]:
    try:
        if not path.is_file():
            yield unreadable(source, "neither a file nor a folder")
            return
        with path.open("rb") as file:
            kind = sniff(file.read(8192))
            file.seek(0)
            if kind is Kind.JSON:
                yield from records.read(file, source)
            elif kind in (Kind.HTML, Kind.TEXT):
                yield from document.read(file, source, kind)
            else:
                yield unreadable(source, kind.value)
    except OSError as error:
        yield unreadable(source, f"cannot be read: {error.strerror or error}")
