"""One synthetic corpus, the same for a seed, in two databases: ours, and SQLite with FTS5 as Datasette serves it.

The words are made up, with realistic frequencies: the r-th most frequent word is about 1/(r + 2.7) as frequent as the
first (Zipf's law with Mandelbrot's correction), so that a word of the right frequency exists for each query class.
As in state media, phrases recur, and the text names the people of the article.
"""

import datetime
import io
import itertools
import json
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import connection, transaction

from corpus.event_types import EVENT_TYPES
from corpus.models.fields import slug_for

from .synthetic import GIVEN, SURNAMES

VOCABULARY = 30_000
PEOPLE = 10_000  # of 11,040 possible names
PHRASES = 300
PLACES = 500
OUTLETS = ("KCNA", "Rodong Sinmun", "Xinhua", "TASS", "Granma", "SANA", "VNA", "Pyongyang Times")
A_DAY = 28  # articles, as KCNA had in 2011
CHUNK = 10_000  # articles written at once
_SYLLABLES = ("ka", "mo", "ri", "te", "su", "lo", "pa", "ne", "vi", "ho", "da", "ge", "zu", "fi", "bo", "la")
_TYPES = list(EVENT_TYPES)


@dataclass(frozen=True, slots=True)
class Row:
    """One article. outlet, people and places are numbers from 1; type is that of its event, if it reports one."""

    number: int
    day: datetime.date
    outlet: int
    title: str
    text: str
    people: tuple[int, ...]
    places: tuple[int, ...]
    type: str


def person_name(number: int) -> str:
    """Return a unique name made of words that many names share: Kim Chol Su."""
    number, surname = divmod(number - 1, len(SURNAMES))
    one, other = divmod(number, len(GIVEN) - 1)
    return f"{SURNAMES[surname]} {GIVEN[one]} {GIVEN[other + (other >= one)]}"


def place_name(number: int) -> str:
    """Return a unique place name."""
    return f"Place {_word(number)}"


def _word(number: int) -> str:
    syllables = []
    while number:
        number, syllable = divmod(number, len(_SYLLABLES))
        syllables.append(_SYLLABLES[syllable])
    return "".join(syllables).capitalize()


@cache
def vocabulary(seed: int = 1) -> list[str]:
    """Return the words, the most frequent first."""
    chance, words = random.Random(seed), {}
    while len(words) < VOCABULARY:
        words["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 5)))] = None
    return list(words)


@cache
def phrases(seed: int = 1) -> list[str]:
    """Return recurring phrases of two or three words, the most frequent first, without the commonest words."""
    chance, words = random.Random(seed + 1), vocabulary(seed)[100:3000]
    return [" ".join(chance.sample(words, chance.choice((2, 2, 3)))) for _ in range(PHRASES)]


def rows(number: int, *, seed: int = 1) -> Iterator[Row]:
    """Yield articles, the oldest first, of about 150 words as in the real corpus; few people are in many of them."""
    chance, words = random.Random(seed), vocabulary(seed)
    often = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
    named = list(itertools.accumulate(1 / (rank + 2) ** 1.05 for rank in range(PEOPLE)))
    lying = list(itertools.accumulate(1 / (rank + 2) for rank in range(PLACES)))
    said, repeated = phrases(seed), list(itertools.accumulate(1 / (rank + 5) for rank in range(PHRASES)))
    people, places = range(1, PEOPLE + 1), range(1, PLACES + 1)
    first = datetime.date(2026, 6, 30) - datetime.timedelta(days=number // A_DAY)
    for index in range(number):
        body = chance.choices(words, cum_weights=often, k=int(chance.lognormvariate(4.9, 0.5)) + 10)
        for phrase in chance.choices(said, cum_weights=repeated, k=2):
            body.insert(chance.randrange(len(body)), phrase)
        who = dict.fromkeys(chance.choices(people, cum_weights=named, k=min(12, int(chance.expovariate(1 / 4)))))
        for one in who:
            body.insert(chance.randrange(len(body)), person_name(one))
        paragraphs = [" ".join(body[start : start + 60]) + "." for start in range(0, len(body), 60)]
        yield Row(
            index + 1,
            first + datetime.timedelta(days=index // A_DAY),
            min(int(chance.expovariate(1 / 2)), len(OUTLETS) - 1) + 1,
            " ".join(chance.choices(words, cum_weights=often, k=8)).capitalize(),
            "\n".join(paragraphs),
            tuple(sorted(who)),
            tuple(chance.choices(places, cum_weights=lying, k=chance.choice((0, 1, 1)))),
            chance.choice(_TYPES) if index % 3 == 0 else "",
        )


def load(number: int, sqlite: Path | None = None) -> Counter:
    """Load articles into the empty database of the connection, and into a new SQLite file if one is named.

    Return the number of articles in which each word occurs.
    """
    found: Counter = Counter()
    peer = _open(sqlite) if sqlite else None
    made = rows(number)
    with connection.cursor() as cursor:
        dropped = _drop_indexes(cursor)
        _load_named(cursor)
        while chunk := list(itertools.islice(made, CHUNK)):
            with transaction.atomic():  # articles and revisions point at each other
                _load_articles(cursor, chunk)
            if peer:
                peer.executemany("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_flat, chunk))
            for row in chunk:
                found.update(set(f"{row.title} {row.text}".lower().replace(".", " ").split()))
        _finish(cursor, dropped)
    if peer:
        _finish_peer(peer)
    return found


def _drop_indexes(cursor) -> list[str]:
    """Drop indexes, which are built faster after loading; return the statements that create them again."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = ANY(%s)"
        " AND indexdef NOT LIKE 'CREATE UNIQUE%%'",
        [[f"corpus_{name}" for name in ("article", "articlesearch", "eventsearch", "opening", "mention", "revision")]],
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [statement for _, statement in found]


def _load_named(cursor) -> None:
    names = enumerate(OUTLETS, start=1)
    _copy(
        cursor, "outlet (id, name, slug, country, homepage)", ((n, name, slug_for(name), "", "") for n, name in names)
    )
    people = ((n, person_name(n)) for n in range(1, PEOPLE + 1))
    _copy(
        cursor,
        "person (id, name, slug, note, status, article_count, spheres)",
        ((n, name, slug_for(name), "", "unreviewed", 0, "{}") for n, name in people),
    )
    people = ((n, person_name(n)) for n in range(1, PEOPLE + 1))
    _copy(cursor, "personname (person_id, name, key, kind)", ((n, name, name.lower(), "seen") for n, name in people))
    places = ((n, place_name(n)) for n in range(1, PLACES + 1))
    _copy(cursor, "place (id, name, slug, key)", ((n, name, slug_for(name), name.lower()) for n, name in places))


def _load_articles(cursor, chunk: list[Row]) -> None:
    now = datetime.datetime.now(datetime.UTC).isoformat()
    array = "{{{}}}".format
    _copy(
        cursor,
        "article (id, outlet_id, language, title, title_derived, text, byline, url, dateline_place, dateline_date,"
        " published, published_lower, published_upper, published_basis, published_conflict, current_id,"
        " revision_count, reprint_count, added, people, event_types, places)",
        (
            (
                row.number, row.outlet, "en", row.title, "f", row.text, "",
                f"https://agency.example/{row.number}", "",
                "", row.day, row.day, row.day, "page", "f", row.number, 1, 0, now,
                array(",".join(map(str, row.people))),
                array(row.type), array(",".join(map(str, row.places))),
            )
            for row in chunk
        ),
    )  # fmt: skip
    _copy(
        cursor,
        "revision (id, article_id, title, text, wording, text_wording, added, bands, extractor)",
        (
            (row.number, row.number, row.title, row.text, f"{row.number:064d}", f"{row.number:064d}", now, "{}", "")
            for row in chunk
        ),
    )
    _copy(
        cursor,
        'mention (revision_id, person_id, part, start, "end", surface, titles, uncertain, rule, version)',
        (
            (row.number, one, "text", place, place + 5, person_name(one), "{}", "f", "made up", "0")
            for row in chunk
            for place, one in enumerate(row.people)
        ),
    )
    events = [row for row in chunk if row.type]
    _copy(
        cursor,
        "event (id, type, title, date, date_lower, date_upper, date_basis, place_id, status, report_count, outlets)",
        (
            (
                row.number, row.type, row.title, row.day, row.day, row.day, "stated",
                row.places[0] if row.places else None, "unreviewed", 1, array(row.outlet),
            )
            for row in events
        ),
    )  # fmt: skip
    _copy(
        cursor,
        'report (id, event_id, revision_id, sentence, start, "end", date, date_basis, place_name, participants, rule,'
        " version)",
        (
            (row.number, row.number, row.number, row.text[:200], 0, 200, row.day, "stated", "", "[]", "made up", "0")
            for row in events
        ),
    )
    _copy(
        cursor,
        'participation (event_id, person_id, role, "order", title, report_id)',
        (
            (row.number, one, "present", place, "", row.number)
            for row in events
            for place, one in enumerate(row.people, start=1)
        ),
    )


def _copy(cursor, table: str, values) -> None:
    buffer = io.StringIO()
    for row in values:
        buffer.write("\t".join("\\N" if one is None else str(one).replace("\n", "\\n") for one in row) + "\n")
    buffer.seek(0)
    cursor.copy_expert(f"COPY corpus_{table} FROM STDIN", buffer)


def _finish(cursor, dropped: list[str]) -> None:
    for name, number in (("article", "id"), ("event", "id")):
        row = "articlesearch (article_id" if name == "article" else "eventsearch (event_id"
        cursor.execute(f"SELECT {number} FROM corpus_{name} ORDER BY 1")
        ids = [pk for (pk,) in cursor.fetchall()]
        for start in range(0, len(ids), CHUNK):
            made = f"WITH made AS MATERIALIZED (SELECT * FROM dateline_{name}_rows(%s, %s))"
            if name == "article":
                made += ", openings AS (INSERT INTO corpus_opening (article_id, lower, search) SELECT article_id,"
                made += " lower, opening FROM made)"
            cursor.execute(
                f"{made} INSERT INTO corpus_{row}, lower, upper, terms, search) SELECT {name}_id, lower, upper, terms,"
                " search FROM made",
                [ids[start : start + CHUNK], _TYPES],
            )
    for statement in dropped:
        cursor.execute(statement)
    cursor.execute(
        "UPDATE corpus_person AS p SET article_count = c.number, first_seen = c.first_day, last_seen = c.last_day"
        " FROM (SELECT who, count(*) AS number, min(published_lower) AS first_day, max(published_lower) AS last_day"
        " FROM corpus_article, unnest(people) AS who GROUP BY who) AS c WHERE c.who = p.id"
    )
    cursor.execute("VACUUM ANALYZE")
    # As on a server that has run for a while: nothing waits to be written, and search rows are in memory if they fit.
    cursor.execute("SELECT pg_has_role(current_user, 'pg_checkpoint', 'MEMBER')")
    if cursor.fetchone()[0]:
        cursor.execute("CHECKPOINT")
    cursor.execute("SELECT sum(length(search)) FROM corpus_articlesearch")


def _open(path: Path) -> sqlite3.Connection:
    path.unlink(missing_ok=True)
    peer = sqlite3.connect(path)
    peer.executescript(
        "CREATE TABLE articles (id INTEGER PRIMARY KEY, outlet TEXT, language TEXT, published TEXT, month TEXT,"
        " people TEXT, types TEXT, places TEXT, title TEXT, text TEXT);"
    )
    return peer


def _flat(row: Row) -> tuple:
    """Return the row for Datasette: columns with several values are JSON arrays."""
    day = row.day.isoformat()
    people, places = map(person_name, row.people), map(place_name, row.places)
    arrays = (json.dumps(list(values)) for values in (people, [row.type] if row.type else [], places))
    return (row.number, OUTLETS[row.outlet - 1], "en", day, day[:7], *arrays, row.title, row.text)


def _finish_peer(peer: sqlite3.Connection) -> None:
    """Enable search as sqlite-utils does: an external content table with the same stemming, and indexes on columns."""
    peer.executescript(
        'CREATE VIRTUAL TABLE articles_fts USING fts5(title, text, content="articles", content_rowid="id",'
        " tokenize='porter');"
        "INSERT INTO articles_fts(articles_fts) VALUES ('rebuild');"
        "CREATE INDEX articles_outlet ON articles(outlet); CREATE INDEX articles_published ON articles(published);"
        "CREATE INDEX articles_month ON articles(month); CREATE INDEX articles_language ON articles(language);"
        "ANALYZE;"
    )
    peer.commit()
    peer.close()
