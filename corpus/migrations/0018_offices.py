"""Titles of people as rows, each with the office that it stands for; those of stored mentions are filled in."""

import django.db.models.deletion
from django.db import migrations, models

from corpus.models.sql import load
from corpus.store.derived import person_titles


def fill(apps, schema_editor):
    """Derive the titles and offices of everybody. The next reextract does the same again."""
    ids = apps.get_model("corpus", "Person").objects.using(schema_editor.connection.alias).values_list("pk", flat=True)
    person_titles.update_titles(ids)


class Migration(migrations.Migration):
    dependencies = [
        ("corpus", "0017_believed_times_and_limits"),
    ]

    operations = [
        migrations.CreateModel(
            name="Office",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        help_text="Normal form in lower case (“premier, cabinet, dprk”), which tells it apart.",
                        max_length=700,
                        unique=True,
                    ),
                ),
                (
                    "rank",
                    models.CharField(help_text="The rank in the body: “premier”, “alternate member”.", max_length=200),
                ),
                (
                    "body",
                    models.CharField(
                        blank=True,
                        help_text="The body from the inside out; empty for offices of a whole country.",
                        max_length=400,
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        help_text="The country it serves; empty if it serves none, or none is printed.",
                        max_length=80,
                    ),
                ),
            ],
            options={
                "ordering": ["key"],
            },
        ),
        migrations.CreateModel(
            name="PersonTitle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.TextField(help_text="The title as printed, with straight apostrophes.")),
                (
                    "office",
                    models.ForeignKey(
                        blank=True,
                        help_text="The office it stands for; empty if it names none, or leaves open which.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="titles",
                        to="corpus.office",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        help_text="Whom the title is printed with.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="printed",
                        to="corpus.person",
                    ),
                ),
            ],
            options={
                "ordering": ["person", "title"],
                "constraints": [models.UniqueConstraint(fields=("person", "title"), name="person_title_once")],
            },
        ),
        migrations.AlterField(
            model_name='likelyduplicate',
            name='reason',
            field=models.CharField(choices=[('marks', 'names differ in diacritics or hyphens only'), ('romanisation', 'the same Korean name, romanised otherwise'), ('shorter', 'one name is a shorter form of the other'), ('spelling', 'one word is spelled otherwise'), ('office', 'a part of the name is printed with the same office')], help_text='Why they are likely to be one person.', max_length=12),
        ),
        load("version_triggers"),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
