"""What later sentences tell of an event: who was there, who spoke, when it was. Sentences are our own."""

import pytest

from corpus.extract import Document, ReportedEvent, extract

FAIR = "The garden fair opened at the Lakeside Hall on May 10."
WALK = "Kim Jong Un inspected the Hillside Bakery on May 10."
SHOW = "An art performance was given at the Lakeside Theatre on May 10.\nKim Jong Un watched the performance."
PARADE = "A military parade was held at Rose Square on May 10."
GIFT = "Han Kuk Bom received a gift from Oona Lahti, president of Finland."
WATCHED = "Ri Sun Ho, minister of Gardens, and Pak To Chun, premier"


def events(text: str, published: str = "2024-05-12") -> tuple[ReportedEvent, ...]:
    """Return the events of an article with these lines, reported from Pyongyang."""
    lines = tuple(text.split("\n"))
    return extract(Document("", lines, published, dateline_place="Pyongyang", language="en")).events


def parts(text: str) -> dict[str, str]:
    """Return the role of each participant of the one event."""
    (event,) = events(text)
    return {one.name: one.role for one in event.participants}


@pytest.mark.parametrize(
    ("lead", "line"),
    [
        (FAIR, f"Among the attendants were {WATCHED}, and bakers."),
        (FAIR, f"The first row of the platform was taken by {WATCHED}."),
        (FAIR, f"Participants in the fair included {WATCHED}."),
        (SHOW, f"Among the audience were {WATCHED}."),
        (SHOW, f"Seen in the auditorium were {WATCHED}."),
        (SHOW, f"Watching the performance together with him were {WATCHED}."),
        (SHOW, f"The performance was also watched by {WATCHED}."),
        (PARADE, f"{WATCHED}, took their seats on the platform."),
    ],
)
def test_those_present(lead, line):
    found = parts(f"{lead}\n{line}")
    assert found["Ri Sun Ho"] == found["Pak To Chun"] == "present"


@pytest.mark.parametrize(
    "line",
    ["With him were {}.", "He was accompanied there by {}.", "Accompanying Kim Jong Un were {} and others."],
)
def test_companions(line):
    found = parts(f"{WALK}\n{line.format(WATCHED)}")
    assert found == {"Kim Jong Un": "principal", "Ri Sun Ho": "companion", "Pak To Chun": "companion"}


def test_a_list_goes_on_behind_a_broken_line():
    found = parts(f"{WALK}\nHe was accompanied by Ri Sun Ho, secretary of the C.C., the WPK\nPak To Chun, premier.")
    assert found["Pak To Chun"] == "companion"


def test_companions_are_told_behind_the_words_that_were_spoken():
    found = parts(f"{WALK}\nBread is needed, he said, adding:\nEverybody likes bread.\nWith him were {WATCHED}.")
    assert found["Ri Sun Ho"] == "companion"


def test_among_them_counts_only_behind_those_who_came():
    assert "Ri Sun Ho" in parts(f"{FAIR}\nMany guests attended it.\nAmong them were {WATCHED}.")
    assert parts(f"{FAIR}\nMany volunteered to bake bread.\nAmong them were {WATCHED}.") == {}


def test_those_who_greeted_are_hosts_and_not_among_those_who_came():
    lead = "Oona Lahti, president of Finland, arrived here on May 10."
    found = parts(f"{lead}\nThey were greeted at the airport by {WATCHED}.")
    assert found == {"Oona Lahti": "principal", "Ri Sun Ho": "host", "Pak To Chun": "host"}


def test_who_reports_at_an_assembly_spoke_there():
    found = parts("A meeting of bakers took place in Oslo on May 10.\nRi Sun Ho in his report said that bread is good.")
    assert found == {"Ri Sun Ho": "speaker"}


def test_a_spokesman_takes_no_part_and_his_day_is_not_that_of_the_event():
    (event,) = events("Han Kuk Bom met members of the choir, press secretary Ri Sun Ho said on Friday.")
    assert [one.name for one in event.participants] == ["Han Kuk Bom"]
    assert event.date is None


def test_who_is_denounced_does_not_speak():
    assert parts("The Rose Committee issued a statement on the reckless remarks made by Han Kuk Bom on May 10.") == {}


def test_a_namesake_of_the_dead_holds_an_office_today():
    assert "Kim Jong Suk" in parts(f"{FAIR}\nPresent there were Kim Jong Suk, chairwoman of the Choir, and Ri Sun Ho.")
    assert parts(f"{FAIR}\nPresent there were Kim Jong Suk and Ri Sun Ho.") == {"Ri Sun Ho": "present"}


def test_a_gift_is_dated_by_the_sentence_that_hands_it_over():
    (event,) = events(f"{GIFT}\nIt was handed over to an official on Tuesday by Jan Dvorsky.")
    assert event.date == "2024-05-07"
    assert [one.name for one in event.participants] == ["Han Kuk Bom", "Oona Lahti"]


def test_further_senders_are_told_behind():
    line = "They included those from Jan Dvorsky, high priest of the Lake, and Ilse Brandow, chairwoman of the choir."
    found = parts(f"Han Kuk Bom received floral baskets on May 10.\n{line}")
    assert found == {"Han Kuk Bom": "recipient", "Jan Dvorsky": "sender", "Ilse Brandow": "sender"}


def test_a_reply_is_a_message_of_its_own():
    line = "Oona Lahti sent a letter to Han Kuk Bom on May 10."
    assert [one.date for one in events(f"Han Kuk Bom sent a present to Oona Lahti.\n{line}")] == [None, "2024-05-10"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("President Jan Dvorsky on Friday called for more roses.", "Jan Dvorsky"),
        ("President Jan Dvorsky in a speech at the fair on Friday stressed the good of bread.", "Jan Dvorsky"),
        ("Bread is good, urged Mayor Jan Dvorsky, on Friday.", "Jan Dvorsky"),
        ("Mayor Jan Dvorsky told reporters in Oslo on Friday that bread is good.", "Jan Dvorsky"),
        ("The foreign minister of Ruritania Friday expressed his stand to bake bread.", ""),
        ("Rodong Sinmun Friday says this in a bylined article.", ""),
        ("The paper Lake Times on May 10 carried an article on bread.", ""),
    ],
)
def test_what_is_said_or_printed_on_a_day_is_a_statement(text, speaker):
    (event,) = events(text)
    assert (event.type, event.date) == ("statement", "2024-05-10")
    assert [one.name for one in event.participants] == ([speaker] if speaker else [])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A fair took place in Oslo today.", "2024-05-12"),
        ("A fair took place in Oslo on May 9.\nThat day, there was a dance party.", "2024-05-09"),
    ],
)
def test_days(text, day):
    assert {event.date for event in events(text)} == {day}


def test_an_interval_across_two_years():
    (event,) = events("A seminar took place from December 24 last year to January 31 this year.", "2024-02-10")
    assert event.date == "2023-12-24/2024-01-31"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The Choir issued a commentary hitting at the U.S. moves on May 10.", None),
        ("Fairs were held in Norway and Sweden on May 10.", None),
        ("The Finnish embassy in Oslo gave a reception on May 10.", "Finnish embassy in Oslo"),
        ("A concert was given at the May Day Stadium on May 10.", "May Day Stadium"),
        ("A delegation of bakers departed here on May 10.", "Pyongyang"),
        ("President Jan Dvorsky on Friday called for reforms in the United Nations.", None),
    ],
)
def test_places(text, place):
    (event,) = events(text)
    assert event.place == place


def test_a_death_is_an_event_with_the_dead_as_its_only_participant():
    (event,) = events("Han Kuk Bom passed away from illness at 08:30 on May 10.")
    assert (event.type, event.date) == ("death", "2024-05-10")
    assert [one.name for one in event.participants] == ["Han Kuk Bom"]
    assert events("Upon hearing that Han Kuk Bom passed away, bakers wept on May 10.") == ()


def test_a_celebration_performance_is_a_performance():
    (event,) = events("A celebration performance was given at the Lakeside Theatre on May 10.")
    assert event.type == "performance"
