"""Detect the type of a file from its first bytes."""

import csv
import enum
import re


class Kind(enum.Enum):
    """The type of a file; the value of one that is not read is the reason for its refusal."""

    JSON = "JSON"
    HTML = "HTML"
    TEXT = "text"
    TABLE = "rows of cells"
    WARC = "a web archive"
    ZIP = "a ZIP archive"
    TAR = "a TAR archive"
    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"
    ZSTD = "zstd"
    EMPTY = "the file is empty"
    ARCHIVE = "an archive or compressed file, of a kind that is not read"
    BINARY = "binary data, not a text"


HEAD = 8192  # bytes read to detect the file type
_MAGIC = (
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"\x1f\x8b", Kind.GZIP),
    (b"BZh", Kind.BZIP2),
    (b"\xfd7zXZ\x00", Kind.XZ),
    (b"\x28\xb5\x2f\xfd", Kind.ZSTD),
    (b"WARC/0.", Kind.WARC),
    (b"WARC/1.", Kind.WARC),
    *((mark, Kind.ARCHIVE) for mark in (b"Rar!", b"7z\xbc\xaf", b"\x1f\x9d", b"LZIP", b"\x04\x22\x4d\x18")),
    *(
        (mark, Kind.BINARY)
        for mark in (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"OggS", b"\xd0\xcf\x11\xe0")
    ),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"<(?:!doctype|html|head|body|article|div|meta|title|p)\b", re.I)
# Column names that scrapes use. A table whose first row has fewer than two of them is recognised only if the file's
# name says that it is one.
_COLUMNS = frozenset(
    [
        "title", "headline", "text", "body", "content", "story", "story_text", "url", "link", "date", "published",
        "outlet", "source", "topic", "author", "byline", "lang", "language", "id",
    ]
)  # fmt: skip


def sniff(head: bytes, name: str = "") -> Kind:
    """Return the kind of a file by its first HEAD bytes; its name only helps to recognise a table."""
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        return Kind.EMPTY
    for mark, kind in _MAGIC:
        if head.startswith(mark):
            return kind
    if head[257:262] == b"ustar":
        return Kind.TAR
    if head.startswith(_UTF16):
        head = head.decode("utf-16", "replace").encode()
    control = sum(byte < 9 or (13 < byte < 32 and byte != 27) for byte in head)
    if b"\x00" in head or control > len(head) / 50:
        return Kind.BINARY
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] in b"[{" and re.match(rb'[\[{]\s*(?:[\[{"\]}]|$)', start):
        return Kind.JSON
    if start[:1] == b"<" or len(_HTML.findall(head)) >= 3:
        return Kind.HTML
    return Kind.TABLE if table_delimiter(head, name) else Kind.TEXT


def table_delimiter(head: bytes, name: str) -> str | None:
    """Return the delimiter of a table that begins with these bytes; None if it is not a table.

    Every complete row must have the same number of cells, at least two; and the first one must name columns as scrapes
    do, or there must be two rows or more in a file called .csv, .tsv or .tab.
    """
    text = head.decode("utf-8-sig", "replace")
    if len(head) >= HEAD:
        text = text[: text.rfind("\n") + 1]  # a row cut off within a quoted cell is not valid
    called_table = bool(re.search(r"\.(?:csv|tsv|tab)\Z", name, re.I))
    for delimiter in ",;\t|":
        try:
            rows = [row for row in csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True) if row]
        except csv.Error:
            continue
        if not rows or len(rows[0]) < 2 or len({len(row) for row in rows}) > 1:
            continue
        if is_header(rows[0]) or (called_table and len(rows) > 1):
            return delimiter
    return None


def is_header(row: list[str]) -> bool:
    """Return whether a row names columns: at least two names that scrapes use, and no cell twice."""
    names = [cell.strip().casefold() for cell in row]
    return len(set(names) & _COLUMNS) >= 2 and len(set(names)) == len(names)
