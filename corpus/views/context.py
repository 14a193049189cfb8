"""What every page's template knows."""

from django.utils.functional import SimpleLazyObject

from corpus.models import Capture


def site(request):
    """The site's name, the part of it one is in, of which lists a search
    can be saved, and whether the corpus holds sample documents (asked when shown)."""
    match = request.resolver_match
    name = (match.url_name or "") if match and not match.app_name else ""
    section = {"article": "articles", "person": "people", "event": "events", "outlet": "outlets", "place": "places"}
    return {
        "section": section.get(name.split("-")[0], name),
        "holds_sample": SimpleLazyObject(Capture.objects.sample().exists),
    }
