"""The WSGI application that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.template import engines
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
# A page that takes longer ends in the friendly 503 page; commands have no such limit.
os.environ.setdefault("DATELINE_STATEMENT_TIMEOUT", "8000")

application = get_wsgi_application()

# Views and templates are read now, which takes a second, and not when the first reader comes.
get_resolver().check()
pages = engines["jinja2"].env
for name in pages.list_templates():
    pages.get_template(name)

# What is loaded by now stays: the garbage collector need not go through it again and again, nor look so often for
# cycles among the thousands of short-lived objects of a page. The slowest pages take a tenth less so.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 50)
