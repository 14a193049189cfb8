"""Pages of places."""

from django.db.models import F
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from corpus.models import Event, Place
from corpus.search.places import PlaceGrammar

from .listing import ListView
from .rows import event_rows

SHOWN = 20  # events of a place's page


class PlaceListView(ListView):
    """Places by name."""

    template_name = "place_list.html"
    grammar = PlaceGrammar
    texts = {"q_label": "Name", "q_hint": "A part of a place's name", "date_name": "", "switches": {}}

    def queryset(self):
        """Places at which an event took place, with ``event_count``."""
        return Place.objects.with_event_counts()


class PlaceDetailView(TemplateView):
    """One place and what took place there."""

    template_name = "place_detail.html"

    def get_context_data(self, *, slug):
        """What stands on the page."""
        place = get_object_or_404(Place, slug=slug)
        events = Event.objects.public().filter(place=place).order_by(F("date_lower").desc(nulls_last=True), "-pk")
        return super().get_context_data(
            place=place, events=event_rows(events[:SHOWN]), events_url=f"{reverse('event-list')}?place={place.slug}"
        )
