"""Limits of what one document may fill. The database holds those that concern a column (migration 0016).

docs/running/ingest.md lists them for readers; store/loading/limits.py and extract/ apply them.
"""

import datetime

# Times of capture; of those before the end, only times up to tomorrow are believed. A constraint knows no today.
FIRST_TIME = datetime.datetime(1900, 1, 1, tzinfo=datetime.UTC)
END_OF_TIME = datetime.datetime(2200, 1, 1, tzinfo=datetime.UTC)

MAX_ADDRESS = 2100  # characters of a URL: what an index entry holds
MAX_TITLE = 2000  # characters of a headline; the longest real one has 300
MAX_LINE = 1000  # characters of a byline, a column or a warning
MAX_EVIDENCE = 200  # characters that a date was read from
MAX_REASON = 2000  # characters of the reason of a refusal
MAX_TEASERS = 1000  # of one article
MAX_CANDIDATES = 100  # dates of one article
MAX_WARNINGS = 20  # about one document

# Of one text. The most of 12,000 real articles: 4 events, 34 participants, 232 names in a list, titles of 153
# characters.
MAX_MENTIONS = 20_000
MAX_EVENTS = 300
MAX_PARTICIPANTS = 5000  # of all events together
MAX_PLACES = 1000  # of one line-up, and participants of one event
MAX_TITLES = 200  # of one person in one text
MAX_OFFICES = 20  # printed behind one name
MAX_OFFICE = 500  # characters of a printed title
MAX_SENTENCE = 8000  # characters; what is longer is broken text, and is read in pieces
