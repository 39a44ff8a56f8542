"""Starts the demo in a new folder."""

import json
import os
import pathlib
import subprocess
import threading

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("VALETKEY_PROGRAM", str(ROOT / "target" / "debug" / "valetkey"))


class Demo:
    """A running demo. `facts` is the line of JSON that it prints when it is ready."""

    def __init__(self, folder):
        self.process = subprocess.Popen(
            [PROGRAM, "demo", "--no-open", "--json"],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=open(pathlib.Path(folder) / "demo.log", "wb"),
            text=True,
        )
        impatience = threading.Timer(60, self.process.kill)
        impatience.start()
        line = next((line for line in self.process.stdout if line.startswith("{")), None)
        impatience.cancel()
        assert line, (pathlib.Path(folder) / "demo.log").read_text(errors="replace")
        self.facts = json.loads(line)

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
