#!/usr/bin/python3
"""The instruments carry long runs: desks that run out of numbers are counted, a campaign that
does not end is ended and says what waits, one that is cut short still prints its summary."""
import os
import pathlib
import random
import signal
import subprocess
import sys
import threading
import time
import types

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import soak  # noqa: E402
import book  # noqa: E402
import crew  # noqa: E402
from lib import tap as TAP  # noqa: E402


def out_of_numbers(t, stack):
    """A day's numbers are gone; the posts still settle, and what they kept is judged."""
    crew.NUMBERS = 2
    the_book = book.Book()
    centre = stack.enter_context(crew.Centre({"lease_max": 40, "lease_open": 40}))
    team = crew.Crew(stack, the_book, random.Random(7))
    team.add(centre)
    team.add(centre)
    with soak.limited(240):
        team.start()

        def work(post):
            for _ in range(200):
                if not post.work(8):
                    return
        team.each(work)
        stores = team.settle(30)
    t.equal(team.spent(), 2, "desks without numbers are counted")
    verdict = book.compare(the_book, centre, stores)
    t.equal(str(verdict), "nothing", "what was kept before is whole")
    t.ok(verdict.trials["operations"] >= 40, "and judged", verdict.trials)


def plenty(t):
    """The test's centre gives more numbers in a day than a shipped one."""
    with crew.Centre() as centre:
        got = {name: int(centre.value(f"select core.setting('{name}')")) for name in crew.LIMITS}
    t.equal(got, crew.LIMITS, "limits are settings of the test's centre")


def endless(t):
    def forever(r, *_):
        r.tried("P1")
        never = threading.Event()
        other = threading.Thread(target=never.wait, name="the other", daemon=True)
        other.start()
        other.join()
    sys.modules["forever"] = types.SimpleNamespace(run=forever)
    begin = time.monotonic()
    r = soak.one("forever", 1, 1, most=2)
    said = "\n".join(r.reasons)
    t.ok(time.monotonic() - begin < 20 and r.failures["P0"] == 1 and "no end after 2 s" in said,
         "a wait without an end is ended", said)
    t.ok("other.join()" in said and "the other:" in said, "and named, with the thread it waits for", said)


def cut(t, number):
    p = subprocess.Popen([HERE / "soak.py"], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                         env={**os.environ, "SECONDS": "600", "SEED": "1", "CAMPAIGN": "poison kill"},
                         preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
    watch = threading.Timer(120, p.kill)
    watch.start()
    time.sleep(12)
    p.send_signal(number)
    out = p.communicate()[0]
    watch.cancel()
    name = signal.Signals(number).name
    t.equal(p.returncode, 128 + number, f"{name} ends a run")
    t.ok(f"cut short by {name}" in out and "bound (95 %)" in out and "\nkill:" not in out,
         "which prints what was tried until then, and begins nothing more", out)


def main(t, stack):
    plenty(t)
    endless(t)
    out_of_numbers(t, stack)
    cut(t, signal.SIGINT)
    cut(t, signal.SIGTERM)


TAP.run(main)
