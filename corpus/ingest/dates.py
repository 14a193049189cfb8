"""Date candidates of a page, the dateline, and which date counts."""

import datetime
import re
from dataclasses import dataclass

from corpus.dates import MONTHS, bounds, iso, juche_year

from .parsed import DateCandidate, Dateline

# Which evidence counts first where candidates disagree: what the site prints as the day of issue, then what a record
# says, the address, the closing line, and last the dateline, which has no year and names the newsroom's day.
ORDER = ("page", "record", "url", "closing", "dateline")

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_FIRST = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_MONTH_FIRST = re.compile(
    rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?[.,]?\s+(?:Juche\s*\d+\s*\()?(\d{{4}})\b", re.I
)
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\.?\s+({_MONTH})\.?,?\s+(\d{{4}})\b", re.I)
_JUCHE = re.compile(r"\bJuche\s*(\d{2,3})\.\s*(\d{1,2})\.\s*(\d{1,2})\b", re.I)
_DOTTED = re.compile(r"\b((?:19|20)\d{2})[.\-/](\d{1,2})[.\-/](\d{1,2})(?!\d)")

# "Pyongyang, October 20 (KCNA) --", "BEIJING, Oct. 23 (Xinhua) --", "MOSCOW, September 14. /TASS/.",
# "HAVANA, Cuba, Feb 10 (ACN)", "Damascus, SANA-", "Hanoi (VNA) –"
_PLACE = r"(?P<place>[A-Z][\w.’'\- ]{1,40}(?:,\ [A-Z][\w.’'\- ]{1,30}?)?)"
_DATELINE = re.compile(
    rf"""\A\s*(?:
        {_PLACE},\s*(?P<month>{_MONTH})\.?\s*(?P<day>\d{{1,2}})\.?,?\s*
        (?:\((?P<agency>[A-Za-z ]{{2,20}})\)|/(?P<agency2>[A-Z]{{2,12}})/)\.?\s*
      | (?P<place2>[A-Z][\w.’'\- ]{{1,40}}),\s*(?P<agency3>SANA)\s*(?=[-–—])
      | (?P<place3>[A-Z][\w.’'\- ]{{1,40}})\s*\((?P<agency4>VNA|MNA|KPL)\)\s*
    )(?:-{{1,3}}|–|—)?\s*""",
    re.X | re.I,
)


def read_date(text: str) -> str | None:
    """The first full date that a short text states, as EDTF: day-first figures, month names, Juche, dotted; or None."""
    for pattern, read in (
        (_JUCHE, lambda m: iso(juche_year(int(m[1])), int(m[2]), int(m[3]))),
        (_DAY_FIRST, lambda m: iso(int(m[3]), int(m[2]), int(m[1]))),
        (_MONTH_FIRST, lambda m: iso(int(m[3]), MONTHS[m[1].lower()], int(m[2]))),
        (_DAY_MONTH, lambda m: iso(int(m[3]), MONTHS[m[2].lower()], int(m[1]))),
        (_DOTTED, lambda m: iso(int(m[1]), int(m[2]), int(m[3]))),
    ):
        for match in pattern.finditer(text):
            if day := read(match):
                return day
    return None


def candidate(text: str | None, basis: str) -> list[DateCandidate]:
    """The date a text states as a candidate with that text as its evidence; an empty list where it states none."""
    text = " ".join((text or "").split())[:200]
    day = read_date(text)
    return [DateCandidate(day, basis, text)] if day else []


_URL_DAYS = (
    re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)-?\d{2}[a-z]{2}\.html?$"),  # kcna.co.jp 20231020-01ee.html
    re.compile(r"[?&=/](?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?=[-/&]|$)"),  # newsID=2022-03-10-0003, Granma
    re.compile(r"/(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)/"),  # english.news.cn/20231023/…
    re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>\d\d)/(?P<d>\d\d)(?:/|$)"),
)


def from_url(url: str | None) -> list[DateCandidate]:
    """The day that an address holds, plain or in Rodong Sinmun's base64 ("12@2023-03-13-…"), as a candidate."""
    if not url:
        return []
    tried = [url]
    if match := re.search(r"\?([A-Za-z0-9+/=]{12,})$", url):
        tried.append("/" + _base64_text(match[1]).replace("@", "/"))
    for text in tried:
        for pattern in _URL_DAYS:
            if (match := pattern.search(text)) and (day := iso(int(match["y"]), int(match["m"]), int(match["d"]))):
                return [DateCandidate(day, "url", match[0].strip("?&=/"))]
    return []


def _base64_text(text: str) -> str:
    import base64
    import binascii

    try:
        return base64.b64decode(text + "=" * (-len(text) % 4)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline as printed, its year not yet known; day and month None where it has none."""

    text: str
    place: str
    month: int | None
    day: int | None
    agency: str


def split_dateline(paragraph: str) -> tuple[Opening | None, str]:
    """A first paragraph parted into its dateline and the rest; (None, paragraph) without one."""
    match = _DATELINE.match(paragraph)
    if not match:
        return None, paragraph
    place = (match["place"] or match["place2"] or match["place3"]).strip()
    agency = match["agency"] or match["agency2"] or match["agency3"] or match["agency4"]
    month, day = match["month"], match["day"]
    opening = Opening(
        match[0].strip(), place, MONTHS[month.lower()] if month else None, int(day) if day else None, agency
    )
    return opening, paragraph[match.end() :].lstrip()


def resolve_dateline(opening: Opening, known: str | None, latest: datetime.date | None) -> Dateline:
    """Give a dateline its year: the one that brings it nearest to the known day of publication, or else the last such
    day on or before ``latest``; without either the year stays unknown ("XXXX-07-23")."""
    place, month, day = opening.place, opening.month, opening.day
    if month is None or day is None:
        return Dateline(place, None)
    anchor = bounds(known)[0] if known else None
    if anchor:
        days = [iso(anchor.year + shift, month, day) for shift in (-1, 0, 1)]
        days = [datetime.date.fromisoformat(text) for text in days if text]
        return Dateline(place, min(days, key=lambda one: abs(one - anchor)).isoformat() if days else None)
    if latest:
        for year in (latest.year, latest.year - 1):
            text = iso(year, month, day)
            if text and datetime.date.fromisoformat(text) <= latest:
                return Dateline(place, text)
    return Dateline(place, f"XXXX-{month:02d}-{day:02d}" if iso(2024, month, day) else None)


def choose(candidates: list[DateCandidate]) -> tuple[DateCandidate | None, bool]:
    """The candidate that counts, by ORDER, and whether another one contradicts it by more than a day.

    A dateline of the day before is no contradiction: reports are issued in the night.
    """
    dated = [one for one in candidates if bounds(one.edtf)[0]]
    if not dated:
        return None, False
    chosen = min(dated, key=lambda one: ORDER.index(one.basis))
    lower, upper = bounds(chosen.edtf)
    day = datetime.timedelta(days=1)
    conflict = any(
        other_upper < lower - day or other_lower > upper + day
        for other_lower, other_upper in (bounds(one.edtf) for one in dated)
    )
    return chosen, conflict
