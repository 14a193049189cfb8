"""Languages told by the text."""

import pytest

from corpus.ingest.language import language_code, tell_language
from corpus.ingest.outlets import edition_language
from tests.support.captures import only, record


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The delegation laid a wreath at the monument and toured the city with its hosts."),
        ("es", "La delegacion deposito una ofrenda floral ante el monumento y recorrio la ciudad con sus anfitriones."),
        ("fr", "La délégation a déposé une gerbe devant le monument et visité la ville avec les hôtes du pays."),
        ("pt", "A delegação depositou uma coroa de flores no monumento e visitou a cidade com os anfitriões do país."),
        ("de", "Die Delegation legte am Denkmal einen Kranz nieder und besuchte die Stadt mit den Gastgebern."),
        ("vi", "Đoàn đại biểu đã đặt vòng hoa tại tượng đài và đi thăm thành phố cùng với các bạn của nước chủ nhà."),
        ("ru", "Делегация возложила венок к памятнику и осмотрела город."),
        ("ar", "وضع الوفد إكليلا من الزهور على النصب التذكاري وقام بجولة في المدينة."),
        ("fa", "هیئت نمایندگی تاج گلی بر بنای یادبود گذاشت و از شهر دیدن کرد."),
        ("zh", "代表团向纪念碑敬献花圈，并参观了城市。"),
        ("ja", "代表団は記念碑に花輪を捧げ、市内を見学した。"),
        ("ko", "대표단은 기념비에 화환을 진정하고 시내를 돌아보았다."),
        ("lo", "ຄະນະຜູ້ແທນໄດ້ວາງພວງມາລາຢູ່ອະນຸສາວະລີ."),
    ],
)
def test_language_of_a_sentence_whatever_the_hint(language, text):
    assert tell_language(text) == language
    assert tell_language(text, "es" if language != "es" else "en") == language


def test_names_are_no_common_words_of_another_language():
    names = "Kim Jong Un, An Jong Su, O Su Yong, Un Jong Il, La Un Sim, Se Do Un, Ri Il-un, Pak Yong-il: the members."
    assert tell_language(names, "en") == "en"


@pytest.mark.parametrize(
    ("text", "hint", "language"), [("Visita", "es?", "es"), ("", "cn", "zh"), ("", None, "en"), ("2011", "xx", "en")]
)
def test_a_hint_counts_where_the_text_does_not_tell(text, hint, language):
    assert tell_language(text, hint) == language


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("es?", "es"),
        ("en-US", "en"),
        ("zh_CN", "zh"),
        ("Kr", "ko"),
        ("kp", "ko"),
        ("Spanish", "es"),
        ("xx", None),
        ("", None),
        (None, None),
    ],
)
def test_codes_of_names_and_tags(name, code):
    assert language_code(name) == code


def test_language_of_an_edition():
    assert [edition_language(name) for name in ("Rodong Sinmun (En)", "KCNA.kp (Kr)", "KCNA")] == ["en", "ko", None]


def test_a_record_marked_wrongly_is_told_by_its_text():
    body = "La delegacion deposito una ofrenda floral ante el monumento y recorrio la ciudad con sus anfitriones."
    article = only(record(outlet="KCNA", title="Visita", date="2011-03-02", lang="en", url=None, body=body))
    assert (article.language, article.warnings) == ("es", ("marked as en, but the text reads as es",))
