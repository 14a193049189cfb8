"""Random documents that try to break an ingest or a page: odd values in every field, odd markup, lying archives.

Their articles share no address, day or person's name with those of tests/support/samples.py, so that what is stored of
those must not change.
"""

import bz2
import gzip
import io
import json
import random
import struct
import tarfile
import zipfile
from collections.abc import Callable, Iterator

from .support.archives import warc

Chance = random.Random

_TEXTS = (
    "Tirana, May 3 (ATA) -- The delegation arrived and they exchanged views on the matter of mutual concern.",
    "Kim Jong Un met Anton Belavin, minister of Rivers, at the office building on May 3.",
    "A ceremony took place at the House of Culture on May 4. Present there were Pavel Orlin and Mira Tesk.",
    "<b>Bold</b> & <script>alert(1)</script> {{ 7*7 }} {% url %} %s %(name)s $1 \\u0041 ${x}",
)
_CHARACTERS = (
    "\x00", "\x01", "\x0b", "\x1f", "\x7f", "\x85", "\u00a0",
    "\u00ad", "\u200b", "\u202e", "\u2028", "\ufeff", "\ufffe", "\U0001f600",
    "\U0010ffff", "e\u0301", "\u0130", "\u0149", "\ufb01", "\u1e9e", "한", "中", "ش", "'", '"', "\\", "◊1", "§",
)  # fmt: skip
_TIMES = (
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2024-01-01T00:00:00+16:00",
    "2024-02-30",
    "now",
    "",
    "1899-12-31T23:59:59Z",
    "2024-05-04T24:00:00",
    "2199-01-01T00:00:00",
    "2012-05-04T05:06:07.123456789+00:00",
    "2012-05-04T05:06:07+23:59:59",
    "-2012-05-04",
    "20120504T050607Z",
    "2012-W01-1",
)
_DATES = (
    "2025-01-01/2020-01-01",
    "9999-12-31",
    "0000-01-01",
    "0001-01-01/9999-12-31",
    "2012-05-XX",
    "XXXX-05-04",
    "XXXX-02-30",
    "201X",
    "2012-21",
    "../2012",
    "2012/..",
    "/",
    "2012-05-04~",
    "{2012,2013}",
    "Y-17E7",
    "May 4, Juche 999 (9999)",
    -1,
    0,
    2**63,
    -(2**70),
    1e308,
    1.5,
    True,
    [],
    {},
    None,
    "4 May 2012",
    "32/13/2012",
    "2012-02-29/2011-02-30",
    "99999999999999",
)
_URLS = (
    "http://",
    "http://[::1",
    "https://tirana.example/\x00",
    "javascript:alert(1)",
    "http://tirana.example:99999/a",
    "http://tirana.example/\ud800",
    "//tirana.example/x",
    "http://tirana.example/?" + "a=b&" * 600,
    "ftp://tirana.example/",
    "http://täst.example/ä ö",
    "http://tirana.example/%",
    "http://tirana.example/" + "x" * 1990,
    "http://kcna.kp/#" + "ä" * 200,
)
_SLOW = (
    "U.S. ",
    "2024. 1. 1.",
    "Kim Jong Un, ",
    "met with ",
    "A meeting took place. ",
    "minister of the ",
    "中华人民共和国",
    "\U0001f600",
    "(",
    "[",
    "<p>",
    "&#x",
    "“",
    "- 0 -",
    "Pyongyang, ",
    "Aa-",
    "a's ",
    "\n",
    " ",
    "/2012-01-01",
    "http://",
    "by ",
    "1,",
)


def documents(seed: int, number: int) -> Iterator[tuple[str, bytes]]:
    """Yield so many documents as (file name, content). The same seed gives the same documents."""
    for place in range(number):
        chance = Chance(f"{seed} {place}")
        kind = chance.choice(KINDS)
        ending, content = kind(chance, place)
        if chance.random() < 0.1:
            content = _damaged(chance, content)
        name = chance.choice(("doc", "döc", "d o c", "doc-9999-99-99", "doc-2098-01-01", "doc;$(x)", "-doc", "doc#1"))
        yield f"{place:04d}{name}.{ending}", content


def text(chance: Chance, place: int) -> str:
    """Return a text with odd characters, or a long one of one thing."""
    if chance.random() < 0.15:
        unit = chance.choice(_SLOW)
        return unit * (chance.choice((10, 2000, 60_000)) // len(unit) + 1)
    if chance.random() < 0.05:
        return f"{_word(chance)} {_word(chance)}, " * chance.choice((100, 3000))
    found = [chance.choice(_TEXTS), f"Number {place} of {_word(chance)}."]
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(found[0]))
        found[0] = found[0][:at] + chance.choice(_CHARACTERS) * chance.choice((1, 1, 500)) + found[0][at:]
    return chance.choice(("\n", " ", "\r\n", "\n\n")).join(found)


def _word(chance: Chance) -> str:
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4)).capitalize()


def _value(chance: Chance, usual: object, odd: tuple) -> object:
    return chance.choice(odd) if chance.random() < 0.4 else usual


def _record(chance: Chance, place: int) -> dict:
    """Return a record of one of the known scrapes."""
    anything = (None, 5, -1.5, [], {}, [None], ["a", 5, ["b"]], True, "", " ", "\x00", "x" * 300_000, {"a": {"b": []}})
    title = _value(chance, f"Headline {_word(chance)}", (*anything, *_CHARACTERS, "[9999.99.99]", "a [2012.5.4]"))
    body = _value(chance, text(chance, place), anything)
    url = _value(chance, f"http://tirana.example/{place}", _URLS)
    outlet = _value(chance, "Tirana Post", (*anything, *_CHARACTERS, "KCNA", "Tirana: Post", "Tirana, Post"))
    date, time = _value(chance, "2012-05-04", _DATES), _value(chance, "2012-05-05", _TIMES)
    return chance.choice(
        (
            {"title": title, "text": body, "url": url, "date": date, "outlet": outlet},
            {"title": title, "content": body, "url": url, "byline": body, "dateScraped": time, "outlet": outlet},
            {
                "headline": title,
                "story_text": body,
                "link": url,
                "date": date,
                "topic": _value(chance, "News", anything),
            },
            {"title": title, "body": body, "url": url, "date": date, "outlet": outlet, "lang": title},
            {"title": title, "paragraphs": body, "url": url, "published": date, "outlet": outlet, "language": time},
            {"title": title, "url": url, "date": date},
            {"alpha": title, "beta": body},
        )
    )


def _json(chance: Chance, place: int) -> tuple[str, bytes]:
    records = [_record(chance, place) for _ in range(chance.choice((1, 1, 3)))]
    return "json", json.dumps(records, ensure_ascii=chance.random() < 0.7).encode(errors="surrogatepass")


def _shaped(chance: Chance, place: int) -> tuple[str, bytes]:
    """Return records wrapped, keyed or in columns, at times nested beyond reason or with endless numbers."""
    records = [_record(chance, 10 * place + n) for n in range(chance.randint(1, 4))]
    names = list(records[0])
    shapes = (
        {"data": {"articles": records}},
        {f"http://x.example/{n}": one for n, one in enumerate(records)},
        {name: {str(n): one.get(name) for n, one in enumerate(records)} for name in names},
        {"columns": names, "data": [list(one.values()) for one in records]},
        {"items": [{"_source": one} for one in records]},
        dict.fromkeys(names, records),
    )
    made = json.dumps(chance.choice(shapes)).encode()
    if chance.random() < 0.4:
        odd = (b"[" * 60_000, b'{"a":' * 9_000, b"9" * 5_000, b"1e" + b"9" * 5_000, b"-" * 9, b'"' + b"x" * 70_000)
        at = chance.choice((0, 1, made.find(b":") + 1, len(made) // 2))
        made = made[:at] + chance.choice(odd) + made[at:]
    return "json", made


def _wrapped(chance: Chance, place: int) -> tuple[str, bytes]:
    """Return a page as MHTML, or an item of a feed, with odd encodings, parts and dates."""
    page = _page(chance, place)[1]
    if chance.random() < 0.5:
        encoding = chance.choice((b"quoted-printable", b"base64", b"8bit", b"x-none", b""))
        head = b"From: <Saved by Blink>\r\nSnapshot-Content-Location: http://x.example/\r\nMIME-Version: 1.0\r\n"
        head += b'Content-Type: multipart/related; type="text/html"; boundary="B"\r\n\r\n'
        part = b"--B\r\nContent-Type: text/html; charset=" + chance.choice((b"utf-8", b"utf-7", b"idna", b"\xff"))
        part += b"\r\nContent-Transfer-Encoding: " + encoding + b"\r\n\r\n" + page
        return "mhtml", head + part * chance.choice((1, 3)) + chance.choice((b"\r\n--B--", b""))
    date = chance.choice((*_TIMES, "Mon, 22 Apr 2024 08:00:00 +0000")).encode()
    item = (
        b"<item><title>T</title><link>http://x.example/f</link><pubDate>" + date + b"</pubDate><description><![CDATA["
    )
    item += page.replace(b"]]>", b"") + b"]]></description></item>"
    doctype = b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    start = b'<?xml version="1.0"?>' + chance.choice((b"", doctype)) + b'<rss version="2.0"><channel><title>&b;</title>'
    return "xml", start + item * chance.choice((1, 2, 200)) + chance.choice((b"</channel></rss>", b""))


def _text_with_head(chance: Chance, place: int) -> tuple[str, bytes]:
    """Return a text with a head of fields or front matter, at times broken at one width."""
    fields = {"Title": text(chance, place)[:80], "Date": chance.choice(_TIMES), "URL": f"http://x.example/{place}"}
    lines = [f"{name}: {value}" for name, value in fields.items()]
    body = text(chance, place) * chance.choice((1, 40))
    if chance.random() < 0.5:
        width = chance.choice((1, 20, 72))
        body = "\n".join(body[start : start + width] for start in range(0, min(len(body), 5_000), width))
    made = "\n".join(["---", *lines, "---", body] if chance.random() < 0.5 else [*lines, "", body])
    return chance.choice(("txt", "md")), made.encode("utf-8", "surrogatepass")


def _lines(chance: Chance, place: int) -> tuple[str, bytes]:
    odd = (
        "{",
        "[]",
        "null",
        "{}",
        '{"a": NaN}',
        "9" * 5000,
        '{"title": ' + "9" * 5000 + "}",
        "[" * 3000,
        '{"a":' * 3000,
    )
    lines = [json.dumps(_record(chance, place)) for _ in range(3)]
    lines.insert(chance.randrange(4), chance.choice(odd))
    return "jsonl", "\n".join(lines).encode()


def _table(chance: Chance, place: int) -> tuple[str, bytes]:
    rows = ["title,text,url,date"]
    for _ in range(3):
        cells = [str(value) for value in _record(chance, place).values()]
        rows.append(",".join('"' + cell.replace('"', chance.choice(('""', '"'))) + '"' for cell in cells))
    return "csv", "\n".join(rows).encode(errors="replace")


def _page(chance: Chance, place: int) -> tuple[str, bytes]:
    """Return an HTML page in the markup of a known site or of none, with a canonical address or an odd one."""
    date = str(_value(chance, "2012-05-04", _DATES))
    body = f"<p>{text(chance, place)}</p>" * chance.choice((1, 3))
    url = _value(chance, f"https://tirana.example/{place}.html", _URLS).encode(errors="replace").decode()
    frame = chance.choice(
        (
            '<h1>{t}</h1><div class="article">{b}</div>',
            '<p class="TitleP">{t}</p><p class="article-date">{d}</p><p class="TextP">{b}</p>',
            '<h1 class="article-main-title">{t}</h1><div class="content-wrapper">{b}</div><i>{d}</i>',
            "<div>" * 300 + "{b}",
            "<table>" * 200 + "<tr><td>{b}",
            "{b}<p>More From KCNA</p>" + "<a href='/x'>Teaser {t}</a><br>May 4, 2012<br>Teaser {t}<br>" * 1500,
            "<!--{b}<svg><math>{t}<style><![CDATA[{b}",
            '<script type="application/ld+json">{{"@type":"Article","datePublished":"{d}"}}</script>{b}',
        )
    )
    content = frame.format(t=f"Headline {_word(chance)}", b=body, d=date)
    head = f'<link rel="canonical" href="{url}"><meta name="date" content="{date}"><meta charset="{_charset(chance)}">'
    return "html", f"<html><head>{head}<title>T</title></head><body>{content}</body></html>".encode(errors="replace")


def _charset(chance: Chance) -> str:
    return chance.choice(
        ("utf-8", "utf-16", "utf-7", "x-unknown", "idna", "zip", "rot13", "euc-kr", "\x00", "punycode")
    )


def _plain(chance: Chance, place: int) -> tuple[str, bytes]:
    encoding = chance.choice(("utf-8", "utf-16", "utf-32", "utf-8-sig", "euc-kr", "cp1251"))
    return "txt", text(chance, place).encode(encoding, "replace")


def _noise(chance: Chance, place: int) -> tuple[str, bytes]:
    mark = chance.choice(
        (
            b"",
            b"\x1f\x8b\x08",
            b"BZh9",
            b"PK\x03\x04",
            b"\xfd7zXZ\x00",
            b"(\xb5/\xfd",
            b"%PDF-",
            b"\xff\xfe",
            b"WARC/1.0\r\n",
        )
    )
    return chance.choice(("bin", "html", "json", "warc.gz", "zip")), mark + chance.randbytes(
        chance.choice((0, 1, 50, 5000))
    )


def _web(chance: Chance, place: int) -> tuple[str, bytes]:
    url = f"https://tirana.example/web/{place}"
    status = chance.choice(("200 OK", "404 Not Found", "410 Gone", "301 Moved", "999 Odd", "20 X"))
    headers = [
        (
            "Content-Type",
            chance.choice(("text/html", "text/html; charset=\x01", "application/json", "x" * 3000, "image/png")),
        ),
        ("Content-Encoding", chance.choice(("", "gzip", "br", "identity"))),
        ("Location", "http://" + "y" * 3000),
    ]
    raw = warc(("response", url, status, headers, _page(chance, place)[1]), packed=False)
    raw = raw.replace(b"2024-03-10T08:00:00Z", chance.choice(_TIMES).encode() or b"-")
    raw = raw.replace(url.encode(), str(_value(chance, url, _URLS)).encode(errors="replace"))
    return ("warc.gz", gzip.compress(raw)) if chance.random() < 0.5 else ("warc", raw)


def _tar(chance: Chance, place: int) -> tuple[str, bytes]:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=chance.choice((tarfile.GNU_FORMAT, tarfile.PAX_FORMAT))) as made:
        for inner in range(2):
            ending, content = chance.choice((_json, _page, _plain))(chance, place)
            name = chance.choice(
                (f"{inner}.{ending}", f"../{inner}.{ending}", "a" * 300, f"/abs/{inner}.{ending}", "ä/b.html")
            )
            info = tarfile.TarInfo(name)
            info.size = len(content)
            made.addfile(info, io.BytesIO(content))
    lying = tarfile.TarInfo("big.txt")
    lying.size = chance.choice((4, 2**20, 2**33, 2**40, 2**62))
    raw = out.getvalue().rstrip(b"\x00")
    raw += b"\x00" * (-len(raw) % 512) + lying.tobuf(tarfile.GNU_FORMAT) + b"abc"
    return chance.choice((("tar", raw), ("tar.gz", gzip.compress(raw)), ("tar.bz2", bz2.compress(raw))))


def _zip(chance: Chance, place: int) -> tuple[str, bytes]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        ending, content = chance.choice((_json, _page, _plain))(chance, place)
        made.writestr(f"a.{ending}", content)
        made.writestr("zeros.txt", bytes(chance.choice((10, 10**6))))
        if chance.random() < 0.3:
            made.writestr("inner.zip", _zip(chance, place)[1])
    raw = bytearray(out.getvalue())
    if chance.random() < 0.5:
        at = raw.index(b"PK\x01\x02") + chance.choice((20, 24, 42))
        raw[at : at + 4] = struct.pack("<I", chance.choice((0, 1, 2**31, 2**32 - 1)))
    return "zip", bytes(raw)


def _damaged(chance: Chance, content: bytes) -> bytes:
    """Return the content cut off, or with some bytes changed."""
    if not content or chance.random() < 0.5:
        return content[: chance.randrange(len(content) + 1)]
    changed = bytearray(content)
    for _ in range(10):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


KINDS: tuple[Callable[[Chance, int], tuple[str, bytes]], ...] = (
    _json,
    _json,
    _json,
    _shaped,
    _shaped,
    _lines,
    _lines,
    _table,
    _page,
    _page,
    _page,
    _wrapped,
    _wrapped,
    _text_with_head,
    _plain,
    _noise,
    _web,
    _web,
    _tar,
    _zip,
)
