"""Every function and trigger of the database, one file each; tests/models/test_sql.py compares the database with them.

To change one, edit its file and add a migration with ``load("name")``. Where its arguments or its result change,
PostgreSQL cannot replace it: drop the old one first in that migration.
"""

import re
from pathlib import Path

from django.db.migrations import RunSQL

from corpus.languages import LANGUAGES
from corpus.models.search import BITS, Flag, TermKind

FOLDER = Path(__file__).parent
_CONSTANTS = {
    "BITS": BITS,
    "SEARCH_CONFIGURATIONS": " ".join(
        f"WHEN '{code}' THEN '{language.search}'"
        for code, language in sorted(LANGUAGES.items())
        if language.search != "simple"
    ),
}
_CONSTANTS |= {f"{kind.__name__}.{member.name}": int(member) for kind in (TermKind, Flag) for member in kind}


def load(*names: str) -> RunSQL:
    """Return the operation that creates or replaces what these files define; reversing it changes nothing.

    Bodies are not checked: on a new database, an early migration already loads a function that reads a later column.
    """
    return RunSQL(["SET LOCAL check_function_bodies = off", *map(read, names)], RunSQL.noop)


def read(name: str) -> str:
    """Return the SQL of a file. ``{{TermKind.PERSON}}`` stands for what Python declares."""
    return re.sub(r"{{([\w.]+)}}", lambda found: str(_CONSTANTS[found[1]]), (FOLDER / f"{name}.sql").read_text())
