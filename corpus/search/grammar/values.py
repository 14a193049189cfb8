"""What a parameter's text is read into: terms, periods, words, numbers. Fields raise ValidationError in English."""

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
    """One value of a parameter: as it stands in the URL, as a reader sees it, and what the database compares."""

    value: str
    label: str
    key: object


@dataclass(frozen=True)
class Terms:
    """The terms a parameter asks for, and those its ``-`` form keeps out."""

    included: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()

    def __bool__(self):
        return bool(self.included or self.excluded)


@dataclass(frozen=True)
class Period:
    """A span of days; None on an open side."""

    text: str
    lower: datetime.date | None
    upper: datetime.date | None

    @property
    def in_words(self) -> str:
        """As a reader would say it."""
        if match := _RELATIVE.fullmatch(self.text):
            return f"the last {match[1]} days"
        return dates.in_words(self.text)

    @property
    def said(self) -> str:
        """With the preposition it takes: "on 5 October 2024", "in 2023", "from 2023 to 2024"."""
        if "/" in self.text:
            return self.in_words if ".." in self.text else f"from {self.in_words}"
        day = self.lower == self.upper and not _RELATIVE.fullmatch(self.text)
        return f"{'on' if day else 'in'} {self.in_words}"


class TermsWidget(forms.Widget):
    """Reads a parameter and its ``-`` form, each any number of times."""

    def value_from_datadict(self, data, files, name):
        """A pair of lists of strings: asked for, kept out."""
        return data.getlist(name), data.getlist(f"-{name}")


class Shared:
    """For a field that nothing changes once it is made: each form need not have a copy of its own."""

    def __deepcopy__(self, memo):
        return self


class TermsField(Shared, forms.Field):
    """Terms out of a fixed table or the database. Cleans to Terms."""

    widget = TermsWidget

    def __init__(self, *, find, noun: str, **kwargs):
        """``find`` takes a list of values and gives a dict from value to Term; ``noun`` is used in messages."""
        super().__init__(**kwargs)
        self.find, self.noun = find, noun

    def clean(self, value) -> Terms:
        """Raises ValidationError for a value that names nothing, and for too many of them."""
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
        """Raises ValidationError for text too long or without a letter or digit."""
        value = " ".join(super().clean(value).split())
        if value and not re.search(r"\w", value):
            raise ValidationError("There is no word to search for.")
        return value


class PeriodField(Shared, forms.CharField):
    """An EDTF date or interval, or ``last-30-days``. Cleans to a Period, or None."""

    def clean(self, value) -> Period | None:
        """Raises ValidationError for what is no date, and for a date of an unknown year."""
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
    """One of a few words. Cleans to the word, or the first where none is given."""

    def clean(self, value) -> str:
        """Raises ValidationError for another word."""
        if not value:
            return self.choices[0][0]
        if value not in dict(self.choices):
            names = ", ".join(name for name, _ in self.choices)
            raise ValidationError(f"“{value[:60]}” is none of {names}.")
        return value


class NumberField(Shared, forms.CharField):
    """A whole number within bounds. Cleans to an int, or the default where none is given."""

    def __init__(self, *, least: int, most: int, default: int, **kwargs):
        super().__init__(**kwargs)
        self.least, self.most, self.default = least, most, default

    def clean(self, value) -> int:
        """Raises ValidationError for what is no number, or out of bounds."""
        text = super().clean(value).strip()
        if not text:
            return self.default
        if not re.fullmatch(r"[0-9]{1,10}", text) or not self.least <= int(text) <= self.most:
            raise ValidationError(f"“{text[:60]}” is no number from {self.least:,} to {self.most:,}.")
        return int(text)
