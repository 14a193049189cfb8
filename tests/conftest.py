"""What holds for every test."""

import os
import shutil
import tempfile
from functools import partialmethod
from pathlib import Path

import pytest
from django.template.backends import jinja2
from django.test import signals

from tests.support.client import ReadingClient


def pytest_configure(config):
    """The suite serves plain static files; that none have been collected is no news."""
    config.addinivalue_line("filterwarnings", "ignore:No directory at")
    jinja2.Template.render = partialmethod(_telling, jinja2.Template.render)


def _telling(template, render, context=None, request=None) -> str:
    """Of each page the test client is told its context, as Django does of its own templates."""
    context = {} if context is None else context
    made = render(template, context, request)
    signals.template_rendered.send(sender=template, template=template, context=context)
    return made


@pytest.fixture
def data_folder():
    """A data folder for a server of its own. Not one of pytest's: another run of it takes from its folders the bit by
    which the server's user passes through."""
    folder = tempfile.mkdtemp(prefix="dateline-test-")
    yield Path(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def storage(settings, tmp_path):
    """Raw bytes in a folder of the test's own, so that an emptied corpus has lost them too."""
    folder = tmp_path / "raw"
    options = {"BACKEND": "corpus.store.loading.raw.CaptureFileStorage", "OPTIONS": {"location": str(folder)}}
    settings.STORAGES = settings.STORAGES | {"default": options}
    return folder


@pytest.fixture
def client():
    """A test client that reads streamed pages."""
    return ReadingClient()


@pytest.fixture
def chromium(monkeypatch):
    """A browser: Debian's Chromium. Where there is none the test is skipped, but in CI it fails."""
    program = shutil.which("chromium")
    if program is None:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail("CI must have Chromium")
        pytest.skip("needs Chromium: apt-get install chromium")
    from django.db import connections
    from playwright.sync_api import sync_playwright

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright keeps an event loop in this thread
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()
        connections.close_all()  # those opened beside playwright's event loop are not the test runner's own


@pytest.fixture
def open_page(chromium, live_server):
    """A function that opens a page of the site; what its console complains of is kept in ``page.complaints``."""

    def opened(path: str = "/", **options):
        options = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options}
        page = chromium.new_context(base_url=live_server.url, **options).new_page()
        page.complaints = []

        def complain(message):
            if message.type in ("error", "warning") and message.location.get("url") != page.url:
                page.complaints.append(f"{page.url}: {message.text}")

        page.on("console", complain)
        page.on("pageerror", lambda error: page.complaints.append(f"{page.url}: {error}"))
        page.goto(path)
        return page

    return opened
