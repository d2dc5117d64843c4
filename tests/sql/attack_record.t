#!/usr/bin/python3
"""attack_record.t -- a value that was shown unmasked is on record, and a number that was looked up as well: whatever the
session sets, undoes or leaves open, and though the server is killed.  TRIALS: kills; SEED: when."""
import os
import pathlib
import random
import shlex
import signal
import subprocess
import threading
import time

from attacker import Refused, Session, Tap, q, run

TRIALS = int(os.environ.get("TRIALS", "6"))
SEED = int(os.environ.get("SEED") or random.randrange(1 << 31))
PLAIN = "13800138000"


def kill(data):
    """The whole server at once, as when the machine is reset."""
    master = int((data / "postmaster.pid").read_text().split()[0])
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(master)], text=True,
                              stdout=subprocess.PIPE, check=False).stdout.split()
    for pid in [master, *map(int, children)]:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def start(data, words):
    as_server = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.getuid() == 0 else []
    for left in (data / "postmaster.pid", *data.parent.glob(".s.PGSQL.*.lock")):
        left.unlink(missing_ok=True)  # a killed one nobody has waited for seems to live
    with open(data / "server.log", "a", encoding="utf-8") as log:
        subprocess.Popen(as_server + words, stdout=log, stderr=log, cwd="/", start_new_session=True)
    for _ in range(600):
        try:
            return Session("postgres", f"host={data.parent}")
        except Refused:
            time.sleep(0.05)
    raise RuntimeError("PostgreSQL does not come back: " + (data / "server.log").read_text()[-500:])


def reads(s, ticket, way, given):
    """One value by one way; what was given is noted when it was seen."""
    for words in way.get("before", ()):
        s.run(words)
    token = s.one(f"select api.reveal_request({q(ticket)}, 'mobile', '核对号码')")
    for words in way.get("between", ()):
        s.run(words)
    if way.get("how"):
        got = s.run(way["how"].replace("TOKEN", token))
        got = got or s.run(way["fetch"])
    else:
        got = s.run(f"select value from api.reveal_redeem('{token}')")
    if PLAIN in str(got):
        given.append(token)
    for words in way.get("after", ()):
        s.run(words)


WAYS = [
    {},
    {"before": ["set synchronous_commit = off"]},
    {"before": ["begin", "set local synchronous_commit = off"], "between": ["commit"]},
    {"before": ["begin"], "between": ["set local synchronous_commit = off", "commit"]},
    {"between": ["begin"], "after": ["rollback"]},
    {"between": ["begin", "savepoint a"], "after": ["rollback to a", "rollback"]},
    {"between": ["begin"], "how": "declare k cursor for select * from api.reveal_redeem('TOKEN')",
     "fetch": "fetch all from k", "after": ["rollback"]},
    {"how": "prepare p as select * from api.reveal_redeem('TOKEN')", "fetch": "execute p", "after": ["deallocate p"]},
    {"between": ["set synchronous_commit = local", "begin read write"], "after": ["rollback"]},
    {"between": ["begin"], "how": "select * from api.reveal_redeem('TOKEN'), api.ticket(null::uuid)", "fetch": "select 1"},
]


def main(dba):
    tap = Tap()
    dba.run("select core.set_setting('reveal_hourly', '99999'); select core.set_setting('lookup_hourly', '99999')")
    ticket = dba.one("select t.complaint_in('TS40')")
    data = pathlib.Path(os.environ["SOCKET"]) / "data"
    words = shlex.split((data / "postmaster.opts").read_text())
    dice, given, looked, trials = random.Random(SEED), [], 0, 0
    print(f"# SEED={SEED}")

    def lost(dba):
        have = {x[0] for x in dba.run("select token from core.reveal")}
        return [t for t in given if t not in have]

    s = Session("station")
    for way in WAYS:
        trials += 1
        try:
            reads(s, ticket, way, given)
        except Refused:
            pass
        s.says("rollback")
        s.says("reset synchronous_commit")
    tap.ok(len(given) >= 9 and not lost(dba), f"{len(given)} values by {len(WAYS)} ways, all on record", lost(dba))
    for trial in range(TRIALS):
        s = Session("station")
        s.run("set synchronous_commit = off")
        when = dice.uniform(0.02, 0.8)
        timer = threading.Timer(when, kill, [data])
        try:
            while True:
                trials += 1
                reads(s, ticket, dice.choice(WAYS[:4] if trials % 3 else WAYS[:1]), given)
                s.run("begin")
                if s.run(f"select * from api.caller('{PLAIN}')"):
                    looked += 1
                s.run("rollback")
                s.run("set synchronous_commit = off")
                if timer.ident is None:  # however slow the machine: each kill comes after a whole round
                    timer.start()
        except Refused as e:
            assert e.state in ("gone", "57P01", "57P02", "57P03"), e
        timer.join()
        s.close()
        dba = start(data, words)
        if lost(dba):
            break
    log = (data / "server.log").read_text(encoding="utf-8", errors="replace")
    tap.tries = trials
    tap.ok(not lost(dba), f"{len(given)} values shown, {TRIALS} kills of the server, all on record", (SEED, lost(dba)))
    tap.ok(log.count("station looks up number") >= looked >= TRIALS, f"{looked} look-ups undone, all in the server's log",
           (looked, log.count("station looks up number")))
    tap.ok(PLAIN not in log and "张三" not in log, "which names nobody")
    tap.end()


if __name__ == "__main__":
    run(main, "-c wal_writer_delay=200ms")
