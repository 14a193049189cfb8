"""What every answer of the API has in common: strict parameters, and a tag by which it is not sent twice."""

from collections.abc import Iterator
from http import HTTPStatus

from django.urls import reverse
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response

from corpus.models import CorpusVersion
from corpus.search.grammar.filterset import FilterSet
from corpus.search.grammar.values import MAX_VALUES
from corpus.views.conditional import entity_tag, not_modified, remember

from .problems import InvalidQuery, problem, unknown
from .schema.parameters import Nothing


class ApiView(GenericAPIView):
    """One address. Subclasses give ``answer``, and for the description ``operation``, ``summary`` and ``tag``.

    asks: its parameters besides the grammar's, cleaned into ``asked``. grammar, texts: of the public list whose
    parameters it takes, if any; list_name: of the address of that list here. statuses: of answers besides 200 and those
    that every address may give.
    """

    asks = Nothing
    filterset: type[FilterSet] | None = None
    texts: dict = {}
    list_name = ""
    operation = summary = tag = ""
    pagination_class = None
    statuses: tuple[int, ...] = ()

    @property
    def base(self) -> str:
        """Scheme and host of the site."""
        return self.request.build_absolute_uri("/").removesuffix("/")

    def get(self, request, **kwargs):
        """The answer; 304 for who has it; 400 for a parameter that is none or does not parse."""
        self.version = CorpusVersion.now()
        self.asked = self._asked()
        tag = entity_tag(request, self.version)
        response = not_modified(request, tag) or self.answer(**kwargs)
        return remember(response, tag) if response.status_code == HTTPStatus.OK else response

    def options(self, request, *args, **kwargs):
        """Nothing but the methods allowed."""
        return Response(status=HTTPStatus.NO_CONTENT)

    def answer(self, **kwargs):
        """The answer to a valid request."""
        raise NotImplementedError

    def parsed(self) -> FilterSet:
        """The query of the request, whose addresses are those of the list here. Raises InvalidQuery."""
        query = self.request.GET.copy()
        for name in self.asks().fields:
            query.pop(name, None)
        filterset = self.filterset(query, path=self.base + reverse(self.list_name))
        filterset.version = self.version
        empty = [problem(name, "", "It has no value.") for name in filterset.empty]
        problems = [*unknown(filterset.unknown), *empty, *_too_many(filterset), *filterset.problems]
        if problems:
            raise InvalidQuery(problems)
        return filterset

    def get_serializer_context(self):
        """With the site's own address."""
        return {**super().get_serializer_context(), "base": self.base}

    def _asked(self) -> dict:
        """The parameters besides the grammar's. Raises InvalidQuery."""
        given = self.request.GET
        asks = self.asks(data=given.dict())
        strange = [] if self.filterset else sorted({name[:60] for name in given if name not in asks.fields})
        repeated = [name for name in asks.fields if len(given.getlist(name)) > 1]
        asks.is_valid()
        problems = [
            *unknown(strange[:10]),
            *(problem(name, "", "It can be given only once.") for name in repeated),
            *(problem(name, given.get(name, ""), " ".join(said)) for name, said in asks.errors.items()),
        ]
        if problems:
            raise InvalidQuery(problems)
        return asks.validated_data


def _too_many(filterset: FilterSet) -> Iterator[dict]:
    """What a page forgives where they repeat themselves."""
    for name in filterset.names:
        if len(filterset.data.getlist(name)) > MAX_VALUES:
            yield problem(name, "", f"At most {MAX_VALUES} values can be given.")


class NoSuchAddress(ApiView):
    """Whatever else is asked for here."""

    schema = None

    def initial(self, request, *args, **kwargs):
        """404, whatever the method."""
        super().initial(request, *args, **kwargs)
        raise NotFound("There is nothing at this address. /about/api/ lists what there is.")
