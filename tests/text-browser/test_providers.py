"""Sign-in with another provider in Lynx, and linking on the account page. The demo imitates the provider."""

from steps import allow, enter_password, sign_in, signed_in_at_application, start_at_application

BUTTON = "sign in with github"


def answer_at_provider(lynx, person, answer="allow"):
    """Chooses a user of the imitated provider, and says yes or no there."""
    lynx.wait_for("this is not github", person)
    lynx.tick(person)
    lynx.follow(answer)


def test_a_first_sign_in_adds_a_user_and_the_second_finds_it(demo, browse):
    lynx = start_at_application(browse, demo)
    lynx.follow(BUTTON)
    answer_at_provider(lynx, "grace example")
    allow(lynx)
    signed_in_at_application(lynx, "grace example")

    again = start_at_application(browse, demo)
    again.follow(BUTTON)
    answer_at_provider(again, "grace example")
    signed_in_at_application(again, "grace example")
    added = [user for user in demo.run("user", "list") if user["name"] == "Grace Example"]
    assert len(added) == 1, added


def test_no_at_another_provider_leads_back(demo, browse, user):
    lynx = start_at_application(browse, demo)
    lynx.follow(BUTTON)
    answer_at_provider(lynx, "ada example", "deny")
    lynx.wait_for("error:", "you cancelled the sign-in at github", "password", BUTTON)
    enter_password(lynx, user)
    allow(lynx)
    signed_in_at_application(lynx, user["name"])


def test_the_address_of_a_user_links_nothing_before_their_password(demo, browse):
    alice = {**demo.facts["users"][0], "name": "Alice Liddell"}
    lynx = start_at_application(browse, demo)
    lynx.follow(BUTTON)
    answer_at_provider(lynx, "alice")
    lynx.wait_for("email address of your github (imitation) account", "sign in to it once")
    enter_password(lynx, alice, "not the password")
    lynx.wait_for("not match")
    enter_password(lynx, alice)
    allow(lynx)
    signed_in_at_application(lynx, alice["name"])

    linked = start_at_application(browse, demo)
    linked.follow(BUTTON)
    answer_at_provider(linked, "alice")
    signed_in_at_application(linked, alice["name"])


def test_a_user_links_an_account_and_unlinks_it(demo, browse, user):
    lynx = sign_in(browse, demo, user, "/account/security")
    lynx.follow_below("linked accounts", "manage")
    lynx.wait_for("no account is linked")
    lynx.follow("link github")
    answer_at_provider(lynx, "ada example", "deny")
    lynx.wait_for("you cancelled at github", "no account is linked")
    lynx.follow("link github")
    answer_at_provider(lynx, "ada example")
    lynx.wait_for("is linked", "unlink")

    other = browse(f"{demo.issuer}/login")
    other.follow(BUTTON)
    answer_at_provider(other, "ada example")
    other.wait_for(user["name"], "switch account")

    lynx.follow("unlink")
    lynx.wait_for("is no longer linked", "no account is linked")
