"""A filter by a place finds what is at it and inside it, everywhere the grammar is used, with exact counts."""

import pytest

from corpus.models import Place
from corpus.store.matching.places import find_or_create_place
from tests.support.ingest import ingest_records
from tests.support.samples import prose, record

pytestmark = pytest.mark.django_db

TEXTS = (
    f"Talks between kite makers were held in Hamhung on October 3. {prose(1)}",
    f"A seminar of harbour pilots was held in South Hamgyong Province on October 4. {prose(2)}",
    f"A contest of bell founders was held in Wonsan on October 5. {prose(3)}",
    f"A meeting of lamp lighters was held in Beijing on October 6. {prose(4)}",
)


@pytest.fixture(autouse=True)
def corpus(tmp_path):
    """Ingest one event in a city, one in its province, one in another province, and one in another country."""
    ingest_records(tmp_path, "a.json", *(record(number, text) for number, text in enumerate(TEXTS, 1)))


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("place=hamhung", 1),
        ("place=south-hamgyong-province", 2),
        ("place=dprk", 3),
        ("place=china&place=dprk", 4),
        ("place=dprk&-place=south-hamgyong-province", 1),
        ("-place=dprk", 1),
        ("-place=hamhung", 3),
    ],
)
@pytest.mark.parametrize("rows", ["events", "articles"])
def test_a_place_includes_what_lies_inside_it(client, rows, query, number):
    assert len(client.get(f"/api/v1/{rows}/?{query}").json()["results"]) == number
    assert len(client.get(f"/{rows}.jsonl?{query}").getvalue().splitlines()) == number
    assert client.get(f"/{rows}.atom?{query}").content.count(b"<entry>") == number
    assert f"{number} {rows if number > 1 else rows[:-1]}" in " ".join(
        client.get(f"/{rows}/?{query}").content.decode().replace("<strong>", "").replace("</strong>", "").split()
    )


def facet(client, rows: str, query: str = "") -> dict[str, int]:
    """Return the counts of the facet of places by slug."""
    counted = client.get(f"/api/v1/{rows}/facets/?{query}").json()
    (places,) = [one for one in counted["facets"] if one["name"] == "place"]
    return {one["value"]: one["count"] for one in places["values"]}


@pytest.mark.parametrize("rows", ["events", "articles"])
def test_facets_count_what_lies_inside(client, rows):
    counts = facet(client, rows)
    assert {name: counts[name] for name in ("dprk", "south-hamgyong-province", "hamhung", "china", "beijing")} == {
        "dprk": 3, "south-hamgyong-province": 2, "hamhung": 1, "china": 1, "beijing": 1,
    }  # fmt: skip


def test_pages_show_what_contains_a_place_and_what_lies_inside(client):
    page = client.get("/places/dprk/").content.decode()
    assert 'href="/places/south-hamgyong-province/"' in page
    assert "All 3 events at DPRK" in " ".join(page.split())
    page = client.get("/places/hamhung/").content.decode()
    assert page.index('href="/places/south-hamgyong-province/"') < page.index('href="/places/dprk/"')
    record = client.get("/api/v1/places/hamhung/").json()
    assert [one["slug"] for one in record["inside"]] == ["south-hamgyong-province", "dprk"]
    record = client.get("/api/v1/places/dprk/").json()
    assert (record["events"], record["contains"][0]["slug"]) == (3, "south-hamgyong-province")


def test_numbers_of_events_follow_every_change(client, admin_client):
    hall = find_or_create_place("Grebmal Hall")
    hamhung = Place.objects.get(slug="hamhung")
    fields = {"name": hamhung.name, "slug": hamhung.slug, "key": hamhung.key}
    admin_client.post(f"/admin/corpus/place/{hamhung.pk}/change/", {**fields, "parent": hall.pk})
    assert dict(Place.objects.public().values_list("slug", "event_count")) == {
        "hamhung": 1, "grebmal-hall": 1, "south-hamgyong-province": 1, "dprk": 2, "wonsan": 1, "kangwon-province": 1,
        "beijing": 1, "china": 1,
    }  # fmt: skip
    assert len(client.get("/api/v1/events/?place=grebmal-hall").json()["results"]) == 1
    assert facet(client, "articles")["dprk"] == 2
    for event in hamhung.events.all():
        event.delete()
    assert not Place.objects.public().filter(slug__in=["hamhung", "grebmal-hall"]).exists()
