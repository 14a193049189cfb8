"""Pages of people: the list and one person."""

from http import HTTPStatus

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import Truncator

from corpus.conditional import version_of
from corpus.lists import PEOPLE
from corpus.models import ArticleSearch, Event, EventSearch, Person, PersonName, PersonTitle, TermKind
from corpus.models.office import TitlesOfPerson
from corpus.records import PersonRecord
from corpus.search.counts.facet_counts import monthly_counts
from corpus.search.counts.people_named import people_named_in
from corpus.search.counts.timeline import histogram
from corpus.search.grammar.people import PersonFilterSet
from corpus.search.reviews import reviews_of, with_reviews
from corpus.views.figures.gantt import gantt_chart
from corpus.views.lists.list_view import ListView
from corpus.views.lists.rows import article_rows, event_rows

from .kept_page import KeptPageView

SHOWN = 10  # events, articles, companions and offices of a person's page


class PersonListView(ListView):
    template_name = "people/person_list.html"
    filterset = PersonFilterSet
    model = Person
    one = "person"
    texts = PEOPLE.texts

    def rows(self, ids, filterset):
        """Return the rows with titles and other names."""
        return PersonRecord.load(self.model.objects.in_order(ids))


class PersonDetailView(KeptPageView):
    """One person: names, offices and titles over time, appearances, companions, events, articles."""

    template_name = "people/person_detail.html"

    def page(self, slug):
        """Return the person. The URL of a merged person redirects, temporarily, since a merge can be undone."""
        person = get_object_or_404(with_reviews(Person.objects.select_related("merged_into")), slug=slug)
        if person.merged_into:
            return HttpResponseRedirect(person.merged_into.get_absolute_url())
        if person.nobody:
            context = {"name": person.name, "reviews": reviews_of(person)}
            return render(self.request, "people/person_nobody.html", context, status=HTTPStatus.GONE)
        if not person.has_page:
            raise Http404
        return self.render_to_response(self.get_context_data(person=person))

    def get_context_data(self, *, person):
        """Add everything that the page shows."""
        rows = ArticleSearch.objects.having(TermKind.PERSON, person.pk)
        articles_url = f"{reverse('article-list')}?person={person.slug}"
        events = EventSearch.objects.having(TermKind.PERSON, person.pk)
        titles = PersonTitle.objects.over_time(person.pk)
        return super().get_context_data(
            person=person,
            summary=_summary(person, titles),
            names=list(PersonName.objects.shown_of([person.pk]).distinct("name")),
            reviews=reviews_of(person),
            titles=titles,
            shown=SHOWN,
            spans=gantt_chart(titles.offices, of="office") or gantt_chart(titles.others),
            months=histogram(
                monthly_counts(rows),
                title="Appearances",
                noun="Articles",
                link=lambda edtf: f"{articles_url}&published={edtf}",
            ),
            companions=_companions(person, rows, articles_url),
            events=event_rows(Event.objects.filter(pk__in=events.newest(SHOWN)).newest_first()),
            articles=article_rows(rows.newest(SHOWN), version_of(self.request)),
            articles_url=articles_url,
            feed_url=f"{reverse('article-feed')}?person={person.slug}",
            events_url=f"{reverse('event-list')}?person={person.slug}",
            namesakes=list(Person.objects.public().filter(name=person.name).exclude(pk=person.pk)[:SHOWN]),
        )


def _summary(person: Person, titles: TitlesOfPerson) -> str:
    number = f"{person.article_count:,} article{'' if person.article_count == 1 else 's'} of state media"
    most = [held.printed[0] for held in titles.offices[:1]] or titles.others
    printed = f", printed as {most[0].title}" if most else ""
    return Truncator(f"{person.name}{printed}: named in {number}.").chars(200)


def _companions(person: Person, rows, articles_url: str) -> list[dict]:
    """Return the people most named in the same articles."""
    found = people_named_in(rows, SHOWN, but=person.pk)
    return [{**row, "url": f"{articles_url}&person={row['person'].slug}"} for row in found]
