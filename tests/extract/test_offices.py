"""Offices: what printed titles stand for. Bodies that the vocabulary does not know are our own."""

import pytest

from corpus.extract.offices import office_of, offices_of


@pytest.mark.parametrize(
    ("office", "titles"),
    [
        ("premier, Cabinet, DPRK", ["DPRK Premier", "Premier of the DPRK Cabinet", "prime minister of the DPRK"]),
        (
            "secretary, Central Committee, Workers' Party of Korea, DPRK",
            [
                "secretary of the C.C., the WPK",
                "secretaries of the Central Committee of the Workers’ Party of Korea",
                "WPK Central Committee Secretary",
                "secretary of the C.C, WPK",
            ],
        ),
        (
            "member, Political Bureau, Workers' Party of Korea, DPRK",
            ["member of the Political Bureau of the C.C., the WPK", "members of the Politburo of the WPK"],
        ),
        (
            "member, Presidium of the Political Bureau, Workers' Party of Korea, DPRK",
            [
                "member of the Standing Committee of the Political Bureau of the C.C., WPK",
                "members of the Presidium of the Political Bureau of the WPK Central Committee",
            ],
        ),
        (
            "general secretary, Communist Party of Vietnam, Vietnam",
            [
                "general secretary of the C.C., the Communist Party of Vietnam",
                "secretary-general of the Communist Party of Vietnam",
                "Vietnamese Communist Party General Secretary",
            ],
        ),
        (
            "president, Presidium, Supreme People's Assembly, DPRK",
            ["president of the Presidium of the DPRK Supreme People's Assembly", "President of the SPA Presidium"],
        ),
        ("chairman, National Defence Commission, DPRK", ["DPRK NDC Chairman", "chairwoman of the NDC of the DPRK"]),
        ("colonel general, Korean People's Army, DPRK", ["KPA Col. General", "Colonel Generals of the KPA"]),
        ("vice marshal, Korean People's Army, DPRK", ["Vice Marshal of the Korean People's Army"]),
        (
            "chief, General Staff, Korean People's Army, DPRK",
            ["chief of the KPA General Staff", "Chief of the General Staff of the Korean People’s Army"],
        ),
        (
            "vice-minister, Ministry of Foreign Affairs, Mozambique",
            [
                "Mozambican Deputy Foreign Minister",
                "vice-minister of Foreign Affairs and Cooperation of the Republic of Mozambique",
            ],
        ),
        ("ambassador, to DPRK, Laos", ["Lao ambassador e. p. to the DPRK", "outgoing ambassador of Laos to the DPRK"]),
        ("president, Ethiopia", ["Ethiopian President", "president of the Federal Democratic Republic of Ethiopia"]),
        ("premier, Cabinet, China", ["Chinese Premier", "premier of the State Council of China"]),
        ("general secretary, United Nations", ["UN Secretary-General", "secretary general of the United Nations"]),
        ("chairman, Lantern Society, Nepal", ["chairperson of the Nepal Lantern Society"]),
        ("chairman, Workers' Lantern Party, Peru", ["chairman of the Workers’ Lantern Party of Peru"]),
        ("director, Tide Institute of Hillside College", ["director of the Tide Institute of Hillside College"]),
    ],
)
def test_wordings_of_one_office(office, titles):
    assert {title: str(office_of(title)) for title in titles} == dict.fromkeys(titles, office)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Colonel General of the KPA", "General of the KPA"),
        ("member of the Political Bureau of the WPK", "alternate member of the Political Bureau of the WPK"),
        ("member of the Presidium of the Political Bureau of the WPK", "member of the Political Bureau of the WPK"),
        ("vice-premier of the DPRK Cabinet", "premier of the DPRK Cabinet"),
        ("chairman of the Lantern Society of Nepal", "chairman of the Lantern Society of Peru"),
        ("Lao ambassador to the DPRK", "DPRK ambassador to Laos"),
        ("minister of Foreign Trade of the DPRK", "foreign minister of the DPRK"),
    ],
)
def test_offices_that_differ(one, other):
    offices = {office_of(one), office_of(other)}
    assert len(offices - {None}) == 2


@pytest.mark.parametrize(
    "title",
    [
        "Chairman",
        "leader",
        "General",
        "senior officials of the party, state and armed forces organs",
        "former president of Peru",
        "ex-president of the U.S",
        "chairman of its Central Committee",
        "chairman of the Ukrainian",
        "chairman of the association",
        "secretary of the School Party Committee",
        "general secretary of the C.C., Communist Party",
        "member of the Political Bureau and the Secretariat of the C.C., the CPC",
        "president of",
        "of the",
        "",
        "(((",
        "chairman " * 60,
        "chairman of the Ämter ☃ of, of ,",
    ],
)
def test_what_names_no_office(title):
    assert office_of(title) is None


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("vice-premier of the Cabinet", "vice-premier, Cabinet, DPRK"),
        ("minister of Metal Industry", "minister, Ministry of Metal Industry, DPRK"),
        ("member of the Political Bureau", "member, Political Bureau, Workers' Party of Korea, DPRK"),
        ("commander of the Navy", "commander, Navy, Korean People's Army, DPRK"),
        ("Lieut. General", "lieutenant general, Korean People's Army, DPRK"),
    ],
)
def test_the_country_of_the_holder_completes_a_title(title, office):
    assert office_of(title) is None
    assert str(office_of(title, "DPRK")) == office


@pytest.mark.parametrize("title", ["member of the Presidium", "Presidium members", "Chief Cabinet Secretary"])
def test_a_part_that_party_and_parliament_have_is_left_open(title):
    assert office_of(title, "DPRK") is None


def test_a_country_that_is_printed_goes_before_that_of_the_holder():
    assert str(office_of("vice-premier of the State Council of China", "DPRK")) == "vice-premier, Cabinet, China"


def test_titles_of_one_person_complete_each_other():
    found = offices_of(["Premier", "Chinese Premier", "member of the Political Bureau", "premier of the State Council"])
    assert {title: str(office) for title, office in found.items()} == {
        "Premier": "premier, Cabinet, China",
        "Chinese Premier": "premier, Cabinet, China",
        "premier of the State Council": "premier, Cabinet, China",
        "member of the Political Bureau": "member, Political Bureau, Communist Party of China, China",
    }


def test_a_rank_alone_stands_for_the_one_office_of_that_rank():
    assert "Chairman" in offices_of(["Chairman", "chairman of the Lantern Society"])
    both = offices_of(["Chairman", "chairman of the Lantern Society", "chairman of the Tide Society"])
    assert sorted(both) == ["chairman of the Lantern Society", "chairman of the Tide Society"]


def test_a_body_printed_with_and_without_its_country_is_one():
    found = offices_of(["chairman of the Lantern Society", "chairman of the Lantern Society of Nepal", "Chairman"])
    assert {str(office) for office in found.values()} == {"chairman, Lantern Society, Nepal"}
    assert len(found) == 3


def test_titles_of_two_countries_give_no_home():
    found = offices_of(["president of Peru", "ambassador of Nepal to Laos", "vice-premier of the Cabinet"], "DPRK")
    assert "vice-premier of the Cabinet" not in found
