"""The pages on which a curator merges events, and tells reports of another one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from corpus.models import Event, Report
from corpus.store import judge
from corpus.store.judge import Impossible, decide

from .judgement import may_judge, tell_done

MOST = 50  # events that one page merges, and reports that one page lists, times two


class EventDecisionView(TemplateView):
    """A page of the admin site on which something is decided about events."""

    admin_site = None
    title = ""

    def dispatch(self, request, *args, **kwargs):
        """For those who may change events and judge."""
        if not (may_judge(request) and request.user.has_perm("corpus.change_event")):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **context):
        """With what every page of the admin site shows."""
        shared = self.admin_site.each_context(self.request)
        return super().get_context_data(**shared, title=self.title, opts=Event._meta, **context)

    def decided(self, decision, message: str, event: Event) -> HttpResponseRedirect | None:
        """Decide and go on to an event; None, with a message, where it makes no sense."""
        try:
            row = decide(decision(), self.request.user, reason=self.request.POST.get("reason", "")[:500])
        except Impossible as error:
            messages.error(self.request, str(error))
            return None
        address = reverse("admin:corpus_event_change", args=[event.pk])
        tell_done(self.request, row, message, address)
        return HttpResponseRedirect(address)


class MergeView(EventDecisionView):
    """Several events as one."""

    template_name = "admin/event_merge.html"
    title = "Merge events"

    def get(self, request):
        """The preview, with what they disagree on."""
        events = self._events()
        first = Report.objects.filter(event__in=events).order_by("event_id", "pk").distinct("event_id")
        sentences = dict(first.values_list("event_id", "sentence"))
        rows = [{"event": one, "sentence": sentences.get(one.pk, "")} for one in events]
        return self.render_to_response(
            self.get_context_data(
                events=rows, ids=",".join(str(one.pk) for one in events), against=_differences(events)
            )
        )

    def post(self, request):
        """Merge; back to the preview where that makes no sense."""
        events = self._events()
        into = next((one for one in events if str(one.pk) == request.POST.get("into")), None)
        if into is None:
            messages.error(request, "Choose which page stays.")
            return self.get(request)
        message = f"{len(events)} events are one now: {into.title}."
        return self.decided(lambda: judge.merge_events(events, into), message, into) or self.get(request)

    def _events(self) -> list[Event]:
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        asked = given.get("events", "").split(",")
        ids = [int(one) for one in asked if one.isascii() and one.isdigit() and len(one) < 18][:MOST]
        rows = Event.objects.filter(pk__in=ids).select_related("place").prefetch_related("participations__person")
        return list(rows.order_by("-report_count", "pk"))


def _differences(events: list[Event]) -> list[str]:
    told = {
        "type": {one.get_type_display() for one in events},
        "day": {one.date or "not known" for one in events},
        "place": {one.place.name for one in events if one.place},
    }
    return [f"They differ in {name}: {', '.join(sorted(values))}." for name, values in told.items() if len(values) > 1]


class SplitView(EventDecisionView):
    """Reports of one event, of which some tell of another."""

    template_name = "admin/event_split.html"
    title = "Tell reports of another event"

    def get(self, request, pk):
        """The reports, to be ticked."""
        event = get_object_or_404(Event, pk=pk)
        return self.render_to_response(self.get_context_data(event=event, reports=_reports(event)))

    def post(self, request, pk):
        """Make another event of the ticked ones."""
        event = get_object_or_404(Event, pk=pk)
        chosen = set(request.POST.getlist("report"))
        reports = [one for one in _reports(event) if str(one.pk) in chosen]
        title = " ".join(request.POST.get("title", "").split())[:300]
        message = f"{len(reports)} report{'' if len(reports) == 1 else 's'} told of another event."
        done = self.decided(lambda: judge.split_event(event, reports, title), message, event)
        return done or self.get(request, pk)


def _reports(event: Event) -> list[Report]:
    rows = Report.objects.filter(event=event).select_related("revision__article__outlet").order_by("pk")
    return list(rows.defer("revision__text", "revision__bands", "revision__article__text")[: 2 * MOST])
