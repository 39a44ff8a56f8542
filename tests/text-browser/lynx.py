"""Runs Lynx in a pseudo-terminal: sends keys and reads the screen."""

import fcntl
import os
import pathlib
import pty
import re
import select
import signal
import struct
import termios
import time

import pyte

COLUMNS, LINES = 100, 48
TAB, ENTER, ERASE_LINE, PAGE_DOWN, RELOAD = "\t", "\r", "\x15", "\x1b[6~", "\x12"
# The line above the two lines of help says what Lynx does, or what the control at the cursor is.
STATUS_LINE = LINES - 3
BUSY = re.compile(r"^(Getting|Looking up|Making HTTP|Sending HTTP|HTTP|Using|Read |Reading|Data transfer|.A.lways)")
# Lynx asks this before it opens the address of the form that led to the current page. The answer "no" shows the new page.
RESUBMIT = "Resubmit POST content"
BOXES = ("[ ]", "[X]", "( )", "(*)")
SETTINGS = "SHOW_CURSOR:TRUE\nACCEPT_ALL_COOKIES:TRUE\nCHARACTER_SET:utf-8\n"


class Screen(pyte.Screen):
    """A screen that remembers the message of Lynx about a loaded page, because Lynx overwrites it at once."""

    loaded = False

    def draw(self, data):
        super().draw(data)
        if self.cursor.y == STATUS_LINE and not self.loaded:
            row = self.buffer[STATUS_LINE]
            self.loaded = "transfer complete" in "".join(row[column].data for column in range(40))


class Lynx:
    """A running Lynx with no cookies. Keys go to the control at the cursor: a link, a button or a field."""

    def __init__(self, folder, url):
        self.folder = pathlib.Path(folder)
        self.screen = Screen(COLUMNS, LINES)
        self.stream = pyte.ByteStream(self.screen)
        settings = self.folder / "lynx.cfg"
        settings.write_text(SETTINGS)
        options = [f"-cfg={settings}", "-nopause", "-nocolor"]
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "vt100", "LANG": "C.UTF-8"}
            os.execvpe("lynx", ["lynx", *options, url], environment)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        os.kill(self.process, signal.SIGWINCH)
        self.load("")

    def text(self):
        return "\n".join(line.rstrip() for line in self.screen.display).strip()

    def status(self):
        return self.screen.display[STATUS_LINE].strip()

    def read(self, patience, silence=0.02):
        """Waits this long for output of Lynx, then reads it until it is silent. Returns whether any came."""
        came = False
        while select.select([self.terminal], [], [], silence if came else patience)[0]:
            try:
                found = os.read(self.terminal, 65536)
            except OSError:
                break
            if not found:
                break
            came = True
            self.stream.feed(found)
        return came

    def load(self, keys, seconds=30):
        """Presses keys and waits until Lynx shows a page, with all redirects on the way. Returns `False` if it had the page already."""
        if keys:
            self.screen.loaded = False
            os.write(self.terminal, keys.encode())
        last = time.monotonic()
        deadline = last + seconds
        while time.monotonic() < deadline:
            if self.read(0.03, 0.03) or BUSY.match(self.status()):
                last = time.monotonic()
            elif RESUBMIT in self.status():
                self.press("n")
            elif self.screen.loaded:
                return True
            elif time.monotonic() - last > 2:
                return False
        raise AssertionError(f"no page came; the screen shows:\n{self.text()}")

    def wait_for(self, *words, seconds=10):
        """Waits until all words are on the screen, and returns its text."""
        deadline = time.monotonic() + seconds
        while True:
            text = as_words(self.text())
            if all(as_words(word) in text for word in words):
                return self.text()
            if time.monotonic() > deadline:
                raise AssertionError(f"{words} did not appear; the screen shows:\n{self.text()}")
            self.read(0.1)

    def press(self, keys):
        os.write(self.terminal, keys.encode())
        self.read(1)

    def control(self):
        """Returns the label of the control at the cursor. Lynx writes the value of a button in front of it."""
        row, column = self.screen.cursor.y, self.screen.cursor.x
        line, cells = self.screen.display[row], self.screen.buffer[row]
        # The cursor of a link or button is one column in front of it.
        start = column if column == 0 or cells[column].reverse else column + 1
        end = start
        while end < COLUMNS and cells[end].reverse:
            end += 1
        if line[start - 1 : start] == "(" and line[end : end + 1] == ")":
            return re.split(r"\s\([\w-]+\)\s", line[end + 1 :] + " ")[0].strip()
        if line[start:end] in BOXES:
            return label_of_field(line[:start]) or line[end:].strip()
        if is_field(self.status()):
            while start > 0 and cells[start - 1].reverse:
                start -= 1
            return label_of_field(line[:start]) or self.screen.display[row - 1].strip()
        return line[start:end].strip()

    def go_to(self, label, below=-1):
        """Presses Tab until the control at the cursor has this label, or one that begins with it."""
        seen = []
        for _ in range(80):
            found = self.control()
            if self.screen.cursor.y > below and as_words(found).startswith(as_words(label)):
                return
            seen.append(found)
            self.press(TAB)
        raise AssertionError(f"no control {label!r} among {sorted(set(seen))}; the screen shows:\n{self.text()}")

    def fill_in(self, label, value):
        self.go_to(label)
        self.press(ERASE_LINE + value)

    def follow(self, label):
        """Moves to a link or button, presses Enter, and waits for the page."""
        self.go_to(label)
        if not self.load(ENTER):
            raise AssertionError(f"Lynx shows an old copy of a page:\n{self.text()}")

    def follow_below(self, text, label):
        """Follows the first control with this label below a line of text that begins with these words."""
        for row in range(LINES):
            if as_words(self.screen.display[row]).lstrip("* ").startswith(as_words(text)):
                self.go_to(label, below=row)
                return self.follow(label)
        raise AssertionError(f"no line {text!r}; the screen shows:\n{self.text()}")

    def tick(self, label):
        """Moves to a checkbox or radio button and marks it."""
        self.go_to(label)
        self.press(ENTER)

    def download(self, label):
        """Follows a link or button to a file, saves it under its suggested name, and returns where it is."""
        self.go_to(label)
        self.press(ENTER)
        self.wait_for("D)ownload, or C)ancel")
        self.press("d")
        name = re.search(r"Suggested file name: (\S+)", self.wait_for("download options"))[1]
        self.follow_and_answer("save to disk", "enter a filename")
        deadline = time.monotonic() + 10
        while not (self.folder / name).exists():
            assert time.monotonic() < deadline, self.text()
            self.read(0.1)
        return self.folder / name

    def follow_and_answer(self, label, question):
        """Follows a link of Lynx itself, and accepts what it suggests."""
        self.go_to(label)
        self.press(ENTER)
        self.wait_for(question)
        self.press(ENTER)

    def open(self, url):
        """Types an address, as after the key G."""
        while is_field(self.status()):
            self.press(TAB)
        self.press("g")
        if not self.load(ERASE_LINE + url + ENTER):
            self.reload()

    def read_on(self, *words):
        """Turns pages until all words are on the screen."""
        for _ in range(6):
            if all(as_words(word) in as_words(self.text()) for word in words):
                return self.text()
            self.press(PAGE_DOWN)
        raise AssertionError(f"{words} are nowhere on the page; the screen shows:\n{self.text()}")

    def reload(self):
        """Loads the page again, if Lynx shows an old copy."""
        self.load(RELOAD)

    def close(self):
        try:
            os.kill(self.process, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.process, 0)
        os.close(self.terminal)


def is_field(status):
    return "entry field" in status or "Textfield" in status or "Enter text" in status or "Textarea" in status


def label_of_field(text):
    """Returns the words directly before a field, after three blanks or another field."""
    return re.split(r"[_\]]\s|\s{3,}", text.strip())[-1].strip()


def as_words(text):
    return " ".join(text.lower().split())
