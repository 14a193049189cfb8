"""Write a dump: all files from one snapshot of the corpus, in a folder that appears whole or not at all."""

import gzip
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.utils import timezone

from corpus.ingest.containers.dump import DESCRIPTION, folder_of
from corpus.models import CorpusVersion
from corpus.models.snapshot import read_snapshot

from .description import WrittenFile, description_of
from .resources import RESOURCES, Resource


class NotWritten(Exception):
    """The dump cannot be written to its target; the message gives the reason."""


@dataclass(frozen=True, slots=True)
class Options:
    """Options of a dump.

    base: scheme and host of the site, to make addresses of pages absolute.
    compress: compress each file with gzip.
    force: replace an existing dump.
    """

    base: str = ""
    compress: bool = False
    force: bool = False


@dataclass(slots=True)
class Dump:
    """The result of dump(). lost: the number of captures whose bytes the corpus no longer has."""

    files: list[WrittenFile] = field(default_factory=list)
    lost: int = 0


# Called with a file's name, the number of rows written since the last call, and its total number of rows.
Progress = Callable[[str, int, int], None]


def dump(target: Path, options: Options, *, progress: Progress) -> Dump:
    """Write the public corpus to a new folder.

    Raise NotWritten if the target cannot be used or the corpus is empty, and OSError if writing fails.
    """
    _check_target(target, force=options.force)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".partial", dir=target.parent))
    try:
        partial.chmod(0o755)
        with read_snapshot():
            written = _write_all(partial, options, progress)
        _move_into_place(partial, target)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return written


def _check_target(target: Path, *, force: bool) -> None:
    if not os.path.lexists(target):
        return
    if target.is_symlink() or not target.is_dir():
        raise NotWritten(f"{target} is not a folder")
    if any(target.iterdir()):
        if folder_of(target) is None:
            raise NotWritten(f"{target} holds something other than a dump")
        if not force:
            raise NotWritten(f"{target} already exists; --force replaces it")


def _move_into_place(partial: Path, target: Path) -> None:
    former = partial.with_suffix(".former")
    if target.exists():
        os.rename(target, former)
    os.rename(partial, target)
    shutil.rmtree(former, ignore_errors=True)


def _write_all(folder: Path, options: Options, progress: Progress) -> Dump:
    created, version = timezone.now(), CorpusVersion.now()
    written = Dump()
    for resource in RESOURCES:
        file = _write(folder, resource, options, progress, written)
        if file.rows:
            written.files.append(file)
        else:  # table readers treat an empty file as broken
            (folder / file.path).unlink()
    if not written.files:
        raise NotWritten("the corpus is empty")
    description = description_of(written.files, created=created, version=version)
    with (folder / DESCRIPTION).open("w", encoding="utf-8") as file:
        json.dump(description, file, ensure_ascii=False, indent=1)
        file.write("\n")
        _sync(file)
    return written


def _write(folder: Path, resource: Resource, options: Options, progress: Progress, dump: Dump) -> WrittenFile:
    path = f"{resource.name}.jsonl{'.gz' if options.compress else ''}"
    total, rows = resource.count(), 0
    with (folder / path).open("wb") as file:
        hashed = _Hashed(file)
        lines = gzip.GzipFile("", "wb", 6, hashed, mtime=0) if options.compress else hashed
        for number, batch in resource.batches({"base": options.base}):
            for record in batch:
                lines.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
                rows += 1
                dump.lost += "raw" in record and record["raw"] is None
            progress(path, number, total)
        if options.compress:
            lines.close()
        _sync(file)
    return WrittenFile(resource, path, rows, hashed.size, hashed.sha256.hexdigest())


class _Hashed:
    """A file wrapper that computes the SHA-256 and size of what is written."""

    def __init__(self, file):
        self._file = file
        self.sha256 = hashlib.sha256()
        self.size = 0

    def write(self, chunk: bytes) -> int:
        self.sha256.update(chunk)
        self.size += len(chunk)
        return self._file.write(chunk)

    def flush(self) -> None:
        self._file.flush()


def _sync(file) -> None:
    file.flush()
    os.fsync(file.fileno())
