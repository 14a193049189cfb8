"""Base classes of the admin pages: lists that stay fast at a million rows, and read-only facts."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.postgres.search import SearchQuery
from django.core.paginator import Paginator
from django.db.models import Max, Min, Q, QuerySet
from django.forms.models import BaseInlineFormSet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.http import urlencode

from corpus.store.locks import lock_writers


class CappedPaginator(Paginator):
    """A paginator that counts up to a limit: an exact count of a million rows costs more than the page itself."""

    limit = 10_000

    @cached_property
    def count(self) -> int:
        """Return the number of rows, up to the limit."""
        return self.object_list.order_by()[: self.limit].count()

    @property
    def capped(self) -> bool:
        """Return whether there may be more rows than counted."""
        return self.count == self.limit


class NarrowChangeList(ChangeList):
    """A change list that defers the columns in ``ModelAdmin.list_defer``."""

    def get_queryset(self, request, exclude_parameters=None) -> QuerySet:
        """Return the rows without the wide columns."""
        return super().get_queryset(request, exclude_parameters).defer(*self.model_admin.list_defer)


class CorpusAdmin(admin.ModelAdmin):
    """An admin page whose list costs the same number of queries for any number of rows."""

    list_defer: tuple[str, ...] = ()
    list_per_page = 50
    ordering = ("-id",)
    paginator = CappedPaginator
    save_on_top = True
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    sortable_by: tuple[str, ...] = ()

    def save_model(self, request, obj, form, change) -> None:
        """Save while holding the writer lock, since an ingest may wait for this row and hold others that this needs."""
        lock_writers()
        super().save_model(request, obj, form, change)

    def delete_model(self, request, obj) -> None:
        """Delete while holding the writer lock."""
        lock_writers()
        super().delete_model(request, obj)

    def get_changelist(self, request, **kwargs):
        """Return the change list that defers wide columns."""
        return NarrowChangeList

    def get_actions(self, request) -> dict:
        """Return the actions without bulk deletion, whose page would list every dependent row."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None) -> list:
        """Return Django's formsets. The heading of a shortened one says so."""
        inlines = super().get_inline_formsets(request, formsets, inline_instances, obj)
        for inline in inlines:
            if getattr(inline.formset, "cut", False):
                inline.opts.verbose_name_plural = f"the first {inline.formset.limit} {inline.opts.verbose_name_plural}"
        return inlines


class KeptRows:
    """A mixin that allows neither adding nor deleting: ingest makes these rows, and others refer to them."""

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


class PermanentAddress:
    """A mixin that makes the slug from the name once. It never changes, since links to it are kept elsewhere."""

    prepopulated_fields = {"slug": ("name",)}

    def get_readonly_fields(self, request, obj=None):
        """Return the read-only fields, with the slug of an existing row."""
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "slug") if obj else fields

    def get_prepopulated_fields(self, request, obj=None) -> dict:
        """Return the slug only while a row is being added."""
        return {} if obj else super().get_prepopulated_fields(request, obj)


class FactAdmin(KeptRows, CorpusAdmin):
    """Extracted facts, to read and to search. They cannot be edited, since the next run would make them again."""

    def has_change_permission(self, request, obj=None) -> bool:
        """Return False: the page can only be viewed."""
        return False


class FactFormSet(BaseInlineFormSet):
    """A formset with a limited number of rows: an event may have a thousand reports. Their own list has them all."""

    limit = 100

    def get_queryset(self) -> QuerySet:
        """Return the first rows, read once."""
        if not hasattr(self, "_first"):
            self._first = super().get_queryset()[: self.limit]
        return self._first

    @property
    def cut(self) -> bool:
        """Return whether there may be more rows."""
        return len(self.get_queryset()) == self.limit


class FactInline(KeptRows, admin.TabularInline):
    """Extracted facts, read-only, on the page of the row they belong to."""

    extra = 0
    formset = FactFormSet
    show_change_link = True
    related: tuple[str, ...] = ()
    deferred: tuple[str, ...] = ()

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    def get_queryset(self, request) -> QuerySet:
        """Return the rows with the related rows they show, without wide columns."""
        return super().get_queryset(request).select_related(*self.related).defer(*self.deferred)


def is_id(text: str) -> bool:
    """Return whether a text can be the id of a row."""
    return text.isascii() and text.isdecimal() and len(text) < 19


class SelectedFilter(admin.SimpleListFilter):
    """Shows the one related row that a link from its own page chose, and lets it go again.

    A list of all articles or people to choose from would be too long for a filter.
    """

    path: str  # from the listed model to the related row
    related: type

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        """Return the chosen row, if any."""
        chosen = self.used_parameters.get(self.parameter_name)
        if not (chosen and is_id(chosen)):
            return []
        return [(str(row.pk), str(row)) for row in self.related.objects.filter(pk=chosen)]

    def queryset(self, request, queryset) -> QuerySet:
        """Return the rows of the chosen row, or none if the parameter names no row."""
        if self.value() is None:
            return queryset
        return queryset.filter(**{self.path: self.value()}) if is_id(self.value()) else queryset.none()


def selected(related: type, path: str) -> type[SelectedFilter]:
    """Return a SelectedFilter for a model that is reached by a path."""
    name = related._meta.model_name
    attributes = {"title": name, "parameter_name": name, "path": path, "related": related}
    return type(f"Selected{related.__name__}", (SelectedFilter,), attributes)


class YearFilter(admin.SimpleListFilter):
    """The years of a column of days.

    Django's own hierarchy of dates reads the whole table to tell which years occur; this takes them from the two ends
    of an index.
    """

    title = "year"
    parameter_name = "year"
    column: str
    most = 150  # years listed: a curator's slip of the pen ("0202") must not make a list of two thousand

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        """Return the years, newest first."""
        days = model_admin.model.objects.aggregate(first=Min(self.column), last=Max(self.column))
        if not days["last"]:
            return []
        last, first = days["last"].year, days["first"].year
        return [(str(year), str(year)) for year in range(last, max(first, last - self.most) - 1, -1)]

    def queryset(self, request, queryset) -> QuerySet:
        """Return the rows whose lower bound is in the chosen year, or none if the parameter is not a year."""
        if self.value() is None:
            return queryset
        if not (self.value().isdecimal() and 1 <= int(self.value()) <= 9999):
            return queryset.none()
        return queryset.filter(**{f"{self.column}__year": int(self.value())})


def by_year(column: str) -> type[YearFilter]:
    """Return a YearFilter of a column."""
    return type("ByYear", (YearFilter,), {"column": column})


class SearchesArticles:
    """Full-text search of the articles to which the listed rows belong."""

    article_path = ""  # from the listed model to the article: "revision__article__"; empty: it is the article
    search_fields = ("title",)  # Django shows the search box by it; get_search_results has the query
    search_help_text = "Words of the article, “a phrase”, -without; or an article’s number or address."

    def get_search_results(self, request, queryset, search_term):
        """Return the rows whose article matches the words, id or address."""
        if term := search_term.strip():
            queryset = queryset.filter(article_search(term, self.article_path))
        return queryset, False


def article_search(term: str, path: str = "") -> Q:
    """Return the condition for articles, below a path, that match words, an id or an address."""
    if term.isascii() and term.isdigit():
        return Q(**{f"{path}id": min(int(term), 2**63 - 1)})
    if "/" in term and " " not in term:
        return Q(**{f"{path}url": term})
    query = SearchQuery(term, search_type="websearch", config="english")
    plain = SearchQuery(term, search_type="websearch", config="simple")
    return Q(**{f"{path}row__search": query | plain})


def list_url(model: type, **parameters) -> str:
    """Return the address of a model's filtered list."""
    return f"{reverse(f'admin:corpus_{model._meta.model_name}_changelist')}?{urlencode(parameters)}"


def list_link(model: type, text: str, **parameters) -> str:
    """Return a link to a model's filtered list."""
    return format_html('<a href="{}">{}</a>', list_url(model, **parameters), text)
