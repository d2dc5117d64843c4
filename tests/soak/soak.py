#!/usr/bin/python3
"""soak.py -- the campaigns in turn, the seconds divided among them.

SECONDS (default 60) in all, SEED (default: drawn and printed), CAMPAIGN one or some of
them by name.  A failure prints the line that repeats it; such lines are kept in seeds.txt.
A campaign that does not end is ended: what every thread waits for is printed.  SIGINT and
SIGTERM end the run; what was tried until then is printed, and counts for nothing more.
"""
import contextlib
import importlib
import os
import pathlib
import signal
import sys
import threading
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import crew  # noqa: E402,F401  finds tests/flow
from result import Result, table  # noqa: E402

CAMPAIGNS = {"kill": 4, "net": 5, "clock": 1, "failover": 3, "poison": 1, "editors": 2}  # and their shares of the time


class CutShort(BaseException):
    """A signal ended the run before its time."""

    def __init__(self, number):
        super().__init__(signal.Signals(number).name)
        self.number = number


class Endless(Exception):
    """A campaign has not ended long after its time."""


def cut_short(number, _):
    for n in (signal.SIGINT, signal.SIGTERM):  # tidying up is not cut short
        signal.signal(n, signal.SIG_IGN)
    raise CutShort(number)


def waits():
    """Where every thread stands, its own innermost lines."""
    names = {t.ident: t.name for t in threading.enumerate()}
    return "\n".join(f"{names.get(ident, ident)}:\n" + "".join(traceback.format_stack(frame)[-3:])
                     for ident, frame in sys._current_frames().items())


@contextlib.contextmanager
def limited(seconds):
    """Whatever waits in here is ended after so many seconds, and named."""
    def ring(*_):
        raise Endless(f"no end after {seconds:.0f} s; these wait:\n{waits()}")
    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def one(name, seed, seconds, most=None, **more):
    """A campaign's result; one that broke off is a failure of its first promise.  most:
    seconds after which it is ended; the desks must still be emptied, so three times and
    ten minutes."""
    r = Result(seed)
    r.cut = None
    begin = time.monotonic()
    try:
        with limited(most or seconds * 3 + 600):
            importlib.import_module(name).run(r, seed, seconds, **more)
    except CutShort as e:
        r.cut = e
        r.note(f"cut short by {e} after {time.monotonic() - begin:.0f} of {seconds:.0f} s: not judged")
    except Exception:  # the instrument's or the program's, it must be looked at
        r.tried("P0")
        r.fail("P0", traceback.format_exc())
    r.took = time.monotonic() - begin
    return r


def report(name, r, say):
    say(f"{name}: seed {r.seed}, {r.took:.0f} s, " +
        ", ".join(f"{n} {what}" for what, n in sorted(r.counts.items())))
    for line in r.notes + r.reasons:
        for part in line.splitlines():
            say(f"  {part}")


def kept_seeds():
    """(campaign, seed, seconds) of every line of seeds.txt."""
    for line in (HERE / "seeds.txt").read_text().splitlines():
        words = line.split("#")[0].split()
        if words:
            yield words[0], int(words[1]), float(words[2])


def main():
    def say(line):
        print(line, flush=True)
    seconds = float(os.environ.get("SECONDS") or 60)
    seed = int(os.environ.get("SEED") or time.time_ns() % 10**9)
    names = (os.environ.get("CAMPAIGN") or " ".join(CAMPAIGNS)).split()
    shares = sum(CAMPAIGNS[n] for n in names)
    total = Result(seed)
    say(f"SEED={seed} SECONDS={seconds:.0f}")
    for name in names:
        mine = seconds * CAMPAIGNS[name] / shares
        r = one(name, seed, mine)
        report(name, r, say)
        if r.failures:
            say(f"  again: make soak CAMPAIGN={name} SEED={seed} SECONDS={mine:.0f}")
        total.add(r)
        if r.cut:
            break
    for line in table(total):
        say(line)
    return 128 + r.cut.number if r.cut else 1 if total.failures else 0


if __name__ == "__main__":
    signal.signal(signal.SIGINT, cut_short)
    signal.signal(signal.SIGTERM, cut_short)
    sys.exit(main())
