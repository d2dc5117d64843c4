#!/usr/bin/python3
"""Several servers: the dead one, the silent one and the standby are passed over within
ten seconds, the one that answers is named, and after a promotion work goes on there."""
import contextlib
import os
import socket
import subprocess
import threading
import time

from lib.centre import BUILD, Centre, Standby, free_port
from lib.desk import Machine, complaint
from lib.tap import eventually, run


class Hole:
    """A server that takes the call and never says a word."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=16)
        self.port, self.met, self.kept = self.listener.getsockname()[1], 0, []
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                self.kept.append(self.listener.accept()[0])
            except OSError:
                return
            self.met += 1

    def close(self):
        self.listener.close()
        for one in self.kept:
            one.close()


def at(*ports):
    return ", ".join(f"127.0.0.1:{p}" for p in ports)


def status(machine, operator="recv"):
    secret = machine.dir / "secret"
    secret.write_text("demo\n")
    secret.chmod(0o600)
    return subprocess.run([BUILD / "gangshaoctl", "-c", machine.conf, "-o", operator,
                           "--password-file", secret, "status"], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env={**os.environ, "LANGUAGE": "en"}).stdout


def nobody(t, centre, standby, stack):
    """The whole takes ten seconds, however many are silent; a floor is measured beside."""
    holes = [stack.enter_context(contextlib.closing(Hole())) for _ in range(5)]
    for name, ports in (("five silent servers", [h.port for h in holes]),
                        ("a silent one and a standby", [holes[0].port, standby.port])):
        with Machine(centre, host=at(*ports)) as m:
            c = m.desk("disp").client()
            start = time.monotonic()
            no = c.hello("disp", "demo", 40)
            took = time.monotonic() - start
            t.ok(no and no["m"] == "no" and took < 11.5,
                 f"{name}: it is over in ten seconds", f"{took:.1f} s {no}")
            t.ok(f"127.0.0.1:{ports[-1]}: " in no["text"],
                 "and the last of them is named", no)
    t.ok("standby" in no["text"], "a standby is told from a server that is down", no)
    t.equal([h.met for h in holes], [2, 1, 1, 1, 1], "each was called, and once")


def main(t, stack):
    centre = stack.enter_context(Centre())
    standby = stack.enter_context(Standby(centre, sync=True))
    nobody(t, centre, standby, stack)
    hole = stack.enter_context(contextlib.closing(Hole()))
    m = stack.enter_context(Machine(
        centre, host=at(free_port(), hole.port, standby.port, centre.port)))
    start = time.monotonic()
    c = m.desk("recv").login(seconds=30)
    took = time.monotonic() - start
    t.ok(took < 11.5, "dead, silent, standby, primary: the primary is found in time",
         f"{took:.1f} s")
    said = status(m)
    t.ok(f"up 127.0.0.1:{centre.port}\n" in said, "and named", said)
    t.equal(c.do(complaint(content="甲"))["state"], "applied", "it takes a complaint")
    met = hole.met
    centre.sql("select pg_terminate_backend(pid) from pg_stat_activity "
               "where usename = 'recv'")
    c.wait_m("link", state="up", seconds=30)
    t.equal((c.do(complaint(content="乙"))["state"], hole.met), ("applied", met),
            "the one that greeted last is called first")
    centre.stop("immediate")
    op = complaint(content="丙")
    t.equal(c.tell(op)["m"], "kept", "while no server answers a complaint is kept")
    standby.promote()
    start = time.monotonic()
    settled = c.settled(op, 60)
    took = time.monotonic() - start
    t.ok(settled and settled["state"] == "applied" and took <= 30,
         "after the promotion it arrives at the new primary", f"{took:.1f} s {settled}")
    t.ok(f"up 127.0.0.1:{standby.port}\n" in status(m), "which is named now")
    t.equal(standby.value("select count(*) from core.ticket"), "3",
            "where all three complaints are")
    t.ok(eventually(lambda: "link: up at 127.0.0.1" in m.log.read_text()),
         "the log says where")


run(main)
