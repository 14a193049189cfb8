"""What all pages of the admin site share: lists that stay quick at a million rows, facts that nobody edits."""

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
    """Counts no further than a limit: an exact count of a million rows costs more than the page it is shown on."""

    limit = 10_000

    @cached_property
    def count(self) -> int:
        """The number of rows, or the limit where there are more."""
        return self.object_list.order_by()[: self.limit].count()

    @property
    def capped(self) -> bool:
        """Whether there may be more rows than counted."""
        return self.count == self.limit


class NarrowChangeList(ChangeList):
    """A list that leaves the columns of ``ModelAdmin.list_defer`` in the database."""

    def get_queryset(self, request, exclude_parameters=None) -> QuerySet:
        """Django's query without the wide columns."""
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
        """In its turn: an ingest that waits for this row while this waits for what the ingest holds would end one."""
        lock_writers()
        super().save_model(request, obj, form, change)

    def delete_model(self, request, obj) -> None:
        """In its turn."""
        lock_writers()
        super().delete_model(request, obj)

    def get_changelist(self, request, **kwargs):
        """The list that defers wide columns."""
        return NarrowChangeList

    def get_actions(self, request) -> dict:
        """Without deletion in bulk: its page would list all that hangs on the chosen rows."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None) -> list:
        """Django's own; one that is cut short says so in its heading."""
        inlines = super().get_inline_formsets(request, formsets, inline_instances, obj)
        for inline in inlines:
            if getattr(inline.formset, "cut", False):
                inline.opts.verbose_name_plural = f"the first {inline.formset.limit} {inline.opts.verbose_name_plural}"
        return inlines


class KeptRows:
    """No adding and no deleting: these rows are made by ingest, and others rest on them."""

    def has_add_permission(self, request, obj=None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        """Never."""
        return False


class PermanentAddress:
    """The slug is made from the name once, and stays: links to it are kept elsewhere."""

    prepopulated_fields = {"slug": ("name",)}

    def get_readonly_fields(self, request, obj=None):
        """With the slug, once it is there."""
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "slug") if obj else fields

    def get_prepopulated_fields(self, request, obj=None) -> dict:
        """Only while it is to be chosen."""
        return {} if obj else super().get_prepopulated_fields(request, obj)


class FactAdmin(KeptRows, CorpusAdmin):
    """Facts that machines found, to read and to search: the next run would make them again."""

    def has_change_permission(self, request, obj=None) -> bool:
        """Never; such a page can be viewed."""
        return False


class FactFormSet(BaseInlineFormSet):
    """Shows no more rows than a page can bear: an event may have a thousand reports. Their own list has them all."""

    limit = 100

    def get_queryset(self) -> QuerySet:
        """The first rows, read once."""
        if not hasattr(self, "_first"):
            self._first = super().get_queryset()[: self.limit]
        return self._first

    @property
    def cut(self) -> bool:
        """Whether there may be more."""
        return len(self.get_queryset()) == self.limit


class FactInline(KeptRows, admin.TabularInline):
    """Facts that machines found, shown on the page of what they belong to."""

    extra = 0
    formset = FactFormSet
    show_change_link = True
    related: tuple[str, ...] = ()
    deferred: tuple[str, ...] = ()

    def has_change_permission(self, request, obj=None) -> bool:
        """Never."""
        return False

    def get_readonly_fields(self, request, obj=None):
        """All of them."""
        return self.fields

    def get_queryset(self, request) -> QuerySet:
        """The rows with what they show of others, and without wide columns."""
        return super().get_queryset(request).select_related(*self.related).defer(*self.deferred)


def is_id(text: str) -> bool:
    """Whether a text may be the id of a row."""
    return text.isascii() and text.isdecimal() and len(text) < 19


class SelectedFilter(admin.SimpleListFilter):
    """Shows the one related row that a link from its own page chose, and lets it go again.

    A list of all articles or people to choose from would be too long for a filter.
    """

    path: str  # from the listed model to the related row
    related: type

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        """The chosen row, if there is one."""
        chosen = self.used_parameters.get(self.parameter_name)
        if not (chosen and is_id(chosen)):
            return []
        return [(str(row.pk), str(row)) for row in self.related.objects.filter(pk=chosen)]

    def queryset(self, request, queryset) -> QuerySet:
        """Only what belongs to the chosen row; nothing where the parameter names none."""
        if self.value() is None:
            return queryset
        return queryset.filter(**{self.path: self.value()}) if is_id(self.value()) else queryset.none()


def selected(related: type, path: str) -> type[SelectedFilter]:
    """A SelectedFilter for the rows of a model, reached by a path from the listed one."""
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
        """From the last to the first."""
        days = model_admin.model.objects.aggregate(first=Min(self.column), last=Max(self.column))
        if not days["last"]:
            return []
        last, first = days["last"].year, days["first"].year
        return [(str(year), str(year)) for year in range(last, max(first, last - self.most) - 1, -1)]

    def queryset(self, request, queryset) -> QuerySet:
        """Rows whose first possible day is in the chosen year; none where the parameter is no year."""
        if self.value() is None:
            return queryset
        if not (self.value().isdecimal() and 1 <= int(self.value()) <= 9999):
            return queryset.none()
        return queryset.filter(**{f"{self.column}__year": int(self.value())})


def by_year(column: str) -> type[YearFilter]:
    """A YearFilter of one column."""
    return type("ByYear", (YearFilter,), {"column": column})


class SearchesArticles:
    """Full-text search of the articles to which the listed rows belong."""

    article_path = ""  # from the listed model to the article: "revision__article__"; empty: it is the article
    search_fields = ("title",)  # Django shows the search box by it; get_search_results has the query
    search_help_text = "Words of the article, “a phrase”, -without; or an article’s number or address."

    def get_search_results(self, request, queryset, search_term):
        """Rows whose article has these words, this number or this address."""
        if term := search_term.strip():
            queryset = queryset.filter(article_search(term, self.article_path))
        return queryset, False


def article_search(term: str, path: str = "") -> Q:
    """The condition for articles, reached by a path, that hold these words, or have this number or address."""
    if term.isascii() and term.isdigit():
        return Q(**{f"{path}id": min(int(term), 2**63 - 1)})
    if "/" in term and " " not in term:
        return Q(**{f"{path}url": term})
    query = SearchQuery(term, search_type="websearch", config="english")
    plain = SearchQuery(term, search_type="websearch", config="simple")
    return Q(**{f"{path}row__search": query | plain})


def list_url(model: type, **parameters) -> str:
    """The address of a model's list, filtered."""
    return f"{reverse(f'admin:corpus_{model._meta.model_name}_changelist')}?{urlencode(parameters)}"


def list_link(model: type, text: str, **parameters) -> str:
    """A link to a model's list, filtered."""
    return format_html('<a href="{}">{}</a>', list_url(model, **parameters), text)
