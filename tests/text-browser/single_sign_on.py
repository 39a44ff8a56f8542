"""The example single-sign-on behind `valetkey serve`: two applications, and an API that wants two factors for its prices."""

import json
import pathlib
import socket
import subprocess
import time
import urllib.error
import urllib.request

from demo import PROGRAM, without_ours

SCOPE = "openid profile email roles stock.read"


class SingleSignOn:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.issuer, self.shop, self.warehouse, self.api = (f"http://127.0.0.1:{port}" for port in free_ports(4))
        self.warehouse = self.warehouse.replace("127.0.0.1", "localhost")
        self.user = {"username": "carol", "name": "Carol Jones", "password": "correct horse battery 3"}
        self.processes = []

    def start(self):
        """Adds a user and the two clients, and starts the server and the example."""
        self.add_user()
        environment = {"ISSUER": self.issuer, "API": self.api, "SCOPE": SCOPE, "ROLES_CLAIM": "/roles"}
        for name, address in {"SHOP": self.shop, "WAREHOUSE": self.warehouse}.items():
            client = self.add_client(name.title(), address)
            environment |= {name: address, f"{name}_CLIENT_ID": client["client_id"]}
            environment[f"{name}_CLIENT_SECRET"] = client["client_secret"]
        listen = self.issuer.removeprefix("http://")
        self.run_beside([PROGRAM, "serve", "--issuer", self.issuer, "--listen", listen, *self.database()])
        wait_for_answer(f"{self.issuer}/.well-known/openid-configuration")
        example = pathlib.Path(PROGRAM).with_name("example-single-sign-on")
        self.run_beside([example], environment)
        for address in self.shop, self.warehouse, self.api:
            wait_for_answer(address)

    def database(self):
        return ["--database", f"sqlite:{self.folder / 'valetkey.db'}"]

    def add_user(self):
        words = ["--username", self.user["username"], "--email", "carol@example.com", "--name", self.user["name"]]
        self.run("user", "add", *words, "--role", "buyer", "--password-stdin", line=self.user["password"])

    def add_client(self, name, address):
        words = ["--name", name, "--scope", SCOPE, "--audience", self.api, "--redirect-uri", f"{address}/auth/sso"]
        return self.run("client", "add", *words, "--post-logout-redirect-uri", f"{address}/")

    def run(self, *words, line=""):
        """Runs a command on the database, with one line of input, and returns what it prints as JSON."""
        command = [PROGRAM, *words, *self.database(), "--json"]
        done = subprocess.run(
            command, cwd=self.folder, env=without_ours(), input=line, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, f"{words}: {done.stderr}"
        return json.loads(done.stdout)

    def run_beside(self, command, environment=None):
        log = open(self.folder / f"{pathlib.Path(command[0]).name}.log", "wb")
        environment = {**without_ours(), **(environment or {})}
        places = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log}
        self.processes.append(subprocess.Popen(command, cwd=self.folder, env=environment, **places))

    def stop(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(timeout=10)


def free_ports(count):
    """Returns unused ports of the loopback address."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def wait_for_answer(address, seconds=30):
    """Waits until a server answers, with any status."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            assert time.monotonic() < deadline, f"{address} does not answer"
            time.sleep(0.05)
