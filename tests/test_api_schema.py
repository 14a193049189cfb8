"""The API keeps to its OpenAPI description, whatever is asked for."""

from pathlib import Path

import jsonschema
import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, settings
from schemathesis.config import (
    ChecksConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)

import corpus
from corpus.api import examples
from corpus.api.schema import document
from corpus.models import Article, Event, Revision
from portal.wsgi import application

pytestmark = pytest.mark.django_db
SAMPLE = Path(corpus.__file__).parent / "sample" / "documents"
# No description can say which slugs there are, or that "before" does not go with "after": what fits it may be a 400.
REFUSED = PositiveDataAcceptanceConfig(expected_statuses=["2xx", "302", "400", "404", "410"])
CONFIG = SchemathesisConfig(
    projects=ProjectsConfig(default=ProjectConfig(checks=ChecksConfig(positive_data_acceptance=REFUSED)))
)

schema = schemathesis.openapi.from_dict(document(), config=CONFIG)
schema.app = application


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    """The sample corpus, taken back at the end of the module; numbers and wordings of what is in it."""
    signals = (request_started, request_finished)
    for signal in signals:  # a server would close the connection, and with it the transaction
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("ingest", str(SAMPLE), workers=1, verbosity=0)
        revision = Revision.objects.filter(article=Article.objects.first()).first()
        yield {"articles": revision.article_id, "events": Event.objects.first().pk, "wording": revision.wording}
        transaction.set_rollback(True)
    for signal in signals:
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(sample, case):
    if case.path_parameters and case.path_parameters.get("id") == 1:  # the sample's numbers differ from run to run
        case.path_parameters["id"] = sample["articles" if "/articles/" in case.path else "events"]
        if "wording" in case.path_parameters:
            case.path_parameters["wording"] = sample["wording"]
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
