"""The parameters of the API: those of the filter grammar, told to OpenAPI, and the few that stand beside them."""

from drf_spectacular.utils import OpenApiExample, OpenApiParameter
from rest_framework import serializers

from corpus.search.grammar.filters import (
    AllTermsFilter,
    GrammarFilter,
    NumberFilter,
    PeriodFilter,
    SearchFilter,
    SortFilter,
    TermsFilter,
)
from corpus.search.grammar.filterset import FilterSet
from corpus.search.grammar.values import MAX_LENGTH, MAX_VALUES
from corpus.search.grammar.vocabulary import Choices
from corpus.views.lists.listing import FIND_LENGTH

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
    "page": "Number of the page. The links of an answer carry it.",
    "per_page": "Rows of a page.",
    "after": "Number of the row that the page begins after, beside page. The links of an answer carry it.",
    "before": "Number of the row that the page ends before, beside page. The links of an answer carry it.",
}


class Nothing(serializers.Serializer):
    """No parameters."""


class FindParameters(serializers.Serializer):
    """Of one facet, beside those of its list."""

    find = serializers.CharField(
        required=False, max_length=FIND_LENGTH, help_text="Only values whose name holds this text."
    )


class SuggestParameters(serializers.Serializer):
    """Of the search for names."""

    q = serializers.CharField(
        max_length=MAX_LENGTH, help_text="What names begin with: words or their beginnings, in any script."
    )


def parameters_of(filterset: type[FilterSet], texts: dict) -> list[OpenApiParameter]:
    """Every parameter of a grammar. texts: of the public list, how ``q`` is explained.

    The ``-name`` forms stand together in one object, as OpenAPI writes a group of parameters, for programs that make
    clients turn "-outlet" and "outlet" into one name.
    """
    items = sorted(
        filterset.base_filters.items(), key=lambda pair: isinstance(pair[1], NumberFilter)
    )  # paging stands last
    found = [_parameter(name, item, texts) for name, item in items]
    repeatable = {name: item for name, item in filterset.base_filters.items() if item.repeatable}
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
            _query(WITHOUT, schema, f"The parameters {names}, each any number of times: rows with none of the values.")
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


def _parameter(name: str, item: GrammarFilter, texts: dict) -> OpenApiParameter:
    if isinstance(item, TermsFilter):
        together = "all of them together" if isinstance(item, AllTermsFilter) else "any of them"
        shown = {"one": [item.vocabulary.sample]} if item.vocabulary.sample else None
        by = f", {item.vocabulary.key}" if item.vocabulary.key else ""
        return _query(name, _terms(item), f"{item.label}: {together}{by}.", shown)
    if isinstance(item, SortFilter):
        orders = {order: label for order, (label, _) in item.orders.items()}
        told = "; ".join(f"{order}, {label}" for order, label in orders.items())
        return _query(name, {"type": "string", "enum": list(orders), "default": item.default}, f"Order: {told}.")
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
