"""Several accounts in one browser in Lynx: add one, choose, sign out of one and of all."""

from steps import enter_password, sign_in


def add_account(lynx, user):
    lynx.follow("switch account")
    lynx.follow("use another account")
    enter_password(lynx, user)
    lynx.wait_for("switch account", user["name"])


def test_two_accounts_are_listed_switched_and_signed_out(demo, browse):
    first, second = demo.new_user(), demo.new_user()
    lynx = sign_in(browse, demo, first)
    lynx.wait_for("switch account", first["name"])
    add_account(lynx, second)
    lynx.follow("switch account")
    lynx.wait_for("accounts in this browser", f"as {first['name']}", f"as {second['name']}")
    lynx.follow(f"continue as {first['name']}")
    lynx.wait_for("switch account", first["name"])

    lynx.follow("switch account")
    lynx.follow(f"sign out of {first['name']}")
    lynx.wait_for("other accounts are still signed in")
    lynx.follow("show the other accounts")
    lynx.wait_for("accounts in this browser", f"as {second['name']}")
    assert first["name"] not in lynx.text()

    lynx.follow("use another account")
    enter_password(lynx, first)
    lynx.wait_for("switch account", first["name"])
    lynx.follow("switch account")
    lynx.follow("sign out of all")
    lynx.wait_for("this browser is no longer signed in here")
    lynx.follow("sign in again")
    lynx.wait_for("username", "password")
