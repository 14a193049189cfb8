"""Captures to test layouts with."""

import json

from corpus.ingest.capture import Capture
from corpus.ingest.layouts import parse
from corpus.ingest.parsed import ParsedArticle

BODY = "The two sides spoke about the exchanges of the coming year in a friendly atmosphere and agreed to meet again."

# A page of kcna.co.jp with all stories of a day; {rule}: what separates them, "<hr>" or nothing.
DAY = """
<a href="calendar.htm">calendar</a>&gt;&gt;
<ul><li><a href="#1">Talks Held in Hamhung</a><li><a href="#2">Exhibition Opens</a></ul>{rule}
<a name="1"></a><b>Talks Held in Hamhung</b>
<p>Hamhung, October 27 (KCNA) -- Talks were held.<br>They went on.<p>They ended.{rule}
<a name="2"></a><b>Exhibition Opens</b><p>Pyongyang, October 27 (KCNA) -- An exhibition opened.</p>{rule}
<p>Copyright (C) KOREA NEWS SERVICE(KNS) All Rights Reserved.
"""


def html(markup: str, url: str | None = None, *, head: str = "", lang: str = "") -> Capture:
    """Return an HTML page as a capture."""
    text = f"<!doctype html><html{f' lang={lang}' if lang else ''}><head>{head}</head><body>{markup}</body></html>"
    return Capture(text.encode(), "test.html", "text/html", url=url)


def text(*lines: str) -> Capture:
    """Return a text extraction as a capture."""
    return Capture("\n".join(lines).encode(), "test.txt", "text/plain")


def record(source: str = "test.json#1", /, **fields) -> Capture:
    """Return a record of a scrape as a capture."""
    return Capture(json.dumps(fields).encode(), source, "application/json")


def only(capture: Capture, **options) -> ParsedArticle:
    """Return the only article of a capture."""
    (article,) = parse(capture, **options)
    return article
