"""Dates that a sentence states for the event it reports, as EDTF."""

import datetime
import re
from dataclasses import dataclass

from corpus.dates import MONTHS, WEEKDAY_NAMES, iso, juche_year

from .phrases import SIGN, phrase

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_YEAR = r"(?:,? (?:Juche ?(?P<juche>\d{1,3}) ?\((?P<inner>\d{4})\)|(?P<year>(?:19|20)\d\d)))?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_RANGE = re.compile(
    rf"(?:from |between )?{_MONTH} ?{_DAY} ?(?:to|and|through|until|[-–~]) ?"
    rf"(?:(?P<month2>[A-Z][a-z]+)\.? )?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:,]?\d){_YEAR}"
)
_FULL = re.compile(rf"{_MONTH} {_DAY}(?!\d|[-–]\d){_YEAR}")
_DAY_FIRST = re.compile(rf"(?<!\d){_DAY} {_MONTH}(?!\w){_YEAR}")
# "from December 24 last year to January 31 this year"
_ACROSS_YEARS = re.compile(
    rf"(?:from |between )?{_MONTH} {_DAY} (?P<then>last year|this year) ?(?:to|and|through|until) "
    rf"(?P<month2>[A-Z][a-z]+)\.? (?P<day2>\d{{1,2}})(?: (?P<now>last year|this year))?"
)
# "the 10th April Spring Festival": an ordinal and the name of a thing.
_NAME_BEHIND = re.compile(
    r" [A-Z][a-z]+ (?:Spring |Art |Film |Sports |Friendship )?(?:Festival|Prize|Cup|Contest|Fair|Exhibition|Award)"
)
_WEEKDAY_RANGE = re.compile(
    rf"from (?P<first>{'|'.join(WEEKDAY_NAMES)}) (?:to|through) (?P<last>{'|'.join(WEEKDAY_NAMES)})"
)
_WEEKDAY = re.compile(rf"\b(?P<last>last )?(?P<weekday>{'|'.join(WEEKDAY_NAMES)})\b(?!['’]s)")
_RELATIVE = re.compile(
    r"\b(?:[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]his (?:morning|afternoon|evening)|(?:[Oo]n )?the previous day"
    r"|(?:[Oo]n )?[Tt]hat (?:very )?day|(?:[Oo]n )?the same day)\b(?!['’]s)"
)
_NOW = ("today", "tonight", "this morning", "this afternoon", "this evening")
_ORDINAL = re.compile(r"\bon (?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)(?! [a-zA-Z])")
_ANY = re.compile(
    rf"(?<![{SIGN}\d])\d|day\b|\b(?:[Tt]onight|[Tt]his (?:morning|afternoon|evening))\b"
)  # not the number of a person's sign
# A day named there is the day of what is remembered, not of what took place.
_OCCASION = phrase("days", "occasion")
_PART_OF_DAY = re.compile(r"\b(?:morning|afternoon|evening|night|dawn|noon|midnight) (?:of|on) (?:the )?$")
_AFTER_OCCASION = phrase("days", "after_occasion")


SLIP = 2  # days


@dataclass(frozen=True, slots=True)
class Stated:
    """A date found: its EDTF form, its basis ("stated" or "resolved"), its offsets in the sentence, the latest year."""

    edtf: str
    basis: str
    start: int
    end: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The reference day of a report: that of publication, or of the dateline."""

    today: datetime.date | None

    @classmethod
    def of(cls, published: str | None, dateline: str | None) -> "Calendar":
        """Return the calendar for EDTF strings; anything but a full day counts as unknown."""
        for value in (published, dateline):
            try:
                return cls(datetime.date.fromisoformat(value or ""))
            except ValueError:
                continue
        return cls(None)

    def latest(self, weekday: int) -> datetime.date | None:
        """Return the latest such weekday on or before the reference day; 0 is Monday."""
        if self.today is None:
            return None
        return self.today - datetime.timedelta(days=(self.today.weekday() - weekday) % 7)

    def year_of(self, month: int, day: int) -> int | None:
        """Return the year of a day stated without one: that of the latest such day up to the reference day.

        A day or two after it count too, because newsroom and site may be in different time zones.
        """
        if self.today is None:
            return None
        latest = (self.today + datetime.timedelta(days=SLIP)).isoformat()
        years = range(self.today.year + 1, self.today.year - 9, -1)  # February 29 may be eight years back
        return next((year for year in years if (iso(year, month, day) or "~") <= latest), None)


def names_day(sentence: str) -> bool:
    """Return whether a sentence may state a day at all."""
    return bool(_ANY.search(sentence))


def find(sentence: str, calendar: Calendar, *, earlier: str | None = None) -> list[Stated]:
    """Return the dates that a sentence states for its event, in order, without those of anniversaries and plans.

    earlier: the last day named before, to which "that day" and "the same day" refer.
    """
    if not _ANY.search(sentence):
        return []
    found: list[Stated] = []
    for pattern, read in (
        (_ACROSS_YEARS, _read_across_years),
        (_RANGE, _read_range),
        (_FULL, _read_full),
        (_DAY_FIRST, _read_full),
        (_WEEKDAY_RANGE, _read_weekdays),
        (_WEEKDAY, _read_weekday),
        (_ORDINAL, _read_ordinal),
    ):
        for match in pattern.finditer(sentence):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            stated = read(match, calendar)
            if stated and not _is_occasion(sentence, match):
                found.append(stated)
    for match in _RELATIVE.finditer(sentence):
        stated = _read_relative(match, calendar, earlier)
        if stated:
            found.append(stated)
    return sorted(found, key=lambda stated: stated.start)


def _is_occasion(sentence: str, match: re.Match) -> bool:
    before = re.sub(r"(?:on|from|in) (?:the )?$", "", sentence[max(0, match.start() - 48) : match.start()])
    if _PART_OF_DAY.search(before):
        return False
    return (
        bool(_OCCASION.search(before))
        or bool(_AFTER_OCCASION.match(sentence, match.end()))
        or bool(_NAME_BEHIND.match(sentence, match.end()))
    )


def _month(name: str | None) -> int | None:
    return MONTHS.get((name or "").rstrip(".").lower())


def _year(match: re.Match) -> int | None:
    groups = match.groupdict()
    if groups.get("inner") or groups.get("year"):
        return int(groups.get("inner") or groups["year"])
    return juche_year(int(groups["juche"])) if groups.get("juche") else None


def _dated(match: re.Match, calendar: Calendar, month: int, day: int) -> tuple[str | None, str, int | None]:
    """Return EDTF, basis and year of one day of a match."""
    year = _year(match)
    if year:
        return iso(year, month, day), "stated", year
    year = calendar.year_of(month, day)
    if year:
        return iso(year, month, day), "resolved", year
    return (f"XXXX-{month:02d}-{day:02d}" if iso(2024, month, day) else None), "stated", None


def _read_full(match: re.Match, calendar: Calendar) -> Stated | None:
    month = _month(match["month"])
    if not month:
        return None
    edtf, basis, year = _dated(match, calendar, month, int(match["day"]))
    return Stated(edtf, basis, match.start(), match.end(), year) if edtf else None


def _read_range(match: re.Match, calendar: Calendar) -> Stated | None:
    first, last = _month(match["month"]), _month(match["month2"] or match["month"])
    if not first or not last:
        return None
    end, basis, year = _dated(match, calendar, last, int(match["day2"]))
    begin, _, _ = _dated(match, calendar, first, int(match["day"]))
    if not begin or not end:
        return None
    if year and begin > end:
        begin = f"{year - 1:04d}{begin[4:]}"
    return Stated(begin if begin == end else f"{begin}/{end}", basis, match.start(), match.end(), year)


def _read_across_years(match: re.Match, calendar: Calendar) -> Stated | None:
    """Read an interval whose ends say "last year" and "this year"."""
    first, last = _month(match["month"]), _month(match["month2"])
    if not first or not last or not calendar.today:
        return None
    years = {"last year": calendar.today.year - 1, "this year": calendar.today.year}
    begin = iso(years[match["then"]], first, int(match["day"]))
    end = iso(years[match["now"] or match["then"]], last, int(match["day2"]))
    if not begin or not end or begin > end:
        return None
    return Stated(f"{begin}/{end}", "resolved", match.start(), match.end(), int(end[:4]))


def _read_weekdays(match: re.Match, calendar: Calendar) -> Stated | None:
    last = calendar.latest(WEEKDAY_NAMES.index(match["last"]))
    if last is None:
        return None
    first = last - datetime.timedelta(days=(last.weekday() - WEEKDAY_NAMES.index(match["first"])) % 7)
    return Stated(f"{first}/{last}", "resolved", match.start(), match.end(), last.year)


def _read_weekday(match: re.Match, calendar: Calendar) -> Stated | None:
    day = calendar.latest(WEEKDAY_NAMES.index(match["weekday"]))
    return Stated(day.isoformat(), "resolved", match.start(), match.end(), day.year) if day else None


def _read_ordinal(match: re.Match, calendar: Calendar) -> Stated | None:
    today, day = calendar.today, int(match["day"])
    if today is None:
        return None
    months = ((today.year, today.month), *((last.year, last.month) for last in _months_before(today)))
    past = (edtf for year, month in months if (edtf := iso(year, month, day)) and edtf <= today.isoformat())
    edtf = next(past, None)
    return Stated(edtf, "resolved", match.start(), match.end(), int(edtf[:4])) if edtf else None


def _months_before(today: datetime.date) -> list[datetime.date]:
    """Return a day in each of the two months before; one of them has as many days as any month has."""
    before = today.replace(day=1) - datetime.timedelta(days=1)
    return [before, before.replace(day=1) - datetime.timedelta(days=1)]


def _opens_or_closes(match: re.Match) -> bool:
    """Return whether a word such as "today" stands at the end of its clause, as the day of an event does."""
    return bool(re.match(r"[.,;]|$| at | in | for | by | with | to | and ", match.string[match.end() :]))


def _read_relative(match: re.Match, calendar: Calendar, earlier: str | None) -> Stated | None:
    said = match.group().lower()
    if said in _NOW:
        if not calendar.today or not _opens_or_closes(match):
            return None  # "the Korea of today"
        return Stated(calendar.today.isoformat(), "resolved", match.start(), match.end(), calendar.today.year)
    if said == "yesterday" and calendar.today:
        day = calendar.today - datetime.timedelta(days=1)
        return Stated(day.isoformat(), "resolved", match.start(), match.end(), day.year)
    if earlier and said not in ("yesterday", "the previous day", "on the previous day"):
        year = int(earlier[:4]) if earlier[:4].isdigit() else None
        return Stated(earlier.split("/")[-1], "resolved", match.start(), match.end(), year)
    return None
