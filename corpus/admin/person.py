"""People, their names, and where they are named."""

from django import forms
from django.contrib import admin
from django.utils.html import format_html_join

from corpus.models import Article, Event, Mention, Participation, Person, PersonName

from .base import CorpusAdmin, FactAdmin, PermanentAddress, list_link, selected
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


def refresh(person_ids: list[int]) -> None:
    """Let these people, and what names them, be found by the names they have now."""
    from corpus.store.curated import follow_person

    for pk in person_ids:
        follow_person(pk)


def key_of(name: str) -> str:
    """The key by which names are compared."""
    from corpus.store.people import name_key  # here: the store loads the rules of extraction, which no page needs

    return name_key(name)


class PersonNameForm(forms.ModelForm):
    """A form of a name; the key by which names are compared follows, and what a curator wrote is marked as such."""

    def clean(self) -> dict:
        """Set key and kind where the name is new or changed."""
        cleaned = super().clean()
        if "name" in self.changed_data and "name" in cleaned:
            self.instance.key = key_of(cleaned["name"])
            self.instance.kind = PersonName.Kind.CURATED
            if not self.instance.key:
                self.add_error("name", "A name has letters.")
        return cleaned


class PersonNameInline(admin.TabularInline):
    """The forms of a person's name."""

    model = PersonName
    form = PersonNameForm
    fields = ("name", "key", "kind")
    readonly_fields = ("key", "kind")
    extra = 0


@admin.register(Person)
class PersonAdmin(ReviewActions, PermanentAddress, CorpusAdmin):
    """Individuals. A curator may set the name shown, the note, the status, and add names."""

    fields = (
        "name",
        "slug",
        "note",
        "status",
        "merged_into",
        "article_count",
        "first_seen",
        "last_seen",
        "related_pages",
    )
    inlines = (PersonNameInline,)
    list_display = ("name", "note", "status", "article_count", "first_seen", "last_seen")
    list_filter = ("status", ("merged_into", admin.EmptyFieldListFilter))
    ordering = ("-article_count", "name", "id")
    readonly_fields = ("merged_into", "article_count", "first_seen", "last_seen", "related_pages")
    search_fields = ("name",)
    search_help_text = "Any form of the name."
    sortable_by = ("name", "article_count", "last_seen")

    def has_delete_permission(self, request, obj=None) -> bool:
        """Never: mentions rest on people, and the next run would find them again."""
        return False

    def get_search_results(self, request, queryset, search_term):
        """People who have a name with all of these words."""
        if words := search_term.split():
            queryset = queryset.filter(pk__in=named(words).values("person"))
        return queryset, False

    def save_related(self, request, form, formsets, change) -> None:
        """Save the names; the name shown is always one of them."""
        super().save_related(request, form, formsets, change)
        person = form.instance
        if not person.names.filter(name=person.name).exists():
            PersonName.objects.create(
                person=person, name=person.name, key=key_of(person.name), kind=PersonName.Kind.CURATED
            )
        if "name" in form.changed_data or any(formset.has_changed() for formset in formsets):
            refresh([person.pk])

    @admin.display(description="where the person occurs")
    def related_pages(self, person) -> str:
        """Links to the lists of what belongs to the person."""
        if person.pk is None:
            return "-"
        models = ((Mention, "mentions"), (Participation, "participations"), (Event, "events"))
        return format_html_join(", ", "{}", ((list_link(model, text, person=person.pk),) for model, text in models))


@admin.register(PersonName)
class PersonNameAdmin(CorpusAdmin):
    """All forms of all names."""

    autocomplete_fields = ("person",)
    fields = ("person", "name", "key", "kind")
    form = PersonNameForm
    list_display = ("name", "person", "key", "kind")
    list_filter = ("kind", selected(Person, "person"))
    list_select_related = ("person",)
    ordering = ("name", "id")
    readonly_fields = ("key", "kind")
    search_fields = ("name", "key__startswith")

    def save_model(self, request, obj, form, change) -> None:
        """Save the name; the person is found by it, and where it was another's, no longer by theirs."""
        before = PersonName.objects.filter(pk=obj.pk).values_list("person_id", flat=True)
        people = {obj.person_id, *before}
        super().save_model(request, obj, form, change)
        refresh(sorted(people))

    def delete_model(self, request, obj) -> None:
        """Delete the name, and what the person was found by."""
        super().delete_model(request, obj)
        refresh([obj.person_id])

    def has_delete_permission(self, request, obj=None) -> bool:
        """Not the name that is shown."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.name != obj.person.name)


@admin.register(Mention)
class MentionAdmin(SearchesPeople, FactAdmin):
    """Where people are named."""

    fields = (
        "revision",
        "person",
        "part",
        "start",
        "end",
        "surface",
        "titles",
        "list_order",
        "uncertain",
        "rule",
        "version",
    )
    list_defer = ("revision__text", "revision__bands")
    list_display = ("surface", "person", "titles", "revision", "uncertain", "rule")
    list_filter = ("uncertain", "part", selected(Person, "person"), selected(Article, "revision__article"))
    list_select_related = ("person", "revision")
