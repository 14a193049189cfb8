"""The languages that state media publish in: codes, names, how a text shows them, and how it is searched.

To add a language is to add a row. Sources: codes and English names, ISO 639-1 to -3; scripts, ISO 15924.
"""

import re
from dataclasses import dataclass

# Ends of sentences in other scripts than Latin: Chinese and Japanese, Devanagari, Burmese, Khmer, Tibetan, Arabic and
# Urdu, Ethiopic, Armenian. Thai and Lao have none.
STOPS = "。！？｡।॥။។៕༎؟۔።։"
UNDETERMINED = "und"  # ISO 639-2, for a text whose language is not known


@dataclass(frozen=True, slots=True)
class Language:
    """One language.

    code: BCP 47. label: the English name. names: other names and codes by which pages, records and editions call it,
    lower case, first word only. script: ISO 15924. letters: of a script that several languages share, those that set it
    apart. words: its commonest words, as written inside a sentence. search: PostgreSQL's text search configuration,
    the same as dateline_configuration() in the database returns.
    """

    code: str
    label: str
    names: tuple[str, ...] = ()
    script: str = "Latn"
    letters: str = ""
    words: str = ""
    search: str = "simple"


# Of the languages of a script the first is the usual one.
_ROWS = (
    Language(
        "en", "English", ("eng",), search="english",
        words="the of and to in on was for with by is that it at as from were be his has which this are an",
    ),
    Language(
        "es", "Spanish", ("spa", "español", "castellano", "sp"), search="spanish",
        words="el la los las de del y en que por con una un su para se al es como sus lo fue o más mas esta este",
    ),
    Language(
        "fr", "French", ("fra", "fre", "français"), search="french",
        words="le la les des du et en que par avec une un son pour est dans au aux sur ce qui il a été",
    ),
    Language(
        "pt", "Portuguese", ("por", "português"), search="portuguese",
        words="o a os as de do da dos das e em que por com uma um para no na se ao foi não nao seu sua",
    ),
    Language(
        "de", "German", ("deu", "ger", "deutsch"), search="german",
        words="der die das und in den von zu mit ist im des für auf dem sich eine ein nicht als",
    ),
    Language(
        "vi", "Vietnamese", ("vie", "tiếng", "vn"),
        words="của và các là trong đã cho với được những có một này tại người về không",
    ),
    Language(
        "tr", "Turkish", ("tur", "türkçe"), search="turkish",
        words="ve bir bu için ile olarak olan gibi daha çok sonra kadar ardından birlikte tarafından göre ancak",
    ),
    Language(
        "it", "Italian", ("ita", "italiano"),
        words="il di che la e del della dei per una un con sono nel nella al alla gli ha è anche dal",
    ),
    Language(
        "id", "Indonesian", ("ind", "bahasa"),
        words="yang dan di ke dari untuk dengan pada ini itu dalam oleh akan telah tidak bersama sebagai",
    ),
    Language("pl", "Polish", ("pol", "polski")),
    Language("ru", "Russian", ("rus", "русский"), "Cyrl", letters="ыэъё", search="russian"),
    Language("uk", "Ukrainian", ("ukr", "українська", "ua"), "Cyrl", letters="іїєґ"),
    Language("be", "Belarusian", ("bel", "беларуская"), "Cyrl", letters="ўіыэё"),
    Language("mn", "Mongolian", ("mon", "khk", "монгол"), "Cyrl", letters="өү"),
    Language("ar", "Arabic", ("ara", "العربية"), "Arab", letters="ةىيك", search="arabic"),
    Language("fa", "Persian", ("fas", "per", "farsi", "فارسی"), "Arab", letters="پچژکگی"),
    Language("ur", "Urdu", ("urd", "اردو"), "Arab", letters="پچژکگیٹڈڑےںھہ"),
    Language("zh", "Chinese", ("zho", "chi", "cmn", "中文", "汉语", "cn"), "Hani", letters="的了是这们为说会对个"),
    Language("ja", "Japanese", ("jpn", "日本語", "jp"), "Hani", letters="\u3040-\u30ff"),
    Language("ko", "Korean", ("kor", "한국어", "조선말", "조선어", "kr", "kp"), "Hang"),
    Language("lo", "Lao", ("lao", "ລາວ"), "Laoo"),
    Language("th", "Thai", ("tha", "ไทย"), "Thai"),
    Language("km", "Khmer", ("khm", "cambodian", "ខ្មែរ"), "Khmr"),
    Language("my", "Burmese", ("mya", "bur", "မြန်မာ"), "Mymr"),
    Language("hi", "Hindi", ("hin", "हिन्दी"), "Deva"),
    Language("bn", "Bengali", ("ben", "bangla", "বাংলা"), "Beng"),
    Language(UNDETERMINED, "Language not known", script="Zyyy"),
)  # fmt: skip

# The characters of each script that is not Latin. Japanese kana count with the Chinese characters beside them.
SCRIPTS = {
    "Hang": r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]",
    "Hani": r"[\u3040-\u30ff\u4e00-\u9fff]",
    "Cyrl": r"[\u0400-\u04ff]",
    "Arab": r"[\u0600-\u06ff]",
    "Laoo": r"[\u0e80-\u0eff]",
    "Thai": r"[\u0e00-\u0e7f]",
    "Khmr": r"[\u1780-\u17ff]",
    "Mymr": r"[\u1000-\u109f]",
    "Deva": r"[\u0900-\u097f]",
    "Beng": r"[\u0980-\u09ff]",
}

LANGUAGES = {language.code: language for language in _ROWS}
_BY_NAME = {
    name: language.code
    for language in _ROWS
    if language.code != UNDETERMINED
    for name in (language.code, language.label.casefold(), *language.names)
}


def language_code(name: str | None) -> str | None:
    """Return the code of a language's name, tag or edition ("en-US", "es?", "Kr", "Spanish"); None if unknown."""
    match = re.match(r"[^\s\d_.,;:?()\[\]/-]+", (name or "").strip().casefold())
    return _BY_NAME.get(match[0]) if match else None


def language_name(code: str) -> str:
    """Return the English name of a language; the code itself where the table has none."""
    language = LANGUAGES.get(code)
    return language.label if language else code


def search_configuration(code: str) -> str:
    """Return the PostgreSQL configuration in which texts of a language are searched; "simple" does not stem."""
    language = LANGUAGES.get(code.partition("-")[0])
    return language.search if language else "simple"
