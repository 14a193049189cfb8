"""Tell what a file is by its first bytes."""

import enum
import re


class Kind(enum.Enum):
    """What a file is; of those that are not read, the value is the reason."""

    JSON = "JSON"
    HTML = "HTML"
    TEXT = "text"
    EMPTY = "the file is empty"
    ARCHIVE = "an archive or compressed file, of a kind that is not read"
    BINARY = "binary data, not a text"


_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"Rar!", b"7z\xbc\xaf")
_BINARIES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"OggS", b"\xd0\xcf\x11\xe0")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"<(?:!doctype|html|head|body|article|div|meta|title|p)\b", re.I)


def sniff(head: bytes) -> Kind:
    """The kind of a file by its first 8 KB."""
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        return Kind.EMPTY
    if head.startswith(_ARCHIVES):
        return Kind.ARCHIVE
    if head.startswith(_BINARIES):
        return Kind.BINARY
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
    return Kind.TEXT
