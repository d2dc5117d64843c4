#!/usr/bin/python3
"""The queue of a desk: bad operations hold only their own ticket, two editors never
overwrite each other, and a bad network neither loses nor doubles anything."""
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lib import tap as TAP  # noqa: E402
from lib.centre import Centre  # noqa: E402
from lib.desk import Machine, complaint, operation  # noqa: E402
from lib.proxy import Proxy  # noqa: E402
from lib.tap import eventually  # noqa: E402


def states(c):
    return {r["op"]: r["state"] for r in c.rows("outbox")}


def note_on(op, text="补充说明。"):
    return operation("note", op["ticket"], f"op:{op['op']}", note=text)


def poison(t, centre, c):
    """A long queue with bad operations in it, drained in batches."""
    centre.stop()
    ops, bad = [], []
    for i in range(120):
        op = complaint(**({"mobile": None} if i % 20 == 7 else {}))
        (bad if i % 20 == 7 else ops).append(op)
        c.tell(op)
    behind = [note_on(op) for op in bad]
    after = [note_on(op) for op in ops[:10]]
    for op in behind + after:
        c.tell(op)
    centre.start()
    for op in ops + after + bad:
        c.settled(op, 40)
    seen = states(c)
    t.equal({seen.get(o["op"]) for o in ops + after} - {None}, {"applied"},
            "healthy operations pass, and those that build upon them")
    t.equal({seen.get(o["op"]) for o in bad}, {"refused"}, "bad ones are refused")
    t.equal({seen.get(o["op"]) for o in behind}, {"held"},
            "what stood behind a bad one is held")
    link = c.wait_m("link", stuck=len(bad) + len(behind), held=len(behind))
    t.ok(link, "and the screen is told how many are stuck")
    return bad, behind


def second_thoughts(t, desk, c, bad, behind):
    other = desk.login()
    number = c.next_id()
    c.send(m="withdraw", id=number, op=behind[0]["op"], reason="重复")
    t.ok(c.wait_m("kept", id=number), "an operation can be withdrawn")
    t.ok(other.wait_m("settled", op=behind[0]["op"], state="withdrawn"),
         "and the other window hears of it")
    number = c.next_id()
    c.send(m="retry", id=number, op=bad[1]["op"])
    kept = c.wait_m("kept", id=number)
    t.ok(kept, "a refused one can be sent again")
    again = kept["ops"][0]["op"]
    done = c.wait_m("settled", op=again, seconds=15) or {}
    t.equal(done.get("state"), "refused", "under a new id, with the same answer")
    number = c.next_id()
    c.send(m="withdraw", id=number, op=bad[2]["op"], reason="重复")
    c.wait_m("kept", id=number)
    done = c.wait(lambda m: m["m"] == "settled" and m["op"] == behind[2]["op"]
                  and m["state"] != "held", 15) or {}
    t.ok(done, "what was held behind it is no longer held by it", done)
    other.close()


def same_twice(t, centre, c):
    op = complaint()
    first, second = c.tell(op), c.tell(op)
    t.equal(first["ops"], second["ops"], "the same operation is kept once")
    t.equal(c.settled(op)["state"], "applied", "and applied")
    changed = dict(op, payload=dict(op["payload"], content="别的内容"))
    t.equal(c.tell(changed)["m"], "no", "its id serves nothing else")
    two = complaint(), complaint()
    answer = c.tell(*two)
    t.equal(len({o["regno"] for o in answer["ops"]}), 2, "two tickets of one call")
    t.equal({c.settled(o)["state"] for o in two}, {"applied"}, "both arrive")
    return op


def two_editors(t, centre, ticket, stack):
    seats = []
    for _ in range(2):
        m = stack.enter_context(Machine(centre))
        seats.append(m.desk("disp").login())
    ops = [operation("assign", ticket, "server:1", unit="330106000", note=f"第{i}席")
           for i in range(2)]
    for c, op in zip(seats, ops):
        c.tell(op)
    done = [c.settled(op) for c, op in zip(seats, ops)]
    t.equal(sorted(d["state"] for d in done), ["applied", "conflict"],
            "of two editors one is applied and the other is told")
    lost = next(d for d in done if d["state"] == "conflict")
    t.equal((lost["detail"].get("version"), lost["detail"].get("operator") != ""),
            (2, True), "and sees who was first")
    version = centre.value(f"select version from core.ticket where ticket = '{ticket}'")
    t.equal(version, "2", "the ticket moved once")
    news = [c.wait_m("news", seconds=8) for c in seats]
    t.ok(all(news), "both hear the news")


def bad_network(t, centre, stack):
    proxy = stack.enter_context(Proxy("127.0.0.1", centre.port, seed=7, most=20000))
    m = stack.enter_context(Machine(centre, port=proxy.port))
    proxy.calm = True
    c = m.desk("recv").login()
    eventually(lambda: c.rows("code", table="division", code="330106"), 30)
    proxy.calm = False
    ops = []
    for _ in range(50):
        ops.append([complaint()])
        for i in range(3):
            ops[-1].append(note_on(ops[-1][0], f"第{i}次"))
    for i in range(4):
        for chain in ops:
            answer = c.tell(chain[i])
            if answer["m"] != "kept":
                t.ok(False, "work goes on over a bad network", answer)
                return
    flat = [op for chain in ops for op in chain]
    left = eventually(lambda: not any(
        s in ("queued", "sent") for s in states(c).values()), 150, 0.5)
    t.note(f"the network: {dict(proxy.seen)}")
    t.ok(left, "the queue drains over a bad network")
    ids = ",".join(f"'{o['op']}'" for o in flat)
    n = centre.value("select count(*) || ' ' || count(distinct op_id) from core.applied "
                     f"where op_id in ({ids}) and verdict = 'applied'")
    t.equal(n, f"{len(flat)} {len(flat)}", "nothing is lost and nothing applied twice")
    tickets = ",".join(f"'{chain[0]['ticket']}'" for chain in ops)
    wrong = centre.value(
        "select count(*) from (select ticket, op, row_number() over "
        "(partition by ticket order by n) as i from core.event "
        f"where ticket in ({tickets})) e join (values " + ",".join(
            f"('{op['op']}'::uuid,{i + 1})" for chain in ops
            for i, op in enumerate(chain)) + ") v(op, i) on v.op = e.op "
        "where v.i <> e.i")
    t.equal(wrong, "0", "of each ticket the order is kept")


def stubborn(t, centre, c, held):
    """A ticket that somebody holds, and operations nobody foresaw, in one long queue."""
    centre.sql("create function public.choke() returns trigger language plpgsql as $$ begin "
               "if new.payload::text like '%噎住%' then raise 'unforeseen' using errcode = 'XX001'; "
               "end if; return new; end $$; create trigger choke before insert on core.event "
               "for each row execute function public.choke()")
    holder = subprocess.Popen(
        ["psql", "-X", "-q", "-h", centre.host, "-p", str(centre.port), "-U", "postgres",
         "-d", "gangshao", "-c", "begin", "-c", "select from core.ticket where ticket = "
         f"'{held['ticket']}' for update", "-c", "select pg_sleep(60)"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    eventually(lambda: centre.value("select count(*) from pg_stat_activity "
                                    "where query like '%pg_sleep(60)%'") == "2")
    waits, fresh = note_on(held), [complaint() for _ in range(80)]
    notes = [note_on(op, "噎住" if i % 20 == 7 else "顺利") for i, op in enumerate(fresh)]
    told = [waits] + fresh + notes
    for i in range(0, len(told), 32):
        c.tell(*told[i:i + 32], seconds=20)
    done = {op["op"]: (c.settled(op, 30) or {}).get("state") for op in fresh + notes}
    t.equal({done[op["op"]] for op in fresh}, {"applied"}, "the healthy pass a locked ticket")
    t.equal([done[op["op"]] for op in notes],
            ["admin" if i % 20 == 7 else "applied" for i in range(80)],
            "what the centre cannot digest is parked, alone")
    t.ok(states(c).get(waits["op"]) in ("queued", "sent"), "what is locked waits")
    holder.kill()
    centre.sql("select pg_terminate_backend(pid) from pg_stat_activity where query like "
               "'%pg_sleep(60)%' and pid <> pg_backend_pid()")
    t.equal((c.settled(waits, 70) or {}).get("state"), "applied", "until it can go on")
    holder.wait()
    centre.sql("drop trigger choke on core.event")


def locked_out(t, centre, m, desk, c):
    """An operator who is locked keeps her queue; nothing of it is refused."""
    centre.sql("update core.operator set locked = true where name = 'recv'")
    ops = [complaint() for _ in range(30)]
    c.seen.clear()
    c.tell(*ops, seconds=20)
    t.ok(c.wait_m("link", state="auth", seconds=15), "a lock-out ends the link and asks")
    t.ok(eventually(lambda: {states(c)[op["op"]] for op in ops} == {"queued"}),
         "and refuses nothing")
    centre.sql("update core.operator set locked = false where name = 'recv'")
    c.close()
    desk.kill()
    c = m.desk("recv").login()
    t.ok(eventually(lambda: {states(c)[op["op"]] for op in ops} == {"applied"}, 30, 0.5),
         "unlocked, all of it arrives")


def main(t, stack):
    centre = stack.enter_context(Centre())
    m = stack.enter_context(Machine(centre, lease=600))
    desk = m.desk("recv")
    c = desk.login()
    eventually(lambda: c.rows("code", table="division", code="330106"), 30)
    bad, behind = poison(t, centre, c)
    second_thoughts(t, desk, c, bad, behind)
    op = same_twice(t, centre, c)
    stubborn(t, centre, c, op)
    locked_out(t, centre, m, desk, c)
    two_editors(t, centre, op["ticket"], stack)
    bad_network(t, centre, stack)


TAP.run(main)
