"""Synthetic reports of any number, in the formulas of state media and our own words. A seed gives the same reports."""

import datetime
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

SURNAMES = (
    "Kim", "Ri", "Pak", "Choe", "Jong", "Kang", "Jo", "Yun", "Jang", "Rim", "Han", "O", "So", "Sin", "Kwon",
    "Hwang", "An", "Song", "Ryu", "Hong",
)  # fmt: skip
GIVEN = (
    "Chol", "Il", "Su", "Yong", "Ho", "Myong", "Gil", "Song", "Nam", "Un", "Hui", "Ok", "Sun", "Kwang", "Hyok",
    "Jin", "Thae", "Gun", "Pong", "Ju", "Hak", "Chun", "Mi", "Kyong",
)  # fmt: skip
_OFFICES = (
    "minister of {field}", "vice-minister of {field}", "director of the {field} Bureau",
    "chairman of the {place} Committee", "manager of the {place} Mill", "secretary of the {place} Party Committee",
    "rector of the {place} University",
)  # fmt: skip
_FIELDS = (
    "Forestry", "Fisheries", "Railways", "Education", "Culture", "Commerce", "Construction", "Agriculture",
    "Sports", "Coal",
)  # fmt: skip
_PLACES = (
    "Anju", "Sariwon", "Hamhung", "Wonsan", "Kaechon", "Tokchon", "Sinuiju", "Haeju", "Kanggye", "Hyesan",
    "Chongjin", "Nampho", "Phyongsong", "Kaesong",
)  # fmt: skip
_GUESTS = ("Laos", "Cuba", "Viet Nam", "Mongolia", "Syria", "Russia", "China", "Nicaragua")
_WORDS = (
    "workers", "farmers", "quality", "output", "plan", "season", "yield", "effort", "success", "measure",
    "building", "bridge", "road", "school", "hospital", "technique", "equipment", "experience", "training",
    "programme", "visitor", "garden", "river", "field", "harvest", "machine", "repair", "lesson", "exhibition",
    "library", "market", "village", "valley", "station", "kitchen", "clinic", "orchard", "greenhouse", "pump",
    "channel", "seed", "produced", "improved", "finished", "opened", "introduced", "repaired", "planted",
    "increased", "carried", "reported", "visited", "arranged", "modern", "steady", "local", "large", "early", "new",
    "careful", "useful", "yearly", "daily", "remarkable", "regional", "technical",
)  # fmt: skip
_START = datetime.date(1997, 1, 1)


@dataclass(frozen=True, slots=True)
class SyntheticArticle:
    """One report. day: of its publication."""

    number: int
    day: datetime.date
    title: str
    paragraphs: tuple[str, ...]

    @property
    def url(self) -> str:
        return f"http://www.kcna.kp/en/article/q/{self.number:032x}.kcmsf"


def articles(number: int, *, seed: int = 1) -> Iterator[SyntheticArticle]:
    """Yield reports of about 1,000 characters, as in the real corpus, over 28 years, 28 a day."""
    chance = random.Random(seed)
    people = [f"{chance.choice(SURNAMES)} {' '.join(chance.sample(GIVEN, 2))}" for _ in range(3000)]
    for index in range(number):
        yield _article(index, chance, people)


def _article(index: int, chance: random.Random, people: list[str]) -> SyntheticArticle:
    day = _START + datetime.timedelta(days=index // 28 % 10_000)
    # Few people are in many reports and many in few, as in the real corpus.
    who = [people[min(int(chance.paretovariate(0.6)) - 1, len(people) - 1)] for _ in range(3)]
    place, guest = chance.choice(_PLACES), chance.choice(_GUESTS)
    offices = [chance.choice(_OFFICES).format(field=chance.choice(_FIELDS), place=place) for _ in who]
    earlier = f"{day - datetime.timedelta(days=1):%B} {(day - datetime.timedelta(days=1)).day}"
    kind = index % 4
    if kind == 0:
        title = f"{who[0]} Meets Delegation of {guest}"
        lead = f"{who[0]}, {offices[0]}, met the delegation of {guest} at the {place} Hall on {earlier}."
    elif kind == 1:
        title = f"{who[0]} Sends Message to {who[1]}"
        lead = f"{who[0]}, {offices[0]}, sent a message of greeting to {who[1]}, {offices[1]}, on {earlier}."
    elif kind == 2:
        title = f"{who[0]} Inspects {place} Mill"
        lead = f"{who[0]}, {offices[0]}, inspected the {place} Mill on {earlier}."
    else:
        title = f"{_sentence(chance, 5)[:-1]} in {place}"
        lead = f"In {place}, {_sentence(chance, 14).lower()}"
    present = f"Present there were {who[1]}, {offices[1]}, and {who[2]}, {offices[2]}."
    rest = tuple(" ".join(_sentence(chance, chance.randint(9, 18)) for _ in range(4)) for _ in range(2))
    return SyntheticArticle(index, day, title, (lead, present, *rest))


def _sentence(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(_WORDS, k=length)).capitalize() + "."


def as_record(article: SyntheticArticle) -> str:
    """Return the report as a line of a KCNA scrape."""
    text = "\n".join(article.paragraphs)
    day = datetime.datetime.combine(article.day, datetime.time(), datetime.UTC)
    return json.dumps(
        {
            "topic": "Home News", "headline": article.title, "link": article.url,
            "date": int(day.timestamp() * 1000), "story_text": f"{_dateline(article)} {text} -0-",
        }
    )  # fmt: skip


def as_text(article: SyntheticArticle) -> str:
    """Return the report as a text extraction of a KCNA Watch page."""
    head = f"Date: {article.day:%d/%m/%Y} | Source: KCNA.kp (En) | Read original version at source"
    lines = [article.title, head, f"{_dateline(article)} {article.paragraphs[0]}", *article.paragraphs[1:], "-0-"]
    teasers = [line for n in range(4) for line in (f"Another report of the day, number {n}", "November 06, 2024")]
    return "\n".join([*lines, "More From KCNA.kp (En)", *teasers, "More Articles"])


def as_html(article: SyntheticArticle, kind: int) -> tuple[str, str]:
    """Return URL and page in the markup of kcna.kp (0), Rodong Sinmun (1) or any other site (2), with navigation."""
    body = [escape(one) for one in article.paragraphs]
    if kind == 0:
        paragraphs = "".join(f"<p>{one}</p>" for one in [f"{_dateline(article)} {body[0]}", *body[1:]])
        main = (
            f'<div class="article-main-title">{escape(article.title)}</div><div class="content-wrapper">{paragraphs}'
            f'</div><div class="publish-time">www.kcna.kp ({article.day:%Y.%m.%d}.)</div>'
        )
        return article.url, _page(article.title, main)
    if kind == 1:
        paragraphs = "".join(f'<p class="TextP">{one}</p>' for one in body)
        main = (
            f'<div id="article-date">{article.day:%b. %d, %Y %A}</div><p class="TitleP">{escape(article.title)}</p>'
            f"{paragraphs}<p class='TextP'>Political News Team</p>"
        )
        return f"http://www.rodong.rep.kp/en/index.php?strPageID=SF01&newsID={article.day}-{article.number:04d}", _page(
            article.title, main
        )
    paragraphs = "".join(f"<p>{one}</p>" for one in body)
    main = f"<article><h1>{escape(article.title)}</h1><time datetime='{article.day}'></time>{paragraphs}</article>"
    return f"https://agency.example/news/{article.number}", _page(article.title, main)


def _page(title: str, main: str) -> str:
    menu = "".join(f'<li><a href="/section/{n}">Section {n} of the site</a></li>' for n in range(40))
    aside = "".join(
        f'<div class="item"><a href="/news/{n}">A headline of the day, number {n}</a></div>' for n in range(60)
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta property="og:site_name" content="Agency of the Example"><script>var page = {{"id": 1}};</script></head>'
        f"<body><header><nav><ul>{menu}</ul></nav></header><main>{main}</main><aside>{aside}</aside>"
        "<footer><p>Rights and so on, in a line at the end of each page.</p></footer></body></html>"
    )


def _dateline(article: SyntheticArticle) -> str:
    return f"Pyongyang, {article.day:%B} {article.day.day} (KCNA) --"
