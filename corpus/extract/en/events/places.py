"""The place that a sentence states for the event it reports."""

import re

from corpus.extract.en.vocabulary import either, phrases, words

from .phrases import phrase

_KNOWN = frozenset(place for key in ("countries", "cities", "dprk") for place in phrases("places", key))
_COUNTRIES = frozenset(phrases("places", "countries"))
_ADJECTIVES = words("places", "adjectives")
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_MONTH = (
    r"(?:January|February|March|April|June|July|August|September|October|November|December"
    r"|Jan|Feb|Aug|Sept|Oct|Nov|Dec)"
)
# A month only where it opens a name: "April 25 House of Culture".
_CAPITAL = (
    rf"(?:(?:U\.S\.|Mt\.|St\.|No\. ?\d+|(?!{_WEEKDAY}|{_MONTH}\b(?! \d+ [A-Z]))"
    r"[A-ZÀ-Þ][\w-]*(?:['’]s|(?<=s)['’](?= [A-Z]))?)"
    r"(?! \(KCNA))"
)
_NAME = rf"{_CAPITAL}(?: (?:(?:of|and|de|for) (?:the )?)?{_CAPITAL}| \d+){{0,12}}"
_NOUN = rf"(?:{either(phrases('places', 'place_nouns'))})s?"
# "the office building of the Committee", "Lakeside Children's Camp", "Kremlin, Moscow"
_PHRASE = (
    r"(?:(?:the|a|an|its|his|their) )?(?:(?:newly|recently)[ -](?:built|constructed|opened|renovated|remodell?ed) )?"
    rf"(?P<place>(?:[a-z-]+ ){{0,2}}?(?:{_NOUN}) (?:of (?:the )?(?:(?:{_NOUN}) of )?|in |for |under )(?:the )?"
    rf"{_NAME}(?: (?:{_NOUN})\b)?"
    rf"|(?:(?:(?:south|north|east|west)(?:east|west)?(?:ern)?|central|downtown|suburban) )?{_NAME}(?: (?:{_NOUN})\b)?)"
)
_PREPOSITION = re.compile(rf"\b(?P<how>at|in|on|outside|inside|near|to|for|before) {_PHRASE}")
_VISITED = re.compile(
    r"\b(?:visited|toured|inspected|went round|looked round|looked around|saw over|went sightseeing (?:at|in)"
    r"|(?:paid|making) [\w -]{0,30}?visit to|(?:gave|provided) [\w -]{0,30}?guidance (?:at|to|over)|made the rounds of)"
    rf" (?:again )?(?:the (?:\w+ly )?(?:[a-z-]+ )?(?=[A-Z]))?{_PHRASE}"
)
# "jolted the southern area of Sumatra", "hit the Belgian city of Hasselt".
_STRUCK = re.compile(
    r"\b(?:jolted|hit|struck|battered|swept|rocked|shook|lashed|inundated|ravaged|flooded)"
    r" (?:off )?(?:the )?"
    r"(?:(?:[\w-]+ )?(?:area|part|region|coast|waters|sea|city|town|province)s? (?:of|off) )?(?:the )?"
    r"(?:[A-Z]\w+['’]s )?(?:(?:north|south|east|west)(?:east|west)?(?:ern)? |central )?"
    rf"(?P<place>{_NAME})"
)
# "Fujian Province in China suffered damage": what was struck is the place.
_SUFFERED = re.compile(
    rf"(?P<place>{_NAME}(?: in {_NAME})?) (?:\w+ )?"
    r"(?:suffered|sustained|(?:was|were) (?:\w+ )?(?:hit|inundated|flooded|struck))"
)
# A place called by plain words: "visited the state disaster relief headquarters".
_PLAIN = re.compile(
    r"\b(?P<how>at|in|visited|inspected|toured) the (?P<place>(?:[a-z'’-]+ ){1,5}"
    r"(?:headquarters|command|hall|theatre|theater|gymnasium|guesthouse|stadium|airport))\b"
)
_AIMED = re.compile(r"\b(?:hitting|aimed|directed|looking|pointing|levelled|leveled|targeted|angry|hit) $")
_MORE_COUNTRIES = re.compile(
    rf"(?:, (?:the )?(?:{either(_COUNTRIES)}))*(?:,? and|, ) (?:the )?(?:{either(_COUNTRIES)})\b"
)
_SEVERAL = re.compile(r"(?P<one>[A-Z][\w.]*(?: [A-Z][\w.]*)?) and (?P<other>[A-Z][\w.]*(?: [A-Z][\w.]*)?)")
# A body that gives a reception or opens an exhibition at its own house.
_GIVEN_BY = re.compile(
    r"(?:The )?(?P<place>(?:[\w.]+ ){0,3}?(?:embassy|consulate(?: general)?|mission|representation) in "
    r"[A-Z][\w-]+(?: [A-Z][\w-]+)?)"
)
_ATTRIBUTE = re.compile(r" (?:embass|mission|delegat|official|book|photo|worker|people)")
_OF_A_COUNTRY = re.compile(r" (?!(?:and|or|on|in|at|to|for|from|by|with|after|before|during|last|this|next|as)\b)[a-z]")
_HEADLINE = re.compile(rf"\b(?:in|at) (?P<place>(?:S\. |N\. )?{_NAME})$")
_IN_CITY = re.compile(r" in [A-Z][\w-]+(?: [A-Z][\w-]+)?")
_SHRINE = re.compile(r"\b(?:Tomb|Cemetery|Monument|Tower|Mausoleum|Memorial|Palace of the Sun)\b")
_AREAS = re.compile(
    r"(?:, (?:[A-Z][\w-]*(?: [A-Z][\w-]*)? )(?:District|City|County|Province|Prefecture|Region|State)\b)+"
)
_HERE = phrase("places", "here")
_NOT_PLACE = phrase("places", "not_place")


def find(
    sentence: str,
    *,
    here: str | None,
    tail: int = 0,
    towards: bool = False,
    active: bool = False,
    struck: bool = False,
) -> str | None:
    """Return the most specific named place of a sentence, or None.

    here: the city of the dateline, for which "here" stands. tail: offset of the verb; a place after it goes
    before one in front of it. towards: "to Moscow" counts too. active: the verb has a subject,
    so a place between subject and verb is not that of the event. struck: the object of the verb is the place.
    """
    visited = _VISITED.search(sentence, max(0, tail - 4)) if towards else None
    if visited and visited["place"] == "DPRK" and _OF_A_COUNTRY.match(sentence, visited.end()):
        visited = None  # "a DPRK company in Dalian"
    if visited and not _NOT_PLACE.match(visited["place"]) and not _ATTRIBUTE.match(sentence, visited.end()):
        return _with_city(sentence, visited["place"], visited.end("place"))
    hit = (_SUFFERED.match(sentence) or _STRUCK.search(sentence, max(0, tail - 4))) if struck else None
    if hit and not _NOT_PLACE.match(hit["place"]) and _is_place(hit["place"], "in"):
        return _with_city(sentence, hit["place"], hit.end("place"))
    best: tuple[int, int, str] | None = None
    for match in _prepositions(sentence):
        how = match["how"]
        if how == "at" and _AIMED.search(sentence, max(0, match.start() - 14), match.start()):
            continue
        if how == "for" or (how == "to" and not towards):
            continue
        if how == "on" and not re.search(
            r"\b(?:Hill|Mt\.?|Mount|Island|Islands|River|Street|Square)\b", match["place"]
        ):
            continue
        if how == "before" and not _SHRINE.search(match["place"]):
            continue
        start, end = match.span("place")
        place = match["place"]
        if (owner := re.sub(r"['’]s$", "", place)) in _KNOWN:  # "in Rwanda's southern region"
            place = owner
        if _NOT_PLACE.match(place) or _ATTRIBUTE.match(sentence, end):
            continue
        if place == "DPRK" and sentence[start - 2 : start] == "a " and _OF_A_COUNTRY.match(sentence, end):
            continue
        if place in _COUNTRIES and _MORE_COUNTRIES.match(sentence, end):
            continue
        if not _is_place(place, how):
            continue
        place = _with_city(sentence, place, end)
        if active and start < tail and start > 12:
            continue  # "compatriots in China sent …": where somebody is from
        # The first place behind the verb; at a site before in a country.
        rank = (0 if start >= tail else 2) + (0 if how in ("at", "outside", "inside", "before") else 1)
        if best is None or rank < best[0]:
            best = (rank, start, place)
    if best:
        return best[2]
    if here and _HERE.search(sentence):
        return here
    body = _GIVEN_BY.match(sentence) if active else None
    if body and body.end() <= tail:
        return body["place"]
    plain = _PLAIN.search(sentence, max(0, tail - 4))
    return plain["place"] if plain and (towards or plain["how"] in ("at", "in")) else None


def in_headline(title: str) -> str | None:
    """Return the known place with which a headline ends: "Drill Staged in S. Korea"."""
    match = _HEADLINE.search(title)
    return match["place"] if match and re.sub(r"^[SN]\. ", "", match["place"]) in _KNOWN else None


def _prepositions(sentence: str):
    """Return every "at X", also one within another: "to the areas in X"."""
    position = 0
    while match := _PREPOSITION.search(sentence, position):
        yield match
        position = match.start() + 2 if match["how"] in ("to", "for") else match.end()


def _is_several(place: str) -> bool:
    """Return whether the words join two countries, or a country and a nationality: those are no place."""
    several = _SEVERAL.fullmatch(place)
    return (
        bool(several)
        and several["one"] in _COUNTRIES
        and (several["other"] in _COUNTRIES or several["other"] in _ADJECTIVES)
    )


def _is_place(place: str, how: str) -> bool:
    if _is_several(place):
        return False
    if place in _KNOWN or re.search(rf"(?:\b|^)(?:{_NOUN})\b", place, re.IGNORECASE):
        return True
    words = place.split()
    if any(word in _KNOWN for word in words):
        return True
    return how == "in" and len(words) <= 2 and not words[0].isupper() and words[0].isalpha()


def _with_city(sentence: str, place: str, end: int) -> str:
    """Add a city that follows after a comma: "Kremlin, Moscow"."""
    if place.endswith(("embassy", "mission", "consulate")) and (city := _IN_CITY.match(sentence, end)):
        return place + city.group()
    area = _AREAS.match(sentence, end)
    if area:
        return place + area.group()
    match = re.match(r", ([A-Z][\w.-]*(?: [A-Z][\w-]*)?)", sentence[end : end + 40])
    return f"{place}, {match.group(1)}" if match and match.group(1) in _KNOWN and match.group(1) != place else place
