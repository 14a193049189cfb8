"""ZIP and TAR: members one by one, none written to disk under its own name."""

import re
import struct
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator

from .stream import Budget, TooMuch

MAX_SPILL = 4 * 1024**3  # bytes of a ZIP inside another archive, which must be copied to a temporary file
MAX_DIRECTORY = 256 * 1024**2  # bytes of a ZIP's table of contents
TOO_LARGE = "it claims to be larger than its archive can hold"
MAX_NAME = 1024 * 1024  # bytes of a TAR member's long name and attributes
# Documents that are ZIP archives, by a member that each of them has.
_OFFICE = {
    "word/document.xml": "a Word document",
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "META-INF/container.xml": "an EPUB book",
    "META-INF/manifest.xml": "an OpenDocument file",
    "Index/Document.iwa": "a Pages or Numbers document",
}


class NoContainer(Exception):
    """A ZIP is one document, of a kind that is not read; the message says which."""


def zip_members(file, budget: Budget, *, seekable: bool) -> Iterator[tuple[str, object]]:
    """Yield (name, binary file) of each member, or (name, reason) of one that is refused.

    Raise zipfile.BadZipFile, TooMuch and what damaged data raises.
    """
    if not seekable:
        file = _copied(file)
    if _directory_size(file) > MAX_DIRECTORY:
        raise TooMuch(f"its table of contents is longer than {MAX_DIRECTORY // 1024**2} MB")
    size = file.seek(0, 2)
    file.seek(0)
    with zipfile.ZipFile(file) as archive:
        is_document, passed = _told_by_names(archive.namelist())
        if is_document:
            raise NoContainer(is_document)
        for info in archive.infolist():
            budget.enter()
            if info.is_dir() or _is_hidden(info.filename) or info.filename.startswith(passed):
                continue
            mode = info.external_attr >> 16
            if reason := _why_not(info.filename):
                yield info.filename, reason
            elif mode & 0o170000 == 0o120000:
                yield info.filename, "a symbolic link in an archive is not followed"
            elif info.flag_bits & 1:
                yield info.filename, "encrypted"
            elif info.compress_size > size or info.file_size > budget.left:
                yield info.filename, TOO_LARGE
            else:
                try:
                    member = archive.open(info)
                except NotImplementedError:
                    yield info.filename, "packed by a method that is not read"
                except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, struct.error) as error:
                    yield info.filename, f"damaged: {error}"[:300]
                else:
                    with member:
                        yield info.filename, member


def _told_by_names(names: list[str]) -> tuple[str, tuple[str, ...]]:
    """Return why a ZIP with members of these names is one document that is not read ("" if it is a container), and the
    beginnings of the names of those members that are no documents."""
    found = set(names)
    for mark, what in _OFFICE.items():
        if mark in found or (mark.endswith("/") and any(name.startswith(mark) for name in names[:200])):
            return f"{what}, which is not read: save it as text or CSV", ()
    if "datapackage.json" in found and any(name.startswith("archive/") for name in names):
        return "", ("pages/", "indexes/", "logs/", "datapackage")  # WACZ: the web archive in it holds the pages
    return "", ()


def _copied(file):
    copy = tempfile.SpooledTemporaryFile(max_size=16 * 1024**2)  # noqa: SIM115 (closed with the ZIP's reader)
    size = 0
    while chunk := file.read(1024**2):
        size += len(chunk)
        if size > MAX_SPILL:
            raise TooMuch(f"a ZIP inside an archive is larger than {MAX_SPILL // 1024**3} GB")
        copy.write(chunk)
    copy.seek(0)
    return copy


def _directory_size(file) -> int:
    """Return the length of the central directory as the ZIP's end record states it (APPNOTE.TXT 4.3.14, 4.3.16)."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(max(0, size - 66_000))
    tail = file.read(66_000)
    file.seek(0)
    long_end, end = tail.rfind(b"PK\x06\x06"), tail.rfind(b"PK\x05\x06")
    if long_end >= 0 and len(tail) >= long_end + 48:
        return struct.unpack_from("<Q", tail, long_end + 40)[0]
    if end >= 0 and len(tail) >= end + 16:
        return struct.unpack_from("<I", tail, end + 12)[0]
    return 0


_NAME_TYPES = (
    tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE,
)  # fmt: skip


class _TarInfo(tarfile.TarInfo):
    """A header that raises ReadError instead of reading a name or attributes longer than MAX_NAME."""

    def _proc_member(self, archive):
        if self.type in _NAME_TYPES and self.size > MAX_NAME:
            raise tarfile.ReadError(f"a name is longer than {MAX_NAME // 1024} KB")
        return super()._proc_member(archive)


class _Ends:
    """A stream for tarfile, which would go on to skip a member long after the end of its archive."""

    def __init__(self, file):
        self._file = file
        self._ended = False

    def read(self, size: int) -> bytes:
        """Read. Raise ReadError at the second read at the end."""
        found = self._file.read(size)
        if not found and self._ended:
            raise tarfile.ReadError("the archive ends within a member")
        self._ended = not found
        return found


def tar_members(file, budget: Budget, *, size: int | None) -> Iterator[tuple[str, object]]:
    """Yield (name, binary file) of each member, or (name, reason) of one that is refused, in stream order.

    size: the length of the archive, if it is known. A member larger than what is left of it, or than what may still be
    unpacked, is refused before anything is skipped, and so is the rest: it is not where the header says.
    Raise tarfile.TarError, TooMuch and what damaged data raises.
    """
    with tarfile.open(fileobj=_Ends(file), mode="r|", tarinfo=_TarInfo) as archive:
        for info in archive:
            archive.members = []  # or the list of all headers stays in memory
            budget.enter()
            if info.size > (budget.left if size is None else size - info.offset_data):
                yield info.name, TOO_LARGE
                return
            if info.isdir() or _is_hidden(info.name):
                continue
            if reason := _why_not(info.name):
                yield info.name, reason
            elif not info.isreg():
                yield info.name, "a link or a device in an archive is not followed"
            else:
                yield info.name, archive.extractfile(info)


def _why_not(name: str) -> str | None:
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name) or ".." in re.split(r"[/\\]", name):
        return "its name leads out of the archive"
    return None


def _is_hidden(name: str) -> bool:
    """Return whether a member is a hidden file or part of the metadata that macOS adds to every ZIP."""
    parts = name.split("/")
    return parts[-1].startswith(".") or "__MACOSX" in parts
