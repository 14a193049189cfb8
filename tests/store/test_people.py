"""Linking people across articles: one person, two people, or a proposed duplicate."""

from io import StringIO

import pytest
from django.core.management import call_command

from corpus.models import Event, LikelyDuplicate, Mention, Person
from tests.support.ingest import ingest_records
from tests.support.samples import prose, record

pytestmark = pytest.mark.django_db

Reason = LikelyDuplicate.Reason


def ingest_sentences(tmp_path, *sentences: str, day: str = "2024-10-05") -> None:
    """Ingest one article for each sentence."""
    rows = [record(n, f"{sentence}\n{prose(n)}", day=day) for n, sentence in enumerate(sentences, start=1)]
    ingest_records(tmp_path, f"{abs(hash(sentences))}.json", *rows)


def proposed() -> set[tuple[str, str, str]]:
    rows = LikelyDuplicate.objects.select_related("one", "other")
    return {(*sorted((row.one.name, row.other.name)), row.reason) for row in rows}


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Andrei Rudenko, vice-minister of Trade,", "Andrei Ludenko, vice-minister of Trade,", Reason.SPELLING),
        ("Nicolas Maduro, president of Venezuela,", "Nicolas Maduro Moros, president of Venezuela,", Reason.SHORTER),
        ("Hugo Chavez, president of Venezuela,", "Hugo Chávez, president of Venezuela,", Reason.MARKS),
        ("Ri Thae Il, minister of Railways,", "Ri Tae Il, minister of Railways,", Reason.ROMANISATION),
    ],
)
def test_variants_are_proposed_and_never_merged(tmp_path, one, other, reason):
    ingest_sentences(tmp_path, f"{one} planted a pear.", f"{other} planted an apple.")
    names = sorted(text.split(",")[0] for text in (one, other))
    assert sorted(Person.objects.values_list("name", flat=True)) == names
    assert proposed() == {(*names, reason)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ri Thae Il, minister of Railways,", "Ri Thae Song, minister of Railways,"),
        ("Sergei Petrov, minister of Railways,", "Sergei Popov, minister of Railways,"),
        ("Andrei Rudenko, ambassador of Russia,", "Andrei Ludenko, commander of the Navy,"),
    ],
)
def test_people_whose_names_are_alike_by_nature_are_not_proposed(tmp_path, one, other):
    ingest_sentences(tmp_path, f"{one} planted a pear.", f"{other} planted an apple.")
    assert Person.objects.count() == 2
    assert proposed() == set()


def test_what_a_curator_judged_is_kept_and_what_no_longer_holds_goes(tmp_path):
    ingest_sentences(
        tmp_path,
        "Andrei Rudenko, vice-minister of Trade, planted a pear.",
        "Andrei Ludenko, vice-minister of Trade, planted an apple.",
        "Nicolas Maduro, president of Venezuela, planted a plum.",
        "Nicolas Maduro Moros, president of Venezuela, planted a fig.",
    )
    assert len(proposed()) == 2
    LikelyDuplicate.objects.filter(reason=Reason.SPELLING).update(verdict=LikelyDuplicate.Verdict.DIFFERENT)
    moros = Person.objects.get(name="Nicolas Maduro Moros")
    moros.merged_into = Person.objects.get(name="Nicolas Maduro")
    moros.save()
    call_command("reextract", stdout=StringIO(), stderr=StringIO())
    (left,) = LikelyDuplicate.objects.all()
    assert (left.reason, left.verdict) == (Reason.SPELLING, LikelyDuplicate.Verdict.DIFFERENT)


def test_two_people_of_one_name_are_told_apart_by_their_offices(tmp_path):
    ingest_sentences(
        tmp_path,
        "Kim Jong Suk, an anti-Japanese war hero, was remembered.",
        "Kim Jong Suk, chairwoman of the Committee for Cultural Relations, planted a pear.",
    )
    assert Person.objects.filter(name="Kim Jong Suk").count() == 2
    assert Mention.objects.values("person").distinct().count() == 2


def test_two_messages_of_one_day_with_other_receivers_are_two_events(tmp_path):
    ingest_sentences(
        tmp_path,
        "Han Kuk Bom, minister of Trade, sent a message of greeting to Oona Lahti, president of Finland, on October 4.",
        "Han Kuk Bom, minister of Trade, sent a message of greeting to Pedro Ramirez, president of Cuba, on October 4.",
    )
    assert Event.objects.filter(type="message").count() == 2


def test_messages_of_bodies_to_one_person_are_as_many_events(tmp_path):
    senders = ("Oona Lahti, president of Finland,", "the Party of Fishermen", "the Union of Bakers")
    received = "Han Kuk Bom, minister of Trade, received a message of greeting from {} on October 4."
    ingest_sentences(tmp_path, *map(received.format, senders))
    assert Event.objects.filter(type="message").count() == 3


def test_one_meeting_in_two_articles_is_one_event(tmp_path):
    sentence = "Han Kuk Bom, minister of Trade, met Oona Lahti, president of Finland, in Oslo on October 4."
    ingest_sentences(tmp_path, sentence, sentence.replace("met", "met and had a talk with"))
    assert Event.objects.get(type="meeting").report_count == 2


@pytest.mark.parametrize(
    ("one", "other", "events"),
    [
        (
            "The Foreign Ministry of Finland issued a statement on October 4 on the flood in Cuba.",
            "The Foreign Ministry of Norway issued a statement on October 4 on the flood in Cuba.",
            2,
        ),
        ("It issued a statement on the flood in Cuba on October 4.",) * 2 + (2,),
        (
            "A 6.2-magnitude earthquake hit the coast of Kamchatka, Russia on October 4.",
            "A 5.9-magnitude earthquake hit the coast of Turkey on October 4.",
            2,
        ),
        (
            "The Foreign Ministry of Finland issued a statement on October 4 on the flood in Cuba.",
            "A spokesman for the Foreign Ministry of Finland issued a statement on the flood in Cuba on Friday.",
            1,
        ),
    ],
)
def test_what_nobody_takes_part_in_is_one_event_where_the_same_is_named(tmp_path, one, other, events):
    ingest_sentences(tmp_path, one, other)
    assert Event.objects.count() == events


def test_a_secretary_of_the_youth_league_is_not_the_namesake_in_the_party_but_may_be_a_soldier(tmp_path):
    ingest_sentences(
        tmp_path,
        "Ri Yong Sop, first secretary of the Central Committee of the Youth League, planted a pear.",
        "Ri Yong Sop, vice department director of the WPK Central Committee, planted an apple.",
        "Jo Chun Sop, vice department director of the WPK Central Committee, planted a plum.",
        "Jo Chun Sop, commander of the Navy, planted a fig.",
    )
    assert Person.objects.filter(name="Ri Yong Sop").count() == 2
    assert Person.objects.filter(name="Jo Chun Sop").count() == 1


def test_a_place_that_atlases_know_has_its_coordinates(tmp_path):
    ingest_sentences(
        tmp_path,
        "Han Kuk Bom, minister of Trade, met Oona Lahti, president of Finland, in Oslo on October 4.",
        "A meeting took place at the Lakeside Hall on October 4.",
    )
    places = dict(Event.objects.values_list("place__name", "place__latitude"))
    assert places == {"Oslo": 59.9, "Lakeside Hall": None}


@pytest.mark.parametrize(
    ("one", "other", "people"),
    [
        ("Ri Sun Ho, a worker of the Hillside Mill,", "Ri Sun Ho, a worker of the Lakeside Bakery,", 2),
        ("Ri Sun Ho, a worker of the Hillside Mill,", "Ri Sun Ho, 45, a worker of the Hillside Mill,", 1),
        ("Ri Sun Ho, a student,", "Ri Sun Ho, minister of Gardens,", 2),
        ("Ri Sun Ho, a student,", "Ri Sun Ho, a farmer,", 2),
        ("Ri Sun Ho, secretary of the South Side Committee,", "Ri Sun Ho, secretary of the WPK Committee,", 2),
        ("Ri Sun Ho, chairman of Chongryon,", "Ri Sun Ho, member of the WPK Committee,", 2),
        ("Ri Sun Ho, manager of the Rose Factory,", "Ri Sun Ho, director of the Lily Company,", 2),
        ("Ri Sun Ho, vice-minister of Gardens,", "Ri Sun Ho, minister of Gardens,", 1),
        ("Ri Sun Ho, minister of Gardens,", "Ri Sun Ho, member of the Political Bureau,", 1),
    ],
)
def test_namesakes_are_parted_by_side_rank_and_institution(tmp_path, one, other, people):
    ingest_sentences(
        tmp_path, f"{one} planted a rose in the garden by the house.", f"{other} planted a lily by the old wall."
    )
    assert Person.objects.filter(name="Ri Sun Ho").count() == people
