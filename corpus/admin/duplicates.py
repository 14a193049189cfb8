"""Likely duplicates: pairs of people and pairs of events that a curator judges."""

from django.contrib import admin
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from corpus.models import Event, LikelyDuplicate, LikelySameEvent

from .base import CorpusAdmin
from .pages.bulk import decide_each


class ProposedAdmin(CorpusAdmin):
    """The base of lists of pairs that the store proposes."""

    def has_add_permission(self, request) -> bool:
        """Return False: the store proposes the pairs."""
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        """Return False: a pair is judged, and the store removes it when it no longer applies."""
        return False


@admin.register(LikelyDuplicate)
class LikelyDuplicateAdmin(ProposedAdmin):
    """Pairs of people with similar names. A pair judged to be two people is not proposed again."""

    fields = ("one", "other", "reason", "verdict")
    list_display = ("__str__", "reason", "one_articles", "other_articles", "verdict")
    list_filter = ("verdict", "reason")
    list_select_related = ("one", "other")
    actions = ("merge", "mark_different", "mark_open")
    readonly_fields = ("one", "other", "reason", "verdict")
    search_fields = ("one__name", "other__name")

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


@admin.register(LikelySameEvent)
class LikelySameEventAdmin(ProposedAdmin):
    """Pairs of events that are likely to be one. A pair judged to be two events is not proposed again."""

    fields = ("one_event", "one", "other_event", "other", "why", "proposed", "verdict")
    list_display = ("__str__", "why", "proposed", "verdict")
    list_filter = ("verdict",)
    list_select_related = ("one__event", "other__event")
    actions = ("merge", "mark_different", "mark_open")
    readonly_fields = ("one_event", "one", "other_event", "other", "why", "proposed", "verdict")
    search_fields = ("one__event__title", "other__event__title")

    @admin.display(description="why")
    def why(self, pair) -> str:
        """Return what the two reports tell alike, and what one does not tell."""
        return pair.why

    @admin.display(description="the first event")
    def one_event(self, pair) -> str:
        """Return a link to the first event."""
        return _link(pair.one.event)

    @admin.display(description="the other event")
    def other_event(self, pair) -> str:
        """Return a link to the other event."""
        return _link(pair.other.event)

    @admin.action(description="Merge…", permissions=["change"])
    def merge(self, request, queryset) -> HttpResponseRedirect:
        """Redirect to the preview of a merge of all events in the pairs."""
        ids = {pk for pair in queryset.values_list("one__event", "other__event") for pk in pair}
        return HttpResponseRedirect(f"{reverse('admin:corpus_event_merge')}?events={','.join(map(str, sorted(ids)))}")

    @admin.action(description="Mark as two events", permissions=["change"])
    def mark_different(self, request, queryset) -> HttpResponse | None:
        """Judge each pair to be two events."""
        rows = queryset.exclude(verdict=LikelySameEvent.Verdict.DIFFERENT).order_by("pk")
        return decide_each(request, rows, "two-events")

    @admin.action(description="Mark as not yet judged", permissions=["change"])
    def mark_open(self, request, queryset) -> HttpResponse | None:
        """Undo the judgement on each pair."""
        rows = queryset.filter(verdict=LikelySameEvent.Verdict.DIFFERENT).order_by("pk")
        return decide_each(request, rows, "reopen-events")


def _link(event: Event) -> str:
    address = reverse("admin:corpus_event_change", args=[event.pk])
    return format_html('<a href="{}">{}</a>', address, event)
