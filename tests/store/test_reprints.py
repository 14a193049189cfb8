"""Reprints are found in any order of ingest, and unlinked when their wordings no longer match."""

import itertools
import json
from io import StringIO

import pytest
from django.core.management import call_command

from corpus.models import Article, Reprint
from corpus.store.matching.fingerprint import Words, bands_of, compare
from tests.gold import score_reprints
from tests.support.fingerprint import fingerprint
from tests.support.samples import meeting_text, prose, record
from tests.support.shared import shared

db = pytest.mark.django_db

CREDENTIALS = (
    "The president of the presidium received credentials from {name}, {country} ambassador to the DPRK, at the "
    "Mansudae Assembly Hall on {day}.\nAfter he had taken them over he had a talk with the ambassador, in which the "
    "two spoke of the good relations between their countries."
)
NORWEGIAN = CREDENTIALS.format(name="Nils Sample", country="Norwegian", day="Monday")
REPORT = f"{meeting_text(1)}\nBoth sides spoke of 12 new ships.\n{prose(7, 40)}"

REWRITTEN = f"{prose(1, 80)}\n{prose(5, 90)}"  # akin to the meeting's text, and no reprint of it


def verdict(one: str, other: str) -> str:
    """Return why two texts are no reprints; the same in either order."""
    found, turned = compare(Words(one), Words(other)), compare(Words(other), Words(one))
    assert found.is_reprint == turned.is_reprint
    assert found.is_reprint == (not found.why_not)
    return found.why_not


@pytest.mark.parametrize(
    "other",
    [
        REPORT.replace("Rudenko", "Ludenko"),
        REPORT.replace("Choe Son Hui", "Jo Son Hui").replace("Kim Jong Un", "Kim Chong Un"),
        REPORT.replace("October", "Oct."),
        REPORT.replace("Both sides spoke of 12 new ships.\n", ""),
        REPORT.replace("received", "recéived"),
        REPORT.replace("12", "13"),
        REPORT.upper().replace("\n", " "),
        f"{REPORT}\n{prose(8, 30)}",
    ],
    ids=["respelled", "romanised otherwise", "short month", "abridged", "accents", "one number", "shouted", "longer"],
)
def test_one_report_printed_again_is_a_reprint(other):
    assert verdict(REPORT, other) == ""
    assert set(bands_of(REPORT)) & set(bands_of(other))


@pytest.mark.parametrize(
    ("name", "country", "day", "why"),
    [
        ("Nils Sample", "Norwegian", "Tuesday", "another day"),
        ("Eva Other", "Swedish", "Monday", "other names or numbers: nils, norwegian, sample here, eva, other"),
    ],
)
def test_a_formula_for_another_occasion_is_none(name, country, day, why):
    other = CREDENTIALS.format(name=name, country=country, day=day)
    assert compare(Words(NORWEGIAN), Words(other)).words > 0.85
    assert verdict(NORWEGIAN, other).startswith(why)


def test_a_weekday_for_a_date_is_no_other_day():
    assert verdict(NORWEGIAN, NORWEGIAN.replace("on Monday", "on Oct. 19")) == ""


def test_texts_without_capitals_or_spaces_are_compared():
    one = "外務省は十月十九日平壌で会談が行われたと発表した双方は友好関係をさらに発展させることで一致し意見を交わした"
    assert bands_of(one)
    assert verdict(one, one.replace("意見", "見解")) == ""
    assert "of the words" in verdict(one, one[::-1])


def test_the_labelled_pairs_of_real_articles_are_told_apart():
    for name in score_reprints.CORPORA.values():
        shared("corpora", name)
    judged = score_reprints.judge()
    assert len(judged) > 200
    for half in score_reprints.HALVES:
        found = score_reprints.score([one for one in judged if one.label["half"] == half], "found")
        assert found.precision >= 0.99
        assert found.recall >= 0.97


def ingest(tmp_path, day: str, *records: dict) -> None:
    path = tmp_path / f"scrape-{day}.json"
    path.write_text(json.dumps(records))
    call_command("ingest", str(path), workers=1, stdout=StringIO(), stderr=StringIO())


@db
def test_a_pair_is_parted_when_one_of_them_is_worded_anew(tmp_path):
    ingest(tmp_path, "2024-10-06", record(1, meeting_text(1)), record(2, meeting_text(1, respelled=True)))
    assert set(Article.objects.values_list("reprint_count", flat=True)) == {1}
    ingest(tmp_path, "2024-10-09", record(2, REWRITTEN))
    assert not Reprint.objects.exists()
    assert set(Article.objects.values_list("reprint_count", flat=True)) == {0}
    ingest(tmp_path, "2024-10-12", record(2, meeting_text(1, respelled=True) + " It ended."))
    assert Reprint.objects.count() == 1
    assert set(Article.objects.values_list("reprint_count", flat=True)) == {1}


@db
@pytest.mark.parametrize("apart", [3, 40])
def test_the_same_words_weeks_later_are_another_occasion(tmp_path, apart):
    day = {3: "2024-10-08", 40: "2024-11-14"}[apart]
    ingest(tmp_path, "2024-11-20", record(1, meeting_text(1)), record(2, meeting_text(1, respelled=True), day=day))
    assert Reprint.objects.exists() == (apart == 3)


@db
@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_an_undated_article_borrows_from_its_earliest_twin_whatever_the_order(tmp_path, order):
    text = meeting_text(1, respelled=True)
    lost = f"{text}\nPolitical News Team\nMore From Rodong Sinmun (En)\nOther\nNovember 07, 2024\nOther\nMore Articles"
    texts = {
        "lost.txt": lost,
        "scrape-2024-10-30.json": json.dumps([record(1, meeting_text(1), day="2024-10-25")]),
        "scrape-2024-11-30.json": json.dumps([
            record(2, f"{text} They parted.", day="2024-10-02"),
            record(3, f"{text} So it was.", day="2024-11-20"),
        ]),
    }  # fmt: skip
    for name, content in [list(texts.items())[place] for place in order]:
        (tmp_path / name).write_text(content)
        call_command("ingest", str(tmp_path / name), workers=1, stdout=StringIO(), stderr=StringIO())
    undated = Article.objects.get(outlet__slug="rodong-sinmun")
    assert (undated.published, undated.published_basis) == ("2024-10-02", "reprint")
    assert undated.reprint_count == 2, "seen on 7 November, it is no reprint of what was published on the 20th"
    assert fingerprint()["reprints"]


@db
def test_a_borrowed_date_goes_back_with_the_twin(tmp_path):
    (tmp_path / "lost.txt").write_text(f"{meeting_text(1)}\nAdvertisement\nMore From Rodong Sinmun (En)\nMore Articles")
    call_command("ingest", str(tmp_path / "lost.txt"), workers=1, stdout=StringIO(), stderr=StringIO())
    ingest(tmp_path, "2024-10-06", record(1, meeting_text(1, respelled=True)))
    undated = Article.objects.get(outlet__slug="rodong-sinmun")
    assert undated.published_basis == "reprint"
    ingest(tmp_path, "2024-10-09", record(1, REWRITTEN))
    undated.refresh_from_db()
    assert (undated.published, undated.published_basis, undated.published_lower) == ("", "", None)


@db
def test_a_month_is_near_every_day_in_it(tmp_path):
    monthly = record(1, "", day="2024-10") | {"story_text": meeting_text(1)}
    ingest(tmp_path, "2024-11-20", monthly, record(2, meeting_text(1, respelled=True), day="2024-10-28"))
    assert Article.objects.filter(published="2024-10").exists()
    assert Reprint.objects.count() == 1
