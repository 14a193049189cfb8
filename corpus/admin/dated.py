"""Forms in which a curator sets a partial date: its bounds and its basis follow."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Min

from corpus import dates
from corpus.models.fields import DateBasis
from corpus.store.turns import take_turn


class DatedForm(forms.ModelForm):
    """A form with one EDTF field, ``dated``, beside which the model keeps ``…_lower``, ``…_upper`` and ``…_basis``."""

    dated: str

    def clean(self) -> dict:
        """Set bounds and basis where the curator changed the date. An invalid date is left to the field's own error."""
        cleaned = super().clean()
        if self.dated not in self.changed_data or self.dated not in cleaned:
            return cleaned
        edtf = cleaned[self.dated]
        try:
            lower, upper = dates.bounds(edtf)
        except dates.InvalidDate:
            return cleaned
        if lower and upper and lower > upper:
            raise ValidationError({self.dated: "It ends before it begins."})
        upper = upper or self.latest_day(lower)
        setattr(self.instance, f"{self.dated}_lower", lower)
        setattr(self.instance, f"{self.dated}_upper", upper)
        setattr(self.instance, f"{self.dated}_basis", DateBasis.CURATED if edtf else "")
        return cleaned

    def latest_day(self, lower: datetime.date | None) -> datetime.date | None:
        """The upper bound where the date itself has none."""
        return None


class ArticleForm(DatedForm):
    """An article's day of publication."""

    dated = "published"

    def latest_day(self, lower: datetime.date | None) -> datetime.date | None:
        """It was published by the day on which it was first seen."""
        seen = self.instance.captures.aggregate(Min("captured_at"))["captured_at__min"]
        known = None if self.instance.published_lower else self.instance.published_upper
        days = [day for day in (known, seen and seen.date()) if day and not (lower and day < lower)]
        return min(days, default=None)


class EventForm(DatedForm):
    """An event's date."""

    dated = "date"


class SavesChanges:
    """Writes what the curator changed and no more, so that nothing an ingest wrote meanwhile is undone; what lists and
    facets keep of it follows."""

    def save_model(self, request, obj, form, change) -> None:
        """The changed fields, with the bounds and the basis of a changed date."""
        if fields := list(form.changed_data):
            take_turn()  # before the row is locked: an ingest in its turn may come to wait for that row
            if form.dated in fields:
                fields += [f"{form.dated}_{part}" for part in ("lower", "upper", "basis")]
            obj.save(update_fields=fields)
            self.follow(obj)

    def follow(self, obj) -> None:
        """Bring up to date what follows from the row."""
        raise NotImplementedError
