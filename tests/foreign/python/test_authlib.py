"""Authlib, unchanged, against `valetkey serve`."""

from urllib.parse import urlencode

import pytest
import requests
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from conftest import query_of
from plain_browser import sign_in_and_allow, sign_out
from valetkey_program import AFTER_LOGOUT_URI, REDIRECT_URI, SCOPE

METHODS = ["client_secret_basic", "client_secret_post", "none"]


def session_for(valetkey, metadata, method="client_secret_basic", **changes):
    client = valetkey.public if method == "none" else valetkey.confidential
    options = {
        "client_id": client["client_id"],
        "client_secret": client.get("client_secret"),
        "token_endpoint_auth_method": method,
        "revocation_endpoint_auth_method": method,
        "scope": SCOPE,
        "redirect_uri": REDIRECT_URI,
        "code_challenge_method": "S256",
        "token_endpoint": metadata["token_endpoint"],
    }
    return OAuth2Session(**(options | changes))


class Flow:
    """Signs in and returns the address of the redirect to the application."""

    def __init__(self, session, metadata, browser, user):
        self.session, self.metadata = session, metadata
        self.verifier, self.nonce = generate_token(48), generate_token()
        self.url, self.state = session.create_authorization_url(
            metadata["authorization_endpoint"], code_verifier=self.verifier, nonce=self.nonce
        )
        self.callback = sign_in_and_allow(browser, self.url, user)

    def fetch_token(self, **changes):
        given = {"authorization_response": self.callback, "code_verifier": self.verifier, "state": self.state}
        return self.session.fetch_token(self.metadata["token_endpoint"], **(given | changes))


@pytest.fixture
def flow(valetkey, metadata, browser, user):
    return Flow(session_for(valetkey, metadata), metadata, browser, user)


def judge_id_token(token, metadata, client_id, nonce):
    """Makes the checks of Authlib for an application with sign-in."""
    keys = KeySet.import_key_set(requests.get(metadata["jwks_uri"], timeout=10).json())
    registry = JWSRegistry(algorithms=metadata["id_token_signing_alg_values_supported"])
    decoded = jwt.decode(token["id_token"], key=keys, registry=registry)
    claims = CodeIDToken(
        decoded.claims,
        decoded.header,
        {"iss": {"essential": True, "values": [metadata["issuer"]]}},
        {"nonce": nonce, "client_id": client_id, "access_token": token["access_token"]},
    )
    claims.validate(leeway=5)
    return claims


@pytest.mark.parametrize("method", METHODS)
def test_sign_in_userinfo_and_refresh(valetkey, metadata, browser, user, method):
    session = session_for(valetkey, metadata, method)
    flow = Flow(session, metadata, browser, user)
    callback = query_of(flow.callback)
    assert (callback["state"], callback["iss"]) == (flow.state, valetkey.issuer)

    token = flow.fetch_token()
    assert token["token_type"].lower() == "bearer" and token["expires_in"] > 0
    claims = judge_id_token(token, metadata, session.client_id, flow.nonce)
    assert {"auth_time", "at_hash", "sid"} <= set(claims)

    about = session.get(metadata["userinfo_endpoint"]).json()
    assert (about["sub"], about["email"], about["name"]) == (claims["sub"], user["email"], user["name"])

    renewed = session.refresh_token(metadata["token_endpoint"])
    assert renewed["access_token"] != token["access_token"]
    assert session.get(metadata["userinfo_endpoint"]).json()["sub"] == claims["sub"]


def test_an_id_token_for_another_client_is_refused_by_authlib(flow, metadata, valetkey):
    token = flow.fetch_token()
    with pytest.raises(Exception, match="nonce"):
        judge_id_token(token, metadata, flow.session.client_id, "another-nonce")
    with pytest.raises(Exception, match="aud|azp"):
        judge_id_token(token, metadata, valetkey.public["client_id"], flow.nonce)


def test_a_changed_state_is_refused_by_authlib(flow):
    with pytest.raises(AuthlibBaseError, match="mismatching_state"):
        flow.fetch_token(state="another-state")


def test_a_wrong_verifier_is_refused(flow):
    with pytest.raises(OAuthError) as refused:
        flow.fetch_token(code_verifier=generate_token(48))
    assert refused.value.error == "invalid_grant"


def test_a_wrong_secret_is_refused(flow, valetkey, metadata):
    flow.session = session_for(valetkey, metadata, client_secret="not-the-secret")
    with pytest.raises(OAuthError) as refused:
        flow.fetch_token()
    assert refused.value.error == "invalid_client"


def test_the_second_use_of_a_code_is_refused_and_revokes_the_tokens_of_the_first_use(flow, metadata):
    flow.fetch_token()
    first = dict(flow.session.token)
    with pytest.raises(OAuthError) as refused:
        flow.fetch_token()
    assert refused.value.error == "invalid_grant"
    flow.session.token = first
    with pytest.raises(OAuthError) as refused:
        flow.session.refresh_token(metadata["token_endpoint"], refresh_token=first["refresh_token"])
    assert refused.value.error == "invalid_grant"


def test_a_revoked_refresh_token_is_refused(flow, metadata):
    token = flow.fetch_token()
    answer = flow.session.revoke_token(metadata["revocation_endpoint"], token["refresh_token"])
    assert answer.status_code == 200
    with pytest.raises(OAuthError) as refused:
        flow.session.refresh_token(metadata["token_endpoint"], refresh_token=token["refresh_token"])
    assert refused.value.error == "invalid_grant"
    answer = flow.session.get(metadata["userinfo_endpoint"])
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


def test_sign_out_ends_the_session(flow, metadata, browser, user):
    token = flow.fetch_token()
    silent = f"{flow.url}&{urlencode({'prompt': 'none'})}"
    assert "code" in query_of(browser.open(silent).url), "single sign-on works before"

    logout = {
        "id_token_hint": token["id_token"],
        "post_logout_redirect_uri": AFTER_LOGOUT_URI,
        "state": "after-logout",
    }
    back = sign_out(browser, f"{metadata['end_session_endpoint']}?{urlencode(logout)}")
    assert back == f"{AFTER_LOGOUT_URI}?state=after-logout"
    assert query_of(browser.open(silent).url)["error"] == "login_required"
    assert browser.open(flow.url).has("password")
