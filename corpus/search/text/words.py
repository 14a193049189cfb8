"""Search queries: words in web-search syntax, in the text search configurations of all languages of the corpus."""

import re

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import TextField, Value

from corpus.languages import search_configuration
from corpus.models import Article
from corpus.search.version_cache import cache

# Chinese, Japanese and Korean: the ranges of corpus/models/sql/segmented.sql.
RUN = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")


class WordQuery(SearchQuery):
    """A query in web-search syntax over the search vectors of rows in any language."""

    def __init__(self, text: str, names: list[str]):
        """Take the names of the text search configurations from ``configurations()``."""
        super().__init__(segmented(text), search_type="websearch")
        self.function = "dateline_query"
        configured = Value(names, output_field=ArrayField(TextField()))
        self.set_source_expressions([*self.get_source_expressions(), configured])


def configurations(version: int) -> list[str]:
    """Return the names of the configurations of all languages of articles; English if there are no articles."""
    languages = cache.get_or_set("languages", version, Article.objects.languages)
    return sorted(set(map(search_configuration, languages)) or {"english"})


def segmented(text: str) -> str:
    """Replace each run of Chinese, Japanese or Korean by a phrase of its overlapping pairs of characters."""
    pieces = text.split('"')
    for place, piece in enumerate(pieces):
        if place % 2 and place < len(pieces) - 1:  # between two quotation marks
            end = len(piece.rstrip())
            pieces[place] = RUN.sub(lambda run, end=end: f" {_pairs(run[0], last=run.end() < end)} ", piece)
        else:
            pieces[place] = RUN.sub(lambda run: f'"{_pairs(run[0])}"', piece)
    return '"'.join(pieces)


def _pairs(run: str, *, last: bool = False) -> str:
    pairs = [run[place : place + 2] for place in range(len(run) - 1)] or [run]
    return " ".join([*pairs, run[-1]] if last and len(run) > 1 else pairs)


def is_searchable(text: str, names: list[str]) -> bool:
    """Return whether any of the words is not a stop word ("they", "the")."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(dateline_query(%s, %s)) > 0", [segmented(text), names])
        return bool(cursor.fetchone()[0])
