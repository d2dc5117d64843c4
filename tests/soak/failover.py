"""failover.py -- P25: the primary is killed with all its processes while posts work; its
synchronous standby is promoted; what was called applied must be there, and the posts be
back within half a minute, by themselves.

Every third time the standby has fallen behind and nobody waited for it: what it lacks the
desks must tell it again.  Two PostgreSQL of one machine, each desk configured with both
(host:port,host:port).  The dead one is made again by pg_basebackup and becomes the standby,
synchronous as soon as it streams; then the next one dies.
"""
import contextlib
import os
import random
import shutil
import signal
import subprocess
import threading
import time

import book
import crew
from crew import Centre
from lib.centre import pg_program

POSTS, BACK_MOST = 4, 30.0


class Pair:
    def __init__(self, stack):
        self.busy = threading.Event()
        self.busy.set()
        self.primary = stack.enter_context(Centre())
        self.standby = Centre()
        stack.callback(self.standby.close)
        with open(f"{self.primary.data}/pg_hba.conf", "a") as f:
            f.write("local replication postgres trust\n")
        self.standby.ca = self.primary.ca
        self.hosts = ",".join(f"127.0.0.1:{c.port}" for c in (self.primary, self.standby))
        self.primary.sql("select pg_reload_conf()")
        self.attach()

    def synchronous(self, names):
        self.primary.sql(f"alter system set synchronous_standby_names = '{names}'")
        self.primary.sql("select pg_reload_conf()")

    def attach(self):
        """The standby is copied anew, started, and waited for by every commit."""
        p, s = self.primary, self.standby
        shutil.rmtree(s.data)
        p.run(pg_program("pg_basebackup"), "-h", p.host, "-p", str(p.port), "-U",
              "postgres", "-D", s.data, "-R", "-X", "stream", "-c", "fast", "--no-sync")
        s.start()
        self.synchronous("*")
        end = time.monotonic() + 30
        while p.value("select sync_state from pg_stat_replication") != "sync":
            if time.monotonic() > end:
                raise AssertionError("the standby does not become synchronous")
            time.sleep(0.05)

    def kill(self):
        """kill -9 of the postmaster and its children, whatever they are doing."""
        master = int(open(f"{self.primary.data}/postmaster.pid").readline())
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(master)], text=True,
                                  stdout=subprocess.PIPE).stdout.split()
        for pid in [master, *map(int, children)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        os.unlink(f"{self.primary.data}/postmaster.pid")
        for left in os.listdir(self.primary.host):  # its socket, and the lock beside it
            os.unlink(f"{self.primary.host}/{left}")

    def promote(self):
        s = self.standby
        s.run(pg_program("pg_ctl"), "-D", s.data, "-w", "-t", "30", "promote")
        self.primary, self.standby = self.standby, self.primary
        self.synchronous("")  # alone for now


def promotion(pair, team, the_book, r, n):
    time.sleep(team.dice.uniform(0.2, 1.5))
    pair.kill()
    begin = time.monotonic()
    with the_book.lock:
        applied = {i.op["op"] for i in the_book.intents.values() if "applied" in i.states}
    time.sleep(team.dice.choice((0, 0, 0.3, 1.0)))  # until somebody decides
    pair.promote()
    missing = applied - there(pair)
    if missing:
        r.fail("P25", f"promotion {n}: {len(missing)} of {len(applied)} applied "
               "operations are not at the new primary")
    while time.monotonic() < begin + BACK_MOST and not all(
            p.back > begin for p in team.posts):
        time.sleep(0.02)
    for post in team.posts:
        took = post.back - begin if post.back > begin else float("inf")
        if took > BACK_MOST:
            r.fail("P25", f"promotion {n}: {post.name} is not back: {post.link}")
        r.times["P25"].append(took)
    r.tried("P25")
    r.count("applied before a promotion", len(applied))
    pair.busy.clear()  # the copy is quicker when nobody writes
    pair.attach()
    pair.busy.set()


def lagging(pair, team, the_book, r, n):
    """The standby has fallen behind and is not waited for: what it lacks the desks tell it
    again, under the same ids, from what they keep."""
    pair.synchronous("")
    pair.standby.sql("alter system set primary_conninfo = ''")
    pair.standby.sql("select pg_reload_conf()")
    time.sleep(team.dice.uniform(0.3, 1.0))
    pair.kill()
    begin = time.monotonic()
    with the_book.lock:
        applied = {i.op["op"] for i in the_book.intents.values() if "applied" in i.states}
    pair.promote()
    lacking = first = len(applied - there(pair))
    while lacking and time.monotonic() < begin + 2 * BACK_MOST:
        time.sleep(0.1)
        lacking = len(applied - there(pair))
    r.count("lacking at a standby that lagged, told again", first - lacking)
    if lacking:
        r.fail("P25", f"promotion {n}: {lacking} of {first} are not told again")
    r.tried("P25")
    pair.busy.clear()
    pair.attach()
    pair.busy.set()


def there(pair):
    return set(pair.primary.sql("select op_id from core.applied"))


def work(post, pair, done):
    """post.back: when an operation told after the last fall was last applied.  Who is behind
    waits: on a busy machine one could else tell for ever faster than it is taken."""
    while not done.is_set():
        pair.busy.wait(60)
        post.work(post.dice.choice((1, 4, 16)))
        told = time.monotonic()
        if post.listen(2 if post.queued > 50 else 0.05,
                       lambda: post.queued == 0 and post.link == "up"):
            post.back = told


def run(r, seed, seconds):
    with contextlib.ExitStack() as stack:
        the_book, dice = book.Book(), random.Random(seed)
        pair = Pair(stack)
        team = crew.Crew(stack, the_book, dice)
        for _ in range(POSTS):
            team.add(pair.primary, host=pair.hosts).back = 0.0
        team.start()
        done, left, n = threading.Event(), crew.window(seconds), 0
        workers = threading.Thread(target=lambda: team.each(lambda p: work(p, pair, done)),
                                   daemon=True)
        workers.start()
        try:
            while left() or n < 2:
                n += 1
                if n % 3 == 2:
                    lagging(pair, team, the_book, r, n)
                else:
                    promotion(pair, team, the_book, r, n)
        finally:
            done.set()
            workers.join(60)
        verdict = book.compare(the_book, pair.primary, team.settle())
        verdict.trials.clear()
        r.judge("P25", verdict)
        r.worst("P25", 0.99, BACK_MOST)
