"""Outlets and places: short lists that curators maintain."""

from django import forms
from django.contrib import admin
from django.db import models

from corpus.models import Article, Event, Outlet, Place
from corpus.store.derived.settle import settle
from corpus.store.derived.touched import Touched

from .base import CorpusAdmin, PermanentAddress, list_link


@admin.register(Outlet)
class OutletAdmin(PermanentAddress, CorpusAdmin):
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    list_display = ("name", "country", "homepage")
    list_filter = ("country",)
    ordering = ("name",)
    readonly_fields = ("related_pages",)
    search_fields = ("name", "slug")
    sortable_by = ("name", "country")

    def has_delete_permission(self, request, obj=None) -> bool:
        """Return whether the outlet has no articles."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.articles.exists())

    @admin.display(description="what it published")
    def related_pages(self, outlet) -> str:
        """Return a link to its articles."""
        return list_link(Article, "articles", outlet__id__exact=outlet.pk) if outlet.pk else "-"


class PlaceForm(forms.ModelForm):
    """A place. Its key, by which extraction finds it, is made from the name if empty and kept when the name changes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].required = False

    def clean_key(self) -> str:
        """Return the normalised key, made from the name if empty."""
        from corpus.store.matching.places import place_key  # here: the store loads the rules of extraction

        return place_key(self.cleaned_data["key"] or self.cleaned_data.get("name", ""))

    def clean_parent(self) -> Place | None:
        """Return what contains the place. Raise ValidationError if the place contains that."""
        parent = self.cleaned_data["parent"]
        if parent and self.instance.pk in {parent.pk, *(place.pk for place in parent.containers())}:
            raise forms.ValidationError("The place cannot lie inside itself.")
        return parent


@admin.register(Place)
class PlaceAdmin(PermanentAddress, CorpusAdmin):
    """The places of events."""

    form = PlaceForm
    autocomplete_fields = ("parent",)
    list_display = ("name", "key", "parent", "latitude", "longitude")
    list_select_related = ("parent",)
    ordering = ("name", "id")
    readonly_fields = ("related_pages",)
    search_fields = ("name", "key")
    sortable_by = ("name", "key")

    def save_model(self, request, obj, form, change) -> None:
        """Save the place. If its name changed, write the search rows of the events there again, which hold it."""
        super().save_model(request, obj, form, change)
        if change and "name" in form.changed_data:
            settle(Touched(event_rows=obj.events.values_list("pk", flat=True)))

    def has_delete_permission(self, request, obj=None) -> bool:
        """Return whether the place has no events."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.events.exists())

    @admin.display(description="what took place there")
    def related_pages(self, place) -> str:
        """Return a link to its events."""
        return list_link(Event, "events", place=place.pk) if place.pk else "-"
