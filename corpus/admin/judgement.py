"""The judgements of curators, and undoing them."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from corpus.models import Article, Event, Judgement, Pending, Person, Place
from corpus.store.judgements.decide import undo
from corpus.store.judgements.decisions import Impossible

from .base import FactAdmin, selected


class InForceFilter(admin.SimpleListFilter):
    """Filter judgements by state: in force, undone or in conflict."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        """Return the three states."""
        return [("in-force", "in force"), ("undone", "taken back"), ("conflict", "spoken against since")]

    def queryset(self, request, queryset):
        """Return the judgements in the chosen state."""
        chosen = {
            "in-force": queryset.filter(undone=None),
            "undone": queryset.exclude(undone=None),
            "conflict": queryset.filter(undone=None).exclude(conflict=""),
        }
        return chosen.get(self.value(), queryset)


@admin.register(Judgement)
class JudgementAdmin(FactAdmin):
    """All judgements, each with a button that undoes it."""

    change_form_template = "admin/judgement_change.html"
    fields = (
        "kind", "subject", "said", "reason", "evidence", "conflict", "by_name", "made", "undone", "undone_by_name",
        "value", "before", "about", "key",
    )  # fmt: skip
    readonly_fields = ("subject", "said", "key")
    list_display = ("said", "subject", "by_name", "made", "undone", "conflict")
    list_filter = (
        InForceFilter,
        "kind",
        selected(Person, "person"),
        selected(Event, "event"),
        selected(Place, "place"),
        selected(Article, "article"),
    )
    list_select_related = ("person", "event", "place", "article")
    list_defer = ("article__text",)
    ordering = ("-made", "-id")
    search_fields = ("by_name", "reason", "evidence")

    def get_urls(self):
        """Return the addresses, with the one that undoes a judgement."""
        view = self.admin_site.admin_view(self.undo_view)
        return [path("<int:pk>/undo/", view, name="corpus_judgement_undo"), *super().get_urls()]

    @method_decorator(require_POST)
    def undo_view(self, request, pk):
        """Undo a judgement and redirect to ``next``, if that is an address of this site."""
        row = get_object_or_404(Judgement, pk=pk)
        if not may_judge(request):
            raise PermissionDenied
        try:
            undo(row, request.user)
        except Impossible as error:
            messages.error(request, str(error))
        else:
            log(request, subject_of(row), f"Taken back: {row.get_kind_display()}")
            messages.success(request, format_html("Taken back: {}.", row.words))
        following = request.POST.get("next") or request.headers.get("Referer", "")
        safe = url_has_allowed_host_and_scheme(following, {request.get_host()}, request.is_secure())
        return HttpResponseRedirect(following if safe else reverse("admin:corpus_judgement_changelist"))

    @admin.display(description="about")
    def subject(self, row) -> str:
        """Return a link to the row that it is about."""
        about = subject_of(row)
        if about is None:
            return row.about.get("name") or row.about.get("title") or "-"
        address = reverse(f"admin:corpus_{about._meta.model_name}_change", args=[about.pk])
        return format_html('<a href="{}">{}</a>', address, about)

    @admin.display(description="judgement")
    def said(self, row) -> str:
        """Return the decision in words."""
        return row.words


def subject_of(row: Judgement) -> Person | Event | Place | Article | None:
    """Return the row that a judgement is about, or None."""
    return row.person or row.event or row.place or row.article


def may_judge(request) -> bool:
    """Return whether the user may decide."""
    return request.user.is_active and request.user.is_staff and request.user.has_perm("corpus.add_judgement")


def log(request, row, message: str) -> None:
    """Add an entry to the admin history of a row."""
    if row is not None:
        LogEntry.objects.log_actions(
            user_id=request.user.pk, queryset=[row], action_flag=CHANGE, change_message=message, single_object=True
        )


def undo_button(row: Judgement, label: str = "Undo", following: str = "") -> str:
    """Return a button that undoes a judgement and goes on to ``following``, or back to the same page.

    Its form stands once on every page of the admin site.
    """
    address = reverse("admin:corpus_judgement_undo", args=[row.pk])
    button = (
        '<button class="undo" type="submit" form="undo-judgement" name="next" value="{}" formaction="{}">{}</button>'
    )
    return format_html(button, following, address, label)


def notify_decided(request, row: Judgement, message: str, following: str = "") -> None:
    """Show a message of success with an undo button, and add an entry to the admin history."""
    log(request, subject_of(row), message)
    button = "" if row.undone else undo_button(row, "Undo", following)
    link = '<a href="{}">Articles still follow: let them now</a>'
    follow = format_html(link, reverse("admin:follow")) if Pending.objects.exists() else ""
    messages.success(request, format_html("{} {} {}", message, button, follow))
