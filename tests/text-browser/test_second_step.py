"""A second step in Lynx: an authenticator app, a recovery code, a code by mail, a trusted device."""

import re

from steps import (
    KEY,
    add_authenticator,
    allow,
    enter_password,
    sign_in,
    signed_in_at_application,
    start_at_application,
)

WRONG_CODES = "That code is wrong"


def authenticator_on_account_page(browse, demo, user):
    """Adds an authenticator app on the account page. Returns the browser, the app and the recovery codes."""
    lynx = sign_in(browse, demo, user, "/account/security")
    lynx.wait_for("you have no authenticator app")
    lynx.follow_below("authenticator app", "add")
    app = add_authenticator(lynx)
    codes = re.findall(r"\b[a-z0-9]{4}(?:-[a-z0-9]{4}){5}\b", lynx.text())
    assert len(codes) == 10, lynx.text()
    lynx.follow("i saved them")
    lynx.wait_for("you have an authenticator app", "you have recovery codes")
    return lynx, app, codes


def password_again(browse, demo, user):
    """Signs in from the application in a new browser, up to the second step."""
    lynx = start_at_application(browse, demo)
    enter_password(lynx, user)
    lynx.wait_for("confirm that it is you", user["name"])
    return lynx


def test_a_wrong_code_adds_no_authenticator_app_and_the_key_stays(demo, browse, user):
    lynx = sign_in(browse, demo, user, "/account/security/authenticator")
    key = KEY.search(lynx.wait_for("type the key instead"))[0]
    for wrong in ["000000", "12345", "code"]:
        lynx.fill_in("code of six digits", wrong)
        lynx.follow("add the app")
        assert KEY.search(lynx.wait_for("error:", "that code does not fit"))[0] == key
    add_authenticator(lynx)


def test_an_authenticator_app_is_added_and_asked_for(demo, browse, user):
    _, app, _ = authenticator_on_account_page(browse, demo, user)
    lynx = password_again(browse, demo, user)
    for wrong in ["000000", "12", "abcdef"]:
        lynx.fill_in("code of six digits", wrong)
        lynx.follow("continue")
        lynx.wait_for("error:", WRONG_CODES)
    code = app.code()
    lynx.fill_in("code of six digits", f" {code[:3]} {code[3:]}")
    lynx.follow("continue")
    allow(lynx)
    signed_in_at_application(lynx, user["name"])

    again = password_again(browse, demo, user)
    again.fill_in("code of six digits", code)
    again.follow("continue")
    again.wait_for("error:")


def test_a_recovery_code_is_a_second_step_once(demo, browse, user):
    account, _, codes = authenticator_on_account_page(browse, demo, user)
    lynx = password_again(browse, demo, user)
    lynx.follow("use a recovery code")
    lynx.fill_in("recovery code", codes[0][:-1])
    lynx.follow("continue")
    lynx.wait_for("error:", WRONG_CODES)
    lynx.fill_in("recovery code", codes[0].upper().replace("-", " "))
    lynx.follow("continue")
    allow(lynx)
    signed_in_at_application(lynx, user["name"])
    account.open(f"{demo.issuer}/account/security/recovery-codes")
    account.wait_for("9 recovery codes left")

    again = password_again(browse, demo, user)
    again.fill_in("recovery code", codes[0])
    again.follow("continue")
    again.wait_for("error:", "was used before")


def test_a_trusted_device_is_asked_once_and_is_forgotten_on_the_devices_page(demo, browse, user):
    _, app, _ = authenticator_on_account_page(browse, demo, user)
    lynx = password_again(browse, demo, user)
    lynx.tick("don't ask again on this device")
    lynx.fill_in("code of six digits", app.code())
    lynx.follow("continue")
    allow(lynx)
    signed_in_at_application(lynx, user["name"])

    lynx.open(f"{demo.issuer}/logout")
    lynx.follow("sign out")
    lynx.open(f"{demo.issuer}/account/devices")
    enter_password(lynx, user)
    lynx.wait_for("these browsers are signed in", "trusted devices")
    lynx.follow("ask again on this device")
    lynx.wait_for("you are asked for your second step on that device again")
    lynx.open(f"{demo.issuer}/logout")
    lynx.follow("sign out")
    lynx.open(f"{demo.issuer}/login")
    enter_password(lynx, user)
    lynx.wait_for("confirm that it is you")


def test_an_authenticator_app_is_removed_and_the_password_is_enough_again(demo, browse, user):
    lynx, _, _ = authenticator_on_account_page(browse, demo, user)
    lynx.open(f"{demo.issuer}/account/security/authenticator")
    lynx.follow("remove the app")
    lynx.wait_for("the authenticator app was removed")
    other = sign_in(browse, demo, user)
    other.wait_for(user["name"], "overview")


def test_a_code_by_mail_confirms_a_sign_in_where_an_application_wants_it(demo, browse, user):
    client = demo.facts["client_id"]
    demo.run("client", "edit", client, "--confirm-by-mail", "always")
    lynx = start_at_application(browse, demo)
    enter_password(lynx, user)
    lynx.wait_for("confirm that it is you", "a mail with a code is on its way")
    code = demo.mail(user["email"], "Your code for")["code"]
    for wrong in [code[:4], "1111 1111"]:
        lynx.fill_in("code", wrong)
        lynx.follow("continue")
        lynx.wait_for("error:")
    lynx.fill_in("code", code)
    lynx.follow("continue")
    allow(lynx)
    signed_in_at_application(lynx, user["name"])
    lynx.wait_for("urn:valetkey:acr:single-factor")
    demo.run("client", "edit", client, "--confirm-by-mail", "never")
