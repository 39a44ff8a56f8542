"""The complete flow in Lynx: without JavaScript, images, colours and mouse."""

import re
import time
import urllib.parse
import urllib.request

import pytest

from lynx import ENTER, TAB, Lynx


@pytest.fixture
def lynx(tmp_path, demo):
    lynx = Lynx(tmp_path, demo["app"])
    yield lynx
    lynx.close()


def test_sign_in_call_the_api_and_sign_out(demo, lynx):
    user = demo["users"][0]
    lynx.wait_for("sign in")
    lynx.follow("sign in")

    lynx.wait_for("username", "password")
    lynx.fill_in("username", user["username"])
    lynx.fill_in("password", user["password"])
    assert user["password"] not in lynx.text(), "the password is not shown"
    lynx.follow("(submit)", "[sign in]", "sign in")

    lynx.wait_for("allow")
    lynx.follow("allow")

    lynx.wait_for("sign out")
    assert user["username"].lower() in lynx.text().lower() or user.get("name", "?") in lynx.text()
    lynx.follow("api")
    lynx.wait_for("answer")
    assert "invalid_token" not in lynx.text()


def test_a_wrong_password_is_explained_in_text(demo, lynx):
    lynx.wait_for("sign in")
    lynx.follow("sign in")
    lynx.wait_for("username", "password")
    lynx.fill_in("username", demo["users"][0]["username"])
    lynx.fill_in("password", "not the password")
    lynx.follow("sign in")
    lynx.wait_for("not match", "password")


def code_of_mail(demo, patience=30):
    """Waits for the mail of a sign-in in the demo, and returns its code."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        mails = urllib.request.urlopen(demo["mails"]).read().decode()
        number = re.search(r'href="(/mails/\d+)"[^>]*>[^<]*Your sign-in', mails)
        if number:
            mail = urllib.request.urlopen(urllib.parse.urljoin(demo["mails"], number[1])).read().decode()
            return re.search(r"\b\d{4} \d{4}\b", mail)[0]
        time.sleep(0.3)
    raise AssertionError(f"no mail came; the list is:\n{mails}")


def test_sign_in_by_mail_with_a_code(demo, lynx):
    lynx.wait_for("sign in")
    lynx.follow("sign in")
    lynx.wait_for("username", "email me a code")
    lynx.fill_in("username", demo["users"][1]["username"])
    lynx.follow_in_row("email me a code")

    lynx.wait_for("code from the mail")
    lynx.fill_in("code from the mail", "1234")
    lynx.follow("[sign in]", "sign in")
    lynx.wait_for("not the code from the mail")
    lynx.fill_in("code from the mail", code_of_mail(demo))
    lynx.follow("[sign in]", "sign in")

    lynx.wait_for("allow")
    lynx.follow("allow")
    lynx.wait_for("sign out")


def test_sign_in_with_another_provider(demo, lynx):
    lynx.wait_for("sign in")
    lynx.follow("sign in")
    lynx.wait_for("password", "sign in with github")
    lynx.follow("sign in with github")

    lynx.wait_for("this is not github", "grace example")
    lynx.follow("grace example")
    lynx.follow("allow")

    lynx.wait_for("valetkey notes", "allow")
    lynx.follow("allow")
    lynx.wait_for("grace example", "sign out")


def test_no_at_another_provider_leads_back(demo, lynx):
    lynx.wait_for("sign in")
    lynx.follow("sign in")
    lynx.wait_for("password", "sign in with github")
    lynx.follow("sign in with github")
    lynx.wait_for("this is not github")
    # Both buttons are on one line, the other one first.
    lynx.go_to("deny")
    lynx.press(TAB)
    lynx.press(ENTER)
    lynx.wait_for("you cancelled the sign-in at github", "password", "sign in with github")
