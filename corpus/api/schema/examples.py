"""Example responses from the sample corpus. A test validates them against the OpenAPI description."""

_SITE = "https://dateline.example"
_API = f"{_SITE}/api/v1"
_WORDING = "5f2b0e6c9a1d4f37808b6a1e2c3d4f5a6b7c8d9e0f1a2b3c4d5e6f708192a3b4"
_TITLE = "DPRK Foreign Minister Meets Russian President"
_SENTENCE = (
    "Choe Son Hui, DPRK foreign minister, met Vladimir Vladimirovich Putin, president of Russia, in the Kremlin on"
    " January 16."
)
_KCNA = {"slug": "kcna", "name": "KCNA"}
_KREMLIN = {"slug": "kremlin", "name": "Kremlin"}
_CHOE = {"slug": "choe-son-hui", "name": "Choe Son Hui"}
_PUTIN = {"slug": "vladimir-vladimirovich-putin", "name": "Vladimir Vladimirovich Putin"}
_FOUND = {"rule": "received", "version": "2"}

ARTICLE = {
    "id": 1,
    "url": f"{_SITE}/articles/1/dprk-foreign-minister-meets-russian-president/",
    "title": _TITLE,
    "title_derived": False,
    "headline_only": False,
    "outlet": _KCNA,
    "language": "en",
    "published": "2024-01-18",
    "published_lower": "2024-01-18",
    "published_upper": "2024-01-18",
    "published_basis": "page",
    "published_conflict": False,
    "byline": None,
    "dateline_place": "Pyongyang",
    "dateline_date": "2024-01-18",
    "original": "http://www.kcna.co.jp/item/2024/202401/news18/20240118-01ee.html",
    "revisions": 1,
    "reprints": 0,
    "wording": _WORDING,
    "added": "2026-01-05T09:30:00Z",
    "event_types": ["meeting"],
    "places": [_KREMLIN],
    "people": [_CHOE, _PUTIN],
}
_ARTICLE_NAMED = {
    "id": 1,
    "url": ARTICLE["url"],
    "record": f"{_API}/articles/1/",
    "title": _TITLE,
    "outlet": _KCNA,
    "language": "en",
    "published": "2024-01-18",
}
_MENTION = {
    "person": _CHOE,
    "part": "text",
    "start": 0,
    "end": 12,
    "surface": "Choe Son Hui",
    "titles": ["DPRK foreign minister"],
    "list_order": None,
    "uncertain": False,
    "rule": "korean-spelling",
    "version": "2",
}
_PRINTED = [
    {"name": "Choe Son Hui", "role": "principal", "order": 1, "title": "DPRK foreign minister"},
    {"name": "Vladimir Vladimirovich Putin", "role": "counterpart", "order": 2, "title": "president of Russia"},
]
_REPORT = {
    "sentence": _SENTENCE,
    "start": 0,
    "end": len(_SENTENCE),
    "date": "2024-01-16",
    "date_basis": "resolved",
    "place_name": "Kremlin",
    "participants": _PRINTED,
    **_FOUND,
}
_SAID = {"sentence": _SENTENCE, "start": 0, "end": len(_SENTENCE)}
_LINEUP = {
    "kind": "list",
    **_SAID,
    "people": [
        {
            "person": _CHOE,
            "order": 1,
            "title": "DPRK foreign minister",
            "surface": "Choe Son Hui",
            "start": 0,
            "end": 12,
        }
    ],
    "rule": "opened",
    "version": "2",
}
_REVISION = {
    "wording": _WORDING,
    "record": f"{_API}/articles/1/revisions/{_WORDING}/",
    "title": _TITLE,
    "current": True,
    "first_captured": None,
    "added": ARTICLE["added"],
}
_CAPTURE = {
    "sha256": "0b7e4d21c5f86a3990d1e2f3a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7",
    "url": ARTICLE["original"],
    "source": "corpus/sample/documents/kcna-jp/20240118-01ee.html",
    "captured_at": None,
    "http_status": None,
    "media_type": "text/html",
    "encoding": None,
    "size": 2180,
    "layout": "kcna_jp",
    "column": None,
    "added": ARTICLE["added"],
    "wording": _WORDING,
    "date_candidates": [{"edtf": "2024-01-18", "basis": "page", "evidence": "January 18. 2024 Juche 113"}],
}
_EVENT_NAMED = {
    "id": 1,
    "url": f"{_SITE}/events/1/meeting-of-choe-son-hui-and-vladimir-vladimirovich-putin/",
    "record": f"{_API}/events/1/",
    "title": "Meeting of Choe Son Hui and Vladimir Vladimirovich Putin",
    "type": "meeting",
    "date": "2024-01-16",
}
EVENT = {
    **{name: value for name, value in _EVENT_NAMED.items() if name != "record"},
    "date_lower": "2024-01-16",
    "date_upper": "2024-01-16",
    "date_basis": "resolved",
    "place": _KREMLIN,
    "status": "unreviewed",
    "reports": 1,
    "outlets": [_KCNA],
    "sentence": _SENTENCE,
    "participants": [
        {**who, "role": one["role"], "order": one["order"], "title": one["title"]}
        for who, one in zip((_CHOE, _PUTIN), _PRINTED, strict=True)
    ],
}
PERSON = {
    **_CHOE,
    "url": f"{_SITE}/people/choe-son-hui/",
    "other_names": [],
    "titles": ["DPRK foreign minister", "foreign minister of the DPRK"],
    "status": "unreviewed",
    "articles": 15,
    "first_seen": "2022-06-12",
    "last_seen": "2025-09-04",
}
OUTLET = {
    **_KCNA,
    "url": f"{_SITE}/outlets/kcna/",
    "country": "North Korea",
    "homepage": "http://www.kcna.kp/",
    "articles": 47,
    "first_day": "2016-05-07",
    "last_day": "2026-04-16",
}
PLACE = {
    **_KREMLIN,
    "url": f"{_SITE}/places/kremlin/",
    "parent": {"slug": "moscow", "name": "Moscow"},
    "latitude": 55.752,
    "longitude": 37.6175,
    "events": 2,
}


def _page(query: str, row: dict, following: str | None = None) -> dict:
    return {"query": query, "next": following, "previous": None, "results": [row]}


def _value(value: str, label: str, count: int, url: str) -> dict:
    return {"value": value, "label": label, "count": count, "selected": False, "excluded": False, "url": _API + url}


def _counts(query: str, total: int, facets: list[dict], histogram: list[dict]) -> dict:
    return {"query": query, "total": total, "facets": facets, "histogram": histogram}


_BY_TYPE = {
    "name": "type",
    "title": "Type",
    "values": [_value("meeting", "Meeting", 2, "/events/?place=kremlin&type=meeting")],
    "more": False,
}
_BY_OUTLET = {
    "name": "outlet",
    "title": "Outlet",
    "values": [
        _value("kcna", "KCNA", 12, "/articles/?outlet=kcna&person=choe-son-hui"),
        _value("tass", "TASS", 3, "/articles/?outlet=tass&person=choe-son-hui"),
    ],
    "more": False,
}

# Responses by operation.
ANSWERS = {
    "list_articles": _page(
        "Articles from KCNA, published in 2024.",
        ARTICLE,
        f"{_API}/articles/?page=2&per_page=1&after=1&outlet=kcna&published=2024",
    ),
    "list_people": _page("People with “choe minister”.", PERSON),
    "list_events": _page("Events at Kremlin.", EVENT),
    "list_outlets": _page("All outlets.", OUTLET),
    "list_places": _page("Places with “kremlin”.", PLACE),
    "get_article": {
        **ARTICLE,
        "text": _SENTENCE,
        "mentions": [_MENTION],
        "events": [{"event": _EVENT_NAMED, **_REPORT}],
        "lineups": [{"event": _EVENT_NAMED, **_LINEUP}],
        "revision_list": [_REVISION],
        "captures": [_CAPTURE],
        "absences": [],
        "reprint_list": [],
        "teasers": [],
    },
    "get_revision": {**_REVISION, "text": _SENTENCE, "mentions": [_MENTION]},
    "get_person": {
        **PERSON,
        "note": "",
        "names": [{"name": "Choe Son Hui", "kind": "seen"}],
        "offices": [
            {
                "office": {
                    "name": "minister, Ministry of Foreign Affairs, DPRK",
                    "rank": "minister",
                    "body": "Ministry of Foreign Affairs",
                    "country": "DPRK",
                },
                "first_day": "2022-06-12",
                "last_day": "2025-09-04",
                "articles": 9,
                "titles": [
                    {
                        "title": "DPRK foreign minister",
                        "first_day": "2022-06-12",
                        "last_day": "2025-09-04",
                        "articles": 9,
                    }
                ],
            }
        ],
        "titles_over_time": [
            {"title": "DPRK foreign minister", "first_day": "2022-06-12", "last_day": "2025-09-04", "articles": 9}
        ],
        "companions": [{**_PUTIN, "articles": 6}],
        "latest_events": [EVENT],
        "events_url": f"{_API}/events/?person=choe-son-hui",
        "articles_url": f"{_API}/articles/?person=choe-son-hui",
    },
    "get_event": {
        **EVENT,
        "participants": [{**one, "article": 1, **_SAID} for one in EVENT["participants"]],
        "lineups": [{"article": _ARTICLE_NAMED, **_LINEUP}],
        "report_list": [{"article": _ARTICLE_NAMED, **_REPORT}],
        "disagreements": [],
        "possibly_same": [],
    },
    "get_outlet": {**OUTLET, "articles_url": f"{_API}/articles/?outlet=kcna"},
    "get_place": {
        **PLACE,
        "inside": [{"slug": "moscow", "name": "Moscow"}, {"slug": "russia", "name": "Russia"}],
        "contains": [],
        "events_url": f"{_API}/events/?place=kremlin",
    },
    "count_articles": _counts(
        "Articles naming Choe Son Hui.",
        15,
        [_BY_OUTLET],
        [{"date": "2024", "count": 15, "url": f"{_API}/articles/?person=choe-son-hui&published=2024"}],
    ),
    "count_people": _counts("People with “choe minister”.", 1, [], []),
    "count_events": _counts(
        "Events at Kremlin.",
        2,
        [_BY_TYPE],
        [{"date": "2024-01", "count": 2, "url": f"{_API}/events/?place=kremlin&date=2024-01"}],
    ),
    "count_places": _counts("Places with “kremlin”.", 1, [], []),
    "article_facet": _BY_OUTLET,
    "event_facet": _BY_TYPE,
    "search": {
        "text": "choe son",
        "people": [
            {
                "slug": "choe-son-hui",
                "url": PERSON["url"],
                "record": f"{_API}/people/choe-son-hui/",
                "name": "Choe Son Hui",
                "printed": None,
                "title": "DPRK foreign minister",
                "articles": 15,
            }
        ],
        "places": [],
        "outlets": [],
        "events": [_EVENT_NAMED],
    },
}
