"""Validate responses against the OpenAPI description."""

import jsonschema

from corpus.api.schema.openapi import document

API = "/api/v1"
PROBLEM = "application/problem+json"


def read(client, path: str, status: int = 200) -> dict:
    """Return the parsed response. Fail if its status or media type is wrong."""
    response = client.get(path if path.startswith("http") else API + path)
    assert response.status_code == status, (path, response.status_code, response.content[:300])
    assert response["Content-Type"] == ("application/json" if status == 200 else PROBLEM)
    return response.json()


def validate(answer: dict, name: str) -> None:
    """Raise if a response does not have exactly the fields of a record of the description."""
    found = document()["components"]["schemas"]
    strict = {one: {**schema, "additionalProperties": False} for one, schema in found.items() if "properties" in schema}
    schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": _nullable(found | strict)}}
    jsonschema.validate(answer, schema, format_checker=jsonschema.FormatChecker())


def _nullable(schema):
    """Return a schema with OpenAPI 3.0's "nullable" as JSON Schema."""
    if isinstance(schema, list):
        return [_nullable(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    said = {name: _nullable(one) for name, one in schema.items() if name != "nullable"}
    if schema.get("nullable") is True:
        return {"anyOf": [said, {"type": "null"}], "description": said.get("description", "")}
    return said


def answers() -> list[tuple[str, str, dict]]:
    """Return each operation, the name of its response record, and the example."""
    found = []
    for methods in document()["paths"].values():
        content = methods["get"]["responses"]["200"]["content"]["application/json"]
        found.append(
            (
                methods["get"]["operationId"],
                content["schema"]["$ref"].rpartition("/")[2],
                content["examples"]["sample"]["value"],
            )
        )
    return found
