"""The demo of a test."""

import pytest

from demo import Demo


@pytest.fixture
def demo(tmp_path):
    demo = Demo(tmp_path)
    yield demo.facts
    demo.stop()
