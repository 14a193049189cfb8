"""Limits of what a document fills as constraints, and the queue of articles whose facts were given up.

Rows that break a limit are mended first: a time of capture that is not believed is empty, and so is a date.
"""

import datetime

from django.db import migrations, models

from corpus.models.sql import load
from corpus.store.derived import counts, search_rows

# A time as Python may be unable to read it: PostgreSQL keeps years before Christ. So rows are mended in SQL alone.
_ODD = "NOT ({0} BETWEEN '1900-01-01 00:00+00' AND now() + interval '1 day')"

# Rows that are the same without their time as another, or as each other, go: (table, time, what else identifies them).
_TIMED = (
    ("corpus_capture", "captured_at", "sha256, url, part"),
    ("corpus_stub", "captured_at", "url, series"),
    ("corpus_absence", "observed_at", "url, http_status"),
)
_TWINS = """
SELECT id FROM (
    SELECT id, {time}, row_number() OVER (PARTITION BY {key} ORDER BY {time} IS NOT NULL, id)
    FROM {table} WHERE {time} IS NULL OR {odd}
) AS odd (id, at, place) WHERE place > 1 AND at IS NOT NULL
"""

# A date of which one side lies outside the years of documents.
_OUTSIDE = "EXISTS (SELECT FROM regexp_matches({0}, '(?:^|/)([0-9]{{4}})', 'g') AS m WHERE m[1]::int NOT BETWEEN 1800 AND 2199)"


def mend(apps, schema_editor):
    """Empty what is not believed in rows already stored, and derive again what follows from it."""
    with schema_editor.connection.cursor() as cursor:
        for table, time, key in _TIMED:
            twins = _TWINS.format(table=table, time=time, key=key, odd=_ODD.format(time))
            if table == "corpus_capture":
                cursor.execute(f"DELETE FROM corpus_datecandidate WHERE capture_id IN ({twins})")
            cursor.execute(f"DELETE FROM {table} WHERE id IN ({twins})")
        cursor.execute(
            "DELETE FROM corpus_datecandidate WHERE basis = 'capture' AND capture_id IN"
            f" (SELECT id FROM corpus_capture WHERE {_ODD.format('captured_at')})"
        )
        for table, time in (*(row[:2] for row in _TIMED), ("corpus_refusedcapture", "captured_at"),
                            ("corpus_revision", "first_captured")):
            cursor.execute(f"UPDATE {table} SET {time} = NULL WHERE {_ODD.format(time)}")
        cursor.execute(f"DELETE FROM corpus_snapshot WHERE {_ODD.format('captured_at')}")
        for table in ("corpus_capture", "corpus_stub", "corpus_absence"):
            cursor.execute(f"UPDATE {table} SET url = left(url, 2067) || '-' || md5(url) WHERE length(url) > 2100")
        cursor.execute("DELETE FROM corpus_teaser WHERE position NOT BETWEEN 1 AND 1000")
        cursor.execute('DELETE FROM corpus_lineupplace WHERE "order" NOT BETWEEN 1 AND 1000')
        _mend_dates(cursor)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _mend_dates(cursor):
    cursor.execute(f"DELETE FROM corpus_datecandidate WHERE {_OUTSIDE.format('edtf')}")
    cursor.execute(f"UPDATE corpus_teaser AS t SET date = '' WHERE {_OUTSIDE.format('date')} AND NOT EXISTS"
                   " (SELECT FROM corpus_teaser o WHERE o.article_id = t.article_id AND o.text = t.text AND o.date = '')")
    cursor.execute(f"DELETE FROM corpus_teaser WHERE {_OUTSIDE.format('date')}")
    cursor.execute(f"UPDATE corpus_article SET dateline_date = '' WHERE {_OUTSIDE.format('dateline_date')}")
    cursor.execute(
        "UPDATE corpus_article SET published = '', published_basis = '', published_lower = NULL, published_upper = NULL"
        f" WHERE {_OUTSIDE.format('published')}"
        " OR (published = '' AND published_upper NOT BETWEEN '1900-01-01' AND now() + interval '1 day') RETURNING id"
    )
    articles = [pk for (pk,) in cursor.fetchall()]
    cursor.execute(f"UPDATE corpus_report SET date = '', date_basis = '' WHERE {_OUTSIDE.format('date')}")
    cursor.execute(
        "UPDATE corpus_event SET date = '', date_basis = '', date_lower = NULL, date_upper = NULL"
        f" WHERE {_OUTSIDE.format('date')}"
        " OR (date = '' AND date_upper NOT BETWEEN '1900-01-01' AND now() + interval '1 day') RETURNING id"
    )
    events = [pk for (pk,) in cursor.fetchall()]
    if articles or events:
        search_rows.write_articles(articles)
        search_rows.write_events(events)
        cursor.execute(
            "SELECT DISTINCT m.person_id FROM corpus_mention m JOIN corpus_revision r ON r.id = m.revision_id"
            " WHERE r.article_id = ANY(%s) AND m.person_id IS NOT NULL",
            [articles],
        )
        counts.recount([pk for (pk,) in cursor.fetchall()])


class Migration(migrations.Migration):

    dependencies = [
        ('corpus', '0016_curated_places_and_pairs'),
    ]

    operations = [
        load("article_rows"),
        migrations.RunPython(mend, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='revision',
            name='extractor',
            field=models.CharField(blank=True, help_text='Version of the rules that extracted its mentions and reports; empty if that took too long.', max_length=20),
        ),
        migrations.AddIndex(
            model_name='revision',
            index=models.Index(condition=models.Q(('extractor', '')), fields=['id'], name='revision_without_facts'),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.CheckConstraint(condition=models.Q(('observed_at__gte', datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC)), ('observed_at__lt', datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC))), name='absence_time_believed'),
        ),
        migrations.AddConstraint(
            model_name='absence',
            constraint=models.CheckConstraint(condition=models.Q(('url__length__lte', 2100)), name='absence_url_short'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('published_lower__gte', datetime.date(1800, 1, 1)), ('published_lower__lte', datetime.date(2199, 12, 31)), ('published_upper__gte', datetime.date(1800, 1, 1)), ('published_upper__lte', datetime.date(2199, 12, 31))), name='article_published_believed'),
        ),
        migrations.AddConstraint(
            model_name='capture',
            constraint=models.CheckConstraint(condition=models.Q(('captured_at__gte', datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC)), ('captured_at__lt', datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC))), name='capture_time_believed'),
        ),
        migrations.AddConstraint(
            model_name='capture',
            constraint=models.CheckConstraint(condition=models.Q(('url__length__lte', 2100)), name='capture_url_short'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('date_lower__gte', datetime.date(1800, 1, 1)), ('date_lower__lte', datetime.date(2199, 12, 31)), ('date_upper__gte', datetime.date(1800, 1, 1)), ('date_upper__lte', datetime.date(2199, 12, 31))), name='event_date_believed'),
        ),
        migrations.AddConstraint(
            model_name='lineupplace',
            constraint=models.CheckConstraint(condition=models.Q(('order__gte', 1), ('order__lte', 1000)), name='lineup_place_in_range'),
        ),
        migrations.AddConstraint(
            model_name='refusedcapture',
            constraint=models.CheckConstraint(condition=models.Q(('captured_at__gte', datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC)), ('captured_at__lt', datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC))), name='refused_capture_time_believed'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.CheckConstraint(condition=models.Q(('first_captured__gte', datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC)), ('first_captured__lt', datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC))), name='revision_time_believed'),
        ),
        migrations.AddConstraint(
            model_name='snapshot',
            constraint=models.CheckConstraint(condition=models.Q(('captured_at__gte', datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC)), ('captured_at__lt', datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC))), name='snapshot_time_believed'),
        ),
        migrations.AddConstraint(
            model_name='stub',
            constraint=models.CheckConstraint(condition=models.Q(('captured_at__gte', datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC)), ('captured_at__lt', datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC))), name='stub_time_believed'),
        ),
        migrations.AddConstraint(
            model_name='stub',
            constraint=models.CheckConstraint(condition=models.Q(('url__length__lte', 2100)), name='stub_url_short'),
        ),
        migrations.AddConstraint(
            model_name='teaser',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1), ('position__lte', 1000)), name='teaser_position_in_range'),
        ),
    ]
