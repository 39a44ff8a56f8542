"""Runs Lynx in a pseudo-terminal: sends keys and reads the screen."""

import fcntl
import os
import pathlib
import pty
import select
import signal
import struct
import termios
import time

import pyte

COLUMNS, LINES = 100, 48
TAB, ENTER, ERASE_LINE = "\t", "\r", "\x15"


class Lynx:
    """A running Lynx. Keys go to the link or field at the cursor."""

    def __init__(self, folder, url):
        self.screen = pyte.Screen(COLUMNS, LINES)
        self.stream = pyte.ByteStream(self.screen)
        settings = pathlib.Path(folder) / "lynx.cfg"
        settings.write_text("SHOW_CURSOR:TRUE\nACCEPT_ALL_COOKIES:TRUE\nCHARACTER_SET:utf-8\n")
        options = [f"-cfg={settings}", "-nopause", "-nocolor"]
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "vt100", "LANG": "C.UTF-8"}
            os.execvpe("lynx", ["lynx", *options, url], environment)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        os.kill(self.process, signal.SIGWINCH)

    def text(self):
        return "\n".join(line.rstrip() for line in self.screen.display).strip()

    def read(self, seconds):
        """Reads the output of Lynx until there is none for that long."""
        while select.select([self.terminal], [], [], seconds)[0]:
            try:
                found = os.read(self.terminal, 65536)
            except OSError:
                return
            if not found:
                return
            self.stream.feed(found)

    def wait_for(self, *words, seconds=30):
        """Waits until all words are on the screen."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.read(0.3)
            if all(word.lower() in self.text().lower() for word in words):
                return self.text()
        raise AssertionError(f"{words} did not appear; the screen shows:\n{self.text()}")

    def press(self, keys):
        os.write(self.terminal, keys.encode())
        self.read(0.4)

    def go_to(self, *words):
        """Presses Tab until the line of the cursor has one of the words. A field is beside or below its label."""
        for _ in range(60):
            row = self.screen.cursor.y
            line = self.screen.display[row].lower()
            above = self.screen.display[row - 1].lower() if row and is_field(line) else ""
            if any(word.lower() in line or word.lower() in above for word in words):
                return
            self.press(TAB)
        raise AssertionError(f"no link or field {words}; the screen shows:\n{self.text()}")

    def fill_in(self, label, value):
        self.go_to(label)
        self.press(ERASE_LINE)
        self.press(value)

    def follow(self, *words):
        """Moves to a link or button and presses Enter."""
        self.go_to(*words)
        self.press(ENTER)

    def follow_in_row(self, word):
        """Moves to a button beside others in one line, and presses Enter. Lynx writes the id in front of its label."""
        self.go_to(word)
        for _ in range(10):
            column, line = self.screen.cursor.x, self.screen.display[self.screen.cursor.y].lower()
            label = line.find(word.lower())
            if column <= label and not line[column:label].strip().count(" "):
                self.press(ENTER)
                return
            self.press(TAB)
        raise AssertionError(f"no button {word}; the screen shows:\n{self.text()}")

    def close(self):
        try:
            os.kill(self.process, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.process, 0)
        os.close(self.terminal)


def is_field(line):
    """Lynx draws an empty text field as underscores."""
    return "____" in line
