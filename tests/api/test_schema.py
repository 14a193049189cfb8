"""Every response of the API conforms to its OpenAPI description."""

import os
from io import StringIO
from pathlib import Path

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, settings
from schemathesis.config import (
    ChecksConfig,
    CoveragePhaseConfig,
    PhasesConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)

import corpus
from corpus.api.schema.openapi import document, examples
from corpus.lists import LISTS as DECLARED
from corpus.models import Article, Event, Revision
from portal.wsgi import application
from tests.support.openapi import answers, validate

pytestmark = pytest.mark.django_db
SAMPLE = Path(corpus.__file__).parent / "sample" / "documents"
EXAMPLES = int(os.environ.get("EXAMPLES", 6))  # per operation, besides those that cover its parameters
COUNTS = "^count_|_facet$"  # operations with the same parameters as a list
LISTS = {f"/api/v1/{listed.noun}/": listed.filterset for listed in DECLARED.values() if not listed.is_short}


def described(*, coverage: bool):
    """Load the description with all checks of schemathesis. ``coverage``: test all parameters at their bounds too."""
    # The description cannot say which slugs exist, or that "before" and "after" exclude each other: hence the 400.
    refused = PositiveDataAcceptanceConfig(expected_statuses=["2xx", "302", "400", "404", "410"])
    project = ProjectConfig(
        checks=ChecksConfig(positive_data_acceptance=refused),
        phases=PhasesConfig(coverage=CoveragePhaseConfig(enabled=coverage)),
    )
    found = schemathesis.openapi.from_dict(
        document(), config=SchemathesisConfig(projects=ProjectsConfig(default=project))
    )
    found.app = application
    return found


rows, counts = described(coverage=True), described(coverage=False)
few = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    """Load the sample corpus, and roll it back at the end of the module. Return the ids of an article and an event, and
    a wording of the article."""
    signals = (request_started, request_finished)
    for signal in signals:  # they would close the connection, and with it the transaction
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("ingest", str(SAMPLE), workers=1, stdout=StringIO(), stderr=StringIO())
        article = Article.objects.order_by("pk").first()
        wording = Revision.objects.filter(article=article).first().wording
        yield {"articles": article.pk, "events": Event.objects.order_by("pk").first().pk, "wording": wording}
        transaction.set_rollback(True)
    for signal in signals:
        signal.connect(close_old_connections)


def is_as_described(case, sample: dict) -> None:
    """Send the request with ids of the sample, and apply every check to the response."""
    if case.path_parameters and case.path_parameters.get("id") == 1:
        case.path_parameters["id"] = sample["articles" if "/articles/" in case.path else "events"]
        if "wording" in case.path_parameters:
            case.path_parameters["wording"] = sample["wording"]
    case.call_and_validate(headers={"Accept-Encoding": "identity"})


@rows.exclude(operation_id_regex=COUNTS).parametrize()
@few
def test_rows_are_as_described(sample, case):
    is_as_described(case, sample)


@counts.include(operation_id_regex=COUNTS).parametrize()
@few
def test_counts_are_as_described(sample, case):
    is_as_described(case, sample)


def test_the_description_is_valid_and_whole(capsys):
    call_command("spectacular", validate=True, fail_on_warn=True)
    said = capsys.readouterr().out
    for path in LISTS:
        assert f"  {path}:" in said


@pytest.mark.parametrize(("operation", "name", "example"), answers(), ids=[one[0] for one in answers()])
def test_every_example_is_as_the_description_says(operation, name, example):
    assert example == examples.ANSWERS[operation]
    validate(example, name)


@pytest.mark.parametrize("path", LISTS)
def test_every_parameter_of_the_grammar_is_described(path):
    said = document()["paths"][path]["get"]["parameters"]
    names = {one["name"]: one["schema"] for one in said if one["in"] == "query"}
    without = names.pop("without", {"properties": {}})["properties"]
    items = LISTS[path].base_filters
    assert set(names) == set(items)
    assert set(without) == {f"-{name}" for name, item in items.items() if item.repeatable}
    assert {name for name, schema in names.items() if schema["type"] == "array"} == {
        name for name, item in items.items() if item.repeatable
    }
    assert names["sort"]["enum"] == list(items["sort"].orders)


def test_every_field_and_parameter_says_what_it_is():
    silent = [
        f"{name}.{field}"
        for name, schema in document()["components"]["schemas"].items()
        for field, said in schema.get("properties", {}).items()
        if not said.get("description")
    ]
    silent += [
        f"{path}?{one['name']}"
        for path, methods in document()["paths"].items()
        for one in methods["get"].get("parameters", ())
        if not one.get("description")
    ]
    assert silent == []
