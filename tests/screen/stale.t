#!/usr/bin/python3
"""Nothing of an earlier picture stays on the glass: on terminals of several kinds screens,
counts, messages and sizes change at random, and after each change what the terminal shows
must be what it shows once all is drawn anew."""
import json
import os
import pathlib
import random
import re
import signal
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from desks import FakeDesks  # noqa: E402
from lib.tap import run  # noqa: E402
from lib.terminal import Terminal  # noqa: E402

STEPS = int(os.environ.get("STEPS", "60"))
SEED = int(os.environ.get("SEED", "6"))
OPERATORS = ("recv", "disp", "clerk", "lead")
TERMS = ("xterm-256color", "screen", "linux", "vt220", "tmux")
SIZES = ((80, 24), (81, 25), (120, 40), (100, 30), (80, 40), (133, 24))
# aliases without function keys: every terminal has them
KEYS = ("<Enter>", "<Esc>", "<Tab>", "j", "j", "j", "k", "G", "<C-a>", "s", "糕点", "老香斋", "<C-n>", "13800138000", "m", "w", "o",
        "<C-t>", "?", "t", "t", "T", "l", "/", ";", "n", "a", "<BS>", "<C-k>", "<C-u>", "<C-o>", "<C-f>", "<C-b>", "1", "7", "王芳",
        "Ａ中b文", "<C-s>", "没有", "<C-p>", "<C-x>", "é", "👍")


class Desk(FakeDesks):
    """What it says of the link and of others' work is said when told to."""

    def __init__(self):
        super().__init__(SAY="{dir}/say")

    def say(self, *messages):
        """The next time it is spoken to, and at most a moment later."""
        part = self.dir / "part"
        part.write_text("".join(json.dumps(m) + "\n" for m in messages), encoding="utf-8")
        part.rename(self.dir / "say")


def news(die):
    """Counts that become wider and narrower, beside signs and wide characters."""
    n = die.choice((0, 1, 9, 10, 99, 100, 886, 1234))
    link = {"m": "link", "state": die.choice(("up", "up", "down", "connecting")), "since": 0, "text": "", "args": [],
            "queued": die.choice((0, 1, 12, 193, 2000)), "stuck": n, "held": die.choice((0, n)), "drafts": die.choice((0, 3, 19, 193)),
            "oldest": 0, "agreed": die.choice(("yes", "no", "checking")), "again": 0}
    rows = [{"ticket": f"018f0000-0000-7000-8000-{die.randrange(1000):012d}", "operator": "x"} for _ in range(die.choice((0, 1, 9, 90)))]
    return [link, {"m": "news", "rows": rows}] if rows else [link]


def settle():
    """Until every terminal is still."""
    still, size = 0, -1
    while still < 4:
        still = still + 1 if not Terminal.pump(0.05) and size == sum(len(t.raw) for t in Terminal.open_ones) else 0
        size = sum(len(t.raw) for t in Terminal.open_ones)


def picture(t):
    """The cells as they stand there; the minute may turn."""
    rows = ["".join(t.grid.buffer[y][x].data for x in range(t.cols)).rstrip() for y in range(t.rows)]
    rows[0] = re.sub(r"\d\d-\d\d \d\d:\d\d", "minute", rows[0])
    return [re.sub(r" *(?:刚刚|\d+ ?分钟?前?|昨天) *", " age ", row) for row in rows]


def step(t, desk, die):
    what = die.random()
    if what < 0.25:
        desk.say(*news(die))
        return "the desk says how things are"
    if what < 0.3:
        size = die.choice(SIZES)
        t.resize(*size)
        return f"{size[0]}×{size[1]}"
    key = die.choice(KEYS)
    t.type(key)
    return key


def compare(tap, name, t, done, seen):
    """False: what is seen is not the whole that is drawn anew."""
    whole = picture(t)
    return tap.ok(False, f"{name}: nothing stale", f"after {done[-4:]}\n" + "\n".join(
        f"seen  {a}\nwhole {b}" for a, b in zip(seen, whole) if a != b)) if seen != whole else True


def walk(tap, stack):
    die = random.Random(SEED)
    seats = []
    for i, term in enumerate(TERMS):
        desk = stack.enter_context(Desk())
        seats.append((term, desk, stack.enter_context(desk.seat(env={"TERM": term})), []))
    settle()
    for i, (_, _, t, _) in enumerate(seats):
        t.type(OPERATORS[i % len(OPERATORS)] + "<Enter>demo<Enter>")
    settle()
    for _ in range(STEPS):
        for _, desk, t, done in seats:
            done.append(step(t, desk, die))
        time.sleep(0.1)
        settle()
        seen = [picture(t) for _, _, t, _ in seats]
        for _, _, t, _ in seats:
            t.process.send_signal(signal.SIGWINCH)
        time.sleep(0.05)
        settle()
        seats = [one for one, was in zip(seats, seen) if compare(tap, one[0], one[2], one[3], was)]
    for name, _, t, done in seats:
        tap.ok(t.process.poll() is None, f"{name}: {len(done)} changes, nothing stale", done[-4:])


def main(tap, stack):
    print(f"# SEED={SEED} STEPS={STEPS}")
    walk(tap, stack)


run(main)
