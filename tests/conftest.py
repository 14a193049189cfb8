"""What holds for every test."""

import os
import shutil

import pytest


def pytest_configure(config):
    """The suite serves plain static files; that none have been collected is no news."""
    config.addinivalue_line("filterwarnings", "ignore:No directory at")


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
