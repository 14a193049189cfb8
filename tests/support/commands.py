"""Commands run as a person runs them."""

from io import StringIO

from django.core.management import call_command


def run(*arguments, **options) -> tuple[str, str, int]:
    """Return standard output, standard error and the exit code."""
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command(*arguments, stdout=out, stderr=err, **options)
    except SystemExit as ended:
        code = ended.code
    return out.getvalue(), err.getvalue(), code
