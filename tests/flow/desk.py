#!/usr/bin/python3
"""A desk keeps what it promised: against a real PostgreSQL, with kills and stops."""
import os
import pathlib
import random
import signal
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lib import tap as TAP  # noqa: E402
from lib.centre import Centre  # noqa: E402
from lib.desk import Client, Machine, complaint, operation  # noqa: E402
from lib.tap import eventually  # noqa: E402


def link(client, state, seconds=15):
    return client.wait_m("link", state=state, seconds=seconds)


def first_day(t, centre, m):
    """Login on a new machine, a registration, lists, codes."""
    desk = m.desk("recv")
    t.ok(desk.ready, "a desk says when it listens")
    t.equal(oct(os.stat(desk.path).st_mode & 0o777), "0o600", "its socket is ours alone")
    t.equal(oct(os.stat(m.run_dir).st_mode & 0o777), "0o700", "and so is its directory")
    c = desk.client()
    c.send(m="ask", id=1, query="outbox", args={})
    t.equal((c.wait_m("no") or {}).get("text"), "Log in first.",
            "a stranger is told to log in")
    w = c.hello("recv", "demo")
    t.equal((w["m"], w.get("operator", {}).get("number")), ("welcome", "0123"),
            "the centre's word opens a new machine to its operator")
    op = complaint()
    kept = c.tell(op)
    regno = kept["ops"][0]["regno"] if kept["m"] == "kept" else ""
    t.ok(len(regno) == 25 and regno.startswith("330100000"),
         "a registration is kept with its number", kept)
    done = c.settled(op) or {}
    t.equal((done.get("state"), done.get("regno")), ("applied", regno),
            "and applied under the number that was read to the caller")
    t.ok(eventually(lambda: c.rows("code", table="division", code="330106"), 30),
         "divisions come down")
    t.ok(eventually(lambda: c.rows("pick", table="unit", text="330106013"), 30),
         "units come down")
    rows = c.ask("worklist", queue="registered")
    t.equal([r["regno"] for r in rows], [regno], "the centre lists the ticket")
    rows = c.rows("worklist", queue="registered")
    t.equal([r["regno"] for r in rows], [regno], "and then the mirror does, by itself")
    t.ok(c.wait_m("news", seconds=5), "news of the ticket arrive")
    bad = complaint(mobile=None, landtel=None)
    done = c.do(bad) or {}
    t.equal((done.get("state"), done.get("field")), ("refused", "mobile"),
            "a refusal names its field")
    return desk, c


def logins(t, m, desk):
    c = desk.client()
    begin = time.monotonic()
    t.equal(c.hello("recv", "wrong")["m"], "no", "a wrong password is refused")
    t.equal(c.hello("recv", "wrong")["m"], "no", "and again")
    t.equal(c.hello("recv", "demo")["m"], "welcome", "the right one is accepted")
    waited = time.monotonic() - begin
    t.ok(1.4 < waited < 6, "but each wrong one has cost time", waited)
    t.equal(desk.client().hello("disp", "demo")["m"], "no",
            "another operator is sent away")
    second = m.desk("recv")
    t.equal((second.ready, second.process.wait(5)), (True, 0),
            "a second desk of the operator ends quietly")
    c.send(m="nonsense")
    t.equal((c.wait_m("no") or {}).get("verdict"), "refused", "nonsense gets an answer")
    c.socket.sendall(b"\xff\xff\xff\xff")
    try:
        gone = c.wait_m("never", seconds=3)
    except (EOFError, ConnectionError):
        gone = True
    t.ok(gone, "an oversize frame ends only its client")
    t.ok(desk.login().rows("state"), "the others go on")


def drafts(t, desk):
    c = desk.login()
    draft = "01900000-0000-7000-8000-00000000d001"
    c.send(m="draft", draft=draft, seq=1, body={"action": "register", "fields": {}})
    t.ok(c.wait_m("drafted", draft=draft, seq=1), "a draft is kept")
    op = complaint()
    c.tell(op, draft=draft)
    t.equal(c.rows("drafts"), [], "what was submitted is no draft any more")
    t.equal(c.settled(op)["state"], "applied", "but a registration")


def killed(t, centre, m):
    """kill -9 at random moments: all that was called kept is applied exactly once."""
    kept, rounds = [], 12
    random.seed(12315)
    for _ in range(rounds):
        desk = m.desk("recv")
        c = desk.login()
        end = time.monotonic() + random.uniform(0.002, 0.12)
        try:
            while time.monotonic() < end:
                op = complaint()
                answer = c.tell(op, seconds=max(0.001, end - time.monotonic()))
                if answer and answer["m"] == "kept":
                    kept.append(op["op"])
        except (EOFError, ConnectionError):
            pass
        desk.kill()
        c.close()
    desk = m.desk("recv")
    c = desk.login()
    t.ok(eventually(lambda: c.rows("state") and not open_ops(c), 20),
         f"after {rounds} kills the queue drains", open_ops(c))
    ids = ",".join(f"'{k}'" for k in kept)
    found = int(centre.value(f"select count(*) from core.applied where op_id in ({ids})"))
    t.equal(found, len(kept), f"all {len(kept)} kept operations are at the centre")
    regnos = centre.sql("select regno from core.ticket group by regno having count(*) > 1")
    t.equal(regnos, [], "no number was given twice")
    return desk, c


def open_ops(c):
    return [r for r in c.rows("outbox") if r["state"] in ("queued", "sent")]


HOUR = 50  # calls; a desk that is lent 100 numbers asks for more when it has no more than these


def server_gone(t, centre, c):
    t.ok(eventually(lambda: int({r["name"]: r["value"] for r in c.rows("state")}["numbers"]) >= HOUR, 20),
         "numbers for an hour without the centre are at hand")
    centre.stop("immediate")
    t.ok(link(c, "down", 12), "a stopped server shows as a link down")
    ops = [complaint() for _ in range(HOUR)]
    answers = [c.tell(op) for op in ops]
    t.equal({a["m"] for a in answers}, {"kept"}, "work goes on without the centre")
    rows = c.ask("worklist", queue="registered", from_="both")
    t.ok(rows, "lists come from the mirror, and as the last answer")
    try:
        c.ask("search", text="x")
        t.ok(False, "what only the centre knows is said to be out of reach")
    except LookupError as e:
        t.equal(e.args[0]["verdict"], "later",
                "what only the centre knows is said to be out of reach")
    centre.start()
    begin = time.monotonic()
    done = [c.settled(op, 30) for op in ops]
    t.equal({d and d["state"] for d in done}, {"applied"},
            "the queue drains when the server is back")
    t.note(f"{HOUR} operations, {time.monotonic() - begin:.1f} s after the start")


def server_silent(t, centre, c):
    time.sleep(0.5)
    centre.signal(signal.SIGSTOP)
    begin = time.monotonic()
    try:
        op = complaint()
        t.equal(c.tell(op)["m"], "kept", "a silent server does not hinder keeping")
        shown = link(c, "down", 12) or link(c, "connecting", 1)
        took = time.monotonic() - begin
        t.ok(shown and took <= 10, "a silent server is shown within ten seconds", took)
        begin = time.monotonic()
        c.rows("state")
        t.ok(time.monotonic() - begin < 1, "and stalls nobody")
    finally:
        centre.signal(signal.SIGCONT)
    done = c.settled(op, 40)
    t.equal(done and done["state"], "applied", "when it speaks again the queue drains")
    n = centre.value(f"select count(*) from core.applied where op_id = '{op['op']}'")
    t.equal(n, "1", "and the operation is applied once")


def ends(t, desk, c, m):
    c.send(m="bye")
    c.close()
    t.equal(desk.process.wait(20), 0, "with nobody here and nothing to do a desk ends")
    t.ok(not os.path.exists(desk.path), "its socket goes with it")
    text = m.log.read_text()
    found = [w for w in ("13800000001", "测试甲", "文三路", "异物", "wrong") if w in text]
    t.equal(found, [], "the log has no personal data")


def no_server(t, centre):
    with Machine(None) as m:
        c = m.desk("recv").client()
        no = c.hello("recv", "demo", 30)
        t.equal((no["m"], no.get("verdict")), ("no", "later"),
                "a new machine without a centre cannot know anybody")
    with Machine(centre, sslmode="verify-full", demo=False) as m:
        no = m.desk("recv").client().hello("recv", "demo", 30)
        t.ok("demonstration" in no.get("text", ""),
             "a working desk does not talk to a demonstration", no)
    with Machine(centre, sslrootcert="/nonexistent/ca.pem") as m:
        no = m.desk("recv").client().hello("recv", "demo", 30)
        t.equal((no["m"], no.get("verdict")), ("no", "later"),
                "a centre that cannot prove itself is not spoken to")
    with Machine(centre, installation="another") as m:
        no = m.desk("recv").client().hello("recv", "demo", 30)
        t.ok("another installation" in no.get("text", ""),
             "a centre of another installation is refused", no)
    with Machine(centre) as m:
        no = m.desk("recv").client().hello("recv", "wrong", 30)
        t.equal(no["verdict"], "refused", "the centre's refusal of a password is final")
        t.equal(m.desk("nobody").client().hello("nobody", "demo", 30)["verdict"],
                "refused", "an unknown operator is refused")
        t.equal(list((m.dir / "store").glob("*.db")) if (m.dir / "store").exists()
                else [], [], "and nothing was written for either")


def password_changed(t, centre):
    with Machine(centre) as m:
        desk = m.desk("back")
        desk.login()
        centre.admin("password", "back", secret="newer-one")
        centre.sql("select pg_terminate_backend(pid) from pg_stat_activity "
                   "where usename = 'back'")
        c = desk.login()
        t.ok(link(c, "auth", 15), "a changed password stops the link and asks")
        t.equal(c.rows("state")[0]["value"], "auth", "the desk itself goes on")
        d = desk.client()
        t.equal(d.hello("back", "newer-one")["m"], "welcome",
                "the new password is proved at the centre")
        t.ok(eventually(lambda: d.rows("state")[0]["value"] == "up"), "the link is up")
        desk.kill()
        desk = m.desk("back")
        t.equal(desk.client().hello("back", "newer-one")["m"], "welcome",
                "and opens the store from then on")
        centre.admin("password", "back")


def wrong_centres(t, centre):
    centre.sql("create database empty")
    with Machine(centre, database="empty") as m:
        no = m.desk("recv").client().hello("recv", "demo", 30)
        t.equal((no.get("verdict"), "migrated" in no.get("text", "")), ("refused", True),
                "a database that is no centre is named as such")
    with Machine(centre, database="missing") as m:
        no = m.desk("recv").client().hello("recv", "demo", 30)
        t.equal(no.get("verdict"), "refused", "so is one that is not there")
    centre.schema(0)
    with Machine(centre) as m:
        no = m.desk("recv").client().hello("recv", "demo", 30)
        t.ok("too old" in no.get("text", ""), "and a centre that is too old", no)
    centre.schema(9)
    with Machine(centre) as m:
        no = m.desk("recv").client().hello("recv", "demo", 30)
        t.ok("program is too old" in no.get("text", ""), "or much newer than we are", no)
    centre.schema(1)


def clocks_differ(t, centre):
    hello = "\n".join(centre.sql(
        "select pg_get_functiondef('api.hello(uuid,text,integer,jsonb)'::regprocedure)"))
    centre.sql(hello.replace("'now', now()", "'now', now() + interval '3 hours'"))
    with Machine(centre) as m:
        c = m.desk("disp").login()
        told = c.wait_m("link", state="up", seconds=5) or {}
        rows = {r["name"]: r["value"] for r in c.rows("state")}
        t.ok("clock differs" in rows["reason"], "a clock off by hours is told", rows)
        t.equal(told.get("args"), ["180"], "with the minutes")
    centre.sql(hello)


def locked(t, centre):
    with Machine(centre) as m:
        c = m.desk("clerk2").login()
        centre.admin("lock", "clerk2")
        t.ok(link(c, "auth", 15), "a locked operator's link stops")
        t.ok(c.rows("state"), "what is here stays readable")
        centre.admin("unlock", "clerk2")
        d = m.desks[0].login()
        t.ok(eventually(lambda: d.rows("state")[0]["value"] == "up"),
             "unlocked, the next login brings the link back")


def damaged(t, centre):
    with Machine(centre) as m:
        m.desk("lead").login()
        m.desks[0].kill()
        store = m.dir / "store" / "lead.db"
        for part in store.parent.glob("lead.db-*"):
            part.unlink()
        size = store.stat().st_size
        with open(store, "r+b") as f:
            f.seek(100)
            f.write(os.urandom(max(4096, size // 2)))
        before = store.read_bytes()
        no = m.desk("lead").client().hello("lead", "demo", 30)
        t.equal((no["m"], no.get("verdict")), ("no", "broken"),
                "a damaged store is said to be damaged")
        t.ok(no.get("text"), "in a sentence")
        t.equal(store.read_bytes(), before, "and left as it is")


def vanishing(t, centre):
    """Clients that ask and leave at once, over and over."""
    with Machine(centre) as m:
        desk = m.desk("disp")
        desk.login()
        for i in range(60):
            c = desk.login()
            for k in range(8):
                c.send(m="ask", id=k + 1, query="worklist", args={"queue": "todispatch"})
            c.close()
        t.ok(desk.login().rows("state"), "clients that vanish take nothing with them")
        t.equal(desk.kill(signal.SIGTERM), 0, "a desk that is asked to end does so well")


def no_duties(t, centre):
    centre.enrol("idler", label="无岗", number="9999", unit="330100000")
    with Machine(centre) as m:
        c = m.desk("idler").login()
        t.ok(c.rows("state"), "an operator without duties can log in")
        done = c.do(operation("note", note="x")) or {}
        t.ok(done.get("m") == "no" or done.get("state") == "refused",
             "and may do nothing", done)


def main(t, stack):
    centre = stack.enter_context(Centre())
    m = stack.enter_context(Machine(centre))
    desk, c = first_day(t, centre, m)
    logins(t, m, desk)
    drafts(t, desk)
    desk.kill()
    desk, c = killed(t, centre, m)
    server_gone(t, centre, c)
    server_silent(t, centre, c)
    ends(t, desk, c, m)
    no_server(t, centre)
    password_changed(t, centre)
    wrong_centres(t, centre)
    clocks_differ(t, centre)
    locked(t, centre)
    damaged(t, centre)
    vanishing(t, centre)
    no_duties(t, centre)


TAP.run(main)
