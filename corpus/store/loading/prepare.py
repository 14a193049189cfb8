"""Prepare captures without a database, in worker processes: parse, extract, fingerprint."""

import hashlib
import json
import re
import time
import unicodedata
from dataclasses import asdict, dataclass, replace
from functools import partial

from corpus.extract import Document, Extraction, extract, languages
from corpus.ingest.capture import Absence, Capture, Decision, Refusal
from corpus.ingest.fields import rename_fields
from corpus.ingest.layouts import all_layouts, parse
from corpus.ingest.layouts.assemble import canonical_url
from corpus.ingest.outlets import seat_of
from corpus.ingest.parsed import NotAnArticle, ParsedArticle
from corpus.store.matching.fingerprint import MIN_WORDS, bands_of

from . import deadline, limits

NO_RULES = ""  # the version of the rules of an article whose facts were given up; curators see them in the queue
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})


@dataclass(frozen=True, slots=True)
class Prepared:
    """One article of a capture, ready to be stored.

    part: the number of the story in the capture, from 1; 0 if it holds only one.
    sha256: the hash of the raw bytes.
    wording: the hash of the normalised title and text.
    text_wording: the hash of the normalised text.
    bands: the MinHash bands of the text.
    """

    capture: Capture
    part: int
    parsed: ParsedArticle
    extraction: Extraction
    sha256: str
    wording: str
    text_wording: str
    bands: tuple[int, ...]

    @property
    def source(self) -> str:
        """The capture's source, followed by the number of the story if it holds several."""
        return f"{self.capture.source}#{self.part}" if self.part else self.capture.source


Record = Capture | Refusal | Absence | Decision
Ready = Prepared | Refusal | Absence | Decision


def prepare(
    record: Record,
    *,
    default_outlet: str = "",
    headlines: bool = False,
    fields: tuple[tuple[str, str], ...] = (),
    facts: bool = True,
    seconds: float = deadline.SECONDS,
) -> list[Ready]:
    """Parse and extract one capture; return each of its articles.

    headlines: keep records without text as articles that have a headline only, as those of a dump always are.
    fields: names that its fields get (rename_fields), in the bytes that are kept too, which then read the same again.
    facts: False to store the text alone. seconds: what it may take (deadline.py), after which its text is stored alone.
    Return a Refusal if it holds no article, breaks an assumption of a rule, or takes too long to parse. Nothing is
    raised, so that one bad document never stops a run.
    """
    if isinstance(record, Decision):
        return [record]
    record = limits.fit_record(record)
    if isinstance(record, Refusal):
        return [record]
    ends = time.monotonic() + seconds
    try:
        if isinstance(record, Absence):
            return [replace(record, url=canonical_url(record.url) or record.url)]
        if fields and record.media_type == "application/json":
            record = _renamed(record, dict(fields))
        with deadline.deadline(seconds):
            articles = _parse(record, default_outlet, headlines)
        return [
            _prepared(record, limits.fit_article(one), part, ends if facts else 0, seconds) for part, one in articles
        ]
    except NotAnArticle as error:
        refusal = Refusal(record.source, error.reason, stub=error.stub, url=error.url, title=error.title)
    except deadline.OutOfTime:
        return [not_read(record, f"{deadline.too_long(seconds)} to read")]
    except Exception as error:  # hostile input may break any parser; the run continues and keeps the reason
        return [not_read(record, f"could not be parsed: {type(error).__name__}: {error}"[:500])]
    refusal = replace(refusal, capture=record) if isinstance(record, Capture) else refusal
    return [limits.fit_record(refusal)]


def _renamed(capture: Capture, fields: dict[str, str]) -> Capture:
    renamed = rename_fields(json.loads(capture.raw), fields)
    return replace(capture, raw=json.dumps(renamed, ensure_ascii=False, sort_keys=True).encode())


def not_read(record: Record, reason: str) -> Ready:
    """Return the refusal of a record that could not be prepared."""
    capture = record if isinstance(record, Capture) else None
    return limits.fit_record(Refusal(record.source, reason, capture=capture))


def _parse(capture: Capture, default_outlet: str, headlines: bool) -> list[tuple[int, ParsedArticle]]:
    """Return the articles of a capture, each with its number in it."""
    dumped = capture.dumped
    outlet = (dumped and dumped.outlet) or default_outlet
    articles = parse(capture, default_outlet=outlet, headlines=headlines or dumped is not None)
    numbered = list(enumerate(articles, 1)) if len(articles) > 1 else [(0, articles[0])]
    if dumped and dumped.stories:
        numbered = [(part, article) for part, article in numbered if part in dumped.stories]
        if not numbered:
            raise NotAnArticle("the page no longer reads as the stories that the dump gives of it")
    return numbered


def _prepared(capture: Capture, parsed: ParsedArticle, part: int, ends: float, seconds: float) -> Prepared:
    """Prepare one article. ends: the time of the monotonic clock at which its facts are given up."""
    extraction = extract_until(parsed, ends, seconds)
    return Prepared(
        capture=capture,
        part=part,
        parsed=limits.said(parsed, extraction),
        extraction=extraction,
        sha256=sha256_of(capture),
        wording=wording_hash(f"{parsed.title}\n{parsed.text}"),
        text_wording=wording_hash(parsed.text),
        bands=bands_of(parsed.text),
    )


def sha256_of(capture: Capture) -> str:
    """Return the hash under which the capture's bytes are stored."""
    return hashlib.sha256(capture.raw).hexdigest()


def load() -> None:
    """Load what the first document of a process needs: layouts, the rules of each language, the hashes of texts."""
    all_layouts()
    for language in languages():
        extract(Document("", ("A text.",), language=language))
    bands_of("word " * MIN_WORDS)


def preparer(
    default_outlet: str,
    *,
    headlines: bool = False,
    fields: tuple[tuple[str, str], ...] = (),
    seconds: float = deadline.SECONDS,
):
    """Return ``prepare`` with its options bound, as a callable that can be pickled."""
    return partial(prepare, default_outlet=default_outlet, headlines=headlines, fields=fields, seconds=seconds)


def extract_until(parsed: ParsedArticle, ends: float, seconds: float) -> Extraction:
    """Extract the people and events of an article until that time of the monotonic clock.

    Past it, return no facts, without the version of any rules, and with a warning that names the seconds.
    """
    try:
        with deadline.deadline(ends - time.monotonic()):
            if time.monotonic() < ends:
                return extract_from(parsed)
    except deadline.OutOfTime:
        pass
    warning = f"its people and events are not extracted: {deadline.too_long(seconds)}"
    return Extraction((), (), NO_RULES, left_out=(warning,))


def extract_from(parsed: ParsedArticle) -> Extraction:
    """Extract the people and events of an article. A derived title is ignored: the text contains its words."""
    place, day = (parsed.dateline.place, parsed.dateline.date) if parsed.dateline else (None, None)
    return extract(
        Document(
            title="" if parsed.title_derived else parsed.title,
            paragraphs=parsed.paragraphs,
            published=parsed.published,
            dateline_place=place or seat_of(parsed.outlet),
            dateline_date=day,
            language=parsed.language,
        )
    )


def wording_hash(text: str) -> str:
    """Return the SHA-256 of a text with white space, typographic quotes and dashes normalised.

    No reader would call such a difference a change of wording.
    """
    plain = unicodedata.normalize("NFC", text).translate(_QUOTES)
    return hashlib.sha256(re.sub(r"\s+", " ", plain).strip().encode()).hexdigest()


def as_json(prepared: Prepared) -> dict:
    """Return what ``manage.py parse`` prints of an article, as plain types with dates in EDTF.

    Offsets count characters of the paragraphs joined by one line feed.
    """
    parsed, found = prepared.parsed, prepared.extraction
    return {
        "source": prepared.source,
        "layout": parsed.layout,
        "fields": parsed.fields or None,
        "url": parsed.url,
        "outlet": parsed.outlet,
        "language": parsed.language,
        "title": parsed.title,
        "title_derived": parsed.title_derived,
        "headline_only": parsed.headline_only,
        "byline": parsed.byline or None,
        "published": parsed.published,
        "published_basis": parsed.published_basis,
        "published_latest": parsed.latest.isoformat() if parsed.latest else None,
        "date_candidates": [asdict(one) for one in parsed.candidates],
        "dateline": asdict(parsed.dateline) if parsed.dateline else None,
        "paragraphs": list(parsed.paragraphs),
        "people": [
            {
                "name": person.name,
                "titles": list(person.titles),
                "mentions": [
                    {"start": one.start, "end": one.end, "text": one.text}
                    for one in person.mentions
                    if one.part == "text"
                ],
            }
            for person in found.people
        ],
        "events": [
            {
                "type": event.type,
                "date": event.date,
                "date_basis": event.date_basis,
                "place": event.place,
                "participants": [asdict(one) for one in event.participants],
                "sentence": event.sentence,
                "start": event.start,
                "end": event.end,
            }
            for event in found.events
        ],
        "lineups": [asdict(one) for one in found.lineups],
        "teasers": [asdict(one) for one in parsed.teasers],
        "warnings": [*parsed.warnings, *found.warnings],
    }
