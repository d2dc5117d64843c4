#!/usr/bin/python3
"""Leave to work without the centre: it opens a desk for at most seven days, a clock set
back does not make it longer, and whatever it says nothing queued is lost."""
import contextlib
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from handover import applied, owes  # noqa: E402
from lib import tap as TAP  # noqa: E402
from lib.centre import BUILD, Centre  # noqa: E402
from lib.desk import Machine, complaint  # noqa: E402
from lib.tap import eventually  # noqa: E402
from lib.terminal import Terminal  # noqa: E402

FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"


@contextlib.contextmanager
def clock(ahead):
    """What is started meanwhile believes in another time.  The times of files stay true: a
    store that was born in another year is a copy (NO_FAKE_STAT)."""
    more = {"LD_PRELOAD": FAKETIME, "FAKETIME": ahead,
            "FAKETIME_DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1"} if ahead else {}
    os.environ.update(more)
    try:
        yield
    finally:
        for name in more:
            del os.environ[name]


def screen(m, pattern):
    """What a person reads at the login screen; the whole of it."""
    with Terminal.workstation(m) as s:
        s.wait("密码", 20)
        s.type("recv<Enter>demo<Enter>")
        found = s.shows(pattern, 20)
        return found, s.text()


def answers(t, m, ahead, wanted, name):
    """A desk started at that time; what it says to the right password."""
    with clock(ahead):
        desk = m.desk("recv")
    answer = desk.client().hello("recv", "demo")
    if wanted == "welcome":
        t.equal(answer["m"], "welcome", name)
    else:
        t.ok(answer["m"] == "no" and answer["verdict"] == "later"
             and wanted in answer["text"], name, answer)
    return desk


def bounds(t, m):
    desk = answers(t, m, "+6d", "welcome", "after six days she still works")
    seen, text = screen(m, r"未连通，可继续工作.*登录至 \d{4}-\d\d-\d\d \d\d:\d\d")
    t.ok(seen, "and reads until when", text)
    desk.kill()
    answers(t, m, None, "clock", "a clock set back is not believed").kill()
    answers(t, m, "+6d", "welcome", "put right it is").kill()
    desk = answers(t, m, "+8d", "has ended", "after eight days the centre is needed once")
    seen, text = screen(m, "断线作业许可已到期，请先连通中心一次。[^$]*自动送出。")
    t.ok(seen, "the login screen says so whole", text)
    desk.kill()


def forged(t, centre, m):
    """The pass in the store is signed by another hand."""
    desk = m.desk("recv")
    c = desk.login()
    t.ok(c.wait_m("link", state="up", seconds=20), "greeted again")
    centre.stop("immediate")
    op = complaint()
    c.tell(op)
    centre.start()
    centre.sql("update core.pass_key set outer_pad = inner_pad, inner_pad = outer_pad")
    t.equal(c.settled(op, 40)["state"], "applied", "a false pass costs no operation")
    t.equal(centre.sql("select distinct what from audit.alarm"), ["forged pass"],
            "but is an alarm at the centre")
    c.close()
    desk.kill(15)


def main(t, stack):
    if not os.path.exists(FAKETIME) or "asan" in str(BUILD):
        t.ok(True, "leave # SKIP libfaketime is missing, or goes not together with ASan")
        return
    centre = stack.enter_context(Centre())
    m = stack.enter_context(Machine(centre))
    desk = m.desk("recv")
    c = desk.login()
    centre.stop("immediate")
    op = complaint()
    t.equal(c.tell(op)["m"], "kept", "a call is kept without the centre")
    desk.kill()
    bounds(t, m)
    t.equal(owes(m, "recv")[0], 1, "nobody could log in; the queue is untouched")
    desk = answers(t, m, None, "clock", "neither do we believe the clock now")
    centre.start()
    t.ok(eventually(lambda: applied(centre, [op]) == "1 1", 40),
         "as soon as the centre is there it is sent, though nobody is logged in")
    t.equal(desk.client().hello("recv", "demo")["m"], "welcome", "and she may work again")
    rows = centre.sql("select operator, since <= at, until > issued from audit.offline")
    t.equal(rows, ["recv|t|t"], "the centre has the time without it on record")
    desk.kill(15)
    forged(t, centre, m)


TAP.run(main)
