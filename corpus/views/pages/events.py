"""Pages of events: the list and one event."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.text import Truncator

from corpus import dates
from corpus.lists import EVENTS
from corpus.models import Event, LikelySameEvent, Lineup, Participation, Report
from corpus.search.disagreements import disagreements
from corpus.search.grammar.events import EventFilterSet
from corpus.search.reviews import reviews_of, with_reviews
from corpus.views.lists.facet_view import FacetView
from corpus.views.lists.list_view import ListView
from corpus.views.lists.rows import event_rows

from .kept_page import KeptPageView

SHOWN = 5  # other events of the same day
SHOWN_LINEUPS = 50


class EventListView(ListView):
    template_name = "events/event_list.html"
    filterset = EventFilterSet
    model = Event
    one = "event"
    texts = EVENTS.texts

    def rows(self, ids, filterset):
        """Return the rows with participants and sentence."""
        return event_rows(self.model.objects.in_order(ids))


class EventFacetView(FacetView):
    """The values of one facet of events."""

    filterset = EventFilterSet
    texts = EVENTS.texts
    list_name = "event-list"


class EventDetailView(KeptPageView):
    """One event: participants in printed order, the sentence of every report, disagreements."""

    template_name = "events/event_detail.html"

    def page(self, pk, slug=""):
        """Return the event, or a redirect if it was merged or the slug is not its own."""
        event = get_object_or_404(with_reviews(Event.objects.select_related("place", "merged_into")), pk=pk)
        if event.merged_into:
            return HttpResponseRedirect(event.merged_into.get_absolute_url())
        if not event.report_count:
            raise Http404
        if slug != event.slug:
            return HttpResponseRedirect(event.get_absolute_url())
        return self.render_to_response(self.get_context_data(event=event))

    def get_context_data(self, *, event):
        """Add everything that the page shows."""
        reports = list(
            Report.objects.current()
            .filter(event=event)
            .select_related("revision__article__outlet")
            .defer("revision__text", "revision__article__text")
            .order_by("revision__article__published_lower", "revision__article_id")[:100]
        )
        others = Event.objects.none()
        if event.date_lower:
            others = Event.objects.public().filter(date_lower=event.date_lower, date=event.date).exclude(pk=event.pk)
        return super().get_context_data(
            event=event,
            reviews=reviews_of(event),
            summary=_summary(event, reports),
            calendar_date=_calendar_date(event),
            participations=_with_sentences(event),
            lineups=list(Lineup.objects.of_event(event.pk).with_article().with_people()[:SHOWN_LINEUPS]),
            reports=[{"report": report, "article": report.revision.article} for report in reports],
            disagreements=disagreements(reports),
            maybe_same=LikelySameEvent.objects.events_beside(event.pk),
            others=event_rows(others.order_by("-report_count", "pk")[:SHOWN]),
        )


def _with_sentences(event: Event) -> list[Participation]:
    """Return the participations in order; ``opens_sentence`` marks the first of those whom a sentence names that is
    not their report's own."""
    found, last = list(event.participations.with_sentences()), None
    for part in found:
        said = part.report and part.sentence and (part.report_id, part.start)
        part.opens_sentence = bool(said) and said != last and part.start != part.report.start
        last = said
    return found


def _summary(event: Event, reports: list[Report]) -> str:
    parts = [event.title, dates.in_words(event.date) or "day not known"]
    said = f" {reports[0].sentence}" if reports else ""
    return Truncator(f"{', '.join(parts)}.{said}").chars(200)


def _calendar_date(event: Event) -> str:
    """Return the month or year of the event, for the calendar; empty if it spans several years."""
    lower, upper = event.date_lower, event.date_upper
    if not (lower and upper) or lower.year != upper.year:
        return ""
    return lower.isoformat()[: 7 if lower.month == upper.month else 4]
