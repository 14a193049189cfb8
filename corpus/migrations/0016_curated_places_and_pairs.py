"""Places that curators merge, what lies inside a place as terms of search rows, and likely pairs of events."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from corpus.models.roles import make_groups
from corpus.models.search import BITS, TermKind
from corpus.models.sql import load

# A corrected place is two columns now: the place shown and, if a judgement changes it, the one that was set.
CORRECTED = """
UPDATE corpus_event SET as_found = jsonb_set(as_found, '{place}', (as_found->'place') || 'null'::jsonb)
WHERE as_found ? 'place' AND jsonb_array_length(as_found->'place') = 1
"""

# The rows of events and articles at places that lie inside another get the terms of those too.
INSIDE = """
WITH placed AS (
    SELECT {key}, array_agg((code & {mask})::bigint) AS places FROM {table}, unnest(terms) AS code
    WHERE code >> {bits} = {kind} GROUP BY {key}
)
UPDATE {table} AS s SET terms = ARRAY(
    SELECT DISTINCT code FROM unnest(s.terms || dateline_place_terms(placed.places)) AS code)
FROM placed WHERE placed.{key} = s.{key}
    AND EXISTS (SELECT FROM corpus_place AS p WHERE p.id = ANY(placed.places) AND p.parent_id IS NOT NULL)
"""
COUNT = """
UPDATE corpus_place AS p SET event_count = counted.number
FROM (SELECT code & {mask} AS id, count(*) AS number FROM corpus_eventsearch, unnest(terms) AS code
      WHERE code >> {bits} = {kind} GROUP BY 1) AS counted
WHERE p.id = counted.id
"""


def _sql(statement: str, **names: str) -> migrations.RunSQL:
    numbers = {"bits": BITS, "mask": (1 << BITS) - 1, "kind": int(TermKind.PLACE)}
    return migrations.RunSQL(statement.format(**names, **numbers), migrations.RunSQL.noop)


def groups(apps, schema_editor):
    """Give the groups of accounts the permissions of the new model."""
    make_groups(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("corpus", "0015_briefs"),
    ]

    operations = [
        migrations.CreateModel(
            name="LikelySameEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "agree",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("day", "the day"),
                                ("place", "the place"),
                                ("people", "people"),
                                ("occasion", "the occasion"),
                                ("subject", "the subject"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        help_text="What both tell alike.",
                        size=None,
                    ),
                ),
                (
                    "untold",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("day", "the day"),
                                ("place", "the place"),
                                ("people", "people"),
                                ("occasion", "the occasion"),
                                ("subject", "the subject"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        help_text="What is not told by both.",
                        size=None,
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("open", "not yet judged"), ("different", "two events")],
                        default="open",
                        help_text="A curator’s verdict.",
                        max_length=10,
                    ),
                ),
                ("proposed", models.DateTimeField(auto_now_add=True, help_text="When it was proposed.")),
            ],
            options={
                "verbose_name": "likely same event",
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="event",
            name="found_place",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="The place that was read, if a judgement about it shows another or none.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="corpus.place",
            ),
        ),
        migrations.AddField(
            model_name="judgement",
            name="place",
            field=models.ForeignKey(
                blank=True,
                help_text="The place it is about.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="judgements",
                to="corpus.place",
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="event_count",
            field=models.PositiveIntegerField(
                db_default=0,
                default=0,
                editable=False,
                help_text="Number of events reported there or inside it; maintained by the database.",
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                help_text="The place that this one was merged into; its old URL redirects there.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="merged",
                to="corpus.place",
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="nowhere",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="A curator decided that it is not a place; no event is shown there.",
            ),
        ),
        migrations.AlterField(
            model_name="judgement",
            name="kind",
            field=models.CharField(
                choices=[
                    ("add", "person added"),
                    ("merge", "the same person"),
                    ("different", "two people"),
                    ("move", "somebody else is meant"),
                    ("nobody", "not a person"),
                    ("name", "name"),
                    ("field", "field corrected"),
                    ("confirm", "event confirmed"),
                    ("participants", "participants corrected"),
                    ("event-merge", "the same event"),
                    ("event-split", "another event"),
                    ("event-two", "two events"),
                    ("place-merge", "the same place"),
                    ("no-place", "not a place"),
                    ("reprint", "reprint judged"),
                    ("leave-out", "record left out"),
                ],
                help_text="The kind of decision.",
                max_length=12,
            ),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(
                models.OrderBy(models.F("event_count"), descending=True),
                models.F("name"),
                models.F("id"),
                name="place_most_events",
            ),
        ),
        migrations.AddField(
            model_name="likelysameevent",
            name="one",
            field=models.ForeignKey(
                help_text="The report with the lower id.",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="corpus.report",
            ),
        ),
        migrations.AddField(
            model_name="likelysameevent",
            name="other",
            field=models.ForeignKey(
                help_text="The report with the higher id.",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="corpus.report",
            ),
        ),
        migrations.AddConstraint(
            model_name="likelysameevent",
            constraint=models.UniqueConstraint(fields=("one", "other"), name="likely_same_event_once"),
        ),
        migrations.AddConstraint(
            model_name="likelysameevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("one__lt", models.F("other"))), name="likely_same_event_in_order"
            ),
        ),
        migrations.RunSQL(CORRECTED, migrations.RunSQL.noop),
        load("place_terms", "article_rows", "event_rows"),
        _sql(INSIDE, table="corpus_articlesearch", key="article_id"),
        _sql(INSIDE, table="corpus_eventsearch", key="event_id"),
        _sql(COUNT),
        load("place_counts", "version_triggers"),
        migrations.RunPython(groups, migrations.RunPython.noop),
    ]
