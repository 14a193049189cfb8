"""Read the dates that sites print and that addresses hold as candidates; docs/developing/dates.md lists the forms."""

import base64
import binascii
import datetime
import re
import unicodedata
from urllib.parse import unquote

from corpus.dates import MONTHS, iso, juche_year

from .parsed import DateCandidate

MAX_TEXT = 200  # characters that are read: a date is printed in a short line of its own
SEOUL = datetime.timezone(datetime.timedelta(hours=9))  # KCNA Watch and the outlets it follows

# Spanish, French, Russian and Portuguese names and abbreviations, a line for each month.
_FOREIGN_MONTHS = (
    "enero ene janvier janv января янв janeiro",
    "febrero février fevrier févr fevr февраля февр фев fevereiro",
    "marzo mars марта мар março marco",
    "abril abr avril avr апреля апр",
    "mayo mai мая maio",
    "junio juin июня июн junho",
    "julio juillet juil июля июл julho",
    "agosto ago août aout августа авг",
    "septiembre setiembre septembre сентября сент сен setembro",
    "octubre octobre октября окт outubro",
    "noviembre novembre ноября нояб ноя novembro",
    "diciembre dic décembre decembre déc декабря дек dezembro",
)
MONTH_WORDS = MONTHS | {word: number for number, words in enumerate(_FOREIGN_MONTHS, start=1) for word in words.split()}
MONTH = "|".join(sorted(MONTH_WORDS, key=len, reverse=True))

_Y = r"(?P<y>(?:19|20)\d\d)"
_D = r"(?P<d>\d{1,2})"
_M = r"(?P<m>\d{1,2})"
_NAME = rf"(?P<m>{MONTH})\b\.?"
_OF = r"(?:(?:de|del|of)\s+)?"
_JUCHE = r"(?:Juche|주체|主体|主體|チュチェ|Чучхе)\s*(?P<j>\d{1,3})"
_YEAR = rf"(?:{_JUCHE}(?:\s*\(\s*{_Y}\s*\))?|{_Y.replace('<y>', '<y2>')})(?!\d)"

_FULL = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_JUCHE}\.\s*{_M}\.\s*{_D}(?!\d)",  # Juche113.5.27.
        rf"(?<!\d){_Y}[.\-/]\s*{_M}[.\-/]\s*{_D}(?!\d)",  # 2023.3.13. 2022-03-30 21:00:49, 2024-02-03T23:30:00Z
        rf"(?<!\d)(?<!\d[./-]){_D}(?P<sep>[./-]){_M}(?P=sep){_Y}(?!\d)",  # 27/05/2024, 23.10.2023
        rf"(?<!\w){_NAME}\s*{_D}(?:st|nd|rd|th)?\b[.,]?\s+{_OF}{_YEAR}",  # Mar. 10, Juche 111 (2022)
        rf"(?<!\d){_D}(?:st|nd|rd|th|er|o)?\.?[\s\-]*{_OF}{_NAME},?[\s\-]*{_OF}{_YEAR}",  # 11 de febrero de 2011
        rf"(?<!\d){_Y}\s*\)?\s*[년年]\s*{_M}\s*[월月]\s*{_D}\s*[일日号號]",  # 주체112(2023)년 3월 13일
        rf"{_JUCHE}\s*[년年]\s*{_M}\s*[월月]\s*{_D}\s*[일日]",
        rf"(?<!\d){_D}\s+tháng\s+{_M},?\s+(?:năm\s+)?{_Y}(?!\d)",  # 23 tháng 10 năm 2023
        rf"(?<!\d){_Y}(?P<m>\d\d)(?P<d>\d\d)(?!\d)",  # 20231023
    )
)
# A month or a year is read only if the text holds nothing else.
_PARTIAL = tuple(
    re.compile(rf"(?:[^\W\d]+\s*:\s*)?\(?{pattern}\)?", re.I)
    for pattern in (
        rf"{_NAME},?\s+{_OF}{_YEAR}",  # October 2023
        rf"{_Y}[.\-/]{_M}\.?",
        rf"{_Y}\s*\)?\s*[년年]\s*{_M}\s*[월月]",
        rf"{_YEAR}\s*[년年]?",  # Juche108(2019)
    )
)
_ISSUED = re.compile(r"publi[a-zà-ÿ]*|posted|опубликован\w*|发布(?:时间)?|發布|입력|등록", re.I)


def read_date(text: str) -> str | None:
    """Return the first full date in a short text as EDTF; a date after "Published:" precedes one after "Updated:".

    If the text is nothing but a month or a year, return that. Numbers are day-first, or month-first if there is no such
    day (03/27/2022). Days that do not exist are skipped. The day is the one written, whatever the time zone. Return
    None if there is no date.
    """
    text = " ".join(unicodedata.normalize("NFKC", text[:MAX_TEXT]).split())
    issued = _ISSUED.search(text)
    return (_first_full(text[issued.end() :]) if issued else None) or _first_full(text) or _partial(text)


def _first_full(text: str) -> str | None:
    found = [(match.start(), day) for one in _FULL for match in one.finditer(text) if (day := _edtf(match))]
    return min(found)[1] if found else None


def _partial(text: str) -> str | None:
    return next((day for one in _PARTIAL if (match := one.fullmatch(text)) and (day := _edtf(match))), None)


def _edtf(match: re.Match) -> str | None:
    part = match.groupdict()
    year = part.get("y") or part.get("y2")
    year = int(year) if year else juche_year(int(part["j"]))
    month, day = part.get("m"), int(part["d"]) if part.get("d") else None
    if month is None:
        return iso(year)
    number = int(month) if month.isdigit() else MONTH_WORDS.get(month.lower())
    if not number:
        return None
    month_first = iso(year, day, number) if part.get("sep") == "/" else None
    return iso(year, number, day) or month_first


def candidate(text: str | None, basis: str) -> list[DateCandidate]:
    """Return the date in a text as a candidate, with the text as its evidence; [] if there is none."""
    text = " ".join((text or "").split())[:MAX_TEXT]
    day = read_date(text)
    return [DateCandidate(day, basis, text)] if day else []


def seen_by(day: datetime.date, evidence: str) -> DateCandidate:
    """Return a candidate for the last possible day of publication: one on which the article was seen."""
    return DateCandidate(f"/{day.isoformat()}", "capture", evidence)


_Y4, _M2, _D2 = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>\d\d)", r"(?P<d>\d\d)"
_URL_DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d){_Y4}{_M2}{_D2}-?\d{{2}}[a-z]{{2}}\.html?$",  # kcna.co.jp 20231020-01ee.html
        rf"/item/{_Y4}/\d{{4,6}}/news{_M2}/{_D2}\.html?$",  # kcna.co.jp, all of a day: 2004/200410/news10/27.htm
        rf"/{_Y4}-{_M2}{_D2}-\d{{3}}[a-z]{{0,2}}\.html?$",  # kcna.co.jp in Korean: 2011-1201-001.html
        rf"[?&=/]{_Y4}-{_M2}-{_D2}(?=[-/&]|$)",  # newsID=2022-03-10-0003, Granma
        rf"/{_Y4}{_M2}{_D2}/",  # english.news.cn/20231023/…
        rf"/{_Y4}/{_M2}/{_D2}(?:/|$)",
        rf"/{_Y4}-{_M2}/{_D2}/",  # Xinhua to 2020
        rf"/{_Y4}{_M2}/{_D2}/",  # China Daily
        rf"/page/{_Y4}{_M2}/\d+\.s?html$",  # Global Times: the month alone
    )
)
_RODONG_KEY = re.compile(r"\?([A-Za-z0-9+/=]{12,})$")
_IMPORTED = re.compile(r"/newstream/(?P<seconds>1\d{9})-\d+")


def from_url(url: str | None) -> list[DateCandidate]:
    """Return the dates in an address as candidates.

    They are the day, plain or in Rodong Sinmun's base64 ("12@2023-03-13-…"), or the month; and the time at which KCNA
    Watch imported the item ("/newstream/1716800553-…": seconds since 1970).
    """
    if not url:
        return []
    url = unquote(url)
    found = _day_in(url)
    if match := _IMPORTED.search(url):
        day = datetime.datetime.fromtimestamp(int(match["seconds"]), SEOUL).date()
        found.append(DateCandidate(day.isoformat(), "import", match["seconds"]))
    return found


def _day_in(url: str) -> list[DateCandidate]:
    tried = [url]
    if match := _RODONG_KEY.search(url):
        tried.append("/" + _base64_text(match[1]).replace("@", "/"))
    for text in tried:
        for pattern in _URL_DAYS:
            if match := pattern.search(text):
                part = match.groupdict()
                if day := iso(int(part["y"]), int(part["m"]), int(part["d"]) if "d" in part else None):
                    return [DateCandidate(day, "url", match[0].strip("?&=/"))]
    return []


def _base64_text(text: str) -> str:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""
