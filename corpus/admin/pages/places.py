"""The pages on which a curator merges places, moves events to another place, and rejects a name."""

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from corpus.models import Event, Place, Report
from corpus.store.judgements import decisions
from corpus.store.judgements.decide import decide
from corpus.store.matching.corrections import place_reference

from .base import DecisionView, ids_in, posted_text

MOST = 50  # places that one page merges
A_PAGE = 50  # events that one page lists
SPELLINGS = 8  # printed names of a place that are shown


class MergeView(DecisionView):
    """Merge places: shows what is known of each, what speaks against it, and which page stays."""

    model = Place
    template_name = "admin/place_merge.html"
    title = "Merge places"

    def get(self, request):
        """Show the preview, or a field to choose another place if there are fewer than two."""
        places = self._places()
        chooser = _chooser(self.admin_site)
        return self.render_to_response(
            self.get_context_data(
                places=[{"place": one, "printed": _printed(one), "around": one.containers()} for one in places],
                ids=",".join(str(one.pk) for one in places),
                against=_against(places),
                chooser=chooser,
                media=chooser.media,
            )
        )

    def post(self, request):
        """Merge, or show the preview again if that is impossible."""
        places = self._places()
        into = next((one for one in places if str(one.pk) == request.POST.get("into")), None)
        if into is None:
            messages.error(request, "Choose which page stays.")
            return self.get(request)
        message = f"{len(places)} places are one now: {into.name}."
        return self.decided(lambda: decisions.merge_places(places, into), message, into) or self.get(request)

    def _places(self) -> list[Place]:
        rows = Place.objects.filter(pk__in=self.asked("places", "with", most=MOST)).select_related("parent")
        return list(rows.order_by("-event_count", "name", "pk"))


def _printed(place: Place) -> list[str]:
    """Return how reports print the place, the shortest forms first."""
    at = Q(event__found_place=place) | Q(event__found_place=None, event__place=place)
    names = Report.objects.filter(at).exclude(place_name="").order_by().values_list("place_name", flat=True).distinct()
    return sorted(names[: 10 * SPELLINGS], key=lambda name: (len(name), name))[:SPELLINGS]


def _against(places: list[Place]) -> list[str]:
    """Return what speaks against a merge: one lies inside another, or they lie in different places."""
    found = []
    for one in places:
        around = one.containers()
        found += [f"{one.name} lies inside {other.name}." for other in places if other in around]
    parents = {one.parent.name for one in places if one.parent}
    if len(parents) > 1 and not found:
        found.append(f"They lie in different places: {', '.join(sorted(parents))}.")
    return found


class MoveView(DecisionView):
    """Move events from a place to another one, because the name means several places."""

    model = Place
    template_name = "admin/place_move.html"
    title = "Move events to another place"

    def get(self, request, pk):
        """Show the events to choose from, and a field for the place."""
        place = get_object_or_404(Place, pk=pk)
        chooser = _chooser(self.admin_site)
        events = Event.objects.public().filter(place=place).listed().newest_first()[: A_PAGE + 1]
        shown = {"events": events[:A_PAGE], "more": len(events) > A_PAGE}
        return self.render_to_response(
            self.get_context_data(place=place, **shown, chooser=chooser, media=chooser.media)
        )

    def post(self, request, pk):
        """Correct the place of each chosen event: to a known place, or to a new one of this name."""
        place = get_object_or_404(Place, pk=pk)
        events = list(Event.objects.filter(pk__in=ids_in(request.POST.getlist("event"))[:A_PAGE], place=place))
        other = Place.objects.filter(pk__in=self.asked("with", most=1)).exclude(pk=pk).first()
        name = " ".join(posted_text(request, "new", 200).split())
        goes = place_reference(other) if other else name
        if not events or not any(letter.isalpha() for letter in goes):
            messages.error(request, "Choose events, and say where they took place: choose a place, or name a new one.")
            return self.get(request, pk)
        with transaction.atomic():
            for event in events:
                reason = posted_text(request, "reason")
                decide(decisions.correct(event, "place", goes), request.user, reason=reason)
        number = f"{len(events)} event{'' if len(events) == 1 else 's'}"
        messages.success(request, f"{number} moved to {other.name if other else name}.")
        return HttpResponseRedirect(reverse("admin:corpus_place_change", args=[pk]))


class NowhereView(DecisionView):
    """Decide that a name is no place."""

    model = Place
    template_name = "admin/place_nowhere.html"
    title = "Not a place"

    def get(self, request, pk):
        """Ask, with what stands under the name."""
        place = get_object_or_404(Place, pk=pk)
        inside = Place.objects.directly_inside(pk).count()
        return self.render_to_response(self.get_context_data(place=place, printed=_printed(place), inside=inside))

    def post(self, request, pk):
        """Decide that the name is no place."""
        place = get_object_or_404(Place, pk=pk)
        done = self.decided(lambda: decisions.no_place(place), f"{place.name} is not a place.", place)
        return done or self.get(request, pk)


def _chooser(site) -> forms.Form:
    """Return a field that finds a place by its name."""
    field = Event._meta.get_field("place")
    widget = AutocompleteSelect(field, site, attrs={"id": "with"})
    choice = forms.ModelChoiceField(Place.objects.all(), required=False, widget=widget, label="Another place")
    return type("ChooserForm", (forms.Form,), {"with": choice})()
