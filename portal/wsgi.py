"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
# A page that takes longer ends in the friendly 503 page; commands have no such limit.
os.environ.setdefault("DATELINE_STATEMENT_TIMEOUT", "8000")

application = get_wsgi_application()
