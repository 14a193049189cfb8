"""Curators' decisions in force about a row, as its page and its record show them."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

from corpus.models import Article, Event, Judgement, Person

SHOWN = 5  # decisions per row


def with_reviews(queryset: QuerySet) -> QuerySet:
    """Annotate each row with what ``reviews_of`` needs, in the same query."""
    about = Judgement.objects.about_one(queryset.model, OuterRef("pk"))
    rows = about.values(row=JSONObject(kind="kind", value="value", made="made"))
    return queryset.annotate(review_rows=ArraySubquery(rows[:SHOWN]))


def reviews_of(row: Person | Event | Article) -> list[Judgement]:
    """Return the latest decisions about a row of ``with_reviews``, newest first, with kind, value and made."""
    return [
        Judgement(kind=one["kind"], value=one["value"], made=parse_datetime(one["made"])) for one in row.review_rows
    ]
