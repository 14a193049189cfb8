"""The coverage of the corpus: a strip for each outlet with a cell for each year or month."""

import datetime
from collections import Counter
from urllib.parse import urlencode

from django.urls import reverse

from corpus import dates
from corpus.models import Outlet

from .calendar_grid import level

YEARS = 20  # newest years of a strip
MONTHS = 12  # a corpus of at most so many months has strips of months


def coverage(spans: list[tuple], year: str = "") -> dict:
    """Return the strips of spans of (outlet's slug and name, first and last month or None, number of articles).

    Cells are years or, with ``year``, the months of that year. An article that spans several counts in the total only.
    Each cell has its number, its URL and a level from 0 to 4; each year has the URL of its months.
    """
    months = sorted({first for _, _, first, _, _ in spans if first})
    if not months:
        return {"periods": [], "rows": []}
    periods = _periods(months[0], months[-1], year)
    size = len(periods[-1])
    counts, totals = Counter(), Counter()
    for slug, name, first, last, number in spans:
        if not year or (first and first.year == int(year)):
            totals[slug, name] += number
        if first and last and first.isoformat()[:size] == last.isoformat()[:size]:
            counts[slug, first.isoformat()[:size]] += number
    most = max(counts[slug, period] for slug, _ in totals for period in periods) or 1
    rows = [
        {
            "outlet": Outlet(slug=slug, name=name),
            "total": total,
            "cells": [_cell(slug, period, counts[slug, period], most) for period in periods],
        }
        for (slug, name), total in sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    ]
    front = reverse("overview")
    return {
        "year": year,
        "periods": [
            {
                "label": period if size == 4 or not year else dates.MONTH_NAMES[int(period[5:]) - 1][:3],
                "url": f"{front}?coverage={period}#coverage" if size == 4 else "",
            }
            for period in periods
        ],
        "rows": rows,
    }


def _cell(slug: str, period: str, number: int, most: int) -> dict:
    address = urlencode({"outlet": slug, "published": period})
    return {
        "label": dates.in_words(period),
        "count": number,
        "url": f"{reverse('article-list')}?{address}",
        "level": level(number, most),
    }


def _periods(first: datetime.date, last: datetime.date, year: str) -> list[str]:
    """Return EDTF periods: the months of ``year``; else all months, if at most MONTHS; else the newest YEARS years."""
    if year:
        return [f"{year}-{month:02d}" for month in range(1, 13)]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    if len(months) <= MONTHS:
        return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in months]
    return [f"{one:04d}" for one in range(max(first.year, last.year - YEARS + 1), last.year + 1)]
