"""Events, who took part, and the reports they rest on."""

from django.contrib import admin
from django.utils.html import format_html_join

from corpus.models import Article, Event, Participation, Person, Place, Report
from corpus.store.curated import follow_event

from .base import CorpusAdmin, FactAdmin, FactInline, KeptRows, SearchesArticles, by_year, list_link, selected
from .dated import EventForm, SavesChanges
from .person import SearchesPeople
from .review import ReviewActions


class ParticipationInline(FactInline):
    """Who took part, in printed order."""

    model = Participation
    fields = ("order", "person", "role", "title")
    related = ("person",)


class EventReportInline(FactInline):
    """The articles that report an event."""

    model = Report
    fk_name = "event"
    fields = ("revision", "sentence", "date", "date_basis", "place_name", "rule")
    related = ("revision",)
    deferred = ("revision__text", "revision__bands")


@admin.register(Event)
class EventAdmin(KeptRows, ReviewActions, SavesChanges, CorpusAdmin):
    """What took place. A curator may correct type, title, date and place."""

    autocomplete_fields = ("place",)
    fields = (
        "type",
        "title",
        "date",
        "date_basis",
        "date_lower",
        "date_upper",
        "place",
        "status",
        "report_count",
        "related_pages",
    )
    form = EventForm
    inlines = (ParticipationInline, EventReportInline)
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
    readonly_fields = ("date_basis", "date_lower", "date_upper", "report_count", "related_pages")
    search_fields = ("title",)

    def follow(self, event) -> None:
        """The articles that report it are listed by its type and place."""
        follow_event(event.pk)

    @admin.display(description="what is known of it")
    def related_pages(self, event) -> str:
        """Links to the lists of its participants and reports."""
        models = ((Participation, "participations"), (Report, "reports"))
        links = ((list_link(model, text, event=event.pk),) for model, text in models)
        return format_html_join(", ", "{}", links)


@admin.register(Participation)
class ParticipationAdmin(SearchesPeople, FactAdmin):
    """Who took part in what."""

    fields = ("event", "person", "role", "order", "title")
    list_display = ("person", "role", "order", "title", "event")
    list_filter = ("role", selected(Person, "person"), selected(Event, "event"))
    list_select_related = ("person", "event")


@admin.register(Report)
class ReportAdmin(SearchesArticles, FactAdmin):
    """What articles say of events."""

    article_path = "revision__article__"
    fields = (
        "event",
        "revision",
        "sentence",
        "start",
        "end",
        "date",
        "date_basis",
        "place_name",
        "participants",
        "rule",
        "version",
    )
    list_defer = ("revision__text", "revision__bands")
    list_display = ("sentence", "event", "date", "place_name", "rule", "revision")
    list_filter = (selected(Article, "revision__article"), selected(Event, "event"))
    list_select_related = ("event", "revision")
