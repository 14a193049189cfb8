"""Records that have a headline and a date but no text, where headlines are kept."""

import pytest

from corpus.ingest.layouts import parse
from corpus.ingest.parsed import NotAnArticle
from corpus.store.loading.prepare import prepare
from tests.support.captures import BODY, html, record

URL = "http://www.kcna.co.jp/item/1999/9903/news03/02.htm"


def kept(capture, **options):
    """Return the only article of a capture, headlines kept."""
    (article,) = parse(capture, headlines=True, **options)
    return article


def test_a_record_without_text_is_an_article_with_a_headline_only():
    article = kept(record(title="Kites Fly over Harbour", url="https://tass.com/sport/1", date="1999-03-02"))
    assert (article.title, article.text, article.headline_only) == ("Kites Fly over Harbour", "", True)
    assert (article.outlet, article.published, article.published_basis) == ("TASS", "1999-03-02", "record")


def test_each_story_of_a_day_has_its_own_address():
    one, two = (kept(record(title=f"Story {n}", url=f"{URL}#{n}", date="1999-03-02", language="en")) for n in (1, 2))
    assert (one.url, two.url) == (f"{URL}#1", f"{URL}#2")
    assert one.outlet == "KCNA"


def test_the_declared_language_is_believed_where_the_headline_does_not_tell():
    assert kept(record(title="Cometas", url=f"{URL}#1", date="1999-03-02", language="es")).language == "es"


@pytest.mark.parametrize("name", ["CGTN-Fri-Apr--1-01_55_35-2022-CHINA.csv#1", "list.csv#1"])
def test_a_row_without_names_of_columns_needs_an_outlet(name):
    row = record(name, **{"column 1": "2022-03-30 21:00:49", "column 2": "Kites Fly over Harbour"})
    article = kept(row, default_outlet="cgtn")
    assert (article.outlet, article.published, article.headline_only) == ("CGTN", "2022-03-30", True)


@pytest.mark.parametrize(
    "capture",
    [
        record(title="Kites Fly", url="https://tass.com/sport/1", date=""),
        record(topic="Film", headline="Kites Fly", date=None, link="http://www.kcna.kp/v", story_text=" "),
    ],
)
def test_a_record_without_date_stays_a_stub(capture):
    with pytest.raises(NotAnArticle, match="no date") as raised:
        parse(capture, headlines=True)
    assert raised.value.stub


def test_a_page_without_text_and_a_record_without_headline_are_no_articles():
    page = html('<div class="article-main-title">Kites Fly</div>', "http://www.kcna.kp/en/article/q/1.kcmsf")
    for capture in (page, record(title=" ", url="https://tass.com/sport/1", date="1999-03-02")):
        with pytest.raises(NotAnArticle):
            parse(capture, headlines=True)


def test_a_record_with_a_text_is_read_as_ever():
    fields = {"title": "Kites Fly", "text": BODY, "url": "https://tass.com/sport/1", "date": "1999-03-02"}
    assert kept(record(**fields)) == parse(record(**fields))[0]


@pytest.mark.parametrize(
    ("headline", "people"),
    [
        ("Kim Jong Il Sends Greetings to Harbour Pilots", ["Kim Jong Il"]),
        ("Floral Basket to Kim Il Sung from Kite Makers", ["Kim Il Sung"]),
        ("Harbour Pilots Meet Pak Ui Chun and Choe Thae Bok", ["Pak Ui Chun", "Choe Thae Bok"]),
        ("Kite Makers Denounce Lee Myung Bak Group's Tax", ["Lee Myung Bak"]),
        ("Anti-Lee Myung Bak Regatta Held", ["Lee Myung Bak"]),
        ("Kite Makers Visit Kim Il Sung University", []),
        ("Order of Kim Jong Il Awarded to Pilots", []),
        ("Harbour Pilots Arrive", []),
    ],
)
def test_people_are_found_in_headlines(headline, people):
    capture = record(title=headline, url="https://tass.com/sport/1", date="1999-03-02", language="en")
    (ready,) = prepare(capture, headlines=True)
    assert [person.name for person in ready.extraction.people] == people
    assert all(one.part == "title" for person in ready.extraction.people for one in person.mentions)
    assert (ready.extraction.events, ready.bands) == ((), ())
