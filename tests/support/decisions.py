"""A small ingested corpus for tests of curation, and what readers see of it."""

from django.db.models import Prefetch

from corpus.models import Article, Event, Mention, Person, PersonName, Place, Report
from corpus.store.judgements import decisions
from corpus.store.matching.places import find_or_create_place

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


def _person(slug: str) -> Person:
    return Person.objects.get(slug=slug)


def _decisions() -> dict:
    """One decision of every kind, to be made on the small corpus."""

    def one():
        return _person("ri-chol-su")

    def other():
        return _person("ri-chol-soo")

    def meeting(name):  # an earlier decision can leave two with the name: the oldest is the one of the small corpus
        return Event.objects.filter(type="meeting", title__contains=name).earliest("pk")

    def event():
        return meeting("Ri Chol Su")

    def other_event():
        return meeting("Choe Son Hui")

    def article():
        return Article.objects.order_by("pk").first()

    def station():
        return Place.objects.get(slug="sinpho-fishing-station")

    def mentions():
        return Mention.objects.filter(person=one(), revision__article=article()).select_related("revision")

    return {
        "add a person": lambda: decisions.add(Person(name="Om Ji", slug="om-ji", status="reviewed")),
        "merge": lambda: decisions.merge([one(), other()], one()),
        "merge the other way": lambda: decisions.merge([one(), other()], other()),
        "different": lambda: decisions.different(one(), other()),
        "move to a new person": lambda: decisions.move(mentions(), one(), new="Ri Chol Su (fisher)"),
        "move to another": lambda: decisions.move(mentions(), one(), other()),
        "move to nobody": lambda: decisions.move(mentions(), one()),
        "nobody": lambda: decisions.nobody(one()),
        "nobody in this form": lambda: decisions.nobody(one(), "Ri Chol Su"),
        "add a name": lambda: decisions.name(one(), "add", "Comrade Ri"),
        "prefer a name": lambda: decisions.name(one(), "prefer", "RI CHOL SU"),
        "note": lambda: decisions.correct(one(), "note", "the vice-minister"),
        "reviewed": lambda: decisions.correct(one(), "status", "reviewed"),
        "headline": lambda: decisions.correct(article(), "title", "A better headline"),
        "language": lambda: decisions.correct(article(), "language", "ko"),
        "outlet": lambda: decisions.correct(article(), "outlet", "kcna"),
        "byline": lambda: decisions.correct(article(), "byline", "Political News Team"),
        "day": lambda: decisions.correct(article(), "published", "2023-10"),
        "hidden": lambda: decisions.correct(article(), "hidden", True),
        "event's type": lambda: decisions.correct(event(), "type", "visit"),
        "event's date": lambda: decisions.correct(event(), "date", "2023-09-30/2023-10-01"),
        "event's place": lambda: decisions.correct(event(), "place", "Wonsan"),
        "confirm": lambda: decisions.confirm(event()),
        "reject": lambda: decisions.reject(event()),
        "participants": lambda: decisions.set_participants(event(), [(other(), "host", "")]),
        "two events": lambda: decisions.different_events(event(), other_event()),
        "merge places": lambda: decisions.merge_places([station(), find_or_create_place("Wonsan")], station()),
        "merge places the other way": lambda: decisions.merge_places(
            [station(), find_or_create_place("Sinpho")], find_or_create_place("Sinpho")
        ),
        "no place": lambda: decisions.no_place(station()),
        "merge events": lambda: decisions.merge_events([event(), other_event()], event()),
    }  # fmt: skip


DECISIONS = _decisions()
