"""The forms there are, by suffix."""

from .format import Form
from .jsonl import Jsonl
from .references import Bib, Csl, References, Ris
from .table import Csv

FORMS: dict[str, Form] = {form.suffix: form for form in (Csv(), Jsonl(), Ris(), Bib(), Csl())}
CITATIONS: dict[str, References] = {suffix: form for suffix, form in FORMS.items() if isinstance(form, References)}
