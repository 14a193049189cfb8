"""Captures to test layouts with."""

import json

from corpus.ingest.capture import Capture
from corpus.ingest.layouts import parse
from corpus.ingest.parsed import ParsedArticle

BODY = "The two sides spoke about the exchanges of the coming year in a friendly atmosphere and agreed to meet again."


def html(markup: str, url: str | None = None, *, head: str = "", lang: str = "") -> Capture:
    """Return a capture of an HTML page with this markup in its body."""
    text = f"<!doctype html><html{f' lang={lang}' if lang else ''}><head>{head}</head><body>{markup}</body></html>"
    return Capture(text.encode(), "test.html", "text/html", url=url)


def text(*lines: str) -> Capture:
    """Return a capture of plain text."""
    return Capture("\n".join(lines).encode(), "test.txt", "text/plain")


def record(source: str = "test.json#1", /, **fields) -> Capture:
    """Return a capture of one record of a scrape."""
    return Capture(json.dumps(fields).encode(), source, "application/json")


def only(capture: Capture, **options) -> ParsedArticle:
    """Return the article of a capture that has just one."""
    (article,) = parse(capture, **options)
    return article
