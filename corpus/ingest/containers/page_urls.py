"""The address of a saved page, by its content or its path."""

import re

from corpus.ingest.outlets import by_url

_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d{4}\)(https?://[^\s>]+)\s*-->", re.I)
_ADDED = re.compile(r"(?:\A|(?<=/))index\.html\Z|(?<=\.kcmsf)\.html\Z")  # endings that a mirror adds to a page's name


def address_of(source: str, head: bytes) -> str | None:
    """Return the address of a saved page, by the mark that browsers leave at its top or by its path in a mirror.

    A mirror keeps each page in a folder named after its host: "mirror/www.kcna.kp/en/article/q/1a2b.kcmsf". Only hosts
    of known outlets are recognised. "@" in a file's name may stand for the "?" of the address.
    """
    if match := _SAVED_FROM.search(head[:4096]):
        return match[1].decode("ascii", "replace")
    parts = re.split(r"[/!\\]", source)
    for number, host in enumerate(parts[:-1]):
        if re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", host) and by_url(f"http://{host}/"):
            path = "/".join(parts[number + 1 :])
            path = re.sub(r"[@?]|%3[Ff]", "?", path, count=1)
            path = _ADDED.sub("", path)
            return f"http://{host}/{path}"
    return None
