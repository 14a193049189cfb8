"""Pages of sites that no layout knows: what is the report, who wrote it, when; and what is no report."""

import pytest

from tests.support.parsing import BODY, page, read

URL = '<link rel="canonical" href="https://www.sample-herald.example/news/minister-opens-bridge">'
PARAGRAPHS = "".join(f"<p>{one}</p>" for one in BODY)


def read_page(tmp_path, markup: str):
    path = tmp_path / "page.html"
    path.write_text(markup, encoding="utf-8")
    return read(path)


def article(tmp_path, body: str = "", **options) -> dict:
    return read_page(tmp_path, page(body, **options)).article


def test_the_outlet_is_what_the_page_calls_itself_or_else_its_host(tmp_path):
    assert article(tmp_path)["outlet"] == "Sample Herald"
    unnamed = page(head=URL).replace('<meta property="og:site_name" content="Sample Herald">', "")
    assert read_page(tmp_path, unnamed).article["outlet"] == "sample-herald.example"


@pytest.mark.parametrize(
    "around",
    [
        '<div class="post-comments"><p>Anna: Kim Jong Un would have built it in a week, and I mean that.</p></div>',
        '<div id="disqus_thread"><p>Bob wrote that nobody needs this bridge at all, whatever they say.</p></div>',
        '<aside class="related-articles"><h3>Related</h3><p>Mayor of the next town wants a tunnel</p></aside>',
        '<div class="also-read"><p>Also read: <a href="/x">Ferry to run until the autumn of the year</a></p></div>',
        '<p><a href="/ferry">Ferry to run until the autumn, says the company</a></p>',
        "<p>READ ANOTHER STORY <a href='/ferry'>Ferry to run until the autumn, says its company</a></p>",
        '<a href="/tunnel"><h3>Tunnel wanted</h3><p>The council of the next town wants no bridge.</p></a>',
        "<p>Follow us on Telegram and share this report with your friends</p>",
        "<figure><img src='x.jpg'><figcaption>The bridge, from the ferry.</figcaption></figure>",
        '<div class="cookie-consent"><p>We use cookies so that this page can remember what you like to read.</p></div>',
        '<div class="newsletter-signup"><p>Sign up for our letter, and read news before breakfast each day.</p></div>',
        "<h3>You might also like</h3>",
    ],
    ids=["comments", "disqus", "related", "also read", "a link", "a link after words", "a card", "share", "a caption",
         "cookies", "a newsletter", "a heading of nothing"],
)  # fmt: skip
def test_what_stands_around_the_report_is_cut(tmp_path, around):
    found = article(tmp_path, PARAGRAPHS + around)
    assert found["paragraphs"] == list(BODY)
    assert found["people"] == []


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta name="author" content="Ana Example">', ""),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Minister Opens Bridge", '
         '"author": {"@type": "Person", "name": "Ana Example"}}</script>', ""),
        ("", f'<p class="byline">By Ana Example</p>{PARAGRAPHS}'),
    ],
    ids=["meta", "schema.org", "a line"],
)  # fmt: skip
def test_the_author_is_read_from_metadata_or_a_line(tmp_path, head, body):
    found = article(tmp_path, body, head=head)
    assert (found["byline"], found["paragraphs"]) == ("Ana Example", list(BODY))


def test_a_line_of_furniture_is_no_byline(tmp_path):
    assert not article(tmp_path, f"{PARAGRAPHS}<p>Follow Us On Telegram</p>")["byline"]


@pytest.mark.parametrize(
    "tail", [" - Sample Herald", " | Sample Herald", "—Sample Herald", " :: News :: Sample Herald"]
)
def test_the_title_is_without_the_name_of_the_site(tmp_path, tail):
    markup = page(PARAGRAPHS.join(("<div>", "</div>"))).replace(" - Sample Herald</title>", f"{tail}</title>")
    head = f'<meta property="og:title" content="Minister Opens Bridge{tail}">'
    markup = markup.replace("<h1>Minister Opens Bridge</h1>", "").replace("</head>", f"{head}</head>")
    assert read_page(tmp_path, markup).article["title"] == "Minister Opens Bridge"


def test_entities_in_metadata_are_decoded(tmp_path):
    title = "Minister Opens &quot;Red&quot; Bridge &#8211; Mayor&#039;s Thanks"
    node = f'{{"@type": "NewsArticle", "headline": "{title}"}}'
    found = article(tmp_path, head=f'<script type="application/ld+json">{node}</script>', title=title)
    assert found["title"] == 'Minister Opens "Red" Bridge – Mayor\'s Thanks'


def test_the_node_of_the_page_itself_is_read_and_not_that_of_another(tmp_path):
    nodes = (
        '[{"@type": "NewsArticle", "url": "https://www.sample-herald.example/news/another", "headline": "Another",'
        ' "datePublished": "2024-03-01"},'
        ' {"@type": "NewsArticle", "url": "https://www.sample-herald.example/news/minister-opens-bridge",'
        ' "headline": "Minister Opens Bridge", "datePublished": "2024-04-22T08:00:00Z"}]'
    )
    found = article(tmp_path, head=f'{URL}<script type="application/ld+json">{nodes}</script>')
    assert (found["title"], found["published"]) == ("Minister Opens Bridge", "2024-04-22")


def test_a_canonical_link_to_the_root_of_the_site_is_no_address(tmp_path):
    head = (
        '<link rel="canonical" href="https://www.sample-herald.example/">'
        '<meta property="og:url" content="https://www.sample-herald.example/news/minister-opens-bridge">'
    )
    assert article(tmp_path, head=head)["url"] == "https://www.sample-herald.example/news/minister-opens-bridge"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:published_time" content="2024-04-22T08:00:00Z">',
         f"<time datetime='2024-05-01'>Updated May 1, 2024</time>{PARAGRAPHS}"),
        ('<meta name="date" content="2024-05-01"><meta name="pubdate" content="2024-04-22">', ""),
        ("", f"<p>Updated <time datetime='2024-05-01'>May 1</time></p><p>Published <time datetime='2024-04-22'>April 22"
             f"</time></p>{PARAGRAPHS}"),
        ("", f"<div>April 22, 2024</div>{PARAGRAPHS}"),
    ],
    ids=["an update in the text", "meta of a change", "updated first", "printed"],
)  # fmt: skip
def test_the_day_is_that_of_publication(tmp_path, head, body):
    assert article(tmp_path, body, head=head)["published"] == "2024-04-22"


def test_the_time_of_a_card_is_not_that_of_the_report(tmp_path):
    card = "<article><a href='/x'>Ferry runs on</a> <time datetime='2024-05-09'>9 May</time></article>"
    markup = page(f"<time datetime='2024-04-22'>22 April</time>{PARAGRAPHS}").replace("<main>", f"{card}<main>")
    assert read_page(tmp_path, markup).article["published"] == "2024-04-22"


TEASER = (
    "<h3><a href='/{0}'>Report number {0} on the bridge</a></h3><p>What report number {0} tells in one sentence.</p>"
)


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (page("".join(TEASER.format(n) for n in range(8)), title="Politics"), "a list of reports"),
        (page("<p>Checking your browser before you enter.</p>", title="Just a moment..."), "a challenge page"),
        (page("<p>The page that you look for is not here.</p>" * 3, title="Page not found"), "an error page"),
        (page("<p>nginx</p>", title="403 Forbidden"), "an error page"),
        (page(PARAGRAPHS, title="Sign in"), "readers sign in"),
        (page(PARAGRAPHS, title="Search results for “bridge”"), "a list of what was found"),
        (page(PARAGRAPHS, title="Tag: bridges"), "a list of what was found"),
        (page(f"<p>{BODY[0]}</p><div class='paywall'><p>Subscribe to read on.</p></div>"), "paywall"),
        (page("<p>Страница удалена или никогда не существовала.</p>", title="Страница не найдена"), "an error page"),
    ],
    ids=["a list", "a challenge", "not found", "forbidden", "a login", "a search", "a tag", "a paywall", "in Russian"],
)
def test_what_is_no_report_is_refused_for_a_true_reason(tmp_path, markup, reason):
    found = read_page(tmp_path, markup)
    assert found.articles == []
    assert reason in " ".join(found.said)


@pytest.mark.parametrize(
    "title", ["Search-and-Rescue Operation Goes On", "Tagore Read in Delhi", "Category 5 Storm Nears"]
)
def test_a_headline_that_only_begins_like_a_list(tmp_path, title):
    assert article(tmp_path, title=title)["title"] == title


def test_a_digest_whose_items_are_told_is_an_article(tmp_path):
    items = "".join(f"<h3>Item {n}</h3><p>{BODY[n]} {BODY[(n + 1) % 4]}</p>" for n in range(4))
    assert len(article(tmp_path, items, title="The Week in Brief")["paragraphs"]) >= 4


@pytest.mark.parametrize(
    ("language", "title", "sentences"),
    [
        ("hi", "मंत्री ने पुल खोला", "मंत्री ने सोमवार को नदी पर बने नए पुल का उद्घाटन किया और मजदूरों को धन्यवाद दिया।"),
        ("lo", "ລັດຖະມົນຕີ ເປີດຂົວໃໝ່", "ລັດຖະມົນຕີ ໄດ້ເປີດຂົວໃໝ່ຂ້າມແມ່ນ້ຳ ໃນວັນຈັນຜ່ານມາ ແລະ ຂອບໃຈກຳມະກອນ ທີ່ໄດ້ກໍ່ສ້າງຂົວນີ້ສຳເລັດ"),
        ("th", "รัฐมนตรีเปิดสะพาน", "รัฐมนตรีเปิดสะพานใหม่ข้ามแม่น้ำเมื่อวันจันทร์และขอบคุณคนงานที่ก่อสร้างสะพานนี้จนแล้วเสร็จในสองปี"),
        ("my", "ဝန်ကြီး တံတားဖွင့်", "ဝန်ကြီးသည် တနင်္လာနေ့တွင် မြစ်ကူးတံတားသစ်ကို ဖွင့်လှစ်ပေးခဲ့ပြီး အလုပ်သမားများကို ကျေးဇူးတင်ခဲ့သည်။"),
        ("km", "រដ្ឋមន្ត្រីបើកស្ពាន", "រដ្ឋមន្ត្រីបានបើកស្ពានថ្មីឆ្លងទន្លេនៅថ្ងៃចន្ទ ហើយបានថ្លែងអំណរគុណដល់កម្មករដែលបានសាងសង់វា។"),
        (
            "zh",
            "部长为大桥剪彩",
            "部长星期一为新建的跨河大桥剪彩，并感谢工人们两年来的辛勤劳动，他们在冬天也没有停工。",
        ),
        (
            "ja",
            "大臣、橋の開通式に出席",
            "大臣は月曜日、川に架かる新しい橋の開通式に出席し、二年にわたる工事に携わった作業員に感謝した。",
        ),
    ],
)
def test_scripts_with_other_stops_or_none_are_read_in_their_language(tmp_path, language, title, sentences):
    body = "".join(f"<p>{number} {sentences}</p>" for number in range(6))
    found = article(tmp_path, body, title=title, language=language)
    assert (found["language"], found["title"]) == (language, title)


@pytest.mark.parametrize(
    ("declared", "language", "text"),
    [
        (
            "tr",
            "tr",
            "Bakan pazartesi günü nehrin üzerindeki yeni köprüyü açtı ve iki yıl çalışan işçilere teşekkür etti.",
        ),
        ("uk", "uk", "Міністр відкрив у понеділок новий міст через річку і подякував будівельникам за два роки праці."),
        (
            "it",
            "it",
            "Il ministro ha inaugurato lunedì il nuovo ponte sul fiume e ha ringraziato gli operai per il lavoro.",
        ),
        (
            "sw",
            "sw",
            "Waziri alifungua daraja jipya juu ya mto siku ya Jumatatu na kuwashukuru wafanyakazi kwa kazi yao.",
        ),
        (
            "",
            "cs",
            "Ministr otevřel v pondělí nový most přes řeku a poděkoval stavitelům za dva roky jejich práce na něm.",
        ),
    ],
)
def test_the_language_is_the_pages_own_word_or_else_detected(tmp_path, declared, language, text):
    body = "".join(f"<p>{text} {number}.</p>" for number in range(5))
    assert article(tmp_path, body, title=text[:30], language=declared)["language"] == language
