#!/usr/bin/python3
"""The short form of every campaign: the kept seeds, and one drawn now and printed.
SEED repeats a run."""
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import soak  # noqa: E402
from lib import tap as TAP  # noqa: E402

SECONDS = {"kill": 15, "net": 10, "clock": 4, "failover": 1, "poison": 1, "editors": 3}
TOLD = {"P1": "what was called kept survives kill -9 of any process",
        "P3": "nothing is lost, applied twice or out of order on a broken network",
        "P4": "a queue drains when its line heals",
        "P6": "a dead link is shown within ten seconds",
        "P7": "a half-typed call survives",
        "P9": "what is refused holds up nothing but its own ticket",
        "P11": "no editor overwrites another",
        "P23": "clocks that lie change no order, no number, no content",
        "P25": "what was applied is at the promoted standby"}


def show(t, name, r):
    soak.report(name, r, t.note)
    for p in sorted(set(r.trials) | set(r.failures)):
        t.ok(r.trials[p] > 0 and not r.failures[p],
             f"{name}: {TOLD.get(p, 'it runs to its end')} ({p}, {r.trials[p]} trials)",
             f"again: make soak CAMPAIGN={name} SEED={r.seed}")


def main(t, _):
    seed = int(os.environ.get("SEED") or time.time_ns() % 10**9)
    t.note(f"SEED={seed}")
    for name, old, seconds in soak.kept_seeds():
        show(t, name, soak.one(name, old, seconds))
    for name, seconds in SECONDS.items():
        show(t, name, soak.one(name, seed, seconds))


TAP.run(main)
