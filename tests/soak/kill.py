"""kill.py -- P1, P7: kill -9 of whatever runs, at random moments, while calls are taken.

Desks are killed 2 to 60 ms after they let their operator in, some later or while they
start; the centre's backends, or the whole of it, crash beneath them; at a keyboard two
calls are half typed when the workstation, its desk or the line goes.
"""
import contextlib
import os
import random
import signal
import subprocess
import threading
import time

import book
import crew
from crew import Centre
from lib.desk import Desk, Machine
from lib.halfcall import WAYS, half_typed, kill_desks

POSTS = 4
GONE = (EOFError, OSError, LookupError)


def soon(dice):
    """2 to 60 ms; now and then later, when the link is up and verdicts are on their way."""
    return dice.uniform(0.002, 0.06) if dice.random() < 0.8 else dice.uniform(0.06, 0.6)


def life(post, r):
    """One life of a desk; an unanswered tell is repeated by the next, or by nobody."""
    post.desk = Desk(post.machine, post.operator)
    early, shot = post.dice.random() < 0.1, None
    process = post.desk.process
    if early:
        shot = threading.Timer(post.dice.uniform(0.0, 0.25), process.kill)
        shot.start()
    with contextlib.suppress(*GONE):
        post.client = post.desk.client()
        post.login(5)
        if not early:
            shot = threading.Timer(soon(post.dice), process.kill)
            shot.start()
        while True:
            if not post.work(post.dice.choice((1, 1, 2, 8, 32)), 5):
                time.sleep(0.002)  # no numbers yet
    if shot:
        shot.join()
    post.kill()
    if post.dice.random() < 0.5:
        post.abandon()
    r.count("gangshaod killed")
    r.tried("P1")


def crash(centre, dice, r):
    """A backend is killed, which brings all down, or the whole is stopped at once."""
    if dice.random() < 0.5:
        master = open(f"{centre.data}/postmaster.pid").readline().strip()
        pids = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", master], text=True,
                              stdout=subprocess.PIPE).stdout.splitlines()
        backends = [int(p.split()[0]) for p in pids if "recv gangshao" in p]
        if backends:
            with contextlib.suppress(ProcessLookupError):
                os.kill(dice.choice(backends), signal.SIGKILL)
            r.count("PostgreSQL backend killed")
            return
    centre.stop("immediate")
    time.sleep(dice.uniform(0, 0.3))
    centre.start()
    r.count("PostgreSQL stopped at once")


def keyboard(machine, dice, r):
    """At a workstation: P7."""
    def say(good, sentence, detail):
        if not good:
            r.fail("P7", f"{sentence}: {detail}")
    what = dice.choice(WAYS)
    half_typed(say, machine, dice, what, 0.6)
    r.tried("P7")
    r.tried("P1")
    r.count(f"{what} killed")
    kill_desks(machine)


def run(r, seed, seconds, most=10**9, limits=None):
    dice = random.Random(seed)
    with contextlib.ExitStack() as stack:
        the_book = book.Book()
        centre = stack.enter_context(Centre(limits))
        team = crew.Crew(stack, the_book, dice)
        for _ in range(POSTS):
            team.add(centre)
        team.start()
        typist = stack.enter_context(Machine(centre))
        typist.warm("recv")
        kill_desks(typist)
        left, done = crew.window(seconds), threading.Event()

        def work(post):
            post.kill()
            while left() and r.trials["P1"] < most:
                life(post, r)

        def beside(pause, what, *args):
            own = random.Random(dice.getrandbits(64))
            while not done.wait(own.expovariate(1 / pause)):
                what(*args, own, r)
        threads = [threading.Thread(target=beside, args=a, daemon=True)
                   for a in ((1.5, crash, centre),)]
        for t in threads:
            t.start()
        team.each(work)
        done.set()
        for t in threads:
            t.join(60)
        keys = crew.window(max(4.0, seconds * 0.15))
        own = random.Random(dice.getrandbits(64))
        while keys():
            keyboard(typist, own, r)
        stores = team.settle()
        r.count("desks out of numbers", team.spent())
        verdict = book.compare(the_book, centre, stores)
        r.count("operations called kept", verdict.trials["operations"])
        verdict.trials["operations"] = 0
        r.judge("P1", verdict)
