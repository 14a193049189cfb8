"""What stands beside a list, and what is suggested, as records."""

from rest_framework import serializers

from corpus.records import AddressField, OrNone

from .references import EventNamed, RecordAddress


class FacetValueRecord(serializers.Serializer):
    """One value of a facet."""

    value = serializers.CharField(help_text="As it stands in the address.")
    label = serializers.CharField(help_text="As a reader sees it.")
    count = serializers.IntegerField(help_text="Rows of the query that have it.")
    selected = serializers.BooleanField(help_text="The query asks for it.")
    excluded = serializers.BooleanField(help_text="The query keeps it out.")
    url = serializers.CharField(help_text="The list with this value; without it, where it is selected or excluded.")


class FacetRecord(serializers.Serializer):
    """A facet: the values of one parameter among the rows of a query, most frequent first."""

    name = serializers.CharField(help_text="The parameter.")
    title = serializers.CharField(help_text="In words.")
    values = FacetValueRecord(many=True, help_text="The values.")
    more = serializers.BooleanField(source="cut", help_text="There are more values than are given.")


class BarRecord(serializers.Serializer):
    """One year, month or day of a histogram."""

    date = serializers.CharField(source="edtf", help_text="EDTF: 2023, 2023-10 or 2023-10-19.")
    count = serializers.IntegerField(help_text="Rows whose own date may fall within it.")
    url = serializers.CharField(help_text="The list of these rows.")


class CountsRecord(serializers.Serializer):
    """What the rows of a query come to."""

    query = serializers.CharField(help_text="The query in words.")
    total = serializers.IntegerField(help_text="All rows.")
    facets = FacetRecord(many=True, help_text="Their values by parameter.")
    histogram = BarRecord(many=True, help_text="The rows over time; empty where they have no dates.")


class SuggestedPersonRecord(serializers.Serializer):
    """A person whose name begins like the text, or is spelled much like it."""

    slug = serializers.CharField(source="person.slug", help_text="The value in filters.")
    url = AddressField(source="person.get_absolute_url")
    record = RecordAddress("api-person", "slug", source="person")
    name = serializers.CharField(source="person.name", help_text="The name shown.")
    printed = OrNone(help_text="The form of the name that fits the text, where it is not the one shown.")
    title = OrNone(help_text="The title printed last.")
    articles = serializers.IntegerField(source="person.article_count", help_text="Articles naming the person.")


class Suggested(serializers.Serializer):
    """A place or an outlet whose name begins like the text."""

    slug = serializers.CharField(help_text="The value in filters.")
    url = AddressField()
    name = serializers.CharField(help_text="Its name.")


class SuggestionsRecord(serializers.Serializer):
    """At most five of each kind."""

    text = serializers.CharField(allow_blank=True, help_text="What was looked for.")
    people = SuggestedPersonRecord(many=True, help_text="People, the most named first.")
    places = Suggested(many=True, help_text="Places.")
    outlets = Suggested(many=True, help_text="Outlets.")
    events = EventNamed(many=True, help_text="Events, the newest first.")
