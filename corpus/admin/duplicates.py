"""Likely duplicates: pairs of people whom a curator judges."""

from django.contrib import admin
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from corpus.models import LikelyDuplicate

from .base import CorpusAdmin
from .pages.bulk import decide_each


@admin.register(LikelyDuplicate)
class LikelyDuplicateAdmin(CorpusAdmin):
    """Pairs of people with similar names. A pair judged to be two people is not proposed again."""

    fields = ("one", "other", "reason", "verdict")
    list_display = ("__str__", "reason", "one_articles", "other_articles", "verdict")
    list_filter = ("verdict", "reason")
    list_select_related = ("one", "other")
    actions = ("merge", "mark_different", "mark_open")
    readonly_fields = ("one", "other", "reason", "verdict")
    search_fields = ("one__name", "other__name")

    def has_add_permission(self, request) -> bool:
        """Return False: the store proposes the pairs."""
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        """Return False: a pair is judged, and the store removes it when it no longer applies."""
        return False

    @admin.display(description="articles of the first", ordering="one__article_count")
    def one_articles(self, pair) -> int:
        """Return the number of articles that name the first person."""
        return pair.one.article_count

    @admin.display(description="articles of the other", ordering="other__article_count")
    def other_articles(self, pair) -> int:
        """Return the number of articles that name the other person."""
        return pair.other.article_count

    @admin.action(description="Merge…", permissions=["change"])
    def merge(self, request, queryset) -> HttpResponseRedirect:
        """Redirect to the preview of a merge of all people in the pairs."""
        ids = {pk for pair in queryset.values_list("one", "other") for pk in pair}
        return HttpResponseRedirect(f"{reverse('admin:corpus_person_merge')}?people={','.join(map(str, sorted(ids)))}")

    @admin.action(description="Mark as two people", permissions=["change"])
    def mark_different(self, request, queryset) -> HttpResponse | None:
        """Judge each pair to be two people."""
        rows = queryset.exclude(verdict=LikelyDuplicate.Verdict.DIFFERENT).order_by("pk")
        return decide_each(request, rows, "two-people")

    @admin.action(description="Mark as not yet judged", permissions=["change"])
    def mark_open(self, request, queryset) -> HttpResponse | None:
        """Undo the judgement on each pair."""
        rows = queryset.filter(verdict=LikelyDuplicate.Verdict.DIFFERENT).order_by("pk")
        return decide_each(request, rows, "reopen")
