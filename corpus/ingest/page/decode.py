"""Bytes into text, whatever encoding they claim."""

import codecs
import re

from charset_normalizer import from_bytes

from corpus.ingest.parsed import NotAnArticle

_META_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]+(?:charset|encoding)=["']?\s*([\w.:-]{2,40})""", re.I)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Read as the larger set that browsers take each label for (WHATWG Encoding Standard, section 4.2).
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
    "euc_kr": "cp949", "shift_jis": "cp932", "big5": "big5hkscs",
}  # fmt: skip
_NO_CHARSETS = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
_DETECT = 65536  # bytes by which an undeclared encoding is told


def decode(raw: bytes, declared: str | None = None, *, is_html: bool = False) -> str:
    """The text of a document.

    A byte-order mark decides. What is no ASCII and yet valid UTF-8 is UTF-8, whatever is declared: text in another
    encoding is not so by chance. Otherwise the HTTP header's encoding is tried first (declared), then the page's own,
    then the one its bytes look like. A byte in a thousand may be broken. Raises NotAnArticle where none fits.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    if not raw.isascii() and b"\x00" not in raw:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
    names = [declared or "", *(_own_name(raw) if is_html else [])]
    # A server's default is the Western set for whatever it serves; a page's own word goes before it.
    tries = sorted((known for name in names if (known := _known(name))), key=lambda known: known == "cp1252")
    for errors in ("strict", "replace"):
        for encoding in [*tries, "utf-8"]:
            if (text := _try(raw, encoding, errors)) is not None:
                return text
    best = from_bytes(raw[:_DETECT]).best()
    if best is None or best.percent_chaos > 10:
        raise NotAnArticle("the encoding of the text cannot be told")
    if (text := _try(raw, best.encoding, "replace")) is None:
        raise NotAnArticle(f"the text begins as {best.encoding} and does not go on so")
    return text


def _own_name(raw: bytes) -> list[str]:
    match = _META_CHARSET.search(raw[:4096])
    return [match[1].decode("ascii")] if match else []


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(name).name if name and name.isascii() else None
    except (LookupError, ValueError):
        return None
    return None if found in _NO_CHARSETS else _WIDER.get(found, found)


def _try(raw: bytes, encoding: str, errors: str) -> str | None:
    try:
        text = raw.decode(encoding, errors)
    except (UnicodeError, LookupError):
        return None
    broken = text.count("\ufffd") if errors == "replace" else 0
    if broken and text.replace("\ufffd", "").isascii():  # nothing speaks for this encoding
        return None
    return text if broken <= 1 + len(raw) // 1000 else None
