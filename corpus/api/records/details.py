"""Full records of single rows: the records of lists with their evidence."""

from rest_framework import serializers

from corpus.models import (
    Absence,
    ArticleSearch,
    Event,
    EventSearch,
    LikelySameEvent,
    Lineup,
    Mention,
    Office,
    PersonName,
    PersonTitle,
    Place,
    Report,
    Reprint,
    TermKind,
)
from corpus.records import ArticleTextRecord, EventRecord, OutletRecord, PersonRecord, PlaceNamed, PlaceRecord
from corpus.search.counts.people_named import people_named_in
from corpus.search.disagreements import disagreements

from .evidence import (
    AbsenceRecord,
    CaptureRecord,
    EventReported,
    LineupPrinted,
    LineupPrintedBy,
    MentionRecord,
    ParticipantSaid,
    ReportedBy,
    ReprintRecord,
    RevisionRecord,
    RevisionTextRecord,
    TeaserRecord,
)
from .references import Companion, EventNamed, QueryAddress

LATEST = 10  # events and companions in a person's record
MOST = 100  # reports, titles, reprints and absences in a record


class ArticleDetail(ArticleTextRecord):
    """An article with its text and all its evidence."""

    mentions = MentionRecord(
        source="named_at", many=True, read_only=True, help_text="Its mentions of people, in order."
    )
    events = EventReported(
        source="reported", many=True, read_only=True, help_text="The events its current wording reports."
    )
    lineups = LineupPrinted(
        source="lists", many=True, read_only=True, help_text="The lists of people in its current wording, in order."
    )
    revision_list = RevisionRecord(source="wordings", many=True, read_only=True, help_text="Every wording, in order.")
    captures = CaptureRecord(source="observed", many=True, read_only=True, help_text="Every capture, in order.")
    absences = AbsenceRecord(many=True, read_only=True, help_text="Observations that its URL did not return its page.")
    reprint_list = ReprintRecord(
        source="alike", many=True, read_only=True, help_text=f"At most {MOST} reprints, most similar first."
    )
    teasers = TeaserRecord(many=True, read_only=True, help_text="Links to other articles on its page.")

    class Meta(ArticleTextRecord.Meta):
        fields = [
            *ArticleTextRecord.Meta.fields, "mentions", "events", "lineups", "revision_list", "captures", "absences",
            "reprint_list", "teasers",
        ]  # fmt: skip

    @classmethod
    def load(cls, queryset):
        """Return articles with their evidence: ten queries each, meant for one article."""
        articles = super().load(queryset)
        for article in articles:
            captures = article.captures.select_related("revision").prefetch_related("date_candidates")
            article.named_at = _named_in(article.current_id)
            article.reported = list(Report.objects.shown_in(article.current_id).select_related("event"))
            article.lists = list(Lineup.objects.shown_in(article.current_id).with_event().with_people())
            article.wordings = [*article.revisions.defer("text", "bands")]
            for one in article.wordings:
                one.current = one.pk == article.current_id
            article.observed = list(captures.defer("revision__text", "revision__title", "revision__bands"))
            article.absences = Absence.objects.of(article.pk)[:MOST]
            article.alike = _reprints(article.pk)
        return articles


class RevisionDetail(RevisionTextRecord):
    """One wording of an article."""

    @classmethod
    def load(cls, queryset):
        """Return wordings with their mentions: two queries, meant for one wording."""
        revisions = list(queryset.select_related("article").defer("bands", "article__text"))
        for revision in revisions:
            revision.current = revision.pk == revision.article.current_id
            revision.named = _named_in(revision.pk)
        return revisions


class PrintedTitle(serializers.Serializer):
    """A title printed with a person."""

    title = serializers.CharField(help_text="As printed.")
    first_day = serializers.DateField(allow_null=True, help_text="Day of the first dated article that prints it.")
    last_day = serializers.DateField(allow_null=True, help_text="Day of the last dated article that prints it.")
    articles = serializers.IntegerField(help_text="Number of articles that print it.")


class OfficeRecord(serializers.ModelSerializer):
    """An office: what printed titles stand for."""

    name = serializers.CharField(source="__str__", read_only=True, help_text="Its normal form: rank, body, country.")

    class Meta:
        model = Office
        fields = ["name", "rank", "body", "country"]


class OfficeHeldRecord(serializers.Serializer):
    """An office of a person, with the titles that stand for it."""

    office = OfficeRecord(help_text="The office.")
    first_day = serializers.DateField(allow_null=True, help_text="Day of the first dated article that prints it.")
    last_day = serializers.DateField(allow_null=True, help_text="Day of the last dated article that prints it.")
    articles = serializers.IntegerField(help_text="Number of articles that print it.")
    titles = PrintedTitle(source="printed", many=True, help_text="Its printed titles, most printed first.")


class NameRecord(serializers.ModelSerializer):
    """A form of a person's name."""

    class Meta:
        model = PersonName
        fields = ["name", "kind"]


class PersonDetail(PersonRecord):
    """A person with names, offices and titles over time, companions and newest events."""

    names = NameRecord(source="forms", many=True, read_only=True, help_text="Every form of the name.")
    offices = OfficeHeldRecord(
        many=True, read_only=True, help_text=f"At most {MOST} offices printed with the person, most printed first."
    )
    titles_over_time = PrintedTitle(many=True, read_only=True, help_text=f"At most {MOST}, most printed first.")
    companions = Companion(many=True, read_only=True, help_text=f"The {LATEST} people most named in the same articles.")
    latest_events = EventRecord(
        many=True, read_only=True, help_text=f"The {LATEST} newest events; events_url lists all."
    )
    events_url = QueryAddress("api-events", "person", "Every event in which the person took part.")
    articles_url = QueryAddress("api-articles", "person", "Every article that names the person.")

    class Meta(PersonRecord.Meta):
        fields = [
            *PersonRecord.Meta.fields, "note", "names", "offices", "titles_over_time", "companions", "latest_events",
            "events_url", "articles_url",
        ]  # fmt: skip

    @classmethod
    def load(cls, queryset):
        """Return people with their evidence: eight queries each, meant for one person."""
        people = super().load(queryset)
        for person in people:
            rows = ArticleSearch.objects.having(TermKind.PERSON, person.pk)
            newest = EventSearch.objects.having(TermKind.PERSON, person.pk).newest(LATEST)
            person.forms = PersonName.objects.shown_of([person.pk]).distinct("name")
            titles = PersonTitle.objects.over_time(person.pk)
            person.offices = titles.offices[:MOST]
            person.titles_over_time = titles.printed()[:MOST]
            person.companions = []
            for found in people_named_in(rows, LATEST, but=person.pk):
                found["person"].articles = found["articles"]
                person.companions.append(found["person"])
            person.latest_events = EventRecord.load(Event.objects.filter(pk__in=newest).newest_first())
        return people


class EventDetail(EventRecord):
    """An event with its reports and line-ups."""

    participants = ParticipantSaid(
        source="said", many=True, read_only=True, help_text="Participants, in printed order, with their sentence."
    )
    lineups = LineupPrintedBy(
        source="lists", many=True, read_only=True, help_text=f"At most {MOST} of its line-ups, oldest article first."
    )
    report_list = ReportedBy(
        source="evidence", many=True, read_only=True, help_text=f"At most {MOST} reports, oldest first."
    )
    disagreements = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="Where its reports disagree, in words."
    )

    possibly_same = EventNamed(
        source="maybe", many=True, read_only=True, help_text="Events it may be the same as; nobody has confirmed it."
    )

    class Meta(EventRecord.Meta):
        fields = [*EventRecord.Meta.fields, "lineups", "report_list", "disagreements", "possibly_same"]

    @classmethod
    def load(cls, queryset):
        """Return events with reports, participants and line-ups: five queries each, meant for one event."""
        events = super().load(queryset)
        for event in events:
            reports = Report.objects.current().filter(event=event).select_related("revision__article__outlet")
            reports = reports.defer("revision__text", "revision__bands", "revision__article__text")
            event.evidence = list(reports.order_by("revision__article__published_lower", "revision__article_id")[:MOST])
            event.disagreements = disagreements(event.evidence)
            event.said = list(event.participations.with_sentences())
            event.maybe = LikelySameEvent.objects.events_beside(event.pk)
            event.lists = list(Lineup.objects.of_event(event.pk).with_article().with_people()[:MOST])
        return events


class OutletDetail(OutletRecord):
    """An outlet with the URL of its articles."""

    articles_url = QueryAddress("api-articles", "outlet", "Every article of the outlet.")

    class Meta(OutletRecord.Meta):
        fields = [*OutletRecord.Meta.fields, "articles_url"]


class PlaceDetail(PlaceRecord):
    """A place with what contains it, what it contains, and the URL of its events."""

    inside = PlaceNamed(source="around", many=True, read_only=True, help_text="All that contains it, innermost first.")
    contains = PlaceNamed(
        many=True, read_only=True, help_text=f"At most {MOST} places directly inside it, most events first."
    )
    events_url = QueryAddress("api-events", "place", "Every event at the place and inside it.")

    class Meta(PlaceRecord.Meta):
        fields = [*PlaceRecord.Meta.fields, "inside", "contains", "events_url"]

    @classmethod
    def load(cls, queryset):
        """Return places with those around and inside them: a few queries each, meant for one place."""
        places = super().load(queryset)
        for place in places:
            place.around = place.containers()
            inside = Place.objects.directly_inside(place.pk).public()
            place.contains = list(inside.order_by("-event_count", "name")[:MOST])
        return places


def _named_in(revision_id: int) -> list[Mention]:
    return list(Mention.objects.shown_in(revision_id).select_related("person").order_by("-part", "start"))


def _reprints(article_id: int) -> list[dict]:
    pairs = Reprint.objects.of(article_id).shown().with_articles().most_similar_first()[:MOST]
    return [{"article": pair.beside(article_id), "similarity": pair.similarity} for pair in pairs]
