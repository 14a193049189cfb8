"""The calendar of events, through its URLs: events on a day, and events without a certain day."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from corpus.models import Event
from corpus.views.figures import calendar_grid
from tests.support import factories as make

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12


def page(client, query: str = "", status: int = 200):
    """Return the calendar's tree."""
    response = client.get(f"/events/calendar/{query}")
    assert response.status_code == status, (query, response.status_code, response.get("Location"))
    return html.fromstring(response.content.decode())


def squares(tree) -> dict[str, list[str]]:
    """Return the links of each day that has any."""
    cells = tree.xpath("//table[@role='table']//td[.//time and .//a]")
    return {cell.xpath(".//time/@datetime")[0]: cell.xpath(".//li/a/text()") for cell in cells}


def words(tree, xpath: str) -> str:
    """Return the text at a path with single spaces."""
    return " ".join(" ".join(found.text_content() for found in tree.xpath(xpath)).split())


@pytest.fixture
def corpus():
    """Create events in three months of two years, with and without days."""
    kim, ri = make.person("Kim Sample"), make.person("Ri Sample")
    article = make.article("Talks", published="2024-10-20", naming=[kim, ri])
    for day in ("2024-10-05", "2024-10-05", "2024-10-19", "2024-07-01", "2022-03-04"):
        make.event(reported_in=[article], people=[kim], date=day, at="Sample Hall")
    make.event("visit", reported_in=[article], people=[ri], date="2024-10-07/2024-10-08")
    make.event("visit", reported_in=[article], people=[ri], date="2024-10")
    make.event("message", reported_in=[article], people=[ri], date="2024-10-21~")
    make.event("sport", reported_in=[article], date="2024")
    make.event("sport", reported_in=[article], date="")
    make.event("sport", reported_in=[article], date="XXXX-10-05")
    return article


def test_a_month_shows_each_event_on_its_day_and_the_rest_beneath(client, corpus):
    tree = page(client, "?date=2024-10")
    assert words(tree, "//h1") == "October 2024"
    assert squares(tree) == {"2024-10-05": ["A meeting", "A meeting"], "2024-10-19": ["A meeting"]}
    loose = [" ".join(line.text_content().split()) for line in tree.xpath("//section[@class='loose']//li")]
    assert loose == [
        "Some day of 2024 A sport",
        "Some day of October 2024 A visit",
        "7 to 8 October 2024 A visit",
        "About 21 October 2024 A message",
    ]
    assert "7 events, 4 on no certain day" in words(tree, "//p[@class='calendar-sum']")


def test_the_table_is_one_of_weeks_from_monday_to_sunday(client, corpus):
    tree = page(client, "?date=2024-10")
    table = tree.xpath("//main//table")[0]
    assert words(table, "caption") == "Events of October 2024, a week a line"
    assert table.xpath(".//th[@scope='col']/text()")[0::6] == ["Monday", "Sunday"]
    rows = table.xpath("./tbody/tr")
    assert [len(row.xpath("./td")) for row in rows] == [7] * 5
    assert rows[0].xpath("./td[2]//time/@datetime") == ["2024-10-01"], "a Tuesday"
    assert len(table.xpath(".//time")) == 31


def test_a_full_day_names_a_few_and_links_to_the_rest_with_the_other_filters(client, corpus):
    kim = make.person("Choe Sample")
    article = make.article("More", published="2024-05-02")
    for _ in range(5):
        make.event(reported_in=[article], people=[kim], date="2024-05-01")
    tree = page(client, "?person=choe-sample&date=2024-05")
    link = tree.xpath("//a[@class='rest']")[0]
    assert link.text_content() == "2 more on 1 May"
    assert link.get("href") == "/events/?person=choe-sample&date=2024-05-01"
    assert len(squares(tree)["2024-05-01"]) == 4
    assert client.get(link.get("href")).context["counts"].total == 5


def test_neighbours_are_those_that_hold_events(client, corpus):
    tree = page(client, "?date=2024-10")
    assert tree.xpath("//link[@rel='prev']/@href") == ["/events/calendar/?date=2024-07"]
    assert tree.xpath("//link[@rel='next']") == []
    assert "Nothing later" in words(tree, "//nav[@aria-label='Calendar'][1]")
    tree = page(client, "?date=2024-07")
    assert tree.xpath("//link[@rel='next']/@href") == ["/events/calendar/?date=2024-10"]
    tree = page(client, "?person=ri-sample&date=2024-10")
    assert tree.xpath("//link[@rel='prev']") == [], "nothing earlier with the same filters"
    tree = page(client, "?date=2024")
    assert tree.xpath("//link[@rel='prev']/@href") == ["/events/calendar/?date=2022"]
    assert tree.xpath("//a[@class='way-around']/@href")[0] == "/events/calendar/?date=2022/2024"


def test_a_year_shows_its_months_with_counts(client, corpus):
    tree = page(client, "?date=2024")
    tables = tree.xpath("//table[@class='small-month']")
    assert len(tables) == 12
    october = tables[9]
    assert words(october, "caption") == "October 6 events", "those without a day count, that of the year alone does not"
    assert october.xpath("caption/a/@href") == ["/events/calendar/?date=2024-10"]
    busy = october.xpath(".//td/a")
    assert [link.get("href") for link in busy] == ["/events/?date=2024-10-05", "/events/?date=2024-10-19"]
    assert " ".join(busy[0].text_content().split()) == "5 October: 2 events"
    assert tables[1].xpath(".//a") == []
    assert "8 events" in words(tree, "//p[@class='calendar-sum']")


def test_a_longer_time_is_a_table_of_years_with_its_gaps(client, corpus):
    tree = page(client, "?date=2022/2024")
    rows = tree.xpath("//table[@class='years']/tbody/tr")
    assert [words(row, "th") for row in rows] == ["2024", "2023", "2022"]
    assert rows[0].xpath("td/a/@href") == ["/events/calendar/?date=2024-07", "/events/calendar/?date=2024-10"]
    assert [words(row, "td[last()]") for row in rows] == ["8", "0", "1"]
    assert page(client, "?date=../2023").xpath("//table[@class='years']/tbody/tr/th/a/text()") == ["2022"]


def test_without_a_date_the_month_of_the_newest_event_is_shown(client, corpus):
    assert words(page(client), "//h1") == "October 2024"
    tree = page(client, "?type=meeting&-person=ri-sample")
    assert words(tree, "//h1") == "October 2024"
    assert len(squares(tree)) == 2
    assert "of type meeting" in words(tree, "//p[@class='said']")


def test_a_part_of_a_month_shows_that_part_and_says_so(client, corpus):
    tree = page(client, "?date=2024-10-05")
    assert words(tree, "//h1") == "October 2024"
    assert list(squares(tree)) == ["2024-10-05"]
    assert tree.xpath("//p[@class='calendar-note']/a/@href") == ["/events/calendar/?date=2024-10"]


def test_the_address_is_canonical_and_what_a_calendar_has_not_is_dropped(client, corpus):
    for asked, canonical in (
        ("?date=2024-10&sort=date", "?date=2024-10"),
        ("?per_page=50&page=2&date=2024-10", "?date=2024-10"),
        ("?type=sport&type=meeting", "?type=meeting&type=sport"),
        ("?date=", ""),
    ):
        response = client.get(f"/events/calendar/{asked}")
        assert (response.status_code, response["Location"]) == (302, f"/events/calendar/{canonical}")


def test_what_does_not_parse_is_named_and_what_is_unknown_noticed(client, corpus):
    tree = page(client, "?date=soon&q=fish&person=kim-sample", 400)
    assert tree.xpath("//*[@role='alert']//code/text()") == ["date=soon"]
    assert tree.xpath("//input[@name='q']/@value") == ["fish"]
    assert tree.xpath("//input[@name='person']/@value") == ["kim-sample"]
    assert tree.xpath("//main//table") == []
    tree = page(client, "?colour=red&date=2024-10")
    assert "“colour” is no filter here" in words(tree, "//*[@role='status']")
    assert squares(tree)


@pytest.mark.parametrize(
    "date", ["0001-01", "0001", "9999-12", "9999", "../..", "2024-21", "202X", "XXXX-10", "last-9-days"]
)
def test_the_ends_of_time_make_no_error(client, corpus, date):
    assert client.get(f"/events/calendar/?date={date}").status_code in (200, 400)


def test_nothing_found_is_said_and_ways_out_are_shown(client, corpus):
    tree = page(client, "?date=2023-05")
    assert words(tree, "//h1") == "May 2023"
    assert "Nothing in the corpus matches" in words(tree, "//main")
    assert tree.xpath("//link[@rel='next']/@href") == ["/events/calendar/?date=2024-01"], "that of some day of 2024"
    assert tree.xpath("//main//table") == []
    tree = page(client, "?q=elephant")
    assert "Nothing in the corpus matches" in words(tree, "//main")


def test_an_empty_corpus_says_how_to_fill_it(client):
    assert "manage.py ingest" in words(page(client), "//main")


def test_events_without_any_date_are_no_error(client):
    make.event(reported_in=[make.article("Talks")], date="")
    tree = page(client)
    assert words(tree, "//h1") == "Calendar of events"


def test_queries_and_rows_are_bounded(client, corpus):
    def queries(query: str) -> int:
        with CaptureQueriesContext(connection) as found:
            page(client, query)
        return len(found)

    filters = "?q=met&type=meeting&outlet=kcna&language=en&person=kim-sample&place=sample-hall"
    asked = ["", "?date=2024-10", "?date=2024", "?date=2022/2024"]
    asked += [filters, f"{filters}&date=2024-10", f"{filters}&date=2024", f"{filters}&date=2022/2024"]
    before = {query: queries(query) for query in asked}
    assert {query: number for query, number in before.items() if number > MOST_QUERIES} == {}
    for _ in range(60):
        make.event(reported_in=[corpus], date="2024-10-05")
        make.event(reported_in=[corpus], date="2024-10")
    assert {query: queries(query) for query in asked} == before
    tree = page(client, "?date=2024-10")
    assert len(squares(tree)["2024-10-05"]) == 4
    assert len(tree.xpath("//section[@class='loose']//li")) == 40
    assert "24 more" in words(tree, "//section[@class='loose']/p/a")


def test_hostile_titles_stay_text(client, corpus):
    attack = "<script>alert(1)</script>"
    Event.objects.update(title=attack)
    for query in ("?date=2024-10", "?date=2024"):
        content = client.get(f"/events/calendar/{query}").content.decode()
        assert "<script>alert" not in content
        assert "&lt;script&gt;alert" in content


def test_an_event_leads_to_its_month(client, corpus):
    for date, address in (
        ("2024-10-19", "?date=2024-10"), ("2024-10-07/2024-10-08", "?date=2024-10"), ("2024", "?date=2024"), ("", None)
    ):  # fmt: skip
        event = Event.objects.filter(date=date).first()
        tree = html.fromstring(client.get(event.get_absolute_url()).content.decode())
        links = tree.xpath("//a[contains(@href, '/events/calendar/')]/@href")
        assert links == ([f"/events/calendar/{address}"] if address else [])


def test_levels_go_by_orders_of_magnitude():
    assert [calendar_grid.level(number, 1) for number in (0, 1)] == [0, 2]
    assert [calendar_grid.level(number, 100) for number in (0, 1, 4, 13, 51, 100)] == [0, 1, 2, 3, 4, 4]


def test_a_month_has_all_its_days_in_their_places():
    month = calendar_grid.month(2024, 2, counts={datetime.date(2024, 2, 29): 3}, link=lambda edtf: f"/{edtf}")
    days = [day for week in month.weeks for day in week if day]
    assert [day.date.day for day in days] == list(range(1, 30))
    assert all(week[at] is None or week[at].date.weekday() == at for week in month.weeks for at in range(7))
    assert (days[-1].count, days[-1].url, month.count, month.name) == (3, "/2024-02-29", 3, "February 2024")


def test_spans_that_are_cut_to_one_month_count_together():
    day = datetime.date(2024, 1, 1)
    (year,) = calendar_grid.years([(day, day, 1), (day, day, 7)], link=str, most_rows=3)
    assert (year.total, year.cells[0].count) == (8, 8)
