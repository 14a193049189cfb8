"""corpus/models/sql/ holds every function and trigger of the database, and nothing else."""

import pytest

from corpus.models.sql import FOLDER, read
from tests.support.schema import defined_by_files, functions_and_triggers

pytestmark = pytest.mark.django_db


def test_functions_and_triggers_match_the_files():
    found = functions_and_triggers()
    assert len(found) > 30
    assert found == defined_by_files()


def test_placeholders_are_filled_from_python():
    assert "dateline_term(7, 1)" in read("date_terms")
    assert not any("{{" in read(path.stem) for path in FOLDER.glob("*.sql"))
