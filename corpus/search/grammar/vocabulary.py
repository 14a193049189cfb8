"""Vocabularies: the values that a filter can select, by their value in the URL and by the number in a term."""

from django.db.models import Model
from django.utils.text import capfirst

from corpus import event_types
from corpus.languages import LANGUAGES, language_name
from corpus.models import Article, Outlet, Person, Place, TermKind
from corpus.models.fields import Status
from corpus.models.search import language_code, language_number

from .values import Term

EVENT_TYPES = dict(event_types.choices())
TYPE_NUMBERS = {code: event_types.number_of(code) for code in EVENT_TYPES}
STATUSES = {value: label for value, label in Status.choices if value != Status.REJECTED}  # rejected rows are not shown


class Vocabulary:
    """The values of one filter.

    ``noun``: the noun for one value, used in messages. ``kind``: the kind of term that search rows hold for a value;
    None if they hold none. ``model``: the model of the values, if they are rows with a slug and a name. ``key``: how a
    value is written in URLs, and ``sample`` one such value, for the API description.
    """

    key = "by slug"

    def __init__(self, noun: str, *, kind: TermKind | None = None, model: type[Model] | None = None, sample: str = ""):
        self.noun, self.kind, self.model, self.sample = noun, kind, model, sample

    def __call__(self, values: list[str]) -> dict[str, Term]:
        """Return the terms of those values that exist. Here: of rows by slug."""
        rows = self.model.objects.filter(slug__in=values).values_list("slug", "name", "pk")
        return {slug: Term(slug, name, pk) for slug, name, pk in rows}

    def name(self, number: int) -> tuple[str, str]:
        """Return value and label of the number in a term. Rows have none here: facets look them up all at once."""
        return "", ""


class MergedVocabulary(Vocabulary):
    """People or places by slug. A merged slug stands for the row it was merged into."""

    def __call__(self, values):
        """Return the terms of the rows with these slugs."""
        rows = self.model.objects.filter(slug__in=values).select_related("merged_into")
        found = {row.slug: row.merged_into or row for row in rows}
        return {slug: Term(one.slug, one.name, one.pk) for slug, one in found.items()}


class Choices(Vocabulary):
    """A fixed table of labels by value. ``numbers``: what the database compares; by default the value itself."""

    key = ""

    def __init__(self, noun: str, labels: dict[str, str], numbers: dict[str, int] | None = None, **kwargs):
        super().__init__(noun, **kwargs)
        self.labels, self.numbers = labels, numbers or {value: value for value in labels}
        self._values = {number: value for value, number in self.numbers.items()}

    def __call__(self, values):
        """Return the terms of those values that the table has."""
        return {value: Term(value, self.labels[value], self.numbers[value]) for value in values if value in self.labels}

    def name(self, number):
        """Return value and label of a number; empty if no filter can select it."""
        value = self._values.get(number, "")
        return value, capfirst(self.labels.get(value, ""))


class LanguageVocabulary(Vocabulary):
    """Languages by BCP 47 code, of which the first subtag counts: "en" for "en-US"."""

    key = "by BCP 47 code"

    def __call__(self, values):
        """Return the terms of those codes that the table names or some article has."""
        codes = {value: value.lower().partition("-")[0] for value in values}
        known = set(codes.values()) & set(LANGUAGES)
        if set(codes.values()) - known:
            known |= {code.lower().partition("-")[0] for code in Article.objects.languages()}
        return {
            value: Term(code, language_name(code), language_number(code))
            for value, code in codes.items()
            if code in known
        }

    def name(self, number):
        """Return code and English name."""
        code = language_code(number)
        return code, language_name(code)


OUTLET = Vocabulary("outlet", kind=TermKind.OUTLET, model=Outlet, sample="kcna")
LANGUAGE = LanguageVocabulary("language of the corpus", kind=TermKind.LANGUAGE, sample="en")
PERSON = MergedVocabulary("person", kind=TermKind.PERSON, model=Person, sample="choe-son-hui")
PLACE = MergedVocabulary("place", kind=TermKind.PLACE, model=Place, sample="kremlin")
TYPE = Choices("event type", EVENT_TYPES, TYPE_NUMBERS, kind=TermKind.TYPE, sample="meeting")
STATUS = Choices("review status", STATUSES)
