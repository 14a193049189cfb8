"""Articles that have a headline only, and the filter for them."""

from django.db import migrations, models

from corpus.models.sql import load


class Migration(migrations.Migration):

    dependencies = [
        ("corpus", "0012_lineups"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="headline_only",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Only its headline is known, from a list without texts; the first text at its URL replaces it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("headline_only", False), ("text", ""), _connector="OR"),
                name="article_headline_only_without_text",
            ),
        ),
        load("article_rows"),
    ]
