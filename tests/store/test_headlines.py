"""ingest --headlines: articles that have a headline only, and the text that comes later."""

import csv
import json

import pytest

from corpus.models import Article, Capture, Mention, Outcome, Person, Reprint, Revision, Stub
from tests.support.dumped import dump, empty
from tests.support.fingerprint import fingerprint
from tests.support.ingest import forget_everything, ingest, outcomes
from tests.support.samples import prose, record

pytestmark = pytest.mark.django_db
DAY = "http://www.kcna.co.jp/item/1999/9903/news03/02.htm"
HEADLINE = "Kim Jong Il Sends Greetings to Kite Makers"


def listed(tmp_path, *rows: tuple[str, str, str], name: str = "list.csv", headlines: bool = True) -> dict[str, int]:
    """Ingest a list of (day, headline, address). Return its outcomes."""
    path = tmp_path / name
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([("date", "title", "url"), *rows])
    ingest(path, headlines=headlines)
    return outcomes()


def scraped(tmp_path, *records: dict, headlines: bool = False) -> dict[str, int]:
    """Ingest records of a scrape. Return their outcomes."""
    path = tmp_path / "scrape.json"
    path.write_text(json.dumps(records))
    ingest(path, headlines=headlines)
    return outcomes()


def test_without_the_option_a_headline_is_a_stub(tmp_path):
    assert listed(tmp_path, ("1999-03-02", HEADLINE, f"{DAY}#1"), headlines=False) == {"stub": 1}
    assert (Article.objects.count(), Stub.objects.get().url) == (0, DAY)


def test_headlines_are_articles_and_a_second_time_changes_nothing(tmp_path, client):
    rows = [("1999-03-02", HEADLINE, f"{DAY}#1"), ("1999-03-02", "Regatta Opens", f"{DAY}#2")]
    assert listed(tmp_path, *rows) == {"created": 2}
    article = Article.objects.get(title=HEADLINE)
    assert (article.headline_only, article.text, article.url) == (True, "", f"{DAY}#1")
    assert (article.published, article.revision_count, article.reprint_count) == ("1999-03-02", 1, 0)
    assert Mention.objects.get().part == "title"
    person = Person.objects.get()
    assert (person.name, person.article_count) == ("Kim Jong Il", 1)
    before = fingerprint()
    assert listed(tmp_path, *rows) == {"unchanged": 2}
    assert listed(tmp_path, *((*row[:2], row[2].replace("http:", "HTTP:")) for row in rows)) == {"unchanged": 2}
    assert fingerprint()["people"] == before["people"]
    assert (Article.objects.count(), Revision.objects.count()) == (2, 2)
    found = client.get("/articles.json?q=kite&person=kim-jong-il&published=1999-03&has=headline-only").json()
    assert (found["total"], found["results"][0]["headline_only"]) == (1, True)
    assert client.get("/articles.json?-has=headline-only").json()["total"] == 0


def test_one_headline_on_many_days_and_many_headlines_at_one_address_stay_apart(tmp_path):
    rows = [("1999-03-02", "Press Review", f"{DAY}#1"), ("1999-03-03", "Press Review", f"{DAY}#2")]
    assert listed(tmp_path, *rows, ("1999-03-02", "Regatta Opens", f"{DAY}#1")) == {"created": 3}
    assert not Reprint.objects.exists()
    assert set(Article.objects.values_list("revision_count", flat=True)) == {1}


TEXT = f"Kim Jong Il sent greetings to Pak Ui Chun, chairman of the Kite Makers, on October 5.\n{prose(1)}"
WITHOUT, WITH = record(1, "", headline=HEADLINE), record(1, TEXT, headline=HEADLINE)


def test_a_text_that_comes_later_becomes_that_of_the_article(tmp_path):
    assert scraped(tmp_path, WITHOUT, headlines=True) == {"created": 1}
    pk = Article.objects.get(headline_only=True).pk
    assert scraped(tmp_path, WITH) == {"revised": 1}
    article = Article.objects.get()
    assert (article.pk, article.headline_only, article.revision_count) == (pk, False, 1)
    assert article.text.endswith(prose(1))
    assert (article.dateline_place, article.captures.count()) == ("Pyongyang", 2)
    assert set(Person.objects.values_list("name", flat=True)) == {"Kim Jong Il", "Pak Ui Chun"}
    assert set(Mention.objects.values_list("part", flat=True)) == {"title", "text"}
    assert scraped(tmp_path, WITHOUT, headlines=True) == {"unchanged": 1}
    assert scraped(tmp_path, WITHOUT) == {"stub": 1}
    assert Article.objects.get().text == article.text


@pytest.mark.parametrize("batches", [[[WITH], [WITHOUT]], [[WITH, WITHOUT]], [[WITHOUT, WITH]]])
def test_the_order_in_which_headline_and_text_come_makes_no_difference(tmp_path, batches):
    scraped(tmp_path, WITHOUT, headlines=True)
    scraped(tmp_path, WITH)
    expected = fingerprint()
    forget_everything()
    for records in batches:
        scraped(tmp_path, *records, headlines=True)
    assert fingerprint() == expected
    assert Capture.objects.values("revision").distinct().count() == 1


def test_a_later_text_is_compared_with_others(tmp_path):
    scraped(tmp_path, WITHOUT, headlines=True)
    path = tmp_path / "twin.json"
    url = "https://tass.com/politics/1"
    path.write_text(json.dumps([{"title": "Greetings", "text": TEXT, "url": url, "date": "2024-10-05"}]))
    ingest(path)
    assert scraped(tmp_path, WITH) == {"revised": 1}
    assert Reprint.objects.count() == 1
    assert set(Article.objects.values_list("reprint_count", flat=True)) == {1}


def test_a_headline_of_a_known_text_under_other_words_is_no_revision(tmp_path):
    scraped(tmp_path, WITH)
    other = record(1, "", headline="Greetings Sent")
    assert scraped(tmp_path, other, headlines=True) == {"unchanged": 1}
    article = Article.objects.get()
    assert (article.title, article.revision_count, article.captures.count()) == (HEADLINE, 1, 2)


def test_the_option_is_part_of_what_the_run_says(tmp_path):
    listed(tmp_path, ("1999-03-02", HEADLINE, f"{DAY}#1"))
    assert Outcome.objects.get().run.arguments.endswith("--headlines")


@pytest.mark.usefixtures("storage")
def test_a_dump_brings_headlines_back(tmp_path, storage):
    listed(tmp_path, ("1999-03-02", HEADLINE, f"{DAY}#1"))
    before = fingerprint()
    dump(tmp_path / "dump")
    empty(storage)
    ingest(tmp_path / "dump")
    assert fingerprint() == before
    assert Article.objects.get().headline_only


def test_its_page_and_its_row_say_that_only_the_headline_is_known(tmp_path, client):
    listed(tmp_path, ("1999-03-02", HEADLINE, f"{DAY}#1"))
    article = Article.objects.get()
    page = client.get(article.get_absolute_url()).content.decode()
    assert "Headline only" in page
    assert "citation_fulltext_html_url" not in page
    assert "headline only</span>" in client.get("/articles/").content.decode()
    assert client.get(f"/api/v1/articles/{article.pk}/").json()["headline_only"] is True
    assert "headline_only" in client.get("/articles.csv").content.decode("utf-8-sig").splitlines()[0]
