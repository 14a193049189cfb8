"""Names of people: spelling, neighbours, lists, shorter forms, and things named after people. Sentences are our own."""

import pytest

from corpus.extract import Document, extract


def people(*paragraphs: str, title: str = "") -> list[str]:
    """Return the names found in an article of these paragraphs."""
    return [person.name for person in extract(Document(title, paragraphs, "2024-05-12", language="en")).people]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Han Kuk Bom planted a pear tree.", ["Han Kuk Bom"]),
        ("The choir was led by Ri Sun, a teacher.", ["Ri Sun"]),
        ("Pak In Chol and Kim Man Dok repaired the pump.", ["Pak In Chol", "Kim Man Dok"]),
        ("Kim Yong-sam met nobody.", ["Kim Yong-sam"]),
        ("U Song Nam, O Kum Hui and An Jong Ae sang.", ["U Song Nam", "O Kum Hui", "An Jong Ae"]),
        ("Jang Myong Do, manager of the bakery, baked bread.", ["Jang Myong Do"]),
        ("Fishermen admired the Moon Palace In Autumn.", []),
    ],
)
def test_korean_names_are_told_by_their_spelling(sentence, expected):
    assert people(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The guest was Ivana Petrovska, ambassador of Ruritania.", ["Ivana Petrovska"]),
        ("President Tomasz Wielki laughed.", ["Tomasz Wielki"]),
        ("It was signed by Zhao Lihua and Qian Bo.", ["Zhao Lihua", "Qian Bo"]),
        ("A telegram of thanks came from To Binh, president of the club.", ["To Binh"]),
        ("Nguyen Van Hoa carried the flag.", ["Nguyen Van Hoa"]),
        ("Executive Chairman B. Ganzorig led the walkers.", ["B. Ganzorig"]),
        ("Prime Minister Jan Dvorsky opened the fair.", ["Jan Dvorsky"]),
        ("She wrote a message to Oona Lahti on her appointment as headmistress.", ["Oona Lahti"]),
        ("Minister of Culture Chen Aihua sang.", ["Chen Aihua"]),
        ("Ambassador to United Nations Ahmed Sule protested.", ["Ahmed Sule"]),
    ],
)
def test_other_names_are_told_by_spelling_or_neighbours(sentence, expected):
    assert people(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The match was played at Kim Il Sung Stadium.",
        "Students of Kim Hyong Jik University of Education danced.",
        "He wears the Order of Kim Il Sung.",
        "Cloth from the Pyongyang Kim Jong Suk Silk Mill is soft.",
        "The destroyer Choe Hyon left port.",
        "Boats sailed from Kim Chaek City and Sinpho.",
        "Members of the Kim Il Sung-Kim Jong Il Foundation met.",
        'The choir sang "General Victory Steers Our Ship" twice.',
        "Communists of All-Russia, secretary of which is unknown, stayed away.",
        "The Supreme Court and the Union of Agricultural Workers agreed.",
    ],
)
def test_what_bears_a_name_is_no_person(sentence):
    assert people(sentence) == []


def test_a_later_family_name_alone_is_the_same_person():
    found = extract(
        Document(
            "",
            ("Governor Pavel Andreyevich Orlov came by sea.", "Orlov praised the harbour."),
            "2024-05-12",
            language="en",
        )
    )
    assert [person.name for person in found.people] == ["Pavel Andreyevich Orlov"]
    assert [mention.text for mention in found.people[0].mentions] == ["Pavel Andreyevich Orlov", "Orlov"]


def test_mentions_carry_their_offsets_and_parts():
    document = Document(
        "Han Kuk Bom Honoured", ("A tree was planted.", "Han Kuk Bom watered it."), "2024-05-12", language="en"
    )
    (person,) = extract(document).people
    body, title = person.mentions
    assert document.text[body.start : body.end] == "Han Kuk Bom"
    assert (title.part, document.title[title.start : title.end]) == ("title", "Han Kuk Bom")


def test_a_family_name_joined_to_a_given_name_is_two_people():
    found = people("The crowd shouted at Jang-Sol Mi.", "Jang Ki Tae and the others left.")
    assert sorted(found) == ["Jang Ki Tae", "Sol Mi"]


def test_another_language_gives_names_and_no_events():
    found = extract(Document("", ("Kim Yong Nam recibió a Pedro Ruiz.",), "2024-05-12", language="es"))
    assert "Kim Yong Nam" in [person.name for person in found.people]
    assert found.events == ()
    assert found.warnings


def test_characters_of_an_opera_are_nobody():
    assert people("The opera “Liang Shanbo and Zhu Yingtai” was given by Han Kuk Bom.") == ["Han Kuk Bom"]


def test_names_of_many_words_and_with_full_width_hyphens():
    assert people("He sent a message to Mishal Al Hamad Al Jaber Al Ruri, emir of Ruritania.") == [
        "Mishal Al Hamad Al Jaber Al Ruri"
    ]
    assert people("He sent a message to Hamad Bin Isa al－Ruri, king of Ruritania.") == ["Hamad Bin Isa al－Ruri"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He walked with Pak To Chun, Ri Hung No and Choe An Sik.", ["Pak To Chun", "Ri Hung No", "Choe An Sik"]),
        ("They wrote to So Man Sul and Han In Chol.", ["So Man Sul", "Han In Chol"]),
        ("An In Ae watered the roses.", []),
        ("Pak To Lead Gardeners Again", []),
    ],
)
def test_names_whose_parts_are_english_words(sentence, expected):
    assert people(sentence) == expected


def test_in_a_headline_such_words_are_what_they_say():
    assert people("Nothing happened.", title="Pak To Chun Up Wood") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The envoy bowed to Albert II, King of the Lakes.", ["Albert II"]),
        ("Phase II, the manager said, begins.", []),
        ("Guests were Li Changchun, member of the jury, and He Wei, head of the club.", ["Li Changchun", "He Wei"]),
        ("He Wei, vice-president of the club, rowed.", ["He Wei"]),
        ("The mayor met with Le Minh Hung and Doan Van Thu in the park.", ["Le Minh Hung", "Doan Van Thu"]),
        ("State President To Lam rowed.", ["To Lam"]),
        ("Mayor Jan Dvorsky and his wife, Ilse Brandow, danced.", ["Jan Dvorsky", "Ilse Brandow"]),
        ("Oddny Gullvik was elected chairwoman of the choir.", ["Oddny Gullvik"]),
        ("The prize went to B.C. Morsani, chairman of the bakers.", ["B.C. Morsani"]),
        ("Former U.N. Nuclear inspectors played chess.", []),
        ("Koreans, members of the club, rowed.", []),
    ],
)
def test_numbers_kin_and_family_names_that_are_words(sentence, expected):
    assert people(sentence) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The nuclear carrier Theodore Rosewell entered the port.",
        "It was held by the Youth and Student Sub-Committee of the League.",
        "A report from business analyst Vision-Net showed it.",
        "Condolences were expressed by the chairman of the Union of Koreans in Kamchatka Territory, the chairman said.",
        "Police seized a ton inside a house in Valle del Cauca, a police spokesman said.",
        "He met the editor-in-chief of the Nakhodka Rabochi, the general secretary of the League.",
        "They launched a general Christmas offensive.",
        "He shot two Pakistanis, Pakistani Prime Minister said.",
        "Wuhan Wanbao said:",
    ],
)
def test_ships_papers_places_and_peoples_are_nobody(text):
    assert people(text) == []


def test_a_name_of_english_words_with_an_office_behind_is_whole():
    assert people("Son In Bok, a student of the college, spoke.") == ["Son In Bok"]
    assert people("Secretary for East Asia Sunjay Singh came.") == ["Sunjay Singh"]
    assert people("A message went to Albert F. del Rosario, foreign minister.") == ["Albert F. del Rosario"]
