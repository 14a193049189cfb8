"""People, their names and their mentions."""

from django import forms
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join

from corpus.models import Article, Event, Mention, Participation, Person, PersonName
from corpus.models.fields import Status
from corpus.store.judgements.decide import decide, undo
from corpus.store.judgements.decisions import Impossible, add, name
from corpus.store.matching.people import name_key

from .base import CorpusAdmin, FactAdmin, PermanentAddress, list_link, selected
from .corrections import CorrectionForm, ListsJudgements, SavesJudgements
from .pages.people import MergeView, MoveView, NobodyView
from .review_actions import ReviewActions


class SearchesPeople:
    """Search by any name of the people to whom the rows belong."""

    search_fields = ("person__name",)  # Django shows the search box by it; get_search_results has the query
    search_help_text = "Any form of the person’s name."

    def get_search_results(self, request, queryset, search_term):
        """Return the rows of people who have a name with all of the words."""
        if words := search_term.split():
            queryset = queryset.filter(person__in=named(words).values("person"))
        return queryset, False


def named(words: list[str]):
    """Return the names that contain all of the words."""
    names = PersonName.objects.order_by()
    for word in words:
        names = names.filter(name__icontains=word)
    return names


class ChecksName:
    """A form mixin that checks a name."""

    def clean_name(self) -> str:
        """Return the name with single spaces; raise ValidationError if it has no letters."""
        words = " ".join(self.cleaned_data["name"].split())
        if not name_key(words):
            raise forms.ValidationError("A name has letters.")
        return words


class PersonForm(ChecksName, CorrectionForm):
    """A person. The displayed name is one of the person's names; a new one is added to them."""

    corrected = ("name", "note", "status")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "status" in self.fields:
            choices = [choice for choice in Status.choices if choice[0] != Status.REJECTED]
            self.fields["status"].choices = choices


class PersonNameForm(ChecksName, forms.ModelForm):
    """A form of a name, which can be hidden."""


class PersonNameInline(admin.TabularInline):
    """The names of a person, to add, correct or hide. They are never deleted."""

    model = PersonName
    form = PersonNameForm
    fields = ("name", "key", "kind", "hidden")
    readonly_fields = ("key", "kind")
    extra = 0
    can_delete = False
    verbose_name = "form of the name"
    verbose_name_plural = "forms of the name"


class StandsForItself(admin.SimpleListFilter):
    """Show people with a page of their own, unless others are asked for."""

    title = "page"
    parameter_name = "page_of"

    def lookups(self, request, model_admin):
        """Return the other choices."""
        return [("merged", "merged into another"), ("nobody", "not a person"), ("all", "all")]

    def choices(self, changelist):
        """Return the choices, with a label for the first."""
        first, *others = super().choices(changelist)
        return [first | {"display": "its own"}, *others]

    def queryset(self, request, queryset):
        """Return the people of the chosen kind."""
        if self.value() == "merged":
            return queryset.exclude(merged_into=None)
        if self.value() == "nobody":
            return queryset.filter(nobody=True)
        return queryset if self.value() == "all" else queryset.filter(merged_into=None, nobody=False)


@admin.register(Person)
class PersonAdmin(ReviewActions, PermanentAddress, SavesJudgements, ListsJudgements, CorpusAdmin):
    """People. A curator chooses the displayed name, merges people or rejects them. Every decision can be undone."""

    actions = ("merge", *ReviewActions.actions)
    change_form_template = "admin/person_change.html"
    fields = (
        "name", "slug", "note", "status", "reason", "lock", "judgements", "merged_into", "article_count", "first_seen",
        "last_seen", "related_pages",
    )  # fmt: skip
    form = PersonForm
    inlines = (PersonNameInline,)
    list_display = ("name", "note", "status", "article_count", "first_seen", "last_seen")
    list_filter = (StandsForItself, "status")
    ordering = ("-article_count", "name", "id")
    readonly_fields = ("merged_into", "judgements", "article_count", "first_seen", "last_seen", "related_pages")
    search_fields = ("name",)
    search_help_text = "Any form of the name."
    sortable_by = ("name", "article_count", "last_seen")

    def get_urls(self):
        """Return the addresses, with those of merging, moving mentions and rejecting a name."""
        site = self.admin_site
        pages = [
            path("merge/", site.admin_view(MergeView.as_view(admin_site=site)), name="corpus_person_merge"),
            path("<int:pk>/move/", site.admin_view(MoveView.as_view(admin_site=site)), name="corpus_person_move"),
            path("<int:pk>/nobody/", site.admin_view(NobodyView.as_view(admin_site=site)), name="corpus_person_nobody"),
        ]
        return [*pages, *super().get_urls()]

    @admin.action(description="Merge the chosen people…", permissions=["change"])
    def merge(self, request, queryset) -> HttpResponseRedirect:
        """Redirect to the preview of a merge of the chosen people."""
        ids = ",".join(str(pk) for pk in queryset.values_list("pk", flat=True)[:50])
        return HttpResponseRedirect(f"{reverse('admin:corpus_person_merge')}?people={ids}")

    def has_delete_permission(self, request, obj=None) -> bool:
        """Return False: mentions refer to people, and the next run would find them again."""
        return False

    def get_search_results(self, request, queryset, search_term):
        """Return the people who have a name with all of the words."""
        if words := search_term.split():
            queryset = queryset.filter(pk__in=named(words).values("person"))
        if request.path.endswith("/autocomplete/"):
            queryset = queryset.filter(merged_into=None)
        return queryset, False

    def decide_field(self, request, row, field, value, form) -> None:
        """Record and apply one correction. A changed name becomes the preferred one."""
        if field != "name":
            super().decide_field(request, row, field, value, form)
            return
        decide(name(row, "prefer", value), request.user, reason=form.cleaned_data["reason"])

    def save_model(self, request, obj, form, change) -> None:
        """Record a new person as a judgement too, so that it is exported with the others."""
        if change:
            super().save_model(request, obj, form, change)
            return
        made = decide(add(obj), request.user, reason=form.cleaned_data["reason"])
        obj.pk, obj._state.adding = made.person_id, False

    def save_related(self, request, form, formsets, change) -> None:
        """Record names that were added, corrected or hidden as judgements."""
        person, reason = form.instance, form.cleaned_data["reason"]
        for formset in formsets:
            formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
            for row in formset.forms:
                try:
                    self._save_name(request, person, row, reason)
                except Impossible as error:
                    self.message_user(request, f"{row.instance.name}: {error}", "warning")

    def _save_name(self, request, person: Person, row: PersonNameForm, reason: str) -> None:
        if "name" in row.changed_data and row.cleaned_data.get("name"):
            decide(name(person, "add", row.cleaned_data["name"]), request.user, reason=reason)
            if old := row.initial.get("name"):
                decide(name(person, "hide", old), request.user, reason=reason)
        elif "hidden" in row.changed_data:
            self._hide_or_show(request, person, row.instance.name, row.cleaned_data["hidden"], reason)

    def _hide_or_show(self, request, person: Person, words: str, hidden: bool, reason: str) -> None:
        if hidden:
            decide(name(person, "hide", words), request.user, reason=reason)
            return
        for judgement in person.judgements.in_force().filter(kind="name", value__do="hide", value__name=words):
            undo(judgement, request.user)

    @admin.display(description="where the person occurs")
    def related_pages(self, person) -> str:
        """Return links to the lists of rows that belong to the person."""
        if person.pk is None:
            return "-"
        models = ((Mention, "mentions"), (Participation, "participations"), (Event, "events"))
        links = format_html_join(", ", "{}", ((list_link(model, text, person=person.pk),) for model, text in models))
        return format_html('{}, <a href="{}">public page</a>', links, person.get_absolute_url())


@admin.register(PersonName)
class PersonNameAdmin(FactAdmin):
    """The names of all people; they are edited on the page of a person."""

    fields = ("person", "name", "key", "kind", "hidden")
    list_display = ("name", "person", "key", "kind", "hidden")
    list_filter = ("kind", "hidden", selected(Person, "person"))
    list_select_related = ("person",)
    ordering = ("name", "id")
    search_fields = ("name",)
    search_help_text = "Any part of the name."


@admin.register(Mention)
class MentionAdmin(SearchesPeople, FactAdmin):
    """The mentions of all people."""

    fields = (
        "revision", "person", "found", "part", "start", "end", "surface", "titles", "list_order", "uncertain", "rule",
        "version",
    )  # fmt: skip
    list_defer = ("revision__text", "revision__bands")
    list_display = ("surface", "person", "titles", "revision", "uncertain", "rule")
    list_filter = ("uncertain", "part", selected(Person, "person"), selected(Article, "revision__article"))
    list_select_related = ("person", "revision")
