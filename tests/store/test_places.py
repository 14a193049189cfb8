"""Places: one row for all spellings, inside what contains it, with coordinates."""

import pytest
from django.core.management import call_command

from corpus.extract import lexicon
from corpus.models import Event, Place, Report
from corpus.store.matching.corrections import place_reference
from corpus.store.matching.gazetteer import resolve
from corpus.store.matching.places import find_or_create_place, place_key, places_for
from tests.support.ingest import ingest_records
from tests.support.samples import prose, record


@pytest.mark.parametrize(
    "spellings",
    [
        ("Hamhung", "Hamhung City", "the Hamhung city", "Hamhung-si", "Hamhung, South Hamgyong Province", "Hamheung"),
        ("Phyongsong", "Pyongsong City", "P’yongsong", "Phyongsong, South Phyongan Province, DPRK"),
        ("Jagang Province", "Chagang Province", "Jagang"),
        ("Kwangju", "Gwangju", "Kwangju, South Korea"),
        ("U.S.", "the United States", "USA"),
        ("Kiev", "Kyiv", "Kyiv, Ukraine"),
        ("Kumsusan Memorial Palace", "Kumsusan Palace of the Sun", "Kumsusan Palace of the Sun, Pyongyang"),
        ("Hasselt, Belgium", "Hasselt City, Belgium"),
        ("Grebmal Hall", "the  Grebmal hall"),
    ],
)
def test_one_place_has_many_spellings(spellings):
    assert len({place_key(one) for one in spellings}) == 1


@pytest.mark.parametrize(
    "places",
    [
        ("Mexico", "Mexico City"),
        ("Jilin", "Jilin Province"),
        ("South Hamgyong Province", "North Hamgyong Province"),
        ("Georgia", "Georgia, U.S."),
        ("U.S.", "U.S. city"),
        ("Grebmal Hall, Hamhung", "Grebmal Hall, Wonsan"),
    ],
)
def test_other_places_stay_apart(places):
    assert len({place_key(one) for one in places}) == len(places)


@pytest.mark.parametrize(
    ("name", "containers"),
    [
        ("Hamhung", ["South Hamgyong Province", "DPRK"]),
        ("Kim Il Sung Square", ["Pyongyang", "DPRK"]),
        ("Kremlin, Moscow", ["Moscow", "Russia"]),
        ("Grebmal Hall, Hamhung City", ["Hamhung", "South Hamgyong Province", "DPRK"]),
        ("DPRK embassy in Beijing", ["Beijing", "China"]),
        ("Vienna", ["Austria"]),
        ("Hungnam", ["Hamhung", "South Hamgyong Province", "DPRK"]),
        ("Panmunjom", ["Kaesong", "DPRK"]),
        ("Onchon", ["Nampho", "DPRK"]),
        ("Chongju", ["ROK"]),
        ("Jongju", ["North Phyongan Province", "DPRK"]),
        ("Grebmal Hall", []),
    ],
)
def test_a_place_lies_inside_what_contains_it(name, containers):
    assert [one.name for one in resolve(name).containers()] == containers


@pytest.mark.parametrize(
    "name", ["DPRK embassy", "Cuban Consulate General", "Iran and Guinea", "Peru, Laos and Mali", " "]
)
def test_bodies_and_several_countries_are_no_place(name):
    assert resolve(name) is None


@pytest.mark.parametrize("name", ["Bosnia and Herzegovina", "Trinidad and Tobago"])
def test_a_country_of_two_parts_is_one(name):
    assert resolve(name)


@pytest.mark.django_db
def test_rows_are_made_with_their_containers_once():
    made = places_for({"Hamhung City", "Hamhung", "Kim Il Sung Square", "DPRK embassy"})
    assert {"hamhung", "kim il sung square", "dprk"} <= set(made)
    hamhung = Place.objects.get(key="hamhung")
    assert (hamhung.name, hamhung.slug, hamhung.latitude, hamhung.longitude) == ("Hamhung", "hamhung", 39.9, 127.5)
    assert [one.name for one in hamhung.containers()] == ["South Hamgyong Province", "DPRK"]
    before = Place.objects.count()
    assert places_for({"Hamhung, South Hamgyong Province"})["hamhung"] == hamhung
    assert Place.objects.count() == before


@pytest.mark.django_db
def test_a_place_stored_before_gets_its_container(tmp_path):
    ingest_records(tmp_path, "a.json", record(1, prose(1)))
    old = Place.objects.create(name="Hamhung", key="hamhung", slug="hamhung")
    assert places_for({"Hamhung City"})["hamhung"].pk == old.pk
    call_command("reextract", verbosity=0)
    old.refresh_from_db()
    assert old.parent.name == "South Hamgyong Province"
    assert (old.latitude, old.longitude) == (39.9, 127.5)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["DPRK embassy", "Hamhung City", "Grebmal Hall"])
def test_a_curator_may_name_any_place(name):
    place = find_or_create_place(name)
    assert find_or_create_place(place_reference(place)) == place


@pytest.mark.django_db
def test_reports_keep_the_printed_place_and_events_share_the_row(tmp_path, client):
    first = f"Talks between kite makers were held in Hamhung City on October 3. {prose(1)}"
    second = f"A seminar of harbour pilots was held in Hamhung, South Hamgyong Province on October 4. {prose(2)}"
    ingest_records(tmp_path, "a.json", record(1, first), record(2, second))
    assert set(Event.objects.values_list("place__slug", flat=True)) == {"hamhung"}
    printed = set(Report.objects.values_list("place_name", flat=True))
    assert printed == {"Hamhung City", "Hamhung, South Hamgyong Province"}
    page = client.get("/places/hamhung/").content.decode()
    assert 'href="/places/south-hamgyong-province/"' in page
    around = client.get("/places/south-hamgyong-province/").content.decode()
    assert "What it contains" in around
    assert 'href="/places/hamhung/"' in around


@pytest.mark.parametrize("name", ["DPRK", "China", "U.S.", "Venezuela", "Cuba"])
def test_a_country_lies_at_its_middle(name):
    country = resolve(name)
    assert None not in (country.latitude, country.longitude)


def test_every_country_of_the_united_nations_has_a_middle_on_earth():
    middles = [line.split() for line in lexicon.country_middles()]
    assert len({code for code, *_ in middles}) == len(middles) >= 193
    assert all(-90 < float(north) < 90 and -180 < float(east) < 180 for _, north, east in middles)
