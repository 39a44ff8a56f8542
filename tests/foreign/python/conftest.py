"""Fixtures for both client libraries: a running server, and a new user for each test."""

import os
from urllib.parse import parse_qs, urlsplit

# Both libraries refuse plain HTTP, even on loopback, without this setting.
os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"

import pytest
import requests

from plain_browser import PlainBrowser
from valetkey_program import AFTER_LOGOUT_URI, REDIRECT_URI, ValetkeyProgram


@pytest.fixture(scope="module")
def valetkey(tmp_path_factory):
    program = ValetkeyProgram(tmp_path_factory.mktemp("valetkey"))
    try:
        program.start()
        yield program
    finally:
        program.stop()


@pytest.fixture(scope="module")
def metadata(valetkey):
    found = requests.get(f"{valetkey.issuer}/.well-known/openid-configuration", timeout=10).json()
    assert found["issuer"] == valetkey.issuer
    return found


@pytest.fixture
def user(valetkey):
    return valetkey.users.pop()


@pytest.fixture
def browser():
    return PlainBrowser(REDIRECT_URI, AFTER_LOGOUT_URI)


def query_of(url):
    """Returns the parameters of an address. Fails if one is repeated."""
    found = parse_qs(urlsplit(url).query, keep_blank_values=True)
    assert all(len(values) == 1 for values in found.values()), f"a repeated parameter in {url}"
    return {name: values[0] for name, values in found.items()}
