"""Titles as printed: after the name, before it, in chains, shared by lists. Sentences are our own."""

import pytest

from corpus.extract import Document, extract


def titles(*paragraphs: str) -> dict[str, list[str]]:
    """Return the offices of each person named in these paragraphs."""
    found = extract(Document("", paragraphs, "2024-05-12", language="en"))
    return {person.name: list(person.titles) for person in found.people}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Han Kuk Bom, director of the Harbour Office, spoke.",
            {"Han Kuk Bom": ["director of the Harbour Office"]},
        ),
        (
            "Han Kuk Bom, chairman of the Chess League and rector of Hillside College, spoke.",
            {"Han Kuk Bom": ["chairman of the Chess League", "rector of Hillside College"]},
        ),
        ("Vice-Minister Han Kuk Bom spoke.", {"Han Kuk Bom": ["Vice-Minister"]}),
        ("Colonel General Han Kuk Bom saluted.", {"Han Kuk Bom": ["Colonel General"]}),
        ("Finnish Prime Minister Oona Lahti spoke.", {"Oona Lahti": ["Finnish Prime Minister"]}),
        (
            "Deputy Director of the Mint Han Kuk Bom spoke.",
            {"Han Kuk Bom": ["Deputy Director of the Mint"]},
        ),
        (
            "Han Kuk Bom, minister of Education, Culture and Sports of Ruritania, spoke.",
            {"Han Kuk Bom": ["minister of Education, Culture and Sports of Ruritania"]},
        ),
        (
            "Han Kuk Bom, secretary of the C.C., Farmers' Union, on Monday opened the fair.",
            {"Han Kuk Bom": ["secretary of the C.C., Farmers' Union"]},
        ),
        ("The respected Comrade Han Kuk Bom waved.", {"Han Kuk Bom": []}),
        ("Player Han Kuk Bom won.", {"Han Kuk Bom": []}),
    ],
)
def test_offices_stand_before_or_behind_the_name(sentence, expected):
    assert titles(sentence) == expected


def test_a_plural_office_is_shared_by_its_list():
    found = titles("Han Kuk Bom, Ri Sun Ae and Jo Pyong Il, vice-directors of the Mint, and Pak Thae Gun spoke.")
    assert found == {
        "Han Kuk Bom": ["vice-directors of the Mint"],
        "Ri Sun Ae": ["vice-directors of the Mint"],
        "Jo Pyong Il": ["vice-directors of the Mint"],
        "Pak Thae Gun": [],
    }


def test_a_plural_office_before_a_list_is_shared():
    found = titles("Vice-Premiers Han Kuk Bom, Ri Sun Ae and Jo Pyong Il stood up.")
    assert set(map(tuple, found.values())) == {("Vice-Premiers",)}


def test_of_two_wordings_the_fullest_stays():
    found = titles(
        "DPRK Ambassador Han Kuk Bom arrived.", "Han Kuk Bom, ambassador of the DPRK to Ruritania, was tired."
    )
    assert found == {"Han Kuk Bom": ["ambassador of the DPRK to Ruritania"]}


def test_an_office_belongs_to_the_name_it_stands_with():
    found = titles("Oona Lahti, president of Finland, met the minister of Trade Han Kuk Bom.")
    assert found["Oona Lahti"] == ["president of Finland"]
    assert found["Han Kuk Bom"] == ["minister of Trade"]


def test_and_before_an_office_is_no_part_of_it():
    assert titles("They thanked President Oona Lahti and Chairman Han Kuk Bom.") == {
        "Oona Lahti": ["President"],
        "Han Kuk Bom": ["Chairman"],
    }


def test_an_office_may_be_set_off_by_commas_before_the_name():
    assert titles("The manager of the Lakeside Store No. 1, Han Kuk Bom, told us so.") == {
        "Han Kuk Bom": ["manager of the Lakeside Store No. 1"]
    }


def test_an_office_that_runs_into_the_next_name_is_that_ones():
    found = titles(
        "Present were Vice-Minister of Trade Han Kuk Bom, DPRK Ambassador to Ruritania Ri Sun Ae and members.",
        "Assistant to the Foreign Minister Liu Zhenmin, the Chinese ambassador to Ruritania and members came.",
    )
    assert found["Han Kuk Bom"] == ["Vice-Minister of Trade"]
    assert found["Ri Sun Ae"] == ["DPRK Ambassador to Ruritania"]
    assert found["Liu Zhenmin"] == ["Assistant to the Foreign Minister"]


def test_counterparts_of_two_countries_share_the_word():
    found = titles("He met his Chinese and Finnish counterparts Liu Zhenmin and Sergei Lavrov.")
    assert set(map(tuple, found.values())) == {("Chinese and Finnish counterparts",)}


def test_a_counterpart_alone_is_no_office():
    assert titles("She met her counterpart Anton Gavrilov.") == {"Anton Gavrilov": []}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            "Assembly Speaker Hammada Sabri received Chairman of the Iranian Parliament's National Security and "
            "Foreign Policy Committee Vahid Jamali.",
            "Vahid Jamali",
            ["Chairman of the Iranian Parliament's National Security and Foreign Policy Committee"],
        ),
        (
            "The premier met with Managing Director of the International Monetary Fund (IMF) Kristina Gergova there.",
            "Kristina Gergova",
            ["Managing Director of the International Monetary Fund"],
        ),
        ("Head of Rusneft Igor Sokolov attended it.", "Igor Sokolov", ["Head of Rusneft"]),
        ("Minister of Public Security Luang Tan Quong was there.", "Luang Tan Quong", ["Minister of Public Security"]),
        (
            "Minister of Energy and Power Development Edgar Mobo was present.",
            "Edgar Mobo",
            ["Minister of Energy and Power Development"],
        ),
        (
            "Chief of the Russian General Staff Army General Valery Gorasin briefed him.",
            "Valery Gorasin",
            ["Chief of the Russian General Staff", "Army General"],
        ),
        (
            "Guards Commander Major General Hossein Sadri spoke.",
            "Hossein Sadri",
            ["Guards Commander", "Major General"],
        ),
        ("Navy Commander Pak Kwang Su made a report.", "Pak Kwang Su", ["Navy Commander"]),
        (
            "Foreign and Expatriates Minister, Dr. Faisal Makdad, spoke.",
            "Faisal Makdad",
            ["Foreign and Expatriates Minister"],
        ),
        ("Russian presidential aide Yury Ushkin came.", "Yury Ushkin", ["Russian presidential aide"]),
        (
            "Chairman of the Duma Committee on International Affairs Leonid Sletsky came.",
            "Leonid Sletsky",
            ["Chairman of the Duma Committee on International Affairs"],
        ),
        (
            "He came with the minister of Energy, Vicente de la Orta, and the first secretary of the Party in "
            "the province, Mario Sabana.",
            "Vicente de la Orta",
            ["minister of Energy"],
        ),
        (
            "The First Secretary of the Committee of the Party and President of the Republic, Miguel Diaz, came.",
            "Miguel Diaz",
            ["First Secretary of the Committee of the Party", "President of the Republic"],
        ),
        (
            "The commander of the battlegroup, Colonel General Andrey Ivanov, reported.",
            "Andrey Ivanov",
            ["commander of the battlegroup", "Colonel General"],
        ),
        (
            "He met lawmakers led by President of the Chamber of Deputies Karol Carrera in Beijing.",
            "Karol Carrera",
            ["President of the Chamber of Deputies"],
        ),
        ("He met Hamas political bureau chief Ismail Hamdan.", "Ismail Hamdan", ["Hamas political bureau chief"]),
        ("He met with Nicaraguan leader Daniel Ortiz.", "Daniel Ortiz", ["Nicaraguan leader"]),
        (
            "He met with U.S. National Security Advisor Jack Sillivan.",
            "Jack Sillivan",
            ["U.S. National Security Advisor"],
        ),
        ("Belarus' Ambassador to Russia Yuri Selivanov came.", "Yuri Selivanov", ["Belarus' Ambassador to Russia"]),
        (
            "The president of the Cuban Parliament, Estevan Laza, met them.",
            "Estevan Laza",
            ["president of the Cuban Parliament"],
        ),
        ("He met the Ambassador of Chad to Laos, Ms. Aida Unda, there.", "Aida Unda", ["Ambassador of Chad to Laos"]),
        (
            "He met Minister of Trade of Cuba, H.E. Mr. Bruno Rodas, there.",
            "Bruno Rodas",
            ["Minister of Trade of Cuba"],
        ),
        ("National Assembly Chairman Tran Thanh Man came.", "Tran Thanh Man", ["National Assembly Chairman"]),
        (
            "Ministry spokesperson Senior Colonel Wu Qiang spoke.",
            "Wu Qiang",
            ["Ministry spokesperson", "Senior Colonel"],
        ),
        (
            "He received Chairman of its Commission for Relations Bonlua Fanda.",
            "Bonlua Fanda",
            ["Chairman of its Commission for Relations"],
        ),
    ],
)
def test_offices_as_other_outlets_print_them(text, name, expected):
    assert titles(text)[name] == expected


def test_the_office_to_which_somebody_was_elected_is_theirs():
    found = titles("Han Kuk Bom sent a message to Sergei Lavrov on his election as president of Finland.")
    assert found["Sergei Lavrov"] == ["president of Finland"]


def test_a_verb_is_no_end_of_an_office_and_officials_of_a_list_have_none():
    found = titles(
        "In the hall the mayor of Hillside demanded Han Kuk Bom resign.",
        "There were army officials Ri Sun Ae and Jo Pyong Il.",
    )
    assert set(map(tuple, found.values())) == {()}


def test_who_speaks_behind_a_comma_is_somebody_else():
    found = titles(
        "They follow Han Kuk Bom, the foreign minister said.",
        "After he saw Ri Sun Ae, the foreign minister expressed his joy.",
        "Jo Pyong Il, the foreign minister, said so.",
    )
    assert found == {"Han Kuk Bom": [], "Ri Sun Ae": [], "Jo Pyong Il": ["foreign minister"]}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Chinese State Councilor and Foreign Minister Zhao Lihua rowed.",
            {"Zhao Lihua": ["Chinese State Councilor", "Foreign Minister"]},
        ),
        (
            "Chairman of the Joint Chiefs of Staff Han Kuk Bom rowed.",
            {"Han Kuk Bom": ["Chairman of the Joint Chiefs of Staff"]},
        ),
        ("It was Security Council Secretary Jan Dvorsky.", {"Jan Dvorsky": ["Security Council Secretary"]}),
        (
            "He met KPA Lieut. Generals Han Kuk Bom and Ri Sun Ho.",
            {
                "Han Kuk Bom": ["KPA Lieut. Generals"],
                "Ri Sun Ho": ["KPA Lieut. Generals"],
            },
        ),
        ("They praised leader Han Kuk Bom.", {"Han Kuk Bom": ["leader"]}),
        (
            "With him were senior officials of the party, state and army organs Han Kuk Bom and Ri Sun Ho.",
            {
                "Han Kuk Bom": ["senior officials of the party, state and army organs"],
                "Ri Sun Ho": ["senior officials of the party, state and army organs"],
            },
        ),
        (
            "Ambassador Extraordinary and Plenipotentiary to Norway Han Kuk Bom rowed.",
            {"Han Kuk Bom": ["Ambassador Extraordinary and Plenipotentiary to Norway"]},
        ),
        (
            "Vice-President of the Chess League and Rector of the College Han Kuk Bom rowed.",
            {"Han Kuk Bom": ["Vice-President of the Chess League", "Rector of the College"]},
        ),
        (
            "Ruritanian Foreign and Expatriates Minister Jan Dvorsky rowed.",
            {
                "Jan Dvorsky": ["Foreign and Expatriates Minister"],
            },
        ),
        ("They praised the great leader Han Kuk Bom.", {"Han Kuk Bom": []}),
        ("This is owed to Han Kuk Bom, the president stated.", {"Han Kuk Bom": []}),
        ("Recalling Han Kuk Bom, the governor posted a letter.", {"Han Kuk Bom": []}),
        (
            "Han Kuk Bom, secretary of the Committee for Implementing the May 3 Garden Declaration, rowed.",
            {"Han Kuk Bom": ["secretary of the Committee for Implementing the May 3 Garden Declaration"]},
        ),
        ("The officials Han Kuk Bom and Ri Sun Ho rowed.", {"Han Kuk Bom": [], "Ri Sun Ho": []}),
        ("The choir for Remembering President Han Kuk Bom sang.", {"Han Kuk Bom": ["President"]}),
    ],
)
def test_titles_before_a_name(sentence, expected):
    assert titles(sentence) == expected


def test_a_family_name_of_two_is_met_again_by_its_first():
    found = titles("Cuban Ambassador Luis Fernandez Roda spoke.", "Ambassador Fernandez thanked them.")
    assert list(found) == ["Luis Fernandez Roda"]


def test_ships_and_plants_named_after_people_are_nobody():
    assert titles("He toured the Antonio Giteras thermoelectric plant and a destroyer of the Choe Hyon class.") == {}


def test_two_plurals_are_shared_by_both_and_a_group_behind_a_comma_by_nobody():
    found = titles(
        "With him were Pak Jong Su and Ri Pyong Ho, members of the Bureau and secretaries of the Party, Ri Yong Gi, "
        "minister of Trade, and commanders.",
        "Jo Chol Min and Han Su Ok, vice-chairmen of the League, and officials of the Ministry came.",
    )
    both = ["members of the Bureau", "secretaries of the Party"]
    assert found["Pak Jong Su"] == found["Ri Pyong Ho"] == both
    assert found["Ri Yong Gi"] == ["minister of Trade"]
    assert found["Jo Chol Min"] == found["Han Su Ok"] == ["vice-chairmen of the League"]


def test_a_body_behind_a_comma_that_runs_into_a_name_belongs_to_that_name():
    found = titles(
        "There were Minister Pak Un Chun, Chairman of the C.C., the Trade Unions of Korea Hyon Sang Su and others."
    )
    assert found["Pak Un Chun"] == ["Minister"]
    assert found["Hyon Sang Su"] == ["Chairman of the C.C., the Trade Unions of Korea"]


def test_a_name_of_two_words_is_found_between_names():
    found = titles("He laid flowers before Kim Chol Su, An Kil, Ryu Kyong Su and Choe Hyon.")
    assert list(found) == ["Kim Chol Su", "An Kil", "Ryu Kyong Su", "Choe Hyon"]


def test_the_tomb_of_a_king_names_nobody():
    assert titles("They saw King Tangun's Mausoleum.") == {}


def test_those_elected_have_the_office_from_then_on():
    found = titles(
        "Jo Chol Won, Pak Jong Su and Deputies O Su Hyon and Ri Yong Min were by-elected as members of the Commission.",
        "Cha Myong Gil was appointed president of the Central Court.",
    )
    assert found["Jo Chol Won"] == found["Pak Jong Su"] == ["members of the Commission"]
    assert found["O Su Hyon"] == found["Ri Yong Min"] == ["Deputies", "members of the Commission"]
    assert found["Cha Myong Gil"] == ["president of the Central Court"]


def test_an_office_follows_another_behind_who_is():
    found = titles("Li Yuanxiang, member of the Secretariat who is head of its Organization Department, came.")
    assert found["Li Yuanxiang"] == ["member of the Secretariat", "head of its Organization Department"]
