#!/usr/bin/python3
"""The link is cut while calls are taken: numbers are final, the queue drains afterwards,
the screen says how the link is."""
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lib import tap as TAP  # noqa: E402
from lib.centre import Centre  # noqa: E402
from lib.desk import Machine  # noqa: E402
from lib.seat import Seat  # noqa: E402

ROUNDS = 3


def cut(t, centre, s, round):
    """How the server goes: at once, politely, or it falls silent."""
    begin = time.monotonic()
    if round % 3 == 2:
        centre.signal(19)
    else:
        centre.stop(("immediate", "fast")[round % 3])
    s.t.wait_gone("● 已连通", 12)
    took = time.monotonic() - begin
    t.ok(took <= 10, "a link that is cut is shown within ten seconds", took)


def heal(centre, round):
    if round % 3 == 2:
        centre.signal(18)
    else:
        centre.start()


def main(t, stack):
    centre = stack.enter_context(Centre())
    m = stack.enter_context(Machine(centre))
    m.warm("recv")
    s = stack.enter_context(Seat(m, "recv"))
    told = []
    for round in range(ROUNDS):
        s.enquiry(f"第{round}轮连通时的来电。")
        told.append((s.kept(), f"第{round}轮连通时的来电。"))
        s.t.wait("^  已到中心：", 15)
        s.t.type("<Esc>")
        s.home()
        s.enquiry(f"第{round}轮断线前开始的来电。")
        cut(t, centre, s, round)
        told.append((s.kept(), f"第{round}轮断线前开始的来电。"))
        t.ok(s.t.shows("^  已存本机："), "a call is kept without the centre", s.t.text())
        s.t.type("<Esc>")
        s.home()
        s.enquiry(f"第{round}轮断线时的来电。")
        told.append((s.kept(), f"第{round}轮断线时的来电。"))
        t.ok(s.t.shows("待上传 2"), "the screen counts what waits", s.t.text())
        heal(centre, round)
        begin = time.monotonic()
        s.t.wait("● 已连通", 40)
        s.t.wait("^  已到中心：", 20)
        s.t.wait("待上传 0", 15)
        t.ok(True, "the queue drains when the centre is back")
        t.note(f"{time.monotonic() - begin:.1f} s after the centre came back")
        s.t.type("<Esc>")
        s.home()
    rows = dict(r.split("|") for r in centre.sql(
        "select regno, facts ->> 'content' from core.ticket"))
    t.equal(rows, dict(told), "the centre has every call once, under the number told")
    t.equal([n for n, _ in told], sorted(n for n, _ in told), "the numbers rise")


TAP.run(main)
