"""The searches a reader has saved: the list, saving, changing, and the end of mails."""

import re

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core import signing
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import DeleteView, FormView, TemplateView, UpdateView, View

from corpus.alerts.lists import LISTS, filterset_of, in_words, narrowed, newest_first, proposed_name
from corpus.alerts.unseen import begin, looks, mark_looked, problems_of, subscribe, volume_of
from corpus.alerts.unsubscribe import search_of, unsubscribe
from corpus.models import SavedSearch

LONGEST = 4000  # characters of a query; longer ones no server takes as an address


class SavedSearchForm(forms.ModelForm):
    """A name, and how often mail may come."""

    class Meta:
        model = SavedSearch
        fields = ["name", "frequency"]
        widgets = {"frequency": forms.RadioSelect}
        labels = {"frequency": "Mail about what is new"}


@method_decorator(never_cache, name="dispatch")
class OwnView(LoginRequiredMixin, View):
    """A page for whoever is signed in, about what is theirs: what is others' does not exist."""

    model = SavedSearch
    context_object_name = "saved"
    success_url = reverse_lazy("savedsearch-list")

    def get_queryset(self):
        """One's own searches."""
        return SavedSearch.objects.of(self.request.user)


class SavedSearchListView(OwnView, TemplateView):
    """All of one's saved searches, each with the number of new rows."""

    template_name = "accounts/savedsearch_list.html"

    def get_context_data(self):
        """What stands on the page."""
        searches = list(self.get_queryset())
        return super().get_context_data(looks=looks(searches), most=settings.SAVED_SEARCHES)


class SavedSearchCreateView(OwnView, FormView):
    """Save the query that the address carries, after a look at how much it brings."""

    form_class = SavedSearchForm
    template_name = "accounts/savedsearch_form.html"

    def dispatch(self, request, *args, **kwargs):
        """404 for a list that cannot be saved."""
        if kwargs["kind"] not in LISTS:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def filterset(self):
        """The query."""
        return filterset_of(self.kwargs["kind"], self.request.GET)

    @cached_property
    def already(self) -> SavedSearch | None:
        """The same query, where one has it already."""
        return self.get_queryset().filter(kind=self.kwargs["kind"], query=narrowed(self.filterset).string).first()

    def get(self, request, **kwargs):
        """The form; else to the list, which says what is wrong with the query, or to where it is saved already."""
        if problems_of(self.filterset):
            return HttpResponseRedirect(f"{self.filterset.path}?{request.GET.urlencode()}")
        if self.already:
            messages.info(request, "This search is saved already.")
            return HttpResponseRedirect(self.already.get_absolute_url())
        return super().get(request, **kwargs)

    def post(self, request, **kwargs):
        """Save it, once."""
        if problems_of(self.filterset) or self.already:
            return self.get(request, **kwargs)
        return super().post(request, **kwargs)

    def get_initial(self):
        """A name to begin with, and no mail."""
        return {"name": proposed_name(self.filterset), "frequency": SavedSearch.Frequency.NEVER}

    def form_valid(self, form):
        """The saved search; the form again where one has as many as one may have, or the query is too long."""
        query = narrowed(self.filterset).string
        if len(query) > LONGEST:
            form.add_error(None, "This search has too many parts to be saved.")
        elif self.get_queryset().count() >= settings.SAVED_SEARCHES:
            form.add_error(None, f"One can save {settings.SAVED_SEARCHES} searches. Delete one to save this.")
        if form.errors:
            return self.form_invalid(form)
        made = begin(SavedSearch(kind=self.kwargs["kind"], **form.cleaned_data))
        told = {name: getattr(made, name) for name in ("name", "frequency", "looked_id", "mailed_id")}
        SavedSearch.objects.get_or_create(user=self.request.user, kind=made.kind, query=query, defaults=told)
        messages.success(self.request, f"Saved: {made.name}.")
        return super().form_valid(form)

    def get_context_data(self, **kwargs):
        """The query in words and its volume."""
        return super().get_context_data(saved=None, **_about(self.kwargs["kind"], self.filterset), **kwargs)


class SavedSearchChangeView(OwnView, UpdateView):
    """Another name, more or fewer mails."""

    form_class = SavedSearchForm
    template_name = "accounts/savedsearch_form.html"

    def form_valid(self, form):
        """Mails tell of what comes from now on."""
        before = self.get_queryset().get(pk=self.object.pk)
        changed = subscribe(form.instance, before.frequency)
        written = ["name", "frequency"]
        if changed.mailed_id != before.mailed_id:
            written.append("mailed_id")
        changed.save(update_fields=written)  # alone: a mail may be on its way, and notes that it was sent
        messages.success(self.request, f"Changed: {changed.name}.")
        return HttpResponseRedirect(self.get_success_url())

    def get_context_data(self, **kwargs):
        """As when it was saved; or why it is understood no longer."""
        filterset = filterset_of(self.object.kind, self.object.query)
        wrong = problems_of(filterset)
        about = {"problems": wrong, "volume": None} if wrong else _about(self.object.kind, filterset)
        return super().get_context_data(**about, **kwargs)


class SavedSearchDeleteView(OwnView, DeleteView):
    """Asks first."""

    template_name = "accounts/savedsearch_delete.html"

    def form_valid(self, form):
        """It is gone, with its mails."""
        messages.success(self.request, f"Deleted: {self.object.name}.")
        return super().form_valid(form)


class SavedSearchLookedView(OwnView):
    """Mark what a page showed as new as looked at: what has come since stays new."""

    def post(self, request, pk):
        """``upto``: the highest id that the page knew."""
        saved = get_object_or_404(self.get_queryset(), pk=pk)
        upto = request.POST.get("upto", "")
        if re.fullmatch(r"[0-9]{1,18}", upto):
            mark_looked(saved, int(upto))
        return HttpResponseRedirect(f"{reverse('savedsearch-list')}#search-{saved.pk}")


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class UnsubscribeView(TemplateView):
    """The end of the mails of one search, for whoever has its mail. A GET asks, as scanners of mail follow every link;
    a POST does it, from the page's button or from the reader's mail program (RFC 8058), which sends no cookie."""

    template_name = "accounts/savedsearch_unsubscribe.html"

    def dispatch(self, request, token):
        """404 for an address that no mail had."""
        try:
            self.saved = search_of(token)
        except signing.BadSignature:
            raise Http404 from None
        return super().dispatch(request, token=token)

    def post(self, request, **kwargs):
        """No mail from now on."""
        if self.saved:
            unsubscribe(self.saved)
            self.saved.refresh_from_db()
        return self.get(request, **kwargs)

    def get_context_data(self, **kwargs):
        """The search, None where it was deleted."""
        return super().get_context_data(saved=self.saved, **kwargs)


def _about(kind: str, filterset) -> dict:
    volume = volume_of(kind, filterset)
    return {
        "problems": [],
        "words": in_words(filterset),
        "list_url": newest_first(filterset),
        "volume": volume,
        "nouns": volume and {"week": LISTS[kind].noun(volume.week), "month": LISTS[kind].noun(volume.month)},
    }
