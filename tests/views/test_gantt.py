"""The Gantt chart of titles: the geometry of its bars, and the chart on a person's page."""

import datetime

import pytest
from lxml import html

from corpus.models import Mention
from corpus.models.office import TitlePrinted
from corpus.views.figures.gantt import LEAST, MOST_TICKS, gantt_chart
from tests.support import factories as make


def row(title: str, first: str | None, last: str | None, articles: int = 1) -> TitlePrinted:
    """Return a title as the query returns it."""
    first, last = (datetime.date.fromisoformat(day) if day else None for day in (first, last))
    return TitlePrinted(title, first, last, articles)


def test_bars_stand_where_their_days_are_on_whole_years():
    drawn = gantt_chart([row("minister", "2021-01-01", "2022-12-31"), row("envoy", "2023-07-02", "2024-12-31")])
    first, second = drawn.bars
    assert (first.x, first.width) == (0, pytest.approx(50, abs=0.1))
    assert second.x == pytest.approx(62.5, abs=0.2)
    assert second.x + second.width == pytest.approx(100, abs=0.01)
    assert [tick.label for tick in drawn.ticks] == ["2021", "2022", "2023", "2024"]
    assert [tick.anchor for tick in drawn.ticks][:2] == ["start", "middle"]
    assert drawn.ticks[2].x == pytest.approx(50, abs=0.1)
    assert drawn.summary == "First and last day of each title, 2021 to 2024; 2 in all"


def test_a_single_day_can_be_seen_and_stays_inside():
    drawn = gantt_chart([row("minister", "1997-01-01", "1997-01-01"), row("envoy", "2024-12-31", "2024-12-31")])
    assert [bar.width for bar in drawn.bars] == [LEAST, LEAST]
    assert drawn.bars[1].x == pytest.approx(100 - LEAST)
    assert [bar.edtf for bar in drawn.bars] == ["1997-01-01", "2024-12-31"]
    assert len(drawn.ticks) <= MOST_TICKS


def test_one_year_has_quarters():
    drawn = gantt_chart([row("minister", "2024-02-01", "2024-11-01")])
    assert [tick.label for tick in drawn.ticks] == ["January", "April", "July", "October"]
    assert drawn.bars[0].edtf == "2024-02-01/2024-11-01"
    assert drawn.bars[0].words == "1 February 2024 to 1 November 2024"


def test_at_most_twelve_and_none_without_a_day():
    rows = [row("nobody knows when", None, None)]
    rows += [row(f"title {n}", "2020-01-01", f"2021-01-{n:02d}") for n in range(1, 21)]
    drawn = gantt_chart(rows)
    assert [bar.label for bar in drawn.bars] == [f"title {n}" for n in range(1, 13)]
    assert drawn.summary.endswith("the 12 printed most")
    assert gantt_chart([]) is None
    assert gantt_chart(rows[:1]) is None
    assert gantt_chart([row("minister", "2024-01-01", "2024-01-01")]) is None, "one day is no chart"


@pytest.mark.parametrize(("first", "last"), [("0001-01-01", "9999-12-31"), ("1000-01-01", "2024-01-01")])
def test_long_times_have_few_ticks(first, last):
    drawn = gantt_chart([row("minister", first, last)])
    assert 1 <= len(drawn.ticks) <= MOST_TICKS


@pytest.mark.django_db
def test_a_person_has_a_bar_for_each_title_that_leads_to_its_articles(client):
    kim = make.person("Kim Sample")
    days = ("2021-03-04", "2023-05-06", "2024-01-02", "2024-06-07")
    articles = [make.article(f"Talks {day}", published=day, naming=[kim]) for day in days]
    for article, title in zip(articles, ("minister", "minister", "<b>envoy</b>", "<b>envoy</b>"), strict=True):
        Mention.objects.filter(revision__article=article).update(titles=[title])
    tree = html.fromstring(client.get("/people/kim-sample/").content.decode())
    links = tree.xpath("//figure[@class='spans']//li/a")
    assert [link.xpath("span[@class='printed']/text()")[0] for link in links] == ["<b>envoy</b>", "minister"]
    addresses = [link.get("href") for link in links]
    assert addresses == [
        "/articles/?person=kim-sample&published=2024-01-02/2024-06-07",
        "/articles/?person=kim-sample&published=2021-03-04/2023-05-06",
    ]
    for address in addresses:
        response = client.get(address)
        assert (response.status_code, response.context["counts"].total) == (200, 2), "no redirect: it is canonical"
    assert "4 March 2021 to 6 May 2023" in links[1].text_content()
    assert tree.xpath("//table[@class='grid']//th[@scope='row']/text()") == ["<b>envoy</b>", "minister"]


@pytest.mark.django_db
def test_a_person_of_one_day_has_a_table_and_no_chart(client):
    make.article("Talks", published="2021-03-04", naming=[make.person("Kim Sample")])
    tree = html.fromstring(client.get("/people/kim-sample/").content.decode())
    assert tree.xpath("//figure[@class='spans']") == []
    assert tree.xpath("//table[@class='grid']")
