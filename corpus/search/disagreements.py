"""Where the reports of one event disagree."""

from django.utils.text import get_text_list

from corpus import dates
from corpus.models import Report


def disagreements(reports: list[Report]) -> list[str]:
    """Return sentences about the days, places and people on which the reports of one event differ."""
    found = []
    days = {report.date for report in reports if report.date and report.date_basis == "stated"}
    if len(days) > 1:
        found.append(f"The day: {get_text_list(list(map(dates.in_words, sorted(days))), 'or')}.")
    places = {report.place_name for report in reports if report.place_name}
    if len(places) > 1:
        found.append(f"The place, as printed: {get_text_list(sorted(places), 'or')}.")
    named = [{person["name"] for person in report.participants} for report in reports]
    if named and (everybody := set.union(*named)) != set.intersection(*named):
        only = sorted(everybody - set.intersection(*named))
        found.append(f"Not every report names {get_text_list(only, 'or')}.")
    return found
