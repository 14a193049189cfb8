"""Line-ups, and the sentence on which each participation rests. ``manage.py reextract`` fills both."""

import django.db.models.deletion
from django.db import migrations, models

from corpus.models.roles import make_groups
from corpus.models.sql import load


def groups(apps, schema_editor):
    """Give the groups of accounts the permissions of the new models."""
    make_groups(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):

    dependencies = [
        ("corpus", "0011_functions_and_triggers"),
    ]

    operations = [
        migrations.CreateModel(
            name="Lineup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "revision",
                    models.ForeignKey(
                        help_text="The revision that prints it.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lineups",
                        to="corpus.revision",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("companions", "companions"),
                            ("present", "those present"),
                            ("audience", "the audience"),
                            ("rostrum", "those on the platform"),
                            ("participants", "participants"),
                            ("speakers", "speakers"),
                            ("mourners", "mourners"),
                            ("committee", "members of a committee"),
                            ("greeted", "those who greeted"),
                            ("seen_off", "those who saw off"),
                            ("list", "a list"),
                        ],
                        help_text="What the people have in common, as the text says.",
                        max_length=12,
                    ),
                ),
                (
                    "sentence",
                    models.TextField(
                        help_text="The printed words: a sentence, or several if the list runs over them."
                    ),
                ),
                (
                    "start",
                    models.PositiveIntegerField(help_text="Offset of their first character in the revision’s text."),
                ),
                ("end", models.PositiveIntegerField(help_text="Offset after the last character.")),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        help_text="The report of the event it belongs to, in the same revision; empty if it stands alone.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="lineups",
                        to="corpus.report",
                    ),
                ),
                ("rule", models.CharField(help_text="The rule that found it.", max_length=60)),
                ("version", models.CharField(help_text="Version of the rules.", max_length=20)),
            ],
            options={
                "verbose_name": "line-up",
                "ordering": ["revision", "start", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("start__lt", models.F("end"))), name="lineup_offsets_in_order"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LineupPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "lineup",
                    models.ForeignKey(
                        help_text="The line-up.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="corpus.lineup",
                    ),
                ),
                (
                    "mention",
                    models.ForeignKey(
                        help_text="Where the person is named: offsets, the name as printed, the person shown.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="corpus.mention",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(help_text="Position in the line-up, from 1.")),
                ("title", models.TextField(blank=True, help_text="Titles printed with the name there.")),
            ],
            options={
                "verbose_name": "place in a line-up",
                "verbose_name_plural": "places in line-ups",
                "ordering": ["lineup", "order"],
                "constraints": [models.UniqueConstraint(fields=("lineup", "order"), name="lineup_place_once")],
            },
        ),
        migrations.AddField(
            model_name="participation",
            name="sentence",
            field=models.TextField(
                blank=True,
                db_default="",
                help_text="The sentence of that report that names the person; empty if none does.",
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="start",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Offset of the first character of the sentence in the revision’s text.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="participation",
            name="end",
            field=models.PositiveIntegerField(blank=True, help_text="Offset after the last character.", null=True),
        ),
        migrations.AddConstraint(
            model_name="participation",
            constraint=models.CheckConstraint(
                condition=models.Q(("start__lt", models.F("end"))), name="participation_offsets_in_order"
            ),
        ),
        load("version_triggers"),
        migrations.RunPython(groups, migrations.RunPython.noop),
    ]
