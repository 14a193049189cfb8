"""What several models share: partial dates, review status, slugs."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.text import slugify

from corpus import dates


class DateBasis(models.TextChoices):
    """On what evidence a date rests."""

    STATED = "stated", "stated in the text"
    RESOLVED = "resolved", "resolved against the day of publication"
    # Those of a capture, in the order in which they count (docs/dates.md).
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
    """Whether a person has looked at it."""

    UNREVIEWED = "unreviewed", "not yet reviewed"
    UNCERTAIN = "uncertain", "uncertain"
    REVIEWED = "reviewed", "reviewed"
    REJECTED = "rejected", "rejected"


class Corrected(models.Model):
    """For a model of which a curator may set fields."""

    as_found = models.JSONField(
        default=dict,
        db_default={},
        blank=True,
        editable=False,
        help_text="What was read, of those fields that a curator set: it is shown again when that is taken back.",
    )

    class Meta:
        abstract = True


class InOrder:
    """For a queryset: rows by id in an order made elsewhere."""

    def in_order(self, ids: list[int]):
        """The rows with these ids, in their order."""
        places = models.Value(ids, output_field=ArrayField(models.BigIntegerField()))
        place = models.Func(places, models.F("pk"), function="array_position", output_field=models.IntegerField())
        return self.filter(pk__in=ids).order_by(place)


EDTF_HELP = "EDTF (ISO 8601-2): 2023-10-19, 2023-10, XXXX-10-19, 2024-11-03/2024-11-05, 2023-10-19~. Empty: not known."
LOWER_HELP = "First day the date may mean; empty where open or the year is not known."
UPPER_HELP = "Last day the date may mean; empty where open or not known."


def validate_edtf(value: str) -> None:
    """Raise ValidationError where the value is no EDTF date."""
    from django.core.exceptions import ValidationError

    try:
        dates.bounds(value)
    except dates.InvalidDate as error:
        raise ValidationError("“%(value)s” is no EDTF date.", params={"value": value}) from error


def slug_for(text: str, fallback: str = "untitled") -> str:
    """A URL slug of at most 80 characters; the fallback where nothing is left (Korean or Chinese text)."""
    slug = slugify(text)[:80].strip("-")
    return slug if any(letter.isalpha() for letter in slug) else fallback
