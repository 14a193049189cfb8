"""The suggestions of the search box."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from corpus.search.text.suggest import suggest


@require_safe
@cache_control(private=True, max_age=60)
def suggestions(request):
    """Return the options below the search box as an HTML fragment; empty if the text is too short."""
    found = suggest(request.GET.get("q", ""))
    return render(request, "lists/_suggestions.html", {"found": found}) if found else HttpResponse()
