#!/usr/bin/python3
"""soak.py -- the campaigns in turn, the seconds divided among them.

SECONDS (default 60) in all, SEED (default: drawn and printed), CAMPAIGN one or some of
them by name.  A failure prints the line that repeats it; such lines are kept in seeds.txt.
"""
import importlib
import os
import pathlib
import signal
import sys
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import crew  # noqa: E402,F401  finds tests/flow
from result import Result, table  # noqa: E402

CAMPAIGNS = {"kill": 4, "net": 5, "clock": 1, "failover": 3, "poison": 1, "editors": 2}  # and their shares of the time


def one(name, seed, seconds):
    """A campaign's result; one that broke off is a failure of its first promise."""
    r = Result(seed)
    begin = time.monotonic()
    try:
        importlib.import_module(name).run(r, seed, seconds)
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
    for line in table(total):
        say(line)
    return 1 if total.failures else 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # cut short, it tidies up
    sys.exit(main())
