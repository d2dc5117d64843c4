"""poison.py -- P9: one call in twenty holds what the centre refuses; the others drain as if
it were not there.

Clean and poisoned queues of the same number of healthy tickets are drained in turn, and the
best of each compared: neighbours on the machine make a drain slower, never faster.  A
third kind of queue holds what the centre cannot digest at all (a fault of its own): those
are parked for the administrator and the others pass, at whatever speed.
"""
import contextlib
import random
import time

import book
import crew
from crew import Centre, complaint, operation

HEALTHY, POISON = 950, 50
MOST, ENOUGH = 1.10, 5  # rounds before the ratio is judged
FAULT = """
create or replace function core.soak_fault() returns trigger language plpgsql as $$
begin
    if new.facts->>'content' like '毒%' then
        raise exception 'a fault of the centre' using errcode = 'XX000';
    end if;
    return new;
end $$;
create trigger soak_fault before insert on core.ticket
    for each row execute function core.soak_fault()"""


def queue_up(post, kind, n):
    """HEALTHY tickets, and among them what is bad, each with a note behind it."""
    ops, bad = [], []
    for i in range(HEALTHY):
        ops.append(post.register())
        if kind != "clean" and i % (HEALTHY // POISON) == 7:
            bad.append(poisoned(post, kind))
            ops.append(bad[-1])
            ops.append(behind(post, bad[-1]))
    for i in range(0, len(ops), crew.TELL_MOST):
        while not post.tell(ops[i:i + crew.TELL_MOST]):
            raise AssertionError(f"round {n}: not kept: {post.state()}")
    return ops, bad


def poisoned(post, kind):
    text = post.text()
    more = {"mobile": None} if kind == "refused" else {}
    op = complaint(content=text if kind == "refused" else "毒" + text, **more)
    post.book.want(post.name, op, text, "refused" if kind == "refused" else "any")
    return op


def behind(post, bad):
    op = operation("note", bad["ticket"], f"op:{bad['op']}", note=post.text())
    post.book.want(post.name, op, op["payload"]["note"], "any")
    return op


def drain(post, ops, bad):
    """Seconds from the first verdict to the last healthy one's."""
    held = {o["ticket"] for o in bad}
    wait = {o["op"] for o in ops if o["ticket"] not in held}
    begin = None
    while wait:
        m = post.client.receive(60)
        if m is None:
            raise AssertionError(f"{len(wait)} healthy ones wait for ever")
        if m["m"] != "settled":
            continue
        post.book.settled(m)
        begin = begin or time.monotonic()
        wait.discard(m["op"])
    return time.monotonic() - begin


def one(r, centre, post, kind, n):
    centre.stop()
    ops, bad = queue_up(post, kind, n)
    post._drain()
    centre.start()
    took = drain(post, ops, bad)
    r.tried("P9", len(ops))
    want = {"refused": "refused", "indigestible": "admin"}.get(kind)
    end = time.monotonic() + 20
    while bad and time.monotonic() < end:
        states = {row["op"]: row["state"] for row in post.outbox()}
        got = {states.get(o["op"]) for o in bad}
        if got == {want}:
            break
        time.sleep(0.05)
    if bad and got != {want}:
        r.fail("P9", f"bad ones are {got}, not {want}")
    clear(post)
    return took


def clear(post):
    """The operator lets go of what is stuck, so that the next queue starts empty."""
    c = post.client
    for row in post.outbox():
        if row["state"] in ("held", "refused", "admin"):
            c.send(m="withdraw", id=c.next_id(), op=row["op"], reason="试验")
            c.wait_m("kept", "no", id=c.ids)
            if row["op"] in post.book.intents:
                post.book.intents[row["op"]].withdrawn = True


def run(r, seed, seconds):
    with contextlib.ExitStack() as stack:
        the_book, dice = book.Book(), random.Random(seed)
        centre = stack.enter_context(Centre())
        team = crew.Crew(stack, the_book, dice)
        post = team.add(centre, poll=60)
        team.start()
        centre.sql(FAULT)
        left, best, n = crew.window(seconds), {}, 0
        while left() or n < 2:
            kinds = ["clean", "refused"] + (["indigestible"] if n % 4 == 0 else [])
            dice.shuffle(kinds)
            for kind in kinds:
                took = one(r, centre, post, kind, n)
                best[kind] = min(took, best.get(kind, took))
            n += 1
        ratio = best["refused"] / best["clean"]
        r.notes.append(f"P9: {n} rounds, best drains of {HEALTHY} healthy tickets: "
                       f"{best['clean']:.3f} s clean, ratio {ratio:.2f} with 5 % refused, "
                       f"{best['indigestible'] / best['clean']:.1f} with 5 % indigestible")
        if n >= ENOUGH and ratio > MOST:
            r.fail("P9", f"5 % poison costs the healthy ones {ratio:.2f} ×, not {MOST}")
        r.judge("P9", book.compare(the_book, centre, team.settle()))
