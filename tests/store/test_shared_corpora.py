"""Real documents through the command: the seed exactly, and every record of both KCNA snapshots."""

import datetime
import json
import re
from collections import defaultdict
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import TestCase

from corpus.models import (
    Absence,
    Article,
    Capture,
    Event,
    IngestRun,
    Outlet,
    Person,
    Place,
    Reprint,
    Snapshot,
    Stub,
    Teaser,
)
from tests.support.fingerprint import fingerprint
from tests.support.shared import shared

pytestmark = pytest.mark.django_db

SEED = "seeds/000_501d0068065a4392.txt"
SNAPSHOTS = ("corpora/kcna-2024-10-03.json", "corpora/kcna-2024-11-11.json")


def ingest(*names: str) -> dict[str, int]:
    """Return the outcomes of the records."""
    paths = [str(shared(*name.split("/"))) for name in names]
    call_command("ingest", *paths, workers=2, stdout=StringIO(), stderr=StringIO())
    kinds = list(IngestRun.objects.latest("pk").outcomes.values_list("kind", flat=True))
    return {kind: kinds.count(kind) for kind in sorted(set(kinds))}


def squeezed(text: str) -> str:
    """Return letters and digits alone, which do not change when glued names are mended and closing marks cut."""
    return re.sub(r"[\W_]+", "", text)


def test_the_seed_to_the_letter():
    assert ingest(SEED) == {"created": 1}
    article = Article.objects.get()
    assert (article.outlet.name, article.edition) == ("Rodong Sinmun", "Rodong Sinmun (En)")
    assert article.byline == "Political News Team"
    assert (article.published, article.published_upper) == ("", datetime.date(2024, 11, 7))
    assert len(article.paragraphs) == 9
    assert article.title_derived
    teasers = list(Teaser.objects.values_list("text", "date"))
    assert len(teasers) == len({text for text, _ in teasers}) == 20
    assert {date for _, date in teasers} <= {"2024-11-05", "2024-11-06", "2024-11-07"}
    assert not any(text in article.text for text, _ in teasers)
    assert {person.name: set(titles(person)) for person in Person.objects.public()} == {
        "Kim Jong Un": {
            "general secretary of the Workers’ Party of Korea",
            "president of the State Affairs of the Democratic People’s Republic of Korea",
        },
        "Sergei Lavrov": {"foreign minister of the Russian Federation"},
        "Andrei Ludenko": {"vice-minister of Foreign Affairs of the Russian Federation"},
        "Alexandr Matsegora": {"Russian ambassador to the DPRK"},
        "Vladimir Vladimirovich Putin": {"Russian President"},
    }
    reception = Event.objects.get(type="meeting", date="XXXX-10-19")
    assert str(reception.place) == "office building of the WPK Central Committee"
    present = list(reception.participations.values_list("person__name", "role"))
    assert present[:2] == [("Kim Jong Un", "principal"), ("Sergei Lavrov", "counterpart")]
    assert {name for name, _ in present} == {"Kim Jong Un", "Sergei Lavrov", "Andrei Ludenko", "Alexandr Matsegora"}
    assert ingest(SEED) == {"unchanged": 1}


def titles(person: Person) -> list[str]:
    """Return every title printed with the person."""
    return [title for mention in person.mentions.all() for title in mention.titles]


def test_columns_are_captures_and_formulas_stay_apart():
    ingest(SNAPSHOTS[1])
    records = [one for one in json.loads(shared(*SNAPSHOTS[1].split("/")).read_text()) if one["story_text"].strip()]
    article_of = dict(Capture.objects.values_list("url", "article_id"))
    columns, headlines = defaultdict(set), defaultdict(set)
    for record in records:
        columns[record["story_text"], record["date"]].add(record["link"])
        headlines[record["headline"].split("\n")[0]].add((record["date"], record["link"]))
    several = [links for links in columns.values() if len(links) > 1]
    assert len(several) > 100
    assert all(len({article_of[link] for link in links}) == 1 for links in several)
    formulas = [found for found in headlines.values() if len({day for day, _ in found}) > 1]
    assert len(formulas) > 3
    for found in formulas:
        days = defaultdict(set)
        for day, link in found:
            days[article_of[link]].add(day)
        assert all(len(held) == 1 for held in days.values()), found
    assert not Reprint.objects.exists()


def wordings_by_url(name: str) -> dict[str, set[tuple[str, str]]]:
    """Return the wordings at each URL of a snapshot, by letters and digits alone."""
    found = defaultdict(set)
    for record in json.loads(shared(*name.split("/")).read_text()):
        if record["story_text"].strip():
            headline = re.sub(r"\[[^\]]*\]\s*\Z", "", record["headline"])
            text = record["story_text"].rpartition("-0-")[0] or record["story_text"]
            found[record["link"]].add((squeezed(headline), squeezed(text)))
    return found


def empty() -> None:
    """Delete all rows of the corpus."""
    for model in (Event, Person, Article, Snapshot, Stub, Place, Outlet):
        model.objects.all().delete()


class BothSnapshots(TestCase):
    """Both snapshots, ingested once in the order of their days; every test starts with that corpus."""

    @classmethod
    def setUpClass(cls):
        for name in SNAPSHOTS:
            shared(*name.split("/"))  # a skip in a transaction would leave it open
        super().setUpClass()

    @classmethod
    def setUpTestData(cls):
        cls.outcomes = [ingest(name) for name in SNAPSHOTS]

    def test_every_record_of_the_snapshots_that_has_a_text_is_an_article(self):
        records = {name: json.loads(shared(*name.split("/")).read_text()) for name in SNAPSHOTS}
        for name, found in zip(SNAPSHOTS, self.outcomes, strict=True):
            empty = sum(not record["story_text"].strip() for record in records[name])
            assert found["stub"] == empty
            assert "refused" not in found
            assert sum(found.values()) == len(records[name])
        with_text = [record for name in SNAPSHOTS for record in records[name] if record["story_text"].strip()]
        captures = Capture.objects.select_related("article__outlet", "revision")
        by_url = defaultdict(list)
        for capture in captures:
            by_url[capture.url].append(capture)
        for record in with_text:
            held = by_url[record["link"]]
            wording = squeezed(record["story_text"].rpartition("-0-")[0] or record["story_text"])
            assert any(wording.endswith(squeezed(one.revision.text)) for one in held), record["link"]
            assert len({one.article_id for one in held}) == 1
            article = held[0].article
            day = datetime.datetime.fromtimestamp(record["date"] / 1000, datetime.UTC).date()
            assert article.outlet.name == "KCNA"
            assert article.text.strip()
            if article.captures.count() == 1:
                assert article.published_lower == day, record["link"]
                assert squeezed(article.title) in squeezed(record["headline"])
            dateline = re.match(r"([A-Z][a-z]+), ([A-Z][a-z]+) (\d+) \(KCNA\)", record["story_text"])
            if dateline:
                assert article.dateline_place == dateline[1], record["link"]
                assert article.dateline_date.endswith(f"-{int(dateline[3]):02d}"), record["link"]

    def test_silently_revised_articles_are_found_and_no_others_in_either_order(self):
        truth = defaultdict(set)
        for name in SNAPSHOTS:
            for url, wordings in wordings_by_url(name).items():
                truth[url] |= wordings
        revised = {url: len(wordings) for url, wordings in truth.items() if len(wordings) > 1}
        assert len(revised) == 5
        article_of = dict(Capture.objects.values_list("url", "article_id"))
        found = dict(Article.objects.filter(revision_count__gt=1).values_list("pk", "revision_count"))
        assert found == {article_of[url]: number for url, number in revised.items()}
        assert not Absence.objects.exists()
        expected = fingerprint()
        empty()
        for name in reversed(SNAPSHOTS):
            ingest(name)
        assert fingerprint() == expected
