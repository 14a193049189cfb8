"""Links of briefs with the articles that tell their content in full."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('corpus', '0014_place_parent'),
    ]

    operations = [
        migrations.CreateModel(
            name='Brief',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('share', models.FloatField(help_text='Share of the brief’s three-word runs that the full report has.')),
                ('brief', models.ForeignKey(help_text='The short article.', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='corpus.article')),
                ('full', models.ForeignKey(help_text='The full report.', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='corpus.article')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('brief', 'full'), name='brief_once'), models.CheckConstraint(condition=models.Q(('brief', models.F('full')), _negated=True), name='brief_not_of_itself'), models.CheckConstraint(condition=models.Q(('share__gte', 0), ('share__lte', 1)), name='brief_share')],
            },
        ),
    ]
