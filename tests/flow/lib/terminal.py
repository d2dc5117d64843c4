"""terminal.py -- a person at a workstation: a real pty, a terminal that interprets what a
program draws, keys by name, waiting for text on the screen.  Several may be open; a wait
for one of them reads all.
"""
import codecs
import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

import pyte
import pyte.modes
from wcwidth import wcwidth

from .centre import BUILD

KEYS = {
    "Enter": "\r", "Tab": "\t", "S-Tab": "\x1b[Z", "Esc": "\x1b", "BS": "\x7f",
    "Space": " ", "Lt": "<", "Up": "\x1bOA", "Down": "\x1bOB", "Right": "\x1bOC",
    "Left": "\x1bOD", "Home": "\x1bOH", "End": "\x1bOF", "PgUp": "\x1b[5~",
    "PgDn": "\x1b[6~", "Del": "\x1b[3~", "Ins": "\x1b[2~", "C-Left": "\x1b[1;5D",
    "C-Right": "\x1b[1;5C", "C-Home": "\x1b[1;5H", "C-End": "\x1b[1;5F",
    "F1": "\x1bOP", "F2": "\x1bOQ", "F3": "\x1bOR", "F4": "\x1bOS", "F5": "\x1b[15~",
    "F6": "\x1b[17~", "F7": "\x1b[18~", "F8": "\x1b[19~", "F9": "\x1b[20~",
    "F10": "\x1b[21~"}
KEY = re.compile(r"<([A-Z][A-Za-z0-9-]*)>")


def keys(text):
    """Encodes 'ab<Down>投<C-s>' as bytes; '<<' is '<'."""
    def one(match):
        name = match.group(1)
        if name in KEYS:
            return KEYS[name]
        if re.fullmatch(r"C-[a-z]", name):
            return chr(ord(name[2]) & 0x1f)
        raise ValueError(f"no such key: {name}")
    return "<".join(KEY.sub(one, part) for part in text.split("<<")).encode()


class Grid(pyte.Screen):
    """pyte's screen, with further functions of real terminals: REP, SU, SD, CBT, insertion, and the
    halves of wide characters."""

    @property
    def display(self):
        """Half of a wide character that lost its other half is a blank, as on a real one."""
        return [self._row(self.buffer[y]) for y in range(self.lines)]

    def _row(self, cells):
        out, wide = [], False
        for x in range(self.columns):
            data = cells[x].data
            if data or not wide:
                out.append(data or " ")
            wide = bool(data) and wcwidth(data[0]) == 2
        return "".join(out)

    def draw(self, data):
        for ch in data:
            w = wcwidth(ch)
            if w <= 0:
                super().draw(ch)
                continue
            if self.cursor.x + w > self.columns:
                if pyte.modes.DECAWM in self.mode:
                    self.carriage_return()
                    self.index()
                else:
                    self.cursor.x = self.columns - w
            line, x = self.buffer[self.cursor.y], self.cursor.x
            if x > 0 and line[x].data == "":
                line[x - 1] = line[x - 1]._replace(data=" ")
            if pyte.modes.IRM in self.mode:
                self.insert_characters(w)
            if x + w < self.columns and line[x + w].data == "":
                line[x + w] = line[x + w]._replace(data=" ")
            line[x] = self.cursor.attrs._replace(data=ch)
            if w == 2:
                line[x + 1] = self.cursor.attrs._replace(data="")
            self.cursor.x = x + w
            self.last = ch

    def repeat(self, count=1, **_):
        self.draw(self.last * (count or 1))

    def _at(self, y, move, count):
        x0, y0 = self.cursor.x, self.cursor.y
        self.cursor.y = y
        for _ in range(count or 1):
            move()
        self.cursor.x, self.cursor.y = x0, y0

    def scroll_up(self, count=1, **_):
        self._at((self.margins or (0, self.lines - 1))[1], self.index, count)

    def scroll_down(self, count=1, **_):
        self._at((self.margins or (0, self.lines - 1))[0], self.reverse_index, count)

    def back_tab(self, count=1, **_):
        for _ in range(count or 1):
            self.cursor.x = max((t for t in self.tabstops if t < self.cursor.x), default=0)


class Stream(pyte.Stream):
    csi = {**pyte.Stream.csi, "b": "repeat", "S": "scroll_up", "T": "scroll_down",
           "Z": "back_tab"}
    events = pyte.Stream.events | {"repeat", "scroll_up", "scroll_down", "back_tab"}


# Sequences of curses for an xterm that pyte prints as text or fails on.
NOISE = re.compile(rb"\x1b\[[>?=][0-9;]*[mutqsc]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
                   rb"|\x1bP[^\x1b]*\x1b\\|\x1b\[[0-9;]*t")
PARTIAL = re.compile(rb"\x1b(?:[\[\]P][^@-~\x07]*)?\Z")


class Terminal:
    """argv on a pty.  Terminal.desk_of(machine, "recv") is a workstation."""

    open_ones = []

    def __init__(self, argv, cols=80, rows=24, env=None, name=""):
        self.name, self.cols, self.rows = name, cols, rows
        self.raw = bytearray()
        self.grid = Grid(cols, rows)
        self.stream = Stream(self.grid)
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.tail = b""  # the start of a sequence that is still incomplete
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
        words = {k: v for k, v in os.environ.items()
                 if not k.startswith(("PG", "LC_")) and k not in ("LANGUAGE", "NO_COLOR")}
        words.update({"TERM": "xterm-256color", "LANG": "C.UTF-8"}, **(env or {}))
        self.process = subprocess.Popen(
            [str(w) for w in argv], stdin=slave, stdout=slave, stderr=slave,
            env={k: v for k, v in words.items() if v is not None}, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(slave)
        os.set_blocking(master, False)
        self.fd = master
        Terminal.open_ones.append(self)

    @classmethod
    def workstation(cls, machine, operator=None, password="demo", **more):
        """Opens a workstation of this machine with its operator logged in."""
        words = [BUILD / "gangshao", "-c", machine.conf]
        one = cls(words, name=operator or "", **more)
        if operator:
            one.login(operator, password)
        return one

    def login(self, operator, password="demo", seconds=20):
        self.wait("密码", seconds)
        self.type(f"{operator}<Enter>{password}<Enter>")
        self.wait(r"近期办结|^ \[.* >$", seconds)  # the last list, or more than fit

    # ---- reading ---------------------------------------------------------------

    def _read(self):
        """Reads everything available; False when the program has closed the terminal."""
        while True:
            try:
                data = os.read(self.fd, 65536)
            except BlockingIOError:
                return True
            except OSError:
                data = b""
            if not data:
                os.close(self.fd)
                self.fd = -1
                return False
            self.raw += data
            data = self.tail + data
            part = PARTIAL.search(data)
            cut = part.start() if part else len(data)
            self.tail = data[cut:]
            self.stream.feed(self.decoder.decode(NOISE.sub(b"", data[:cut])))

    @classmethod
    def pump(cls, seconds):
        """Reads all terminals; returns at the first output or at the time-out."""
        fds = {t.fd: t for t in cls.open_ones if t.fd >= 0}
        ready, _, _ = select.select(list(fds), [], [], max(0, seconds))
        for fd in ready:
            fds[fd]._read()
        if not fds:
            time.sleep(min(0.01, max(0, seconds)))
        return bool(ready)

    def text(self):
        return "\n".join(self.lines())

    def lines(self):
        return [line.rstrip() for line in self.grid.display]

    def cursor(self):
        return self.grid.cursor.y, self.grid.cursor.x

    # ---- waiting ---------------------------------------------------------------

    def until(self, check, seconds=10):
        """Returns the first true value of check(); None at the time-out."""
        end = time.monotonic() + seconds
        while True:
            value = check()
            if value:
                return value
            left = end - time.monotonic()
            if left <= 0:
                return None
            Terminal.pump(min(left, 0.1))

    def shows(self, pattern, seconds=10):
        return self.until(lambda: re.search(pattern, self.text(), re.M), seconds)

    def wait(self, pattern, seconds=10):
        found = self.shows(pattern, seconds)
        if not found:
            raise AssertionError(f"{self.name}: the screen never showed {pattern!r}:\n"
                                 + self.text())
        return found

    def wait_gone(self, pattern, seconds=10):
        if not self.until(lambda: not re.search(pattern, self.text(), re.M), seconds):
            raise AssertionError(f"{self.name}: the screen went on showing {pattern!r}:\n"
                                 + self.text())

    def settle(self, quiet=0.08, seconds=3):
        """Waits until the screen has not changed for a moment; used before recording it."""
        end = time.monotonic() + seconds
        size = -1
        while size != len(self.raw) and time.monotonic() < end:
            size = len(self.raw)
            stop = time.monotonic() + quiet
            while time.monotonic() < stop:
                Terminal.pump(stop - time.monotonic())

    # ---- doing -----------------------------------------------------------------

    def type(self, text):
        """Types text with <Names> of keys, as fast as the terminal accepts it."""
        self.write(keys(text))

    def paste(self, data):
        self.write(b"\x1b[200~" + data + b"\x1b[201~")

    def write(self, data, seconds=20):
        end = time.monotonic() + seconds
        while data:
            Terminal.pump(0)
            if self.fd < 0 or time.monotonic() > end:
                raise EOFError(f"{self.name}: nobody reads the keyboard")
            _, ready, _ = select.select([], [self.fd], [], 0.02)
            if ready:
                with contextlib.suppress(BlockingIOError):
                    data = data[os.write(self.fd, data[:4096]):]

    def press(self, text, pattern, seconds=10):
        self.type(text)
        return self.wait(pattern, seconds)

    def resize(self, cols, rows):
        self.cols, self.rows = cols, rows
        self.grid.resize(rows, cols)
        if self.fd >= 0:
            fcntl.ioctl(self.fd, termios.TIOCSWINSZ,
                        struct.pack("HHHH", rows, cols, 0, 0))

    def ended(self, seconds=10):
        """Returns the exit code; None while the program runs."""
        self.until(lambda: self.process.poll() is not None, seconds)
        code = self.process.poll()
        if code is not None and self.fd >= 0:
            self._read()
        return code

    def kill(self, number=signal.SIGKILL):
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.ended(20)
        self.close()
        return code

    def hang_up(self):
        """Closes the pty, as when the line to the terminal is cut."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1

    def close(self):
        self.hang_up()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(20)
        if self in Terminal.open_ones:
            Terminal.open_ones.remove(self)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Recording:
    """Records screens in order, with a caption each, for human readers."""

    def __init__(self, path, title):
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path, self.n = path, 0
        self.file = open(path, "w", encoding="utf-8")
        self.file.write(title + "\n")

    def take(self, terminal, caption):
        terminal.settle()
        self.n += 1
        rule = "─" * terminal.cols
        self.file.write(f"\n{self.n}. [{terminal.name}] {caption}\n{rule}\n"
                        f"{terminal.text().rstrip()}\n{rule}\n")
        self.file.flush()
