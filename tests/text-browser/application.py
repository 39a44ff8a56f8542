"""A test application: starts a sign-in with given parameters, and shows claims of the ID token."""

import html
import http.server
import os
import threading
import urllib.parse

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.jwk import KeySet
import requests

SHOWN = ("name", "acr", "amr", "auth_time")


class Application:
    """A client with a secret. `/?acr_values=…&max_age=…` starts a sign-in with these parameters."""

    def __init__(self, demo):
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler_of(self))
        self.uri = f"http://127.0.0.1:{self.server.server_port}"
        words = ["--name", "Ledger", "--redirect-uri", f"{self.uri}/callback"]
        self.client = demo.run("client", "add", *words)
        self.metadata = requests.get(f"{demo.issuer}/.well-known/openid-configuration", timeout=10).json()
        self.sessions = {}
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def start(self, parameters):
        """Starts a sign-in. Returns the address for the browser."""
        client = OAuth2Session(
            self.client["client_id"],
            self.client["client_secret"],
            scope="openid profile",
            redirect_uri=f"{self.uri}/callback",
            code_challenge_method="S256",
        )
        verifier = urllib.parse.quote(os.urandom(48).hex())
        uri, state = client.create_authorization_url(
            self.metadata["authorization_endpoint"], code_verifier=verifier, **parameters
        )
        self.sessions[state] = (client, verifier)
        return uri

    def finish(self, path):
        """Redeems the code of a callback. Returns the values for the page."""
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(path).query))
        client, verifier = self.sessions.pop(query["state"])
        if "error" in query:
            return {"error": query["error"]}
        token = client.fetch_token(
            self.metadata["token_endpoint"],
            authorization_response=self.uri + path,
            code_verifier=verifier,
            state=query["state"],
        )
        keys = KeySet.import_key_set(requests.get(self.metadata["jwks_uri"], timeout=10).json())
        claims = jwt.decode(token["id_token"], keys).claims
        return {name: claims.get(name) for name in SHOWN}

    def close(self):
        self.server.shutdown()
        self.server.server_close()


def handler_of(application):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            address = urllib.parse.urlsplit(self.path)
            if address.path == "/callback":
                return self.show(application.finish(self.path))
            if address.path != "/":
                return self.send_error(404)
            self.send_response(302)
            self.send_header("Location", application.start(dict(urllib.parse.parse_qsl(address.query))))
            self.end_headers()

        def show(self, facts):
            rows = "".join(f"<p>{html.escape(name)}: {html.escape(str(value))}</p>" for name, value in facts.items())
            body = f"<!doctype html><title>Ledger</title><h1>The ledger is open</h1>{rows}".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    return Handler
