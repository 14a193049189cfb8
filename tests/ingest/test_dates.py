"""Partial dates, and dates parsed from pages."""

import datetime

import pytest
from edtf import EDTFParseException, parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import dates
from corpus.ingest.datelines import split_dateline
from corpus.ingest.dates import from_url, read_date

DAY = datetime.date


@pytest.mark.parametrize(
    ("edtf", "lower", "upper"),
    [
        ("2023-10-19", DAY(2023, 10, 19), DAY(2023, 10, 19)),
        ("2023-10", DAY(2023, 10, 1), DAY(2023, 10, 31)),
        ("2024", DAY(2024, 1, 1), DAY(2024, 12, 31)),
        ("2024-11-03/2024-11-05", DAY(2024, 11, 3), DAY(2024, 11, 5)),
        ("2023-10-19~", DAY(2023, 10, 19), DAY(2023, 10, 19)),
        ("../2024-11-07", None, DAY(2024, 11, 7)),
        ("/2024-11-07", None, DAY(2024, 11, 7)),
        ("2024-11-07/", DAY(2024, 11, 7), None),
        ("XXXX-10-19", None, None),
        ("", None, None),
    ],
)
def test_bounds(edtf, lower, upper):
    assert dates.bounds(edtf) == (lower, upper)


@pytest.mark.parametrize(
    "text",
    [
        "yesterday",
        "2023-13-01",
        "2023-02-30",
        "19/10/2023",
        "X" * 90,
        "2023-10-19; DROP TABLE",
        "Y1E99999",
        "Y1E9999999",
    ],
)
def test_bounds_refuses_what_is_no_date(text):
    with pytest.raises(dates.InvalidDate):
        dates.bounds(text)


SIDES = st.from_regex(
    r"(0001|1997|2000|2023|2024|9999)(-(0[1-9]|1[0-3]|2[14])(-(0[01]|15|2[89]|3[0-2]))?)?[~?%]?", fullmatch=True
)


@settings(deadline=None)
@given(st.lists(SIDES, min_size=1, max_size=2))
def test_plain_dates_have_the_bounds_that_the_library_gives(sides):
    edtf = "/".join(sides)
    try:
        parsed = parse_edtf(edtf)
        library = tuple(datetime.date(*day[:3]) for day in (parsed.lower_strict(), parsed.upper_strict()))
    except (EDTFParseException, ValueError):
        library = None
    try:
        ours = dates.bounds(edtf)
    except dates.InvalidDate:
        ours = None
    assert ours == library


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2023-10-19", "19 October 2023"),
        ("2023-10", "October 2023"),
        ("XXXX-10-19", "19 October, year not known"),
        ("2024-11-03/2024-11-05", "3 November 2024 to 5 November 2024"),
        ("2023-10-19~", "about 19 October 2023"),
        ("../2024-11-07", "until 7 November 2024"),
    ],
)
def test_in_words(edtf, words):
    assert dates.in_words(edtf) == words


@pytest.mark.parametrize(
    ("edtf", "granularity"),
    [
        ("2023-10-19", "day"),
        ("2023-10-19~", "day"),
        ("2023-10", "month"),
        ("2024-02", "month"),
        ("2023", "year"),
        ("202X", "interval"),
        ("2024-11-03/2024-11-05", "interval"),
        ("/2024-11-07", "interval"),
        ("XXXX-10-19", "unknown year"),
    ],
)
def test_granularity(edtf, granularity):
    assert dates.granularity(edtf) == granularity


@pytest.mark.parametrize(
    ("one", "other", "contradict"),
    [
        ("2024-05-27", "2024-05-28", False),
        ("2024-05-27", "2024-05-29", True),
        ("2023-12-31", "2024-01-01", False),
        ("2024-05", "2024-05-20", False),
        ("2024-05", "2024-06-02", True),
        ("2024-05-27", "/2024-11-07", False),
        ("2025-05-27", "/2024-11-07", True),
        ("XXXX-12-31", "2024-01-01", False),
        ("2024-01-03", "XXXX-12-31", True),
        ("XXXX-02-29", "2023-03-01", True),
        ("XXXX-02-29", "2020/2030", False),
        ("XXXX-02-29", "XXXX-03-09", False),
        ("9999-12-31", "9999-12-31", False),
    ],
)
def test_contradiction(one, other, contradict):
    assert dates.contradict(one, other) is dates.contradict(other, one) is contradict


def test_a_day_after_is_within_the_time_zones():
    assert not dates.lies_after("2024-11-08", DAY(2024, 11, 7))
    assert dates.lies_after("2024-11-09", DAY(2024, 11, 7))
    assert not dates.lies_after("2024", DAY(2024, 11, 7))
    assert not dates.lies_after("XXXX-11-09", DAY(2024, 11, 7))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("27/05/2024", "2024-05-27"),
        ("02/03/2022", "2022-03-02"),
        ("03/27/2022", "2022-03-27"),
        ("23.10.2023", "2023-10-23"),
        ("www.kcna.kp (Juche113.5.27.)", "2024-05-27"),
        ("(2025.12.14.)", "2025-12-14"),
        ("2023.3.13.", "2023-03-13"),
        ("20231023", "2023-10-23"),
        ("Mar. 10,\u00a0Juche 111 (2022)\u00a0\u00a0Thursday", "2022-03-10"),
        ("Feb. 19, 2026 Thursday", "2026-02-19"),
        ("October 20. 2023 Juche 112", "2023-10-20"),
        ("5th May 2021", "2021-05-05"),
        ("15:45, 23-Mar-2022", "2022-03-23"),
        ("Updated: 2017-08-31 08:54", "2017-08-31"),
        ("Published: Mar 24, 2022 09:53 PM Updated: Mar 25, 2022 09:23 PM", "2022-03-24"),
        ("Updated: Mar 28, 2022 09:00 AM Published: Jan 22, 2020 09:15 PM", "2020-01-22"),
        ("2022-03-30 21:00:49", "2022-03-30"),
        ("2024-02-03T23:30:00Z", "2024-02-03"),
        ("2024-02-03T23:30:00+09:00", "2024-02-03"),
        ("주체112(2023)년 3월 13일", "2023-03-13"),
        ("주체112년 3월 13일", "2023-03-13"),
        ("www.kcna.kp (주체113.5.27.)", "2024-05-27"),
        ("2023년 3월 13일", "2023-03-13"),
        ("2023年10月23日", "2023-10-23"),
        ("２０２３年１０月２３日", "2023-10-23"),
        ("11 de febrero de 2011", "2011-02-11"),
        ("Publicado: 11 febrero 2011", "2011-02-11"),
        ("1er mars 2022", "2022-03-01"),
        ("23 октября 2023 г.", "2023-10-23"),
        ("23 tháng 10 năm 2023", "2023-10-23"),
        ("Juche108(2019)", "2019"),
        ("October 2023", "2023-10"),
        ("2023-10", "2023-10"),
        ("it was built in October 2023", None),
        ("31/02/2024", None),
        ("Feb 30, 2022 or Mar 1, 2022", "2022-03-01"),
        ("aprıl 5, 2022", None),  # a letter that counts as i where case is passed over
        ("no day here", None),
    ],
)
def test_read_date(text, day):
    assert read_date(text) == day


PIECES = [
    "2023",
    "0000",
    "31",
    "02",
    "112",
    "Juche",
    "주체",
    "(",
    ")",
    ".",
    "/",
    "-",
    ",",
    " ",
    "May",
    "de",
    "년",
    "월",
]


@settings(deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=12).map("".join)))
def test_whatever_the_text_a_date_that_is_read_is_one(text):
    if day := read_date(text):
        assert dates.bounds(day)[0]
        assert dates.granularity(day) in ("day", "month", "year")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://www.kcna.co.jp/item/2023/202310/news20/20231020-01ee.html", "2023-10-20"),
        ("http://www.rodong.rep.kp/en/index.php?strPageID=SF01_02_01&newsID=2022-03-10-0003", "2022-03-10"),
        ("http://www.rodong.rep.kp/en/index.php?MTJAMjAyMy0wMy0xMy0wMDAx", "2023-03-13"),
        ("https://english.news.cn/20231023/0123456789abcdef/c.html", "2023-10-23"),
        ("https://en.granma.cu/mundo/2023-02-10/a-visit", "2023-02-10"),
        ("http://www.kcna.co.jp/item/2011/201108/news09/2011080917ss.html", "2011-08-09"),
        ("http://www.kcna.co.jp/calendar/2011/12/12-01/2011-1201-001.html", "2011-12-01"),
        ("http://www.rodong.rep.kp/en/index.php?MTJAMjAyMy0wMy0xMy0wMDAxQA%3D%3D", "2023-03-13"),
        ("http://news.xinhuanet.com/english/2011-02/10/c_1.htm", "2011-02-10"),
        ("https://www.globaltimes.cn/page/202203/1256754.shtml", "2022-03"),
        ("https://kcnawatch.org/newstream/1716800553-87350057/a-visit/", "2024-05-27"),
        ("https://kcnawatch.org/newstream/1716739200-1/a-visit/", "2024-05-27"),  # 16:00 UTC, the next day in Seoul
        ("http://www.kcna.kp/en/article/q/389b4b6d.kcmsf", None),
        ("https://example.org/20231399/x", None),
        (None, None),
    ],
)
def test_date_in_address(url, day):
    assert [one.edtf for one in from_url(url)] == ([day] if day else [])


@pytest.mark.parametrize(
    ("opening", "place", "month", "day", "agency"),
    [
        ("Pyongyang, October 20 (KCNA) -- ", "Pyongyang", 10, 20, "KCNA"),
        ("BEIJING, Oct. 23 (Xinhua) -- ", "BEIJING", 10, 23, "Xinhua"),
        ("UNITED NATIONS, Oct. 3 (Xinhua) -- ", "UNITED NATIONS", 10, 3, "Xinhua"),
        ("MOSCOW, September 14. /TASS/. ", "MOSCOW", 9, 14, "TASS"),
        ("HAVANA, Cuba, Feb 10 (ACN) ", "HAVANA, Cuba", 2, 10, "ACN"),
        ("TEHRAN, Oct. 23 (MNA) – ", "TEHRAN", 10, 23, "MNA"),
        ("Damascus, SANA- ", "Damascus", None, None, "SANA"),
        ("Hanoi (VNA) – ", "Hanoi", None, None, "VNA"),
        ("(KPL) ", "", None, None, "KPL"),
        ("Pyongyang, 11 de febrero (ACNC) -- ", "Pyongyang", 2, 11, "ACNC"),
        ("La Habana, 10 feb (Prensa Latina) ", "La Habana", 2, 10, "Prensa Latina"),
        ("МОСКВА, 14 сентября. /ТАСС/. ", "МОСКВА", 9, 14, "ТАСС"),
        ("新华社北京10月23日电 ", "北京", 10, 23, "新华社"),
        ("平壤3月9日电 ", "平壤", 3, 9, ""),
        ("【平壌10月20日発朝鮮中央通信】", "平壌", 10, 20, "朝鮮中央通信"),
        ("(평양 3월 9일발 조선중앙통신) ", "평양", 3, 9, "조선중앙통신"),
    ],
)
def test_dateline_is_parted_from_the_report(opening, place, month, day, agency):
    found, rest = split_dateline(f"{opening}Somebody came.")
    assert (found.place, found.month, found.day, found.agency) == (place, month, day, agency)
    assert rest == "Somebody came."


@pytest.mark.parametrize(
    "sentence",
    [
        "In Pyongyang, on October 20, the guests met (as planned) -- and parted.",
        "The Vietnam News Agency (VNA) said so.",
        "Talks were held in Moscow, May 5 (Thursday) -- and went on.",
        "The guests left Moscow, May 5 (local time) being the last day.",
        "报道10月23日电力供应。",
    ],
)
def test_a_sentence_is_no_dateline(sentence):
    assert split_dateline(sentence) == (None, sentence)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_text_is_lost_with_a_dateline(text):
    opening, rest = split_dateline(text)
    assert text.strip().endswith(rest.strip())
    assert opening is None or text.strip().startswith(opening.text)
