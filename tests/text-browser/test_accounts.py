"""Several accounts in Lynx: add one, choose, sign out of one."""

import pytest

from lynx import Lynx

# Lynx shows its copy of the list until it loads the page again.
RELOAD = "\x12"


@pytest.fixture
def lynx(tmp_path, demo):
    lynx = Lynx(tmp_path, demo["issuer"].rstrip("/") + "/login")
    yield lynx
    lynx.close()


def sign_in(lynx, user):
    lynx.wait_for("username", "password")
    lynx.fill_in("username", user["username"])
    lynx.fill_in("password", user["password"])
    lynx.follow("(submit)", "[sign in]", "sign in")


def test_two_accounts_are_listed_switched_and_signed_out(demo, lynx):
    first, second = demo["users"][:2]
    sign_in(lynx, first)
    lynx.wait_for("switch account", first["username"])
    lynx.follow("switch account")
    lynx.wait_for("use another account")
    lynx.follow("use another account")
    sign_in(lynx, second)
    lynx.wait_for("switch account", second["username"])
    lynx.follow("switch account")
    lynx.wait_for("accounts in this browser")
    lynx.press(RELOAD)
    lynx.wait_for("accounts in this browser", first["username"], second["username"])
    lynx.follow("continue as " + first.get("name", first["username"]))
    lynx.wait_for("switch account", first["username"])
    lynx.follow("switch account")
    lynx.press(RELOAD)
    lynx.wait_for("accounts in this browser", second["username"])
    lynx.follow("sign out of " + first.get("name", first["username"]))
    lynx.wait_for("other accounts are still signed in")
