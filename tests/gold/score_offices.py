"""Print the share of printed titles in the corpus that have an office, and a random sample to be read.

python -m tests.gold.score_offices [--until 2011-12-31] [--sample 100 --seed 20111]
"""

import argparse
import os
import random

import django

_PRINTED = """
SELECT p.name, t.title, coalesce(concat_ws(', ', o.rank, nullif(o.body, ''), nullif(o.country, '')), ''), count(*)
FROM corpus_mention AS m
JOIN corpus_article AS a ON a.current_id = m.revision_id AND NOT a.hidden
CROSS JOIN LATERAL (SELECT DISTINCT translate(each, '’‘', '''''') AS title FROM unnest(m.titles) AS each) AS said
JOIN corpus_persontitle AS t ON t.person_id = m.person_id AND t.title = said.title
JOIN corpus_person AS p ON p.id = m.person_id
LEFT JOIN corpus_office AS o ON o.id = t.office_id
WHERE a.published_lower <= %s
GROUP BY p.id, t.id, o.id ORDER BY p.id, t.title
"""


def main() -> None:
    """Count the titles, and draw the sample from the different titles of each person."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from django.db import connection

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--until", default="9999-12-31")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with connection.cursor() as cursor:
        cursor.execute(_PRINTED, [options.until])
        rows = cursor.fetchall()
    every, read = sum(row[3] for row in rows), sum(row[3] for row in rows if row[2])
    print(f"{read:,} of {every:,} printed titles have an office ({read / max(every, 1):.0%})")
    named = [row for row in rows if row[2]]
    for name, title, office, _ in random.Random(options.seed).sample(named, min(options.sample, len(named))):
        print(f"{name}: {title} → {office}")


if __name__ == "__main__":
    main()
