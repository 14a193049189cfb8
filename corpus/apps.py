"""The configuration of the application ``corpus``."""

from django.apps import AppConfig


class CorpusConfig(AppConfig):
    """All of Dateline's models and pages."""

    name = "corpus"
    verbose_name = "Corpus"
