"""Partial dates, and the dates read off pages."""

import datetime

import pytest

from corpus import dates
from corpus.ingest.datelines import Opening, resolve_dateline, split_dateline
from corpus.ingest.dates import from_url, read_date
from corpus.ingest.resolution import choose
from corpus.ingest.parsed import DateCandidate

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
        ("XXXX-10-19", None, None),
        ("", None, None),
    ],
)
def test_bounds(edtf, lower, upper):
    assert dates.bounds(edtf) == (lower, upper)


@pytest.mark.parametrize(
    "text", ["yesterday", "2023-13-01", "2023-02-30", "19/10/2023", "X" * 90, "2023-10-19; DROP TABLE"]
)
def test_bounds_refuses_what_is_no_date(text):
    with pytest.raises(dates.InvalidDate):
        dates.bounds(text)


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
    ("text", "day"),
    [
        ("27/05/2024", "2024-05-27"),
        ("www.kcna.kp (Juche113.5.27.)", "2024-05-27"),
        ("(2025.12.14.)", "2025-12-14"),
        ("Mar. 10, Juche 111 (2022) Thursday", "2022-03-10"),
        ("Feb. 19, 2026 Thursday", "2026-02-19"),
        ("October 20. 2023 Juche 112", "2023-10-20"),
        ("5th May 2021", "2021-05-05"),
        ("31/02/2024", None),
        ("no day here", None),
    ],
)
def test_read_date(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://www.kcna.co.jp/item/2023/202310/news20/20231020-01ee.html", "2023-10-20"),
        ("http://www.rodong.rep.kp/en/index.php?strPageID=SF01_02_01&newsID=2022-03-10-0003", "2022-03-10"),
        ("http://www.rodong.rep.kp/en/index.php?MTJAMjAyMy0wMy0xMy0wMDAx", "2023-03-13"),
        ("https://english.news.cn/20231023/0123456789abcdef/c.html", "2023-10-23"),
        ("https://en.granma.cu/mundo/2023-02-10/a-visit", "2023-02-10"),
        ("http://www.kcna.kp/en/article/q/389b4b6d.kcmsf", None),
        ("https://example.org/20231399/x", None),
        (None, None),
    ],
)
def test_date_in_address(url, day):
    assert [one.edtf for one in from_url(url)] == ([day] if day else [])


@pytest.mark.parametrize(
    ("opening", "place", "month", "day"),
    [
        ("Pyongyang, October 20 (KCNA) -- Somebody came.", "Pyongyang", 10, 20),
        ("BEIJING, Oct. 23 (Xinhua) -- Somebody came.", "BEIJING", 10, 23),
        ("MOSCOW, September 14. /TASS/. Somebody came.", "MOSCOW", 9, 14),
        ("HAVANA, Cuba, Feb 10 (ACN) Somebody came.", "HAVANA, Cuba", 2, 10),
        ("Damascus, SANA- Somebody came.", "Damascus", None, None),
    ],
)
def test_dateline_is_parted_from_the_report(opening, place, month, day):
    found, rest = split_dateline(opening)
    assert (found.place, found.month, found.day) == (place, month, day)
    assert rest == "Somebody came."


def test_a_sentence_is_no_dateline():
    sentence = "In Pyongyang, on October 20, the guests met (as planned) -- and parted."
    assert split_dateline(sentence) == (None, sentence)


def test_dateline_year():
    december = Opening("", "Pyongyang", 12, 31, "KCNA")
    assert resolve_dateline(december, "2024-01-01", None).date == "2023-12-31"
    assert resolve_dateline(december, None, DAY(2024, 3, 1)).date == "2023-12-31"
    assert resolve_dateline(december, None, None).date == "XXXX-12-31"


def test_the_page_counts_before_the_address_and_contradictions_are_told():
    page, url = DateCandidate("2024-05-27", "page", ""), DateCandidate("2024-05-28", "url", "")
    assert choose([url, page]) == (page, False)
    assert choose([page, DateCandidate("2024-07-01", "closing", "")]) == (page, True)
    assert choose([DateCandidate("XXXX-10-19", "dateline", "")]) == (None, False)
