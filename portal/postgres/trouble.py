"""What to do about trouble with the database or the disk, in words for whoever runs Dateline."""

import errno

FULL = "The disk is full. Make room on it, then run the same again: what was stored stays."
READ_ONLY = "The folder cannot be written. Let this user write to DATELINE_DATA, or set it to another folder."
USED_UP = (
    "All connections of the database are in use. End processes that need none, run fewer gunicorn threads, or raise "
    "max_connections; then run the same again."
)
ENDED = "The database ended the connection or does not answer. When it runs, run the same again: what was stored stays."

_BY_STATE = {"53100": FULL, "53300": USED_UP, "25006": READ_ONLY, "57P01": ENDED, "57P02": ENDED, "57P03": ENDED}
_BY_NUMBER = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EROFS: READ_ONLY, errno.EACCES: READ_ONLY}
# A connection that fails has no SQLSTATE, and initdb only its output.
_BY_WORDS = {
    "no space left on device": FULL,
    "disk quota exceeded": FULL,
    "permission denied": READ_ONLY,
    "read-only file system": READ_ONLY,
    "the folder of the database cannot be written": READ_ONLY,
    "too many clients": USED_UP,
    "remaining connection slots": USED_UP,
    "too many connections": USED_UP,
    "server closed the connection": ENDED,
    "terminating connection": ENDED,
    "connection already closed": ENDED,
    "connection refused": ENDED,
    "the database system is": ENDED,
    "no such file or directory\n\tis the server running": ENDED,
}


def advice(error: BaseException) -> str | None:
    """Return what to do about an error of the database or of the disk; None for any other."""
    state, number = getattr(error.__cause__, "pgcode", None), getattr(error, "errno", None)
    if found := _BY_STATE.get(state) or _BY_NUMBER.get(number):
        return found
    message = str(error).lower()
    return next((found for words, found in _BY_WORDS.items() if words in message), None)
