"""Functions and filters of the page templates, and what templates must not do."""

import pytest
from django.template import engines
from django.urls import reverse
from jinja2 import UndefinedError

from corpus.models.person import person_address
from corpus.models.urls import address
from tests.support import factories as make

pytestmark = pytest.mark.django_db


def shown(source: str, **context) -> str:
    """Return the rendered template."""
    return engines["jinja2"].from_string(source).render(context)


def test_a_name_that_was_not_given_is_an_error_and_no_empty_place():
    for source in ("{{ nobody }}", "{% if nobody %}{% endif %}", "{{ one.nothing }}"):
        with pytest.raises(UndefinedError):
            shown(source, one={"name": "Kim"})


def test_whatever_stands_in_a_page_is_escaped():
    for name in ("{{ text }}", "{{ text|truncatechars(90) }}", "{{ [text, text]|and_words }}", "{{ text|capfirst }}"):
        assert "<b>" not in shown(name, text="<b>bold</b> & more")


def test_numbers_dates_and_plurals_are_said_as_everywhere():
    said = shown(
        "{{ 1234567|intcomma }} article{{ 2|pluralize }}, {{ '2023-10-19'|date_words }}, {{ 'url'|basis_words }}"
    )
    assert said == "1,234,567 articles, 19 October 2023, taken from the address"


def test_addresses_are_those_of_the_site():
    assert shown("{{ address('article-list') }}") == address("article-list") == "/articles/"
    assert shown("{{ address('person-detail', 'kim-sample') }}") == "/people/kim-sample/"


def test_addresses_that_lists_put_together_are_those_of_the_pages():
    article, person = make.article("Talks opened; again"), make.person("Kim Sample")
    assert article.get_absolute_url() == reverse("article-detail", args=[article.pk, article.slug])
    assert person.get_absolute_url() == person_address(person.slug) == reverse("person-detail", args=[person.slug])
