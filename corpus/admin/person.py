"""People, their names, and where they are named."""

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
from .review import ReviewActions


class SearchesPeople:
    """Search by any form of the name of the people to whom the listed rows belong."""

    search_fields = ("person__name",)  # Django shows the search box by it; get_search_results has the query
    search_help_text = "Any form of the person’s name."

    def get_search_results(self, request, queryset, search_term):
        """Rows of the people who have a name with all of these words."""
        if words := search_term.split():
            queryset = queryset.filter(person__in=named(words).values("person"))
        return queryset, False


def named(words: list[str]):
    """Names that hold all of these words."""
    names = PersonName.objects.order_by()
    for word in words:
        names = names.filter(name__icontains=word)
    return names


class ChecksName:
    """For a form with a name."""

    def clean_name(self) -> str:
        """A name has letters."""
        words = " ".join(self.cleaned_data["name"].split())
        if not name_key(words):
            raise forms.ValidationError("A name has letters.")
        return words


class PersonForm(ChecksName, CorrectionForm):
    """A person. The name shown is one of the person's names; another one is added."""

    corrected = ("name", "note", "status")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "status" in self.fields:
            choices = [choice for choice in Status.choices if choice[0] != Status.REJECTED]
            self.fields["status"].choices = choices


class PersonNameForm(ChecksName, forms.ModelForm):
    """A form of a name, which can be hidden."""


class PersonNameInline(admin.TabularInline):
    """The forms of a person's name: to add, to mend, and, in the place of deleting, to hide."""

    model = PersonName
    form = PersonNameForm
    fields = ("name", "key", "kind", "hidden")
    readonly_fields = ("key", "kind")
    extra = 0
    can_delete = False
    verbose_name = "form of the name"
    verbose_name_plural = "forms of the name"


class StandsForItself(admin.SimpleListFilter):
    """People with a page of their own, unless others are asked for."""

    title = "page"
    parameter_name = "page_of"

    def lookups(self, request, model_admin):
        """What there is besides."""
        return [("merged", "merged into another"), ("nobody", "not a person"), ("all", "all")]

    def choices(self, changelist):
        """With the first choice named as what it is."""
        first, *others = super().choices(changelist)
        return [first | {"display": "its own"}, *others]

    def queryset(self, request, queryset):
        """The people of the chosen kind."""
        if self.value() == "merged":
            return queryset.exclude(merged_into=None)
        if self.value() == "nobody":
            return queryset.filter(nobody=True)
        return queryset if self.value() == "all" else queryset.filter(merged_into=None, nobody=False)


@admin.register(Person)
class PersonAdmin(ReviewActions, PermanentAddress, SavesJudgements, ListsJudgements, CorpusAdmin):
    """Individuals. A curator says which name is shown, who is the same, who is nobody; all of it can be taken back."""

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
        """With the pages of the decisions about people."""
        site = self.admin_site
        pages = [
            path("merge/", site.admin_view(MergeView.as_view(admin_site=site)), name="corpus_person_merge"),
            path("<int:pk>/move/", site.admin_view(MoveView.as_view(admin_site=site)), name="corpus_person_move"),
            path("<int:pk>/nobody/", site.admin_view(NobodyView.as_view(admin_site=site)), name="corpus_person_nobody"),
        ]
        return [*pages, *super().get_urls()]

    @admin.action(description="Merge the chosen people…", permissions=["change"])
    def merge(self, request, queryset) -> HttpResponseRedirect:
        """To the preview of the chosen as one person."""
        ids = ",".join(str(pk) for pk in queryset.values_list("pk", flat=True)[:50])
        return HttpResponseRedirect(f"{reverse('admin:corpus_person_merge')}?people={ids}")

    def has_delete_permission(self, request, obj=None) -> bool:
        """Never: mentions rest on people, and the next run would find them again."""
        return False

    def get_search_results(self, request, queryset, search_term):
        """People who have a name with all of these words."""
        if words := search_term.split():
            queryset = queryset.filter(pk__in=named(words).values("person"))
        if request.path.endswith("/autocomplete/"):
            queryset = queryset.filter(merged_into=None)
        return queryset, False

    def decide_field(self, request, row, field, value, form) -> None:
        """The name shown is preferred among the names."""
        if field != "name":
            super().decide_field(request, row, field, value, form)
            return
        decide(name(row, "prefer", value), request.user, reason=form.cleaned_data["reason"])

    def save_model(self, request, obj, form, change) -> None:
        """A new person is a judgement too, so that it goes along with the others."""
        if change:
            super().save_model(request, obj, form, change)
            return
        made = decide(add(obj), request.user, reason=form.cleaned_data["reason"])
        obj.pk, obj._state.adding = made.person_id, False

    def save_related(self, request, form, formsets, change) -> None:
        """Names added, mended or hidden are judgements."""
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
        """Links to the lists of what belongs to the person."""
        if person.pk is None:
            return "-"
        models = ((Mention, "mentions"), (Participation, "participations"), (Event, "events"))
        links = format_html_join(", ", "{}", ((list_link(model, text, person=person.pk),) for model, text in models))
        return format_html('{}, <a href="{}">public page</a>', links, person.get_absolute_url())


@admin.register(PersonName)
class PersonNameAdmin(FactAdmin):
    """All forms of all names; they are looked after on the pages of their people."""

    fields = ("person", "name", "key", "kind", "hidden")
    list_display = ("name", "person", "key", "kind", "hidden")
    list_filter = ("kind", "hidden", selected(Person, "person"))
    list_select_related = ("person",)
    ordering = ("name", "id")
    search_fields = ("name",)
    search_help_text = "Any part of the name."


@admin.register(Mention)
class MentionAdmin(SearchesPeople, FactAdmin):
    """Where people are named."""

    fields = (
        "revision", "person", "found", "part", "start", "end", "surface", "titles", "list_order", "uncertain", "rule",
        "version",
    )  # fmt: skip
    list_defer = ("revision__text", "revision__bands")
    list_display = ("surface", "person", "titles", "revision", "uncertain", "rule")
    list_filter = ("uncertain", "part", selected(Person, "person"), selected(Article, "revision__article"))
    list_select_related = ("person", "revision")
