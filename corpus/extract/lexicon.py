"""The vocabulary that other rooms compare people, places and sentences by."""

from .en.people.tokens import SURNAMES, is_syllable
from .en.people.word_lists import CALENDAR, COMMON, FUNCTION
from .en.vocabulary import either, lines, table

COORDINATES = lines("coordinates")  # "NORTH EAST NAME,NAME…", in degrees
SPHERES = table("spheres")  # the titles of each sphere of life, which distinguish people of one name

__all__ = ["CALENDAR", "COMMON", "COORDINATES", "FUNCTION", "SPHERES", "SURNAMES", "either", "is_syllable"]
