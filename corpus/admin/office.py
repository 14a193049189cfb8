"""Offices and the titles that stand for them, to read and to search."""

from django.contrib import admin

from corpus.models import Office, Person, PersonTitle

from .base import FactAdmin, FactInline, selected


class TitleInline(FactInline):
    """The titles that stand for one office."""

    model = PersonTitle
    fields = ("person", "title")
    related = ("person",)


@admin.register(Office)
class OfficeAdmin(FactAdmin):
    """What printed titles stand for."""

    fields = ("rank", "body", "country", "key")
    inlines = (TitleInline,)
    list_display = ("rank", "body", "country")
    search_fields = ("key",)


@admin.register(PersonTitle)
class PersonTitleAdmin(FactAdmin):
    """The titles printed with each person."""

    fields = ("person", "title", "office")
    list_display = ("title", "person", "office")
    list_filter = (selected(Person, "person"),)
    list_select_related = ("person", "office")
