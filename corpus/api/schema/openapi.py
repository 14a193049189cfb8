"""The OpenAPI description of the API, generated from its views, records and filter sets."""

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
from .parameters import NoParameters, parameters_of


class ParameterProblem(serializers.Serializer):
    """A parameter that does not exist, or whose value does not parse."""

    name = serializers.CharField(help_text="The parameter.")
    value = serializers.CharField(allow_blank=True, help_text="The given value.")
    message = serializers.CharField(help_text="What is wrong.")


class Problem(serializers.Serializer):
    """An error (RFC 9457)."""

    type = serializers.CharField(help_text="Always about:blank; the status says which kind of problem it is.")
    title = serializers.CharField(help_text="The status in words.")
    status = serializers.IntegerField(help_text="The status.")
    detail = serializers.CharField(help_text="What happened.")
    problems = ParameterProblem(many=True, help_text="The problem of each wrong parameter; empty for other errors.")


class Tombstone(Problem):
    """The response for a row that a curator has removed."""

    since = serializers.DateField(allow_null=True, help_text="Day of the decision, if known.")


_MEANINGS = {
    302: "It was merged into another row; Location is the URL of that one.",
    304: "The response has not changed since the one with this ETag.",
    400: "A parameter does not exist, or its value does not parse; see problems.",
    401: "The token is not valid.",
    404: "There is no such row.",
    406: "The only media type is application/json.",
    410: "A curator has removed it.",
    429: "Too many requests; Retry-After has the seconds to wait.",
    503: "The query takes too long, or the database is unreachable; Retry-After has the seconds to wait.",
}
_IN_PATH = {
    "id": ({"type": "integer", "minimum": 1}, "The id of the article or event."),
    "slug": ({"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"}, "The name in URLs and filters."),
    "wording": ({"type": "string", "pattern": "^[0-9a-f]{64}$"}, "SHA-256 of the normalised title and text."),
    "name": ({"type": "string"}, "The parameter that the facet counts."),
}
_ALWAYS = (304, 400, 401, 406, 429, 503)
_TAG = OpenApiParameter(
    "ETag",
    str,
    OpenApiParameter.HEADER,
    response=[200],
    description="Valid until the corpus changes. Send it back as If-None-Match.",
)
_WAIT = OpenApiParameter("Retry-After", int, OpenApiParameter.HEADER, response=[429, 503], description="Seconds.")
_PLACE = OpenApiParameter("Location", str, OpenApiParameter.HEADER, response=[302], description="URL of the other row.")


class Schema(AutoSchema):
    """The description of one view, from its attributes."""

    def get_operation_id(self):
        """Return the view's operation."""
        return self.view.operation

    def get_summary(self):
        """Return the view's summary."""
        return self.view.summary

    def get_description(self):
        """Return what the view is about."""
        return self.view.about

    def get_tags(self):
        """Return the view's tag."""
        return [self.view.tag]

    def get_override_parameters(self):
        """Return the parameters of the list, of the view and of the path, and the response headers."""
        view = self.view
        found = parameters_of(view.listed) if view.listed else []
        if view.query_serializer is not NoParameters:
            found.append(view.query_serializer)
        found += [self._in_path(name) for name in re.findall(r"{(\w+)}", self.path)]
        return [*found, _TAG, _WAIT, *([_PLACE] if 302 in view.statuses else [])]

    def _in_path(self, name: str) -> OpenApiParameter:
        schema, about = _IN_PATH[name]
        if name == "name":
            schema = {**schema, "enum": self.view.facet_names}
        example = OpenApiExample("sample", value=examples.ANSWERS[self.view.operation].get(name, 1))
        return OpenApiParameter(name, schema, OpenApiParameter.PATH, description=about, examples=[example])

    def get_response_serializers(self):
        """Return the record and every error."""
        record = self.view.serializer_class
        if self.view.pagination_class:
            record = record(many=True)
        answers = {200: OpenApiResponse(record, description="The response.")}
        for status in sorted({*_ALWAYS, *self.view.statuses}):
            if status < HTTPStatus.BAD_REQUEST:
                answers[status] = OpenApiResponse(description=_MEANINGS[status])
            else:
                body = Tombstone if status == HTTPStatus.GONE else Problem
                answers[status, MEDIA_TYPE] = OpenApiResponse(body, description=_MEANINGS[status])
        return answers

    def get_paginated_name(self, serializer_name):
        """Return ArticlePage for ArticleRecord."""
        return f"{serializer_name.removesuffix('Record')}Page"


def finished(result: dict, **kwargs) -> dict:
    """Complete drf-spectacular's description: every field is in every response, nothing is written, each response has
    an example."""
    for component in result["components"]["schemas"].values():
        if properties := component.get("properties"):
            component["required"] = list(properties)
            for name, field in properties.items():
                field.pop("readOnly", None)
                field.pop("default", None)
                if name == "id":
                    field["description"] = "Its id, which never changes."
                elif name == "slug":
                    field["description"] = "Its name in URLs and filters."
    for methods in result["paths"].values():
        for operation in methods.values():
            value = examples.ANSWERS[operation["operationId"]]
            operation["responses"]["200"]["content"]["application/json"]["examples"] = {"sample": {"value": value}}
    return result


@cache
def document() -> dict:
    """Return the whole description. It depends only on the program, so it is generated once."""
    return SchemaGenerator(api_version="v1").get_schema(public=True)


class SchemaView(ApiView):
    """The description as JSON, or as YAML if the client accepts only that."""

    schema = None
    renderer_classes = (OpenApiJsonRenderer2, OpenApiYamlRenderer)

    def answer(self):
        return Response(document())


class YamlSchemaView(SchemaView):
    """The description as YAML."""

    renderer_classes = (OpenApiYamlRenderer,)
