"""What becomes of words typed into the search box."""

from django.db import connection


def is_searchable(text: str) -> bool:
    """Whether anything is left of the words in English once the most common ones ("they", "the") are left out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT numnode(websearch_to_tsquery('english', %s)) > 0", [text])
        return cursor.fetchone()[0]
