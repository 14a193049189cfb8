"""Word lists that separate names of people from names of bodies, places and things."""

from corpus.extract.en.vocabulary import lines, phrases, words

CALLINGS = words("titles", "callings")
ORGANISATION = words("titles", "organisation_words")
THINGS = words("titles", "thing_words")
FACTIONS = words("titles", "factions")
COMMON = lines("common")
ADJECTIVES = words("places", "adjectives")
CALENDAR = words("words", "calendar")
FUNCTION = words("words", "function_words")
PLACE_PHRASES = frozenset(
    place for key in ("countries", "cities", "dprk") for place in phrases("places", key) if place != "Kim Chaek"
)
PLACE_WORDS = frozenset(
    word for place in PLACE_PHRASES if place != "Ho Chi Minh City" for word in place.split() if word[0].isupper()
)
