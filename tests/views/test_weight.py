"""Pages are light, load nothing from other sites, and say how they may be cached."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders

from corpus.models import Event
from tests.support import factories as make

pytestmark = pytest.mark.django_db

MOST = 100_000  # bytes of a first load, packed as they are sent, without fonts


@pytest.fixture
def pages():
    """Return a URL of every kind of page, with full lists."""
    people = [make.person(f"Person {number} of the sample") for number in range(14)]
    for number in range(60):
        day = f"{2020 + number % 5}-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        text = "\n".join(f"Sentence {line} of article {number} speaks of fish and of harbours." for line in range(40))
        article = make.article(f"Article {number}", text, published=day, naming=people[number % 5 :])
        make.event(reported_in=[article], people=people[:6], date=day, at=f"Hall {number}")
    event = Event.objects.first()
    lists = ["/articles/", "/articles/?q=fish&per_page=100", "/people/", "/events/", "/places/", "/outlets/"]
    single = [
        article.get_absolute_url(),
        event.get_absolute_url(),
        "/people/person-1-of-the-sample/",
        "/places/hall-1/",
    ]
    several = [
        "/outlets/kcna/",
        "/events/calendar/?date=2022",
        "/about/",
        "/about/data/",
        "/about/api/",
        "/login/",
        "/nothing/",
    ]
    return ["/", *lists, *single, *several]


def packed(content: bytes) -> int:
    """Return the compressed size in bytes."""
    return len(gzip.compress(content, 6))


def test_a_first_load_is_small_and_all_of_it_is_ours(client, pages):
    for url in pages:
        response = client.get(url, follow=True)
        page = response.content.decode()
        assets = re.findall(r'<(?:script src|link rel="(?:stylesheet|icon)" href)="([^"]+)"', page)
        assets += [path.partition("#")[0] for path in re.findall(r'<use href="([^"]+)"', page)]
        assert assets
        size = packed(response.content)
        for asset in set(assets):
            assert asset.startswith("/static/"), (url, asset)
            with open(finders.find(asset.removeprefix("/static/")), "rb") as file:
                content = file.read()
            size += packed(content)
            if asset.endswith(".css"):
                assert not re.search(rb"@import|https?:", content), asset
        assert size < MOST, (url, size)
