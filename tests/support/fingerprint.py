"""A corpus as plain values, to compare the results of two ingests."""

from corpus.models import Absence, Article, Event, Person, Reprint


def fingerprint() -> dict:
    """Return the corpus as sorted lists, without ids and times."""
    articles = Article.objects.select_related("outlet").prefetch_related(
        "revisions__mentions__person", "captures", "teasers"
    )
    events = Event.objects.select_related("place").prefetch_related("participations__person", "reports")
    return {
        "articles": sorted(map(_article, articles)),
        "people": list(
            Person.objects.order_by("slug").values_list("slug", "name", "article_count", "first_seen", "last_seen")
        ),
        "events": sorted(map(_event, events)),
        "absences": sorted((row.url, str(row.observed_at), str(row.http_status)) for row in Absence.objects.all()),
        "reprints": sorted(
            sorted([pair.first.title, pair.second.title]) for pair in Reprint.objects.select_related("first", "second")
        ),
    }


def _article(article: Article) -> tuple:
    mentions = [
        (one.part, one.start, one.surface, one.person.slug, one.titles)
        for revision in article.revisions.all()
        for one in revision.mentions.all()
    ]
    return (
        article.outlet.name,
        article.title,
        article.text,
        article.published,
        article.published_basis,
        article.url,
        article.revision_count,
        article.reprint_count,
        article.event_types,
        sorted((one.sha256, one.url) for one in article.captures.all()),
        sorted(mentions),
        sorted((one.text, one.date) for one in article.teasers.all()),
    )


def _event(event: Event) -> tuple:
    people = sorted((one.person.slug, one.role, one.title) for one in event.participations.all())
    sentences = sorted((one.sentence, one.date, one.place_name) for one in event.reports.all())
    return event.type, event.title, event.date, str(event.place), event.report_count, people, sentences
