"""Events: type, day, place and participants with their roles. Sentences are our own."""

import pytest

from corpus.extract import Document, ReportedEvent, extract

TODAY = "2024-05-12"  # a Sunday


def events(*paragraphs: str, title: str = "", published: str | None = TODAY) -> tuple[ReportedEvent, ...]:
    """Return the events of an article of these paragraphs, reported from Pyongyang."""
    return extract(Document(title, paragraphs, published, dateline_place="Pyongyang", language="en")).events


def only(*paragraphs: str, **options) -> ReportedEvent:
    """Return the one event of an article."""
    found = events(*paragraphs, **options)
    assert len(found) == 1, [event.type for event in found]
    return found[0]


def roles(event: ReportedEvent) -> list[tuple[str, str]]:
    return [(one.name, one.role) for one in event.participants]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("meeting", "Han Kuk Bom, mayor of Hillside, met Oona Lahti, ambassador of Finland, on May 10."),
        ("meeting", "Ambassador Han Kuk Bom presented his credentials to the president of Ruritania on May 10."),
        ("meeting", "Talks between Minister Han Kuk Bom and Minister Oona Lahti took place in Oslo on May 10."),
        ("meeting", "The Finnish embassy gave a reception at Lakeside Hall on May 10."),
        ("visit", "A delegation of gardeners led by Han Kuk Bom arrived here on May 10."),
        ("visit", "Oona Lahti, president of Finland, toured the Rose Museum on May 10."),
        ("inspection", "Premier Han Kuk Bom inspected the Hillside Bakery on May 10."),
        ("message", "Han Kuk Bom sent a message of greeting to Oona Lahti, president of Finland, on May 10."),
        ("message", "Han Kuk Bom received a floral basket from Oona Lahti, president of Finland, on May 10."),
        ("statement", "Minister Han Kuk Bom issued a press statement on May 10."),
        ("statement", "A spokesperson for the Ministry of Gardens gave an answer to a question on May 10."),
        ("assembly", "A symposium on apples took place in Hillside on May 10."),
        ("assembly", "Students held a rally in Seoul on May 10."),
        ("ceremony", "A ceremony for opening the bridge took place on May 10."),
        ("ceremony", "Farmers moved into new houses at the Applewood Farm."),
        ("commemoration", "Han Kuk Bom laid a wreath before the Monument to Sailors on May 10."),
        ("performance", "A photo exhibition opened at the Lakeside Gallery on May 10."),
        ("sport", "The Hillside team beat the Lakeside team in the finals of the tea cup tournament on May 10."),
        ("military", "The navy conducted a test-fire of a new rocket on May 10."),
        ("agreement", "Finland and Ruritania signed an agreement on apples on May 10."),
        ("appointment", "Han Kuk Bom was elected president of the Chess League on May 10."),
        ("disaster", "A strong earthquake hit the north of Ruritania on May 10."),
        ("disaster", "A bus of the gardeners was overturned in Hillside County on May 10."),
        ("military", "Premier Han Kuk Bom guided on the spot a crucial test-fire of a rocket on May 10."),
        ("military", "Three sailors were wounded in a rocket attack off Ruritania on May 10."),
        ("commemoration", "Gardeners expressed deep condolences to the bier of their chairman on May 10."),
        ("commemoration", "Events took place in Finland on May 10 to mark the anniversary of the Apple Act."),
        ("statement", "The Gardeners' Union in a statement on May 10 accused the mill of spoiling the brook."),
        ("statement", "The Lakeside Post Friday observes this in a bylined commentary."),
        ("statement", "The mill is a shame, Ambassador Han Kuk Bom stated on Wednesday."),
        ("statement", "The Apple Society on May 10 posted on its homepage an article titled “Apples”."),
    ],
)
def test_each_type_has_its_formulas(kind, sentence):
    assert only(sentence).type == kind


def test_a_reception_has_principal_counterpart_and_those_present():
    event = only(
        "Han Kuk Bom, president of Ruritania, received Oona Lahti, foreign minister of Finland, on a visit there "
        "at the office building of the Gardens Committee on May 10.",
        "Present there were Eino Virtanen, vice-minister of Trade of Finland, and Aino Korhonen, its ambassador.",
        "Oona Lahti conveyed the greetings of Finnish President Pekka Salo to Han Kuk Bom.",
        "He recalled the talks he had had with Pekka Salo in April.",
    )
    assert (event.type, event.date, event.date_basis) == ("meeting", "2024-05-10", "resolved")
    assert event.place == "office building of the Gardens Committee"
    assert roles(event) == [
        ("Han Kuk Bom", "principal"),
        ("Oona Lahti", "counterpart"),
        ("Eino Virtanen", "present"),
        ("Aino Korhonen", "present"),
    ]
    assert [one.order for one in event.participants] == [1, 2, 3, 4]
    assert event.participants[1].title == "foreign minister of Finland"


def test_the_sentence_and_its_offsets_are_kept():
    paragraphs = ("The weather was fine.", "A ceremony for opening the bridge took place on May 10.")
    event = only(*paragraphs)
    assert "\n".join(paragraphs)[event.start : event.end] == event.sentence == paragraphs[1]


def test_company_counts_for_everything_told_before():
    found = events(
        "Kim Jong Un inspected the Hillside Bakery on May 10.",
        "On the same day he oversaw a drill of artillery units.",
        "Accompanying him were Han Kuk Bom and Ri Sun Ae.",
    )
    assert [event.type for event in found] == ["inspection", "military"]
    for event in found:
        assert [name for name, _ in roles(event)] == ["Kim Jong Un", "Han Kuk Bom", "Ri Sun Ae"]
        assert roles(event)[1] == ("Han Kuk Bom", "companion")


def test_sender_and_recipient():
    sent = only("Han Kuk Bom sent a letter to Oona Lahti, mayor of Turku, on May 10.")
    assert roles(sent) == [("Han Kuk Bom", "sender"), ("Oona Lahti", "recipient")]
    received = only("Han Kuk Bom received a letter from Oona Lahti, mayor of Turku, on May 10.")
    assert roles(received) == [("Han Kuk Bom", "recipient"), ("Oona Lahti", "sender")]


def test_host_guest_and_speaker():
    visit = only(
        "A delegation of gardeners led by Oona Lahti, mayor of Turku, arrived here on Friday.",
        "The delegation was greeted at the airport by Han Kuk Bom, mayor of Hillside.",
    )
    assert (visit.date, visit.place) == ("2024-05-10", "Pyongyang")
    assert roles(visit) == [("Oona Lahti", "principal"), ("Han Kuk Bom", "host")]
    assembly = only("A meeting of gardeners took place on Friday.", "Han Kuk Bom made a speech there.")
    assert roles(assembly) == [("Han Kuk Bom", "speaker")]


def test_those_only_spoken_of_take_no_part():
    event = only(
        "A rally for impeaching Mayor Han Kuk Bom took place in Seoul on May 10 to mark the birthday of Ri Sun Ae."
    )
    assert event.participants == ()


def test_the_honoured_dead_take_no_part():
    event = only("Gardeners laid flowers for President Kim Il Sung on May 10.")
    assert (event.type, event.participants) == ("commemoration", ())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on May 10", ("2024-05-10", "resolved")),
        ("on May 10, 2024", ("2024-05-10", "stated")),
        ("on Juche 113 (2024)", (None, None)),
        ("on Thursday", ("2024-05-09", "resolved")),
        ("yesterday", ("2024-05-11", "resolved")),
        ("from May 8 to 10", ("2024-05-08/2024-05-10", "resolved")),
        ("on the morning of May 10", ("2024-05-10", "resolved")),
        ("to mark the anniversary of April 30", (None, None)),
        ("at the April 25 House of Culture", (None, None)),
    ],
)
def test_days(words, expected):
    event = only(f"A symposium on apples took place {words}.")
    assert (event.date, event.date_basis) == expected


def test_a_day_without_a_year_or_publication_keeps_it_open():
    assert only("A symposium on apples took place on Oct. 19.", published=None).date == "XXXX-10-19"


def test_december_in_a_january_report_is_last_years():
    assert only("A symposium took place on December 30.", published="2024-01-02").date == "2023-12-30"


@pytest.mark.parametrize(
    ("day", "published", "expected"),
    [
        ("January 1", "2023-12-31", "2024-01-01"),
        ("February 1", "2024-01-31", "2024-02-01"),
        ("the 30th", "2024-03-04", "2024-01-30"),
        ("the 2nd", "2024-03-04", "2024-03-02"),
    ],
)
def test_days_over_the_ends_of_months_and_years(day, published, expected):
    assert only(f"A symposium took place on {day}.", published=published).date == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("at the Lakeside Gallery in Hillside on May 10", "Lakeside Gallery"),
        ("in Moscow on May 10", "Moscow"),
        ("at Kim Il Sung Square on May 10", "Kim Il Sung Square"),
        ("at the Kremlin, Moscow on May 10", "Kremlin, Moscow"),
        ("in the April 25 House of Culture, Hillside, on Friday", "April 25 House of Culture"),
        ("here on May 10", "Pyongyang"),
        ("on May 10", None),
    ],
)
def test_the_most_specific_place(words, expected):
    assert only(f"A symposium on apples took place {words}.").place == expected


def test_on_the_spot_means_the_site_named_before():
    event = only(
        "New houses have been built at the Applewood Farm in Hillside County.",
        "A ceremony for moving into them took place on the spot on May 10.",
    )
    assert (event.type, event.place) == ("ceremony", "Applewood Farm")


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("The bakery bakes more bread than it did last year.",),
        ("A symposium on apples will be held in Hillside on May 20.",),
        ("One day in June 2013, Kim Jong Un visited a bakery and met its bakers.",),
        ("Han Kuk Bom met Oona Lahti in Turku on May 10, 1998.",),
        ("Following are major news items:", "- Han Kuk Bom met Oona Lahti, mayor of Turku, on May 10."),
        ("Apples are healthy.", "It is known that the navy conducted a drill."),
        ("The letter sent by Han Kuk Bom lies in a museum.",),
    ],
)
def test_habits_plans_history_and_reviews_are_no_events(paragraphs):
    assert events(*paragraphs) == ()


def test_the_text_of_a_message_tells_no_events():
    event = only(
        "Oona Lahti, president of Finland, sent a message to Han Kuk Bom on May 10.",
        "The message said:",
        "I met Ri Sun Ae, our minister of Gardens, on May 9.",
    )
    assert event.type == "message"


def test_a_commentary_is_itself_the_event():
    event = only("Pears are better than apples.", "The navy held a drill on May 10.", title="On Pears: KCNA Commentary")
    assert (event.type, event.date, event.participants) == ("statement", None, ())


def test_another_happening_of_one_kind_is_another_event():
    found = events(
        "A rally of gardeners took place in Seoul on May 10.",
        "Speakers at the rally asked for rain.",
        "Meanwhile, a rally of bakers was held in Pusan on May 10.",
    )
    assert [(event.type, event.place) for event in found] == [("assembly", "Seoul"), ("assembly", "Pusan")]


def test_relief_for_a_disaster_counts_while_it_goes_on():
    event = only("Builders are repairing roads in the flood-hit areas of Hillside County.")
    assert (event.type, event.date) == ("disaster", None)


def test_nothing_breaks_on_empty_or_odd_text():
    assert events() == ()
    assert events("", title="") == ()
    assert events('◊0 met ◊1 on "May 40.', "!!!", published="2024") == ()


def test_a_photograph_during_an_inspection_is_no_event_of_its_own():
    event = only(
        "Kim Jong Un inspected the Hillside Bakery on May 10.",
        "He had a photo session with the bakers and gave advice.",
    )
    assert event.type == "inspection"


@pytest.mark.parametrize("words", ["Kim Jong Un and ", "Kim Jong Un, minister of Bread, ", "met the ", "at the ", '"'])
@pytest.mark.usefixtures("no_stall")
def test_broken_text_of_any_length_is_read_to_its_end(words):
    found = extract(Document("", (words * 5000,), TODAY, language="en"))
    assert all(0 <= event.start < event.end <= len(words) * 5000 for event in found.events)


def test_who_is_honoured_took_part_while_alive():
    words = "Kim Jong Il inspected the Hillside Bakery on October 3."
    assert roles(only(words, published="2011-10-05")) == [("Kim Jong Il", "principal")]
    assert events(words, published="2012-10-05") == ()


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (
            "Kermadec Islands of New Zealand",
            "A quake jolted the southern area of Kermadec Islands of New Zealand on May 9.",
        ),
        ("Ruritania Province in China", "Ruritania Province in China suffered damage due to a typhoon on May 9."),
        ("Hillside", "A strong storm hit the Belgian city of Hillside on May 9."),
        ("southern Afghanistan", "Three sailors were killed in a bomb attack in southern Afghanistan on May 9."),
        ("Taedong River", "An angling contest was held on the Taedong River on May 9."),
        (
            "Elm Township, Oak County, Ash Province",
            "A bus was overturned in Elm Township, Oak County, Ash Province on May 9.",
        ),
        ("January 18 General Mill", "Premier Han Kuk Bom inspected the newly built January 18 General Mill on May 9."),
        ("General Tea Centre", "Premier Han Kuk Bom inspected the General Tea Centre on May 9."),
        (
            "state flood relief headquarters",
            "Premier Han Kuk Bom inspected the state flood relief headquarters on May 9.",
        ),
        ("gardeners' union hall", "A meeting took place at the gardeners' union hall on May 9."),
        ("Sailors Monument", "Premier Han Kuk Bom met the veterans before the Sailors Monument on May 9."),
    ],
)
def test_the_place_is_the_one_named_for_the_happening(place, sentence):
    assert only(sentence).place == place


def test_a_match_took_place_where_the_cup_is_played():
    event = only("The matches of group A are taking place in Finland.", "The team beat the Finnish team 3:0 on May 9.")
    assert (event.type, event.place) == ("sport", "Finland")


def test_the_day_in_what_a_meeting_is_called_is_not_its_day():
    assert only("Gardeners held an April 15 meeting in Hillside on May 9.").date == "2024-05-09"
