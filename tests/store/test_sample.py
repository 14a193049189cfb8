"""The sample corpus: one ingest of all of it, and what it must contain."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

import corpus
from corpus.event_types import EVENT_TYPES
from corpus.models import Article, Capture, Event, IngestRun, Outlet, Person, Reprint, Teaser

pytestmark = pytest.mark.django_db
FOLDER = Path(corpus.__file__).parent / "sample" / "documents"
SAMPLE_SENTENCE = "This is sample text written for Dateline."


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    """Ingest the sample once for the module, and roll back at its end; return the outcomes."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        out = StringIO()
        call_command("ingest", str(FOLDER), workers=1, stdout=out, stderr=out)
        run = IngestRun.objects.latest("pk")
        yield list(run.outcomes.select_related("article"))
        transaction.set_rollback(True)


def of_kind(sample, kind: str) -> list:
    return [one for one in sample if one.kind == kind]


def article(title: str, outlet: str = "kcna") -> Article:
    return Article.objects.get(title=title, outlet__slug=outlet)


def titles_of(person: Person) -> set[str]:
    """Return the offices printed with a person, whatever their order."""
    return {title for mention in person.mentions.all() for title in mention.titles}


def test_everything_goes_in_and_nothing_is_refused(sample):
    assert not of_kind(sample, "refused")
    assert Article.objects.count() >= 60
    assert len(of_kind(sample, "stub")) == 4
    assert all("column" in one.reason for one in of_kind(sample, "stub"))
    layouts = set(Capture.objects.values_list("layout", flat=True))
    assert layouts == {
        "generic_html", "granma", "kcna-scrape", "kcna_jp", "kcna_kp", "kcna_watch", "pyongyang_times", "rodong",
        "sana", "tass", "xinhua",
    }  # fmt: skip
    assert set(Article.objects.values_list("language", flat=True)) == {"en", "es", "ko"}


def test_every_text_says_that_it_is_a_sample(sample):
    for text in Article.objects.values_list("text", flat=True):
        assert text.splitlines()[-1] == SAMPLE_SENTENCE
    for title, text in Article.objects.exclude(language="ko").values_list("title", "text"):
        assert 60 <= len(re.findall(r"\w+", text)) <= 260, title
    assert not any(SAMPLE_SENTENCE in text for text in Teaser.objects.values_list("text", flat=True))


def test_coverage_spreads_over_ten_years(sample):
    days = Article.objects.exclude(published="").values_list("published", flat=True)
    assert {day[:4] for day in days} == {str(year) for year in range(2016, 2027)}


def test_a_text_whose_head_is_lost_takes_its_date_from_its_reprint(sample):
    lost = Article.objects.get(title_derived=True)
    twin = article("Tenth Meeting of DPRK-Russia Inter-governmental Committee Held")
    assert (lost.published, lost.published_basis) == ("2023-11-16", "reprint")
    assert (lost.byline, lost.outlet.slug) == ("Political News Team", "rodong-sinmun")
    pair = Reprint.objects.get(first__in=[lost, twin], second__in=[lost, twin])
    assert 0.9 <= pair.similarity < 1
    assert ("Koslov" in lost.text, "Kozlov" in lost.text) == (True, False)
    assert ("Koslov" in twin.text, "Kozlov" in twin.text) == (False, True)


def test_one_report_was_revised_between_the_two_scrapes(sample):
    (revised,) = of_kind(sample, "revised")
    changed = revised.article
    older, newer = changed.revisions.order_by("first_captured")
    assert (older.title, newer.title) == (
        "Kim Jong Un Meets Flood Victims in Pyongyang", "Kim Jong Un Meets Flood-affected People in Pyongyang",
    )  # fmt: skip
    assert ("Some 13 000" in older.text, "More than 13 000" in newer.text) == (True, True)
    assert ("Kim Jae Ryong" in older.text, "Kim Jae Ryong" in newer.text) == (False, True)
    assert changed.title == newer.title


def test_one_report_under_two_columns_is_one_article(sample):
    flood = article("People Rescued from Flood on Amnok River")
    first_scrape = flood.captures.filter(source__contains="2024-10-03")
    assert set(first_scrape.values_list("column", flat=True)) == {"Top News", "Home News"}
    assert first_scrape.values("url").distinct().count() == 2


def test_reprints_are_found_and_a_formula_is_none(sample):
    assert Reprint.objects.count() == 4
    for pair in Reprint.objects.select_related("first__outlet", "second__outlet"):
        assert {pair.first.outlet.slug, pair.second.outlet.slug} == {"kcna", "rodong-sinmun"}
    houses = Article.objects.filter(title__startswith="New Houses Built at")
    assert sorted(houses.values_list("published", flat=True)) == ["2024-09-05", "2024-09-12"]
    assert set(houses.values_list("reprint_count", flat=True)) == {0}


def test_glued_names_are_parted(sample):
    treaty = article("Kim Jong Un and Putin Sign Treaty in Pyongyang")
    assert "ofKim Jong Unto" in treaty.captures.get().raw().decode()
    assert "greetings of Kim Jong Un to the people" in treaty.text
    assert "through Kim Il Sung Square" in treaty.text


def test_dates_that_contradict_each_other_and_one_that_nothing_gives(sample):
    conflicting = Article.objects.get(published_conflict=True)
    assert conflicting.title == "Mangyongdae Prize International Marathon Held"
    assert set(conflicting.captures.get().date_candidates.values_list("edtf", flat=True)) == {
        "2017-04-10", "2017-04-19",
    }  # fmt: skip
    undated = Article.objects.get(published="")
    assert (undated.title, undated.dateline_date) == ("Bathing Season Opens at Majon Beach", "XXXX-07-23")


def test_offices_change_over_the_years(sample):
    choe = Person.objects.get(name="Choe Son Hui")
    assert choe.article_count >= 10
    held = ["DPRK vice-minister of Foreign Affairs", "first vice-minister of Foreign Affairs", "DPRK foreign minister"]
    assert titles_of(choe).issuperset(held)
    assert {"premier of the Cabinet", "secretary of the WPK Central Committee"} <= titles_of(
        Person.objects.get(name="Kim Tok Hun")
    )
    assert {"premier of the Cabinet", "secretary of the WPK Central Committee"} <= titles_of(
        Person.objects.get(name="Pak Thae Song")
    )


def test_two_people_of_one_name_are_two(sample):
    minister, general = Person.objects.filter(name="Ri Yong Ho").order_by("-article_count")
    assert "diplomacy" in minister.spheres
    assert "military" in general.spheres
    assert (minister.article_count >= 4, general.article_count) == (True, 1)


def test_people_come_back_across_outlets(sample):
    seen = {
        name: Article.objects.filter(current__mentions__person__name=name).values("outlet").distinct().count()
        for name in ("Kim Jong Un", "Xi Jinping", "Sergei Lavrov", "Vladimir Vladimirovich Putin")
    }
    assert min(seen.values()) >= 3, seen


def test_events_of_every_type_occur(sample):
    """The types that existed when the sample was written; a later type needs no document."""
    assert set(Event.objects.public().values_list("type", flat=True)) >= set(list(EVENT_TYPES)[:14])


@pytest.mark.parametrize(
    ("kind", "day", "outlets"),
    [
        ("meeting", "2019-04-25", {"KCNA", "TASS"}),
        ("meeting", "2023-09-13", {"KCNA", "TASS"}),
        ("meeting", "2023-10-19", {"KCNA", "Rodong Sinmun", "TASS"}),
        ("meeting", "2024-04-13", {"KCNA", "Xinhua"}),
        ("agreement", "2024-06-19", {"KCNA", "TASS"}),
        ("meeting", "2025-09-04", {"KCNA", "Rodong Sinmun", "Xinhua"}),
    ],
)
def test_what_several_outlets_report_is_one_event(sample, kind, day, outlets):
    events = Event.objects.public().filter(type=kind, date=day)
    reporting = [set(Outlet.objects.filter(pk__in=event.outlets).values_list("name", flat=True)) for event in events]
    assert outlets in reporting
