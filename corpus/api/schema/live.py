"""Example URLs of the API that find rows of the present corpus, for the reference page."""

from urllib.parse import urlencode

from django.urls import reverse

from corpus.models import Article, Event, Outlet, Person, Place


def live_addresses() -> dict[str, str]:
    """Return a path that finds a row for each operation; in an empty corpus only paths of lists. Five queries."""
    article = Article.objects.shown().select_related("outlet", "current").newest_first().defer("text").first()
    person = Person.objects.public().most_named().first()
    event = Event.objects.public().newest_first().first()
    place = Place.objects.public().order_by("-event_count", "name").first()
    outlet = article and article.outlet
    year = article and article.published_lower and article.published_lower.year
    found = {
        "list_articles": _path("api-articles", outlet=outlet, published=year, per_page=5),
        "count_articles": _path("api-article-counts", outlet=outlet),
        "article_facet": _path("api-article-facet", "person", find=person and person.name.split()[0]),
        "list_people": _path("api-people", q=person and person.name, per_page=5),
        "count_people": _path("api-person-counts", status="unreviewed"),
        "list_events": _path("api-events", person=person, per_page=5),
        "count_events": _path("api-event-counts", place=place),
        "event_facet": _path("api-event-facet", "type", person=person),
        "list_outlets": _path("api-outlets"),
        "list_places": _path("api-places", sort="name", per_page=5),
        "count_places": _path("api-place-counts"),
        "search": _path("api-search", q=(person or outlet or Outlet(name="kim")).name.split()[0]),
    }
    if article:
        found["get_article"] = _path("api-article", article.pk)
        found["get_revision"] = _path("api-revision", article.pk, article.current.wording)
        found["get_outlet"] = _path("api-outlet", article.outlet.slug)
    for operation, name, key in (
        ("get_person", "api-person", person and person.slug),
        ("get_event", "api-event", event and event.pk),
        ("get_place", "api-place", place and place.slug),
    ):
        if key:
            found[operation] = _path(name, key)
    return found


def _path(name: str, *args, **params) -> str:
    """Return the URL with the parameters that have a value. A row stands for its slug."""
    pairs = {key: getattr(value, "slug", value) for key, value in params.items() if value}
    path = reverse(name, args=args)
    return f"{path}?{urlencode(pairs, safe='/:,')}" if pairs else path
