"""proxy.py -- a link that misbehaves: it cuts before or after the answer, delays, swallows
in one or both directions, resets.  Its dice are deterministic, its timing is not."""
import collections
import random
import select
import socket
import struct
import threading
import time


class Proxy:
    """with Proxy(host, port, seed) as p: connect to 127.0.0.1:p.port

    calm: while it is set, connections pass unharmed."""

    def __init__(self, host, port, seed=1, least=2000, most=60000):
        self.target, self.dice = (host, port), random.Random(seed)
        self.least, self.most = least, most
        self.seen = collections.Counter()
        self.calm = False
        self.open = True
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.open = False
        self.listener.close()

    def _accept(self):
        while self.open:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        try:
            server = socket.create_connection(self.target)
        except OSError:
            client.close()
            return
        try:
            self._pass(client, server)
        except OSError:
            pass
        finally:
            client.close()
            server.close()

    def _pass(self, client, server):
        fate, half = self.dice.random(), self.dice.random() < 0.5
        budget = self.dice.randint(self.least, self.most)
        passed = 0
        while self.open:
            ready, _, _ = select.select([client, server], [], [], 1)
            for end in ready:
                data = end.recv(65536)
                if not data:
                    return
                passed += len(data)
                other = server if end is client else client
                if passed > budget and not self.calm:
                    if self._misbehave(fate, half, end is client, client, server, data):
                        return
                    passed, fate = 0, self.dice.random()
                    continue
                other.sendall(data)

    def _misbehave(self, fate, half, is_request, client, server, data):
        """Returns True if this ends the connection."""
        reset = struct.pack("ii", 1, 0)
        if fate < 0.4:
            if is_request:
                server.sendall(data)
                self.seen["answer cut"] += 1
                time.sleep(self.dice.choice([0, 0.05]))
            else:
                self.seen["cut"] += 1
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
            return True
        if fate < 0.55:
            self.seen["swallowed"] += 1
            if is_request and half:
                server.sendall(data)
            time.sleep(0.5)
            return True
        if fate < 0.75:
            self.seen["dropped"] += 1
            return True
        self.seen["delayed"] += 1
        time.sleep(0.3)
        (server if is_request else client).sendall(data)
        return False
