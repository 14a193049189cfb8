"""A small ingested corpus for tests of curation, and what readers see of it."""

from django.db.models import Prefetch

from corpus.models import Article, Event, Person, PersonName, Report

from .ingest import ingest_records
from .samples import record

TEXTS = (
    "Ri Chol Su, vice-minister of Fisheries, met Pedro Ramirez, ambassador of Cuba, on October 1."
    "\nThe talk was about boats and nets and the weather on the eastern coast of the country.",
    "Ri Chol Soo, vice-minister of Fisheries, visited the Sinpho Fishing Station on October 2."
    "\nHe looked round the new boats for a long while and asked about the nets.",
    "Kim Tok Hun, premier of the Cabinet, inspected the Sinpho Fishing Station on October 3."
    "\nHe was accompanied by Ri Chol Su, vice-minister of Fisheries.",
    "Choe Son Hui, minister of Foreign Affairs, met Pedro Ramirez, ambassador of Cuba, on October 4."
    "\nThey talked about the friendship between the two countries over a long lunch.",
)


def ingest_corpus(folder) -> None:
    """Ingest four articles: one name spelled in two ways, people named together, and two meetings."""
    ingest_records(folder, "corpus.json", *(record(number, text) for number, text in enumerate(TEXTS, start=1)))


def shown() -> dict:
    """Return the corpus as readers see it, without ids and times."""
    names = Prefetch("names", PersonName.objects.filter(hidden=False))
    people = (
        Person.objects.filter(merged_into=None, nobody=False, article_count__gt=0)
        .select_related("words")
        .prefetch_related(names, Prefetch("merged", Person.objects.prefetch_related(names)))
        .order_by("slug")
    )
    articles = Article.objects.select_related("outlet", "row").prefetch_related("revisions__mentions__person")
    reports = Prefetch("reports", Report.objects.exclude(revision__article__hidden=True))
    events = Event.objects.public().select_related("place", "row").prefetch_related("participations__person", reports)
    slugs = dict(Person.objects.values_list("pk", "slug"))
    return {
        "people": {
            one.slug: (
                one.name, one.note, one.status, one.article_count, str(one.first_seen), str(one.last_seen),
                sorted((name.name, name.kind) for person in (one, *one.merged.all()) for name in person.names.all()),
                one.words.names,
            )
            for one in people
        },
        "merged": sorted(
            Person.objects.exclude(merged_into=None).values_list("slug", "merged_into__slug")
        ),
        "articles": sorted(_article(one, slugs) for one in articles),
        "events": sorted(map(_event, events)),
    }  # fmt: skip


def _article(article: Article, slugs: dict[int, str]) -> tuple:
    mentions = [
        (one.part, one.start, one.surface, one.person.slug if one.person else "nobody")
        for revision in article.revisions.all()
        for one in revision.mentions.all()
    ]
    row = getattr(article, "row", None)
    return (
        article.url, article.outlet.name, article.language, article.title, article.byline, article.published,
        article.published_basis, str(article.published_lower), str(article.published_upper), article.hidden,
        sorted(mentions), sorted(slugs[pk] for pk in set(article.people) & slugs.keys()), article.event_types,
        len(row.terms) if row else None, row.search if row else None,
    )  # fmt: skip


def _event(event: Event) -> tuple:
    parts = [(one.person.slug, one.role, one.title) for one in event.participations.all()]
    reports = sorted((one.sentence, one.date) for one in event.reports.all())
    return (
        event.type, event.title, event.date, event.date_basis, str(event.date_lower), str(event.place), event.status,
        event.report_count, parts, reports, len(event.row.terms), event.row.search,
    )  # fmt: skip
