"""Archives of our own that containers are tested with."""

import io
import tarfile

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = b"<html><body><p>A page.</p></body></html>"
URL = "https://tass.com/world/1"


def warc(*records, packed: bool = True) -> bytes:
    """Return a web archive of records (type, address, status line, headers, body)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    out.write(b"")
    for kind, url, status, headers, body in records:
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1") if status else None
        writer.write_record(
            writer.create_warc_record(
                url, kind, payload=io.BytesIO(body), http_headers=http,
                warc_content_type="text/plain" if kind == "conversion" else "",
                warc_headers_dict={"WARC-Date": "2024-03-10T08:00:00Z"},
            )
        )  # fmt: skip
    return out.getvalue()


def answer(body: bytes = PAGE, status: str = "200 OK", kind: str = "text/html", **headers) -> tuple:
    """Return an HTTP response as a record for warc()."""
    pairs = [("Content-Type", kind), *((name.replace("_", "-"), value) for name, value in headers.items())]
    return "response", URL, status, pairs, body


def tarred(*members: tuple[str, bytes]) -> bytes:
    """Return a TAR archive of members (name, content)."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            made.addfile(info, io.BytesIO(content))
    return out.getvalue()
