"""Documents read by ``manage.py parse``, and texts to put into them."""

import json
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.core.management import call_command

BODY = (
    "The minister opened the new bridge over the river on Monday and thanked the builders for two years of work.",
    "She said that the first buses are to cross it next week, and that the old ferry stays for the summer.",
    "The mayor of the town recalled how long the people on both banks had waited for the bridge to be built.",
    "Engineers will watch the cables for a year, and the ministry has set aside the money that repairs may need.",
)


@dataclass(frozen=True)
class Read:
    """What parse printed: articles as JSON, and the lines about all else."""

    articles: list[dict]
    said: list[str]

    @property
    def article(self) -> dict:
        """The only article."""
        (one,) = self.articles
        return one


def read(path: Path, **options) -> Read:
    """Return what ``manage.py parse`` makes of a file or folder."""
    out, err = StringIO(), StringIO()
    with suppress(SystemExit):
        call_command("parse", str(path), stdout=out, stderr=err, **options)
    return Read([json.loads(line) for line in out.getvalue().splitlines()], err.getvalue().splitlines())


def page(body: str = "", *, head: str = "", title: str = "Minister Opens Bridge", language: str = "en") -> str:
    """Return a page of an unknown site with a headline, paragraphs of our own, and what is given around them."""
    paragraphs = "".join(f"<p>{one}</p>" for one in BODY)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title} - Sample Herald</title>'
        f'<meta property="og:site_name" content="Sample Herald">{head}</head><body><nav><a href="/">Home</a></nav>'
        f"<main><article><h1>{title}</h1>{body or paragraphs}</article></main><footer>Imprint</footer></body></html>"
    )
