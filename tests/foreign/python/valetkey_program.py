"""Starts the program on a free loopback port, with a new database, clients and users."""

import json
import os
import pathlib
import socket
import subprocess
import time

import requests

ROOT = pathlib.Path(__file__).resolve().parents[3]
# Removed from the environment: the program does not start with an unknown variable.
PROGRAM = os.environ.pop("VALETKEY_PROGRAM", str(ROOT / "target" / "debug" / "valetkey"))
REDIRECT_URI = "http://127.0.0.1:8976/callback"
AFTER_LOGOUT_URI = "http://127.0.0.1:8976/signed-out"
SCOPE = "openid profile email offline_access"


class ValetkeyProgram:
    """A running server. Its clients and first users are added before it starts."""

    def __init__(self, folder, users=12):
        self.folder = pathlib.Path(folder)
        self.database = f"sqlite:{self.folder / 'valetkey.db'}"
        self.port = free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.confidential = self.add_client("Notes")
        self.public = self.add_client("Notes on the phone", "--public")
        self.users = [self.add_user(number) for number in range(users)]
        self.log = open(self.folder / "serve.log", "w+b")
        self.process = None

    def add_client(self, name, *more):
        return self.run(
            *["client", "add", "--database", self.database, "--name", name, "--json"],
            *["--redirect-uri", REDIRECT_URI, "--post-logout-redirect-uri", AFTER_LOGOUT_URI],
            *["--scope", SCOPE, "--grant", "authorization_code", "--grant", "refresh_token"],
            *more,
        )

    def add_user(self, number):
        username, password = f"user{number}", f"correct horse battery {number}"
        email, name = f"{username}@example.com", f"User Number {number}"
        self.run(
            *["user", "add", "--database", self.database, "--username", username, "--email", email],
            *["--name", name, "--role", "reader", "--password-stdin", "--json"],
            stdin=password,
        )
        return {"username": username, "password": password, "email": email, "name": name}

    def run(self, *arguments, stdin=""):
        done = subprocess.run(
            [PROGRAM, *arguments], input=stdin, capture_output=True, text=True, cwd=self.folder, timeout=60
        )
        assert done.returncode == 0, f"{arguments[:2]} ended with {done.returncode}: {done.stderr}"
        return json.loads(done.stdout)

    def start(self):
        listen = f"127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--issuer", self.issuer, "--listen", listen, "--database", self.database],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        # The server is ready when discovery lists the algorithm of the RSA key, which the first start generates.
        address = f"{self.issuer}/ready"
        for _ in range(300):
            assert self.process.poll() is None, f"serve ended with {self.process.returncode}: {self.said()}"
            try:
                if requests.get(address, timeout=5).ok:
                    return
            except requests.ConnectionError:
                pass
            time.sleep(0.1)
        raise AssertionError(f"serve did not answer within 30 seconds: {self.said()}")

    def said(self):
        return (self.folder / "serve.log").read_text(errors="replace")[-4000:]

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
