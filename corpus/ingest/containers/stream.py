"""Byte streams that can be peeked at, and the limits on everything in one file."""

import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from dataclasses import dataclass

import zstandard

MAX_DEPTH = 4  # archives and compressed files inside one another
MAX_EXPANDED = 200 * 1024**3  # bytes that one file may unpack to in all
MAX_RATIO = 250  # unpacked to packed size; text reaches 10, a bomb 1,000
RATIO_FREE = 64 * 1024**2  # unpacked bytes up to which the ratio is not checked
MAX_ENTRIES = 2_000_000  # members of all archives in one file
# Exceptions that damaged packed data raises, here or in the reader of what is inside.
DAMAGE = (
    OSError, EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError, zipfile.BadZipFile, tarfile.TarError,
    struct.error, NotImplementedError, RuntimeError, ValueError, OverflowError, MemoryError,
)  # fmt: skip


class TooMuch(Exception):
    """A file exceeds a limit; the message says which."""


@dataclass
class Budget:
    """What has been unpacked from one file so far. size: the file's length on disk, in bytes."""

    size: int
    expanded: int = 0
    entries: int = 0

    def unpack(self, size: int) -> None:
        """Count bytes unpacked from an archive or compressed file. Raise TooMuch beyond a limit."""
        self.expanded += size
        if self.expanded > MAX_EXPANDED:
            raise TooMuch(f"it unpacks to more than {MAX_EXPANDED // 1024**3} GB")
        if self.expanded > RATIO_FREE and self.expanded > MAX_RATIO * max(self.size, 1):
            raise TooMuch(f"it unpacks to more than {MAX_RATIO} times its size, as a bomb does")

    @property
    def left(self) -> int:
        """The bytes that may still be unpacked."""
        return min(MAX_EXPANDED, max(RATIO_FREE, MAX_RATIO * max(self.size, 1))) - self.expanded

    def enter(self) -> None:
        """Count a member of an archive. Raise TooMuch beyond the limit."""
        self.entries += 1
        if self.entries > MAX_ENTRIES:
            raise TooMuch(f"it holds more than {MAX_ENTRIES:,} members")


class _Metered(io.RawIOBase):
    """A raw stream that fills each buffer, so that a peek sees all of the beginning, and counts against the budget.

    What could be read before damage is returned first; the error is raised at the next read.
    """

    def __init__(self, file, budget: Budget | None):
        self._read = getattr(file, "read1", file.read)  # read() drops what it has when it meets damage
        self._budget = budget
        self._error: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        if self._error:
            raise self._error
        filled = 0
        try:
            while filled < len(buffer) and (chunk := self._read(len(buffer) - filled)):
                buffer[filled : filled + len(chunk)] = chunk
                filled += len(chunk)
            if self._budget:
                self._budget.unpack(filled)
        except Exception as error:
            if not filled or isinstance(error, TooMuch):
                raise
            self._error = error
        return filled


def stream(file, budget: Budget | None = None) -> io.BufferedReader:
    """Return a buffered stream of a binary file, whose ``peek`` returns the first 64 KB.

    budget: what is read counts against it as unpacked bytes. Reading raises what the file raises, and TooMuch.
    """
    return io.BufferedReader(_Metered(file, budget), 65536)
