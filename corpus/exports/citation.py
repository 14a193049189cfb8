"""The citation of one wording of an article, and its fields in each format."""

import datetime
import re
from dataclasses import dataclass

from django.urls import reverse

from corpus import dates
from corpus.models import Article, Revision

# Characters that are special in TeX. BibTeX counts braces even after a backslash, so they are written as commands.
# Non-ASCII characters stay, as current programs read UTF-8.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


@dataclass(frozen=True)
class Citation:
    """The citation of an article in one wording. URLs are absolute; unknown values are empty."""

    key: str
    title: str
    outlet: str
    edition: str
    language: str
    byline: str
    published: str
    address: str
    original: str
    wording: str
    captured: datetime.date | None

    @property
    def day(self) -> str:
        """The date if it is a certain day, month or year, else empty: reference managers know no uncertain dates."""
        return dates.certain(self.published)

    @property
    def note(self) -> str:
        """A note with the hash of the wording, the day of its capture and the URL of the original."""
        parts = [f"Wording SHA-256 {self.wording}"] if self.wording else []
        if self.captured:
            parts.append(f"captured {self.captured.isoformat()}")
        if self.published and not self.day:
            parts.append(f"published {dates.in_words(self.published)}")
        if self.original:
            parts.append(f"original {self.original}")
        return "; ".join(parts)

    @property
    def in_words(self) -> str:
        """The citation as a footnote. The URL of a wording ends in its hash."""
        parts = [f"“{self.title}”", self.edition, dates.in_words(self.published) or "no date"]
        parts += [self.original] if self.original else []
        parts += [f"captured {dates.in_words(self.captured.isoformat())}"] if self.captured else []
        parts += [f"{'this wording' if self.wording else 'kept'}: {self.address}"]
        return ", ".join(parts) + "."

    @property
    def bibtex(self) -> tuple[str, dict[str, str]]:
        """The type and the fields of a BibTeX entry."""
        year, month, _ = _parts(self.day)
        fields = {
            "author": f"{{{_tex(self.byline)}}}" if self.byline else "",
            "title": f"{{{_tex(self.title)}}}",
            "journal" if self.day else "howpublished": _tex(self.outlet),
            "publisher": _tex(self.outlet),
            "date": self.day,
            "year": year,
            "month": month.lstrip("0"),
            "language": _tex(self.language),
            "url": _address(self.address),
            "urldate": self.captured.isoformat() if self.captured else "",
            "note": _tex(self.note),
        }
        return "article" if self.day else "misc", {name: value for name, value in fields.items() if value}

    @property
    def ris(self) -> dict:
        """The fields of a RIS record, by rispy's names."""
        year, *_ = parts = _parts(self.day)
        fields = {
            "type_of_reference": "NEWS",
            "id": self.key,
            "title": _line(self.title),
            "authors": [_line(self.byline)] if self.byline else [],
            "secondary_title": _line(self.outlet),
            "publisher": _line(self.outlet),
            "year": year,
            "date": "/".join(part for part in parts if part),
            "language": _line(self.language),
            "urls": [_line(one) for one in (self.address, self.original) if one],
            "access_date": self.captured.strftime("%Y/%m/%d") if self.captured else "",
            "notes": [_line(self.note)],
        }
        return {name: value for name, value in fields.items() if value}

    @property
    def csl(self) -> dict:
        """The fields of a CSL-JSON item."""
        fields = {
            "id": self.key,
            "type": "article-newspaper",
            "title": _line(self.title),
            "author": [{"literal": _line(self.byline)}] if self.byline else None,
            "container-title": _line(self.outlet),
            "publisher": _line(self.outlet),
            "issued": _csl_date(self.day),
            "accessed": _csl_date(self.captured.isoformat() if self.captured else ""),
            "language": self.language,
            "URL": self.address,
            "note": _line(self.note),
        }
        return {name: value for name, value in fields.items() if value}


def cite(article: Article, wording: Revision | None, base: str) -> Citation:
    """Return the citation of an article in one of its wordings. ``base``: scheme and host of the site."""
    kept = reverse("article-wording", args=[article.pk, wording.wording]) if wording else article.get_absolute_url()
    return Citation(
        key="-".join([article.outlet.slug, dates.certain(article.published)[:4] or "undated", str(article.pk)]),
        title=(wording.title if wording and wording.pk != article.current_id else article.title),
        outlet=article.outlet.name,
        edition=article.edition,
        language=article.language,
        byline=article.byline,
        published=article.published,
        address=base + kept,
        original=article.url,
        wording=wording.wording if wording else "",
        captured=wording.first_captured.date() if wording and wording.first_captured else None,
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _tex(text: str) -> str:
    return _line(text).translate(_TEX)


def _address(text: str) -> str:
    """Percent-encode only the characters that would end the field or the line."""
    return re.sub(r"[{}\\%\s]", lambda found: f"%{ord(found[0]):02X}" if found[0] != "%" else "%", text)


def _parts(day: str) -> tuple[str, str, str]:
    year, month, number = (*day.split("-"), "", "", "")[:3]
    return year, month, number


def _csl_date(day: str) -> dict | None:
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else None
