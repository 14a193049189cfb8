"""What the search box suggests while one types."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from corpus.search.text.suggest import suggest


@require_safe
@cache_control(private=True, max_age=60)
def suggestions(request):
    """The options of the list under the search box, as a fragment; nothing for a text too short."""
    found = suggest(request.GET.get("q", ""))
    return render(request, "lists/_suggestions.html", {"found": found}) if found else HttpResponse()
