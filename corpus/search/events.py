"""The filter grammar of events."""

from django.db.models import Exists, F, OuterRef, Q

from corpus.models import Event, Participation, Report

from .facets import Facet
from .filters import AllTermsFilter, PeriodFilter, SearchFilter, SortFilter, TermsFilter, choices, matching
from .grammar import Grammar
from .timeline import Timeline
from .vocabulary import EVENT_TYPES, STATUSES, find_languages, find_outlets, find_people, find_places, language_name


def _current_reports():
    return Report.objects.current().filter(event=OuterRef("pk"))


class EventSearchFilter(SearchFilter):
    """Words in a sentence that reports the event."""

    def condition(self, value):
        """By the reports' stored vectors."""
        return Q(Exists(_current_reports().filter(matching(value, language="revision__article__language"))))


class ParticipantFilter(AllTermsFilter):
    """People who took part, all of them together."""

    def any_of(self, terms):
        """At least one of them took part."""
        return Q(Exists(Participation.objects.filter(event=OuterRef("pk"), person__in=[term.key for term in terms])))

    def included(self, terms):
        """Every one of them did."""
        together = Q()
        for term in terms:
            together &= self.any_of((term,))
        return together


class ReportLanguageFilter(TermsFilter):
    """Languages of the articles that report it."""

    def any_of(self, terms):
        """A report in at least one of them."""
        return Q(Exists(_current_reports().filter(revision__article__language__in=[term.key for term in terms])))


_NEWEST = (F("date_lower").desc(nulls_last=True), "-id")


class EventGrammar(Grammar):
    """The list of events."""

    noun = "events"

    q = EventSearchFilter(label="Text")
    type = TermsFilter(lookup="type__in", says="of type", label="Type", find=choices(EVENT_TYPES), noun="event type")
    outlet = TermsFilter(
        lookup="outlets__overlap", says="reported by", label="Outlet", find=find_outlets, noun="outlet"
    )
    language = ReportLanguageFilter(
        lookup="", says="reported in", label="Language", find=find_languages, noun="language of the corpus"
    )
    person = ParticipantFilter(lookup="", all_lookup="", says="with", label="Person", find=find_people, noun="person")
    place = TermsFilter(lookup="place__in", says="at", label="Place", find=find_places, noun="place")
    date = PeriodFilter(prefix="date", says="dated", label="Date")
    status = TermsFilter(
        lookup="status__in", says="of status", label="Status", find=choices(STATUSES), noun="review status"
    )
    sort = SortFilter(
        orders={
            "-date": ("newest first", _NEWEST),
            "date": ("oldest first", (F("date_lower").asc(nulls_last=True), "id")),
        }
    )

    facets = (
        Facet("type", "Type", "type", labels=EVENT_TYPES),
        Facet(
            "person",
            "With person",
            "participation.person_id",
            join="JOIN corpus_participation AS participation ON participation.event_id = hits.id",
            table="corpus_person",
        ),
        Facet("place", "Place", "place_id", table="corpus_place"),
        Facet("outlet", "Outlet", "value", join="CROSS JOIN unnest(outlets) AS value", table="corpus_outlet"),
        Facet(
            "language",
            "Language",
            "article.language",
            join="CROSS JOIN LATERAL (SELECT DISTINCT article.language FROM corpus_report AS report JOIN corpus_article"
            " AS article ON article.current_id = report.revision_id WHERE report.event_id = hits.id) AS article",
            labels=language_name,
        ),
    )
    histogram = Timeline("date")
    columns = ("id", "type", "place_id", "outlets", "date", "date_lower", "date_upper")

    class Meta:
        model = Event
        fields = []
