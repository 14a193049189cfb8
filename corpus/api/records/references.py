"""Short records of rows that another record names, with the URL of their own record."""

from django.urls import reverse
from rest_framework import serializers

from corpus.models import Article, Event, Person
from corpus.records import AddressField, OrNone, OutletNamed


class RecordAddress(serializers.CharField):
    """The URL of a row's own record. ``name``: of the URL pattern; ``by``: the attributes that are its arguments."""

    def __init__(self, name: str, *by: str, source: str = "*"):
        super().__init__(source=source, read_only=True, help_text="URL of its record in this API.")
        self.name, self.by = name, by

    def to_representation(self, value):
        """Return the URL, absolute if the context has a base."""
        return self.context.get("base", "") + reverse(self.name, args=[getattr(value, name) for name in self.by])


class QueryAddress(serializers.CharField):
    """The URL of a list filtered by a row's slug. ``name``: of the URL pattern; ``param``: the filter."""

    def __init__(self, name: str, param: str, help_text: str):
        super().__init__(source="slug", read_only=True, help_text=help_text)
        self.name, self.param = name, param

    def to_representation(self, value):
        """Return the URL, absolute if the context has a base."""
        return f"{self.context.get('base', '')}{reverse(self.name)}?{self.param}={value}"


class ArticleNamed(serializers.ModelSerializer):
    """An article named in another record."""

    url = AddressField()
    record = RecordAddress("api-article", "pk")
    outlet = OutletNamed(read_only=True, help_text="The outlet that published it.")
    published = OrNone(help_text="Day of publication, EDTF; null if no evidence gives one.")

    class Meta:
        model = Article
        fields = ["id", "url", "record", "title", "outlet", "language", "published"]


class EventNamed(serializers.ModelSerializer):
    """An event named in another record."""

    url = AddressField()
    record = RecordAddress("api-event", "pk")
    date = OrNone(help_text="When it took place, EDTF; null if no evidence gives a day.")

    class Meta:
        model = Event
        fields = ["id", "url", "record", "title", "type", "date"]


class Companion(serializers.ModelSerializer):
    """A person named in the same articles."""

    articles = serializers.IntegerField(read_only=True, help_text="Number of articles that name both.")

    class Meta:
        model = Person
        fields = ["slug", "name", "articles"]
