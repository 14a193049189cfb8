"""The table of languages agrees with the database, and names what searches find."""

import pytest
from django.db import connection

from corpus.languages import LANGUAGES, language_name, search_configuration
from corpus.models.search import language_code, language_number
from corpus.search.grammar.vocabulary import LANGUAGE


@pytest.mark.django_db
def test_the_database_searches_each_language_in_the_configuration_of_the_table():
    codes = [*LANGUAGES, "en-GB", "xx"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, dateline_configuration(code) FROM unnest(%s::text[]) AS code", [codes])
        assert dict(cursor.fetchall()) == {code: search_configuration(code) for code in codes}


def test_every_language_is_a_value_of_the_filter():
    found = LANGUAGE([*LANGUAGES])
    assert {value: term.label for value, term in found.items()} == {code: language_name(code) for code in LANGUAGES}
    assert {language_code(language_number(code)) for code in LANGUAGES} == {*LANGUAGES}
