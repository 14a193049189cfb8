"""Fixtures of all tests."""

import asyncio
import os
import shutil
import signal
import tempfile
from functools import partialmethod
from pathlib import Path

import pytest
from django.template.backends import jinja2
from django.test import signals

from .support.client import ReadingClient


def pytest_configure(config):
    """Ignore the warning about uncollected static files, and let Jinja templates report their contexts."""
    config.addinivalue_line("filterwarnings", "ignore:No directory at")
    jinja2.Template.render = partialmethod(_render_and_signal, jinja2.Template.render)


def _render_and_signal(template, render, context=None, request=None) -> str:
    """Render a template and send ``template_rendered``, by which the test client gets contexts, as Django's own do."""
    context = {} if context is None else context
    rendered = render(template, context, request)
    signals.template_rendered.send(sender=template, template=template, context=context)
    return rendered


@pytest.fixture
def data_folder():
    """Make a data folder for a PostgreSQL server, outside pytest's folders, which the server's user may not enter."""
    folder = tempfile.mkdtemp(prefix="dateline-test-")
    yield Path(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def storage(settings, tmp_path):
    """Keep raw bytes in a folder of the test's own, so that emptying the corpus loses them too."""
    folder = tmp_path / "raw"
    options = {"BACKEND": "corpus.store.loading.raw.CaptureFileStorage", "OPTIONS": {"location": str(folder)}}
    settings.STORAGES = settings.STORAGES | {"default": options}
    return folder


@pytest.fixture
def client():
    """Return a test client that reads streamed pages."""
    return ReadingClient()


@pytest.fixture(scope="session")
def browser():
    """Start Debian's Chromium once a worker. Skip the test if there is none; in CI, fail."""
    program = shutil.which("chromium")
    if program is None:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail("CI must have Chromium")
        pytest.skip("needs Chromium: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=arguments)
        loop = asyncio.get_running_loop()
        asyncio._set_running_loop(None)
        yield started, loop
        asyncio._set_running_loop(loop)
        started.close()


@pytest.fixture
def chromium(browser, monkeypatch):
    """Return the browser without any window or cookie of another test.

    Playwright's event loop counts as the running one of this thread, and beside a running loop Django keeps other
    connections than the test runner's. So the loop runs only during a test, and what it opened is closed.
    """
    from django.db import connections

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    started, loop = browser
    asyncio._set_running_loop(loop)
    yield started
    for context in started.contexts:
        context.close()
    connections.close_all()
    asyncio._set_running_loop(None)


@pytest.fixture
def open_page(chromium, live_server):
    """Return a function that opens a page of the site and keeps its console errors in ``page.complaints``."""

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


STALL = 30  # seconds after which a test fails instead of holding up the suite; nothing is measured by it


@pytest.fixture
def no_stall():
    """Fail a test that does not end: hostile input must not stall a parser."""

    def fail(*_):
        pytest.fail("the input stalls the program")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(STALL)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)
