"""Records of counts, facets and suggestions."""

from rest_framework import serializers

from corpus.records import AddressField, OrNone

from .references import EventNamed, RecordAddress


class FacetValueRecord(serializers.Serializer):
    """One value of a facet."""

    value = serializers.CharField(help_text="Its value in URLs.")
    label = serializers.CharField(help_text="The label that pages show.")
    count = serializers.IntegerField(help_text="Rows of the query with this value.")
    selected = serializers.BooleanField(help_text="Whether the query includes it.")
    excluded = serializers.BooleanField(help_text="Whether the query excludes it.")
    url = serializers.CharField(help_text="The list with this value or, if it is selected or excluded, without it.")


class FacetRecord(serializers.Serializer):
    """A facet: the values of one parameter among the rows of a query, most frequent first."""

    name = serializers.CharField(help_text="The parameter.")
    title = serializers.CharField(help_text="Its title on pages.")
    values = FacetValueRecord(many=True, help_text="The values.")
    more = serializers.BooleanField(source="cut", help_text="Whether there are more values than these.")


class BarRecord(serializers.Serializer):
    """One year, month or day of a histogram."""

    date = serializers.CharField(source="edtf", help_text="EDTF: 2023, 2023-10 or 2023-10-19.")
    count = serializers.IntegerField(help_text="Rows whose own date may fall within it.")
    url = serializers.CharField(help_text="The list of these rows.")


class CountsRecord(serializers.Serializer):
    """Total, facets and histogram of a query."""

    query = serializers.CharField(help_text="The query in words.")
    total = serializers.IntegerField(help_text="The number of rows.")
    facets = FacetRecord(many=True, help_text="The facets of the list.")
    histogram = BarRecord(many=True, help_text="The rows over time; empty if they have no dates.")


class SuggestedPersonRecord(serializers.Serializer):
    """A person whose name matches the text or is spelled similarly."""

    slug = serializers.CharField(source="person.slug", help_text="The value in filters.")
    url = AddressField(source="person.get_absolute_url")
    record = RecordAddress("api-person", "slug", source="person")
    name = serializers.CharField(source="person.name", help_text="The name shown.")
    printed = OrNone(help_text="The form of the name that matches the text, if it is not the one shown.")
    title = OrNone(help_text="The latest printed title.")
    articles = serializers.IntegerField(
        source="person.article_count", help_text="Number of articles that name the person."
    )


class Suggested(serializers.Serializer):
    """A place or an outlet whose name matches the text."""

    slug = serializers.CharField(help_text="The value in filters.")
    url = AddressField()
    name = serializers.CharField(help_text="Its name.")


class SuggestionsRecord(serializers.Serializer):
    """Suggestions, at most five of each kind."""

    text = serializers.CharField(allow_blank=True, help_text="The text searched for.")
    people = SuggestedPersonRecord(many=True, help_text="People, most named first.")
    places = Suggested(many=True, help_text="Places.")
    outlets = Suggested(many=True, help_text="Outlets.")
    events = EventNamed(many=True, help_text="Events, newest first.")
