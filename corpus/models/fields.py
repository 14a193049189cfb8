"""Fields, querysets and constraints that several models share: EDTF dates, review status, slugs, limits."""

import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Length
from django.utils.text import slugify

from corpus import dates
from corpus.limits import END_OF_TIME, FIRST_TIME, MAX_ADDRESS

models.TextField.register_lookup(Length)


class DateBasis(models.TextChoices):
    """The evidence for a date."""

    STATED = "stated", "stated in the text"
    RESOLVED = "resolved", "resolved against the day of publication"
    # Evidence from a capture, strongest first (docs/developing/dates.md).
    PAGE = "page", "printed on the page"
    RECORD = "record", "given by the record"
    CLOSING = "closing", "the closing line’s"
    URL = "url", "taken from the address"
    META = "meta", "in the page’s metadata"
    DATELINE = "dateline", "the dateline’s"
    IMPORT = "import", "when KCNA Watch took it in"
    CAPTURE = "capture", "when it was seen"
    REPORTED = "reported", "the day it was reported; no day stated"
    REPRINT = "reprint", "from a reprint’s date"
    CURATED = "curated", "set by a curator"


class Status(models.TextChoices):
    """Whether a curator has reviewed it."""

    UNREVIEWED = "unreviewed", "not yet reviewed"
    UNCERTAIN = "uncertain", "uncertain"
    REVIEWED = "reviewed", "reviewed"
    REJECTED = "rejected", "rejected"


class Corrected(models.Model):
    """Abstract base of models whose fields a curator may correct."""

    as_found = models.JSONField(
        default=dict,
        db_default={},
        blank=True,
        editable=False,
        help_text="Original values of the fields that a curator set; restored when the judgement is undone.",
    )

    class Meta:
        abstract = True


class InOrder:
    """Queryset mixin that returns rows in the order of a list of ids."""

    def in_order(self, ids: list[int]):
        """Filter the rows with these ids, in the order of the ids."""
        places = models.Value(ids, output_field=ArrayField(models.BigIntegerField()))
        place = models.Func(places, models.F("pk"), function="array_position", output_field=models.IntegerField())
        return self.filter(pk__in=ids).order_by(place)


EDTF_HELP = (
    "EDTF (ISO 8601-2): 2023-10-19, 2023-10, XXXX-10-19, 2024-11-03/2024-11-05, 2023-10-19~. Empty if not known."
)
LOWER_HELP = "First possible day of the date; empty if it is open or has no year."
UPPER_HELP = "Last possible day of the date; empty if it is open or has no year."


DAYS = datetime.date(dates.FIRST_YEAR, 1, 1), datetime.date(dates.LAST_YEAR, 12, 31)


def believed_time(field: str, name: str) -> models.CheckConstraint:
    """Return the constraint on a time of capture; empty passes."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__gte": FIRST_TIME, f"{field}__lt": END_OF_TIME}), name=name
    )


def believed_days(lower: str, upper: str, name: str) -> models.CheckConstraint:
    """Return the constraint on the bounds of a date; empty passes."""
    within = {
        f"{field}__{lookup}": day for field in (lower, upper) for lookup, day in zip(("gte", "lte"), DAYS, strict=True)
    }
    return models.CheckConstraint(condition=models.Q(**within), name=name)


def short_address(name: str) -> models.CheckConstraint:
    """Return the constraint on the length of a row's ``url``."""
    return models.CheckConstraint(condition=models.Q(url__length__lte=MAX_ADDRESS), name=name)


def validate_edtf(value: str) -> None:
    """Raise ValidationError if the value is not an EDTF date."""
    from django.core.exceptions import ValidationError

    try:
        is_believed = dates.believed(value) is not None
    except dates.InvalidDate as error:
        raise ValidationError("“%(value)s” is no EDTF date.", params={"value": value}) from error
    if not is_believed:
        years = f"{dates.FIRST_YEAR} to {dates.LAST_YEAR}"
        raise ValidationError(f"“%(value)s” lies outside the years {years}.", params={"value": value})


def slug_for(text: str, fallback: str = "untitled") -> str:
    """Return a URL slug of at most 80 characters; the fallback if no letter is left (Korean or Chinese text)."""
    slug = slugify(text)[:80].strip("-")
    return slug if any(letter.isalpha() for letter in slug) else fallback
