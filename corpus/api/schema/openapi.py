"""The OpenAPI description of the API, made from its views, records and the filter grammar."""

import re
from functools import cache
from http import HTTPStatus

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.renderers import OpenApiJsonRenderer2, OpenApiYamlRenderer
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse
from rest_framework import serializers
from rest_framework.response import Response

from corpus.api.base import ApiView
from corpus.api.problems import MEDIA_TYPE

from . import examples
from .parameters import Nothing, parameters_of


class ParameterProblem(serializers.Serializer):
    """A parameter that does not exist, or whose value does not parse."""

    name = serializers.CharField(help_text="The parameter.")
    value = serializers.CharField(allow_blank=True, help_text="What was given.")
    message = serializers.CharField(help_text="What is wrong with it.")


class Problem(serializers.Serializer):
    """Why there is no answer (RFC 9457)."""

    type = serializers.CharField(help_text="Always about:blank: the status says what kind of problem it is.")
    title = serializers.CharField(help_text="The status in words.")
    status = serializers.IntegerField(help_text="The status.")
    detail = serializers.CharField(help_text="What happened.")
    problems = ParameterProblem(many=True, help_text="What is wrong with which parameter; empty for other errors.")


class Tombstone(Problem):
    """What stands in the place of a row that a curator took out."""

    since = serializers.DateField(allow_null=True, help_text="Day of the decision, where known.")


_MEANINGS = {
    302: "It was merged into another; Location is that one's address.",
    304: "It has not changed since the answer that had this ETag.",
    400: "A parameter does not exist, or its value does not parse; problems says which.",
    401: "The token is none of ours.",
    404: "There is no such row.",
    406: "It is given as application/json alone.",
    410: "A curator took it out.",
    429: "Too many requests; Retry-After says in how many seconds to ask again.",
    503: "The database is too slow for this query, or away; Retry-After says in how many seconds to ask again.",
}
_IN_PATH = {
    "id": ({"type": "integer", "minimum": 1}, "The number of the article or event."),
    "slug": ({"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}, "The name in addresses and filters."),
    "wording": ({"type": "string", "pattern": "^[0-9a-f]{64}$"}, "SHA-256 of the normalised title and text."),
    "name": ({"type": "string"}, "The parameter that the facet counts."),
}
_ALWAYS = (304, 400, 401, 406, 429, 503)
_TAG = OpenApiParameter(
    "ETag",
    str,
    OpenApiParameter.HEADER,
    response=[200],
    description="Of this answer, as long as the corpus does not change. Send it back as If-None-Match.",
)
_WAIT = OpenApiParameter("Retry-After", int, OpenApiParameter.HEADER, response=[429, 503], description="Seconds.")
_PLACE = OpenApiParameter("Location", str, OpenApiParameter.HEADER, response=[302], description="The other's address.")


class Schema(AutoSchema):
    """What a view of this API says of itself."""

    def get_operation_id(self):
        """As the view names it."""
        return self.view.operation

    def get_summary(self):
        """As the view words it."""
        return self.view.summary

    def get_description(self):
        """The view's docstring, as one paragraph."""
        return " ".join(type(self.view).__doc__.split())

    def get_tags(self):
        """The part of the API it belongs to."""
        return [self.view.tag]

    def get_override_parameters(self):
        """Those of the grammar, those beside them, and the headers of the answers."""
        view = self.view
        found = parameters_of(view.filterset, view.texts) if view.filterset else []
        if view.asks is not Nothing:
            found.append(view.asks)
        found += [self._in_path(name) for name in re.findall(r"{(\w+)}", self.path)]
        return [*found, _TAG, _WAIT, *([_PLACE] if 302 in view.statuses else [])]

    def _in_path(self, name: str) -> OpenApiParameter:
        schema, about = _IN_PATH[name]
        if name == "name":
            schema = {**schema, "enum": self.view.facet_names}
        example = OpenApiExample("sample", value=examples.ANSWERS[self.view.operation].get(name, 1))
        return OpenApiParameter(name, schema, OpenApiParameter.PATH, description=about, examples=[example])

    def get_response_serializers(self):
        """The record and every error."""
        record = self.view.serializer_class
        if self.view.pagination_class:
            record = record(many=True)
        answers = {200: OpenApiResponse(record, description="The answer.")}
        for status in sorted({*_ALWAYS, *self.view.statuses}):
            if status < HTTPStatus.BAD_REQUEST:
                answers[status] = OpenApiResponse(description=_MEANINGS[status])
            else:
                body = Tombstone if status == HTTPStatus.GONE else Problem
                answers[status, MEDIA_TYPE] = OpenApiResponse(body, description=_MEANINGS[status])
        return answers

    def get_paginated_name(self, serializer_name):
        """ArticlePage, of ArticleRecord."""
        return f"{serializer_name.removesuffix('Record')}Page"


def finished(result: dict, **kwargs) -> dict:
    """The description, where drf-spectacular has made it: every field of a record is in every answer, nothing is ever
    written, and each answer has its example."""
    for component in result["components"]["schemas"].values():
        if properties := component.get("properties"):
            component["required"] = list(properties)
            for name, field in properties.items():
                field.pop("readOnly", None)
                field.pop("default", None)
                if name == "id":
                    field["description"] = "Its number, which never changes."
                elif name == "slug":
                    field["description"] = "Its name in addresses and filters."
    for methods in result["paths"].values():
        for operation in methods.values():
            value = examples.ANSWERS[operation["operationId"]]
            operation["responses"]["200"]["content"]["application/json"]["examples"] = {"sample": {"value": value}}
    return result


@cache
def document() -> dict:
    """The whole description. It depends on the program alone."""
    return SchemaGenerator(api_version="v1").get_schema(public=True)


class SchemaView(ApiView):
    """The description, as JSON or, for who accepts that alone, as YAML."""

    schema = None
    renderer_classes = (OpenApiJsonRenderer2, OpenApiYamlRenderer)

    def answer(self):
        """All of it."""
        return Response(document())


class YamlSchemaView(SchemaView):
    """The description as YAML."""

    renderer_classes = (OpenApiYamlRenderer,)
