"""Forms whose changed fields become judgements."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from corpus import dates
from corpus.models import Judgement, Outlet, Place
from corpus.store.judgements.decide import decide
from corpus.store.judgements.decisions import correct
from corpus.store.matching.corrections import place_reference

from .judgement import undo_button

Kind = Judgement.Kind
SHOWN = 20  # judgements that a row's page lists


def judgement_value(value):
    """Return a cleaned value as a judgement stores it: an outlet's slug, a place's name."""
    if isinstance(value, Outlet):
        return value.slug
    if isinstance(value, Place):
        return place_reference(value)
    return "" if value is None else value


class CorrectionForm(forms.ModelForm):
    """A form that remembers the values it showed, and reports fields that were changed by somebody else since."""

    corrected: tuple[str, ...] = ()  # fields that become judgements
    dated = ""  # the one that holds an EDTF date

    reason = forms.CharField(
        required=False, max_length=500, label="Why", help_text="Kept with the judgement: what you saw, and where."
    )

    lock = forms.MultipleChoiceField(
        required=False,
        label="Keep as shown",
        widget=forms.CheckboxSelectMultiple,
        help_text="What is ticked stays as it is now, whatever is read later; a correction stays without it.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        shown = [name for name in self.corrected if name in self.fields]
        for name in shown:
            self.fields[name].show_hidden_initial = True
        if "lock" in self.fields:
            locked = self.instance.as_found if self.instance.pk else {}
            self.fields["lock"].choices = [
                (name, self.fields[name].label) for name in shown if name not in {*locked, "hidden", "name"}
            ]

    def clean(self) -> dict:
        """Refuse to overwrite a change made since the form was opened, and refuse an impossible date."""
        cleaned = super().clean()
        if self.dated in self.changed_data and cleaned.get(self.dated):
            self._check_date(cleaned[self.dated])
        for name in self.corrected if self.instance.pk else ():
            if name in self.changed_data and name in cleaned:
                self._check_unchanged(name, cleaned[name])
        return cleaned

    def _check_date(self, edtf: str) -> None:
        try:
            lower, upper = dates.bounds(edtf)
        except dates.InvalidDate:
            return  # the field's own error says so
        if lower and upper and lower > upper:
            raise ValidationError({self.dated: "It ends before it begins."})

    def _check_unchanged(self, name: str, value) -> None:
        field, hidden = self.fields[name], self.add_initial_prefix(name)
        seen = self.data.get(hidden)
        now = getattr(self.instance, f"{name}_id" if isinstance(field, forms.ModelChoiceField) else name)
        if (
            seen is None
            or not field.has_changed(now, seen)
            or judgement_value(value) == judgement_value(getattr(self.instance, name))
        ):
            return
        last = Judgement.objects.about_one(type(self.instance), self.instance.pk).filter(value__field=name).first()
        who = f"{last.by_name or 'Somebody'}, {last.made:%-d %B %Y %H:%M} UTC," if last else "Something read since"
        self.data = self.data.copy()
        self.data[hidden] = "" if now is None else now
        self.add_error(
            name,
            f"{who} set this to “{judgement_value(getattr(self.instance, name))}” while you were editing. "
            "Save once more to set it to what you wrote.",
        )


class SavesJudgements:
    """A ModelAdmin mixin that saves each changed field as a judgement, all or none. It needs a CorrectionForm."""

    def save_model(self, request, obj, form, change) -> None:
        """Decide each changed field. A new row is written directly."""
        if not change:
            super().save_model(request, obj, form, change)
            return
        fresh = type(obj).objects.get(pk=obj.pk)
        with transaction.atomic():
            for name in form.changed_data:
                if name in form.corrected:
                    self.decide_field(request, fresh, name, judgement_value(form.cleaned_data[name]), form)
            for name in set(form.cleaned_data.get("lock", ())) - set(form.changed_data):
                self.decide_field(request, fresh, name, judgement_value(form.cleaned_data[name]), form)

    def decide_field(self, request, row, name: str, value, form) -> None:
        """Record and apply one correction."""
        decide(correct(row, name, value), request.user, reason=form.cleaned_data["reason"])

    def construct_change_message(self, request, form, formsets, add=False):
        """Return Django's message without the reason, which is not a field of the row."""
        message = super().construct_change_message(request, form, formsets, add)
        return [one for one in message if one.get("changed", {}).get("fields") != ["Why"]]


class ListsJudgements:
    """A ModelAdmin mixin with a read-only field that lists the judgements about the row."""

    @admin.display(description="judgements")
    def judgements(self, row) -> str:
        """Return the latest judgements, in force or undone, each with its reason, author, time and an undo button."""
        if row.pk is None:
            return "-"
        items = format_html_join("", "{}", map(_item, Judgement.objects.filter(**{row._meta.model_name: row})[:SHOWN]))
        return format_html('<ul class="judgements">{}</ul>', items) if items else "none yet"


def _item(row: Judgement) -> tuple[SafeString]:
    read = row.before.get("read") if row.kind == Kind.FIELD else None
    said = format_html("{}{}", row.words, f" (read: “{read}”)" if read not in (None, "") else "")
    made = f"{row.by_name or 'somebody'}, {row.made:%-d %b %Y %H:%M}"
    why = f" – {row.reason}" if row.reason else ""
    if row.undone:
        ended = f"taken back by {row.undone_by_name or 'somebody'}, {row.undone:%-d %b %Y %H:%M}"
        return (format_html('<li class="judgement-undone"><s>{}</s> {}{}; {}</li>', said, made, why, ended),)
    conflict = format_html(' <strong class="errornote">{}</strong>', row.conflict) if row.conflict else ""
    return (
        format_html(
            '<li>{} <span class="quiet">{}{}</span>{} {}</li>', said, made, why, conflict, undo_button(row, "Take back")
        ),
    )
