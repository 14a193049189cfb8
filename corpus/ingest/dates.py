"""Read the dates that sites print and that addresses hold as candidates; docs/developing/dates.md lists the forms."""

import base64
import binascii
import datetime
import re
import unicodedata
from importlib import import_module
from urllib.parse import unquote

import jdatetime

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
# The months of Syria, Lebanon, Jordan and Iraq, which the Unicode CLDR keeps apart from those of other Arab countries.
_LEVANTINE_MONTHS = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني",
    "كانون الأول",
)  # fmt: skip
# Languages whose names of months are dateparser's, from the Unicode CLDR.
_CLDR_LANGUAGES = (
    "de", "it", "tr", "ar", "fa", "ur", "uk", "pl", "id", "uz", "nl", "hi", "bn", "lo", "km", "th", "my",
)  # fmt: skip


def _cldr_months() -> dict[str, int]:
    found = {}
    for language in _CLDR_LANGUAGES:
        names = import_module(f"dateparser.data.date_translation_data.{language}").info
        for name, number in MONTHS.items():
            found |= {word.lower(): number for word in names.get(name, ()) if not re.search(r"\d", word)}
    return found


MONTH_WORDS = (
    _cldr_months()
    | {name: number for number, name in enumerate(_LEVANTINE_MONTHS, start=1)}
    | {word: number for number, words in enumerate(_FOREIGN_MONTHS, start=1) for word in words.split()}
    | MONTHS
)
MONTH = "|".join(map(re.escape, sorted(MONTH_WORDS, key=len, reverse=True)))

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
        rf"(?<!\d){_Y}(?P<m>\d\d)(?P<d>\d\d)(?:T?\d{{4}}(?:\d\d)?)?(?!\d)",  # 20231023, 20231023101500
        rf"(?<!\w){_JUCHE}(?:\s*\(\s*{_Y}\s*\))?,?\s+{_NAME}\s*{_D}(?!\d)",  # Juche 112 (2023) October 23
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
# The solar calendar of Iran: ۱ آبان ۱۴۰۲, 1402/08/01.
_JALALI_MONTHS = {name: number for number, name in enumerate(jdatetime.date.j_months_fa, start=1)}
_JALALI = (
    re.compile(r"(?<!\d)(?P<y>1[34]\d\d)[/.-](?P<m>\d{1,2})[/.-](?P<d>\d{1,2})(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})\s*(?P<m>{'|'.join(_JALALI_MONTHS)})\s*(?:ماه)?\s*،?\s*(?P<y>1[34]\d\d)(?!\d)"
    ),
)
_HAN = "〇一二三四五六七八九"
_HAN_DATE = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号號]"
)
_ISO_WEEK = re.compile(r"(?:19|20)\d\d-W\d\d-\d\Z")
_SHORT_YEAR = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d\d)(?!\d)")
# What software writes where it has no day: the zero of Unix, Excel, SQL, .NET and Windows.
_NO_DAY = re.compile(r"0000|0001-01-01|1601-01-01|1753-01-01|1899-12-3[01]|1900-01(?:-0[01])?\Z|1970-01-01|1969-12-31")
_ISSUED = re.compile(r"publi[a-zà-ÿ]*|posted|опубликован\w*|发布(?:时间)?|發布|입력|등록", re.I)


def read_date(text: str) -> str | None:
    """Return the first full date in a short text as EDTF; a date after "Published:" precedes one after "Updated:".

    If the text is nothing but a month or a year, return that. Numbers are day-first, or month-first if there is no such
    day (03/27/2022). Days that do not exist are skipped. The day is the one written, whatever the time zone. Return
    None if there is no date.
    """
    text = _western(" ".join(unicodedata.normalize("NFKC", text[:MAX_TEXT]).split()))
    issued = _ISSUED.search(text)
    return (_first_full(text[issued.end() :]) if issued else None) or _first_full(text) or _partial(text)


def _western(text: str) -> str:
    """Return a text with the digits of any script, and Chinese numerals of a date, in Western digits."""
    if text.isascii():
        return text
    text = re.sub(r"[^\W\D]", lambda match: str(unicodedata.digit(match[0], "")), text)
    return _HAN_DATE.sub(lambda match: "{}年{}月{}日".format(_han_year(match[1]), *map(_han, match.groups()[1:])), text)


def _han_year(text: str) -> str:
    return "".join(str(max(0, _HAN.find(one))) for one in text)


def _han(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    return (max(1, _HAN.find(tens) if tens else 1) * 10 if ten else 0) + (_HAN.find(ones) if ones else 0)


def _jalali(text: str) -> str | None:
    for form in _JALALI:
        for match in form.finditer(text):
            month = match["m"]
            month = int(month) if month.isdigit() else _JALALI_MONTHS[month]
            try:
                return jdatetime.date(int(match["y"]), month, int(match["d"])).togregorian().isoformat()
            except ValueError:
                continue
    return None


def day_of_number(text: str) -> str | None:
    """Return the day of a number that stands for a time, as EDTF; None for any other text.

    From 12 digits on, it is milliseconds since 1970, with 9 to 11 digits seconds, with 5 the days that Excel counts;
    8 digits are a date.
    """
    match = re.fullmatch(r"(-?\d+)(?:\.\d+)?", text)
    if not match or len(match[1]) in (4, 6, 8, 14):
        return None
    number = int(match[1][:20])
    try:
        if len(match[1]) == 5:
            return (datetime.date(1899, 12, 30) + datetime.timedelta(days=number)).isoformat()
        return (
            datetime.datetime.fromtimestamp(number / 1000 if abs(number) > 1e11 else number, datetime.UTC)
            .date()
            .isoformat()
        )
    except (ValueError, OverflowError, OSError):
        return None


def is_no_day(edtf: str) -> bool:
    """Return whether a date is the zero of a calendar or clock, which software writes where there is no date."""
    return bool(_NO_DAY.match(edtf))


def read_record_date(text: str) -> str | None:
    """Return the date in a record's field, which may also be an ISO week or have a year of two digits."""
    text = _western(unicodedata.normalize("NFKC", text[:MAX_TEXT]).strip())
    if _ISO_WEEK.match(text):
        try:
            return datetime.date.fromisoformat(text).isoformat()
        except ValueError:
            return None
    if match := _SHORT_YEAR.match(text):
        first, second, year = int(match[1]), int(match[3]), 2000 + int(match[4])
        year -= 100 if year > datetime.date.today().year + 1 else 0
        if first > 12 or second > 12:  # else the order of day and month is not known
            return iso(year, second, first) if first > 12 else iso(year, first, second)
    return read_date(text)


def _first_full(text: str) -> str | None:
    if day := _jalali(text):
        return day
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
