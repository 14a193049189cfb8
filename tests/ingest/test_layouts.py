"""Rules that all layouts share: choice of the layout, outlets, scrapes, headline lists, texts, glued names."""

import sys
from types import SimpleNamespace

import pytest

from corpus.ingest import layouts
from corpus.ingest.glued_names import mend_glued_names
from corpus.ingest.layouts import parse
from corpus.ingest.layouts.assemble import Draft
from corpus.ingest.parsed import NotAnArticle
from tests.support.captures import BODY, html, only, record, text


def layout(name: str, fit: float, *titles: str) -> SimpleNamespace:
    """Return a layout that fits everything with this score and finds these stories."""
    drafts = [Draft(name, outlet="KCNA", title=title, paragraphs=[BODY], story=title[-1]) for title in titles]
    return SimpleNamespace(__name__=f"layouts.{name}", fits=lambda page: fit, parse=lambda page: drafts)


def test_the_layout_that_fits_best_reads(monkeypatch):
    monkeypatch.setattr(layouts, "all_layouts", lambda: (layout("a", 0.5, "Story A"), layout("b", 0.6, "Story B")))
    assert (only(text("x")).title, only(text("x")).warnings) == ("Story B", ())


def test_of_layouts_that_fit_as_well_the_first_by_name_reads_and_says_so(monkeypatch):
    three = (layout("a", 0.9, "Story A"), layout("b", 0.9, "Story B"), layout("c", 0.2, "Story C"))
    monkeypatch.setattr(layouts, "all_layouts", lambda: three)
    article = only(text("x"))
    assert (article.title, article.warnings) == ("Story A", ("read as a, though it fits as well: b",))


def test_each_story_of_a_page_has_its_own_address(monkeypatch):
    monkeypatch.setattr(layouts, "all_layouts", lambda: (layout("a", 0.9, "Story 1", "Story 2"),))
    page = html("", "http://agency.example/day#top")
    assert [one.url for one in parse(page)] == ["http://agency.example/day#1", "http://agency.example/day#2"]


def test_more_stories_than_a_page_may_have_are_not_read_and_that_is_said(monkeypatch):
    many = layout("a", 0.9, *(f"Story {number}" for number in range(layouts.MAX_STORIES + 1)))
    monkeypatch.setattr(layouts, "all_layouts", lambda: (many,))
    articles = parse(text("x"))
    assert len(articles) == layouts.MAX_STORIES
    assert articles[0].warnings == ("the page holds 501 stories; only 500 are read",)


def test_every_module_that_fits_also_parses():
    assert len(layouts.all_layouts()) >= 12
    assert all(callable(module.parse) and sys.modules[module.__name__] is module for module in layouts.all_layouts())


def test_what_no_layout_knows():
    from corpus.ingest.capture import Capture

    with pytest.raises(NotAnArticle, match="no site layout fits"):
        parse(Capture(b"%PDF", "a.pdf", "application/pdf"))


def test_unknown_outlet_is_asked_for():
    plain = text("A headline of its own", "Somebody met somebody else today at some place.", BODY)
    with pytest.raises(NotAnArticle, match="--outlet"):
        parse(plain)
    assert only(plain, default_outlet="kcna").outlet == "KCNA"


def test_headline_that_stands_in_the_body_too_is_no_paragraph():
    article = only(record(title="A Visit Begins", text=f"A  Visit Begins\n{BODY}", url="http://www.kcna.kp/x"))
    assert (article.title, article.paragraphs) == ("A Visit Begins", (BODY,))


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        ("A visit began on Monday. It went on.", "A visit began on Monday"),
        ("No. 2 plant of Mt. Kumgang Co. was opened. It is new.", "No. 2 plant of Mt. Kumgang Co. was opened"),
        ('"Father!" they called out when the car came to a stop. It was cold.', '"Father!" they called out when the car came to a stop'),
        ("전국의 농장들에서 봄철준비가 힘있게 추진되고있다. 모두가 떨쳐나섰다.", "전국의 농장들에서 봄철준비가 힘있게 추진되고있다"),
        ("全国各地农民积极备耕。有关部门表示将加强农业科技服务。", "全国各地农民积极备耕。有关部门表示将加强农业科技服务"),
        ("全国各地农民积极备耕，确保粮食丰收，不断前进。有关部门表示。", "全国各地农民积极备耕，确保粮食丰收，不断前进"),
        ("全" * 100, "全" * 60 + "…"),
        ("word " * 100, ("word " * 24).strip() + "…"),
    ],
)  # fmt: skip
def test_headline_derived_from_the_lead(lead, title):
    article = only(record(title="", text=f"{lead}\n{BODY}", url="http://www.kcna.kp/x"))
    assert (article.title, article.title_derived) == (title, True)


@pytest.mark.parametrize(
    ("last", "byline"),
    [
        ("Political News Team", "Political News Team"),
        ("본사정치보도반", "본사정치보도반"),
        ("本报记者 李四", "本报记者 李四"),
        ("Respectfully Yours.", ""),
        ("Long live our great people!", ""),
        ("모두가 떨쳐나섰다.", ""),
    ],
)
def test_signature_under_the_text(last, byline):
    article = only(record(title="A Visit Begins", text=f"{BODY}\n{last}", url="http://www.kcna.kp/x"))
    assert article.byline == byline
    assert (last in article.paragraphs) is not bool(byline)


def test_scrape_record():
    article = only(
        record(
            topic="Home News", headline="New Houses Built\r\n\t\n[Juche113.9.5.]", date=1725494400000, date_str="2024-09-05",
            link="http://www.kcna.kp/en/article/q/ab.kcmsf",
            story_text="Pyongyang, September 5 (KCNA) -- Houses were built underKim Jong Ilhwaflowers.\nThey are new. -0-",
        )
    )  # fmt: skip
    assert article.title == "New Houses Built"
    assert (article.published, article.published_basis) == ("2024-09-05", "page")
    assert article.paragraphs[1] == "They are new."
    assert (article.layout, article.column, article.outlet) == ("kcna-scrape", "Home News", "KCNA")


def test_row_of_a_table():
    row = record(title="A Visit Begins", text=BODY, url="https://tass.com/politics/1", date="3 February 2024", note="x")
    article = only(row)
    assert (article.outlet, article.title, article.paragraphs) == ("TASS", "A Visit Begins", (BODY,))
    assert (article.published, article.published_basis) == ("2024-02-03", "record")


def test_row_of_a_table_without_a_text_is_a_stub():
    with pytest.raises(NotAnArticle, match="headline only") as raised:
        parse(record(title="A Visit Begins", url="https://tass.com/politics/1", date="2024-02-03"))
    assert (raised.value.stub, raised.value.url) == (True, "https://tass.com/politics/1")


def test_a_record_without_text_is_a_stub():
    with pytest.raises(NotAnArticle) as raised:
        parse(record(topic="Video", headline="A film", date=1725494400000, link="http://www.kcna.kp/v", story_text=" "))
    assert raised.value.stub
    assert "column Video" in raised.value.reason


@pytest.mark.parametrize("fields", [{"alpha": 1, "beta": 2}, {"column 1": "alpha", "column 2": "beta"}])
def test_a_record_of_unknown_fields_is_refused_by_name(fields):
    with pytest.raises(NotAnArticle, match=", ".join(fields)):
        parse(record(**fields))


@pytest.mark.parametrize(
    ("source", "date", "known"),
    [
        ("/a/CGTN-Fri-Apr--1-01_55_35-2022-CHINA.csv#1", "15:45, 23-Mar-2022", "2022-03-23, CGTN"),
        ("Chinadaily-Fri-Apr--1-01_59_08-2022-CHINA.csv#2", "Updated: 2017-08-31 08:54", "2017-08-31, China Daily"),
        ("a.zip!b/GlobalTimes-x.csv#3", "Published: Mar 24, 2022 09:53 PM Updated: Mar 25, 2022 09:23 PM", "2022-03-24, Global Times"),
        ("Xinhuanet-Fri.csv#4", "2022-03-30 21:00:49", "2022-03-30, Xinhua"),
        ("list.csv#5", "2022-03-30 21:00:49", "2022-03-30"),
    ],
)  # fmt: skip
def test_row_of_a_headline_list_is_a_stub(source, date, known):
    with pytest.raises(NotAnArticle) as raised:
        parse(record(source, **{"column 1": date, "column 2": " A Visit Begins on March 1, 2020"}))
    assert raised.value.reason == f"headline only, {known}: A Visit Begins on March 1, 2020"
    assert (raised.value.stub, raised.value.title) == (True, "A Visit Begins on March 1, 2020")


def test_row_of_a_headline_list_without_a_headline_is_refused():
    with pytest.raises(NotAnArticle, match="neither headline nor text") as raised:
        parse(record(**{"column 1": "2022-03-30 21:00:49", "column 2": " "}))
    assert not raised.value.stub


@pytest.mark.parametrize(
    ("lines", "title", "published", "paragraphs"),
    [
        (("A Visit Begins", "3 February 2024", BODY), "A Visit Begins", "2024-02-03", (BODY,)),
        (("봄철준비를 다그친다", "2024년 2월 3일", "모두가 떨쳐나섰다.", "땅이 좋다."), "봄철준비를 다그친다", "2024-02-03", ("모두가 떨쳐나섰다.", "땅이 좋다.")),
        (("新华社北京10月23日电 全国各地农民积极备耕。", "有关部门表示。"), "全国各地农民积极备耕。有关部门表示", None, ("全国各地农民积极备耕。", "有关部门表示。")),
    ],
)  # fmt: skip
def test_plain_text(lines, title, published, paragraphs):
    article = only(text(*lines), default_outlet="kcna")
    assert article.published == published
    assert article.paragraphs == paragraphs
    assert title.startswith(article.title.rstrip("。…"))


@pytest.mark.parametrize(
    ("glued", "mended"),
    [
        ("greetings ofKim Jong Un, president", "greetings of Kim Jong Un, president"),
        ("HEKim Jong Unalso spoke", "HE Kim Jong Un also spoke"),
        ("atKim Il SungSquare", "at Kim Il Sung Square"),
        ("Kim Il SungandKim Jong Il", "Kim Il Sung and Kim Jong Il"),
        ("Kim Jong Il's day, Kim Jong Ilhwa", "Kim Jong Il's day, Kim Jong Ilhwa"),
    ],
)
def test_glued_names_are_mended(glued, mended):
    assert mend_glued_names(glued) == mended
