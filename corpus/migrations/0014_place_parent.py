"""What contains a place."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):

    dependencies = [
        ("corpus", "0013_headline_only"),
    ]

    operations = [
        migrations.AlterField(
            model_name="place",
            name="key",
            field=models.CharField(
                help_text="Normalised name, the same for every spelling of a known place, by which places are compared.",
                max_length=300,
                unique=True,
            ),
        ),
        migrations.AlterField(
            model_name="place",
            name="name",
            field=models.CharField(
                help_text="The usual name of a known place, else as first printed, or a curator’s choice.",
                max_length=300,
            ),
        ),
        migrations.AddField(
            model_name="place",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                help_text="The place that contains it: of a hall the city, of a city the province, of a province the country.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="inside",
                to="corpus.place",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(condition=~Q(parent=F("id")), name="place_not_inside_itself"),
        ),
    ]
