"""The reference page of the API, made from its OpenAPI description."""

from django.views.generic import TemplateView


class ReferenceView(TemplateView):
    """x"""
    template_name = "about.html"
