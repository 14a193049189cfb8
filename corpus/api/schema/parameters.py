"""The OpenAPI parameters of the API: those of the filter sets, and a few others."""

from drf_spectacular.utils import OpenApiExample, OpenApiParameter
from rest_framework import serializers

from corpus.lists import List, Texts
from corpus.search.counts.facets import FIND_LENGTH
from corpus.search.grammar.filters import (
    AllTermsFilter,
    GrammarFilter,
    NumberFilter,
    PeriodFilter,
    SearchFilter,
    SortFilter,
    TermsFilter,
)
from corpus.search.grammar.values import MAX_LENGTH, MAX_VALUES
from corpus.search.grammar.vocabulary import Choices

WITHOUT = "without"
_PERIODS = {
    "a year": "2023",
    "a month": "2023-10",
    "a day": "2023-10-19",
    "a span": "2023-10/2024-02",
    "an open span": "2023-10/..",
    "lately": "last-30-days",
}
_NUMBERS = {
    "page": "Page number. The links of a response carry it.",
    "per_page": "Rows per page.",
    "after": "Id of the row before the page, together with page. The links of a response carry it.",
    "before": "Id of the row after the page, together with page. The links of a response carry it.",
}


class NoParameters(serializers.Serializer):
    """Declares no parameters, for views that take none."""


class FindParameters(serializers.Serializer):
    """Parameters of one facet, besides those of its list."""

    find = serializers.CharField(
        required=False, max_length=FIND_LENGTH, help_text="Return only values whose name contains this text."
    )


class SuggestParameters(serializers.Serializer):
    """Parameters of the search for names."""

    q = serializers.CharField(
        max_length=MAX_LENGTH, help_text="Words, or the beginnings of words, of a name, in any script."
    )


def parameters_of(listed: List) -> list[OpenApiParameter]:
    """Return every parameter of a list, paging last.

    The ``-name`` parameters form one object (an exploded form parameter of OpenAPI), because client generators would
    turn "-outlet" and "outlet" into one name.
    """
    filters = listed.filterset.base_filters
    items = sorted(filters.items(), key=lambda pair: isinstance(pair[1], NumberFilter))
    found = [_parameter(name, item, listed.texts) for name, item in items]
    repeatable = {name: item for name, item in filters.items() if item.repeatable}
    if repeatable:
        schema = {
            "type": "object",
            "properties": {
                f"-{name}": {**_terms(item), "description": f"{item.label}: none of these."}
                for name, item in repeatable.items()
            },
            "additionalProperties": False,
        }
        names = ", ".join(f"-{name}" for name in repeatable)
        found.append(
            _query(WITHOUT, schema, f"Rows with none of these values. The parameters are {names}, each repeatable.")
        )
    return found


def _query(name: str, schema: dict, description: str, examples: dict | None = None) -> OpenApiParameter:
    shown = [OpenApiExample(label, value=value) for label, value in (examples or {}).items()]
    repeats = schema["type"] in ("array", "object")
    return OpenApiParameter(
        name,
        type=schema,
        description=description,
        examples=shown,
        style="form" if repeats else None,
        explode=True if repeats else None,
    )


def _parameter(name: str, item: GrammarFilter, texts: Texts) -> OpenApiParameter:
    if isinstance(item, TermsFilter):
        together = "all of them together" if isinstance(item, AllTermsFilter) else "any of them"
        shown = {"one": [item.vocabulary.sample]} if item.vocabulary.sample else None
        by = f", {item.vocabulary.key}" if item.vocabulary.key else ""
        return _query(name, _terms(item), f"{item.label}: {together}{by}.", shown)
    if isinstance(item, SortFilter):
        orders = {order: label for order, (label, _) in item.orders.items()}
        about = "; ".join(f"{order}, {label}" for order, label in orders.items())
        return _query(name, {"type": "string", "enum": list(orders), "default": item.default}, f"Order: {about}.")
    if isinstance(item, NumberFilter):
        bounds = {"minimum": item.extra["least"], "maximum": item.extra["most"]}
        default = {"default": item.default} if item.default else {}
        return _query(name, {"type": "integer", **bounds, **default}, _NUMBERS[name])
    if isinstance(item, PeriodFilter):
        schema = {"type": "string", "minLength": 1, "maxLength": MAX_LENGTH}
        about = f"{item.label}: rows whose own date may fall within this date or period, EDTF."
        return _query(name, schema, about, _PERIODS)
    assert isinstance(item, SearchFilter), name
    schema = {"type": "string", "minLength": 1, "maxLength": MAX_LENGTH}
    return _query(name, schema, f"{texts['q_label']}. {texts['q_hint']}.", {"words": "minister -president"})


def _terms(item: TermsFilter) -> dict:
    one = {"type": "string", "minLength": 1, "maxLength": MAX_LENGTH}
    if isinstance(item.vocabulary, Choices):
        one = {"type": "string", "enum": list(item.vocabulary.labels)}
    return {"type": "array", "items": one, "maxItems": MAX_VALUES}
