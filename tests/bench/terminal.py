"""terminal.py -- a program on a pseudo-terminal of its own: keys go in one at a time, and
for each come back how long its first byte and its last took, how many bytes there were and
what processor time the program spent.  The screen is emulated after the clock has stopped.
"""
import collections
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

import pyte

KEYS = {"Enter": "\r", "Tab": "\t", "Esc": "\x1b", "BS": "\x7f", "Up": "\x1bOA", "Down": "\x1bOB",
        "Right": "\x1bOC", "Left": "\x1bOD", "S-Tab": "\x1b[Z", "F1": "\x1bOP", "F2": "\x1bOQ",
        "F3": "\x1bOR", "F4": "\x1bOS", "F5": "\x1b[15~", "F8": "\x1b[19~", "F10": "\x1b[21~",
        "^S": "\x13", "^C": "\x03", "^L": "\x0c"}
Stroke = collections.namedtuple("Stroke", "first last size cpu data")  # ms, ms, bytes, us
QUIET = 0.030  # an answer is over when nothing came for so long


def ms():
    return time.perf_counter_ns() / 1e6


class Screen(pyte.Screen):
    """What pyte lacks of an xterm: ECH beside wide characters is right, REP is not there."""

    last = " "

    def draw(self, data):
        super().draw(data)
        if data:
            self.last = data[-1]

    def repeat(self, count=1):
        self.draw(self.last * (count or 1))

    def scroll(self, by, count):
        kept = self.cursor.x, self.cursor.y
        top, bottom = self.margins or (0, self.lines - 1)
        self.cursor.y = bottom if by > 0 else top
        for _ in range(count or 1):
            (self.index if by > 0 else self.reverse_index)()
        self.cursor.x, self.cursor.y = kept

    def scroll_up(self, count=1):
        self.scroll(1, count)

    def scroll_down(self, count=1):
        self.scroll(-1, count)


class Stream(pyte.ByteStream):
    csi = dict(pyte.ByteStream.csi, b="repeat", S="scroll_up", T="scroll_down")
    events = pyte.ByteStream.events | {"repeat", "scroll_up", "scroll_down"}


class Terminal:
    """with Terminal([...]) as t: t.until("文"); t.key("a"); t.text()"""

    def __init__(self, argv, rows=24, cols=80, env=None):
        self.screen = Screen(cols, rows)
        self.stream = Stream(self.screen)
        self.started = ms()
        self.others = []  # pids whose processor time counts besides
        settings = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
                    "LANGUAGE": "zh_CN", "HOME": "/nonexistent", "PATH": os.environ["PATH"]}
        settings.update(env or {})
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                os.execve(str(argv[0]), [str(a) for a in argv], settings)
            finally:
                os._exit(127)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    def read(self, seconds):
        """What comes next, b"" when nothing does."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return b""
        try:
            return os.read(self.fd, 65536)
        except OSError:
            return b""

    def feed(self, data):
        # DECSET numbers and colour queries that pyte would print
        self.stream.feed(re.sub(rb"\x1b\[[>=][^a-zA-Z]*[a-zA-Z]", b"", data))

    def text(self):
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, pattern, seconds=20):
        """Milliseconds from now until the screen shows it."""
        begin, seen = ms(), re.compile(pattern, re.S)
        when = begin
        while not seen.search(self.text()):
            data = self.read(max(0, seconds - (ms() - begin) / 1e3))
            if not data:
                raise TimeoutError(f"never seen: {pattern}\n{self.text()}")
            when = ms()
            self.feed(data)
        return when - begin

    def drain(self, seconds=0.15, most=30):
        """Everything that is still on its way, until the screen is still for so long; its
        number of bytes."""
        size, begin = 0, ms()
        while True:
            data = self.read(seconds)
            if not data:
                return size
            size += len(data)
            self.feed(data)
            if ms() - begin > most * 1e3:
                raise TimeoutError(f"the screen is not still for {seconds} s within {most} s\n{self.text()}")

    def rest(self, seconds):
        """Nobody types; the clock in the header goes on."""
        end = ms() + seconds * 1e3
        while ms() < end:
            self.feed(self.read((end - ms()) / 1e3))

    def cpu(self):
        """Microseconds on a processor so far."""
        spent = 0
        for pid in [self.pid, *self.others]:
            try:
                with open(f"/proc/{pid}/schedstat") as f:
                    spent += int(f.read().split()[0])
            except OSError:
                pass
        return spent / 1e3

    def key(self, what, wait=2.0):
        """One key, by its name in KEYS or as text; a stroke."""
        data = KEYS.get(what, what).encode()
        before, got, first, last = self.cpu(), [], None, None
        begin = ms()
        os.write(self.fd, data)
        while True:
            part = self.read(wait if first is None else QUIET)
            now = ms()
            if not part:
                break
            first, last = first or now, now
            got.append(part)
        cpu = self.cpu() - before
        whole = b"".join(got)
        self.feed(whole)
        return Stroke((first or now) - begin, (last or now) - begin, len(whole), cpu, whole)

    def type(self, text, wait=2.0):
        return [self.key(c, wait) for c in text]

    def end(self):
        if self.pid:
            try:
                os.kill(self.pid, signal.SIGHUP)
                for _ in range(100):
                    if os.waitpid(self.pid, os.WNOHANG)[0]:
                        break
                    time.sleep(0.01)
                else:
                    os.kill(self.pid, signal.SIGKILL)
                    os.waitpid(self.pid, 0)
            except (ProcessLookupError, ChildProcessError):
                pass
            os.close(self.fd)
            self.pid = 0


def pss(*pids):
    """KiB that these processes may be charged with."""
    total = 0
    for pid in pids:
        with open(f"/proc/{pid}/smaps_rollup") as f:
            total += sum(int(line.split()[1]) for line in f if line.startswith("Pss:"))
    return total
