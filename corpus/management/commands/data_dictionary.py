"""manage.py data_dictionary: every model and field, from the models themselves."""

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import models


class Command(BaseCommand):
    """Print docs/data-dictionary.md."""

    help = "Print the data dictionary as Markdown, from the models and their help texts."
    requires_system_checks = ()

    def handle(self, **options):
        """Print it."""
        parts = [
            "# Data dictionary",
            "Made by `python manage.py data_dictionary` from the models and their help texts; a test holds it to them.",
        ]
        for model in sorted(apps.get_app_config("corpus").get_models(), key=lambda one: one.__name__):
            parts.append(f"## {model.__name__}")
            parts.append(f"{' '.join(model.__doc__.split())} Table `{model._meta.db_table}`.")
            rows = [f"| `{field.attname}` | {_type(field)} | {_meaning(field)} |" for field in model._meta.fields]
            parts.append("\n".join(["| field | type | what it holds |", "| --- | --- | --- |", *rows]))
            if rules := [rule.name for rule in model._meta.constraints]:
                parts.append(f"Rules of the database: {', '.join(f'`{name}`' for name in rules)}.")
        self.stdout.write("\n\n".join(parts))


def _type(field: models.Field) -> str:
    if isinstance(field, models.ForeignKey):
        kind = "one-to-one" if field.one_to_one else "reference"
        name = field.related_model.__name__
        described = field.related_model._meta.app_label == "corpus"  # accounts are Django's own
        return f"{kind} to [{name}](#{name.lower()})" if described else f"{kind} to {name}"
    name = field.get_internal_type().removesuffix("Field")
    if name == "Array":
        name = f"list of {field.base_field.get_internal_type().removesuffix('Field')}"
    length = f", at most {field.max_length}" if field.max_length else ""
    return f"{name}{length}{', or empty' if field.null else ''}"


def _meaning(field: models.Field) -> str:
    said = str(field.help_text) or str(field.verbose_name).capitalize() + "."
    if field.choices:
        said += f" One of: {', '.join(f'`{value}`' for value, _ in field.choices)}."
    return said.replace("|", "\\|")
