"""The pages on which a curator merges people, moves mentions, and rejects a name."""

from dataclasses import dataclass
from itertools import combinations

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Q
from django.shortcuts import get_object_or_404

from corpus.models import ArticleSearch, Judgement, Mention, Person, PersonName, PersonTitle, TermKind, term
from corpus.store.judgements import decisions
from corpus.store.matching.namesakes import conflict

from .base import DecisionView, around, id_in, ids_in, posted_text

MOST = 50  # people that one page merges
PAIRED = 10  # of them, of whom each two are looked for in one text
SHARED = 5  # articles naming several of them that are shown
A_PAGE = 50  # mentions that one page lists


@dataclass(frozen=True)
class Shown:
    """A person as the preview of a merge shows it."""

    person: Person
    names: list[str]
    titles: list[str]


class MergeView(DecisionView):
    """Merge people: shows the result, what speaks against it, and which page stays."""

    model = Person
    template_name = "admin/person_merge.html"
    title = "Merge people"

    def get(self, request):
        """Show the preview, or a field to choose another person if there are fewer than two."""
        people = self._people()
        shown = _shown(people)
        return self.render_to_response(
            self.get_context_data(
                people=shown,
                ids=",".join(str(one.pk) for one in people),
                stays=people[0].pk if people else None,
                against=_against(people),
                result=_result(shown),
                chooser=_chooser(self.admin_site),
                media=_chooser(self.admin_site).media,
            )
        )

    def post(self, request):
        """Merge, or show the preview again if that is impossible."""
        people = self._people()
        into = next((one for one in people if str(one.pk) == request.POST.get("into")), None)
        if into is None:
            messages.error(request, "Choose whose page stays.")
            return self.get(request)
        message = f"{len(people)} people are one now: {into.name}."
        return self.decided(lambda: decisions.merge(people, into), message, into) or self.get(request)

    def _people(self) -> list[Person]:
        return list(
            Person.objects.filter(pk__in=self.asked("people", "with", most=MOST)).order_by(
                "-article_count", "name", "pk"
            )
        )


def _shown(people: list[Person]) -> list[Shown]:
    titles = PersonTitle.objects.latest_of([one.pk for one in people], 5)
    names = PersonName.objects.by_bearer([one.pk for one in people])
    return [Shown(one, names.get(one.pk, []), titles.get(one.pk, [])) for one in people]


def _result(shown: list[Shown]) -> dict:
    return {
        "names": sorted({name for one in shown for name in one.names}),
        "titles": list(dict.fromkeys(title for one in shown for title in one.titles)),
        "articles": sum(one.person.article_count for one in shown),
    }


def _against(people: list[Person]) -> list[dict]:
    """Return what speaks against a merge: incompatible titles, texts that name several of them, earlier decisions."""
    found = []
    for one, other in combinations(people, 2):
        if conflict(set(one.spheres), set(other.spheres)):
            spheres = f"{', '.join(one.spheres)} and {', '.join(other.spheres)}"
            found.append({"text": f"The titles of {one.name} and {other.name} are of different spheres: {spheres}."})
    slugs = {one.slug for one in people}
    for row in Judgement.objects.in_force().filter(kind=Judgement.Kind.DIFFERENT, person__in=people):
        if set(row.value["people"]) <= slugs:
            found.append({"text": f"{row.by_name or 'Somebody'} found them to be two people, {row.made:%-d %B %Y}."})
    pairs = list(combinations((term(TermKind.PERSON, one.pk) for one in people[:PAIRED]), 2))
    if pairs:
        both = Q(*(Q(terms__contains=pair) for pair in pairs), _connector=Q.OR)
        rows = ArticleSearch.objects.filter(both).select_related("article").defer("search", "article__text")
        found += [{"text": "One text names more than one of them:", "article": row.article} for row in rows[:SHARED]]
    return found[:20]


def _chooser(site) -> forms.Form:
    """Return a field that finds a person by any name."""
    field = Mention._meta.get_field("person")
    widget = AutocompleteSelect(field, site, attrs={"id": "with"})
    choice = forms.ModelChoiceField(Person.objects.all(), required=False, widget=widget, label="Another person")
    return type("ChooserForm", (forms.Form,), {"with": choice})()


class MoveView(DecisionView):
    """Move mentions of one person to another, or to nobody."""

    model = Person
    template_name = "admin/person_move.html"
    title = "Move mentions"

    def get(self, request, pk):
        """Show the mentions in their sentences, newest article first."""
        person = get_object_or_404(Person, pk=pk)
        words = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
        page = min(max(id_in(request.GET.get("p", "")), 1), 10_000)
        rows = Mention.objects.filter(person=person).select_related("revision", "revision__article__outlet")
        rows = rows.filter(revision__article__title__icontains=words) if words else rows
        rows = rows.order_by("-revision_id", "part", "start").defer("revision__bands", "revision__article__text")
        found = list(rows[(page - 1) * A_PAGE : page * A_PAGE + 1])
        chooser = _chooser(self.admin_site)
        mentions = [around(one) for one in found[:A_PAGE]]
        shown = {"person": person, "q": words, "page": page, "more": len(found) > A_PAGE, "mentions": mentions}
        return self.render_to_response(self.get_context_data(**shown, chooser=chooser, media=chooser.media))

    def post(self, request, pk):
        """Move the chosen mentions."""
        person = get_object_or_404(Person, pk=pk)
        ids = ids_in(request.POST.getlist("mention"))
        mentions = list(Mention.objects.filter(pk__in=ids, person=person).select_related("revision"))
        to, new = request.POST.get("to", ""), request.POST.get("new", "") if request.POST.get("to") == "new" else ""
        other = Person.objects.filter(pk__in=self.asked("with", most=1)).first() if to == "other" else None
        if not {"new": new.strip(), "other": other, "nobody": True}.get(to):
            messages.error(request, "Say whom they are to go to: choose a person, or name a new one.")
            return self.get(request, pk)
        goes = other.name if other else new or "nobody"
        message = f"{len(mentions)} mention{'' if len(mentions) == 1 else 's'} moved to {goes}."
        done = self.decided(lambda: decisions.move(mentions, person, other, new=new), message, person)
        return done or self.get(request, pk)


class NobodyView(DecisionView):
    """Reject a name as no person, in all forms or in one."""

    model = Person
    template_name = "admin/person_nobody.html"
    title = "Not a person"

    def get(self, request, pk):
        """Show the forms of the name, and ask."""
        person = get_object_or_404(Person, pk=pk)
        forms_read = (
            Mention.objects.filter(person=person).order_by("surface").values_list("surface", flat=True).distinct()
        )
        return self.render_to_response(self.get_context_data(person=person, forms=list(forms_read[:50])))

    def post(self, request, pk):
        """Reject the name, or one form of it."""
        person = get_object_or_404(Person, pk=pk)
        form = posted_text(request, "form", 200)
        message = f"Where it says “{form}”, nobody is meant." if form else f"{person.name} is not a person."
        return self.decided(lambda: decisions.nobody(person, form), message, person)
