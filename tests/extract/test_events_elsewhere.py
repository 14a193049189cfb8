"""Events as papers and other outlets report them, and what assemblies decide. Sentences are our own."""

import pytest

from corpus.extract import Document, ReportedEvent, extract

TODAY = "2024-05-12"  # a Sunday


def events(*paragraphs: str, title: str = "") -> tuple[ReportedEvent, ...]:
    """Return the events of an article of these paragraphs."""
    return extract(Document(title, paragraphs, TODAY, language="en")).events


def only(*paragraphs: str, **options) -> ReportedEvent:
    """Return the one event of an article."""
    found = events(*paragraphs, **options)
    assert len(found) == 1, [event.type for event in found]
    return found[0]


def roles(event: ReportedEvent) -> list[tuple[str, str]]:
    return [(one.name, one.role) for one in event.participants]


@pytest.mark.parametrize(
    ("kind", "day", "sentence"),
    [
        ("meeting", "2024-05-08", "President Oona Lahti held a phone call with Premier Han Kuk Bom on Wednesday."),
        ("meeting", "2024-05-08", "President Oona Lahti hosted Premier Han Kuk Bom in Oslo on Wednesday."),
        ("meeting", None, "Minister Oona Lahti discussed ways of trade with Ambassador Han Kuk Bom."),
        ("assembly", "2024-05-08", "Premier Oona Lahti chaired a meeting of the Garden Council on Wednesday."),
        ("ceremony", "2024-05-08", "Premier Oona Lahti on Wednesday commissioned a power station in Oslo."),
        ("ceremony", "2024-05-08", "Premier Oona Lahti on Wednesday cut the sod for a hospital in Oslo."),
        ("ceremony", "2024-05-08", "Premier Oona Lahti planted trees together with gardeners on May 8."),
        ("commemoration", "2024-05-08", "Premier Oona Lahti led prayers over the bodies of the sailors on May 8."),
        ("commemoration", "2024-05-10", "The Finnish agency celebrated its 90th anniversary on Friday."),
        ("assembly", "2024-05-07", "Finland wants peace, President Oona Lahti said in a press conference on Tuesday."),
        (
            "statement",
            "2024-05-07",
            "President Oona Lahti, speaking at an event on May 7, stressed the need for water.",
        ),
        ("statement", "2024-05-08", "Governor Oona Lahti voiced regret on Wednesday over the accord."),
        ("statement", "2024-05-10", "Oona Lahti, chairwoman of the League, was interviewed by KCNA on Friday."),
        ("statement", "2024-05-06", "Gardens matter. Oona Lahti, mayor of Oslo, said this at talks on May 6."),
        ("statement", "2024-05-10", "Rodong Sinmun Friday in an article says that gardens are a treasure."),
        ("statement", "2024-05-10", "Rodong Sinmun Friday editorially calls for more gardens."),
        (
            "statement",
            "2024-05-06",
            "The Confederation of Trade Unions at a meeting on May 6 declared that it would strike.",
        ),
        ("disaster", "2024-05-08", "Powerful earthquake hit Ruritania on May 8, leaving many homeless."),
        ("sport", "2024-05-10", "A group running of officials took place on Friday."),
    ],
)
def test_reports_of_other_outlets(kind, day, sentence):
    found = only(sentence)
    assert (found.type, found.date) == (kind, day)


def test_a_plan_that_is_unveiled_is_no_ceremony():
    assert events("Finland unveiled a plan for its gardens on May 8.") == ()


def test_whoever_tells_it_is_no_party_to_it():
    found = only("Premier Oona Lahti held talks with Mayor Han Kuk Bom, Spokesman Dmitry Orlov told reporters.")
    assert [name for name, _ in roles(found)] == ["Oona Lahti", "Han Kuk Bom"]


def test_the_subject_of_the_next_verb_is_no_party_to_the_first():
    found = only("Premier Oona Lahti met Mayor Han Kuk Bom, and Minister Dmitry Orlov signed an agreement.")
    assert [name for name, _ in roles(found)] == ["Oona Lahti", "Han Kuk Bom"]


def test_whose_credentials_were_received_takes_part():
    found = only("President Oona Lahti received the credentials of the Ambassador of Chad, Ms. Aida Unda, on May 8.")
    assert [name for name, _ in roles(found)] == ["Oona Lahti", "Aida Unda"]


def test_those_who_say_something_behind_it_spoke_there():
    found = only(
        "A seminar on gardens took place in Oslo on May 8.",
        "Oona Lahti, chairwoman of the League, said that gardens are a treasure.",
        "Han Kuk Bom, mayor of Hillside, praised the gardeners.",
    )
    assert roles(found) == [("Oona Lahti", "speaker"), ("Han Kuk Bom", "speaker")]


def test_who_guided_it_belongs_to_the_test():
    found = only(
        "The Academy conducted a test-fire of a new missile on May 8.",
        "Han Kuk Bom, director of the Academy, guided it on the spot.",
    )
    assert found.type == "military"
    assert [name for name, _ in roles(found)] == ["Han Kuk Bom"]


def test_what_an_assembly_decides_takes_its_day_and_place():
    session, elected, law = events(
        "The session of the Garden Assembly was held at Lakeside Hall on May 8.",
        "Many deputies attended it.",
        "They discussed the budget.",
        "Minister Oona Lahti was elected as chairwoman of the Garden Committee.",
        "The session adopted the law on gardens.",
    )
    assert (session.type, elected.type, law.type) == ("assembly", "appointment", "agreement")
    assert {(one.date, one.place) for one in (session, elected, law)} == {("2024-05-08", "Lakeside Hall")}


def test_a_visit_paid_to_lay_flowers_is_a_commemoration():
    found = only("Kim Jong Un visited the Liberation Tower on May 8.", "He laid a wreath before the tower.")
    assert (found.type, found.date, found.place) == ("commemoration", "2024-05-08", "Liberation Tower")


def test_what_was_seen_during_a_stay_is_a_visit_of_its_own():
    left, seen = events(
        "A delegation led by Oona Lahti returned home on May 8.",
        "During the stay the delegation visited Rose Hill and the Lakeside Museum.",
    )
    assert (left.type, left.date) == (seen.type, "2024-05-08") == ("visit", "2024-05-08")
    assert roles(seen) == [("Oona Lahti", "principal")]


def test_the_office_says_who_acts():
    first = "Oona Lahti, governor of Lapland, recollected her friend, according to a report."
    found = events(first, "The governor paid a condolatory visit to a DPRK company in Oslo City.")
    assert [(one.type, one.place, roles(one)) for one in found if one.type == "commemoration"] == [
        ("commemoration", "Oslo City", [("Oona Lahti", "principal")])
    ]


def test_a_review_of_papers_is_their_statement_of_the_day():
    found = only(
        "Following are major news items in Rodong Sinmun on Friday:", "- A ceremony took place.", title="Press Review"
    )
    assert (found.type, found.date) == ("statement", "2024-05-10")


def test_whose_request_is_criticized_says_nothing():
    found = only("The Finnish government on Friday criticized a request by Prosecutor Luis Moreno for a warrant.")
    assert (found.type, roles(found)) == ("statement", [])


def test_the_fighter_who_is_remembered_takes_no_part():
    found = only(
        "A memorial service was held at Lakeside Hall on May 8 to observe the anniversary of death of revolutionary "
        "fighter Han Kuk Bom."
    )
    assert roles(found) == []


def test_editorials_of_a_day_are_dated():
    found = only("Leading newspapers on Friday dedicate editorials to the Garden Day.")
    assert (found.type, found.date) == ("statement", "2024-05-10")


@pytest.mark.parametrize(
    ("sentence", "place", "names"),
    [
        ("Oona Lahti, spokeswoman for the Garden Party, said at a press conference on Friday that pears pay.", None, 1),
        ("The Finnish gardening minister told a press conference in Oslo on Friday that pears pay.", "Oslo", 0),
        ("The Finnish ambassador to Norway at a news conference Friday expressed concern about pears.", None, 0),
    ],
)
def test_what_is_told_to_the_press_is_told_at_an_assembly(sentence, place, names):
    found = only(sentence)
    assert (found.type, found.date, found.place) == ("assembly", "2024-05-10", place)
    assert len(found.participants) == names


@pytest.mark.parametrize("verb", ["rapped", "flayed", "lambasted", "praised", "blamed"])
def test_a_commentary_of_a_day_is_a_statement_whatever_its_verb(verb):
    found = only(f"The Gardeners' Solidarity of Finland in a commentary on Friday {verb} the minister for his pears.")
    assert (found.type, found.date) == ("statement", "2024-05-10")


def test_an_earthquake_with_its_magnitude_before_a_hyphen():
    assert only("The magnitude 6.2-quake struck northeastern Japan Friday.").type == "disaster"
