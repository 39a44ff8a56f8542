"""The complete flow in Lynx: without JavaScript, images, colours and mouse."""

from steps import allow, enter_password, signed_in_at_application, start_at_application


def test_sign_in_call_the_api_and_sign_out(demo, browse, user):
    lynx = start_at_application(browse, demo)
    lynx.fill_in("username", user["username"])
    lynx.fill_in("password", user["password"])
    assert user["password"] not in lynx.text(), "the password is not shown"
    lynx.follow("sign in")
    allow(lynx)
    signed_in_at_application(lynx, user["name"])
    lynx.follow("call the api")
    lynx.wait_for("answer")
    assert "invalid_token" not in lynx.text()

    lynx.open(demo.facts["app"])
    lynx.follow("sign out")
    lynx.wait_for("sign in with valetkey")
    lynx.follow("sign in with valetkey")
    lynx.wait_for("username", "password")


def test_a_wrong_password_is_explained_in_text(demo, browse, user):
    lynx = start_at_application(browse, demo)
    enter_password(lynx, user, "not the password")
    lynx.wait_for("error: sign in", "not match", "password")
    enter_password(lynx, user)
    allow(lynx)
    signed_in_at_application(lynx, user["name"])


def test_sign_in_by_mail_with_a_code(demo, browse, user):
    lynx = start_at_application(browse, demo)
    lynx.fill_in("username", user["username"])
    lynx.follow("email me a code")
    code = demo.mail(user["email"], "Your sign-in")["code"]

    for wrong in ["", code[:4], "1234 5678" if code != "1234 5678" else "8765 4321"]:
        lynx.fill_in("code from the mail", wrong)
        lynx.follow("sign in")
        lynx.wait_for("error:", "not the code from the mail")
    lynx.fill_in("code from the mail", f"  {code} ")
    lynx.follow("sign in")
    allow(lynx)
    signed_in_at_application(lynx, user["name"])


def test_a_link_signs_in_with_a_press_in_the_browser_that_asked_only(demo, browse, user):
    lynx = start_at_application(browse, demo)
    lynx.fill_in("username", user["username"])
    lynx.follow("email me a code")
    mail = demo.mail(user["email"], "Your sign-in")

    stranger = browse(mail["link"])
    stranger.wait_for("only in the browser in which you asked")
    stranger.open(f"{demo.issuer}/account")
    stranger.wait_for("username", "password")

    lynx.open(mail["link"])
    lynx.follow("sign in")
    allow(lynx)
    signed_in_at_application(lynx, user["name"])
    lynx.open(mail["link"])
    lynx.wait_for("this link no longer works")


def test_no_at_the_application_leads_back(demo, browse, user):
    lynx = start_at_application(browse, demo)
    enter_password(lynx, user)
    lynx.wait_for("if you allow it")
    lynx.follow("deny")
    lynx.wait_for("you cancelled the sign-in", "you are not signed in")
    lynx.follow("back to the application")
    lynx.wait_for("sign in with valetkey")


def test_the_sign_in_page_has_no_button_that_needs_a_script(demo, browse):
    lynx = start_at_application(browse, demo)
    text = lynx.text().lower()
    assert "email me a code" in text and "passkey" not in text, text
