"""The tables as migrations 0001 to 0010 left them. A database that has all ten counts as having this one."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension, UnaccentExtension
from django.db import migrations, models

import corpus.event_types
import corpus.models.fields
from corpus.models.roles import make_groups
from corpus.models.sql import load

# Lists, filters and facets read narrow rows: vectors stay uncompressed and out of line (docs/running/performance.md).
STORAGE = """
ALTER TABLE corpus_article SET (toast_tuple_target = 128);
ALTER TABLE corpus_articlesearch ALTER COLUMN search SET STORAGE EXTERNAL;
ALTER TABLE corpus_articlesearch ALTER COLUMN terms SET STORAGE EXTERNAL;
ALTER TABLE corpus_articlesearch SET (toast_tuple_target = 256);
ALTER TABLE corpus_eventsearch ALTER COLUMN search SET STORAGE EXTERNAL;
ALTER TABLE corpus_eventsearch ALTER COLUMN terms SET STORAGE EXTERNAL;
ALTER TABLE corpus_eventsearch SET (toast_tuple_target = 256);
ALTER TABLE corpus_opening ALTER COLUMN search SET STORAGE MAIN;
"""


def groups(apps, schema_editor):
    """Create the groups of accounts."""
    make_groups(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("corpus", "0001_initial"),
        ("corpus", "0002_likely_duplicates"),
        ("corpus", "0003_names_searchable"),
        ("corpus", "0004_search_rows"),
        ("corpus", "0005_judgements"),
        ("corpus", "0006_roles"),
        ("corpus", "0007_queue"),
        ("corpus", "0008_settled_records_and_bulk"),
        ("corpus", "0009_saved_searches"),
        ("corpus", "0010_outlet_span"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        BtreeGinExtension(),
        load("plain"),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_found', models.JSONField(blank=True, db_default={}, default=dict, editable=False, help_text='Original values of the fields that a curator set; restored when the judgement is undone.')),
                ('language', models.CharField(default='en', help_text='BCP 47 code of the text: en, es, ko.', max_length=12)),
                ('title', models.TextField(help_text='Headline as printed, or derived from the lead.')),
                ('title_derived', models.BooleanField(default=False, help_text='The document has no headline; this one is derived from its lead.')),
                ('text', models.TextField(help_text='Body of the current revision; paragraphs separated by one line feed.')),
                ('byline', models.TextField(blank=True, help_text='Who signed it: Political News Team.')),
                ('url', models.TextField(blank=True, help_text='URL of the original: that of the earliest capture that has one.')),
                ('dateline_place', models.CharField(blank=True, help_text='Place printed in the dateline.', max_length=120)),
                ('dateline_date', models.CharField(blank=True, help_text='Date printed in the dateline, EDTF.', max_length=40)),
                ('published', models.CharField(blank=True, help_text='EDTF (ISO 8601-2): 2023-10-19, 2023-10, XXXX-10-19, 2024-11-03/2024-11-05, 2023-10-19~. Empty if not known.', max_length=60, validators=[corpus.models.fields.validate_edtf])),
                ('published_lower', models.DateField(blank=True, editable=False, help_text='First possible day of the date; empty if it is open or has no year.', null=True)),
                ('published_upper', models.DateField(blank=True, editable=False, help_text='Last possible day of publication: the upper bound of the date, or the day it was first seen.', null=True)),
                ('published_basis', models.CharField(blank=True, choices=[('stated', 'stated in the text'), ('resolved', 'resolved against the day of publication'), ('page', 'printed on the page'), ('record', 'given by the record'), ('closing', 'the closing line’s'), ('url', 'taken from the address'), ('meta', 'in the page’s metadata'), ('dateline', 'the dateline’s'), ('import', 'when KCNA Watch took it in'), ('capture', 'when it was seen'), ('reported', 'the day it was reported; no day stated'), ('reprint', 'from a reprint’s date'), ('curated', 'set by a curator')], help_text='The evidence for the date.', max_length=12)),
                ('published_conflict', models.BooleanField(default=False, help_text='Whether its date candidates disagree.')),
                ('revision_count', models.PositiveSmallIntegerField(default=1, editable=False, help_text='Number of revisions; maintained by the store.')),
                ('reprint_count', models.PositiveSmallIntegerField(default=0, editable=False, help_text='Number of articles with almost the same text; maintained by the store.')),
                ('hidden', models.BooleanField(db_default=False, default=False, help_text='A curator removed it from the public pages; its URL says so.')),
                ('added', models.DateTimeField(auto_now_add=True, help_text='When it was added to this corpus.')),
                ('people', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, editable=False, help_text='Ids of the people it mentions.', size=None)),
                ('event_types', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=16), blank=True, default=list, editable=False, help_text='Types of the events that its current revision reports.', size=None)),
                ('places', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, editable=False, help_text='Ids of the places where its events took place.', size=None)),
            ],
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_found', models.JSONField(blank=True, db_default={}, default=dict, editable=False, help_text='Original values of the fields that a curator set; restored when the judgement is undone.')),
                ('type', models.CharField(choices=corpus.event_types.choices, help_text='The type of event; docs/developing/event-types.md defines each.', max_length=16)),
                ('title', models.TextField(help_text='Short title generated from the type and the first participants.')),
                ('date', models.CharField(blank=True, help_text='EDTF (ISO 8601-2): 2023-10-19, 2023-10, XXXX-10-19, 2024-11-03/2024-11-05, 2023-10-19~. Empty if not known.', max_length=60, validators=[corpus.models.fields.validate_edtf])),
                ('date_lower', models.DateField(blank=True, editable=False, help_text='First possible day of the date; empty if it is open or has no year.', null=True)),
                ('date_upper', models.DateField(blank=True, editable=False, help_text='Last possible day of the date; empty if it is open or has no year.', null=True)),
                ('date_basis', models.CharField(blank=True, choices=[('stated', 'stated in the text'), ('resolved', 'resolved against the day of publication'), ('page', 'printed on the page'), ('record', 'given by the record'), ('closing', 'the closing line’s'), ('url', 'taken from the address'), ('meta', 'in the page’s metadata'), ('dateline', 'the dateline’s'), ('import', 'when KCNA Watch took it in'), ('capture', 'when it was seen'), ('reported', 'the day it was reported; no day stated'), ('reprint', 'from a reprint’s date'), ('curated', 'set by a curator')], help_text='The evidence for the date.', max_length=12)),
                ('status', models.CharField(choices=[('unreviewed', 'not yet reviewed'), ('uncertain', 'uncertain'), ('reviewed', 'reviewed'), ('rejected', 'rejected')], default='unreviewed', help_text='Whether a curator has reviewed it.', max_length=12)),
                ('judged', models.BooleanField(db_default=False, default=False, editable=False, help_text='A curator has decided about it, so it is kept even if no text reports it any more.')),
                ('origin', models.UUIDField(blank=True, editable=False, help_text='Key of the judgement that split it from another event.', null=True, unique=True)),
                ('report_count', models.PositiveIntegerField(default=0, editable=False, help_text='Number of articles that report it; maintained by the store.')),
                ('outlets', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, editable=False, help_text='Ids of the outlets that report it.', size=None)),
                ('plain', models.GeneratedField(db_persist=True, expression=models.Func(models.F('title'), function='dateline_plain', output_field=models.TextField()), help_text='The title in lower case without accents or punctuation, between spaces; a generated column.', output_field=models.TextField())),
                ('merged_into', models.ForeignKey(blank=True, help_text='The event that this one was merged into; its old URL redirects there.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merged', to='corpus.event')),
            ],
        ),
        migrations.CreateModel(
            name='IngestRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started', models.DateTimeField(auto_now_add=True, help_text='When the run started.')),
                ('finished', models.DateTimeField(blank=True, help_text='When it ended; empty while it runs or if it was killed.', null=True)),
                ('state', models.CharField(choices=[('running', 'running, or killed'), ('finished', 'finished'), ('failed', 'finished; something could not be read')], default='running', help_text='State of the run.', max_length=10)),
                ('arguments', models.TextField(help_text='Paths and options of the command.')),
            ],
            options={
                'ordering': ['-started', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Outlet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Its own name in English.', max_length=120, unique=True)),
                ('slug', models.SlugField(help_text='Part of its URL, and its value in filters.', max_length=80, unique=True)),
                ('country', models.CharField(blank=True, help_text='Country of the state that runs it.', max_length=80)),
                ('homepage', models.URLField(blank=True, help_text='URL of its own site.')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_found', models.JSONField(blank=True, db_default={}, default=dict, editable=False, help_text='Original values of the fields that a curator set; restored when the judgement is undone.')),
                ('name', models.CharField(help_text="The name shown: the fullest form seen, or a curator's choice.", max_length=200)),
                ('slug', models.SlugField(help_text='Part of the URL; namesakes get a number.', max_length=100, unique=True)),
                ('note', models.TextField(blank=True, help_text='What distinguishes this person from a namesake.')),
                ('status', models.CharField(choices=[('unreviewed', 'not yet reviewed'), ('uncertain', 'uncertain'), ('reviewed', 'reviewed'), ('rejected', 'rejected')], default='unreviewed', help_text='Whether a curator has reviewed it.', max_length=12)),
                ('article_count', models.PositiveIntegerField(default=0, editable=False, help_text='Number of articles that mention the person; maintained by the store.')),
                ('first_seen', models.DateField(blank=True, editable=False, help_text='Day of the first dated article.', null=True)),
                ('last_seen', models.DateField(blank=True, editable=False, help_text='Day of the last dated article.', null=True)),
                ('spheres', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, editable=False, help_text='Fields of the printed titles (military, diplomacy…), which distinguish namesakes.', size=None)),
                ('nobody', models.BooleanField(db_default=False, default=False, editable=False, help_text='A curator decided that it is not a person.')),
                ('merged_into', models.ForeignKey(blank=True, help_text='The person that this one was merged into; the old URL redirects there.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merged', to='corpus.person')),
            ],
            options={
                'verbose_name_plural': 'people',
            },
        ),
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.TextField(help_text='The URL.')),
                ('observed_at', models.DateTimeField(blank=True, help_text='When it was requested, if known.', null=True)),
                ('http_status', models.PositiveSmallIntegerField(blank=True, help_text='404 or 410; empty if a later snapshot does not list the URL.', null=True)),
                ('source', models.TextField(help_text='Path it was read from, or the series of snapshots.')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('url', 'observed_at', 'http_status'), name='absence_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Pending',
            fields=[
                ('article', models.OneToOneField(help_text='The article to update.', on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='corpus.article')),
                ('again', models.BooleanField(default=False, help_text='Whether its text must be extracted again too.')),
            ],
            options={
                'verbose_name_plural': 'pending',
            },
        ),
        migrations.CreateModel(
            name='BulkDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('work', models.CharField(help_text='The decision, by its name in the admin site.', max_length=20)),
                ('model', models.CharField(help_text='The model of the rows.', max_length=40)),
                ('rows', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), help_text='Ids of the chosen rows, in the order in which they are decided.', size=None)),
                ('total', models.PositiveIntegerField(help_text='Number of chosen rows.')),
                ('handled', models.PositiveIntegerField(default=0, help_text='Number of rows handled so far.')),
                ('made', models.PositiveIntegerField(default=0, help_text='Number of judgements made or undone.')),
                ('refused', models.JSONField(default=list, help_text='The first few rows that could not be decided, and why.')),
                ('started', models.DateTimeField(auto_now_add=True, help_text='When it was started.')),
                ('by', models.ForeignKey(help_text='The account that started it.', on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-started', '-id'],
            },
        ),
        migrations.CreateModel(
            name='CorpusVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(help_text='Id of the last such transaction.')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='corpus_version_once')],
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('created', 'created'), ('revised', 'revised'), ('unchanged', 'unchanged'), ('reprint', 'reprint'), ('stub', 'stub'), ('refused', 'refused')], help_text='The outcome.', max_length=10)),
                ('reason', models.TextField(blank=True, help_text='Why the record was refused or is a stub.')),
                ('source', models.TextField(help_text='Path it was read from, then the position inside a container.')),
                ('superseded', models.BooleanField(db_default=False, default=False, help_text='The refused record was read again later, and the later outcome counts.')),
                ('left_out', models.BooleanField(db_default=False, default=False, help_text='A curator left the refused record out.')),
                ('article', models.ForeignKey(blank=True, help_text='The article that the record belongs to, if any.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='outcomes', to='corpus.article')),
                ('run', models.ForeignKey(help_text='The run that read the record.', on_delete=django.db.models.deletion.CASCADE, related_name='outcomes', to='corpus.ingestrun')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='outlet',
            field=models.ForeignKey(help_text='Who published it.', on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='corpus.outlet'),
        ),
        migrations.CreateModel(
            name='PersonWords',
            fields=[
                ('person', models.OneToOneField(help_text='The person.', on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='corpus.person')),
                ('names', models.TextField(blank=True, help_text='Every form of the name in lower case without accents, each between spaces; maintained by the store.')),
                ('search', django.contrib.postgres.search.SearchVectorField(help_text='Search vector of the names and printed titles; maintained by the store.', null=True)),
                ('stale', models.BooleanField(db_default=False, default=False, help_text='To be rebuilt when all pending articles are updated.')),
            ],
            options={
                'verbose_name_plural': 'words of people',
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('principal', 'principal'), ('counterpart', 'counterpart'), ('companion', 'companion'), ('present', 'present'), ('sender', 'sender'), ('recipient', 'recipient'), ('speaker', 'speaker'), ('host', 'host')], help_text='The person’s role in the event.', max_length=12)),
                ('order', models.PositiveSmallIntegerField(help_text='Position among the names in that report, from 1.')),
                ('title', models.TextField(blank=True, help_text='Titles printed with the name in that report.')),
                ('event', models.ForeignKey(help_text='The event.', on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='corpus.event')),
                ('person', models.ForeignKey(help_text='Who took part.', on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='corpus.person')),
            ],
            options={
                'ordering': ['order', 'id'],
            },
        ),
        migrations.CreateModel(
            name='LikelyDuplicate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('marks', 'names differ in diacritics or hyphens only'), ('romanisation', 'the same Korean name, romanised otherwise'), ('shorter', 'one name is a shorter form of the other'), ('spelling', 'one word is spelled otherwise')], help_text='Why they are likely to be one person.', max_length=12)),
                ('verdict', models.CharField(choices=[('open', 'not yet judged'), ('different', 'two people')], default='open', help_text='A curator’s verdict.', max_length=10)),
                ('one', models.ForeignKey(help_text='The person with the lower id.', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='corpus.person')),
                ('other', models.ForeignKey(help_text='The person with the higher id.', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='corpus.person')),
            ],
            options={
                'verbose_name': 'likely duplicate',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Judgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, help_text='Identifier in exports, the same in every corpus.', unique=True)),
                ('kind', models.CharField(choices=[('add', 'person added'), ('merge', 'the same person'), ('different', 'two people'), ('move', 'somebody else is meant'), ('nobody', 'not a person'), ('name', 'name'), ('field', 'field corrected'), ('confirm', 'event confirmed'), ('participants', 'participants corrected'), ('event-merge', 'the same event'), ('event-split', 'another event'), ('reprint', 'reprint judged'), ('leave-out', 'record left out')], help_text='The kind of decision.', max_length=12)),
                ('about', models.JSONField(help_text='The subject, identified by values that are the same in every copy of the corpus.')),
                ('value', models.JSONField(default=dict, help_text='The decision, in the same values.')),
                ('local', models.JSONField(default=dict, help_text='Ids of the events concerned, in this copy of the corpus.')),
                ('before', models.JSONField(default=dict, help_text='The values shown when it was made.')),
                ('reason', models.TextField(blank=True, help_text='The reason in the curator’s words.')),
                ('evidence', models.TextField(blank=True, help_text='The evidence for it: the sentence or the date as printed.')),
                ('by_name', models.CharField(blank=True, help_text='Name of the curator who made it.', max_length=150)),
                ('made', models.DateTimeField(help_text='When it was made.')),
                ('undone', models.DateTimeField(blank=True, help_text='When it was undone; empty while it is in force.', null=True)),
                ('undone_by_name', models.CharField(blank=True, help_text='Name of the curator who undid it.', max_length=150)),
                ('kept', models.DateTimeField(blank=True, help_text='When a curator last upheld it despite a conflict.', null=True)),
                ('lost', models.BooleanField(db_default=False, default=False, help_text='Its subject is not in this corpus, so it has no effect here.')),
                ('conflict', models.TextField(blank=True, help_text='Later evidence that contradicts it; empty if there is none.')),
                ('article', models.ForeignKey(blank=True, help_text='The article it is about.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='judgements', to='corpus.article')),
                ('bulk', models.ForeignKey(blank=True, help_text='The bulk action that made it, if any.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='judgements', to='corpus.bulkdecision')),
                ('by', models.ForeignKey(blank=True, help_text='The account that made it, as long as it exists.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('event', models.ForeignKey(blank=True, help_text='The event it is about.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='judgements', to='corpus.event')),
                ('person', models.ForeignKey(blank=True, help_text='The person it is about.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='judgements', to='corpus.person')),
            ],
            options={
                'ordering': ['-made', '-id'],
            },
        ),
        migrations.AddField(
            model_name='event',
            name='people',
            field=models.ManyToManyField(help_text='Who took part.', related_name='events', through='corpus.Participation', to='corpus.person'),
        ),
        migrations.CreateModel(
            name='PersonName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='The name as printed, or as a curator added it.', max_length=200)),
                ('key', models.CharField(help_text='Normalised name, in lower case and without patronymic, by which names are compared.', max_length=200)),
                ('kind', models.CharField(choices=[('seen', 'seen in a text'), ('curated', 'added by a curator')], default='seen', help_text='Where the name comes from.', max_length=8)),
                ('hidden', models.BooleanField(db_default=False, default=False, help_text='A curator hid it from all pages.')),
                ('person', models.ForeignKey(help_text='Whose name it is.', on_delete=django.db.models.deletion.CASCADE, related_name='names', to='corpus.person')),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='As first printed, or a curator’s choice.', max_length=300)),
                ('slug', models.SlugField(help_text='Part of its URL.', max_length=100, unique=True)),
                ('key', models.CharField(help_text='Normalised name, in lower case and without article, by which places are compared.', max_length=300, unique=True)),
                ('latitude', models.FloatField(blank=True, help_text='Degrees north, WGS 84, from the gazetteer or a curator.', null=True)),
                ('longitude', models.FloatField(blank=True, help_text='Degrees east, WGS 84, from the gazetteer or a curator.', null=True)),
                ('plain', models.GeneratedField(db_persist=True, expression=models.Func(models.F('name'), function='dateline_plain', output_field=models.TextField()), help_text='The name in lower case without accents or punctuation, between spaces; a generated column.', output_field=models.TextField())),
            ],
            options={
                'ordering': ['name'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['plain'], name='place_plain', opclasses=['gin_trgm_ops'])],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__gte', -90), ('latitude__lte', 90), ('longitude__gte', -180), ('longitude__lte', 180)), _connector='OR'), name='place_coordinates_on_earth')],
            },
        ),
        migrations.AddField(
            model_name='event',
            name='place',
            field=models.ForeignKey(blank=True, help_text='Where it took place, if a report says so.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='events', to='corpus.place'),
        ),
        migrations.CreateModel(
            name='RefusedCapture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(help_text='SHA-256 of the raw bytes, which is also their storage key.', max_length=64)),
                ('source', models.TextField(help_text='Path it was read from, then the position inside a container.')),
                ('url', models.TextField(blank=True, help_text='URL it was captured from, if known.')),
                ('captured_at', models.DateTimeField(blank=True, help_text='When the page was captured, if known.', null=True)),
                ('http_status', models.PositiveSmallIntegerField(blank=True, help_text='HTTP status of the response, if known.', null=True)),
                ('media_type', models.CharField(help_text='Media type of the raw bytes, detected from their content: text/html.', max_length=80)),
                ('encoding', models.CharField(blank=True, help_text='Encoding declared in the response header.', max_length=40)),
                ('outcome', models.OneToOneField(help_text='The outcome, which has the reason.', on_delete=django.db.models.deletion.CASCADE, related_name='refused', to='corpus.outcome')),
            ],
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sentence', models.TextField(help_text='The sentence it rests on, as printed.')),
                ('start', models.PositiveIntegerField(help_text='Offset of the first character of the sentence in the revision’s text.')),
                ('end', models.PositiveIntegerField(help_text='Offset after the last character.')),
                ('date', models.CharField(blank=True, help_text='The date this report states, EDTF.', max_length=60, validators=[corpus.models.fields.validate_edtf])),
                ('date_basis', models.CharField(blank=True, choices=[('stated', 'stated in the text'), ('resolved', 'resolved against the day of publication'), ('page', 'printed on the page'), ('record', 'given by the record'), ('closing', 'the closing line’s'), ('url', 'taken from the address'), ('meta', 'in the page’s metadata'), ('dateline', 'the dateline’s'), ('import', 'when KCNA Watch took it in'), ('capture', 'when it was seen'), ('reported', 'the day it was reported; no day stated'), ('reprint', 'from a reprint’s date'), ('curated', 'set by a curator')], help_text='The evidence for this date.', max_length=12)),
                ('place_name', models.TextField(blank=True, help_text='The place as this report prints it.')),
                ('participants', models.JSONField(default=list, help_text='Names, roles and titles as printed, in order, with the person each was resolved to.')),
                ('rule', models.CharField(help_text='The rule that found it.', max_length=60)),
                ('version', models.CharField(help_text='Version of the rules.', max_length=20)),
                ('event', models.ForeignKey(help_text='The event.', on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='corpus.event')),
                ('found', models.ForeignKey(blank=True, help_text='The event the rules matched it with, if a judgement assigns it to another.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='found_reports', to='corpus.event')),
            ],
            options={
                'ordering': ['revision', 'start'],
            },
        ),
        migrations.AddField(
            model_name='participation',
            name='report',
            field=models.ForeignKey(blank=True, help_text='The report that role, order and title were read from: the earliest that names the person.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='participations', to='corpus.report'),
        ),
        migrations.CreateModel(
            name='Reprint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('similarity', models.FloatField(help_text='Share of the words that both have in the same order; 1 is the same text.')),
                ('verdict', models.CharField(choices=[('open', 'not yet judged'), ('confirmed', 'a reprint'), ('cut', 'no reprint')], db_default='open', default='open', help_text='A curator’s verdict.', max_length=10)),
                ('first', models.ForeignKey(help_text='The article with the lower id.', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='corpus.article')),
                ('second', models.ForeignKey(help_text='The article with the higher id.', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='corpus.article')),
            ],
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.TextField(help_text='Headline of this revision.')),
                ('text', models.TextField(help_text='Paragraphs separated by one line feed; offsets of mentions count its characters.')),
                ('wording', models.CharField(help_text='SHA-256 of the normalised title and text.', max_length=64)),
                ('text_wording', models.CharField(db_index=True, help_text='SHA-256 of the normalised text alone, which identifies the same report.', max_length=64)),
                ('first_captured', models.DateTimeField(blank=True, help_text='Time of the earliest capture of this revision.', null=True)),
                ('added', models.DateTimeField(auto_now_add=True, help_text='When this revision was added to the corpus.')),
                ('bands', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, help_text='MinHash bands for finding reprints.', size=None)),
                ('extractor', models.CharField(blank=True, help_text='Version of the rules that extracted its mentions and reports.', max_length=20)),
                ('article', models.ForeignKey(help_text='The article.', on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='corpus.article')),
            ],
            options={
                'ordering': [django.db.models.functions.comparison.Coalesce('first_captured', 'added'), 'wording'],
            },
        ),
        migrations.AddField(
            model_name='report',
            name='revision',
            field=models.ForeignKey(help_text='The revision that reports it.', on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='corpus.revision'),
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('text', 'text'), ('title', 'headline')], default='text', help_text='Text or headline.', max_length=5)),
                ('start', models.PositiveIntegerField(help_text='Offset of the first character in the part.')),
                ('end', models.PositiveIntegerField(help_text='Offset after the last character.')),
                ('surface', models.CharField(help_text='The name as printed.', max_length=200)),
                ('titles', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, help_text='Titles printed with the name here, one per item.', size=None)),
                ('list_order', models.PositiveSmallIntegerField(blank=True, help_text='Position in a printed list of names, from 1.', null=True)),
                ('uncertain', models.BooleanField(default=False, help_text='The person is a guess: only part of the name is printed, or there are namesakes.')),
                ('rule', models.CharField(help_text='The rule that found it.', max_length=60)),
                ('version', models.CharField(help_text='Version of the rules.', max_length=20)),
                ('found', models.ForeignKey(blank=True, help_text='The person the rules resolved it to, if a judgement assigns it to another.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='corpus.person')),
                ('person', models.ForeignKey(help_text='The person mentioned; empty if a curator decided that nobody is.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='corpus.person')),
                ('revision', models.ForeignKey(help_text='The revision that mentions the person.', on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='corpus.revision')),
            ],
            options={
                'ordering': ['revision', 'part', 'start'],
            },
        ),
        migrations.CreateModel(
            name='Capture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(help_text='SHA-256 of the raw bytes, which is also their storage key.', max_length=64)),
                ('source', models.TextField(help_text='Path it was read from, then the position inside a container.')),
                ('url', models.TextField(blank=True, help_text='URL it was captured from, if known.')),
                ('captured_at', models.DateTimeField(blank=True, help_text='When the page was captured, if known.', null=True)),
                ('http_status', models.PositiveSmallIntegerField(blank=True, help_text='HTTP status of the response, if known.', null=True)),
                ('media_type', models.CharField(help_text='Media type of the raw bytes, detected from their content: text/html.', max_length=80)),
                ('encoding', models.CharField(blank=True, help_text='Encoding declared in the response header.', max_length=40)),
                ('part', models.PositiveSmallIntegerField(default=0, help_text='Number of the story on a page with several, from 1; 0 on a page with one.')),
                ('series', models.CharField(blank=True, help_text='Series of dated scrapes it belongs to: kcna-*.json. Empty for pages.', max_length=200)),
                ('size', models.PositiveIntegerField(help_text='Length of the raw bytes.')),
                ('layout', models.CharField(help_text='The site layout that parsed it.', max_length=40)),
                ('column', models.TextField(blank=True, help_text='Column or topic of the site under which it was listed.')),
                ('added', models.DateTimeField(auto_now_add=True, help_text='When it was ingested.')),
                ('article', models.ForeignKey(help_text='The article it shows.', on_delete=django.db.models.deletion.CASCADE, related_name='captures', to='corpus.article')),
                ('revision', models.ForeignKey(help_text='The revision it shows.', on_delete=django.db.models.deletion.CASCADE, related_name='captures', to='corpus.revision')),
            ],
            options={
                'ordering': ['captured_at', 'id'],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='current',
            field=models.OneToOneField(blank=True, help_text='Its current revision.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='corpus.revision'),
        ),
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('articles', 'articles'), ('events', 'events'), ('people', 'people')], help_text='The list it is a query of.', max_length=8)),
                ('query', models.TextField(blank=True, help_text='Canonical query string without order and page; empty for all rows.')),
                ('name', models.CharField(help_text='What its user calls it.', max_length=120)),
                ('frequency', models.CharField(choices=[('never', 'No mail'), ('daily', 'Daily'), ('weekly', 'Weekly')], default='never', help_text='How often mail may come.', max_length=6)),
                ('created', models.DateTimeField(auto_now_add=True, help_text='When it was saved.')),
                ('looked', models.DateTimeField(auto_now_add=True, help_text='When the user last marked its rows as seen.')),
                ('looked_id', models.BigIntegerField(default=0, help_text='Highest id seen; rows with higher ids are new.')),
                ('mailed', models.DateTimeField(blank=True, help_text='When the last mail was sent.', null=True)),
                ('mailed_id', models.BigIntegerField(default=0, help_text='Highest id mailed; the next mail lists rows with higher ids.')),
                ('user', models.ForeignKey(help_text='The user it belongs to.', on_delete=django.db.models.deletion.CASCADE, related_name='saved_searches', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'saved searches',
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('series', models.CharField(help_text='File name with a star in place of the day: kcna-*.json.', max_length=200)),
                ('captured_at', models.DateTimeField(help_text='The day in the file name, at midnight UTC.')),
            ],
            options={
                'ordering': ['series', 'captured_at'],
                'constraints': [models.UniqueConstraint(fields=('series', 'captured_at'), name='snapshot_once')],
            },
        ),
        migrations.CreateModel(
            name='Stub',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.TextField(help_text='The URL.')),
                ('title', models.TextField(blank=True, help_text='The headline, if the record has one.')),
                ('series', models.CharField(blank=True, help_text='The series of dated scrapes that lists it.', max_length=200)),
                ('captured_at', models.DateTimeField(blank=True, help_text='When it was listed, if known.', null=True)),
                ('source', models.TextField(help_text='Path it was read from, then the position inside a container.')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('url', 'series', 'captured_at'), name='stub_once', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Teaser',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(help_text='Headline or lead, as the page prints it.')),
                ('date', models.CharField(blank=True, help_text='EDTF (ISO 8601-2): 2023-10-19, 2023-10, XXXX-10-19, 2024-11-03/2024-11-05, 2023-10-19~. Empty if not known.', max_length=60, validators=[corpus.models.fields.validate_edtf])),
                ('url', models.TextField(blank=True, help_text='URL it links to, if known.')),
                ('position', models.PositiveSmallIntegerField(help_text='Order on the page, from 1.')),
                ('article', models.ForeignKey(help_text='The article on whose page it is printed.', on_delete=django.db.models.deletion.CASCADE, related_name='teasers', to='corpus.article')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='ArticleSearch',
            fields=[
                ('lower', models.DateField(help_text='First possible day of the date; empty if undated or open.', null=True)),
                ('upper', models.DateField(help_text='Last possible day of the date; empty if undated or open.', null=True)),
                ('terms', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), help_text='Terms of all values it can be filtered by; see TermKind.', size=None)),
                ('search', django.contrib.postgres.search.SearchVectorField(help_text='Search vector of the title, the text and the other names of the people mentioned.')),
                ('article', models.OneToOneField(help_text='The article.', on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='row', serialize=False, to='corpus.article')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['search'], name='article_search'), django.contrib.postgres.indexes.GinIndex(fields=['terms'], name='article_terms'), models.Index(models.OrderBy(models.F('lower'), descending=True, nulls_last=True), models.OrderBy(models.F('article'), descending=True), name='article_newest_row'), models.Index(models.OrderBy(models.F('lower'), nulls_last=True), models.OrderBy(models.F('article')), name='article_oldest_row'), models.Index(fields=['upper'], name='article_upper_row')],
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('article', models.OneToOneField(help_text='The article.', on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='opening', serialize=False, to='corpus.article')),
                ('lower', models.DateField(help_text='First possible day of the date; of two articles of equal rank the newer comes first.', null=True)),
                ('search', django.contrib.postgres.search.SearchVectorField(help_text='Headline (weight A) and the first 400 characters of the text (weight B).')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['search'], name='opening_search')],
            },
        ),
        migrations.CreateModel(
            name='DateCandidate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edtf', models.CharField(help_text='EDTF (ISO 8601-2): 2023-10-19, 2023-10, XXXX-10-19, 2024-11-03/2024-11-05, 2023-10-19~. Empty if not known.', max_length=60, validators=[corpus.models.fields.validate_edtf])),
                ('basis', models.CharField(choices=[('stated', 'stated in the text'), ('resolved', 'resolved against the day of publication'), ('page', 'printed on the page'), ('record', 'given by the record'), ('closing', 'the closing line’s'), ('url', 'taken from the address'), ('meta', 'in the page’s metadata'), ('dateline', 'the dateline’s'), ('import', 'when KCNA Watch took it in'), ('capture', 'when it was seen'), ('reported', 'the day it was reported; no day stated'), ('reprint', 'from a reprint’s date'), ('curated', 'set by a curator')], help_text='The part of the capture it was read from.', max_length=12)),
                ('evidence', models.TextField(help_text='The words or the part of the URL it was read from.')),
                ('capture', models.ForeignKey(help_text='The capture it was read from.', on_delete=django.db.models.deletion.CASCADE, related_name='date_candidates', to='corpus.capture')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('capture', 'edtf', 'basis'), name='date_candidate_once')],
            },
        ),
        migrations.CreateModel(
            name='EventSearch',
            fields=[
                ('lower', models.DateField(help_text='First possible day of the date; empty if undated or open.', null=True)),
                ('upper', models.DateField(help_text='Last possible day of the date; empty if undated or open.', null=True)),
                ('terms', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), help_text='Terms of all values it can be filtered by; see TermKind.', size=None)),
                ('search', django.contrib.postgres.search.SearchVectorField(help_text='Search vector of the title, the text and the other names of the people mentioned.')),
                ('event', models.OneToOneField(help_text='The event.', on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='row', serialize=False, to='corpus.event')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['search'], name='event_search'), django.contrib.postgres.indexes.GinIndex(fields=['terms'], name='event_terms'), models.Index(models.OrderBy(models.F('lower'), descending=True, nulls_last=True), models.OrderBy(models.F('event'), descending=True), name='event_newest_row'), models.Index(models.OrderBy(models.F('lower'), nulls_last=True), models.OrderBy(models.F('event')), name='event_oldest_row'), models.Index(fields=['upper'], name='event_upper_row')],
            },
        ),
        migrations.AddIndex(
            model_name='outcome',
            index=models.Index(fields=['run', 'kind'], name='outcome_run_kind'),
        ),
        migrations.AddIndex(
            model_name='outcome',
            index=models.Index(condition=models.Q(('kind', 'refused'), ('left_out', False), ('superseded', False)), fields=['id'], name='outcome_waits'),
        ),
        migrations.AddIndex(
            model_name='outcome',
            index=django.contrib.postgres.indexes.HashIndex(condition=models.Q(('kind', 'refused')), fields=['source'], name='outcome_refused_source'),
        ),
        migrations.AddConstraint(
            model_name='outcome',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'refused'), ('reason', ''), _negated=True), name='outcome_refusal_has_reason'),
        ),
        migrations.AddIndex(
            model_name='personwords',
            index=django.contrib.postgres.indexes.GinIndex(fields=['names'], name='person_words_names', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddIndex(
            model_name='personwords',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search'], name='person_words_search'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(models.OrderBy(models.F('article_count'), descending=True), models.F('name'), models.F('id'), name='person_most_named'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['name'], name='person_name'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('status', 'uncertain')), fields=['-article_count', 'id'], name='person_waits'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(models.OrderBy(models.F('last_seen'), descending=True, nulls_last=True), models.F('id'), name='person_last_seen'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='person_not_merged_into_itself'),
        ),
        migrations.AddConstraint(
            model_name='likelyduplicate',
            constraint=models.UniqueConstraint(fields=('one', 'other'), name='likely_duplicate_once'),
        ),
        migrations.AddConstraint(
            model_name='likelyduplicate',
            constraint=models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='likely_duplicate_in_order'),
        ),
        migrations.AddIndex(
            model_name='judgement',
            index=models.Index(fields=['kind', 'made'], name='judgement_kind'),
        ),
        migrations.AddIndex(
            model_name='judgement',
            index=models.Index(condition=models.Q(('undone', None), models.Q(('conflict', ''), _negated=True)), fields=['id'], name='judgement_conflicts'),
        ),
        migrations.AddIndex(
            model_name='judgement',
            index=django.contrib.postgres.indexes.GinIndex(fields=['value'], name='judgement_value', opclasses=['jsonb_ops']),
        ),
        migrations.AddConstraint(
            model_name='judgement',
            constraint=models.CheckConstraint(condition=models.Q(('undone', None), ('undone__gte', models.F('made')), _connector='OR'), name='judgement_undone_after'),
        ),
        migrations.AddIndex(
            model_name='personname',
            index=models.Index(fields=['key'], name='person_name_key'),
        ),
        migrations.AddIndex(
            model_name='personname',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('name'), name='gin_trgm_ops'), name='person_name_anywhere'),
        ),
        migrations.AddConstraint(
            model_name='personname',
            constraint=models.UniqueConstraint(fields=('person', 'name'), name='person_name_once'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(models.OrderBy(models.F('date_lower'), descending=True, nulls_last=True), models.OrderBy(models.F('id'), descending=True), name='event_newest'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['type', 'date_lower'], name='event_type_day'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('status', 'uncertain'), models.Q(('date_basis__in', ('', 'reported')), ('status', 'unreviewed')), _connector='OR'), fields=['id'], name='event_waits'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=django.contrib.postgres.indexes.GinIndex(fields=['plain'], name='event_plain', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('date_lower__isnull', True), ('date_upper__isnull', True), ('date_lower__lte', models.F('date_upper')), _connector='OR'), name='event_bounds_in_order'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('date', ''), ('date_basis', '')), models.Q(models.Q(('date', ''), _negated=True), models.Q(('date_basis', ''), _negated=True)), _connector='OR'), name='event_date_has_basis'),
        ),
        migrations.AddIndex(
            model_name='refusedcapture',
            index=models.Index(fields=['sha256'], name='refused_capture_bytes'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.UniqueConstraint(fields=('event', 'person'), name='participation_once'),
        ),
        migrations.AddConstraint(
            model_name='reprint',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='reprint_once'),
        ),
        migrations.AddConstraint(
            model_name='reprint',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='reprint_in_order'),
        ),
        migrations.AddConstraint(
            model_name='reprint',
            constraint=models.CheckConstraint(condition=models.Q(('similarity__gte', 0), ('similarity__lte', 1)), name='reprint_similarity_share'),
        ),
        migrations.AddIndex(
            model_name='revision',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['bands'], name='revision_bands'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.UniqueConstraint(fields=('article', 'wording'), name='revision_wording_once'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(django.db.models.functions.comparison.Coalesce('found', 'event'), models.F('revision'), name='report_once', violation_error_message='Reported already.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='report_offsets_in_order'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.UniqueConstraint(fields=('revision', 'part', 'start'), name='mention_once'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='mention_offsets_in_order'),
        ),
        migrations.AddIndex(
            model_name='capture',
            index=models.Index(condition=models.Q(('url', ''), _negated=True), fields=['url'], name='capture_url'),
        ),
        migrations.AddIndex(
            model_name='capture',
            index=models.Index(condition=models.Q(('series', ''), _negated=True), fields=['series', 'captured_at'], name='capture_series'),
        ),
        migrations.AddIndex(
            model_name='capture',
            index=models.Index(condition=models.Q(('source__contains', 'corpus/sample/documents/')), fields=['id'], name='capture_sample'),
        ),
        migrations.AddConstraint(
            model_name='capture',
            constraint=models.UniqueConstraint(fields=('sha256', 'url', 'captured_at', 'part'), name='capture_once', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.OrderBy(models.F('published_lower'), descending=True, nulls_last=True), models.OrderBy(models.F('id'), descending=True), name='article_newest'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['outlet', 'published_lower'], include=('published_upper', 'published', 'hidden'), name='article_outlet_span'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['added'], name='article_added'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['language'], name='article_language'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('published_conflict', True), ('published', ''), _connector='OR'), fields=['id'], name='article_date_waits'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('url', ''), _negated=True), fields=['url'], name='article_url'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('published_lower__isnull', True), ('published_upper__isnull', True), ('published_lower__lte', models.F('published_upper')), _connector='OR'), name='article_published_bounds_in_order'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published', ''), ('published_basis', '')), models.Q(models.Q(('published', ''), _negated=True), models.Q(('published_basis', ''), _negated=True)), _connector='OR'), name='article_date_has_basis'),
        ),
        migrations.AddConstraint(
            model_name='savedsearch',
            constraint=models.UniqueConstraint(models.F('user'), models.F('kind'), django.db.models.functions.text.MD5('query'), name='saved_search_once'),
        ),
        migrations.AddConstraint(
            model_name='teaser',
            constraint=models.UniqueConstraint(fields=('article', 'text', 'date'), name='teaser_once'),
        ),
        migrations.RunSQL(STORAGE, migrations.RunSQL.noop),
        migrations.RunPython(groups, migrations.RunPython.noop),
    ]
