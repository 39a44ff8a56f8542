"""requests-oauthlib, unchanged, against `valetkey serve`."""

from urllib.parse import urlencode

import pytest
import requests
from oauthlib.oauth2 import InvalidClientError, InvalidGrantError, MismatchingStateError
from requests.auth import HTTPBasicAuth
from requests_oauthlib import OAuth2Session

from conftest import query_of
from plain_browser import sign_in_and_allow, sign_out
from valetkey_program import AFTER_LOGOUT_URI, REDIRECT_URI, SCOPE


class Flow:
    """Signs in and returns the address of the redirect to the application."""

    def __init__(self, valetkey, metadata, browser, user):
        self.metadata = metadata
        self.client = valetkey.confidential
        self.session = OAuth2Session(
            self.client["client_id"], redirect_uri=REDIRECT_URI, scope=SCOPE.split(), pkce="S256"
        )
        self.url, self.state = self.session.authorization_url(metadata["authorization_endpoint"])
        self.callback = sign_in_and_allow(browser, self.url, user)

    def fetch_token(self, **changes):
        given = {"authorization_response": self.callback, "client_secret": self.client["client_secret"]}
        return self.session.fetch_token(self.metadata["token_endpoint"], **(given | changes))

    def basic(self):
        return HTTPBasicAuth(self.client["client_id"], self.client["client_secret"])


@pytest.fixture
def flow(valetkey, metadata, browser, user):
    return Flow(valetkey, metadata, browser, user)


def test_sign_in_userinfo_and_refresh(flow, metadata, user):
    assert query_of(flow.callback)["iss"] == metadata["issuer"]
    token = flow.fetch_token()
    assert token["token_type"].lower() == "bearer" and token["id_token"].count(".") == 2

    about = flow.session.get(metadata["userinfo_endpoint"]).json()
    assert (about["email"], about["name"]) == (user["email"], user["name"])

    renewed = flow.session.refresh_token(metadata["token_endpoint"], auth=flow.basic())
    assert renewed["access_token"] != token["access_token"]
    assert flow.session.get(metadata["userinfo_endpoint"]).json()["sub"] == about["sub"]


def test_the_secret_in_the_body_works_as_well(flow):
    assert "access_token" in flow.fetch_token(include_client_id=True)


def test_a_changed_state_is_refused_by_oauthlib(flow):
    changed = flow.callback.replace(flow.state, "another-state")
    with pytest.raises(MismatchingStateError):
        flow.fetch_token(authorization_response=changed)


def test_a_wrong_verifier_is_refused(flow):
    flow.session._code_verifier = "v" * 64
    with pytest.raises(InvalidGrantError):
        flow.fetch_token()


def test_a_wrong_secret_is_refused(flow):
    with pytest.raises(InvalidClientError):
        flow.fetch_token(client_secret="not-the-secret")


def test_the_second_use_of_a_code_is_refused_and_revokes_the_tokens_of_the_first_use(flow, metadata):
    token = flow.fetch_token()
    with pytest.raises(InvalidGrantError):
        flow.fetch_token()
    with pytest.raises(InvalidGrantError):
        flow.session.refresh_token(
            metadata["token_endpoint"], refresh_token=token["refresh_token"], auth=flow.basic()
        )


def test_a_revoked_access_token_is_refused(flow, metadata):
    token = flow.fetch_token()
    url, headers, body = flow.session._client.prepare_token_revocation_request(
        metadata["revocation_endpoint"], token["access_token"], token_type_hint="access_token"
    )
    assert requests.post(url, data=body, headers=headers, auth=flow.basic(), timeout=10).status_code == 200
    answer = flow.session.get(metadata["userinfo_endpoint"])
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


def test_sign_out_ends_the_session(flow, metadata, browser):
    token = flow.fetch_token()
    logout = {"id_token_hint": token["id_token"], "post_logout_redirect_uri": AFTER_LOGOUT_URI}
    back = sign_out(browser, f"{metadata['end_session_endpoint']}?{urlencode(logout)}")
    assert back == AFTER_LOGOUT_URI
    silent = f"{flow.url}&{urlencode({'prompt': 'none'})}"
    assert query_of(browser.open(silent).url)["error"] == "login_required"
