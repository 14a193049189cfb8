"""The pages on which a curator merges and splits events."""

from django.contrib import messages
from django.shortcuts import get_object_or_404

from corpus.models import Event, Report
from corpus.store.judgements import decisions

from .base import DecisionView

MOST = 50  # events that one page merges, and reports that one page lists, times two


class MergeView(DecisionView):
    """Merge several events into one."""

    model = Event
    template_name = "admin/event_merge.html"
    title = "Merge events"

    def get(self, request):
        """Show the preview, with the disagreements."""
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
        """Merge, or show the preview again if that is impossible."""
        events = self._events()
        into = next((one for one in events if str(one.pk) == request.POST.get("into")), None)
        if into is None:
            messages.error(request, "Choose which page stays.")
            return self.get(request)
        message = f"{len(events)} events are one now: {into.title}."
        return self.decided(lambda: decisions.merge_events(events, into), message, into) or self.get(request)

    def _events(self) -> list[Event]:
        rows = (
            Event.objects.filter(pk__in=self.asked("events", most=MOST))
            .select_related("place")
            .prefetch_related("participations__person")
        )
        return list(rows.order_by("-report_count", "pk"))


def _differences(events: list[Event]) -> list[str]:
    differing = {
        "type": {one.get_type_display() for one in events},
        "day": {one.date or "not known" for one in events},
        "place": {one.place.name for one in events if one.place},
    }
    return [
        f"They differ in {name}: {', '.join(sorted(values))}." for name, values in differing.items() if len(values) > 1
    ]


class SplitView(DecisionView):
    """Split reports from an event into another one."""

    model = Event
    template_name = "admin/event_split.html"
    title = "Tell reports of another event"

    def get(self, request, pk):
        """Show the reports to choose from."""
        event = get_object_or_404(Event, pk=pk)
        return self.render_to_response(self.get_context_data(event=event, reports=_reports(event)))

    def post(self, request, pk):
        """Make another event of the chosen reports."""
        event = get_object_or_404(Event, pk=pk)
        chosen = set(request.POST.getlist("report"))
        reports = [one for one in _reports(event) if str(one.pk) in chosen]
        title = " ".join(request.POST.get("title", "").split())[:300]
        message = f"{len(reports)} report{'' if len(reports) == 1 else 's'} told of another event."
        done = self.decided(lambda: decisions.split_event(event, reports, title), message, event)
        return done or self.get(request, pk)


def _reports(event: Event) -> list[Report]:
    rows = Report.objects.filter(event=event).select_related("revision__article__outlet").order_by("pk")
    return list(rows.defer("revision__text", "revision__bands", "revision__article__text")[: 2 * MOST])
