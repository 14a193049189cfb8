"""Forms in which a curator sets a partial date: its bounds and its basis follow."""

from django import forms
from django.core.exceptions import ValidationError

from corpus import dates
from corpus.models.fields import DateBasis


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
        setattr(self.instance, f"{self.dated}_lower", lower)
        setattr(self.instance, f"{self.dated}_upper", upper)
        setattr(self.instance, f"{self.dated}_basis", DateBasis.CURATED if edtf else "")
        return cleaned


class ArticleForm(DatedForm):
    """An article's day of publication."""

    dated = "published"


class EventForm(DatedForm):
    """An event's date."""

    dated = "date"
