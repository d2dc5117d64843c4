"""book.py -- three ledgers and their comparison: what the driver was told, what the desks
have in their stores, what the centre has.

The driver's book is written before an operation is told and after each answer; the driver
itself is never killed.  Every operation carries a text of its own, so that one intent that
arrives under two ids is seen too.
"""
import collections
import threading

UNSETTLED = ("queued", "sent")
STUCK = ("refused", "conflict", "held", "admin")


class Intent:
    """One operation: what was wanted, what was said about it."""
    __slots__ = ("op", "post", "text", "expect", "seq", "regno", "states", "withdrawn")

    def __init__(self, op, post, text, expect):
        self.op = {k: op[k] for k in ("op", "ticket", "action")}  # they are many
        self.post, self.text, self.expect = post, text, expect
        self.seq = self.regno = None  # seq: it was called kept
        self.states = []              # what "settled" has said
        self.withdrawn = False


class Verdict:
    """What the comparison found; empty is good."""

    def __init__(self):
        self.found = collections.defaultdict(list)
        self.trials = collections.Counter()

    def add(self, kind, what):
        self.found[kind].append(what)

    def count(self, *kinds):
        return sum(len(self.found[k]) for k in kinds)

    def __str__(self):
        counted = ", ".join(f"{len(v)} {k}" for k, v in sorted(self.found.items()) if v)
        return counted or "nothing"

    def samples(self):
        return [f"{k}: {x}" for k, v in sorted(self.found.items()) for x in v[:5]]


class Book:
    def __init__(self):
        self.lock = threading.Lock()
        self.intents = {}   # op id: Intent
        self.numbers = {}   # regno: op id, as told when kept
        self.twice = []     # numbers told twice
        self.renumbered = []

    def want(self, post, op, text, expect="applied"):
        with self.lock:
            self.intents[op["op"]] = Intent(op, post, text, expect)

    def kept(self, rows):
        """The answer to a tell: {op, seq, regno?} each."""
        with self.lock:
            for row in rows:
                intent = self.intents[row["op"]]
                if intent.seq is not None and intent.seq != row["seq"]:
                    self.renumbered.append((row["op"], intent.seq, row["seq"]))
                intent.seq = row["seq"]
                self._number(intent, row.get("regno"))

    def _number(self, intent, regno):
        if not regno:
            return
        if intent.regno and intent.regno != regno:
            self.renumbered.append((intent.op["op"], intent.regno, regno))
        intent.regno = regno
        other = self.numbers.setdefault(regno, intent.op["op"])
        if other != intent.op["op"]:
            self.twice.append((regno, other, intent.op["op"]))

    def settled(self, message):
        with self.lock:
            intent = self.intents.get(message["op"])
            if not intent:
                return
            intent.states.append(message["state"])
            if message["action"] == "register":  # others name their ticket's
                self._number(intent, message.get("regno"))

    def told(self):
        return [i for i in self.intents.values() if i.seq is not None]


class Ledger:
    """The centre's: read as superuser, past every function of ours, in one snapshot."""

    SNAPSHOT = ("begin transaction isolation level repeatable read read only; "
                "select 'a', op_id, verdict, store, seq from core.applied; "
                "select 'e', op, ticket, n, version from core.event order by ticket, n; "
                "select 't', ticket, regno, version, facts ->> 'content' from core.ticket; "
                "commit")

    def __init__(self, centre):
        self.applied, self.order, self.tickets = {}, {}, {}
        self.count = collections.Counter()
        read = {"a": self._verdict, "e": self._event, "t": self._ticket}
        for row in centre.sql(self.SNAPSHOT):
            kind, _, rest = row.partition("|")
            read[kind](rest)

    def _verdict(self, row):
        op, verdict, store, seq = row.split("|")
        self.applied[op] = (verdict, store, int(seq))

    def _event(self, row):
        op, ticket, n, version = row.split("|")
        self.count[op] += 1
        self.order.setdefault(ticket, []).append((op, int(n), int(version)))

    def _ticket(self, row):
        ticket, regno, version, text = row.split("|", 3)
        self.tickets[ticket] = (regno, int(version), text)


def compare(book, centre, stores):
    """stores: post -> rows of its outbox, {} where its desk could not be asked."""
    v, c = Verdict(), Ledger(centre)
    here = {row["op"]: row["state"] for rows in stores.values() for row in rows}
    for i in book.told():
        v.trials["operations"] += 1
        one_intent(v, c, i, here)
    one_order(v, c, book)
    one_chain(v, c)
    one_number(v, c, book)
    return v


def one_intent(v, c, i, here):
    op = i.op["op"]
    verdict, _, seq = c.applied.get(op, (None, None, None))
    state = here.get(op)
    if verdict is None and state is None and not i.withdrawn:
        v.add("lost", f"{i.op['action']} {op}: called kept, nowhere now")
    elif verdict is None and not i.withdrawn:
        v.add("stuck", f"{i.op['action']} {op}: {state}, the centre has no verdict")
    if verdict is None and (state == "applied" or "applied" in i.states):
        v.add("lost", f"{i.op['action']} {op}: called applied, not at the centre")
    if verdict and verdict != i.expect and i.expect != "any":
        v.add("wrong verdict", f"{i.op['action']} {op}: {verdict}, not {i.expect}")
    if verdict and {"applied", "refused", "conflict"} & set(i.states) - {verdict}:
        v.add("wrong verdict", f"{op}: told {i.states}, the centre said {verdict}")
    if verdict and state in UNSETTLED:
        v.add("stuck", f"{op}: {state} here, {verdict} at the centre")
    if verdict and seq != i.seq:
        v.add("renumbered", f"{op}: kept as {i.seq}, at the centre {seq}")
    events = c.count[op]
    if events > 1 or (events == 1) != (verdict == "applied"):
        v.add("twice" if events > 1 else "lost", f"{op}: {verdict}, {events} events")


def one_order(v, c, book):
    """Of each ticket: as this desk kept them.  Several desks' orders are independent."""
    for ticket, events in c.order.items():
        last = {}
        for op, _, _ in events:
            i = book.intents.get(op)
            if not i or i.seq is None:
                continue
            if i.seq < last.get(i.post, 0):
                v.add("out of order", f"{ticket}: {i.seq} after {last[i.post]}")
            last[i.post] = i.seq


def one_chain(v, c):
    for ticket, events in c.order.items():
        if [n for _, n, _ in events] != list(range(1, len(events) + 1)):
            v.add("lost", f"{ticket}: steps {[n for _, n, _ in events][:20]}")
        if ticket in c.tickets and c.tickets[ticket][1] != events[-1][2]:
            v.add("lost", f"{ticket}: version {c.tickets[ticket][1]}, "
                  f"its last step made {events[-1][2]}")


def one_number(v, c, book):
    regnos, texts = collections.Counter(), collections.Counter()
    for ticket, (regno, _, text) in c.tickets.items():
        regnos[regno] += 1
        texts[text] += 1
        if ticket not in c.order:
            v.add("lost", f"{ticket}: a ticket without any event")
            continue
        i = book.intents.get(c.order[ticket][0][0])
        if i and i.regno and i.regno != regno:
            v.add("renumbered", f"{ticket}: told {i.regno}, at the centre {regno}")
    for regno, n in regnos.items():
        if n > 1:
            v.add("twice", f"number {regno} on {n} tickets")
    for text, n in texts.items():
        if n > 1:
            v.add("twice", f"{text} on {n} tickets")
    for found in book.twice:
        v.add("twice", f"number told twice: {found}")
    for found in book.renumbered:
        v.add("renumbered", str(found))
