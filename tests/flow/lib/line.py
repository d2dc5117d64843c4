"""line.py -- a link that breaks at a chosen moment of the conversation, not of the clock.

Bytes pass both ways in turns: the client speaks (a request), the server answers (a reply).
The direction alone tells where a turn ends, so this works under TLS too.  Each
connection draws its fate from the line's dice: in which turn, at which moment of the turn,
and how it ends.

    with Line(target, seed) as l: connect to 127.0.0.1:l.port
    l.faults = 0.0 … 1.0     share of connections that have a fate
    l.block("refused" | "silent" | "half"), l.heal()      the whole line, now
"""
import collections
import os
import random
import selectors
import socket
import struct
import threading
import time

MOMENTS = ("before the request", "amid the request", "after the request",
           "before the reply", "amid the reply", "after the reply",
           "request delayed", "reply delayed", "both swallowed", "half open")
LASTING = MOMENTS[6:]  # the connection stays open
RESET = struct.pack("ii", 1, 0)


class Fate:
    def __init__(self, dice, turns):
        self.turn = dice.randint(1, turns)
        # faults that a desk notices only at its time-out are drawn less often
        self.moment = dice.choices(MOMENTS, weights=(4, 3, 6, 6, 3, 4, 3, 3, 1, 1))[0]
        self.reset = dice.random() < 0.5
        self.pause = dice.choice((0.01, 0.05, 0.3))


class Link:
    """One connection: two sockets and the bytes still to be written to each."""

    def __init__(self, client, server, fate):
        self.client, self.server, self.fate = client, server, fate
        self.out = {client: bytearray(), server: bytearray()}
        self.turn, self.speaker = 0, None
        self.deaf = set()      # bytes from these are dropped
        self.until = 0.0       # nothing passes before this time
        self.held = []         # (socket to write to, bytes) to pass then
        self.ends = None       # then close: True by reset, False by FIN, None keep open

    def other(self, end):
        return self.server if end is self.client else self.client


class Line:
    def __init__(self, target, seed=1, turns=16, port=0):
        self.target, self.dice, self.turns = target, random.Random(seed), turns
        self.faults, self.mode = 0.0, "open"
        self.seen = collections.Counter()
        self.links = {}  # socket: Link
        self.sel = selectors.DefaultSelector()
        self.orders, self.lock = [], threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", port), backlog=64)
        self.listener.setblocking(False)
        self.port = self.listener.getsockname()[1]
        self.wake_r, self.wake_w = os.pipe()
        os.set_blocking(self.wake_r, False)
        self.sel.register(self.listener, selectors.EVENT_READ)
        self.sel.register(self.wake_r, selectors.EVENT_READ)
        self.open = True
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        if self.open:
            self.open = False
            self._order(lambda: None)
            self.thread.join(10)

    # ---- from outside ------------------------------------------------------------

    def _order(self, what):
        """Runs it in the line's own thread and waits until it is done."""
        done = threading.Event()
        with self.lock:
            self.orders.append((what, done))
        os.write(self.wake_w, b"x")
        done.wait(10)

    def block(self, how):
        """refused: connections are cut and new ones refused; silent: nothing passes; half:
        requests still arrive, replies do not."""
        self._order(lambda: self._block(how))

    def heal(self):
        self._order(self._heal)

    def cut(self):
        """Resets all present connections."""
        self._order(self._cut)

    def _block(self, how):
        self.mode = how
        self.seen[f"blocked, {how}"] += 1
        if how == "refused":
            self._cut()
        else:
            for link in set(self.links.values()):
                self._deafen(link)

    def _deafen(self, link):
        link.deaf = {link.server} if self.mode == "half" else {link.client, link.server}

    def _heal(self):
        """Ends the links that lost bytes; the others continue unaffected."""
        self.mode = "open"
        for link in set(self.links.values()):
            if link.deaf:
                self._end(link, True)

    def _cut(self):
        for link in set(self.links.values()):
            self._end(link, True)

    # ---- inside ------------------------------------------------------------------

    def _run(self):
        while self.open:
            now = time.monotonic()
            waits = [l.until for l in self.links.values() if l.until > now]
            for key, events in self.sel.select(min(waits, default=now + 5) - now):
                if key.fileobj is self.listener:
                    self._accept()
                elif key.fileobj == self.wake_r:
                    self._obey()
                else:
                    self._serve(key.fileobj, events)
            now = time.monotonic()
            for link in set(self.links.values()):
                if link.until and link.until <= now:
                    self._release(link)
        self._obey()
        self._cut()
        self.listener.close()
        self.sel.close()
        os.close(self.wake_r)
        os.close(self.wake_w)

    def _obey(self):
        try:
            os.read(self.wake_r, 4096)
        except BlockingIOError:
            pass
        with self.lock:
            orders, self.orders = self.orders, []
        for what, done in orders:
            what()
            done.set()

    def _accept(self):
        try:
            client, _ = self.listener.accept()
        except OSError:
            return
        if self.mode == "refused":
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            client.close()
            return
        try:
            server = socket.create_connection(self.target, 5)
        except OSError:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            client.close()
            return
        fate = Fate(self.dice, self.turns) if self.dice.random() < self.faults else None
        link = Link(client, server, fate)
        for s in (client, server):
            s.setblocking(False)
            s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.links[s] = link
            self.sel.register(s, selectors.EVENT_READ)
        if self.mode != "open":
            self._deafen(link)

    def _end(self, link, reset):
        for s in (link.client, link.server):
            if self.links.pop(s, None) is None:
                continue
            self.sel.unregister(s)
            if reset:
                s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            s.close()

    def _want(self, s, link):
        self.sel.modify(s, selectors.EVENT_READ |
                        (selectors.EVENT_WRITE if link.out[s] else 0))

    def _write(self, link, to, data):
        link.out[to] += data
        self._flush(link, to)

    def _flush(self, link, to):
        try:
            n = to.send(link.out[to])
            del link.out[to][:n]
        except BlockingIOError:
            pass
        except OSError:
            self._end(link, False)
            return
        self._want(to, link)

    def _serve(self, s, events):
        link = self.links.get(s)
        if link and events & selectors.EVENT_WRITE:
            self._flush(link, s)
        if not (events & selectors.EVENT_READ) or s not in self.links:
            return
        try:
            data = s.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._end(link, False)
        elif s not in link.deaf:
            self._pass(link, s, data)

    def _pass(self, link, s, data):
        to = link.other(s)
        if link.until:
            link.held.append((to, data))
            return
        fresh = link.speaker is not s  # the first bytes of this side's turn
        link.speaker = s
        if fresh and s is link.client:
            link.turn += 1
        fate = link.fate
        if fate and fresh and link.turn >= fate.turn and self._strike(link, s, data):
            return
        self._write(link, to, data)

    def _strike(self, link, s, data):
        """Returns True if the fate of the link consumed these bytes."""
        fate, to = link.fate, link.other(s)
        asks = s is link.client
        what = fate.moment
        if asks != ("request" in what or what in ("both swallowed", "half open")):
            return False
        self.seen[what] += 1
        link.fate = None
        if what.startswith("before"):
            self._end(link, fate.reset)
        elif what.startswith("amid"):
            self._last(link, to, data[:len(data) // 2 or 1], fate)
        elif what.startswith("after"):
            self._last(link, to, data, fate)
        elif what.endswith("delayed"):
            link.until = time.monotonic() + fate.pause
            link.held.append((to, data))
        elif what == "both swallowed":
            link.deaf = {link.client, link.server}
        else:
            self._write(link, to, data)
            link.deaf = {link.server}
        return True

    def _last(self, link, to, data, fate):
        """Passes these bytes and nothing after them."""
        self._write(link, to, data)
        if to not in self.links:
            return
        link.deaf = {link.client, link.server}
        link.until = time.monotonic() + 0.002
        link.ends = fate.reset

    def _release(self, link):
        link.until = 0.0
        held, link.held = link.held, []
        if link.ends is not None:
            self._end(link, link.ends)
            return
        for to, data in held:
            if to in self.links:
                self._write(link, to, data)
