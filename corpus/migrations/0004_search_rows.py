import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# Chinese, Japanese and Korean put no space where a word ends, or put particles behind it: their runs are searched as
# overlapping pairs of characters, each run's last character by itself behind them. The same is done to a query by
# corpus/search/text/words.py.
SEGMENTED = r"""
CREATE FUNCTION dateline_segmented(body text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN body !~ '[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]' THEN body
    ELSE (
        SELECT pg_catalog.string_agg(
            CASE WHEN NOT own THEN letter WHEN following THEN ' ' || letter || next || ' ' ELSE ' ' || letter || ' ' END,
            '' ORDER BY place)
        FROM (
            SELECT letter, place, own, pg_catalog.lead(letter) OVER (ORDER BY place) AS next,
                   coalesce(pg_catalog.lead(own) OVER (ORDER BY place), false) AS following
            FROM (
                SELECT letter, place,
                       letter ~ '[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]' AS own
                FROM pg_catalog.regexp_split_to_table(body, '') WITH ORDINALITY AS split(letter, place)
            ) AS letters
        ) AS pairs
    ) END
$$"""

# The text search configuration of each language; a language that PostgreSQL has none for is not stemmed.
CONFIGURATION = """
CREATE FUNCTION dateline_configuration(language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE pg_catalog.split_part(pg_catalog.lower(language), '-', 1)
        WHEN 'ar' THEN 'arabic' WHEN 'de' THEN 'german' WHEN 'en' THEN 'english' WHEN 'es' THEN 'spanish'
        WHEN 'fr' THEN 'french' WHEN 'pt' THEN 'portuguese' WHEN 'ru' THEN 'russian' WHEN 'tr' THEN 'turkish'
        ELSE 'simple' END
$$"""

# Every vector also holds a mark of its configuration, which no text can hold: a query in several languages asks for the
# words of each beside its mark, so that no row is found by another language's stems. A tsvector holds 1 MB: where 250,000
# characters are too many (Chinese, of which every two are a word), the first 50,000 are taken.
VECTOR = """
CREATE FUNCTION dateline_vector(language text, title text, body text, names text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    name text := dateline_configuration(language);
    config pg_catalog.regconfig := ('pg_catalog.' || name)::pg_catalog.regconfig;
BEGIN
    RETURN pg_catalog.setweight(
            pg_catalog.to_tsvector(config, dateline_segmented(pg_catalog.left(title, 2000))), 'A')
        || pg_catalog.setweight(
            pg_catalog.to_tsvector(config, dateline_segmented(pg_catalog.left(body, 250000))), 'B')
        || pg_catalog.setweight(
            pg_catalog.to_tsvector(config, dateline_segmented(pg_catalog.left(names, 2000))), 'D')
        || pg_catalog.array_to_tsvector(ARRAY['§' || name]);
EXCEPTION WHEN program_limit_exceeded THEN
    IF pg_catalog.length(body) <= 50000 THEN
        RAISE;
    END IF;
    RETURN dateline_vector(language, title, pg_catalog.left(body, 50000), names);
END
$$"""

QUERY = """
CREATE FUNCTION dateline_query(words text, configurations text[]) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    name text;
    one tsquery;
    first tsquery;
    whole tsquery;
    alike boolean := true;
BEGIN
    FOREACH name IN ARRAY configurations LOOP
        one := pg_catalog.websearch_to_tsquery(('pg_catalog.' || name)::pg_catalog.regconfig, words);
        first := coalesce(first, one);
        alike := alike AND one = first;
        IF pg_catalog.numnode(one) > 0 THEN
            one := ('''§' || name || '''')::tsquery && one;
            whole := CASE WHEN whole IS NULL THEN one ELSE whole || one END;
        END IF;
    END LOOP;
    RETURN CASE WHEN alike THEN first ELSE whole END;
END
$$"""

# The numbers of corpus/models/search.py.
TERMS = """
CREATE FUNCTION dateline_term(kind int, number bigint) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT kind << 27 | number::int $$;

CREATE FUNCTION dateline_language_term(code text) RETURNS int
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    tag text := pg_catalog.left(pg_catalog.split_part(pg_catalog.lower(code), '-', 1), 5);
    letter text;
    number int := 0;
BEGIN
    FOREACH letter IN ARRAY pg_catalog.regexp_split_to_array(tag, '') LOOP
        number := number * 27
            + CASE WHEN letter BETWEEN 'a' AND 'z' AND pg_catalog.length(letter) = 1
                   THEN pg_catalog.ascii(letter) - 96 ELSE 0 END;
    END LOOP;
    RETURN 2 << 27 | number;
END
$$;

CREATE FUNCTION dateline_type_term(type text) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT 4 << 27 | pg_catalog.array_position(ARRAY[
        'meeting', 'visit', 'inspection', 'message', 'statement', 'assembly', 'ceremony', 'commemoration',
        'performance', 'sport', 'military', 'agreement', 'appointment', 'disaster'], type)
$$;

CREATE FUNCTION dateline_date_terms(edtf text, lower date, upper date) RETURNS int[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN edtf = '' THEN ARRAY[7 << 27 | 1]
        WHEN pg_catalog.date_trunc('month', lower::timestamp) = pg_catalog.date_trunc('month', upper::timestamp)
        THEN ARRAY[6 << 27 | (pg_catalog.date_part('year', lower) * 12 + pg_catalog.date_part('month', lower) - 1)::int]
        WHEN lower IS NOT NULL AND upper IS NOT NULL THEN ARRAY[7 << 27 | 2]
        ELSE '{}' END
$$;
"""

# What a search row is made of. The other names of those whom an article names are searched too, as far as its text does
# not print them itself.
ROWS = """
CREATE FUNCTION dateline_article_rows(ids bigint[])
RETURNS TABLE (article_id bigint, lower date, upper date, terms int[], search tsvector, opening tsvector)
LANGUAGE sql STABLE AS $$
    SELECT a.id,
        CASE WHEN a.published <> '' THEN a.published_lower END,
        CASE WHEN a.published <> '' THEN a.published_upper END,
        ARRAY[dateline_term(1, a.outlet_id), dateline_language_term(a.language)]
            || ARRAY(SELECT dateline_term(3, one) FROM unnest(a.people) AS one)
            || ARRAY(SELECT dateline_type_term(one) FROM unnest(a.event_types) AS one)
            || ARRAY(SELECT dateline_term(5, one) FROM unnest(a.places) AS one)
            || dateline_date_terms(a.published, a.published_lower, a.published_upper)
            || CASE WHEN a.revision_count > 1 THEN ARRAY[7 << 27 | 3] ELSE '{}' END
            || CASE WHEN a.reprint_count > 0 THEN ARRAY[7 << 27 | 4] ELSE '{}' END
            || CASE WHEN a.event_types <> '{}' THEN ARRAY[7 << 27 | 5] ELSE '{}' END,
        dateline_vector(a.language, a.title, a.text, coalesce((
            SELECT string_agg(n.name, ' . ' ORDER BY n.name) FROM corpus_personname AS n
            WHERE n.person_id = ANY(a.people) AND strpos(a.text, n.name) = 0 AND strpos(a.title, n.name) = 0), '')),
        dateline_vector(a.language, a.title,
            CASE WHEN length(a.text) <= 400 THEN a.text
                 ELSE regexp_replace(left(a.text, 400), '[^[:space:]\\u1100-\\uffff]*$', '') END, '')
    FROM corpus_article AS a WHERE a.id = ANY(ids)
$$;

CREATE FUNCTION dateline_event_rows(ids bigint[])
RETURNS TABLE (event_id bigint, lower date, upper date, terms int[], search tsvector)
LANGUAGE sql STABLE AS $$
    SELECT e.id,
        CASE WHEN e.date <> '' THEN e.date_lower END,
        CASE WHEN e.date <> '' THEN e.date_upper END,
        ARRAY[dateline_type_term(e.type)]
            || ARRAY(SELECT dateline_term(1, one) FROM unnest(e.outlets) AS one)
            || ARRAY(SELECT DISTINCT dateline_language_term(a.language) FROM corpus_report AS r
                     JOIN corpus_article AS a ON a.current_id = r.revision_id WHERE r.event_id = e.id)
            || ARRAY(SELECT dateline_term(3, p.person_id) FROM corpus_participation AS p WHERE p.event_id = e.id)
            || CASE WHEN e.place_id IS NULL THEN '{}' ELSE ARRAY[dateline_term(5, e.place_id)] END
            || dateline_date_terms(e.date, e.date_lower, e.date_upper),
        dateline_event_vector(e.id)
    FROM corpus_event AS e WHERE e.id = ANY(ids) AND e.report_count > 0
$$;
"""

# Sentences of the reports, each in its own language; title, place and all names of those who took part beside them.
EVENT_VECTOR = """
CREATE AGGREGATE dateline_vectors(tsvector) (SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = '');

CREATE FUNCTION dateline_event_vector(id bigint) RETURNS tsvector
LANGUAGE sql STABLE AS $$
    SELECT coalesce(dateline_vectors(dateline_vector(said.language, e.title, said.sentence, said.names)), '')
    FROM corpus_event AS e, LATERAL (
        SELECT a.language, r.sentence, concat_ws(' . ',
            (SELECT p.name FROM corpus_place AS p WHERE p.id = e.place_id),
            (SELECT string_agg(n.name, ' . ' ORDER BY n.name) FROM corpus_participation AS p
             JOIN corpus_personname AS n ON n.person_id = p.person_id WHERE p.event_id = e.id)) AS names
        FROM corpus_report AS r JOIN corpus_article AS a ON a.current_id = r.revision_id
        WHERE r.event_id = e.id ORDER BY r.id LIMIT 100
    ) AS said
    WHERE e.id = dateline_event_vector.id
$$;
"""

# Vectors out of line, terms within, so that counting reads narrow rows (measured, docs/performance.md).
STORAGE = "".join(
    f"""
ALTER TABLE corpus_{table} ALTER COLUMN search SET STORAGE EXTERNAL;
ALTER TABLE corpus_{table} ALTER COLUMN terms SET STORAGE EXTERNAL;
ALTER TABLE corpus_{table} SET (toast_tuple_target = 256);
"""
    for table in ("articlesearch", "eventsearch")
) + "ALTER TABLE corpus_opening ALTER COLUMN search SET STORAGE MAIN;"

FILL = """
INSERT INTO corpus_articlesearch (article_id, lower, upper, terms, search)
SELECT article_id, lower, upper, terms, search FROM dateline_article_rows(ARRAY(SELECT id FROM corpus_article));
INSERT INTO corpus_opening (article_id, lower, search)
SELECT article_id, lower, opening FROM dateline_article_rows(ARRAY(SELECT id FROM corpus_article));
INSERT INTO corpus_eventsearch (event_id, lower, upper, terms, search)
SELECT event_id, lower, upper, terms, search FROM dateline_event_rows(ARRAY(SELECT id FROM corpus_event));
"""

# A statement that changes what pages show changes the version, whoever sends it.
SHOWN = (
    "article", "revision", "capture", "reprint", "outlet", "person", "personname", "mention", "place", "event",
    "participation", "report", "absence", "teaser", "personwords", "articlesearch", "eventsearch", "opening",
)
VERSION = """
CREATE FUNCTION dateline_new_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO corpus_corpusversion AS version (id, number) VALUES (1, txid_current())
    ON CONFLICT (id) DO UPDATE SET number = txid_current() WHERE version.number <> txid_current();
    RETURN NULL;
END
$$;
""" + "".join(
    f"CREATE TRIGGER corpus_{table}_version AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON corpus_{table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION dateline_new_version();\n"
    for table in SHOWN
)


class Migration(migrations.Migration):

    dependencies = [
        ('corpus', '0003_names_searchable'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='article', name='article_search'),
        migrations.RemoveIndex(model_name='article', name='article_people'),
        migrations.RemoveIndex(model_name='article', name='article_event_types'),
        migrations.RemoveIndex(model_name='article', name='article_places'),
        migrations.RemoveIndex(model_name='event', name='event_outlets'),
        migrations.RemoveIndex(model_name='report', name='report_search'),
        migrations.RemoveField(model_name='article', name='search'),
        migrations.RemoveField(model_name='report', name='search'),
        migrations.AddIndex(model_name='article', index=models.Index(fields=['language'], name='article_language')),
        migrations.RunSQL("DROP FUNCTION dateline_search_vector(text, text, text)"),
        migrations.CreateModel(
            name='ArticleSearch',
            fields=[
                ('lower', models.DateField(help_text='First day its date may mean; empty where undated or open.', null=True)),
                ('upper', models.DateField(help_text='Last day its date may mean; empty where undated or open.', null=True)),
                ('terms', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), help_text='Terms of all it can be filtered by; see Kind.', size=None)),
                ('search', django.contrib.postgres.search.SearchVectorField(help_text='What words are matched against: title, text, other names of those named.')),
                ('article', models.OneToOneField(help_text='Whose row it is.', on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='row', serialize=False, to='corpus.article')),
            ],
            options={
                'indexes': [
                    django.contrib.postgres.indexes.GinIndex(fields=['search'], name='article_search'),
                    django.contrib.postgres.indexes.GinIndex(fields=['terms'], name='article_terms'),
                    models.Index(models.OrderBy(models.F('lower'), descending=True, nulls_last=True), models.OrderBy(models.F('article'), descending=True), name='article_newest_row'),
                    models.Index(models.OrderBy(models.F('lower'), nulls_last=True), models.OrderBy(models.F('article')), name='article_oldest_row'),
                    models.Index(fields=['upper'], name='article_upper_row'),
                ],
            },
        ),
        migrations.CreateModel(
            name='EventSearch',
            fields=[
                ('lower', models.DateField(help_text='First day its date may mean; empty where undated or open.', null=True)),
                ('upper', models.DateField(help_text='Last day its date may mean; empty where undated or open.', null=True)),
                ('terms', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), help_text='Terms of all it can be filtered by; see Kind.', size=None)),
                ('search', django.contrib.postgres.search.SearchVectorField(help_text='What words are matched against: title, text, other names of those named.')),
                ('event', models.OneToOneField(help_text='Whose row it is.', on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='row', serialize=False, to='corpus.event')),
            ],
            options={
                'indexes': [
                    django.contrib.postgres.indexes.GinIndex(fields=['search'], name='event_search'),
                    django.contrib.postgres.indexes.GinIndex(fields=['terms'], name='event_terms'),
                    models.Index(models.OrderBy(models.F('lower'), descending=True, nulls_last=True), models.OrderBy(models.F('event'), descending=True), name='event_newest_row'),
                    models.Index(models.OrderBy(models.F('lower'), nulls_last=True), models.OrderBy(models.F('event')), name='event_oldest_row'),
                    models.Index(fields=['upper'], name='event_upper_row'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('article', models.OneToOneField(help_text='Whose opening it is.', on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='opening', serialize=False, to='corpus.article')),
                ('lower', models.DateField(help_text='First day its date may mean: the newer of two that rank alike goes first.', null=True)),
                ('search', django.contrib.postgres.search.SearchVectorField(help_text='Headline (weight A) and the first 400 characters of the text (weight B).')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['search'], name='opening_search')],
            },
        ),
        migrations.CreateModel(
            name='CorpusVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(help_text='Number of the last such transaction.')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='corpus_version_once')],
            },
        ),
        *(migrations.RunSQL(sql) for sql in (SEGMENTED, CONFIGURATION, VECTOR, QUERY, TERMS, EVENT_VECTOR, ROWS)),
        *(migrations.RunSQL(sql) for sql in (STORAGE, FILL, VERSION)),
    ]
