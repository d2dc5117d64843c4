#!/usr/bin/python3
"""kill -9 at random moments while calls are taken: what the screen called kept is at the
centre, once, under the number that was told; a half-typed call survives.

GANGSHAO_KILLS is the number of kills (default 50), GANGSHAO_SEED repeats a run."""
import os
import pathlib
import random
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lib import tap as TAP  # noqa: E402
from lib.centre import Centre  # noqa: E402
from lib.desk import Machine, complaint  # noqa: E402
from lib.halfcall import WAYS, half_typed, kill_desks  # noqa: E402
from lib.seat import Seat, number  # noqa: E402
from lib.tap import eventually  # noqa: E402

KILLS = int(os.environ.get("GANGSHAO_KILLS", "50"))
SEED = int(os.environ.get("GANGSHAO_SEED", str(time.time_ns() % 10**9)))
SCREEN_SHARE = 12  # one of so many kills is of a call at the keyboard, the rest are quick


class Log:
    """What the screen and the wire called kept: the driver's own list."""

    def __init__(self):
        self.kept, self.tried, self.kills = {}, 0, {}

    def content(self):
        self.tried += 1
        return f"第{self.tried}号来电的事实。"

    def killed(self, what):
        self.kills[what] = self.kills.get(what, 0) + 1

    def total(self):
        return sum(self.kills.values())


def desk_killed(m, log, rng):
    """Registrations over the wire as fast as they are kept, until the desk is killed."""
    desk = m.desk("recv")
    c = desk.login()
    end = time.monotonic() + rng.uniform(0.002, 0.1)
    try:
        while time.monotonic() < end:
            text = log.content()
            answer = c.tell(complaint(content=text),
                            seconds=max(0.001, end - time.monotonic()))
            if answer and answer["m"] == "kept":
                log.kept[answer["ops"][0]["regno"]] = text
            elif answer:
                time.sleep(0.005)  # no number yet: the next block is on its way
    except (EOFError, ConnectionError):
        pass
    desk.kill()
    c.close()
    m.desks.remove(desk)
    log.killed("gangshaod")


def at_the_keyboard(t, m, centre, log, rng):
    """A call by hand; the workstation, its desk or the centre is killed meanwhile."""
    what = ("gangshao", "gangshaod", "PostgreSQL")[log.total() // SCREEN_SHARE % 3]
    s = Seat(m, "recv")
    text = log.content()
    s.enquiry(text)
    s.t.type("<C-s>")
    s.t.until(lambda: False, rng.uniform(0.0, 0.06))
    if what == "gangshaod":
        kill_desks(m)
    elif what == "PostgreSQL":
        centre.stop("immediate")
    if what != "gangshao":
        regno = s.kept_now()
        log.kept[regno] = text
        t.ok(len(regno) == 25, f"{what} killed while submitting: the number is shown")
    elif s.t.shows("^  已存本机：|^  已到中心：", 0):
        log.kept[number(s.t.text())] = text
    s.t.kill()
    log.killed(what)
    if what == "PostgreSQL":
        centre.start()
    kill_desks(m)
    eventually(lambda: not m.running(), 5, 0.005)
    log.killed("gangshaod")


def settled(t, m, centre, log):
    desk = m.desk("recv")
    c = desk.login()
    left = []

    def drained():
        left[:] = [r for r in c.rows("outbox") if r["state"] in ("queued", "sent")]
        return not left
    eventually(drained, 40, 0.1)
    t.equal(len(left), 0, "the queue drains")
    rows = [r.split("|", 1) for r in centre.sql(
        "select regno, facts ->> 'content' from core.ticket order by regno")]
    held = dict(rows)
    lost = {n: text for n, text in log.kept.items() if held.get(n) != text}
    t.equal(dict(list(lost.items())[:5]), {}, f"all {len(log.kept)} calls that were called kept are at the centre")
    texts = [text for _, text in rows]
    t.equal(len(texts), len(set(texts)), "none of them twice")
    bad = [r for r in c.rows("outbox") if r["state"] not in ("applied", "queued", "sent")]
    t.equal([(r["state"], r["text"]) for r in bad][:5], [], "none was refused")
    t.equal(len(rows), len(held), "no number twice")
    order = [int(text[1:text.index("号")]) for _, text in rows]
    t.ok(order == sorted(order), "the numbers rise in the order of the calls")
    desk.kill()


def main(t, stack):
    rng = random.Random(SEED)
    t.note(f"GANGSHAO_SEED={SEED}")
    centre = stack.enter_context(Centre())
    m = stack.enter_context(Machine(centre))
    m.warm("recv")
    for desk in m.desks:
        desk.kill()
    m.desks.clear()
    log = Log()
    begin = time.monotonic()
    for what in WAYS:
        half_typed(t.ok, m, rng, what)
        log.killed(what)
    kill_desks(m)
    eventually(lambda: not m.running(), 5, 0.005)
    while log.total() < KILLS:
        if log.total() % SCREEN_SHARE == 3:
            at_the_keyboard(t, m, centre, log, rng)
        else:
            desk_killed(m, log, rng)
    settled(t, m, centre, log)
    t.note(f"{log.total()} kills in {time.monotonic() - begin:.0f} s: {log.kills}")


TAP.run(main)
