"""The option --field of commands that read records."""

import argparse

from corpus.ingest.fields import SYNONYMS, part_of


def add_field_option(parser: argparse.ArgumentParser) -> None:
    """Add --field, which may be given for each part of an article."""
    parser.add_argument(
        "--field", dest="fields", action="append", default=[], type=_field, metavar="PART=NAME",
        help=f"the field of records that holds a part of an article: title=headline. Parts: {', '.join(SYNONYMS)}",
    )  # fmt: skip


def _field(text: str) -> tuple[str, str]:
    said, _, name = text.partition("=")
    part = said if said in SYNONYMS else next(iter(part_of(said) or ()), None)
    if part is None or not name:
        raise argparse.ArgumentTypeError(f"“{text}” is not PART=NAME, with a part of {', '.join(SYNONYMS)}")
    return part, name
