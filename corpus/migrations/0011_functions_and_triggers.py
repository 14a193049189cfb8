"""The functions and triggers of corpus/models/sql; they replace those of migrations 0001 to 0010."""

from django.db import migrations

from corpus.models.sql import load

# Event types are an argument now.
OUTDATED = """
DROP FUNCTION IF EXISTS dateline_article_rows(bigint[]);
DROP FUNCTION IF EXISTS dateline_event_rows(bigint[]);
DROP FUNCTION IF EXISTS dateline_type_term(text);
"""


class Migration(migrations.Migration):

    dependencies = [
        ("corpus", "0001_squashed_0010_outlet_span"),
    ]

    operations = [
        migrations.RunSQL(OUTDATED, migrations.RunSQL.noop),
        load(
            "plain", "segmented", "configuration", "vector", "query", "term", "language_term", "date_terms", "vectors",
            "event_vector", "article_rows", "event_rows", "new_version", "version_triggers",
        ),
    ]
