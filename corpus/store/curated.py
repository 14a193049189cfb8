"""What follows from a curator's change: the arrays, counters and days by which lists and facets find things.

To be called in the turn in which the change was written.
"""

from corpus.models import Event

from .derived import search_rows


def follow_place(place_id: int) -> None:
    """After its name was corrected: the events at it are found by that."""
    search_rows.write_events(Event.objects.filter(place=place_id).values_list("pk", flat=True))
