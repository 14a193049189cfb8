"""Every page, feed, file and API answer of a corpus, which must answer whatever it holds."""

from collections.abc import Iterator

from corpus.models import Article, Event, Outlet, Person, Place

LISTS = ("articles", "people", "events", "outlets", "places")
FORMATS = ("csv", "jsonl", "json")
MORE = (
    "/", "/events/calendar/", "/articles.atom", "/events.atom", "/articles.ris", "/articles.bib", "/about/data/",
    "/sitemap.xml", "/articles/?q=delegation", "/articles/?date=2024", "/suggest/?q=kim",
)  # fmt: skip


def addresses(most: int = 50) -> Iterator[str]:
    """Yield the addresses of all lists and files, and of at most so many rows of each kind."""
    yield from MORE
    for name in LISTS:
        yield f"/{name}/"
        yield from (f"/{name}.{suffix}" for suffix in FORMATS)
        yield f"/api/v1/{name}/"
    for article in Article.objects.order_by("-pk")[:most]:
        yield article.get_absolute_url()
        yield f"/articles/{article.pk}/revisions/"
        yield from (f"/articles/{article.pk}.{suffix}" for suffix in ("json", "bib", "ris"))
        yield f"/api/v1/articles/{article.pk}/"
    for event in Event.objects.public().order_by("-pk")[:most]:
        yield event.get_absolute_url()
        yield f"/api/v1/events/{event.pk}/"
    for model, rows in (
        (Person, Person.objects.public()),
        (Place, Place.objects.all()),
        (Outlet, Outlet.objects.all()),
    ):
        name = {Person: "people", Place: "places", Outlet: "outlets"}[model]
        for row in rows.order_by("-pk")[:most]:
            yield row.get_absolute_url()
            yield f"/api/v1/{name}/{row.slug}/"


def failures(client, most: int = 50) -> list[str]:
    """Get each of them to its last byte; return those that do not answer with status 200, with the status."""
    failed = []
    for address in addresses(most):
        response = client.get(address)
        if response.streaming:
            for _ in response.streaming_content:
                pass
        if response.status_code not in (200, 301):
            failed.append(f"{response.status_code} {address}")
    return failed
