"""Events, who took part, and the reports they rest on."""

from hashlib import sha256

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join

from corpus import dates
from corpus.models import Article, Event, Participation, Person, Place, Report
from corpus.models.fields import Status
from corpus.store.judgements.decide import decide
from corpus.store.judgements.decisions import confirm, reject, set_participants

from .base import CorpusAdmin, FactAdmin, KeptRows, SearchesArticles, by_year, list_link, selected
from .corrections import CorrectionForm, ListsJudgements, SavesJudgements
from .judgement import notify_decided
from .pages.bulk import decide_each
from .pages.events import MergeView, SplitView
from .person import SearchesPeople
from .review_actions import ReviewActions

SHOWN = 100  # reports that an event's page shows


class EventForm(CorrectionForm):
    """Type, title, date and place of an event."""

    corrected = ("type", "title", "date", "place")
    dated = "date"

    # The participants as they were when the form was opened.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "seen" in self.fields:
            self.initial["seen"] = _digest(self.instance)

    def clean(self) -> dict:
        """Refuse to overwrite participants that were changed since the form was opened."""
        cleaned, seen = super().clean(), self.data.get("seen")
        now = _digest(self.instance) if self.instance.pk else ""
        if seen and seen != now:
            self.data = self.data.copy()
            self.data["seen"] = now
            self.add_error(
                None,
                "The participants were changed while you were editing. Look at the event’s page; to have them as you "
                "wrote them, save once more.",
            )
        return cleaned


def _digest(event: Event) -> str:
    rows = event.participations.values_list("person", "role", "order", "title")
    return sha256(repr(list(rows)).encode()).hexdigest()[:32]


class KnownPerson(AutocompleteSelect):
    """An autocomplete field that takes the chosen person from the row, without a query of its own."""

    known: Person | None = None

    def optgroups(self, name, value, attr=None):
        """Return the chosen person alone, without a query."""
        if self.known is None or list(map(str, value)) != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        option = self.create_option(name, self.known.pk, str(self.known), {str(self.known.pk)}, 0)
        return [(None, [option], 0)]


class ParticipationForm(forms.ModelForm):
    """A participant: role, title and place in the printed order."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        widget = self.fields["person"].widget
        if self.instance.pk:
            getattr(widget, "widget", widget).known = self.instance.person

    class Meta:
        model = Participation
        fields = ("order", "person", "role", "title")
        widgets = {"title": forms.TextInput(attrs={"class": "vTextField"})}


class ParticipationInline(admin.TabularInline):
    """The participants, in printed order."""

    model = Participation
    form = ParticipationForm
    fields = ("order", "person", "role", "title")
    extra = 0
    verbose_name_plural = "participants, in order"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Return the autocomplete field for people."""
        kwargs["widget"] = KnownPerson(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Event)
class EventAdmin(KeptRows, ReviewActions, SavesJudgements, ListsJudgements, CorpusAdmin):
    """Events. A curator corrects, confirms, rejects, merges and splits them."""

    actions = ("merge", *ReviewActions.actions, "reject")
    autocomplete_fields = ("place",)
    change_form_template = "admin/event_change.html"
    fields = (
        "type", "title", "date", "date_basis", "date_lower", "date_upper", "place", "status", "reason", "lock",
        "judgements", "sentences", "seen", "report_count", "related_pages",
    )  # fmt: skip
    form = EventForm
    inlines = (ParticipationInline,)
    list_display = ("title", "type", "date", "date_basis", "place", "status", "report_count")
    list_filter = (
        "type",
        "status",
        by_year("date_lower"),
        ("date", admin.EmptyFieldListFilter),
        "date_basis",
        selected(Place, "place"),
        selected(Person, "participations__person"),
    )
    list_select_related = ("place",)
    readonly_fields = (
        "date_basis", "date_lower", "date_upper", "status", "judgements", "sentences", "report_count", "related_pages",
    )  # fmt: skip
    search_fields = ("title",)

    class Media:
        js = ("admin-curation/edtf.js",)

    def get_urls(self):
        """Return the addresses, with those of merging, splitting and reading a date."""
        site = self.admin_site
        pages = [
            path("edtf/", site.admin_view(edtf), name="corpus_edtf"),
            path("merge/", site.admin_view(MergeView.as_view(admin_site=site)), name="corpus_event_merge"),
            path("<int:pk>/split/", site.admin_view(SplitView.as_view(admin_site=site)), name="corpus_event_split"),
        ]
        return [*pages, *super().get_urls()]

    @admin.action(description="Merge the chosen events…", permissions=["change"])
    def merge(self, request, queryset) -> HttpResponseRedirect:
        """Redirect to the preview of a merge of the chosen events."""
        ids = ",".join(str(pk) for pk in queryset.values_list("pk", flat=True)[:50])
        return HttpResponseRedirect(f"{reverse('admin:corpus_event_merge')}?events={ids}")

    @admin.action(description="Reject", permissions=["change"])
    def reject(self, request, queryset) -> HttpResponse | None:
        """Reject the chosen events."""
        return decide_each(request, queryset.exclude(status=Status.REJECTED).order_by("pk"), "reject")

    def save_related(self, request, form, formsets, change) -> None:
        """Record changed participants as one judgement."""
        for formset in formsets:
            formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
            if not formset.has_changed():
                continue
            rows = [row.cleaned_data for row in formset.forms if row.cleaned_data.get("person")]
            kept = sorted((row for row in rows if not row.get("DELETE")), key=lambda row: row["order"])
            parts = [(row["person"], row["role"], row["title"]) for row in kept]
            event = Event.objects.get(pk=form.instance.pk)
            decide(set_participants(event, parts), request.user, reason=form.cleaned_data["reason"])

    def response_change(self, request, obj):
        """Confirm or reject the event if that button was pressed; otherwise respond as Django does."""
        for button, decision in (("_confirm", confirm), ("_reject", reject)):
            if button in request.POST:
                event = Event.objects.get(pk=obj.pk)
                row = decide(decision(event), request.user, reason=request.POST.get("reason", "")[:500])
                notify_decided(request, row, f"{event.title}: {'rejected' if button == '_reject' else 'confirmed'}.")
                return HttpResponseRedirect(request.path)
        return super().response_change(request, obj)

    @admin.display(description="what the reports say")
    def sentences(self, event) -> str:
        """Return each report's sentence, with a link to its article."""
        rows = Report.objects.filter(event=event).select_related("revision__article__outlet").order_by("pk")
        rows = rows.defer("revision__text", "revision__bands", "revision__article__text")[:SHOWN]
        item = '<li>{} <span class="quiet">{}, <a href="{}">{}</a></span></li>'
        return format_html(
            '<ul class="mentions">{}</ul>',
            format_html_join(
                "",
                item,
                (
                    (
                        one.sentence,
                        one.revision.article.outlet,
                        one.revision.article.get_absolute_url(),
                        one.revision.title,
                    )
                    for one in rows
                ),
            ),
        )

    @admin.display(description="what is known of it")
    def related_pages(self, event) -> str:
        """Return links to the lists of participants and reports."""
        models = ((Participation, "participations"), (Report, "reports"))
        links = ((list_link(model, text, event=event.pk),) for model, text in models)
        return format_html_join(", ", "{}", links)


def edtf(request):
    """Return an EDTF date in words with its first and last day, as {"words", "lower", "upper"}, or {"problem"}."""
    value = request.GET.get("value", "").strip()[:60]
    try:
        lower, upper = dates.bounds(value)
    except dates.InvalidDate:
        return JsonResponse({"problem": f"“{value}” is no EDTF date."})
    if lower and upper and lower > upper:
        return JsonResponse({"problem": "It ends before it begins."})
    words = dates.in_words(value) or "not known"
    return JsonResponse({"words": words, "lower": lower and str(lower), "upper": upper and str(upper)})


@admin.register(Participation)
class ParticipationAdmin(SearchesPeople, FactAdmin):
    """The participants of all events."""

    fields = ("event", "person", "role", "order", "title", "report", "sentence", "start", "end")
    list_defer = ("sentence",)
    list_display = ("person", "role", "order", "title", "event")
    list_filter = ("role", selected(Person, "person"), selected(Event, "event"))
    list_select_related = ("person", "event")


@admin.register(Report)
class ReportAdmin(SearchesArticles, FactAdmin):
    """The accounts of events in articles."""

    article_path = "revision__article__"
    fields = (
        "event", "found", "revision", "sentence", "start", "end", "date", "date_basis", "place_name", "participants",
        "rule", "version",
    )  # fmt: skip
    list_defer = ("revision__text", "revision__bands")
    list_display = ("sentence", "event", "date", "place_name", "rule", "revision")
    list_filter = (selected(Article, "revision__article"), selected(Event, "event"))
    list_select_related = ("event", "revision")
