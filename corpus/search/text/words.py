"""What becomes of words typed into the search box: a query in the configuration of every language of the corpus."""

import re

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import TextField, Value

from corpus.languages import search_configuration
from corpus.models import Article
from corpus.search.version_cache import versioned

# Chinese, Japanese and Korean: the ranges of corpus/models/sql/segmented.sql.
RUN = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")


class WordQuery(SearchQuery):
    """Words in web-search syntax as one query over search vectors, whatever the language of each row."""

    def __init__(self, text: str, names: list[str]):
        """``names``: of the configurations, see configurations()."""
        super().__init__(segmented(text), search_type="websearch")
        self.function = "dateline_query"
        configured = Value(names, output_field=ArrayField(TextField()))
        self.set_source_expressions([*self.get_source_expressions(), configured])


def configurations(version: int) -> list[str]:
    """The configurations of the languages that articles are in, by name; English where there are none."""
    languages = versioned("languages", version, Article.objects.languages)
    return sorted(set(map(search_configuration, languages)) or {"english"})


def segmented(text: str) -> str:
    """The query with each run of Chinese, Japanese or Korean as a phrase of overlapping pairs of characters."""
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
    """Whether anything is left of the words once the most common ones ("they", "the") are left out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(dateline_query(%s, %s)) > 0", [segmented(text), names])
        return bool(cursor.fetchone()[0])
