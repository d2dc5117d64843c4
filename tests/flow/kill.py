#!/usr/bin/python3
"""kill -9 at random moments while calls are taken: what the screen called kept is at the
centre, once, under the number that was told; a half-typed call survives.

GANGSHAO_KILLS is the number of kills (default 100), GANGSHAO_SEED repeats a run."""
import json
import os
import pathlib
import random
import signal
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lib import tap as TAP  # noqa: E402
from lib.centre import Centre  # noqa: E402
from lib.desk import Client, Machine, complaint  # noqa: E402
from lib.seat import Seat, number  # noqa: E402
from lib.tap import eventually  # noqa: E402

KILLS = int(os.environ.get("GANGSHAO_KILLS", "100"))
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


def kill_desks(m):
    for pid in m.running():
        os.kill(pid, signal.SIGKILL)


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
    elif s.t.shows("^  已存：|^  已达：", 0):
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


def drafts(client):
    """Content by the caller's number, as the desk has it on disk."""
    out = {}
    for row in client.rows("drafts"):
        fields = json.loads(row["body"])["fields"]
        out[fields.get("inccall", "")] = fields.get("content", "")
    return out


def half_typed(t, m, log, rng, what):
    """Two calls are open; one types in the second, then in the first, and all ends."""
    s = Seat(m, "recv")
    phones = ["139%08d" % rng.randrange(10**8) for _ in range(2)]
    for phone in phones:
        s.t.press("<F2>", "类型 +投诉")
        s.t.type(phone)
        s.field("事实")
    typed, when = "", []
    end = time.monotonic() + rng.uniform(1.2, 2.0)
    while time.monotonic() < end:
        word = rng.choice("来电人反映商家不予退货拒绝赔偿")
        s.t.type(word)
        typed += word
        when.append(time.monotonic())
        s.t.until(lambda: False, 0.02)
    now = time.monotonic()
    (s.t.hang_up if what == "the line" else s.t.kill)()
    if what == "both":
        kill_desks(m)
    s.close()
    log.killed(what)
    old = sum(1 for at in when if at < now - 1.0)
    s = Seat(m, "recv")
    c = Client(str(m.run_dir / "recv.sock"))
    c.hello("recv", "demo")
    got = drafts(c)
    text = got.get(phones[1], "")
    t.ok(typed.startswith(text) and len(text) >= max(old, len(typed) - 20),
         f"{what} cut: of {len(typed)} keys at most a second's and 20 are lost",
         f"{len(text)} are there, {old} were older than a second; {got}")
    t.ok(phones[0] in got and not got[phones[0]], "the other call has its own text", got)
    s.t.press("<F9>", "未完通话与草稿")
    s.t.type("1")
    s.t.wait("投诉登记")
    s.t.wait(f"来电号码 ({phones[0]}|{phones[1]})")
    phone = s.t.wait(r"来电号码 (\d{11})").group(1)
    s.t.settle(0.2)
    first = got[phone][:8]
    t.ok(first in s.t.text(), "it opens in the right call", s.t.text())
    for row in c.rows("drafts"):
        c.send(m="drop", draft=row["draft"])
    eventually(lambda: not c.rows("drafts"), 5)
    c.close()
    s.t.kill()


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
    for what in ("gangshao", "both", "the line"):
        half_typed(t, m, log, rng, what)
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
