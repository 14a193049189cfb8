"""Sets Django up when it is imported, for modules that are run by ``python -m`` and need the models."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.test_settings")
django.setup()
