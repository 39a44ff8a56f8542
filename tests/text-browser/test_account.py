"""The account pages in Lynx: profile, password, address, devices, applications, activity, data, deletion and return."""

import json

from steps import allow, enter_password, sign_in, signed_in_at_application, start_at_application

NEW_PASSWORD = "seven quiet mountains"


def test_the_menu_leads_to_every_page(demo, browse, user):
    lynx = sign_in(browse, demo, user)
    for entry, words in {
        "profile": "leave empty what you do not want to say",
        "security": "how you sign in",
        "devices": "these browsers are signed in",
        "applications": "no application has access",
        "activity": "what happened in your account",
        "your data": "download your data",
        "overview": "confirmed",
    }.items():
        lynx.follow(entry)
        lynx.wait_for(f"{user['name']} switch account", words)


def test_a_wrong_value_in_the_profile_is_told_and_a_right_one_saved(demo, browse, user):
    lynx = sign_in(browse, demo, user, "/account/profile")
    lynx.fill_in("website", "ftp//nowhere")
    lynx.fill_in("date of birth", "yesterday")
    lynx.follow("save")
    lynx.wait_for("error: profile", "nothing is saved yet")
    lynx.fill_in("website", "https://my.example/")
    lynx.fill_in("date of birth", "1815-12-10")
    lynx.follow("save")
    lynx.wait_for("your profile is saved")
    lynx.follow("profile")
    lynx.read_on("https://my.example/")
    lynx.read_on("1815-12-10")


def test_a_new_password_signs_the_other_devices_out(demo, browse, user):
    other = sign_in(browse, demo, user)
    lynx = sign_in(browse, demo, user, "/account/security/password")
    lynx.fill_in("new password", NEW_PASSWORD)
    lynx.fill_in("new password once more", "another one entirely")
    lynx.follow("change password")
    lynx.wait_for("error: change password")
    lynx.fill_in("new password", NEW_PASSWORD)
    lynx.fill_in("new password once more", NEW_PASSWORD)
    lynx.follow("change password")
    lynx.wait_for("your password is changed")

    other.open(f"{demo.issuer}/account/devices")
    enter_password(other, user)
    other.wait_for("not match")
    enter_password(other, user, NEW_PASSWORD)
    other.wait_for("these browsers are signed in")
    mails = [subject for _, subject, to in demo.mails() if to == user["email"]]
    assert any("password" in subject.lower() for subject in mails), mails


def test_a_new_address_counts_after_the_code_of_its_mail(demo, browse, user):
    lynx = sign_in(browse, demo, user, "/account/security/email")
    lynx.wait_for(user["email"], "confirmed")
    address = f"new.{user['email']}"
    lynx.fill_in("new email address", address)
    lynx.follow("send the mail")
    code = demo.mail(address, "")["code"]
    lynx.fill_in("code from the mail", code[:6])
    lynx.follow("confirm")
    lynx.wait_for("error:", "not the code from the mail")
    lynx.fill_in("code from the mail", code)
    lynx.follow("confirm")
    lynx.open(f"{demo.issuer}/account/security/email")
    lynx.wait_for(f"{address} confirmed")
    assert demo.mail(user["email"], "Your email address"), "the old address is told"


def test_a_session_elsewhere_is_ended_on_the_devices_page(demo, browse, user):
    other = sign_in(browse, demo, user)
    lynx = sign_in(browse, demo, user, "/account/devices")
    lynx.wait_for("this device")
    lynx.follow_below("these browsers are signed in", "sign out")
    lynx.wait_for("one other device is signed out", "this device")
    other.open(f"{demo.issuer}/account/profile")
    other.wait_for("username", "password")


def test_an_application_is_withdrawn_and_asks_again(demo, browse, user):
    lynx = start_at_application(browse, demo)
    enter_password(lynx, user)
    allow(lynx)
    signed_in_at_application(lynx, user["name"])
    lynx.open(f"{demo.issuer}/account/apps")
    lynx.wait_for("one application can use your account", "valetkey notes", user["email"])
    lynx.follow("withdraw")
    lynx.wait_for("no application has access")
    again = start_at_application(browse, demo)
    enter_password(again, user)
    allow(again)
    signed_in_at_application(again, user["name"])


def test_that_was_not_me_signs_everybody_else_out_and_leads_to_a_new_password(demo, browse, user):
    other = sign_in(browse, demo, user)
    lynx = sign_in(browse, demo, user, "/account/activity")
    lynx.wait_for("you signed in", "your account was made")
    lynx.follow("that wasn't me")
    lynx.wait_for("every other device is signed out", "change")
    other.open(f"{demo.issuer}/account/devices")
    other.wait_for("username", "password")


def test_everything_about_a_user_is_downloaded(demo, browse, user):
    lynx = sign_in(browse, demo, user, "/account/data")
    file = lynx.download("download for programs")
    account = json.loads(file.read_text())
    assert account["account"]["username"] == user["username"]
    lynx.open(f"{demo.issuer}/account/data")
    lynx.follow("download to read")
    lynx.wait_for("data about", user["email"])


def test_an_account_is_deleted_and_its_user_returns(demo, browse, user):
    lynx = sign_in(browse, demo, user, "/account/data")
    lynx.follow("delete this account")
    lynx.wait_for("for good", "if you change your mind")
    lynx.follow("delete my account")
    lynx.wait_for("your account will be deleted", "you are signed out everywhere")
    assert demo.mail(user["email"], "Your account at")

    lynx.follow("sign in again")
    enter_password(lynx, user)
    lynx.wait_for("keep your account?")
    lynx.follow("delete it as planned")
    lynx.open(f"{demo.issuer}/account")
    enter_password(lynx, user)
    lynx.wait_for("keep your account?")
    lynx.follow("keep my account")
    lynx.wait_for(user["name"], "overview")
    lynx.open(f"{demo.issuer}/account/activity")
    lynx.wait_for("you kept your account")
