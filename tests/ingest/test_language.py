"""Language detection, from the text and from what its page declares."""

import pytest

from corpus.ingest.language import detect_language
from corpus.ingest.outlets import edition_language
from corpus.languages import LANGUAGES, language_code
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
    assert detect_language(text) == language
    assert detect_language(text, "es" if language != "es" else "en") == language


DECLARED = {
    "tr": "Heyet anıta çelenk bıraktı, ardından ev sahipleriyle birlikte kentin tarihi yerlerini gezdi.",
    "uk": "Делегація поклала вінок до пам'ятника й оглянула місто разом із господарями.",
    "it": "La delegazione ha deposto una corona di fiori al monumento e ha visitato la città con gli ospiti.",
    "id": "Delegasi meletakkan karangan bunga di tugu peringatan dan mengunjungi kota bersama tuan rumah.",
    "pl": "Delegacja złożyła wieniec pod pomnikiem i zwiedziła miasto w towarzystwie gospodarzy.",
    "ur": "وفد نے یادگار پر پھولوں کی چادر چڑھائی اور میزبانوں کے ساتھ شہر کا دورہ کیا۔",
    "mn": "Төлөөлөгчид хөшөөнд цэцэг өргөж, хот үзлээ.",
    "hi": "प्रतिनिधिमंडल ने स्मारक पर पुष्पांजलि अर्पित की।",
}


@pytest.mark.parametrize("language", DECLARED)
def test_a_page_s_own_language_is_believed_where_the_script_agrees(language):
    assert detect_language(DECLARED[language], language) == language
    assert detect_language(DECLARED[language], f"{language}-XX") == language


@pytest.mark.parametrize("language", ["tr", "uk", "it", "id", "ur", "mn", "hi"])
def test_languages_that_their_words_or_letters_show(language):
    assert detect_language(DECLARED[language] * 2) == language


def test_the_script_contradicts_a_page_s_own_language():
    assert detect_language(DECLARED["uk"], "tr") == "uk"
    assert detect_language("대표단은 시내를 돌아보았다.", "tr") == "ko"
    assert detect_language("The delegation laid a wreath at the monument.", "ko") == "en"


def test_the_classifier_is_not_asked_where_common_words_confirm_the_declared_language(monkeypatch):
    names = "Ri Chol Su, Pak Myong Guk, Kim Yong Ho, Jang Un Sil, Choe Il Nam, " * 3
    text = f"{names} {'the workers of Wonsan, Hamhung, Nampho, Sariwon, Kaesong, Chongjin, Sinuiju, Kanggye; ' * 3}"
    monkeypatch.setattr("corpus.ingest.language._classifier", lambda: pytest.fail("the classifier is asked"))
    assert detect_language(text, "en") == "en"


def test_the_classifier_contradicts_a_wrong_word_of_the_page():
    norwegian = (
        "Statsråden åpnet mandag den nye broen ved elven, og takket arbeiderne som har bygget gjennom to vintre. "
        "Toget kjører snart igjen, sa hun, mens flere broer langs kysten skal repareres neste sommer. "
    )
    assert detect_language(norwegian, "en") == "no"


def test_a_language_that_is_not_known_is_undetermined():
    swahili = "Ujumbe huo uliweka shada la maua kwenye mnara na kutembelea mji pamoja na wenyeji wao na wageni."
    assert detect_language(swahili, "sw") == "und"
    assert detect_language("თბილისი საქართველოს დედაქალაქია", "ka") == "und"
    english = "The delegation laid a wreath at the monument and toured the city with its hosts."
    assert detect_language(english, "sw") == "en"


def test_every_language_has_a_label_and_finds_itself():
    for code, language in LANGUAGES.items():
        assert code == language.code
        assert language.label[0].isupper()
        if code != "und":
            assert {language_code(code), language_code(language.label), *map(language_code, language.names)} == {code}


def test_names_are_no_common_words_of_another_language():
    names = "Kim Jong Un, An Jong Su, O Su Yong, Un Jong Il, La Un Sim, Se Do Un, Ri Il-un, Pak Yong-il: the members."
    assert detect_language(names, "en") == "en"


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        ("Visita", "es?", "es"),
        ("", "cn", "zh"),
        ("", None, "und"),
        ("2011", "xx", "und"),
        ("Tashrif", None, "und"),
        ("朝中親善団体代表団", "ja", "ja"),
        ("朝中親善団体代表団", None, "zh"),
    ],
)
def test_a_hint_decides_where_the_text_does_not(text, hint, language):
    assert detect_language(text, hint) == language


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("es?", "es"),
        ("en-US", "en"),
        ("zh_CN", "zh"),
        ("Kr", "ko"),
        ("kp", "ko"),
        ("Spanish", "es"),
        ("spa", "es"),
        ("Español", "es"),
        ("조선말", "ko"),
        ("tr-TR", "tr"),
        ("ukr", "uk"),
        ("Farsi", "fa"),
        ("xx", None),
        ("", None),
        (None, None),
    ],
)
def test_codes_of_names_and_tags(name, code):
    assert language_code(name) == code


def test_language_of_an_edition():
    assert [edition_language(name) for name in ("Rodong Sinmun (En)", "KCNA.kp (Kr)", "KCNA")] == ["en", "ko", None]


def test_a_record_marked_wrongly_is_detected_by_its_text():
    body = "La delegacion deposito una ofrenda floral ante el monumento y recorrio la ciudad con sus anfitriones."
    article = only(record(outlet="KCNA", title="Visita", date="2011-03-02", lang="en", url=None, body=body))
    assert (article.language, article.warnings) == ("es", ("marked as en, but the text reads as es",))
