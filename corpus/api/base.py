"""The base class of every API view: strict parameters and conditional responses."""

from collections.abc import Iterator
from http import HTTPStatus

from django.urls import reverse
from rest_framework.exceptions import NotFound
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response

from corpus.conditional import entity_tag, not_modified, remember, version_of
from corpus.lists import List
from corpus.search.grammar.filterset import FilterSet
from corpus.search.grammar.problems import empty_parameters, problem, unknown_parameters
from corpus.search.grammar.values import MAX_VALUES

from .problems import InvalidQuery
from .schema.parameters import NoParameters


class ApiView(GenericAPIView):
    """One address. Subclasses implement ``answer`` and, for the OpenAPI description, give ``operation``, ``summary``
    and ``tag``.

    ``listed``: the list whose parameters the address takes, if any. ``query_serializer``: its other parameters.
    ``statuses``: the response statuses besides 200 and those of every address.
    """

    listed: List | None = None
    query_serializer = NoParameters
    operation = summary = tag = ""
    pagination_class = None
    statuses: tuple[int, ...] = ()

    @property
    def about(self) -> str:
        """What the address returns, for the OpenAPI description: the docstring of the view."""
        return " ".join(type(self).__doc__.split())

    @property
    def base(self) -> str:
        """Scheme and host of the site."""
        return self.request.build_absolute_uri("/").removesuffix("/")

    def get(self, request, **kwargs):
        """Return the answer: 304 if the client has it, 400 for a parameter that does not exist or does not parse."""
        values = self._other_values()
        tag = entity_tag(request, version_of(request))
        response = not_modified(request, tag) or self.answer(**kwargs, **values)
        return remember(response, tag) if response.status_code == HTTPStatus.OK else response

    def options(self, request, *args, **kwargs):
        """Return the allowed methods in the header, and no body."""
        return Response(status=HTTPStatus.NO_CONTENT)

    def answer(self, **kwargs):
        """Return the response to a valid request. Takes the parts of the path and the values of other parameters."""
        raise NotImplementedError

    def parsed(self) -> FilterSet:
        """Return the query of the request, whose URLs are those of the API's list. Raise InvalidQuery."""
        query = self.request.GET.copy()
        for name in self.query_serializer().fields:
            query.pop(name, None)
        filterset = self.listed.filterset(query, path=self.base + reverse(f"api-{self.listed.noun}"))
        filterset.version = version_of(self.request)
        problems = [
            *unknown_parameters(filterset.unknown),
            *empty_parameters(filterset.empty),
            *_too_many(filterset),
            *filterset.problems,
        ]
        if problems:
            raise InvalidQuery(problems)
        return filterset

    def get_serializer_context(self):
        """Return the context with the site's own address, so that URLs are absolute."""
        return {**super().get_serializer_context(), "base": self.base}

    def _other_values(self) -> dict:
        """Return the cleaned values of the parameters besides those of the list. Raise InvalidQuery."""
        given = self.request.GET
        other = self.query_serializer(data=given.dict())
        unknown = [] if self.listed else sorted({name[:60] for name in given if name not in other.fields})
        repeated = [name for name in other.fields if len(given.getlist(name)) > 1]
        other.is_valid()
        problems = [
            *unknown_parameters(unknown[:10]),
            *(problem(name, "", "It can be given only once.") for name in repeated),
            *(problem(name, given.get(name, ""), " ".join(messages)) for name, messages in other.errors.items()),
        ]
        if problems:
            raise InvalidQuery(problems)
        return other.validated_data


def _too_many(filterset: FilterSet) -> Iterator[dict]:
    """Yield a problem for each parameter with too many values. A page forgives values that repeat themselves."""
    for name in filterset.names:
        if len(filterset.data.getlist(name)) > MAX_VALUES:
            yield problem(name, "", f"At most {MAX_VALUES} values can be given.")


class NoSuchAddress(ApiView):
    """Any other address under /api/."""

    schema = None

    def initial(self, request, *args, **kwargs):
        """Raise 404, whatever the method."""
        super().initial(request, *args, **kwargs)
        raise NotFound("There is nothing at this address. /about/api/ lists what there is.")
