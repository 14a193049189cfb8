"""Partial dates: EDTF (ISO 8601-2) strings, their bounds, what they agree with, and the Juche calendar."""

import calendar
import datetime
import re
from functools import lru_cache

from edtf import EDTFParseException, parse_edtf

JUCHE_OFFSET = 1911  # Juche year N is N + 1911: year 1 is 1912.
FIRST_YEAR, LAST_YEAR = 1800, 2199  # of any date that is read from a document; the database holds the same rule

MONTH_NAMES = tuple(calendar.month_name)[1:]
WEEKDAY_NAMES = tuple(calendar.day_name)
# Numbers of the months by their names and abbreviations, lower case.
MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
# A year, a month of a year (13 and above are seasons) or a day, exact or not.
_PLAIN = re.compile(r"(?P<year>[0-9]{4})(-(?P<month>0[0-9]|1[0-2])(-(?P<day>[0-9]{2}))?)?[~?%]?")


class InvalidDate(ValueError):
    """The string is not an EDTF date."""


def juche_year(year: int) -> int:
    """Return the Gregorian year of a Juche year: 113 → 2024."""
    return year + JUCHE_OFFSET


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Return the EDTF string of a calendar date, "2024-11-03"; None if there is no such day, or the year is none of a
    document's."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if month is None:
        return f"{year:04d}"
    try:
        date = datetime.date(year, month, day or 1)
    except ValueError:
        return None
    return date.isoformat() if day else date.isoformat()[:7]


@lru_cache(maxsize=65536)
def bounds(edtf: str) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the first and last day an EDTF string may mean; None on a side that is open or whose year is not known.

    Raise InvalidDate if it is not EDTF.
    """
    if not edtf:
        return None, None
    if len(edtf) > 60 or "Y" in edtf or "E" in edtf:  # years beyond 9999, which no calendar here has
        raise InvalidDate(edtf[:60])
    sides = [_PLAIN.fullmatch(side) for side in edtf.split("/")]
    if all(sides) and len(sides) <= 2:  # nearly every date, in 2 µs; the parser takes 7 ms
        try:
            return _first_day(sides[0]), _last_day(sides[-1])
        except ValueError as error:
            raise InvalidDate(edtf) from error
    try:
        parsed = parse_edtf(edtf)
        # The parser puts an unknown side ("/2024-11-07") ten years off. Here it is as open as one written "..".
        lower = float("-inf") if edtf.startswith("/") else parsed.lower_strict()
        upper = float("inf") if edtf.endswith("/") else parsed.upper_strict()
    except (EDTFParseException, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise InvalidDate(edtf) from error
    if re.match(r"X{4}|[^/]*X{4}", edtf):
        return None, None
    return _day(lower, edtf), _day(upper, edtf)


def _first_day(plain: re.Match) -> datetime.date:
    return datetime.date(int(plain["year"]), int(plain["month"] or 1), int(plain["day"] or 1))


def _last_day(plain: re.Match) -> datetime.date:
    year, month = int(plain["year"]), int(plain["month"] or 12)
    return datetime.date(year, month, int(plain["day"] or calendar.monthrange(year, month)[1]))


def _day(value, edtf: str) -> datetime.date | None:
    if isinstance(value, float):  # an open interval's side is minus or plus infinity
        return None
    try:
        return datetime.date(value.tm_year, value.tm_mon, value.tm_mday)
    except (ValueError, OverflowError) as error:
        raise InvalidDate(edtf) from error


def believed(edtf: str) -> str | None:
    """Return a document's EDTF date as it is stored: an interval that runs backwards with its sides exchanged.

    Return None for years outside FIRST_YEAR to LAST_YEAR. Raise InvalidDate if it is not EDTF.
    """
    lower, upper = bounds(edtf)
    if lower and upper and lower > upper:
        first, _, last = edtf.partition("/")
        edtf = f"{last}/{first}"
        lower, upper = bounds(edtf)
        if lower and upper and lower > upper:
            return None
    days = [day for day in (lower, upper) if day]
    return edtf if all(FIRST_YEAR <= day.year <= LAST_YEAR for day in days) else None


@lru_cache(maxsize=10_000)
def certain(edtf: str) -> str:
    """Return the date if it is a whole day, month or year without any qualifier; "" otherwise.

    For formats that know neither intervals nor "about" and would take them for exact dates.
    """
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", edtf or ""):
        return ""
    try:
        return edtf if granularity(edtf) in ("day", "month", "year") else ""
    except InvalidDate:
        return ""


def granularity(edtf: str) -> str:
    """Return the precision of an EDTF string: "day", "month", "year", "interval" or "unknown year".

    It follows from the bounds, so "2023-10-19~" is a day; a decade, a season or an open side is an interval. Raise
    InvalidDate if it is not EDTF.
    """
    lower, upper = bounds(edtf)
    if "XXXX" in edtf:
        return "unknown year"
    if lower is None or upper is None or "/" in edtf:
        return "interval"
    if lower == upper:
        return "day"
    if (lower.year, lower.day, upper.month, upper.day) == (upper.year, 1, 12, 31) and lower.month == 1:
        return "year"
    last = calendar.monthrange(lower.year, lower.month)[1]
    whole_month = (lower.year, lower.month, lower.day, last) == (upper.year, upper.month, 1, upper.day)
    return "month" if whole_month else "interval"


def contradict(one: str, other: str) -> bool:
    """Return whether two EDTF dates lie more than a day apart, whichever of their possible days is meant.

    One day is allowed: reports are issued at night, and sites keep different clocks. An unknown year is taken as the
    one that brings the two nearest. An open side contradicts nothing. Raise InvalidDate if one is not EDTF.
    """
    if "XXXX" in one:
        one, other = other, one
    lower, upper = bounds(one)
    if "XXXX" not in other:
        return _apart((lower, upper), bounds(other))
    if lower is None or upper is None:
        return False
    years = range(lower.year - 1, min(upper.year, lower.year + 8) + 2)  # eight years hold every 29 February
    return all(_apart((lower, upper), span) for year in years if (span := _in_year(other, year)))


def lies_after(edtf: str, day: datetime.date) -> bool:
    """Return whether a date is certainly later than a day; one day is allowed for time zones.

    Raise InvalidDate if it is not EDTF.
    """
    lower, _ = bounds(edtf)
    return lower is not None and lower.toordinal() > day.toordinal() + 1


def _apart(one: tuple, other: tuple) -> bool:
    later = max((span[0] for span in (one, other) if span[0]), default=None)
    earlier = min((span[1] for span in (one, other) if span[1]), default=None)
    return bool(later and earlier and later.toordinal() > earlier.toordinal() + 1)


def _in_year(edtf: str, year: int) -> tuple | None:
    try:
        return bounds(edtf.replace("XXXX", f"{year:04d}"))
    except InvalidDate:
        return None


@lru_cache(maxsize=10_000)
def in_words(edtf: str) -> str:
    """Return an EDTF string in words: "19 October 2023", "October 2023", "19 October, year not known".

    A string that is not EDTF is returned unchanged.
    """
    if not edtf:
        return ""
    if "/" in edtf:
        start, end = edtf.split("/", 1)
        if start in ("", ".."):
            return f"until {in_words(end)}"
        if end in ("", ".."):
            return f"since {in_words(start)}"
        return f"{in_words(start)} to {in_words(end)}"
    match = re.fullmatch(r"(\d{4}|XXXX)(?:-(\d\d))?(?:-(\d\d))?([~?%])?", edtf)
    if not match:
        return edtf
    year, month, day, doubt = match.groups()
    words = " ".join(
        part
        for part in (
            str(int(day)) if day else "",
            MONTH_NAMES[int(month) - 1] if month and 1 <= int(month) <= 12 else "",
        )
        if part
    )
    if year == "XXXX":
        words = f"{words}, year not known" if words else "year not known"
    else:
        words = f"{words} {year}".strip()
    prefix = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}.get(doubt or "", "")
    return prefix + words
