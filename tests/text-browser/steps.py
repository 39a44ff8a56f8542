"""What users do on the pages of the server and of the demo's application."""

import re

from authenticator_app import AuthenticatorApp

# The key of an authenticator app, as the page shows it.
KEY = re.compile(r"\b[A-Z2-7]{4}(?: [A-Z2-7]{4})+\b")


def enter_password(lynx, user, password=None):
    """Fills in the sign-in page."""
    lynx.wait_for("username", "password")
    lynx.fill_in("username", user["username"])
    lynx.fill_in("password", password or user["password"])
    lynx.follow("sign in")


def sign_in(browse, demo, user, path="/account"):
    """Opens an account page in a new browser, and signs in first."""
    lynx = browse(demo.issuer + path)
    enter_password(lynx, user)
    return lynx


def start_at_application(browse, demo):
    """Opens the application in a new browser, and follows its link to the sign-in page."""
    lynx = browse(demo.facts["app"])
    lynx.follow("sign in")
    lynx.wait_for("username", "password")
    return lynx


def allow(lynx):
    lynx.wait_for("valetkey notes", "if you allow it")
    lynx.follow("allow")


def signed_in_at_application(lynx, name):
    """Fails unless the application shows this user."""
    lynx.wait_for("signed in as", name, "call the api")


def add_authenticator(lynx):
    """Adds an authenticator app on its page, and ends on the page with the recovery codes. Returns the app."""
    app = AuthenticatorApp(KEY.search(lynx.wait_for("type the key instead"))[0])
    lynx.fill_in("code of six digits", app.code())
    lynx.follow("add the app")
    lynx.wait_for("save your recovery codes")
    return app
