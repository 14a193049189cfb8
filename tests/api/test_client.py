"""A client generated from the OpenAPI description reads the API of a running server."""

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from corpus.api.schema.openapi import document
from tests.support import factories as make

NAME = "dateline_generated_client"


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    """Generate the client, and return a function that imports one of its modules."""
    folder = tmp_path_factory.mktemp("client")
    description = folder / "openapi.json"
    description.write_text(json.dumps(document()))
    programs = Path(sys.executable).parent
    done = subprocess.run(
        [programs / "openapi-python-client", "generate", "--path", description, "--output-path", folder / NAME,
         "--meta", "none", "--fail-on-warning"],
        env={**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    sys.path.insert(0, str(folder))
    yield lambda path: importlib.import_module(f"{NAME}.{path}")
    sys.path.remove(str(folder))


@pytest.mark.django_db(transaction=True)
def test_a_generated_client_lists_filters_follows_and_reads(generated, live_server):
    kim, ri = make.person("Kim Sample"), make.person("Ri Sample")
    made = [make.article(f"Talks {number}", published=f"2024-01-0{number + 1}", naming=[kim]) for number in range(5)]
    make.article("Talks with Ri", published="2024-01-09", naming=[kim, ri])
    make.article("Elsewhere", published="2024-01-03", by="TASS")
    make.event(reported_in=made[:2], people=[kim], date="2024-01-01", at="Sample Hall")
    client = generated("client").Client(base_url=live_server.url, raise_on_unexpected_status=True)

    articles = generated("api.articles.list_articles")
    without = generated("models").ListArticlesWithout(person=["ri-sample"])
    asked = {"outlet": ["kcna"], "published": "2024-01", "without": without, "per_page": 2}
    page = articles.sync(client=client, **asked)
    assert page.query == "Articles from KCNA, not naming Ri Sample, published in January 2024."
    found = [one.id for one in page.results]
    while page.next_:
        cursor = {
            name: int(values[0])
            for name, values in parse_qs(urlsplit(page.next_).query).items()
            if name in {"page", "after"}
        }
        page = articles.sync(client=client, **asked, **cursor)
        found += [one.id for one in page.results]
    assert found == [one.pk for one in reversed(made)]

    article = generated("api.articles.get_article").sync(made[0].pk, client=client)
    assert article.text == made[0].text
    assert [one.person.name for one in article.mentions] == ["Kim Sample"]
    assert article.text[article.mentions[0].start : article.mentions[0].end] == "Kim Sample"
    assert article.events[0].event.date == "2024-01-01"
    assert article.captures[0].sha256

    person = generated("api.people.get_person").sync("kim-sample", client=client)
    assert person.titles_over_time[0].title == "minister of tests"
    counts = generated("api.articles.count_articles").sync(client=client, person=["kim-sample"])
    assert (counts.total, counts.facets[0].values[0].count) == (6, 6)

    refused = articles.sync(client=client, published="soon")
    assert [one.name for one in refused.problems] == ["published"]
