"""The address and the time of a saved page, by its content or its path."""

import datetime
import re
from email.utils import parsedate_to_datetime

from corpus.ingest.archived import archived, time_of_stamp
from corpus.ingest.capture_times import believed_time
from corpus.ingest.outlets import by_url

_HEAD = 4096  # bytes in which the mark of a saved page is looked for
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d{4}\)(https?://[^\s>]+)\s*-->", re.I)
_SINGLE_FILE = re.compile(
    rb"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>https?://\S+)\s+saved date:\s*(?P<time>[^\n]{10,80})"
)
_HTTRACK = re.compile(rb"<!--\s*Mirrored from (?P<url>[^\s>]+) by HTTrack[^>]*\],\s*(?P<time>[^>]{10,60}?)\s*-->")
_SAVE_PAGE_WE = re.compile(rb'<meta name="savepage-url" content="(?P<url>https?://[^"]+)"[^>]*>')
_SAVE_PAGE_WE_TIME = re.compile(rb'<meta name="savepage-date" content="(?P<time>[^"]{10,80})"')
_ADDED = re.compile(r"(?:\A|(?<=/))index\.html\Z|(?<=\.kcmsf)\.html\Z")  # endings that a mirror adds to a page's name
_STAMP = re.compile(r"(?P<stamp>\d{4,14})(?:[a-z]{2}_)?\Z")
_JAVASCRIPT = re.compile(
    r"\w{3} (?P<month>\w{3}) (?P<day>\d\d) (?P<year>\d{4}) (?P<time>[\d:]{8}) GMT(?P<zone>[+-]\d{4})"
)

Origin = tuple[str | None, datetime.datetime | None]


def origin_of(source: str, head: bytes) -> Origin:
    """Return the address of a saved page and the time of its capture, each None where it is not known.

    By the mark that browsers, SingleFile, Save Page WE and HTTrack leave at its top, or by its path in a mirror: a
    folder named after its host ("mirror/www.kcna.kp/en/article/q/1a2b.kcmsf"), or the Wayback Machine's
    ("web/20110105120000/http:/www.kcna.co.jp/…"). Only hosts of known outlets are recognised in a mirror without
    times. "@" in a file's name may stand for the "?" of the address.
    """
    url, time = _by_mark(head[:_HEAD])
    if not url:
        url, time = _by_path(source)
    inside, stamp = archived(url)
    return (inside, stamp or time) if inside else (url, time)


def _by_mark(head: bytes) -> Origin:
    if match := _SAVED_FROM.search(head):
        return _text(match[1]), None
    if match := _SINGLE_FILE.search(head) or _HTTRACK.search(head):
        url = _text(match["url"])
        return url if "://" in url else f"http://{url}", _time(_text(match["time"]))
    if match := _SAVE_PAGE_WE.search(head):
        time = _SAVE_PAGE_WE_TIME.search(head)
        return _text(match["url"]), _time(_text(time["time"])) if time else None
    return None, None


def _by_path(source: str) -> Origin:
    parts = re.split(r"[/!\\]+", source)
    time = None
    for number, host in enumerate(parts[:-1]):
        if (stamp := _STAMP.match(host)) and (parts[number + 1].startswith("http") or "." in parts[number + 1]):
            time = time_of_stamp(stamp["stamp"])
        of_archive = (
            time is not None and number and (_STAMP.match(parts[number - 1]) or parts[number - 1].startswith("http"))
        )
        if re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", host) and (of_archive or by_url(f"http://{host}/")):
            path = "/".join(parts[number + 1 :])
            path = re.sub(r"[@?]|%3[Ff]", "?", path, count=1)
            return f"http://{host}/{_ADDED.sub('', path)}", time
    return None, None


def _text(raw: bytes) -> str:
    return raw.decode("ascii", "replace")


def _time(text: str) -> datetime.datetime | None:
    if match := _JAVASCRIPT.search(text):  # Tue Oct 24 2023 10:00:00 GMT+0200
        text = "{day} {month} {year} {time} {zone}".format(**match.groupdict())
    try:
        return believed_time(parsedate_to_datetime(text))
    except (ValueError, TypeError):
        return None
