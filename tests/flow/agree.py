#!/usr/bin/python3
"""Desk and centre know that they agree: after a drain, after the centre was put back to an
older base, with a store that was copied, put back in place, or killed while it was greeted.
Each time: every operation once, every number once, and the ledgers agree in the end."""
import os
import pathlib
import random
import shutil
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lib import tap as TAP  # noqa: E402
from lib.centre import Centre  # noqa: E402
from lib.desk import Machine, complaint, operation  # noqa: E402
from lib.tap import eventually  # noqa: E402

SEED = int(os.environ.get("SEED", "8"))
TRIALS = int(os.environ.get("TRIALS", "2"))


def state(c):
    return {r["name"]: r["value"] for r in c.rows("state")}


def agreed(c, seconds=40):
    return eventually(lambda: state(c)["agreed"] == "yes" and state(c)["queued"] == "0",
                      seconds, 0.1)


def note(op, text="补充说明。"):
    return operation("note", op["ticket"], f"op:{op['op']}", note=text)


def keep(t, c, *ops):
    """A store that got another name asks for numbers anew: they come within seconds."""
    for op in ops:
        said = []
        if not eventually(lambda: said.append(c.tell(op)) or (said[-1] or {}).get("m") == "kept",
                          10, 0.2):
            t.ok(False, "an operation is kept", said[-1])


def numbers(c):
    return {r["op"]: r["regno"] for r in c.rows("outbox") if r["regno"]}


def once(t, centre, ops, what):
    """Each operation applied once, no number twice, no seq of a store twice."""
    ids = ",".join(f"'{o['op']}'" for o in ops)
    t.equal(centre.value(
        "select (select count(*) from core.applied where verdict = 'applied' and op_id in "
        f"({ids})) || ' ' || (select count(*) from core.event where op in ({ids}))"),
        f"{len(ops)} {len(ops)}", f"{what}: every operation is applied once")
    t.equal(centre.value(
        "select (select count(*) - count(distinct regno) from core.ticket) || ' ' || "
        "(select count(*) - count(distinct (store, seq)) from core.applied)"),
        "0 0", f"{what}: no registration number and no sequence number serves twice")


def after_a_drain(t, centre, c):
    t.ok(agreed(c), "a desk that told nothing agrees with the centre")
    ops = [complaint() for _ in range(3)]
    keep(t, c, *ops)
    for op in ops:
        c.settled(op)
    t.ok(agreed(c, 5), "what is told over a link that agreed goes on agreeing")
    centre.stop()
    seen = c.wait(lambda m: m["m"] == "link" and m.get("agreed") == "checking", 10)
    t.ok(seen, "without the link nobody says that nothing waits")
    more = [complaint(), note(ops[0])]
    keep(t, c, *more)
    centre.start()
    t.ok(agreed(c), "after the drain the ledgers are compared, and agree", state(c))
    once(t, centre, ops + more, "drained")


def put_back(t, centre, m, stack, rounds):
    """The centre loses its last hours; the desks have them."""
    dice = random.Random(SEED)
    t.note(f"SEED={SEED}")
    recv, disp = m.desk("recv").login(), m.desk("disp").login()
    ops = []
    for number in range(rounds):
        base = [complaint() for _ in range(2)]
        keep(t, recv, *base)
        t.ok(agreed(recv) and agreed(disp), "before the base copy all agree")
        centre.stop()
        shutil.rmtree(centre.dir + "/base", ignore_errors=True)
        subprocess.run(["cp", "-a", centre.data, centre.dir + "/base"], check=True)
        centre.start()
        agreed(recv), agreed(disp)
        new = [complaint() for _ in range(dice.randint(2, 5))]
        bad = complaint(mobile=None)
        keep(t, recv, *new, bad)
        for op in new + [bad]:
            recv.settled(op)
        notes = [note(op, f"第{i}次") for op in new + base for i in range(dice.randint(1, 3))]
        keep(t, recv, *notes)
        agreed(recv)
        assign = operation("assign", new[0]["ticket"], f"server:1", unit="330106000")
        t.equal((disp.do(assign) or {}).get("state"), "applied",
                "another desk builds on what was told")
        centre.stop("immediate")
        waiting = note(new[1], "断线时")
        keep(t, recv, waiting)
        shutil.rmtree(centre.data)
        subprocess.run(["cp", "-a", centre.dir + "/base", centre.data], check=True)
        centre.start()
        both = agreed(recv, 60) and agreed(disp, 60)
        t.ok(both, "a centre put back to an older base agrees again",
             [state(recv), state(disp)])
        # what builds on another desk's lost step may meet a conflict: it is visible
        ops += base + new + notes + [waiting]
        once(t, centre, ops, "put back")
        t.ok(int(state(recv)["again"]) >= len(new) + len(notes),
             "what it had lost was told again", state(recv))
        shown = {r["op"]: r["state"] for r in disp.rows("outbox")}.get(assign["op"])
        t.ok(shown in ("applied", "conflict", "refused"),
             "the step of the other desk is applied, or stands in its outbox", shown)
        t.equal({r["op"]: r["state"] for r in recv.rows("outbox")}.get(bad["op"]),
                "refused", "what was refused is refused again")
        t.equal(centre.value("select count(*) from audit.alarm where what like 'a copied%'"),
                "0", "no store is taken for a copy because the centre is older")


def copied(t, centre, m, stack):
    """The directory of a store with a queue is copied, and both are used."""
    desk = m.desk("recv")
    c = desk.login()
    agreed(c)
    centre.stop()
    ops = [complaint(), complaint()]
    keep(t, c, *ops)
    told = numbers(c)
    first = state(c)["store"]
    desk.kill()
    other = stack.enter_context(Machine(centre))
    subprocess.run(["cp", "-a", m.dir / "store", other.dir], check=True)
    centre.start()
    a, b = m.desk("recv").login(), other.desk("recv").login()
    word = b.wait_m("word", seconds=5)
    t.ok(word and "copied" in word["text"], "who uses the copy is told so", word)
    t.equal(other.desk("recv").login().wait_m("word", seconds=1), None, "once")
    t.ok(agreed(a) and agreed(b), "original and copy agree with the centre",
         [state(a), state(b)])
    t.equal((state(a)["store"], state(b)["store"] != first), (first, True),
            "the original keeps its name, the copy has another")
    more = [complaint() for _ in range(6)]
    for i, op in enumerate(more):
        keep(t, (a, b)[i % 2], op)
        (a, b)[i % 2].settled(op)
    once(t, centre, ops + more, "copied")
    regno = dict(r.split("|") for r in centre.sql(
        "select op, regno from core.event e join core.ticket t using (ticket) "
        "where action = 'register'"))
    t.equal({op: regno.get(op) for op in told}, told, "the numbers told before stay")


def store_of(m, name="recv"):
    return [m.dir / "store" / (name + end) for end in (".db", ".db-wal", ".lock")]


def save(m, to):
    os.makedirs(to, exist_ok=True)
    for path in store_of(m):
        if path.exists():
            shutil.copyfile(path, f"{to}/{path.name}")


def restore(m, to):
    """In place: the same inodes, as `cp` writes over them."""
    for path in store_of(m):
        if os.path.exists(f"{to}/{path.name}"):
            shutil.copyfile(f"{to}/{path.name}", path)
        elif path.exists():
            path.unlink()


def put_back_in_place(t, centre, m):
    desk = m.desk("recv")
    c = desk.login()
    agreed(c)
    first = state(c)["store"]
    desk.kill()
    save(m, m.dir / "s0")
    desk = m.desk("recv")
    c = desk.login()
    agreed(c)
    later = [complaint() for _ in range(3)]
    keep(t, c, *later)
    agreed(c)
    desk.kill()
    restore(m, m.dir / "s0")
    desk = m.desk("recv")
    c = desk.login()
    ok = agreed(c)
    t.ok(ok and state(c)["store"] != first,
         "a store put back in place goes on under another name", state(c))
    op = complaint()
    keep(t, c, op)
    c.settled(op)
    once(t, centre, later + [op], "put back in place")
    t.equal(centre.value("select count(*) > 0 from audit.alarm where what like 'a copied%'"),
            "t", "and the centre has it on record")
    desk.kill()


def same_number(t, centre, m):
    """Two machines made of one snapshot, both offline: nothing can tell them apart."""
    desk = m.desk("recv")
    c = desk.login()
    agreed(c)
    centre.stop()
    desk.kill()
    save(m, m.dir / "s1")
    lost, kept = complaint(), complaint()
    desk = m.desk("recv")
    c = desk.login()
    keep(t, c, lost)
    number = numbers(c)[lost["op"]]
    desk.kill()
    save(m, m.dir / "s2")
    restore(m, m.dir / "s1")
    desk = m.desk("recv")
    c = desk.login()
    keep(t, c, kept)
    t.equal(numbers(c)[kept["op"]], number, "both told their callers the same number")
    centre.start()
    t.ok(agreed(c), "the first is taken")
    desk.kill()
    restore(m, m.dir / "s2")
    desk = m.desk("recv")
    c = desk.login()
    done = eventually(lambda: next((r for r in c.rows("outbox") if r["op"] == lost["op"]
                                    and r["state"] == "refused"), None), 20)
    t.equal((done or {}).get("field"), "regno", "the second is refused at its number")
    eventually(lambda: state(c)["numbers"] != "0", 10)
    number_ = c.next_id()
    c.send(m="retry", id=number_, op=lost["op"])
    again = c.wait_m("kept", "no", id=number_)
    t.ok(again["m"] == "kept" and again["ops"][0]["regno"] not in ("", number),
         "sent again it has a number of its own", again)
    word = c.wait_m("word", seconds=5, args=[number, again["ops"][0].get("regno")])
    t.ok(word and "Call the caller back" in word["text"],
         "and the operator is told to call the caller back", word)
    end = c.settled(again["ops"][0])
    t.equal((end or {}).get("state"), "applied", "it is applied")
    t.equal(centre.value("select facts ->> 'formerno' from core.ticket where regno = "
                         f"'{again['ops'][0]['regno']}'"), number,
            "and the number it was told under is on record")
    t.ok(agreed(c), "the ledgers agree")
    once(t, centre, [kept], "the same number")
    desk.kill()


def killed_while_greeted(t, centre, m, trials):
    """The centre has answered the greeting, the desk never kept the answer."""
    desk = m.desk("recv")
    c = desk.login()
    agreed(c)
    first = state(c)["store"]
    desk.kill()
    before = centre.value("select count(*) from audit.alarm")
    good = turns = 0
    for _ in range(trials):
        turn = centre.value(f"select turn from core.store where store = '{first}'")
        holder = threading.Thread(target=centre.sql, args=(
            f"begin; select 1 from core.store where store = '{first}' for update; "
            "select pg_sleep(2); commit",))
        holder.start()
        eventually(lambda: centre.value("select count(*) from pg_stat_activity where "
                                        "query like '%pg_sleep(2)%'") > "1", 5)
        desk = m.desk("recv")
        client = desk.client()
        client.send(m="hello", v=1, operator="recv", password="demo", client="test")
        eventually(lambda: centre.value(
            "select count(*) from pg_stat_activity where usename = 'recv' and "
            "wait_event_type = 'Lock'") != "0", 10)
        desk.kill()
        holder.join()
        turns += eventually(lambda: centre.value(
            f"select turn from core.store where store = '{first}'") != turn, 5)
        desk = m.desk("recv")
        c = desk.login()
        good += bool(agreed(c)) and state(c)["store"] == first
        desk.kill()
    t.equal((turns, good), (trials, trials),
            "a greeting whose answer was lost is no copy: same name, ledgers agree")
    t.equal(centre.value("select count(*) from audit.alarm"), before, "and no alarm")


def machine(centre, stack):
    m = stack.enter_context(Machine(centre, lease=200))
    return m


def main(t, stack):
    centre = stack.enter_context(Centre())
    first = machine(centre, stack)
    desk = first.desk("recv")
    after_a_drain(t, centre, desk.login())
    killed = desk.kill()
    t.note(f"desk ended {killed}")
    killed_while_greeted(t, centre, first, TRIALS)
    put_back(t, centre, machine(centre, stack), stack, max(1, TRIALS // 2))
    copied(t, centre, machine(centre, stack), stack)
    put_back_in_place(t, centre, machine(centre, stack))
    same_number(t, centre, machine(centre, stack))


TAP.run(main)
