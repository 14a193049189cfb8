"""Decode documents of any declared or undeclared encoding."""

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

from corpus.ingest.parsed import NotAnArticle

# Python's codecs that are no character sets (the WHATWG Encoding Standard knows none of them).
_NO_CHARSETS = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
_DETECT = 65536  # bytes from which an undeclared encoding is detected
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
    best = from_bytes(raw[:_DETECT]).best()
    if best is None or best.percent_chaos > _MAX_CHAOS:
        raise NotAnArticle("the encoding of the text is not known")
    if (text := _try(raw, best.encoding, "replace")) is None:
        raise NotAnArticle(f"the text begins as {best.encoding}, but does not continue in it")
    return text


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
