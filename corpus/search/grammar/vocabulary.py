"""How the values of filters are found and named: outlets, people, places, event types, languages."""

from corpus import event_types
from corpus.languages import LANGUAGES, language_name
from corpus.models import Article, Outlet, Person, Place
from corpus.models.fields import Status
from corpus.models.search import language_number

from .values import Term

EVENT_TYPES = dict(event_types.choices())
TYPE_NUMBERS = {code: event_types.number_of(code) for code in EVENT_TYPES}
STATUSES = {value: label for value, label in Status.choices if value != Status.REJECTED}  # those are not shown


def find_languages(values: list[str]) -> dict[str, Term]:
    """The languages among these codes that the table names or some article is written in; of "en-US" the first part
    counts."""
    codes = {value: value.lower().partition("-")[0] for value in values}
    known = set(codes.values()) & set(LANGUAGES)
    if set(codes.values()) - known:
        known |= {code.lower().partition("-")[0] for code in Article.objects.languages()}
    return {
        value: Term(code, language_name(code), language_number(code)) for value, code in codes.items() if code in known
    }


def find_outlets(values: list[str]) -> dict[str, Term]:
    """Outlets by slug."""
    rows = Outlet.objects.filter(slug__in=values).values_list("slug", "name", "pk")
    return {slug: Term(slug, name, pk) for slug, name, pk in rows}


def find_places(values: list[str]) -> dict[str, Term]:
    """Places by slug."""
    rows = Place.objects.filter(slug__in=values).values_list("slug", "name", "pk")
    return {slug: Term(slug, name, pk) for slug, name, pk in rows}


def find_people(values: list[str]) -> dict[str, Term]:
    """People by slug; a merged slug finds the person it was merged into."""
    rows = Person.objects.filter(slug__in=values).select_related("merged_into")
    found = {row.slug: row.merged_into or row for row in rows}
    return {slug: Term(person.slug, person.name, person.pk) for slug, person in found.items()}
