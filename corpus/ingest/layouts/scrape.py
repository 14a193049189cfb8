"""Records of scrapes: JSON objects and rows of tables, whatever their fields are called (corpus/ingest/fields.py)."""

import datetime
import re
from urllib.parse import urlsplit

from corpus.dates import InvalidDate, believed, lies_after
from corpus.ingest import cells
from corpus.ingest.date_order import DAY_FIRST, FIELD, MONTH_FIRST, both_days
from corpus.ingest.datelines import split_dateline
from corpus.ingest.dates import MAX_TEXT, day_of_number, from_url, is_no_day, read_record_date
from corpus.ingest.fields import SYNONYMS, find_fields, is_record
from corpus.ingest.page import Page
from corpus.ingest.parsed import DateCandidate, NotAnArticle

from .assemble import Draft

# The names of scrapes that are known, by the fields that each of their records has. Those with more come first.
SCRAPES = {
    "kcna-scrape": {"headline", "story_text", "link", "date", "topic"},
    "kcna-package": {"title", "body", "url", "date", "outlet", "lang"},
    "rodong-scrape": {"title", "content", "url", "byline", "dateScraped"},
    "labelled": {"headline", "text", "url", "published", "outlet"},
    "dateline": {"title", "paragraphs", "url", "published", "outlet", "language"},
    "table": {"title", "text", "url", "date"},
    "plain": {"title", "text", "url"},
    "headlines": {"title", "url", "date"},
}
_LONG = 200  # characters from which on a value may be a text
_NO_DAY = "the record’s date “{}” is not understood"


def fits(page: Page) -> float:
    """Return 1 for a record that holds an article, a low score for any other, which parse() refuses."""
    if page.capture.media_type != "application/json":
        return 0.0
    return 1.0 if is_record(_unwrapped(page.record)) else 0.1


def parse(page: Page) -> list[Draft]:
    """Return a draft of a record. Raise NotAnArticle if its fields are not understood; it lists them."""
    record = _unwrapped(page.record)
    found = find_fields(record)
    if not found.keys() & {"title", "body"}:
        raise NotAnArticle(_not_understood("its fields are those of no known scrape", record))
    title, column, url = _line(record, found, "title"), _line(record, found, "column"), _value(record, found, "url")
    url = url if isinstance(url, str) else ""
    body = next((record[name] for name in found.get("body", ()) if cells.value_of(record[name]) is not None), None)
    texts = [name for name, value in record.items() if isinstance(value, str) and len(value) >= _LONG]
    if not found.get("body") and set(texts) - {name for names in found.values() for name in names}:
        raise NotAnArticle(_not_understood("no field of it is known as the text", record))
    if cells.is_cut(body):
        raise NotAnArticle("the record holds only the beginning of the text", stub=bool(title), url=url, title=title)
    draft = Draft(
        layout=_scrape(record, found),
        outlet=_outlet(_line(record, found, "outlet")),
        language=_line(record, found, "language"),
        title=title,
        paragraphs=_without_lead(cells.paragraphs_of(body), _line(record, found, "lead")),
        byline=_line(record, found, "byline"),
        column=column,
        url=url,
        captured_at=_time(_value(record, found, "captured")),
        stub_reason=f"headline only: the record holds no text{f' (column {column})' if column else ''}",
    )
    draft.fields = ", ".join(f"{part}={names[0]}" for part, names in found.items())
    captured = bool(draft.captured_at or page.capture.captured_at)
    value = _value(record, found, "published")
    if days := both_days(value):
        value = _ordered(draft, record, value, days)
    _read_date(draft, value, captured=captured)
    if page.keeps_headlines and not any(map(str.strip, draft.paragraphs)):
        draft.story = url.partition("#")[2]  # the list of a day links each of its stories by its anchor
    return [draft]


def _scrape(record: dict, found: dict[str, list[str]]) -> str:
    """Return the name of a record's scrape; "record" for one that is not known."""
    known = (name for name, names in SCRAPES.items() if record.keys() >= names)
    name = next(known, "record")
    return "record" if name == "headlines" and "body" in found else name


def _unwrapped(record: dict) -> dict:
    """Return the record itself, or the only object in it that is one ("_source", "article").

    Where an object in it alone holds the text ("fields"), return both as one.
    """
    objects = [one for one in record.values() if isinstance(one, dict)]
    if is_record(record):
        inner = [] if "body" in find_fields(record) else [one for one in objects if "body" in find_fields(one)]
        return {**inner[0], **record} if len(inner) == 1 else record
    inner = [one for one in objects if is_record(one)]
    return inner[0] if len(inner) == 1 else record


def _not_understood(why: str, record: dict) -> str:
    names = ", ".join(sorted(record))[:200]
    return f"{why}: {names}; say which is which: --field title=… --field body=… ({', '.join(SYNONYMS)})"


def _value(record: dict, found: dict[str, list[str]], part: str) -> object:
    values = (cells.value_of(record[name]) for name in found.get(part, ()))
    return next((value for value in values if value is not None), None)


def _line(record: dict, found: dict[str, list[str]], part: str) -> str:
    return cells.line_of(_value(record, found, part))


def _outlet(name: str) -> str:
    """Return an outlet's name; the host, where a scrape gives the address of its site."""
    if not re.match(r"https?://", name):
        return name
    try:
        return (urlsplit(name).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _without_lead(paragraphs: list[str], lead: str) -> list[str]:
    """Return the paragraphs without the page's lead, which some scrapers put before the text in one cell."""
    first = " ".join(paragraphs[0].split()) if paragraphs else ""
    if lead and len(lead) < len(first) and first.startswith(lead) and first[len(lead)] == " ":
        return [first[len(lead) :], *paragraphs[1:]]
    return paragraphs


def _time(value: object) -> datetime.datetime | None:
    try:
        time = datetime.datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return time.replace(tzinfo=time.tzinfo or datetime.UTC) if time else None


def _read_date(draft: Draft, value: object, *, captured: bool) -> None:
    """Add the record's date to a draft, or a warning if it is not understood. Zero dates of software are none.

    captured: whether the time of capture is known, which bounds all dates; without it a day in the future is none.
    """
    if isinstance(value, bool) or value is None:
        return
    text = str(value).strip() if isinstance(value, (int, float, str)) else ""
    draft.candidates = _dates(text)
    if is_no_day(text) or (draft.candidates and is_no_day(draft.candidates[0].edtf)):
        draft.candidates = []
        draft.warnings.append(f"the record’s date “{text[:60]}” is no day: software writes it where there is none")
    elif (
        not captured
        and draft.candidates
        and lies_after(draft.candidates[0].edtf, datetime.date.today() + datetime.timedelta(days=2))
    ):
        draft.candidates = []
        draft.warnings.append(f"the record’s date “{text[:60]}” lies in the future")
    elif not draft.candidates and text:
        draft.warnings.append(_NO_DAY.format(text[:60]))


def _ordered(draft: Draft, record: dict, text: str, days: tuple[str, str]) -> str:
    """Return which of two days a date means, by the dateline, the address, another field or the column; say so."""
    opening, _ = split_dateline(" ".join(draft.paragraphs[0].split()) if draft.paragraphs else "")
    told = {one.edtf for one in from_url(draft.url)} | {str(cells.value_of(one))[:10] for one in record.values()}
    if opening and opening.month and opening.day:
        told |= {day for day in days if day[5:] == f"{opening.month:02d}-{opening.day:02d}"}
    agree = [day for day in days if day in told]
    order = MONTH_FIRST if record.get(FIELD) == MONTH_FIRST else DAY_FIRST
    if len(agree) == 1:
        order = (DAY_FIRST, MONTH_FIRST)[days.index(agree[0])]
    elif FIELD not in record:
        draft.warnings.append(
            f"the order of day and month in the record’s date “{text[:60]}” is not known; read day first"
        )
        return days[0]
    draft.warnings.append(f"the record’s date “{text[:60]}” is read {order}")
    return days[order == MONTH_FIRST]


def _dates(text: str) -> list[DateCandidate]:
    if day := day_of_number(text):
        return [DateCandidate(day, "record", text)]
    try:
        day = believed(text) or text
        day = day.partition("T")[0]
    except InvalidDate:
        day = read_record_date(text)
    return [DateCandidate(day, "record", text[:MAX_TEXT])] if day else []
