"""Records of any field names and shapes, with the leavings that software puts into their cells."""

import csv
import io
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.support.parsing import BODY, read

KCNA = "http://www.kcna.kp/en/article/q/{}.kcmsf"


def table(*rows: dict) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def read_text(tmp_path, name: str, text: str, **options):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read(path, **options)


def read_row(tmp_path, **fields) -> dict:
    """Return the article of a table with one row, of which the given fields replace the usual ones."""
    row = {"url": KCNA.format(1), "title": "Bridge Opened", "date": "2024-04-22", "text": " ".join(BODY)} | fields
    return read_text(tmp_path, "a.csv", table(row)).article


@pytest.mark.parametrize(
    "names",
    [
        ("link", "headline", "pubDate", "content"),
        ("HREF", "Title", "Published_At", "Body"),
        ("page-url", "heading", "datetime", "story"),
        ("permalink", "headline", "publication_date", "article"),
        ("Article URL", "Headline", "Date Published", "Full Text"),
    ],
)
def test_fields_are_known_by_many_names_in_any_case(tmp_path, names):
    values = (KCNA.format(1), "Bridge Opened", "2024-04-22", " ".join(BODY))
    found = read_text(tmp_path, "a.csv", table(dict(zip(names, values, strict=True)))).article
    assert (found["title"], found["published"]) == ("Bridge Opened", "2024-04-22")
    assert found["paragraphs"] == [" ".join(BODY)]
    assert found["outlet"] == "KCNA"


def test_unknown_fields_are_named_with_the_option_that_maps_them(tmp_path):
    row = {"Überschrift": "Bridge Opened", "Inhalt": " ".join(BODY), "Adresse": KCNA.format(1)}
    found = read_text(tmp_path, "a.csv", table(row))
    assert found.articles == []
    assert "Überschrift" in found.said[0]
    assert "--field" in found.said[0]
    fields = [f"--field={one}" for one in ("title=Überschrift", "text=Inhalt", "link=Adresse")]
    out = StringIO()
    call_command("parse", str(tmp_path / "a.csv"), *fields, stdout=out)
    assert json.loads(out.getvalue())["title"] == "Bridge Opened"


def test_a_part_that_does_not_exist_is_refused_with_those_that_do(tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    with pytest.raises(CommandError, match="title"):
        call_command("parse", str(tmp_path / "a.csv"), "--field", "headlines=x")


ROW = {"url": KCNA.format(1), "title": "Bridge Opened", "date": "2024-04-22", "text": " ".join(BODY)}


@pytest.mark.parametrize(
    "shape",
    [
        [ROW],
        {"data": {"articles": [ROW]}},
        {KCNA.format(1): {name: value for name, value in ROW.items() if name != "url"}},
        {name: {"0": value} for name, value in ROW.items()},
        {"columns": list(ROW), "index": [0], "data": [list(ROW.values())]},
        {"status": "ok", "totalResults": 1, "articles": [ROW | {"source": {"id": None, "name": "KCNA"}}]},
        [{"_id": {"$oid": "65"}, **ROW, "date": {"$date": "2024-04-22T00:00:00Z"}}],
        [{"id": 5, "link": ROW["url"], "date": "2024-04-22T08:00:00", "title": {"rendered": ROW["title"]},
          "content": {"rendered": f"<p>{ROW['text']}</p>"}}],
        {"response": {"results": [{"webTitle": ROW["title"], "webUrl": ROW["url"], "fields": {"bodyText": ROW["text"]},
                                   "webPublicationDate": "2024-04-22T08:00:00Z"}]}},
        {"hits": {"hits": [{"_id": "1", "_source": ROW}]}},
    ],
    ids=["a list", "wrapped", "keyed by address", "columns", "split", "NewsAPI", "MongoDB", "WordPress", "text inside",
         "Elasticsearch"],
)  # fmt: skip
def test_json_of_many_shapes(tmp_path, shape):
    found = read_text(tmp_path, "a.json", json.dumps(shape)).article
    assert (found["url"], found["title"], found["published"]) == (ROW["url"], "Bridge Opened", "2024-04-22")
    assert found["paragraphs"] == [" ".join(BODY)]


@pytest.mark.parametrize("nothing", ["nan", "NaN", "None", "null", "NULL", "NaT", "-", "N/A", " "])
def test_what_software_writes_for_nothing_is_nothing(tmp_path, nothing):
    found = read_row(tmp_path, title=nothing, author=nothing, outlet=nothing)
    assert (found["title_derived"], found["byline"], found["outlet"]) == (True, None, "KCNA")
    row = ROW | {"text": nothing}
    assert "no text" in read_text(tmp_path, "b.csv", table(row)).said[0]


@pytest.mark.parametrize(
    "cell",
    [
        "<p>{}</p><p>{}</p><figure><img src='x'><figcaption>A picture of it.</figcaption></figure>",
        "{}\r\n\r\n{}",
        "['{}', '{}']",
        "&lt;p&gt;{}&lt;/p&gt;&lt;p&gt;{}&lt;/p&gt;",
        "{}<br><br>{}",
    ],
    ids=["HTML", "lines", "a printed list", "escaped HTML", "breaks"],
)
def test_cells_become_paragraphs(tmp_path, cell):
    assert read_row(tmp_path, text=cell.format(*BODY))["paragraphs"] == list(BODY[:2])


def test_entities_and_invisible_characters_in_cells(tmp_path):
    text = f"Foreign Minister Choe Son\xad Hui met Wang Ya\xadjun\u200e in the hall &amp; thanked him. {BODY[0]}"
    found = read_row(tmp_path, title="Bridge &amp; Ferry", text=text)
    assert found["title"] == "Bridge & Ferry"
    assert {"Choe Son Hui", "Wang Yajun"} <= {person["name"] for person in found["people"]}


@pytest.mark.parametrize(
    "date",
    [
        "22.04.2024", "22. April 2024", "22 aprile 2024", "22 Nisan 2024", "٢٢ نيسان ٢٠٢٤", "۱۴۰۳/۰۲/۰۳",
        "3 اردیبهشت 1403", "2024年4月22日", "2024년 4월 22일", "二〇二四年四月二十二日", "22 tháng 4, 2024",
        "Mon, 22 Apr 2024 08:00:00 +0000", "20240422", "1713772800", "1713772800000", "April 22, Juche 113 (2024)",
        "22 avril 2024", "22 апреля 2024 г.", "22 de abril de 2024",
    ],
)  # fmt: skip
def test_dates_of_many_calendars_and_languages(tmp_path, date):
    assert read_row(tmp_path, date=date)["published"] == "2024-04-22"


@pytest.mark.parametrize("date", ["1970-01-01", "1899-12-30", "0000-00-00", "1900-01-00"])
def test_a_zero_date_is_none(tmp_path, date):
    found = read_row(tmp_path, date=date)
    assert not found["published"]
    assert "is no day" in found["warnings"][0]


@pytest.mark.parametrize("date", ["some time in spring", "3 hours ago", "2099-01-01"])
def test_a_date_that_is_not_understood_is_a_warning_with_its_text(tmp_path, date):
    found = read_row(tmp_path, date=date)
    assert not found["published"]
    assert f"“{date}”" in found["warnings"][0]


@pytest.mark.parametrize(("other", "expected"), [("23/04/2024", "2024-04-03"), ("04/23/2024", "2024-03-04")])
def test_the_order_of_day_and_month_is_decided_by_the_column(tmp_path, other, expected):
    rows = [ROW | {"url": KCNA.format(1), "date": "03/04/2024"}, ROW | {"url": KCNA.format(2), "date": other}]
    first = read_text(tmp_path, "a.csv", table(*rows)).articles[0]
    assert first["published"] == expected
    assert "03/04/2024" in " ".join(first["warnings"]), "and it is said"


def test_the_order_of_day_and_month_is_decided_by_the_dateline(tmp_path):
    text = f"Pyongyang, March 4 (KCNA) -- {BODY[0]} {BODY[1]}"
    assert read_row(tmp_path, date="03/04/2024", text=text)["published"] == "2024-03-04"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("मंत्री ने सोमवार को नदी पर बने नए पुल का उद्घाटन किया।", "उन्होंने मजदूरों को धन्यवाद दिया।"),
        ("ဝန်ကြီးသည် တနင်္လာနေ့တွင် တံတားသစ်ကို ဖွင့်လှစ်ပေးခဲ့သည်။", "အလုပ်သမားများကို ကျေးဇူးတင်ခဲ့သည်။"),
        ("រដ្ឋមន្ត្រីបានបើកស្ពានថ្មីឆ្លងទន្លេនៅថ្ងៃចន្ទ។", "លោកបានថ្លែងអំណរគុណដល់កម្មករ។"),
        ("大臣は月曜日、川に架かる新しい橋の開通式に出席した。", "作業員に感謝した。"),
    ],
    ids=["Hindi", "Burmese", "Khmer", "Japanese"],
)
def test_a_missing_headline_is_the_first_sentence_in_any_script(tmp_path, first, second):
    found = read_row(tmp_path, title="", text=f"{first} {second}")
    assert found["title_derived"]
    assert found["title"] == first[:-1]


def test_an_author_is_no_text(tmp_path):
    row = {"Title": "Bridge Opened", "Author": "Example, Ana", "Url": KCNA.format(1), "Date": "2024-04-22"}
    found = read_text(tmp_path, "a.csv", table(row))
    assert found.articles == []
    assert found.said[0].startswith("stub")


def test_a_text_of_one_paragraph_that_a_scraper_took_for_the_byline(tmp_path):
    row = {"title": "Bridge Opened", "content": "", "byline": BODY[0], "url": KCNA.format(1), "date": "2024-04-22"}
    assert read_text(tmp_path, "a.csv", table(row)).article["paragraphs"] == [BODY[0]]


def test_a_long_first_cell_does_not_hide_the_table(tmp_path):
    rows = [
        {"title": "One", "text": BODY[0] * 200, "url": KCNA.format(1)},
        {"title": "Two", "text": BODY[1], "url": KCNA.format(2)},
    ]
    rows = [{name: row[name] for name in ("title", "text", "url")} for row in rows]
    assert [one["title"] for one in read_text(tmp_path, "a.csv", table(*rows)).articles] == ["One", "Two"]


def test_one_bad_row_is_refused_alone(tmp_path):
    text = f"title,text,url\nOne,{BODY[0]}, and more,{KCNA.format(1)}\nTwo,{BODY[1]},{KCNA.format(2)}\n"
    text = text.replace(BODY[1], f'"{BODY[1]}"')
    found = read_text(tmp_path, "a.csv", text)
    assert [one["title"] for one in found.articles] == ["Two"]
    assert "cells" in found.said[0]


def test_a_comment_line_before_the_header(tmp_path):
    found = read_text(tmp_path, "a.csv", f"# exported on 1 May 2024\n{table(ROW)}")
    assert found.article["title"] == "Bridge Opened"


def test_the_separator_that_excel_names_before_the_header(tmp_path):
    text = f"sep=;\ntitle;text;url;date\nBridge Opened;{BODY[1]};{KCNA.format(1)};2024-04-22\n"
    assert read_text(tmp_path, "a.csv", text).article["title"] == "Bridge Opened"


def test_json_with_the_nan_of_pandas(tmp_path):
    for name, text in (("a.json", f"[{json.dumps(ROW | {'date': float('nan')})}]"),
                       ("a.jsonl", f"{json.dumps(ROW | {'author': float('nan')})}\n" * 2)):  # fmt: skip
        found = read_text(tmp_path, name, text).articles[0]
        assert (found["title"], found["byline"], found["warnings"]) == ("Bridge Opened", None, [])


def test_objects_one_after_another(tmp_path):
    rows = [ROW | {"url": KCNA.format(n)} for n in range(3)]
    text = "\n".join(json.dumps(row, indent=2) for row in rows)
    assert len(read_text(tmp_path, "a.json", text).articles) == 3


@pytest.mark.parametrize(
    "cell", ["403 Forbidden", "Error fetching article: HTTPConnectionPool(host='x'): Max retries exceeded"]
)
def test_the_error_of_a_scraper_is_no_text(tmp_path, cell):
    found = read_text(tmp_path, "a.csv", table(ROW | {"text": cell}))
    assert found.articles == []
    assert "error" in found.said[0]
