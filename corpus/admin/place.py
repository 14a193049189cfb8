"""Places, which curators merge and part."""

from django import forms
from django.contrib import admin
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html

from corpus.models import Event, Place
from corpus.store.judgements.apply import place_changed
from corpus.store.judgements.deferred import settle_or_defer
from corpus.store.locks import lock_writers

from .base import CorpusAdmin, PermanentAddress, list_link
from .corrections import ListsJudgements
from .pages.places import MergeView, MoveView, NowhereView


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


class OwnPage(admin.SimpleListFilter):
    """Show places with a page of their own, unless others are asked for."""

    title = "page"
    parameter_name = "page_of"

    def lookups(self, request, model_admin):
        """Return the other choices."""
        return [("merged", "merged into another"), ("nowhere", "not a place"), ("all", "all")]

    def choices(self, changelist):
        """Return the choices, with a label for the first."""
        first, *others = super().choices(changelist)
        return [first | {"display": "its own"}, *others]

    def queryset(self, request, queryset):
        """Return the places of the chosen kind."""
        if self.value() == "merged":
            return queryset.exclude(merged_into=None)
        if self.value() == "nowhere":
            return queryset.filter(nowhere=True)
        return queryset if self.value() == "all" else queryset.filter(merged_into=None, nowhere=False)


@admin.register(Place)
class PlaceAdmin(PermanentAddress, ListsJudgements, CorpusAdmin):
    """The places of events. A curator merges places, or decides that a name is none. Both can be undone."""

    form = PlaceForm
    actions = ("merge",)
    autocomplete_fields = ("parent",)
    change_form_template = "admin/place_change.html"
    fields = (
        "name", "slug", "key", "parent", "latitude", "longitude", "judgements", "merged_into", "event_count",
        "related_pages",
    )  # fmt: skip
    list_display = ("name", "parent", "event_count", "latitude", "longitude")
    list_filter = (OwnPage,)
    list_select_related = ("parent",)
    ordering = ("-event_count", "name", "id")
    readonly_fields = ("judgements", "merged_into", "event_count", "related_pages")
    search_fields = ("name", "key")
    sortable_by = ("name", "event_count")

    def get_urls(self):
        """Return the addresses, with those of merging, of moving events and of rejecting a name."""
        site = self.admin_site
        pages = [
            path("merge/", site.admin_view(MergeView.as_view(admin_site=site)), name="corpus_place_merge"),
            path("<int:pk>/move/", site.admin_view(MoveView.as_view(admin_site=site)), name="corpus_place_move"),
            path(
                "<int:pk>/nowhere/", site.admin_view(NowhereView.as_view(admin_site=site)), name="corpus_place_nowhere"
            ),
        ]
        return [*pages, *super().get_urls()]

    @admin.action(description="Merge the chosen places…", permissions=["change"])
    def merge(self, request, queryset) -> HttpResponseRedirect:
        """Redirect to the preview of a merge of the chosen places."""
        ids = ",".join(str(pk) for pk in queryset.values_list("pk", flat=True)[:50])
        return HttpResponseRedirect(f"{reverse('admin:corpus_place_merge')}?places={ids}")

    def get_search_results(self, request, queryset, search_term):
        """Return the places found; to choose one from, those with a page of their own."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if request.path.endswith("/autocomplete/"):
            found = found.filter(merged_into=None, nowhere=False)
        return found, duplicates

    def save_model(self, request, obj, form, change) -> None:
        """Save the place. If its name or container changed, write the search rows that hold them again."""
        with transaction.atomic():
            lock_writers()
            super().save_model(request, obj, form, change)
            if change and {"name", "parent"} & set(form.changed_data):
                settle_or_defer(place_changed([obj.pk]))

    def has_delete_permission(self, request, obj=None) -> bool:
        """Return whether the place has no events and no judgements, and nothing lies inside it."""
        if not super().has_delete_permission(request, obj) or obj is None:
            return super().has_delete_permission(request, obj)
        return not (obj.events.exists() or obj.inside.exists() or obj.merged.exists() or obj.judgements.exists())

    @admin.display(description="what took place there")
    def related_pages(self, place) -> str:
        """Return links to its events and to its public page."""
        if place.pk is None:
            return "-"
        links = list_link(Event, "events", place=place.pk), place.get_absolute_url()
        return format_html('{}, <a href="{}">public page</a>', *links)
