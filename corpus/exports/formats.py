"""All formats by suffix."""

from .format import Format
from .jsonl import Jsonl
from .references import Bib, Csl, References, Ris
from .table import Csv

FORMATS: dict[str, Format] = {one.suffix: one for one in (Csv(), Jsonl(), Ris(), Bib(), Csl())}
CITATIONS: dict[str, References] = {suffix: one for suffix, one in FORMATS.items() if isinstance(one, References)}
