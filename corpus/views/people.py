"""Pages of people."""

from django.db.models import Count, F, Func, IntegerField
from django.http import HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from corpus.models import Article, Event, Mention, Person
from corpus.search.people import PersonGrammar
from corpus.search.vocabulary import STATUSES

from .charts import months
from .listing import ListView
from .rows import article_rows, event_rows, person_rows

SHOWN = 10  # events, articles and companions of a person's page


class PersonListView(ListView):
    """People by filter."""

    template_name = "person_list.html"
    grammar = PersonGrammar
    texts = {
        "q_label": "Name or title",
        "q_hint": "A part of a name, an alias or an office",
        "date_name": "",
        "switches": {"status": STATUSES},
    }

    def queryset(self):
        """People whom at least one article names."""
        return Person.objects.public()

    def rows(self, queryset, grammar):
        """With titles and other names."""
        return person_rows(queryset)


class PersonDetailView(TemplateView):
    """One person: names, titles over time, appearances, companions, events, articles."""

    template_name = "person_detail.html"

    def get(self, request, slug):
        """The person; a merged one's address leads to the person that stayed."""
        person = get_object_or_404(Person.objects.select_related("merged_into"), slug=slug)
        if person.merged_into:
            return HttpResponsePermanentRedirect(person.merged_into.get_absolute_url())
        return self.render_to_response(self.get_context_data(person=person))

    def get_context_data(self, *, person):
        """What stands on the page."""
        articles = Article.objects.mentioning(person.pk)
        articles_url = f"{reverse('article-list')}?person={person.slug}"
        newest = articles.order_by(F("published_lower").desc(nulls_last=True), "-pk")[:SHOWN]
        events = Event.objects.public().filter(participations__person=person)
        return super().get_context_data(
            person=person,
            names=list(person.names.all()),
            titles=list(Mention.objects.titles_over_time(person.pk)[:50]),
            months=months(articles, title="Appearances", link=lambda edtf: f"{articles_url}&published={edtf}"),
            companions=_companions(person, articles, articles_url),
            events=event_rows(events.order_by(F("date_lower").desc(nulls_last=True), "-pk")[:SHOWN]),
            articles=article_rows(newest),
            articles_url=articles_url,
            events_url=f"{reverse('event-list')}?person={person.slug}",
            namesakes=list(Person.objects.public().filter(name=person.name).exclude(pk=person.pk)[:SHOWN]),
        )


def _companions(person: Person, articles, articles_url: str) -> list[dict]:
    """Those most named in the same articles."""
    each = Func(F("people"), function="unnest", output_field=IntegerField())
    rows = list(
        articles.annotate(other=each)
        .values_list("other")
        .annotate(number=Count("pk"))
        .order_by("-number", "other")[: SHOWN + 1]
    )
    others = Person.objects.in_bulk([pk for pk, _ in rows if pk != person.pk])
    return [
        {"person": others[pk], "articles": number, "url": f"{articles_url}&person={others[pk].slug}"}
        for pk, number in rows
        if pk in others
    ][:SHOWN]
