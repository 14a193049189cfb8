"""Records of scrapes: JSON objects and rows of tables. To add a scrape is to add a line to SCRAPES."""

import datetime
from dataclasses import dataclass

from corpus.dates import InvalidDate, believed
from corpus.ingest.dates import candidate
from corpus.ingest.page import Page
from corpus.ingest.parsed import DateCandidate, NotAnArticle

from .assemble import Draft


@dataclass(frozen=True, slots=True)
class Scrape:
    """The field names of one scrape.

    body: text with line breaks, or a list of paragraphs. published: EDTF or other date text, or epoch seconds or
    milliseconds. captured: an ISO 8601 time.
    """

    name: str
    title: str
    body: str
    url: str = ""
    published: str = ""
    column: str = ""
    outlet: str = ""
    language: str = ""
    byline: str = ""
    captured: str = ""

    def fields(self) -> set[str]:
        """Return the names that every record of this scrape has."""
        return {getattr(self, one) for one in self.__slots__ if one != "name"} - {""}


# A record is of the first scrape all of whose names it has, so those with more names come first.
SCRAPES = (
    Scrape("kcna-scrape", "headline", "story_text", url="link", published="date", column="topic"),
    Scrape("kcna-package", "title", "body", url="url", published="date", outlet="outlet", language="lang"),
    Scrape("rodong-scrape", "title", "content", url="url", byline="byline", captured="dateScraped"),
    Scrape("labelled", "headline", "text", url="url", published="published", outlet="outlet"),
    Scrape("dateline", "title", "paragraphs", url="url", published="published", outlet="outlet", language="language"),
    Scrape("table", "title", "text", url="url", published="date", outlet="outlet"),
    Scrape("table", "title", "text", url="url", published="date"),
    Scrape("plain", "title", "text", url="url"),
    Scrape("headlines", "title", "", url="url", published="date", language="language"),
    Scrape("headlines", "title", "", url="url", published="date"),
)  # fmt: skip


def fits(page: Page) -> float:
    """Return 1 for a record of a known scrape, a low score for any other record, which parse() refuses."""
    if page.capture.media_type != "application/json":
        return 0.0
    return 1.0 if _scrape(page.record) else 0.1


def _scrape(record: dict) -> Scrape | None:
    return next((one for one in SCRAPES if record.keys() >= one.fields()), None)


def parse(page: Page) -> list[Draft]:
    """Return a draft of a record. Raise NotAnArticle if it is of no known scrape."""
    record = page.record
    scrape = _scrape(record)
    if scrape is None:
        raise NotAnArticle(f"its fields are those of no known scrape: {', '.join(sorted(record))[:200]}")
    column, url = _text(record, scrape.column), _text(record, scrape.url)
    draft = Draft(
        layout=scrape.name,
        outlet=_text(record, scrape.outlet),
        language=_text(record, scrape.language),
        title=_text(record, scrape.title),
        paragraphs=_paragraphs(record.get(scrape.body) if scrape.body else None),
        byline=_text(record, scrape.byline),
        column=column,
        url=url,
        captured_at=_time(record.get(scrape.captured)),
        candidates=_dates(record.get(scrape.published)),
        stub_reason=f"headline only: the record holds no text{f' (column {column})' if column else ''}",
    )
    if page.keeps_headlines and not any(map(str.strip, draft.paragraphs)):
        draft.story = url.partition("#")[2]  # the list of a day links each of its stories by its anchor
    return [draft]


def _text(record: dict, name: str) -> str:
    value = record.get(name) if name else None
    return value if isinstance(value, str) else ""


def _paragraphs(value: object) -> list[str]:
    if isinstance(value, str):
        return value.splitlines()
    if isinstance(value, list):
        return [one for one in value if isinstance(one, str)]
    return []


def _time(value: object) -> datetime.datetime | None:
    try:
        time = datetime.datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return time.replace(tzinfo=time.tzinfo or datetime.UTC) if time else None


def _dates(value: object) -> list[DateCandidate]:
    """Return the record's date as a candidate. Numbers above 10^11 are milliseconds since 1970, others seconds."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            seconds = value / 1000 if abs(value) > 1e11 else value
            day = datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()
        except (ValueError, OverflowError, OSError):
            return []
        return [DateCandidate(day.isoformat(), "record", str(value))]
    if isinstance(value, str) and value.strip():
        text = value.strip()
        try:
            day = believed(text)
        except InvalidDate:
            return candidate(text, "record")
        return [DateCandidate(day or text, "record", text)]
    return []
