"""The form fields of filters and what they clean to: terms, periods, words, numbers."""

import datetime
import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from corpus import dates

MAX_LENGTH = 300  # characters of one value
MAX_VALUES = 20  # values of one parameter
_RELATIVE = re.compile(r"last-([1-9]\d{0,3})-days")


@dataclass(frozen=True)
class Term:
    """One value of a parameter: as written in the URL, as shown on pages, and as compared in the database."""

    value: str
    label: str
    key: object


@dataclass(frozen=True)
class Terms:
    """The terms of a parameter and of its ``-`` form."""

    included: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()

    def __bool__(self):
        return bool(self.included or self.excluded)


@dataclass(frozen=True)
class Period:
    """A span of days; None for an open bound."""

    text: str
    lower: datetime.date | None
    upper: datetime.date | None

    @property
    def in_words(self) -> str:
        """The period in words: "2023", "the last 30 days"."""
        if match := _RELATIVE.fullmatch(self.text):
            return f"the last {match[1]} days"
        return dates.in_words(self.text)

    @property
    def said(self) -> str:
        """The period with its preposition: "on 5 October 2024", "in 2023", "from 2023 to 2024"."""
        if "/" in self.text:
            return self.in_words if ".." in self.text else f"from {self.in_words}"
        day = self.lower == self.upper and not _RELATIVE.fullmatch(self.text)
        return f"{'on' if day else 'in'} {self.in_words}"


class TermsWidget(forms.Widget):
    """Reads all values of a parameter and of its ``-`` form."""

    def value_from_datadict(self, data, files, name):
        """Return two lists of strings: included and excluded."""
        return data.getlist(name), data.getlist(f"-{name}")


class Shared:
    """A field that does not change once it is made, so that forms share it."""

    def __deepcopy__(self, memo):
        return self


class TermsField(Shared, forms.Field):
    """Values of a vocabulary. Cleans to Terms."""

    widget = TermsWidget

    def __init__(self, *, find, noun: str, **kwargs):
        """Take ``find``, a function from a list of values to a dict of Terms, and the noun for messages."""
        super().__init__(**kwargs)
        self.find, self.noun = find, noun

    def clean(self, value) -> Terms:
        """Raise ValidationError for an unknown value, and for too many values."""
        lists = [list(dict.fromkeys(item.strip() for item in items if item.strip())) for items in value]
        wanted = [item for items in lists for item in items]
        if not wanted:
            return Terms()
        if len(wanted) > MAX_VALUES:
            raise ValidationError(f"At most {MAX_VALUES} values can be given.")
        found = self.find([item for item in wanted if len(item) <= MAX_LENGTH and "\x00" not in item])
        if missing := [item for item in wanted if item not in found]:
            raise ValidationError(f"No {self.noun} is called “{missing[0][:60]}”.")
        included, excluded = (
            tuple(sorted({found[item] for item in items}, key=lambda term: term.value)) for items in lists
        )
        if set(included) & set(excluded):
            raise ValidationError("The same value is asked for and kept out.")
        return Terms(included, excluded)


class SearchField(Shared, forms.CharField):
    """Words to search for, in web-search syntax. Cleans to a string with single spaces."""

    def __init__(self, **kwargs):
        super().__init__(max_length=MAX_LENGTH, **kwargs)

    def clean(self, value) -> str:
        """Raise ValidationError if the text is too long or has no letter or digit."""
        value = " ".join(super().clean(value).split())
        if value and not re.search(r"\w", value):
            raise ValidationError("There is no word to search for.")
        return value


class PeriodField(Shared, forms.CharField):
    """An EDTF date or interval, or ``last-30-days``. Cleans to a Period, or None."""

    def clean(self, value) -> Period | None:
        """Raise ValidationError if the text is not a date or has no year."""
        text = super().clean(value).strip()
        if not text:
            return None
        if match := _RELATIVE.fullmatch(text):
            today = timezone.localdate()
            return Period(text, today - datetime.timedelta(days=int(match[1]) - 1), today)
        help_text = "Write a year, month or day such as 2023, 2023-10, 2023-10-19, 2023-10/2024-02, or last-30-days."
        try:
            lower, upper = dates.bounds(text)
        except dates.InvalidDate as error:
            raise ValidationError(f"“{text[:60]}” is no date. {help_text}") from error
        if lower is None and upper is None:
            raise ValidationError(f"“{text[:60]}” has no year to search in. {help_text}")
        if lower and upper and lower > upper:
            raise ValidationError(f"“{text[:60]}” ends before it begins.")
        return Period(text, lower, upper)


class ChoiceField(Shared, forms.ChoiceField):
    """One of a few words. Cleans to the word, or to the first if empty."""

    def clean(self, value) -> str:
        """Raise ValidationError for any other word."""
        if not value:
            return self.choices[0][0]
        if value not in dict(self.choices):
            names = ", ".join(name for name, _ in self.choices)
            raise ValidationError(f"“{value[:60]}” is none of {names}.")
        return value


class NumberField(Shared, forms.CharField):
    """An integer within bounds. Cleans to an int, or to the default if empty."""

    def __init__(self, *, least: int, most: int, default: int, **kwargs):
        super().__init__(**kwargs)
        self.least, self.most, self.default = least, most, default

    def clean(self, value) -> int:
        """Raise ValidationError if the text is not an integer within the bounds."""
        text = super().clean(value).strip()
        if not text:
            return self.default
        if not re.fullmatch(r"[0-9]{1,10}", text) or not self.least <= int(text) <= self.most:
            raise ValidationError(f"“{text[:60]}” is no number from {self.least:,} to {self.most:,}.")
        return int(text)
