"""Whom failed logins are counted for: the address that the proxy saw, whatever the client wrote."""

import pytest
from django.test import RequestFactory

from portal.client_ip import client_address

PROXY, READER = "172.18.0.5", "203.0.113.9"


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (1, READER, READER),
        (1, f"198.51.100.1, {READER}", READER),
        (0, "198.51.100.1", PROXY),
        (1, "", PROXY),
        (2, f"198.51.100.1, {READER}, 10.0.0.1", READER),
    ],
)
def test_the_address_is_the_one_that_the_outermost_proxy_saw(settings, proxies, header, address):
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": proxies}
    headers = {"X-Forwarded-For": header} if header else {}
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=PROXY, headers=headers)) == address


@pytest.mark.django_db
def test_a_client_that_changes_the_header_is_locked_out_all_the_same(client, settings):
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    settings.AXES_FAILURE_LIMIT = 2

    def guess(number: int, reader: str) -> int:
        form = {"username": "curator", "password": f"guess {number}"}
        headers = {"X-Forwarded-For": f"198.51.100.{number}, {reader}"}
        return client.post("/login/", form, REMOTE_ADDR=PROXY, headers=headers).status_code

    assert [guess(number, READER) for number in range(4)][-1] == 429
    assert guess(5, "203.0.113.10") == 200, "another reader behind the same proxy may still try"
