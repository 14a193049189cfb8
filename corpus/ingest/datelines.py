"""Datelines, the words that open a report: "Pyongyang, October 20 (KCNA) --"."""

import datetime
import re
from dataclasses import dataclass

from corpus.dates import bounds, iso

from .dates import MONTH, MONTH_WORDS
from .parsed import DateCandidate, Dateline

MAX_LENGTH = 160  # characters within which a dateline ends
MAX_IMPORT_DELAY = 7  # days within which KCNA Watch imports new articles; later imports are back-filled

_LATIN = r"(?P<place>[^\W\d_][\w.’'\- ]{1,40}?(?:,\s[^\W\d_][\w.’'\- ]{1,30}?){0,2})"
_HAN = r"(?P<place>[\u4e00-\u9fff]{2,8}?)"
_AGENCY = r"(?:\((?!\w+day\))(?P<agency>[^\W\d_][\w.]{1,14}(?:\sLatina)?)\)|/(?P<agency2>[^\W\d_][\w.]{1,14})/)"
_DASH = r"\.?\s*(?:[-–—]{1,3}\s*)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_UNDATED = "VNA|MNA|KPL|ACN|IRNA|SANA"  # agencies whose datelines may lack the day
_FORMS = tuple(
    re.compile(rf"\s*{pattern}")
    for pattern in (
        # Pyongyang, October 20 (KCNA) --; BEIJING, Oct. 23 (Xinhua) --; MOSCOW, September 14. /TASS/.
        rf"{_LATIN},\s*(?P<month>(?i:{MONTH}))\.?\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[.,]{{0,2}}\s*(?:{_YEAR},?\s*)?{_AGENCY}{_DASH}",
        # Pyongyang, 11 de febrero (ACNC) --; La Habana, 10 feb (Prensa Latina); МОСКВА, 14 сентября. /ТАСС/.
        rf"{_LATIN},\s*(?P<day>\d{{1,2}})(?:\s+de)?\s+(?P<month>(?i:{MONTH}))[.,]{{0,2}}\s*(?:(?:de(?:l)?\s+)?{_YEAR},?\s*)?{_AGENCY}{_DASH}",
        # Damascus, SANA-; Hanoi (VNA) –; (KPL)
        rf"{_LATIN},\s*(?P<agency>SANA)\s*(?=[-–—]){_DASH}",
        rf"{_LATIN}\s*\((?P<agency>{_UNDATED})\)\s*(?=[-–—]){_DASH}",
        rf"\((?P<agency>{_UNDATED})\){_DASH}",
        # 新华社北京10月23日电; 平壤3月9日电; （平壤3月9日电）
        rf"[（(]?据?(?P<agency>新华社|新華社|朝中社|朝鲜中央通讯社|中新社|中新网)?\s*{_HAN}\s*(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日[电電讯訊](?![力影视視子话話台器网網动動])[）)]?\s*",
        # دمشق-سانا
        r"(?P<place>[\u0621-\u064a]{2,15}(?: [\u0621-\u064a]{2,15})?)\s*[-–—ـ]\s*(?P<agency>سانا)\b\s*[-–—:،]?\s*",
        # 【平壌10月20日発朝鮮中央通信】
        rf"【{_HAN}\s*(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日発\s*(?P<agency>\w{{2,12}})】\s*",
        # (평양 3월 9일발 조선중앙통신)
        r"[（(]?(?P<place>[가-힣]{2,10})\s*(?P<month>\d{1,2})월\s*(?P<day>\d{1,2})일발\s*(?P<agency>조선중앙통신)?[）)]?\s*",
    )
)


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline as printed. month, day and year are None if not printed; agency and place may be ""."""

    text: str
    place: str
    month: int | None
    day: int | None
    agency: str
    year: int | None = None


def split_dateline(paragraph: str) -> tuple[Opening | None, str]:
    """Split a first paragraph into its dateline and the rest; (None, paragraph) if it has none."""
    for form in _FORMS:
        match = form.match(paragraph[:MAX_LENGTH])
        if match and (opening := _read(match)):
            return opening, paragraph[match.end() :].lstrip()
    return None, paragraph


def _read(match: re.Match) -> Opening | None:
    part = match.groupdict()
    place, agency = (part.get("place") or "").strip(), part.get("agency") or part.get("agency2") or ""
    if place[:1].islower() or agency[:1].islower():  # a sentence with a parenthesis
        return None
    month = part.get("month")
    return Opening(
        text=match[0].strip(),
        place=place,
        month=(int(month) if month.isdigit() else MONTH_WORDS.get(month.lower())) if month else None,
        day=int(part["day"]) if part.get("day") else None,
        agency=agency,
        year=int(part["year"]) if part.get("year") else None,
    )


def resolve_dateline(opening: Opening, known: DateCandidate | None, captured: datetime.date | None) -> Dateline:
    """Return a dateline with its date, its year inferred if it is not printed.

    It is the year nearest to the known publication date, or else that of the last such day up to the day of capture;
    without either, or within an interval of several years, it stays unknown ("XXXX-07-23"). A time of import gives the
    year only if the dateline's day is at most MAX_IMPORT_DELAY days before it, as back-filled articles may be of any
    year.
    """
    place, month, day = opening.place, opening.month, opening.day
    if month is None or day is None or not iso(2024, month, day):
        return Dateline(place, None)
    if opening.year:
        return Dateline(place, iso(opening.year, month, day))
    unknown = f"XXXX-{month:02d}-{day:02d}"
    if known:
        found = _nearest(month, day, known)
    else:
        found = _last(month, day, captured) if captured else None
    return Dateline(place, found or unknown)


def _nearest(month: int, day: int, known: DateCandidate) -> str | None:
    lower, upper = bounds(known.edtf)
    if lower is None:
        return None
    upper = upper or lower
    days = _days(month, day, range(lower.year - 1, upper.year + 2))
    if known.basis == "import":
        days = [one for one in days if -1 <= (lower - one).days <= MAX_IMPORT_DELAY]
    if sum(lower <= one <= upper for one in days) > 1:  # of several years, none is known
        return None
    return min(days, key=lambda one: (max(lower - one, one - upper), one)).isoformat() if days else None


def _last(month: int, day: int, captured: datetime.date) -> str | None:
    days = _days(month, day, range(captured.year - 8, captured.year + 2))
    latest = captured.toordinal() + 1  # one day is allowed for time zones
    found = max((one for one in days if one.toordinal() <= latest), default=None)
    return found.isoformat() if found else None


def _days(month: int, day: int, years: range) -> list[datetime.date]:
    found = (iso(year, month, day) for year in years)
    return [datetime.date.fromisoformat(one) for one in found if one]
