"""The locator map of a place: its section, its dots, and its description in words."""

import math
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree, html

from corpus.models import Place
from corpus.views.figures import maps
from corpus.views.figures.maps import HEIGHT, WIDTH, Spot
from tests.support import factories as make

ROOT = Path(__file__).resolve().parents[2]
PYONGYANG = Spot("Pyongyang", "/places/pyongyang/", 39.0, 125.8)
WONSAN = Spot("Wonsan", "/places/wonsan/", 39.2, 127.4)
HAEJU = Spot("Haeju", "/places/haeju/", 38.0, 125.7)
CHONGJIN = Spot("Chongjin", "/places/chongjin/", 41.8, 129.8)
DISTRICT = Spot("Moranbong District", "/places/moranbong-district/", 39.0, 125.8)
MOSCOW = Spot("Moscow", "/places/moscow/", 55.8, 37.6)
SOCHI = Spot("Sochi", "/places/sochi/", 43.6, 39.7)


def ground(crop: maps.Map, spot: Spot) -> tuple[float, float]:
    """Return where the drawing of the land has a spot on the map, by the first transform."""
    x, y, east, north = map(float, re.findall(r"-?\d+\.\d+", crop.land[0]))
    return x + spot.longitude * maps.LAND_UNITS * east, y - spot.latitude * maps.LAND_UNITS * north


def test_the_place_stands_in_the_middle_and_on_its_own_ground():
    for place in (PYONGYANG, MOSCOW, Spot("Havana", "/", 23.1, -82.4), Spot("Sydney", "/", -33.9, 151.2)):
        shown = maps.locate(place, [WONSAN, SOCHI])
        assert (shown.place.x, shown.place.y) == (WIDTH / 2, HEIGHT / 2)
        assert ground(shown, place) == pytest.approx((WIDTH / 2, HEIGHT / 2), abs=0.5)
        assert shown.place.label == place.name
        for dot in shown.dots:
            assert ground(shown, dot.spot) == pytest.approx((dot.x, dot.y), abs=0.5)


def test_the_crop_is_as_narrow_as_the_corpus_allows():
    near = maps.locate(PYONGYANG, [WONSAN, HAEJU, CHONGJIN, MOSCOW])
    assert {dot.spot.name for dot in near.dots} == {"Wonsan", "Haeju", "Chongjin"}
    assert near.scale.label == "200 km"
    far = maps.locate(MOSCOW, [SOCHI, PYONGYANG])
    assert [dot.spot.name for dot in far.dots] == ["Sochi"]
    assert far.scale.label == "500 km"
    alone = maps.locate(MOSCOW, [])
    assert (alone.dots, alone.scale.label) == ((), "500 km")


def test_dots_stand_apart_and_what_lies_on_the_place_has_none():
    crowd = [DISTRICT] + [Spot(f"Place {n}", "/", 39 + n / 20, 125 + n / 15) for n in range(60)]
    shown = maps.locate(PYONGYANG, crowd)
    points = [(dot.x, dot.y) for dot in (shown.place, *shown.dots)]
    assert len(points) > 3
    assert all(math.dist(one, other) >= maps.APART - 0.2 for one in points for other in points if one != other)
    assert all(maps.EDGE - 0.1 <= x <= WIDTH - maps.EDGE + 0.1 for x, _ in points)
    assert DISTRICT not in [dot.spot for dot in shown.dots]


def test_long_names_are_shortened_and_labels_stay_inside():
    name = "The House of Culture of the Workers of a Very Long Street"
    shown = maps.locate(Spot(name, "/", 39.0, 125.8), [Spot(name, "/", 39.2, 130.0)])
    for dot in (shown.place, *shown.dots):
        assert len(dot.label) <= maps.LONGEST
        wide = len(dot.label) * maps.LETTER
        left = dot.label_x - {"start": 0, "end": wide, "middle": wide / 2, "": 0}[dot.anchor]
        assert 0 <= left <= WIDTH - wide


def test_the_land_is_drawn_twice_where_the_date_line_runs_through():
    shown = maps.locate(Spot("Apia", "/", -13.8, -171.8), [Spot("Nadi", "/", -17.8, 177.4)])
    assert len(shown.land) == 2
    assert shown.dots[0].x < WIDTH / 2, "Nadi lies west of Apia"
    assert {"180°", "170° W"} <= {line.label for line in shown.meridians}


@pytest.mark.parametrize(("latitude", "longitude"), [(90, 0), (-90, 180), (0, 0), (0, -180), (89.9, 179.9)])
def test_the_ends_of_the_earth_make_no_error(latitude, longitude):
    shown = maps.locate(Spot("There", "/", latitude, longitude), [PYONGYANG, MOSCOW])
    assert shown.land
    assert all(abs(value) < 1e5 for line in (*shown.meridians, *shown.parallels) for value in (line.x1, line.y1))


def test_distances_and_degrees_in_words():
    assert maps.distance(PYONGYANG, MOSCOW) == pytest.approx(6420, abs=20)
    assert maps.distance_words(maps.distance(PYONGYANG, WONSAN)) == "140 km"
    assert maps.distance_words(3) == "less than 15 km"
    assert [maps.latitude(39.0), maps.latitude(-17.75), maps.latitude(0)] == ["39° N", "17.75° S", "0°"]
    assert [maps.longitude(125.8), maps.longitude(-82.4)] == ["125.8° E", "82.4° W"]


def test_the_land_is_one_small_path_that_names_its_source():
    path = ROOT / "static/land.svg"
    assert path.stat().st_size < 60_000
    tree = etree.parse(path).getroot()
    assert [one.get("id") for one in tree.iter("{*}path")] == ["land"]
    assert "Natural Earth" in path.read_text()
    assert "public domain" in path.read_text()
    assert "Natural Earth" in (ROOT / "docs/using/maps.md").read_text()


@pytest.fixture
def places(db):
    """Create Pyongyang with three places around it, Moscow, and a place without coordinates."""
    article = make.article("Talks", published="2024-10-20")
    for spot in (PYONGYANG, WONSAN, HAEJU, CHONGJIN, DISTRICT, MOSCOW):
        make.event(reported_in=[article], date="2024-10-19", at=spot.name)
        Place.objects.filter(name=spot.name).update(latitude=spot.latitude, longitude=spot.longitude)
    make.event(reported_in=[article], date="2024-10-19", at="Sample Hall")
    Place.objects.create(name="Nowhere", slug="nowhere", key="nowhere", latitude=39.1, longitude=126.0)


def tree_of(client, slug: str):
    """Return the tree of a place's page."""
    response = client.get(f"/places/{slug}/")
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def test_a_place_has_a_map_whose_dots_are_links(client, places):
    tree = tree_of(client, "pyongyang")
    assert tree.xpath("//figure[@class='map']/svg/@aria-label") == [
        "Map of Pyongyang, 39° N, 125.8° E, and places near it"
    ]
    links = tree.xpath("//figure[@class='map']//a")
    assert {(link.get("href"), link.get("aria-label")) for link in links} == {
        ("/places/wonsan/", "Wonsan"), ("/places/haeju/", "Haeju"), ("/places/chongjin/", "Chongjin")
    }  # fmt: skip
    assert all(use.endswith("land.svg#land") for use in tree.xpath("//svg//use/@href"))


def test_the_nearest_are_listed_with_their_distance_and_the_far_are_not(client, places):
    rows = tree_of(client, "pyongyang").xpath("//ol[@class='ranking']/li")
    assert [" ".join(row.text_content().split()) for row in rows] == [
        "Moranbong District less than 15 km", "Haeju 110 km", "Wonsan 140 km", "Chongjin 460 km"
    ]  # fmt: skip
    assert tree_of(client, "moscow").xpath("//ol[@class='ranking']") == []


def test_a_place_that_no_atlas_knows_says_so(client, places):
    tree = tree_of(client, "sample-hall")
    assert tree.xpath("//figure[@class='map']") == []
    assert "no text is taken for an atlas" in tree.text_content()


def test_a_map_costs_one_query_however_many_places_there_are(client, places):
    article = make.article("More", published="2024-10-21")
    with CaptureQueriesContext(connection) as before:
        tree_of(client, "pyongyang")
    for number in range(60):
        make.event(reported_in=[article], at=f"Place {number}")
        Place.objects.filter(name=f"Place {number}").update(latitude=35 + number / 10, longitude=124 + number / 8)
    with CaptureQueriesContext(connection) as after:
        tree_of(client, "pyongyang")
    assert len(after) == len(before) <= 12


def test_hostile_names_stay_text(client, places):
    attack = "\"'><script>alert(1)</script>"
    Place.objects.filter(slug__in=("pyongyang", "wonsan")).update(name=attack)
    content = client.get("/places/pyongyang/").content.decode()
    assert "<script>alert" not in content
