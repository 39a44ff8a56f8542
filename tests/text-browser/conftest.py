"""One demo for the tests of a file, a new user for each test, and as many browsers as it needs."""

import itertools

import pytest

from demo import Demo
from lynx import Lynx


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    demo = Demo(tmp_path_factory.mktemp("demo"))
    yield demo
    demo.stop()


@pytest.fixture
def user(demo):
    return demo.new_user()


@pytest.fixture
def browse(tmp_path):
    """Starts a browser without cookies at an address."""
    numbers, browsers = itertools.count(), []

    def browse(url):
        folder = tmp_path / f"browser-{next(numbers)}"
        folder.mkdir()
        browsers.append(Lynx(folder, url))
        return browsers[-1]

    yield browse
    for browser in browsers:
        browser.close()
