"""Decode documents of any declared or undeclared encoding."""

import re

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

from corpus.ingest.parsed import NotAnArticle

# Python's codecs that are no character sets (the WHATWG Encoding Standard knows none of them).
_NO_CHARSETS = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
_DETECT_FROM = 4 * 1024 * 1024  # bytes of a document in whose lines that are not ASCII an encoding is detected
_DETECT = 65536  # bytes of such lines
_ACCENT = re.compile(rb"[\x80-\xff]+")
_RUN = re.compile(rb"[\x80-\xff]{3,}")  # as no word of Latin letters has, but every word of another script
# Signs within or before letters, which no Western text has: ³ is ł, ¹ ą, ¿ ż, ¾ ľ of Central Europe; þ, ð, ý are rare.
_NOT_WESTERN = re.compile(r"[^\W\d_][¹²³¼¾¿£¥±¶Ÿ¡¤][^\W\d_]|[^\W\d_]{2,}[¹³¿¾](?=\W)|\b[¹³¾](?=[^\W\d_])|[\x80-\x9f]")
_MAX_CHAOS = 10  # percent of disorder, as charset_normalizer measures it, up to which its guess is believed


def decode(raw: bytes, declared: str | None = None, *, is_html: bool = False) -> str:
    """Return the text of a document.

    A byte-order mark decides. What is not ASCII and yet valid UTF-8 is UTF-8, whatever is declared: text in another
    encoding is not valid by chance. Otherwise the HTTP header's encoding (``declared``) is tried first, then the page's
    own, then the one that its bytes look like. One byte in a thousand may be broken. Raise NotAnArticle if none fits.
    """
    encoding, mark = read_bom(raw)
    if encoding:
        return raw[len(mark) :].decode(encoding, "replace")
    if not raw.isascii() and b"\x00" not in raw:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
    names = [_known(declared), html_body_declared_encoding(raw) if is_html else None]
    # A server's default is the Western set for whatever it serves, so the page's own declaration precedes it.
    tries = sorted((name for name in names if name and name not in _NO_CHARSETS), key=lambda name: name == "cp1252")
    for errors in ("strict", "replace"):
        for encoding in [*tries, "utf-8"]:
            if (text := _try(raw, encoding, errors)) is not None:
                return text
    encoding = guess_encoding(raw)
    if encoding is None:
        raise NotAnArticle("the encoding of the text is not known")
    if (text := _try(raw, encoding, "replace")) is None:
        raise NotAnArticle(f"the text begins as {encoding}, but does not continue in it")
    return text


def guess_encoding(raw: bytes) -> str | None:
    """Return the encoding that undeclared bytes look like; None if they look like none.

    In texts of Latin letters, accents stand alone among ASCII; their statistics say little. They are Western unless
    they read as Polish, Czech or Hungarian: with signs within words, or Nordic and Italian vowels side by side.
    """
    raw = b" ".join(line for line in raw[:_DETECT_FROM].splitlines() if not line.isascii())[:_DETECT]
    accents = len(_ACCENT.findall(raw))
    latin = accents and len(_RUN.findall(raw)) < accents / 10 and _try(raw, "cp1252", "strict")
    if latin and not _NOT_WESTERN.search(latin) and not ("ø" in latin and re.search("[ìèù]", latin)):
        return "cp1252"
    best = from_bytes(raw).best()
    return best.encoding if best and best.percent_chaos <= _MAX_CHAOS else None


def _known(label: str | None) -> str | None:
    try:
        return resolve_encoding(label) if label else None
    except ValueError:  # a null character
        return None


def _try(raw: bytes, encoding: str, errors: str) -> str | None:
    try:
        text = raw.decode(encoding, errors)
    except (UnicodeError, LookupError):
        return None
    broken = text.count("\ufffd") if errors == "replace" else 0
    if broken and text.replace("\ufffd", "").isascii():  # nothing speaks for this encoding
        return None
    return text if broken <= 1 + len(raw) // 1000 else None
