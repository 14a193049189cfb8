"""The day of capture that a scrape's file name holds."""

import datetime
import re
from pathlib import PurePosixPath

_DAY = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")


def snapshot_day(source: str) -> datetime.datetime | None:
    """Return midnight UTC of the day in the name of the file or of its archive ("kcna-2024-10-03.json"), or None."""
    for path in reversed(source.split("!")):
        for match in _DAY.finditer(PurePosixPath(path).name):
            try:
                return datetime.datetime(*map(int, match.groups()), tzinfo=datetime.UTC)
            except ValueError:
                continue
    return None
