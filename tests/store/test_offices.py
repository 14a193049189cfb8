"""Offices of people: derived from printed titles, for linking, comparing wordings, pages and the API."""

import json

import pytest
from django.core.management import call_command

from corpus.models import Article, LikelyDuplicate, Mention, Office, Person, PersonTitle
from corpus.store.derived.settle import settle
from corpus.store.derived.touched import Touched
from corpus.store.judgements import decisions
from corpus.store.judgements.decide import decide, undo
from tests.support import factories as make
from tests.support.ingest import ingest_records
from tests.support.samples import prose, record

pytestmark = pytest.mark.django_db

PREMIER = "premier, Cabinet, DPRK"


def ingest_sentences(tmp_path, *sentences: str, day: str = "2024-10-05") -> None:
    """Ingest one article for each sentence."""
    rows = [record(n, f"{sentence}\n{prose(n)}", day=day) for n, sentence in enumerate(sentences, start=1)]
    ingest_records(tmp_path, f"{abs(hash((sentences, day)))}.json", *rows)


def offices(name: str) -> dict[str, str | None]:
    """Return the office of each title of a person."""
    rows = PersonTitle.objects.filter(person__name=name).select_related("office")
    return {row.title: str(row.office) if row.office else None for row in rows}


THREE = (
    "Choe Sam Bok, premier of the DPRK Cabinet, planted a pear.",
    "Choe Sam Bok, premier of the Cabinet, planted an apple.",
    "Choe Sam Bok, prime minister of the DPRK, planted a plum.",
)


def test_wordings_of_one_office_are_one_row(tmp_path):
    ingest_sentences(tmp_path, *THREE)
    titles = ["premier of the DPRK Cabinet", "premier of the Cabinet", "prime minister of the DPRK"]
    assert offices("Choe Sam Bok") == dict.fromkeys(titles, PREMIER)
    assert [str(office) for office in Office.objects.all()] == [PREMIER]


def test_a_later_title_completes_an_earlier_one(tmp_path):
    ingest_sentences(
        tmp_path, "The talks in the hall of the port were over and it was late. Premier Oona Lahti planted a pear."
    )
    assert offices("Oona Lahti") == {"Premier": None}
    ingest_sentences(
        tmp_path,
        "The talks in the hall of the port were over and it was late. Finnish Premier Oona Lahti planted an apple.",
        day="2024-10-06",
    )
    assert set(offices("Oona Lahti").values()) == {"premier, Cabinet, Finland"}


def test_reextract_keeps_ids_and_removes_what_no_text_prints(tmp_path):
    ingest_sentences(tmp_path, *THREE)
    before = list(PersonTitle.objects.values_list("pk", "office"))
    stray = Office.objects.create(key="mayor, Hillside", rank="mayor", body="Hillside")
    PersonTitle.objects.create(person=Person.objects.get(), title="mayor of Hillside", office=stray)
    call_command("reextract", verbosity=0)
    assert list(PersonTitle.objects.values_list("pk", "office")) == before
    assert not Office.objects.filter(pk=stray.pk).exists()


def test_titles_follow_a_merge_and_its_undoing(tmp_path):
    ingest_sentences(
        tmp_path,
        "The talks in the hall of the port were over and it was late. Russian Premier Andrei Rudenko planted a pear.",
        "The talks in the hall of the port were over and it was late. Premier Andrei Ludenko planted an apple.",
    )
    both = {person.name: person for person in Person.objects.all()}
    done = decide(decisions.merge(both.values(), both["Andrei Rudenko"]))
    assert offices("Andrei Rudenko") == dict.fromkeys(["Russian Premier", "Premier"], "premier, Cabinet, Russia")
    assert offices("Andrei Ludenko") == {}
    undo(done)
    assert offices("Andrei Ludenko") == {"Premier": None}
    assert list(offices("Andrei Rudenko")) == ["Russian Premier"]


def test_a_hidden_article_completes_no_title(tmp_path):
    ingest_sentences(
        tmp_path,
        "Oona Lahti, chairwoman of the Lantern Society of Finland, planted a pear.",
        "The talks in the hall of the port were over and it was late. Chairwoman Oona Lahti planted an apple.",
    )
    assert set(offices("Oona Lahti").values()) == {"chairman, Lantern Society, Finland"}
    done = decide(decisions.correct(Article.objects.get(text__contains="pear"), "hidden", True))
    assert offices("Oona Lahti") == {"Chairwoman": None}
    undo(done)
    assert set(offices("Oona Lahti").values()) == {"chairman, Lantern Society, Finland"}


def test_the_namesake_in_office_is_linked(tmp_path):
    ingest_sentences(
        tmp_path,
        "Kim Sang Chol, DPRK ambassador to Laos, planted a pear.",
        "Kim Sang Chol, commander of the Navy of the KPA, planted a plum.",
    )
    assert Person.objects.count() == 2
    ingest_sentences(tmp_path, "KPA Navy Commander Kim Sang Chol planted an apple.", day="2024-10-06")
    assert Person.objects.count() == 2
    mention = Mention.objects.get(revision__text__contains="apple")
    assert "commander of the Navy of the KPA" in offices_of(mention.person)
    assert not mention.uncertain


def test_who_holds_the_same_office_is_one_person_in_any_sphere(tmp_path):
    ingest_sentences(
        tmp_path,
        "Oona Lahti, manager of the Lantern Mill of Finland, planted a pear.",
        "Oona Lahti, manager of the Finnish Lantern Mill, planted an apple.",
        "Oona Lahti, manager of the Tide Mill, planted a plum.",
    )
    assert Person.objects.count() == 2


def offices_of(person: Person) -> set[str]:
    return set(person.printed.values_list("title", flat=True))


def test_a_part_of_a_name_with_the_same_office_is_proposed(tmp_path):
    ingest_sentences(
        tmp_path,
        "Oona Lahti, president of Finland, planted a pear.",
        "Finnish President Lahti planted an apple.",
        "Swedish President Berg planted a plum.",
    )
    pair = LikelyDuplicate.objects.get(reason=LikelyDuplicate.Reason.OFFICE)
    assert {pair.one.name, pair.other.name} == {"Oona Lahti", "Lahti"}


def test_the_page_lists_offices_with_their_printed_titles(client, tmp_path):
    ingest_sentences(tmp_path, *THREE, "Choe Sam Bok, chief guest, planted a fig.", "Leader Choe Sam Bok spoke.")
    page = client.get(Person.objects.get(name="Choe Sam Bok").get_absolute_url())
    (held,) = page.context["titles"].offices
    assert (held.title, held.articles, len(held.printed)) == (PREMIER, 3, 3)
    said = page.content.decode()
    assert said.index("Premier<span") < said.index("prime minister of the DPRK")


def test_a_row_of_the_list_has_one_title_of_each_office(client, tmp_path):
    ingest_sentences(tmp_path, *THREE)
    (row,) = json.loads(client.get("/people.json").content)["results"]
    assert len(row["titles"]) == 1


def test_the_api_gives_offices(client, tmp_path):
    ingest_sentences(tmp_path, *THREE)
    said = client.get("/api/v1/people/choe-sam-bok/").json()
    (held,) = said["offices"]
    assert held["office"] == {"name": PREMIER, "rank": "premier", "body": "Cabinet", "country": "DPRK"}
    assert (held["articles"], held["first_day"]) == (3, "2024-10-05")
    assert len(held["titles"]) == len(said["titles_over_time"]) == 3


@pytest.mark.parametrize(
    ("later", "changed"),
    [("premier of the Cabinet", False), ("vice-premier of the Cabinet", True)],
)
def test_a_changed_office_is_claimed_only_if_it_changed(client, later, changed):
    text = "Choe Sam Bok, {}, planted a pear."
    person = make.person("Choe Sam Bok")
    article = make.article("Pears", text.format("DPRK Premier"), published="2024-10-05")
    wordings = [(article.current, "DPRK Premier"), (make.revise(article, text.format(later)), later)]
    for revision, title in wordings:
        Mention.objects.create(
            revision=revision, person=person, start=0, end=12, surface="Choe Sam Bok", titles=[title], rule="test",
            version="1",
        )  # fmt: skip
    settle(Touched(names=[person.pk]))
    compared = client.get(f"/articles/{article.pk}/revisions/").context["compared"]
    assert bool(compared.names.offices) is changed
    assert [one.added for one in compared.names.offices] == [(later,)] * changed
