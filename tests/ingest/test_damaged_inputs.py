"""Damaged files end in captures, refusals and absences, never in a traceback."""

import bz2
import gzip
import io
import json
import zipfile

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.ingest.capture import Absence, Capture, Refusal
from corpus.ingest.containers import read
from corpus.store.loading.prepare import Prepared, prepare
from tests.support.archives import answer, tarred, warc
from tests.support.samples import meeting_text, record

PAGE = (
    "<html><head><meta charset='utf-8'></head><body><div class='article-main-title'>Talks Held</div>"
    f"<div class='content-wrapper'><p>Pyongyang, March 9 (KCNA) -- {meeting_text(1)}</p></div>"
    "<div class='publish-time'>www.kcna.kp (Juche113.3.9.)</div></body></html>"
).encode()
TEXT = (
    f"Talks Held\nDate: 27/05/2024 | Source: KCNA.kp (En) | Read original version at source\n{meeting_text(2)}\n"
    "More From KCNA.kp (En)\nSomething else\nNovember 06, 2024\nSomething else\nMore Articles\n"
).encode()
RECORDS = [record(i, meeting_text(i)) for i in range(3)]
JSON = json.dumps(RECORDS).encode()
LINES = b"\n".join(json.dumps(one).encode() for one in RECORDS)
TABLE = b"title,text,url,date\n" + b"".join(
    b'"Talks %d","A text, of sorts",http://a/%d,2024-10-03\n' % (i, i) for i in range(4)
)


def zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.json", content)
        made.writestr("b.html", PAGE)
    return out.getvalue()


SAMPLES = {
    "a.txt": TEXT,
    "a.html": PAGE,
    "a.json": JSON,
    "a.jsonl": LINES,
    "a.csv": TABLE,
    "a.warc": warc(answer(PAGE), answer(status="404 Not Found"), packed=False),
    "a.warc.gz": warc(answer(PAGE), answer(gzip.compress(PAGE), Content_Encoding="gzip")),
    "a.zip": zipped(JSON),
    "a.tar": tarred(("a.html", PAGE), ("b.jsonl", LINES)),
    "a.tar.gz": gzip.compress(tarred(("a.html", PAGE), ("b.jsonl", LINES))),
    "a.jsonl.gz": gzip.compress(LINES),
    "a.jsonl.bz2": bz2.compress(LINES),
    "a.jsonl.zst": zstandard.ZstdCompressor().compress(LINES),
}


@st.composite
def damaged(draw) -> tuple[str, bytes]:
    """Draw a sample with bytes changed, inserted, removed or cut off."""
    name = draw(st.sampled_from(sorted(SAMPLES)))
    content = bytearray(SAMPLES[name])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(content) - 1, 0)))
        how = draw(st.sampled_from(["change", "insert", "delete", "cut", "repeat"]))
        if how == "change" and content:
            content[at] = draw(st.integers(0, 255))
        elif how == "insert":
            content[at:at] = draw(st.binary(max_size=20))
        elif how == "delete":
            del content[at : at + draw(st.integers(1, 40))]
        elif how == "cut":
            del content[at:]
        else:
            content[at:at] = content[at : at + 60] * 3
    return name, bytes(content)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damaged())
def test_damage_ends_in_outcomes(tmp_path, sample):
    name, content = sample
    path = tmp_path / name
    path.write_bytes(content)
    for found in read([path]):
        assert isinstance(found, Capture | Refusal | Absence)
        for ready in prepare(found):
            assert isinstance(ready, Prepared | Refusal | Absence)
            assert not isinstance(ready, Refusal) or ready.reason


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.sampled_from(["x", "x.csv", "x.json", "x.zip", "x.warc.gz"]))
def test_noise_ends_in_outcomes(tmp_path, content, name):
    path = tmp_path / name
    path.write_bytes(content)
    for found in read([path]):
        for ready in prepare(found):
            assert isinstance(ready, Prepared | Refusal | Absence)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_undamaged_they_all_give_something(tmp_path, name):
    (tmp_path / name).write_bytes(SAMPLES[name])
    assert any(isinstance(found, Capture) for found in read([tmp_path]))
