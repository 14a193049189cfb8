"""Detect the type of a file from its first bytes."""

import csv
import enum
import re

from corpus.ingest.fields import is_header


class Kind(enum.Enum):
    """The type of a file; the value of one that is not read is the reason for its refusal."""

    JSON = "JSON"
    HTML = "HTML"
    TEXT = "text"
    TABLE = "rows of cells"
    MHTML = "a web page in MHTML"
    FEED = "a feed (RSS or Atom)"
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
    IMAGE = "binary data: an image"
    PDF = "a PDF, which is not read: save the web page, or its text"
    PARQUET = "a Parquet file, which is not read: write its table as CSV or JSON lines"
    OFFICE = "a file of Word, Excel or Outlook before 2007, which is not read: save it as text or CSV"
    RTF = "a text in RTF, which is not read: save it as plain text"
    SQLITE = "an SQLite database, which is not read: write its table as CSV or JSON lines"
    SITEMAP = "a sitemap: a list of addresses without texts"
    MAIL = "mail, which is not read: save the text or the page that it links to"
    BIBTEX = "references in BibTeX, without the texts of articles"
    RIS = "references in RIS, without the texts of articles"
    INDEX = "an index of a web archive (CDX), no document"
    EXPORT = (
        "an export of a database (Nexis, Factiva, ProQuest), which is not read: save the text of each document apart"
    )
    XML = "XML"


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
    (b"filedesc://", Kind.WARC),  # ARC, the format before WARC
    (b"%PDF", Kind.PDF),
    (b"PAR1", Kind.PARQUET),
    (b"\xd0\xcf\x11\xe0", Kind.OFFICE),
    (b"{\\rtf", Kind.RTF),
    (b"SQLite format 3\x00", Kind.SQLITE),
    *((mark, Kind.ARCHIVE) for mark in (b"Rar!", b"7z\xbc\xaf", b"\x1f\x9d", b"LZIP", b"\x04\x22\x4d\x18")),
    *((mark, Kind.IMAGE) for mark in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")),
    *((mark, Kind.BINARY) for mark in (b"\x7fELF", b"OggS")),
)
# Texts that are told by how they begin, after white space.
_HEADER = rb"(?:[A-Za-z][\w-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){0,60}?"
_BEGINNINGS = (
    (re.compile(rb"(?=[^\n]*:)" + _HEADER + rb"Content-Type:\s*multipart/related", re.I), Kind.MHTML),
    (re.compile(rb"From \S+@?\S* +\w{3} \w{3} "), Kind.MAIL),
    (
        re.compile(
            rb"(?=(?:From|Received|Return-Path|Delivered-To|MIME-Version|Message-ID|Date|To|Subject|X-[\w-]+):)"
            + _HEADER
            + rb"(?:MIME-Version|Message-ID|Received|To):",
            re.I,
        ),
        Kind.MAIL,
    ),
    (
        re.compile(
            rb"(?:%[^\n]*\n\s*)*@(?:article|misc|online|book|incollection|inproceedings|techreport|newspaper|electronic|string|comment)\s*\{",
            re.I,
        ),
        Kind.BIBTEX,
    ),
    (re.compile(rb"TY  - [A-Z]+\s*\r?\n"), Kind.RIS),
    (re.compile(rb"(?: CDX [A-Za-z] |\S+\)\S* \d{14} (?:\{|\S+ \S+ \d{3} ))"), Kind.INDEX),
    (
        re.compile(rb"(?:\d{1,5} of \d{1,5} DOCUMENTS|Document \w{20,30}\s*\r?\n|HD\s+[^\n]+\n+(?:BY|WC)\s)"),
        Kind.EXPORT,
    ),
)
_ROOT = re.compile(rb"(?:<\?xml[^>]*>|<!--.*?-->|<\?[^>]*>|<!doctype[^>]*>|\s)*<([\w:]+)([^>]*)", re.I | re.S)
_PROQUEST = re.compile(rb"^Publication title: [^\n]+\n(?:[^\n]*\n){0,60}?(?:Full text|Document URL): ", re.M)
_PAGES = (b"html", b"svg", b"body", b"div", b"article", b"p")
_FEEDS = {
    b"rss": Kind.FEED,
    b"feed": Kind.FEED,
    b"rdf:rdf": Kind.FEED,
    b"urlset": Kind.SITEMAP,
    b"sitemapindex": Kind.SITEMAP,
}

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"<(?:!doctype|html|head|body|article|div|meta|title|p)\b", re.I)
_COMMENT = re.compile(r"(?:[ \t]*#[^\n]*\n|sep=.\r?\n|[ \t\r]*\n)+")  # lines before the head of a table


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
    for beginning, kind in _BEGINNINGS:
        if beginning.match(start):
            return kind
    if (root := _ROOT.match(start)) and (kind := _FEEDS.get(root[1].lower())):
        return kind
    if _PROQUEST.search(head):
        return Kind.EXPORT
    is_page = b"<html" in head.lower() or (root and root[1].lower() in _PAGES)
    if start.startswith(b"<?xml") and not is_page:
        return Kind.XML
    if start[:1] == b"<" or len(_HTML.findall(head)) >= 3:
        return Kind.HTML
    return Kind.TABLE if table_delimiter(head, name) else Kind.TEXT


def table_delimiter(head: bytes, name: str) -> str | None:
    """Return the delimiter of a table that begins with these bytes; None if it is not a table.

    The first row decides, if it names columns as scrapes do. Otherwise every complete row must have the same number of
    cells, at least two, and there must be two rows or more in a file called .csv, .tsv or .tab. Comment lines before
    the table do not count.
    """
    text = without_comments(head.decode("utf-8-sig", "replace"))
    called_table = bool(re.search(r"\.(?:csv|tsv|tab)\Z", name, re.I))
    found = {delimiter: _rows(text, delimiter) for delimiter in ",;\t|"}
    for delimiter, rows in found.items():
        if rows and len(rows[0]) > 1 and is_header(rows[0]):
            return delimiter
    for delimiter, rows in found.items():
        rows = rows[:-1] if len(head) >= HEAD else rows  # the last one may be cut off
        if called_table and len(rows) > 1 and len(rows[0]) > 1 and len({len(row) for row in rows}) == 1:
            return delimiter
    return None


def without_comments(text: str) -> str:
    """Return the beginning of a table without empty lines and lines that begin with "#"."""
    comment = _COMMENT.match(text)
    return text[comment.end() :] if comment else text


def _rows(text: str, delimiter: str) -> list[list[str]]:
    rows = []
    try:
        for row in csv.reader(text.splitlines(keepends=True), delimiter=delimiter):
            if row:
                rows.append(row)
    except csv.Error:  # a cell that is longer than csv allows
        pass
    return rows
