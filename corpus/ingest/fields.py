"""What the fields of a record are: one mapping by synonyms, for records of any scrape and for the heads of tables."""

import re
from functools import lru_cache

# Each part of an article, and the names under which scrapes keep it, best first; case and punctuation do not count.
SYNONYMS = {
    "title": (
        "title headline heading newstitle articletitle titletext head subject webtitle pagetitle storytitle posttitle "
        "newsheadline articleheadline"
    ),
    "body": (
        "paragraphs text storytext articletext articlebody fulltext maintext bodytext contenttext textcontent newstext "
        "body contentencoded contenthtml bodyhtml story article content articlecontent newscontent cleantext rawtext "
        "plaintext newsbody postcontent storybody rawcontent articlefulltext"
    ),
    "url": (
        "url link href uri permalink pageurl articleurl sourceurl newsurl canonicalurl originalurl webpageurl weburl "
        "shorturl storyurl articlelink newslink"
    ),
    "published": (
        "published date publishedat publisheddate datepublished publishdate publicationdate pubdate datepublish "
        "publishtime pubtime firstpublished issued day datetime posted postedat postdate time timestamp created "
        "createdat webpublicationdate publishedon publishedtime releasedate articledate newsdate dateofpublication"
    ),
    "outlet": (
        "outlet publisher source agency sourcename sitename site newspaper media publication domain sourcedomain "
        "publicationtitle medianame agencyname feedtitle"
    ),
    "language": "language lang inlanguage locale",
    "byline": "byline author authors writer reporter creator dccreator",
    "column": "topic column category section",
    "captured": (
        "datescraped scrapedat scrapedate capturedat crawledat crawldate datedownload downloadedat retrieved fetchedat"
    ),
    "lead": "description summary excerpt lead abstract subtitle standfirst snippet",
}  # fmt: skip
_PART_OF = {name: (part, rank) for part, names in SYNONYMS.items() for rank, name in enumerate(names.split())}
MAX_NAME = 100  # characters of a name that may be known
_NAME = re.compile(r"[^\W\d][\w.:-]{0,39}\Z")


def part_of(name: str) -> tuple[str, int] | None:
    """Return which part of an article a field of this name holds, and how good the name is (0 is best), or None."""
    return _known(name) if len(name) <= MAX_NAME else None


@lru_cache(1000)  # all records of a file have the same names
def _known(name: str) -> tuple[str, int] | None:
    return _PART_OF.get(re.sub(r"[\W_]+", "", name.casefold()))


def find_fields(names) -> dict[str, list[str]]:
    """Return the names of a record's fields by the part of an article that they hold, the best name first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        if known := part_of(name):
            found.setdefault(known[0], []).append((known[1], name))
    return {part: [name for _, name in sorted(ranked)] for part, ranked in found.items()}


def is_record(names) -> bool:
    """Return whether fields of these names are an article's: a headline or a text, and something beside it."""
    found = find_fields(names)
    return bool(found.keys() & {"title", "body"}) and len(found) >= 2


def is_header(row: list[str], *, called_table: bool = False) -> bool:
    """Return whether a row names columns: at least two names that scrapes use, and none twice.

    called_table: the file's name says that it is a table; then a row of single words that are all different will do.
    """
    names = [cell.strip() for cell in row]
    if len({name.casefold() for name in names}) < len(names):
        return False
    known = sum(part_of(name) is not None or name.casefold() == "id" for name in names)
    return known >= 2 or (called_table and len(names) > 1 and all(map(_NAME.match, names)))


def rename_fields(record: dict, fields: dict[str, str]) -> dict:
    """Return a record whose fields have standard names.

    fields: for each part of an article ("title"), the name that this scrape gives it. A field that already has the
    standard name takes the other's.
    """
    for part, name in fields.items():
        if name in record and name != part:
            renamed = {name: part, part: name}
            record = {renamed.get(key, key): value for key, value in record.items()}
    return record
