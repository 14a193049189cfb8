"""Documents for tests to ingest."""

import json
import random

LINK = "http://www.kcna.kp/en/article/q/{}.kcmsf"
# Syllables of made-up words, so that two texts share none by chance.
_ONSETS = ("bar", "lin", "mor", "tav", "sel", "dun", "kri", "pol")
_ENDINGS = ("ack", "oven", "ine", "est", "um", "ara", "ith", "ode")
_GUESTS = ("Sergei Lavrov", "Thongloun Sisoulith", "Miguel Torres", "Ivan Melnikov", "Juan Castro")


def prose(seed: int, words: int = 60) -> str:
    """Return a paragraph of made-up words; the same seed gives the same words."""
    chosen = random.Random(seed)
    made = [chosen.choice(_ONSETS) + chosen.choice(_ENDINGS) for _ in range(words)]
    return " ".join(made).capitalize() + "."


def record(number: int, text: str, *, day: str = "2024-10-05", headline: str = "A Headline", topic: str = "") -> dict:
    """Return one record of a KCNA scrape."""
    return {
        "topic": topic or "Home News",
        "headline": headline,
        "link": LINK.format(number),
        "date": day,
        "story_text": f"Pyongyang, October 5 (KCNA) -- {text} -0-" if text else "",
    }


def meeting_text(seed: int, *, respelled: bool = False) -> str:
    """Return a report of a meeting. With ``respelled``, one name is spelled in another way."""
    guest = _GUESTS[seed % len(_GUESTS)]
    companion = "Andrei Ludenko" if respelled else "Andrei Rudenko"
    return (
        f"Kim Jong Un, general secretary of the Workers' Party of Korea, received {guest}, foreign minister of his "
        f"country, at the office building of the WPK Central Committee on October {1 + seed % 28}.\n"
        f"Present there were {companion}, vice-minister of Foreign Affairs, and Choe Son Hui, foreign minister of the "
        f"DPRK.\n{prose(seed, 80)}"
    )


def snapshot(tmp_path, day: str, *records):
    """Write the records as the scrape of a day; return its path."""
    path = tmp_path / f"scrape-{day}.json"
    path.write_text(json.dumps(records))
    return path
