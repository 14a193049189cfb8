"""The record of a row outside of pages: the same in every export, in the API and in the dump.

A record's fields, their order and their descriptions are the columns of docs/using/exports.md and of the API's schema.
Each class loads a batch of rows in a bounded number of queries. With ``context["base"]``, the scheme and host
of the site, URLs are absolute; without it they are paths.
"""

from django.db.models import QuerySet
from rest_framework import serializers

from .models import Article, Event, Mention, Outlet, Participation, Person, PersonName, PersonTitle, Place

TITLES = 5  # titles in a person's record, latest first


class AddressField(serializers.CharField):
    """The URL of the row's public page."""

    def __init__(self, source: str = "get_absolute_url"):
        super().__init__(source=source, read_only=True, help_text="URL of its page in this portal.")

    def to_representation(self, value):
        """Return the URL, absolute if the context has a base."""
        return self.context.get("base", "") + value


class OrNone(serializers.CharField):
    """Text that is null if it is empty."""

    def __init__(self, **kwargs):
        super().__init__(allow_null=True, read_only=True, **kwargs)

    def to_representation(self, value):
        """Return the text; None if it is empty."""
        return value or None


class Record(serializers.ModelSerializer):
    """The record of one row. Subclasses override ``load`` if it needs more than the row's own columns."""

    @classmethod
    def load(cls, queryset: QuerySet) -> list:
        """Return the rows of a bounded queryset, in its order, with all that the record shows."""
        return list(queryset)


class PersonNamed(serializers.ModelSerializer):
    """A person named in another record."""

    class Meta:
        model = Person
        fields = ["slug", "name"]


class OutletNamed(serializers.ModelSerializer):
    """An outlet named in another record."""

    class Meta:
        model = Outlet
        fields = ["slug", "name"]


class PlaceNamed(serializers.ModelSerializer):
    """A place named in another record."""

    class Meta:
        model = Place
        fields = ["slug", "name"]


class ArticleRecord(Record):
    """An article without its text."""

    url = AddressField()
    outlet = OutletNamed(read_only=True, help_text="The outlet that published it.")
    published = OrNone(help_text="Day of publication, EDTF; null if no evidence gives one.")
    published_basis = OrNone(help_text="The evidence for the day.")
    byline = OrNone(help_text="The byline, as printed.")
    original = OrNone(source="url", help_text="URL of the original, if known.")
    dateline_place = OrNone(help_text="The place in its dateline.")
    dateline_date = OrNone(help_text="The day in its dateline, EDTF.")
    revisions = serializers.IntegerField(source="revision_count", read_only=True, help_text="Number of wordings.")
    reprints = serializers.IntegerField(
        source="reprint_count", read_only=True, help_text="Number of articles with almost the same text."
    )
    wording = serializers.CharField(
        source="current.wording", read_only=True, help_text="SHA-256 of the current wording, normalised title and text."
    )
    people = PersonNamed(source="named", many=True, read_only=True, help_text="People named in the current wording.")
    places = PlaceNamed(source="located", many=True, read_only=True, help_text="Places of the events it reports.")

    class Meta:
        model = Article
        fields = [
            "id", "url", "title", "title_derived", "headline_only", "outlet", "language", "published",
            "published_lower", "published_upper", "published_basis", "published_conflict", "byline",
            "dateline_place", "dateline_date", "original", "revisions", "reprints", "wording", "added", "event_types",
            "places", "people",
        ]  # fmt: skip

    @classmethod
    def load(cls, queryset):
        """Return articles with outlet, current wording, people in the order named, and places: three queries."""
        articles = list(cls.columns(queryset.select_related("outlet", "current")))
        people = Mention.objects.people_in_order([article.current_id for article in articles])
        places = Place.objects.in_bulk({pk for article in articles for pk in article.places})
        for article in articles:
            article.named = people.get(article.current_id, [])
            article.located = [places[pk] for pk in article.places if pk in places]
        return articles

    @staticmethod
    def columns(queryset: QuerySet) -> QuerySet:
        """Return the queryset with only the columns that the record shows."""
        return queryset.defer("text", "current__text", "current__title", "current__bands")


class ArticleTextRecord(ArticleRecord):
    """An article with its text."""

    class Meta(ArticleRecord.Meta):
        fields = [*ArticleRecord.Meta.fields, "text"]

    @staticmethod
    def columns(queryset):
        """Return the queryset with those columns and the text."""
        return queryset.defer("current__text", "current__title", "current__bands")


class PersonRecord(Record):
    """A person with the other forms of the name and the latest titles."""

    url = AddressField()
    other_names = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="Every other form of the name, seen or added."
    )
    titles = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        help_text=f"At most {TITLES} titles, one of each office, latest first.",
    )
    articles = serializers.IntegerField(
        source="article_count", read_only=True, help_text="Number of articles that name the person."
    )

    class Meta:
        model = Person
        fields = ["slug", "url", "name", "other_names", "titles", "status", "articles", "first_seen", "last_seen"]

    @classmethod
    def load(cls, queryset):
        """Return people with names and titles: three queries."""
        people = list(queryset)
        ids = [person.pk for person in people]
        titles, names = PersonTitle.objects.latest_of(ids, TITLES), PersonName.objects.by_bearer(ids)
        for person in people:
            person.titles = titles.get(person.pk, [])
            person.other_names = [name for name in names.get(person.pk, []) if name != person.name]
        return people


class ParticipantRecord(serializers.ModelSerializer):
    """A participant of an event."""

    slug = serializers.CharField(source="person.slug", read_only=True, help_text="The person's slug.")
    name = serializers.CharField(source="person.name", read_only=True, help_text="The name shown.")

    class Meta:
        model = Participation
        fields = ["slug", "name", "role", "order", "title"]


class EventRecord(Record):
    """An event with its participants in printed order."""

    url = AddressField()
    date = OrNone(help_text="When it took place, EDTF; null if no evidence gives a day.")
    date_basis = OrNone(help_text="The evidence for the date.")
    place = PlaceNamed(read_only=True, allow_null=True, help_text="Where it took place, if a report says so.")
    reports = serializers.IntegerField(
        source="report_count", read_only=True, help_text="Number of articles that report it."
    )
    outlets = OutletNamed(source="reported_by", many=True, read_only=True, help_text="The outlets that report it.")
    sentence = OrNone(help_text="The sentence of its newest report.")
    participants = ParticipantRecord(
        source="participations", many=True, read_only=True, help_text="Participants, in printed order."
    )

    class Meta:
        model = Event
        fields = [
            "id", "url", "title", "type", "date", "date_lower", "date_upper", "date_basis", "place", "status",
            "reports", "outlets", "sentence", "participants",
        ]  # fmt: skip

    @classmethod
    def load(cls, queryset):
        """Return events with place, participants and outlets: three queries."""
        events = list(queryset.listed())
        outlets = Outlet.objects.in_bulk({pk for event in events for pk in event.outlets})
        for event in events:
            event.reported_by = [outlets[pk] for pk in event.outlets if pk in outlets]
        return events


class OutletRecord(Record):
    """An outlet with the number and dates of its articles."""

    # Loads from a queryset with_counts().

    url = AddressField()
    country = OrNone(help_text="Country of the state that runs it, if known.")
    homepage = OrNone(help_text="URL of its own site, if known.")
    articles = serializers.IntegerField(
        source="article_count", read_only=True, help_text="Number of its articles in this corpus."
    )
    first_day = serializers.DateField(read_only=True, allow_null=True, help_text="Day of its first dated article.")
    last_day = serializers.DateField(read_only=True, allow_null=True, help_text="Day of its last dated article.")

    class Meta:
        model = Outlet
        fields = ["slug", "url", "name", "country", "homepage", "articles", "first_day", "last_day"]


class PlaceRecord(Record):
    """A place with its number of events."""

    url = AddressField()
    parent = PlaceNamed(read_only=True, allow_null=True, help_text="The place that contains it, if known.")
    events = serializers.IntegerField(
        source="event_count", read_only=True, help_text="Number of events that took place there or inside it."
    )

    class Meta:
        model = Place
        fields = ["slug", "url", "name", "parent", "latitude", "longitude", "events"]

    @classmethod
    def load(cls, queryset):
        """Return places with what contains them: one query."""
        return list(queryset.select_related("parent"))
