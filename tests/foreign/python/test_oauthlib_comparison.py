"""Compares the three steps of `examples/web-application-client` with OAuthLib: the same inputs give the same URL, body and token."""

import json
import os
import pathlib
import subprocess
import time
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from oauthlib.oauth2 import MismatchingStateError, OAuth2Error, WebApplicationClient

from valetkey_program import PROGRAM

EXAMPLE = pathlib.Path(os.path.abspath(PROGRAM)).with_name("example-web-application-client")
VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
NOW = 1_700_000_000
ANSWER = {"access_token": "a-1", "token_type": "bearer", "scope": "read:user user:email", "expires_in": 3600}

APPLICATIONS = {
    "plain": {},
    "odd client": {"client_id": "notes app/ü+%&=", "client_secret": "s ?:/#&=+%é"},
    "query in the redirect URI": {"redirect_uri": "https://notes.example/callback?from=a%20b&x=1"},
    "query in the endpoint": {"authorization_endpoint": "https://id.example/authorize?tenant=one"},
    "one scope": {"scope": "openid"},
}


@pytest.fixture(params=APPLICATIONS.values(), ids=APPLICATIONS.keys())
def application(request):
    return {
        "client_id": "notes",
        "client_secret": "s3cret",
        "redirect_uri": "https://notes.example/callback",
        "scope": "read:user user:email",
        "authorization_endpoint": "https://id.example/authorize",
        "token_endpoint": "https://id.example/token",
    } | request.param


def ours(application, state="st4te", answer=ANSWER, more=None, callback=None):
    """Returns the results of the example for the inputs."""
    callback = callback or f"{application['redirect_uri'].split('?')[0]}?{urlencode({'code': 'c-1', 'state': state})}"
    inputs = {
        "application": application,
        "attempt": {"state": state, "code_verifier": VERIFIER},
        "more": more or {},
        "callback": callback,
        "answer": {"status": 200, "body": json.dumps(answer)},
        "now": NOW,
    }
    done = subprocess.run([EXAMPLE, "--json"], input=json.dumps(inputs), capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def parts(url):
    """Returns the parts of an address, with its parameters decoded."""
    split = urlsplit(url)
    return split._replace(query="").geturl(), parse_qsl(split.query, keep_blank_values=True, strict_parsing=True)


def fields(body):
    """Returns the fields of a form, without their order."""
    return sorted(parse_qsl(body, keep_blank_values=True, strict_parsing=True))


def theirs_url(application, state="st4te", **more):
    return WebApplicationClient(application["client_id"]).prepare_request_uri(
        application["authorization_endpoint"],
        redirect_uri=application["redirect_uri"],
        scope=application["scope"].split(),
        state=state,
        code_challenge=create_s256_code_challenge(VERIFIER),
        code_challenge_method="S256",
        **more,
    )


@pytest.mark.parametrize("state", ["st4te", "a b+c/d?e=f&g"])
@pytest.mark.parametrize("more", [{}, {"allow_signup": "false"}])
def test_step_1_gives_the_same_url(application, state, more):
    url = ours(application, state, more=more)["authorization_url"]
    assert parts(url) == parts(theirs_url(application, state, **more))


def test_step_1_gives_the_same_bytes_for_everyday_inputs():
    application = {
        "client_id": "notes",
        "client_secret": "s3cret",
        "redirect_uri": "https://notes.example/callback",
        "authorization_endpoint": "https://id.example/authorize",
    }
    expected = theirs_url(application | {"scope": "read:user user:email"}, allow_signup="false")
    assert ours(application, more={"allow_signup": "false"})["authorization_url"] == expected


def test_step_2_gives_the_same_body(application):
    request = ours(application)["token_request"]
    body = WebApplicationClient(application["client_id"]).prepare_request_body(
        code="c-1",
        redirect_uri=application["redirect_uri"],
        client_secret=application["client_secret"],
        code_verifier=VERIFIER,
    )
    assert fields(request["body"]) == fields(body)
    assert (request["method"], request["url"]) == ("POST", application["token_endpoint"])
    assert request["headers"]["content-type"] == "application/x-www-form-urlencoded"


@pytest.mark.parametrize("more", [{}, {"refresh_token": "r-1"}, {"scope": "read:user"}], ids=str)
def test_step_3_gives_the_same_token(application, more, monkeypatch):
    monkeypatch.setenv("OAUTHLIB_RELAX_TOKEN_SCOPE", "1")
    monkeypatch.setattr(time, "time", lambda: float(NOW))
    answer = ANSWER | more
    theirs = WebApplicationClient(application["client_id"]).parse_request_body_response(json.dumps(answer))
    token = ours(application, answer=answer)["token"]
    # OAuthLib keeps the provider's spelling of the type, which is case-insensitive.
    assert token.pop("token_type") == "Bearer" and theirs["token_type"].lower() == "bearer"
    assert token == {name: value for name, value in theirs.items() if name != "token_type"}
    assert token["expires_at"] == NOW + 3600


def test_an_answer_without_scope_and_lifetime():
    application = {"client_id": "notes", "client_secret": "s", "redirect_uri": "https://notes.example/callback"}
    answer = {"access_token": "a-1", "token_type": "bearer"}
    theirs = WebApplicationClient("notes").parse_request_body_response(
        json.dumps(answer), scope=["read:user", "user:email"]
    )
    assert sorted(theirs.scopes) == ["read:user", "user:email"] and "expires_at" not in theirs
    token = ours(application, answer=answer)["token"]
    assert token == {"access_token": "a-1", "token_type": "Bearer", "scope": sorted(theirs.scopes)}


def test_both_refuse_the_same_answers():
    application = {"client_id": "notes", "client_secret": "s", "redirect_uri": "https://notes.example/callback"}
    for answer in [{"error": "bad_verification_code"}, {"token_type": "bearer"}, {}]:
        with pytest.raises(OAuth2Error):
            WebApplicationClient("notes").parse_request_body_response(json.dumps(answer))
        assert "problem" in ours(application, answer=answer)["token"], answer


def test_both_refuse_a_foreign_state():
    application = {"client_id": "notes", "client_secret": "s", "redirect_uri": "https://notes.example/callback"}
    callback = "https://notes.example/callback?code=c-1&state=foreign"
    with pytest.raises(MismatchingStateError):
        WebApplicationClient("notes").parse_request_uri_response(callback, state="st4te")
    assert "state" in ours(application, callback=callback)["token_request"]["problem"]
