"""office.py -- a centre, a machine and an operator at his screen, as the benches need them."""
import contextlib
import os
import signal
import socket
import threading
import time

import kit
from lib.desk import Client, Machine
from terminal import Terminal, ms

BUILD = kit.BUILD


def desks(machine):
    """The desks that run for this machine's configuration."""
    found, conf = [], str(machine.conf).encode()
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            with open(f"/proc/{pid}/cmdline", "rb") as f:
                words = f.read().split(b"\0")
            if conf in words and words[0].endswith(b"gangshaod"):
                found.append(int(pid))
    return found


def end_desks(machine):
    for pid in desks(machine):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    end = time.monotonic() + 10
    while desks(machine) and time.monotonic() < end:
        time.sleep(0.01)


class Place(Machine):
    """A machine whose desks are started by its workstations."""

    def __exit__(self, *rest):
        end_desks(self)
        super().__exit__(*rest)

    def seat(self, operator="recv", rows=24, cols=80):
        """A workstation whose operator has logged in."""
        t = self.login_form(rows, cols)
        t.type(operator + "\r" + "demo")
        t.answered = enter(t)
        t.drain()
        t.others = desks(self)
        return t

    def login_form(self, rows=24, cols=80):
        t = Terminal([BUILD / "gangshao", "-c", self.conf], rows, cols)
        t.shown = t.until("密码")
        t.drain(0.05)
        return t


def enter(t):
    """Milliseconds from the last key of the login to a worklist with its rows."""
    begin = ms()
    os.write(t.fd, b"\r")
    t.until("近期办结|办理中|待回访")
    return ms() - begin


def codes_are_here(machine, operator="recv", seconds=120):
    """Waits until the nation's units and divisions have come down to this desk."""
    with contextlib.closing(Client(str(machine.run_dir / f"{operator}.sock"))) as c:
        c.hello(operator, "demo")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if c.rows("pick", table="division", text="659012") or \
                    c.rows("code", table="division", code="659012"):
                time.sleep(3)  # the last pages and their indexes
                return
            time.sleep(0.3)
        raise TimeoutError("divisions did not come down")


class Counter:
    """A gateway to a centre that counts the operator's questions: what a client sends
    between two waits ends in Sync or is a Query of its own (protocol 3.0).  It reads along,
    so its link carries no TLS."""

    def __init__(self, centre):
        self.centre, self.asked = centre, []
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            near, _ = self.door.accept()
            far = socket.socket(socket.AF_UNIX)
            far.connect(f"{self.centre.host}/.s.PGSQL.{self.centre.port}")
            threading.Thread(target=self.pump, args=(far, near, None), daemon=True).start()
            threading.Thread(target=self.pump, args=(near, far, bytearray()),
                             daemon=True).start()

    def pump(self, source, sink, kept):
        first = True
        while True:
            try:
                data = source.recv(65536)
            except OSError:
                data = b""
            if not data:
                for end in (source, sink):
                    with contextlib.suppress(OSError):
                        end.shutdown(socket.SHUT_RDWR)
                return
            if kept is not None:
                kept += data
                first = self.count(kept, first)
            sink.sendall(data)

    def count(self, kept, first):
        """Takes whole messages off the front; the very first has no letter."""
        while len(kept) >= 5:
            head = 0 if first else 1
            size = int.from_bytes(kept[head:head + 4], "big") + head
            if len(kept) < size:
                break
            kind, body = kept[:1], bytes(kept[5:size])
            if not first and kind in (b"S", b"Q"):
                self.asked.append(self.name)
            elif not first and kind == b"B":
                self.name = body.split(b"\0")[1].decode()
            del kept[:size]
            first = False
        return first

    name = ""

    def rest(self, quiet=2.5, seconds=90):
        """Waits until nothing was asked for a while."""
        end, seen = time.monotonic() + seconds, -1
        while len(self.asked) != seen and time.monotonic() < end:
            seen = len(self.asked)
            time.sleep(quiet)

    def during(self, act):
        """The statements asked while act() ran, heartbeats and news left out."""
        before = len(self.asked)
        act()
        return [n for n in self.asked[before:] if n not in ("beat", "events_since")]
