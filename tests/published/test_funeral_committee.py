"""The National Funeral Committee of 19 December 2011: 232 names, in the order that Hankyoreh counted on 29 December."""

import gzip
import json

import pytest

from corpus.extract import Document, extract
from tests.support.shared import shared

RANKS = {
    4: "Ri Yong Ho",
    5: "Kim Yong Chun",
    8: "Kim Ki Nam",
    9: "Choe Thae Bok",
    19: "Jang Song Thaek",
    24: "Kim Jong Gak",
}


@pytest.fixture(scope="module")
def lineups():
    """Return the line-ups of the report that lists the committee."""
    with gzip.open(shared("corpora", "kcna-2011.jsonl.gz"), "rt", encoding="utf-8") as file:
        rows = (json.loads(line) for line in file if "National Funeral Committee Formed" in line)
        row = next(row for row in rows if row["date"] in ("2011-12-19", "2011-12-20"))
    document = Document(row["title"], tuple(row["body"].split("\n")), published=row["date"], language=row["lang"])
    return extract(document).lineups


def test_the_committee_is_one_line_up_of_232_names(lineups):
    (committee,) = lineups
    assert committee.kind == "committee"
    assert len(committee.members) == 232


def test_the_published_ranks_are_exactly_met(lineups):
    by_rank = {member.order: member.name for member in lineups[0].members}
    assert {rank: by_rank[rank] for rank in RANKS} == RANKS
