"""clock.py -- P23: clocks lie.  Desks under libfaketime: ten years off in both directions,
a day apart from each other, jumping while they work, killed and opened again in between.

The clock that is faked is the machine's (CLOCK_REALTIME); the monotonic one goes on, as it
does on a machine whose time is set.  The desks reach the centre through its socket: over
TLS a clock that is years off cannot accept the centre's certificate, and must not.
"""
import contextlib
import glob
import os
import random
import threading
import time

import book
import crew
from crew import Centre

DAY, YEAR = 86400, 365 * 86400
LIES = (10 * YEAR, -10 * YEAR, DAY, -DAY, 0, 0)
JUMPS = LIES + (1, -1, 3600, -3600, 80 * 3600, -80 * 3600, 40 * DAY, 400 * DAY)


def library():
    found = sorted(glob.glob("/usr/lib/*/faketime/libfaketime.so.1"))
    if not found:
        raise FileNotFoundError("libfaketime is missing: make deps")
    return found[0]


def lie(post, seconds):
    post.lie = seconds
    with open(f"{post.hand}.part", "w") as f:
        f.write(f"{seconds:+d}")
    os.rename(f"{post.hand}.part", post.hand)  # never read half


def wind(post, seconds):
    post.hand = post.machine.dir / "hand"
    lie(post, seconds)
    # the times of files stay true: a store that was born in another year is a copy
    post.machine.env.update(LD_PRELOAD=library(), FAKETIME_TIMESTAMP_FILE=str(post.hand),
                            FAKETIME_NO_CACHE="1", NO_FAKE_STAT="1", DONT_FAKE_MONOTONIC="1",
                            FAKETIME_DONT_FAKE_MONOTONIC="1")


def believes(post):
    """What the desk thinks the time is, beside ours: seconds."""
    at = post.outbox()[-1]["at"][:19]
    here = time.mktime(time.strptime(at, "%Y-%m-%dT%H:%M:%S")) - 8 * 3600
    return here - time.mktime(time.gmtime())


def shift(post, r, left, draft):
    while left():
        post.work(post.dice.choice((1, 4, 32)))
        post.listen(post.dice.choice((0, 0.02)) if post.queued < 300 else 0.5)
        if post.dice.random() < 0.1:
            lie(post, post.dice.choice(JUMPS))
            r.count("jumps")
            r.tried("P23")
        if post.dice.random() < 0.02:
            post.kill()
            post.first()
            r.count("desks killed")
            if draft not in {row["draft"] for row in post.client.rows("drafts")}:
                r.fail("P23", f"{post.name}: the draft is gone, the clock is off by "
                       f"{post.lie} s")


def leave_draft(post):
    draft = f"01900000-0000-7000-8000-{post.dice.getrandbits(48):012x}"
    post.client.send(m="draft", draft=draft, seq=1,
                     body={"action": "register", "fields": {}})
    if not post.client.wait_m("drafted", draft=draft):
        raise crew.Broken(f"{post.name}: no draft is kept")
    return draft


def cut(centre, dice, done):
    """The centre goes for a moment now and then: what lies waits, and is sent later."""
    while not done.wait(dice.uniform(1, 3)):
        centre.stop("immediate")
        done.wait(dice.uniform(0.1, 0.8))
        centre.start()


def run(r, seed, seconds):
    with contextlib.ExitStack() as stack:
        the_book, dice = book.Book(), random.Random(seed)
        centre = stack.enter_context(Centre())
        team = crew.Crew(stack, the_book, dice)
        for seconds_off in LIES:
            wind(team.add(centre, host=centre.host, sslmode="disable"), seconds_off)
        team.start()
        first = team.posts[0]
        first.work(1)
        if abs(believes(first) - first.lie) > DAY:
            r.fail("P23", f"the clock was not faked: off by {believes(first)} s")
        left, done = crew.window(seconds), threading.Event()
        thread = threading.Thread(target=cut, daemon=True,
                                  args=(centre, random.Random(dice.getrandbits(64)), done))
        thread.start()
        try:
            team.each(lambda post: shift(post, r, left, leave_draft(post)))
        finally:
            done.set()
            thread.join(60)
        r.judge("P23", book.compare(the_book, centre, team.settle()))
