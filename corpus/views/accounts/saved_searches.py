"""Saved searches: listing, saving, changing, deleting, and unsubscribing from mail."""

import re
from functools import cached_property

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core import signing
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import DeleteView, FormView, TemplateView, UpdateView, View

from corpus.alerts.saved_query import filterset_of, in_words, newest_first, problems_of, proposed_name, saved_query
from corpus.alerts.unseen import find_unseen, mark_looked, skip_existing, subscribe, volume_of
from corpus.alerts.unsubscribe import search_of, unsubscribe
from corpus.lists import LISTS
from corpus.models import SavedSearch

LONGEST = 4000  # characters of a query; servers refuse longer URLs


class SavedSearchForm(forms.ModelForm):
    """The name of a saved search, and how often mail is sent."""

    class Meta:
        model = SavedSearch
        fields = ["name", "frequency"]
        widgets = {"frequency": forms.RadioSelect}
        labels = {"frequency": "Mail about what is new"}


@method_decorator(never_cache, name="dispatch")
class OwnView(LoginRequiredMixin, View):
    """A page about the signed-in user's own saved searches; those of others are a 404."""

    model = SavedSearch
    context_object_name = "saved"
    success_url = reverse_lazy("savedsearch-list")

    def get_queryset(self):
        """Return the user's own searches."""
        return SavedSearch.objects.of(self.request.user)


class SavedSearchListView(OwnView, TemplateView):
    """The user's saved searches, each with the number of new rows."""

    template_name = "accounts/savedsearch_list.html"

    def get_context_data(self):
        """Add the searches with their new rows."""
        searches = find_unseen(list(self.get_queryset()))
        return super().get_context_data(searches=searches, most=settings.SAVED_SEARCHES)


class SavedSearchCreateView(OwnView, FormView):
    """Save the query of the URL, after showing how many rows it has."""

    form_class = SavedSearchForm
    template_name = "accounts/savedsearch_form.html"

    def dispatch(self, request, *args, **kwargs):
        """Return 404 for a list that has no alerts."""
        listed = LISTS.get(kwargs["kind"])
        if listed is None or not listed.has_alerts:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def filterset(self):
        """The query of the URL."""
        return filterset_of(self.kwargs["kind"], self.request.GET)

    @cached_property
    def already(self) -> SavedSearch | None:
        """The search if the user has saved it already, else None."""
        return self.get_queryset().filter(kind=self.kwargs["kind"], query=saved_query(self.filterset).string).first()

    def get(self, request, **kwargs):
        """Show the form. Redirect a wrong query to its list, which names the problem, and a saved one to its page."""
        if problems_of(self.filterset):
            return HttpResponseRedirect(f"{self.filterset.path}?{request.GET.urlencode()}")
        if self.already:
            messages.info(request, "This search is saved already.")
            return HttpResponseRedirect(self.already.get_absolute_url())
        return super().get(request, **kwargs)

    def post(self, request, **kwargs):
        """Save the search, unless it is wrong or saved already."""
        if problems_of(self.filterset) or self.already:
            return self.get(request, **kwargs)
        return super().post(request, **kwargs)

    def get_initial(self):
        """Return a proposed name, and no mail."""
        return {"name": proposed_name(self.filterset), "frequency": SavedSearch.Frequency.NEVER}

    def form_valid(self, form):
        """Save the search. Show the form again if the user has too many, or if the query is too long."""
        query = saved_query(self.filterset).string
        if len(query) > LONGEST:
            form.add_error(None, "This search has too many parts to be saved.")
        elif self.get_queryset().count() >= settings.SAVED_SEARCHES:
            form.add_error(None, f"One can save {settings.SAVED_SEARCHES} searches. Delete one to save this.")
        if form.errors:
            return self.form_invalid(form)
        made = skip_existing(SavedSearch(kind=self.kwargs["kind"], **form.cleaned_data))
        defaults = {name: getattr(made, name) for name in ("name", "frequency", "looked_id", "mailed_id")}
        SavedSearch.objects.get_or_create(user=self.request.user, kind=made.kind, query=query, defaults=defaults)
        messages.success(self.request, f"Saved: {made.name}.")
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        """Add the query in words and its volume."""
        return super().get_context_data(saved=None, **_about(self.kwargs["kind"], self.filterset), **kwargs)


class SavedSearchChangeView(OwnView, UpdateView):
    """Change the name or the frequency of mail."""

    form_class = SavedSearchForm
    template_name = "accounts/savedsearch_form.html"

    def form_valid(self, form):
        """Save the change. Mail that was off starts with rows added from now on."""
        before = self.get_queryset().get(pk=self.object.pk)
        changed = subscribe(form.instance, before.frequency)
        written = ["name", "frequency"]
        if changed.mailed_id != before.mailed_id:
            written.append("mailed_id")
        changed.save(update_fields=written)  # no other column: a mail may be sent and recorded meanwhile
        messages.success(self.request, f"Changed: {changed.name}.")
        return HttpResponseRedirect(self.get_success_url())

    def get_context_data(self, **kwargs):
        """Add the query in words and its volume, or why it is no longer valid."""
        filterset = filterset_of(self.object.kind, self.object.query)
        wrong = problems_of(filterset)
        about = {"problems": wrong, "volume": None} if wrong else _about(self.object.kind, filterset)
        return super().get_context_data(**about, **kwargs)


class SavedSearchDeleteView(OwnView, DeleteView):
    """Delete a saved search, after asking."""

    template_name = "accounts/savedsearch_delete.html"

    def form_valid(self, form):
        """Delete it, and say so."""
        messages.success(self.request, f"Deleted: {self.object.name}.")
        return super().form_valid(form)


class SavedSearchLookedView(OwnView):
    """Mark the rows that a page showed as looked at; rows added since stay new."""

    def post(self, request, pk):
        """Mark rows up to ``upto``, the highest id that the page showed."""
        saved = get_object_or_404(self.get_queryset(), pk=pk)
        upto = request.POST.get("upto", "")
        if re.fullmatch(r"[0-9]{1,18}", upto):
            mark_looked(saved, int(upto))
        return HttpResponseRedirect(f"{reverse('savedsearch-list')}#search-{saved.pk}")


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class UnsubscribeView(TemplateView):
    """Unsubscribe from the mails of one search, by the link in a mail. GET only asks, because mail scanners follow
    every link; POST unsubscribes, from the page's button or from a mail program (RFC 8058), which sends no cookie."""

    template_name = "accounts/savedsearch_unsubscribe.html"

    def dispatch(self, request, token):
        """Return 404 for a forged token."""
        try:
            self.saved = search_of(token)
        except signing.BadSignature:
            raise Http404 from None
        return super().dispatch(request, token=token)

    def post(self, request, **kwargs):
        """Turn mail off, unless the search was deleted."""
        if self.saved:
            unsubscribe(self.saved)
            self.saved.refresh_from_db()
        return self.get(request, **kwargs)

    def get_context_data(self, **kwargs):
        """Add the search; None if it was deleted."""
        return super().get_context_data(saved=self.saved, **kwargs)


def _about(kind: str, filterset) -> dict:
    volume, listed = volume_of(kind, filterset), LISTS[kind]
    return {
        "problems": [],
        "words": in_words(filterset),
        "list_url": newest_first(filterset),
        "volume": volume,
        "nouns": volume and {"week": listed.noun_for(volume.week), "month": listed.noun_for(volume.month)},
    }
