"""Fit what was read from a document to the columns that it fills: what does not fit is cut or left out, and said.

corpus/limits.py declares the limits.
"""

from dataclasses import replace

from corpus.extract import Extraction
from corpus.ingest.capture import Absence, Capture, Refusal
from corpus.ingest.capture_times import believed_time, not_believed
from corpus.ingest.page.text import clean
from corpus.ingest.parsed import ParsedArticle
from corpus.limits import (
    MAX_ADDRESS,
    MAX_CANDIDATES,
    MAX_EVIDENCE,
    MAX_LINE,
    MAX_REASON,
    MAX_TEASERS,
    MAX_TITLE,
    MAX_WARNINGS,
)

Unread = Capture | Refusal | Absence


def fit_record(record: Unread) -> Unread:
    """Return what a container yielded, with a time of capture that is believed, and text that any database holds."""
    if isinstance(record, Absence):
        return _fit_absence(record)
    if isinstance(record, Refusal):
        return _fit_refusal(record)
    time = believed_time(record.captured_at)
    warnings = () if time or record.captured_at is None else (not_believed(record.captured_at),)
    url = record.url and clean(record.url)
    return replace(
        record, source=clean(record.source), url=url, captured_at=time, warnings=(*record.warnings, *warnings),
        encoding=record.encoding and clean(record.encoding)[:40], http_status=_status(record.http_status),
    )  # fmt: skip


def _fit_absence(absence: Absence) -> Absence | Refusal:
    source, url, time = clean(absence.source), clean(absence.url), believed_time(absence.observed_at)
    if len(url) > MAX_ADDRESS:
        return Refusal(source, f"the address is longer than {MAX_ADDRESS:,} characters")
    return Absence(source, url, time, _status(absence.http_status))


def _fit_refusal(refusal: Refusal) -> Refusal:
    capture = fit_record(refusal.capture) if refusal.capture else None
    url = clean(refusal.url or "")
    return replace(
        refusal, source=clean(refusal.source), reason=clean(refusal.reason)[:MAX_REASON] or "refused",
        capture=capture, url=url if url and len(url) <= MAX_ADDRESS else None, title=clean(refusal.title)[:MAX_TITLE],
    )  # fmt: skip


def _status(status: int | None) -> int | None:
    return status if status is not None and 100 <= status <= 999 else None


def fit_article(parsed: ParsedArticle) -> ParsedArticle:
    """Return a parsed article whose parts fit their columns; its warnings say what was cut."""
    warnings = [clean(one)[:MAX_LINE] for one in parsed.warnings]
    cut = [
        f"the {name} is longer than {most:,} characters; the rest is left out"
        for name, value, most in (
            ("headline", parsed.title, MAX_TITLE),
            ("byline", parsed.byline, MAX_LINE),
            ("column", parsed.column, MAX_LINE),
        )
        if len(value) > most
    ]
    if len(parsed.teasers) > MAX_TEASERS:
        cut.append(f"the page has {len(parsed.teasers):,} teasers; only {MAX_TEASERS:,} are kept")
    if len(parsed.candidates) > MAX_CANDIDATES:
        cut.append(f"the page has {len(parsed.candidates):,} dates; only {MAX_CANDIDATES} are kept")
    warnings = warnings[:MAX_WARNINGS] + cut
    teasers = [replace(one, url=_address(one.url)) for one in parsed.teasers[:MAX_TEASERS]]
    candidates = [replace(one, evidence=one.evidence[:MAX_EVIDENCE]) for one in parsed.candidates[:MAX_CANDIDATES]]
    return replace(
        parsed, title=parsed.title[:MAX_TITLE], byline=parsed.byline[:MAX_LINE], column=parsed.column[:MAX_LINE],
        teasers=tuple(teasers), candidates=tuple(candidates), warnings=tuple(warnings),
    )  # fmt: skip


def _address(url: str | None) -> str | None:
    return clean(url) if url and len(url) <= MAX_ADDRESS else None


def said(parsed: ParsedArticle, extraction: Extraction) -> ParsedArticle:
    """Return the article with a warning for each limit of extraction that it exceeds."""
    return replace(parsed, warnings=(*parsed.warnings, *extraction.left_out)) if extraction.left_out else parsed
