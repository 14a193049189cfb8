"""Line-ups: printed lists of three or more people, with kind, order, titles, sentence and event."""

import pytest

from corpus.extract import Document, Lineup, extract

MET = "Pedro Ramirez, president of Cuba, met Ri Chol Su, minister of Fisheries, in Wonsan on October 19."
NAMES = "Kim A Rim, Ri Chol Su and Pak Il Ho"


def read(*paragraphs: str, title: str = "A Headline"):
    return extract(Document(title, paragraphs, published="2023-10-20", dateline_date="2023-10-20", language="en"))


def lineups(*paragraphs: str) -> tuple[Lineup, ...]:
    return read(*paragraphs).lineups


def only(*paragraphs: str) -> Lineup:
    (lineup,) = lineups(*paragraphs)
    return lineup


def names(lineup: Lineup) -> list[str]:
    return [member.name for member in lineup.members]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("companions", "He was accompanied by {}."),
        ("companions", "Accompanying him were {}."),
        ("present", "Present there were {} and officials concerned."),
        ("present", "The meeting was attended by {}."),
        ("present", "{} were present there."),
        ("audience", "Among the audience were {} and working people in the city."),
        ("audience", "{} enjoyed the new performance."),
        ("rostrum", "The platform was taken by {}."),
        ("rostrum", "{} took the platform."),
        ("participants", "Participants in the contest included {}."),
        ("participants", "{} took part in the contest."),
        ("speakers", "Speeches were made by {}."),
        ("speakers", "{} and others spoke at the meeting."),
        ("mourners", "{} visited the bier of the old weaver."),
        ("committee", "The committee is made up of {}."),
        ("committee", "The jury committee was formed with {} as members."),
        ("greeted", "The guests were greeted at the station by {}."),
        ("seen_off", "They were seen off at the airport by {}."),
        ("list", "They included {}."),
        ("list", "The garden prize went to {}."),
    ],
)
def test_a_phrase_tells_the_kind(kind, sentence):
    lineup = only(MET, sentence.format(NAMES))
    assert (lineup.kind, names(lineup)) == (kind, ["Kim A Rim", "Ri Chol Su", "Pak Il Ho"])


def test_a_list_keeps_order_titles_and_offsets():
    said = "Present were Kim A Rim, minister of Salt; Ri Chol Su and Pak Il Ho, vice-ministers of Fish; and Om Ji Hun."
    document = Document("", (MET, said), published="2023-10-20", language="en")
    (lineup,) = extract(document).lineups
    assert document.text[lineup.start : lineup.end] == lineup.sentence == said
    assert [(one.order, one.name, one.title) for one in lineup.members] == [
        (1, "Kim A Rim", "minister of Salt"),
        (2, "Ri Chol Su", "vice-ministers of Fish"),
        (3, "Pak Il Ho", "vice-ministers of Fish"),
        (4, "Om Ji Hun", ""),
    ]
    assert [document.text[one.start : one.end] for one in lineup.members] == names(lineup)


@pytest.mark.parametrize("sentence", ["Present there were Kim A Rim and Pak Il Ho.", "They included Om Ji Hun."])
def test_two_names_are_no_list(sentence):
    assert lineups(MET, sentence) == ()


def test_a_list_over_several_sentences_is_one():
    lineup = only("Present were Kim A Rim and Ri Chol Su. Also present were Pak Il Ho and Om Ji Hun.")
    assert names(lineup) == ["Kim A Rim", "Ri Chol Su", "Pak Il Ho", "Om Ji Hun"]
    assert lineup.sentence.startswith("Present were")
    assert lineup.sentence.endswith("Om Ji Hun.")


def test_a_signature_below_a_list_is_not_in_it():
    assert names(only(f"Present there were {NAMES}.", "Om Ji Hun")) == NAMES.replace(" and", ",").split(", ")


def test_the_lists_of_two_sides_are_kept_apart():
    sides = (f"Present there were {NAMES}.", "Present from the Cuban side were Juan Castro, president of the club, ")
    found = lineups(MET, sides[0], f"{sides[1]}Han Sol Mi, consul of Cuba, and Jo Myong Il.")
    assert [len(one.members) for one in found] == [3, 3]


def test_lists_of_different_kinds_are_kept_apart():
    found = lineups(f"Present there were {NAMES}.", "Speeches were made by Om Ji Hun, Han Sol Mi and Jo Myong Il.")
    assert [one.kind for one in found] == ["present", "speakers"]


@pytest.mark.parametrize("glue", [", ", "; ", "\n"])
def test_a_committee_is_read_however_its_names_are_parted(glue):
    syllables = ("Il", "Ho", "Chol", "Su", "Myong", "Gil", "Hun", "Sik", "Gyu")
    members = [f"Kim {first} {second}" for first in syllables for second in syllables]
    text = "The jury of the chess league is to be formed. The committee is made up of the following persons:"
    lineup = only(*text.split("\n"), *glue.join(members).split("\n"))
    assert (lineup.kind, names(lineup)) == ("committee", members)
    assert [one.order for one in lineup.members] == list(range(1, 82))


def test_in_a_long_list_a_family_name_with_two_words_is_a_name():
    ten = [
        f"Ri {first} Ho"
        for first in ("Chol", "Myong", "Kwang", "Yong", "Song", "Thae", "Kyong", "Jong", "Sang", "Pong")
    ]
    lineup = only(f"Present there were {', '.join(ten[:5])}, So Man Sul, {', '.join(ten[5:])} and Pak To Chun.")
    assert names(lineup) == [*ten[:5], "So Man Sul", *ten[5:], "Pak To Chun"]


def test_somebody_named_twice_has_two_places():
    members = "Kim A Rim, Ri Chol Su, Pak Il Ho and Ri Chol Su"
    assert names(only(f"The committee is made up of {members}.")) == members.replace(" and", ",").split(", ")


@pytest.mark.parametrize("tail", ["the works of Kim A Rim", "the son of Han Sol Mi", "Han Sol Mi's songs"])
def test_who_is_only_spoken_of_has_no_place(tail):
    assert names(only(f"Present there were {NAMES} and those who study {tail}.")) == NAMES.replace(" and", ",").split(
        ", "
    )


def test_a_list_belongs_to_the_event_it_is_told_of():
    text = (
        MET,
        "The talk was about boats.",
        f"Present there were {NAMES}.",
        "An art performance was given at the Wonsan Theatre on October 18.",
        "Among the audience were Om Ji Hun, Han Sol Mi and Jo Myong Il.",
    )
    found = read(*text)
    assert [(one.kind, found.events[one.event].type) for one in found.lineups] == [
        ("present", "meeting"),
        ("audience", "performance"),
    ]


def test_a_list_without_a_phrase_or_an_event_stands_alone():
    found = read(MET, "The garden prize of the year went to Kim A Rim, Han Sol Mi and Jo Myong Il.")
    assert [(one.kind, one.event) for one in found.lineups] == [("list", None)]


def test_each_participant_has_the_sentence_that_names_them():
    text = (MET, "The talk was about boats.", f"Present there were {NAMES.replace('Ri Chol Su', 'Om Ji Hun')}.")
    found, whole = read(*text), "\n".join(text)
    (event,) = found.events
    said = {one.name: whole[one.start : one.end] for one in event.participants}
    assert said == {"Pedro Ramirez": MET, "Ri Chol Su": MET} | dict.fromkeys(
        ("Kim A Rim", "Om Ji Hun", "Pak Il Ho"), text[2]
    )


def test_a_pronoun_rests_on_the_sentence_with_the_name():
    text = (
        "Kim A Rim, minister of Salt, visited the Wonsan Salt Works on October 18.",
        "She also visited the Ongjin Salt Works on October 19.",
    )
    first, second = read(*text).events
    assert [(one.name, one.start) for one in second.participants] == [("Kim A Rim", first.start)]
