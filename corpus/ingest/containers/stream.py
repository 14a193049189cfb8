"""Byte streams whose beginning can be looked at, and the limits that hold for everything in one file."""

import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from dataclasses import dataclass

import zstandard

MAX_DEPTH = 4  # archives and compressed files inside one another
MAX_EXPANDED = 200 * 1024**3  # bytes that one file may come to, all that is packed in it unpacked
MAX_RATIO = 250  # unpacked to packed; gzip takes 1,000 bytes of one kind to one, text at most to a tenth
RATIO_FREE = 64 * 1024**2  # unpacked bytes below which the ratio does not matter
MAX_ENTRIES = 2_000_000  # members of all archives in one file
# What damaged packed data raises, here or in the reader of what is inside.
DAMAGE = (
    OSError, EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError, zipfile.BadZipFile, tarfile.TarError,
    struct.error, NotImplementedError, RuntimeError, ValueError, OverflowError, MemoryError,
)  # fmt: skip


class TooMuch(Exception):
    """A file goes beyond a limit; the message says which."""


@dataclass
class Budget:
    """What one file on disk has come to so far. size: its length as it lies there, in bytes."""

    size: int
    expanded: int = 0
    entries: int = 0

    def unpack(self, size: int) -> None:
        """So many more bytes came out of an archive or compressed file. Raises TooMuch."""
        self.expanded += size
        if self.expanded > MAX_EXPANDED:
            raise TooMuch(f"it unpacks to more than {MAX_EXPANDED // 1024**3} GB")
        if self.expanded > RATIO_FREE and self.expanded > MAX_RATIO * max(self.size, 1):
            raise TooMuch(f"it unpacks to more than {MAX_RATIO} times its size, as a bomb does")

    def enter(self) -> None:
        """One more member of an archive. Raises TooMuch."""
        self.entries += 1
        if self.entries > MAX_ENTRIES:
            raise TooMuch(f"it holds more than {MAX_ENTRIES:,} members")


class _Metered(io.RawIOBase):
    """Fills each buffer to the brim, so that a look at the beginning sees all of it; counts against the budget.

    What could be read before some damage is given first, then the error is raised.
    """

    def __init__(self, file, budget: Budget | None):
        self._read = getattr(file, "read1", file.read)  # read() drops what it has where it comes upon damage
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
    """A buffered stream of a binary file; with a budget, what is read of it was unpacked and counts.

    Its ``peek`` gives the first 64 KB. Reading raises what the file raises, and TooMuch.
    """
    return io.BufferedReader(_Metered(file, budget), 65536)
