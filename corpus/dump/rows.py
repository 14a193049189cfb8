"""Records that only a dump has. Those of articles, people, events, outlets and places are shared with exports."""

from rest_framework import serializers

from corpus.models import Absence, Judgement, Lineup, Mention, Report, Reprint, Revision, Stub, Teaser
from corpus.records import Record
from corpus.store.matching.anchors import find_article


class RevisionRecord(Record):
    """One wording of an article."""

    article = serializers.IntegerField(source="article_id", read_only=True, help_text="The article with this wording.")
    current = serializers.SerializerMethodField(help_text="Whether it is the article's latest wording.")

    class Meta:
        model = Revision
        fields = ["article", "wording", "current", "first_captured", "title", "text"]

    def get_current(self, revision) -> bool:
        """Return whether this is the article's current wording."""
        return revision.article.current_id == revision.pk

    @classmethod
    def load(cls, queryset):
        """Load the revisions with their articles."""
        return list(queryset.select_related("article").defer("article__text", "bands"))


class MentionRecord(Record):
    """One place in a wording where a person is named."""

    article = serializers.IntegerField(source="revision.article_id", read_only=True, help_text="The article.")
    wording = serializers.CharField(source="revision.wording", read_only=True, help_text="The wording of it.")
    person = serializers.CharField(
        source="person.slug", default=None, allow_null=True, help_text="The person's address; null for nobody."
    )

    class Meta:
        model = Mention
        fields = [
            "article", "wording", "part", "start", "end", "surface", "person", "titles", "list_order", "uncertain",
            "rule", "version",
        ]  # fmt: skip

    @classmethod
    def load(cls, queryset):
        """Load the mentions with their people and revisions."""
        narrow = ("revision__article_id", "revision__wording", "person__slug")
        own = [field.name for field in Mention._meta.fields if field.name != "found"]
        return list(queryset.select_related("revision", "person").only(*own, *narrow))


class ReportRecord(Record):
    """An article's account of an event."""

    event = serializers.IntegerField(source="event_id", read_only=True, help_text="The event's id.")
    article = serializers.IntegerField(source="revision.article_id", read_only=True, help_text="The article.")
    wording = serializers.CharField(source="revision.wording", read_only=True, help_text="The wording of it.")
    participants = serializers.SerializerMethodField(
        help_text="Names, roles and titles as this report prints them, in order."
    )

    class Meta:
        model = Report
        fields = [
            "event", "article", "wording", "sentence", "start", "end", "date", "date_basis", "place_name",
            "participants", "rule", "version",
        ]  # fmt: skip

    def get_participants(self, report) -> list:
        """Return the participants as printed, without the ids of this copy of the corpus."""
        return [{key: value for key, value in one.items() if key != "person"} for one in report.participants]

    @classmethod
    def load(cls, queryset):
        """Load the reports with their revisions."""
        return list(queryset.select_related("revision").defer("revision__text", "revision__bands"))


class LineupRecord(Record):
    """A printed list of three or more people."""

    article = serializers.IntegerField(source="revision.article_id", read_only=True, help_text="The article.")
    wording = serializers.CharField(source="revision.wording", read_only=True, help_text="The wording of it.")
    event = serializers.SerializerMethodField(
        help_text="The id of the event it belongs to; null if it stands alone or the event is not public."
    )
    people = serializers.SerializerMethodField(
        help_text="Who is listed, in printed order: person (null for nobody), order, title, name as printed, offsets."
    )

    class Meta:
        model = Lineup
        fields = ["article", "wording", "kind", "sentence", "start", "end", "event", "people", "rule", "version"]

    def get_event(self, lineup) -> int:
        """Return the id of the event, if it is public."""
        event = lineup.event
        return event.pk if event and event.report_count else None

    def get_people(self, lineup) -> list:
        """Return the places in printed order."""
        return [
            {
                "person": place.mention.person and place.mention.person.slug, "order": place.order,
                "title": place.title, "surface": place.mention.surface, "start": place.mention.start,
                "end": place.mention.end,
            }
            for place in lineup.places.all()
        ]  # fmt: skip

    @classmethod
    def load(cls, queryset):
        """Load the line-ups with their revisions, events and people: two queries."""
        rows = queryset.with_event().with_people().select_related("revision", "report__event")
        return list(rows.defer("revision__text", "revision__bands"))


class TeaserRecord(Record):
    """A link stub on an article's page."""

    article = serializers.IntegerField(source="article_id", read_only=True, help_text="The page it stands on.")

    class Meta:
        model = Teaser
        fields = ["article", "position", "text", "date", "url"]


class ReprintRecord(Record):
    """Two articles with almost the same text."""

    first = serializers.IntegerField(source="first_id", read_only=True, help_text="The one with the lower id.")
    second = serializers.IntegerField(source="second_id", read_only=True, help_text="The other.")

    class Meta:
        model = Reprint
        fields = ["first", "second", "similarity", "verdict"]


class AbsenceRecord(Record):
    """An observation that an address did not return its page."""

    class Meta:
        model = Absence
        fields = ["url", "observed_at", "http_status", "source"]


class StubRecord(Record):
    """An address that a record names without its text."""

    snapshot = serializers.BooleanField(
        read_only=True, help_text="Whether the dated scrape that lists it was read completely."
    )

    class Meta:
        model = Stub
        fields = ["url", "title", "series", "captured_at", "source", "snapshot"]


class JudgementRecord(Record):
    """A curator's decision in force, without who made it, why, and what it rests on."""

    class Meta:
        model = Judgement
        fields = ["key", "kind", "about", "value", "made"]

    @classmethod
    def load(cls, queryset):
        """Load the judgements without what reveals hidden articles.

        That is reprints of hidden articles, people, places and events that only they name, and mentions in them.
        """
        rows = [one for one in queryset if not any(_hidden(pair) for pair in one.value.get("pair", ()))]
        named = _named_in_public({slug for row in rows for slug in row.value.get("people", ())})
        wordings = {wording for row in rows for wording in row.value.get("mentions", ())}
        wordings |= {wording for row in rows for one in row.value.get("events", ()) for wording in _wordings(one)}
        worded, placed = _public_wordings(wordings), _public_places({key for row in rows for key in _places(row)})
        return [row for row in rows if _without(row, named, worded, placed)]


def _places(row: Judgement) -> list[str]:
    return row.value.get("places", [])


def _wordings(event: dict) -> set[str]:
    """Return the wordings by which a judgement refers to an event."""
    return {wording for wording, _ in event.get("reports", ())}


def _without(row: Judgement, named: set[str], worded: set[str], placed: set[str]) -> bool:
    """Remove all other people, wordings and places from a judgement; return whether it still decides anything."""
    value = row.value
    if row.kind == Judgement.Kind.DIFFERENT:
        return named.issuperset(value["people"])
    if row.kind == Judgement.Kind.EVENT_DIFFERENT:
        return all("origin" in one or _wordings(one) & worded for one in value["events"])
    if "places" in value:
        value["places"] = [key for key in value["places"] if key in placed]
        return bool(value["places"])
    if "people" in value:
        value["people"] = [slug for slug in value["people"] if slug in named]
    if "mentions" in value:
        value["mentions"] = {wording: places for wording, places in value["mentions"].items() if wording in worded}
    return all(value[name] for name in ("people", "mentions") if name in value)


def _named_in_public(slugs: set[str]) -> set[str]:
    """Return the slugs of those people whom an article that is not hidden names."""
    rows = Mention.objects.in_public_articles()
    named = set()
    for path in ("person__slug", "found__slug"):
        named |= set(rows.filter(**{f"{path}__in": slugs}).order_by().values_list(path, flat=True).distinct())
    return named


def _public_places(keys: set[str]) -> set[str]:
    """Return the keys of those places at which an article that is not hidden reports an event."""
    reports, found = Report.objects.filter(revision__article__hidden=False), set()
    for path in ("event__place__key", "event__found_place__key"):
        found |= set(reports.filter(**{f"{path}__in": keys}).order_by().values_list(path, flat=True).distinct())
    return found


def _public_wordings(wordings: set[str]) -> set[str]:
    return set(Revision.objects.public().filter(wording__in=wordings).values_list("wording", flat=True))


def _hidden(anchor: dict) -> bool:
    article = find_article(anchor)
    return article is None or article.hidden
