"""People who may be one, for a curator to judge."""

from django.contrib import admin
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from corpus.models import LikelyDuplicate

from .base import CorpusAdmin
from .pages.bulk import decide_each


@admin.register(LikelyDuplicate)
class LikelyDuplicateAdmin(CorpusAdmin):
    """Pairs of people with names alike. A curator says which are two people; those are not proposed again."""

    fields = ("one", "other", "reason", "verdict")
    list_display = ("__str__", "reason", "one_articles", "other_articles", "verdict")
    list_filter = ("verdict", "reason")
    list_select_related = ("one", "other")
    actions = ("merge", "mark_different", "mark_open")
    readonly_fields = ("one", "other", "reason", "verdict")
    search_fields = ("one__name", "other__name")

    def has_add_permission(self, request) -> bool:
        """Never: they are proposed by the store."""
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        """Never: a pair is judged, and goes when it no longer holds."""
        return False

    @admin.display(description="articles of the first", ordering="one__article_count")
    def one_articles(self, pair) -> int:
        """In how many articles the first is named."""
        return pair.one.article_count

    @admin.display(description="articles of the other", ordering="other__article_count")
    def other_articles(self, pair) -> int:
        """In how many articles the other is named."""
        return pair.other.article_count

    @admin.action(description="Merge…", permissions=["change"])
    def merge(self, request, queryset) -> HttpResponseRedirect:
        """To the preview of all of them as one person."""
        ids = {pk for pair in queryset.values_list("one", "other") for pk in pair}
        return HttpResponseRedirect(f"{reverse('admin:corpus_person_merge')}?people={','.join(map(str, sorted(ids)))}")

    @admin.action(description="Mark as two people", permissions=["change"])
    def mark_different(self, request, queryset) -> HttpResponse | None:
        """Somebody has looked at them: they are not one."""
        rows = queryset.exclude(verdict=LikelyDuplicate.Verdict.DIFFERENT).order_by("pk")
        return decide_each(request, rows, "two-people")

    @admin.action(description="Mark as not yet judged", permissions=["change"])
    def mark_open(self, request, queryset) -> HttpResponse | None:
        """Take a judgement back."""
        rows = queryset.filter(verdict=LikelyDuplicate.Verdict.DIFFERENT).order_by("pk")
        return decide_each(request, rows, "reopen")
