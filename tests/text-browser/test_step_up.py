"""Step-up in Lynx: by `acr_values`, by `max_age`, and by an API's challenge (RFC 9470)."""

import re

import pytest

from application import Application
from single_sign_on import SingleSignOn
from steps import add_authenticator, enter_password, sign_in

MULTI_FACTOR = "urn:valetkey:acr:multi-factor"


@pytest.fixture(scope="module")
def ledger(demo):
    application = Application(demo)
    yield application
    application.close()


def auth_time(lynx):
    return int(re.search(r"auth_time: (\d+)", lynx.text())[1])


def open_ledger(browse, ledger, user):
    """Signs in at the application with a password alone."""
    lynx = browse(ledger.uri)
    enter_password(lynx, user)
    lynx.wait_for("allow ledger to access your account")
    lynx.follow("allow")
    lynx.wait_for("the ledger is open", "urn:valetkey:acr:single-factor", "['pwd']")
    return lynx


def test_acr_values_ask_for_the_second_step_only(demo, browse, ledger, user):
    lynx = open_ledger(browse, ledger, user)
    app = add_authenticator(sign_in(browse, demo, user, "/account/security/authenticator"))
    lynx.open(f"{ledger.uri}/?acr_values={MULTI_FACTOR}")
    lynx.wait_for("confirm that it is you", "you are signed in. ledger asks for a second step")
    assert "password" not in lynx.text().lower()
    lynx.fill_in("code of six digits", "123")
    lynx.follow("continue")
    lynx.wait_for("error:", "that code is wrong")
    lynx.fill_in("code of six digits", app.code())
    lynx.follow("continue")
    lynx.wait_for("the ledger is open", MULTI_FACTOR, "otp")
    lynx.open(f"{ledger.uri}/?acr_values={MULTI_FACTOR}")
    lynx.wait_for("the ledger is open", MULTI_FACTOR)


def test_acr_values_lead_a_user_without_a_second_factor_to_one_after_the_password(browse, ledger, user):
    lynx = open_ledger(browse, ledger, user)
    lynx.open(f"{ledger.uri}/?acr_values={MULTI_FACTOR}")
    lynx.wait_for("enter your password first")
    enter_password(lynx, user)
    add_authenticator(lynx)
    lynx.follow("i saved them")
    lynx.wait_for("the ledger is open", MULTI_FACTOR, "otp")


def test_max_age_asks_again_and_the_id_token_says_when(browse, ledger, user):
    lynx = open_ledger(browse, ledger, user)
    first = auth_time(lynx)
    lynx.open(f"{ledger.uri}/?max_age=3600")
    lynx.wait_for("the ledger is open")
    assert auth_time(lynx) == first, "a sign-in of a moment ago is fresh enough"
    lynx.open(f"{ledger.uri}/?max_age=0")
    enter_password(lynx, user, "not the password")
    lynx.wait_for("error:", "not match")
    enter_password(lynx, user)
    lynx.wait_for("the ledger is open")
    assert auth_time(lynx) >= first


def test_select_account_asks_which_one(demo, browse, ledger):
    first, second = demo.new_user(), demo.new_user()
    lynx = browse(f"{demo.issuer}/login")
    for user in first, second:
        enter_password(lynx, user)
        lynx.follow("switch account")
        lynx.follow("use another account")
    lynx.open(f"{ledger.uri}/?prompt=select_account")
    lynx.wait_for(f"as {first['name']}", f"as {second['name']}")
    lynx.follow(f"continue as {first['name']}")
    lynx.follow("allow")
    lynx.wait_for("the ledger is open", f"name: {first['name']}")


@pytest.fixture
def single_sign_on(tmp_path):
    example = SingleSignOn(tmp_path)
    try:
        example.start()
        yield example
    finally:
        example.stop()


def test_an_api_that_wants_two_factors_sends_the_user_to_a_second_step(browse, single_sign_on):
    user, shop = single_sign_on.user, single_sign_on.shop
    lynx = browse(shop)
    lynx.follow("sign in")
    enter_password(lynx, user)
    lynx.follow("allow")
    lynx.wait_for(user["name"])
    lynx.follow("prices")
    # An unlocked browser alone is not enough to add a second factor.
    lynx.wait_for("enter your password first")
    enter_password(lynx, user)
    add_authenticator(lynx)
    lynx.follow("i saved them")
    lynx.wait_for("200", '"teapot": "14.50"')
    lynx.open(f"{shop}/stock")
    lynx.wait_for("200", "teapots")
    lynx.open(f"{shop}/prices")
    lynx.wait_for("200", '"teapot": "14.50"')
