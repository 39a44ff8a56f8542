"""Registration, forgotten password and invitation in Lynx, with the mails that the demo keeps."""

from steps import allow, enter_password, sign_in, signed_in_at_application, start_at_application

NEW_PASSWORD = "seven purple lighthouses"
REGISTRATION, RESET = "Finish your registration", "Choose a new password"


def ask_for_registration(browse, demo, address):
    lynx = start_at_application(browse, demo)
    lynx.follow("create an account")
    lynx.wait_for("enter your email address")
    lynx.fill_in("email address", address)
    lynx.follow("send the mail")
    lynx.wait_for("a mail is on its way")
    return lynx


def ask_for_reset(browse, demo, name):
    lynx = start_at_application(browse, demo)
    lynx.follow("forgot your password")
    lynx.fill_in("username or email", name)
    lynx.follow("send the mail")
    lynx.wait_for("a mail is on its way")
    return lynx


def test_somebody_registers_with_the_code_of_the_mail_and_arrives_at_the_application(demo, browse):
    lynx = ask_for_registration(browse, demo, "grace@example.com")
    code = demo.mail("grace@example.com", REGISTRATION)["code"]
    lynx.fill_in("code from the mail", code[:5])
    lynx.fill_in("your name", "Grace Danvers")
    lynx.fill_in("new password", NEW_PASSWORD)
    lynx.follow("save and sign in")
    lynx.wait_for("error:", "not the code from the mail")

    lynx.fill_in("code from the mail", code)
    lynx.fill_in("new password", "short")
    lynx.follow("save and sign in")
    lynx.wait_for("error:", "at least 8 characters")
    lynx.fill_in("code from the mail", code)
    assert "Grace Danvers" in lynx.text(), "the name is still there"
    lynx.fill_in("new password", NEW_PASSWORD)
    lynx.follow("save and sign in")
    allow(lynx)
    signed_in_at_application(lynx, "Grace Danvers")


def test_the_link_of_a_registration_opens_from_the_mail_and_counts_once(demo, browse):
    ask_for_registration(browse, demo, "dora@example.com")
    demo.mail("dora@example.com", REGISTRATION)
    reader = browse(demo.facts["mails"])
    reader.follow("finish your registration")
    reader.wait_for("the link works once")
    link = demo.mail("dora@example.com", REGISTRATION)["link"]
    reader.follow(link[:40])
    reader.wait_for("finish your registration", "dora@example.com")
    reader.fill_in("your name", "Dora Example")
    reader.fill_in("new password", NEW_PASSWORD)
    reader.follow("save and sign in")
    reader.wait_for("dora example", "sign out")

    again = browse(link)
    again.wait_for("this link no longer works")
    assert "new password" not in again.text().lower()


def test_an_address_with_an_account_gets_the_same_page_and_another_mail(demo, browse, user):
    stranger = ask_for_registration(browse, demo, "nobody.yet@example.com")
    owner = ask_for_registration(browse, demo, user["email"])
    assert owner.text() == stranger.text()
    assert demo.mail(user["email"], "You already have an account")
    assert not [subject for _, subject, to in demo.mails() if to == user["email"] and subject.startswith(REGISTRATION)]


def test_a_forgotten_password_leads_back_to_the_application(demo, browse, user):
    lynx = ask_for_reset(browse, demo, user["username"])
    code = demo.mail(user["email"], RESET)["code"]
    lynx.fill_in("code from the mail", "1111 2222" if code != "1111 2222" else "2222 1111")
    lynx.fill_in("new password", NEW_PASSWORD)
    lynx.follow("save and sign in")
    lynx.wait_for("error:", "not the code from the mail")
    lynx.fill_in("code from the mail", code.replace(" ", ""))
    lynx.fill_in("new password", NEW_PASSWORD)
    lynx.follow("save and sign in")
    allow(lynx)
    signed_in_at_application(lynx, user["name"])

    other = start_at_application(browse, demo)
    enter_password(other, user)
    other.wait_for("error: sign in", "not match")
    enter_password(other, user, NEW_PASSWORD)
    other.wait_for("signed in as", user["name"])


def test_a_link_of_a_reset_opens_elsewhere_signs_other_browsers_out_and_counts_once(demo, browse, user):
    signed_in = sign_in(browse, demo, user)
    signed_in.wait_for(user["name"])
    asking = ask_for_reset(browse, demo, user["email"].upper())
    link = demo.mail(user["email"], RESET)["link"]

    reader = browse(link)
    reader.wait_for("choose a new password", user["email"])
    reader.fill_in("new password", "password")
    reader.follow("save and sign in")
    reader.wait_for("error:")
    reader.fill_in("new password", NEW_PASSWORD)
    reader.follow("save and sign in")
    reader.wait_for(user["name"], "sign out")

    signed_in.open(f"{demo.issuer}/account/devices")
    signed_in.wait_for("username", "password")
    asking.open(link)
    asking.wait_for("this link no longer works")
    assert "new password" not in asking.text().lower()


def test_nobody_learns_who_has_an_account_by_forgetting(demo, browse, user):
    known = ask_for_reset(browse, demo, user["username"])
    unknown = ask_for_reset(browse, demo, "somebody-else")
    assert known.text() == unknown.text()
    unknown.fill_in("code from the mail", "1234 5678")
    unknown.fill_in("new password", NEW_PASSWORD)
    unknown.follow("save and sign in")
    unknown.wait_for("not the code from the mail")


def test_an_invitation_by_mail_makes_a_user_with_a_confirmed_address_and_a_role(demo, browse):
    settings = demo.folder / "mail.toml"
    settings.write_text(MAIL_SETTINGS.format(issuer=demo.issuer))
    answer = demo.run("user", "invite", "erin@example.com", "--role", "editor", "--config", str(settings))
    assert answer["mailed"] and "uri" not in answer
    link = demo.mail("erin@example.com", "You are invited")["link"]
    lynx = browse(link)
    lynx.wait_for("erin@example.com", "your name", "new password")
    lynx.fill_in("your name", "Erin Example")
    lynx.fill_in("new password", NEW_PASSWORD)
    lynx.follow("save and sign in")
    lynx.wait_for("erin example", "sign out")
    [erin] = [user for user in demo.run("user", "list") if user["email"] == "erin@example.com"]
    assert erin["email_verified"] and erin["roles"] == ["editor"], erin

    again = browse(link)
    again.wait_for("this link no longer works")


def test_an_invitation_that_was_handed_over_confirms_no_address(demo, browse):
    answer = demo.run("user", "invite", "frank@example.com", "--print-link")
    assert not answer["mailed"]
    lynx = browse(answer["uri"])
    lynx.fill_in("your name", "Frank Example")
    lynx.fill_in("new password", NEW_PASSWORD)
    lynx.follow("save and sign in")
    lynx.wait_for("frank example", "sign out")
    [frank] = [user for user in demo.run("user", "list") if user["email"] == "frank@example.com"]
    assert not frank["email_verified"]

    half = browse(answer["uri"][:-6])
    half.wait_for("this link no longer works")


MAIL_SETTINGS = """
issuer = "{issuer}"

[mail]
server = "smtp.example.com"
from = "Valetkey <id@example.com>"
"""
