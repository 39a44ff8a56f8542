"""Starts the demo in a new folder, and runs commands on its database."""

import html
import json
import os
import pathlib
import re
import subprocess
import threading
import time
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("VALETKEY_PROGRAM", str(ROOT / "target" / "debug" / "valetkey"))


def without_ours():
    """Returns the environment without the variables of the tests: the program does not start with an unknown variable."""
    return {name: value for name, value in os.environ.items() if not name.startswith("VALETKEY_")}


class Demo:
    """A running demo. `facts` is the line of JSON that it prints when it is ready."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.process = subprocess.Popen(
            [PROGRAM, "demo", "--no-open", "--json"],
            cwd=folder,
            env={**without_ours(), "TMPDIR": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=open(self.folder / "demo.log", "wb"),
            text=True,
        )
        impatience = threading.Timer(60, self.process.kill)
        impatience.start()
        line = next((line for line in self.process.stdout if line.startswith("{")), None)
        impatience.cancel()
        assert line, (self.folder / "demo.log").read_text(errors="replace")
        self.facts = json.loads(line)
        self.issuer = self.facts["issuer"].rstrip("/")
        self.users = 0

    def run(self, *words, line=""):
        """Runs a command on the database of the demo, with one line of input, and returns what it prints as JSON."""
        [database] = self.folder.glob("valetkey-demo-*/demo.db")
        command = [PROGRAM, *words, "--database", f"sqlite:{database}", "--json"]
        done = subprocess.run(
            command, cwd=self.folder, env=without_ours(), input=line, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, f"{words}: {done.stderr}"
        return json.loads(done.stdout) if done.stdout.strip() else None

    def new_user(self):
        """Adds a user that no other test uses."""
        self.users += 1
        username = f"user{self.users}"
        user = {
            "username": username,
            "email": f"{username}@example.com",
            "name": f"User {self.users}",
            "password": f"correct horse battery {self.users}",
        }
        words = ["--username", username, "--email", user["email"], "--email-verified", "--name", user["name"]]
        self.run("user", "add", *words, "--password-stdin", line=user["password"])
        return user

    def mail(self, to, subject, patience=30):
        """Waits for a mail, and returns its links and its code. The newest mail is the first of the list."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            for path, title, address in self.mails():
                if address == to and title.startswith(subject):
                    text = self.page(path)
                    links = [html.unescape(link) for link in re.findall(r'href="(http[^"]+)"', text)]
                    code = re.search(r"\b\d{4} \d{4}\b", text)
                    return {"link": links[0] if links else None, "code": code and code[0], "path": path}
            time.sleep(0.1)
        raise AssertionError(f"no mail {subject!r} came to {to}: {self.mails()}")

    def mails(self):
        """Returns the address, the subject and the recipient of each mail, newest first."""
        found = re.findall(r'<a href="(/mails/\d+)"[^>]*>(.*?)</a>(.*?)</li>', self.page(self.facts["mails"]), re.DOTALL)
        return [(path, plain(title), plain(rest).removeprefix("to ").strip()) for path, title, rest in found]

    def page(self, path):
        url = urllib.parse.urljoin(self.facts["mails"], path)
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.read().decode()

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def plain(markup):
    """Returns the text of some HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())
