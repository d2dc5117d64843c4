#!/usr/bin/python3
"""The judge sees what the campaigns look for: ledgers with one fault each, made by hand."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import book  # noqa: E402
import crew  # noqa: E402,F401  finds tests/flow
from lib import tap as TAP  # noqa: E402
from lib.desk import complaint, operation  # noqa: E402


class Centre:
    """Answers the judge's question, one snapshot of three tables, from lists."""

    def __init__(self):
        self.applied, self.events, self.tickets = [], [], []

    def sql(self, text):
        begin, *questions, _ = text.split("; ")
        assert "repeatable read" in begin, begin
        tables = {"core.applied": self.applied, "core.event": self.events,
                  "core.ticket": self.tickets}
        return ["|".join(map(str, [question.split("'")[1], *row])) for question in questions
                for name, rows in tables.items() if name in question for row in rows]


def good():
    """A registration and two notes, kept, applied, settled."""
    the_book, centre = book.Book(), Centre()
    first = complaint(content="一件")
    ops = [first] + [operation("note", first["ticket"], "", note=f"{i}") for i in (1, 2)]
    regno = "3301000002026112400000001"
    for i, op in enumerate(ops):
        the_book.want("甲席", op, f"{i}")
        the_book.kept([{"op": op["op"], "seq": i + 1, "regno": "" if i else regno}])
        the_book.settled({"op": op["op"], "action": op["action"], "state": "applied",
                          "regno": regno})
        centre.applied.append([op["op"], "applied", "store", i + 1])
        centre.events.append([op["op"], first["ticket"], i + 1, 1])
    centre.tickets.append([first["ticket"], regno, 1, "一件"])
    rows = [{"op": op["op"], "state": "applied"} for op in ops]
    return the_book, centre, {"甲席": rows}


def lost(b, c, s):
    op = c.applied.pop()[0]
    c.events.pop()
    b.intents[op].states.clear()
    s["甲席"].pop()


def forgotten(b, c, s):
    c.applied.pop()
    c.events.pop()


def no_event(b, c, s):
    c.events.pop()


def twice(b, c, s):
    c.events.append([c.events[-1][0], c.events[-1][1], 4, 1])


def same_text(b, c, s):
    ticket = c.tickets[0][0][:-4] + "ffff"
    c.tickets.append([ticket, "3301000002026112400000002", 1, "一件"])
    c.events.append([ticket, ticket, 1, 1])


def same_number(b, c, s):
    same_text(b, c, s)
    c.tickets[-1][1:] = [c.tickets[0][1], 1, "别的"]


def swapped(b, c, s):
    c.events[1][0], c.events[2][0] = c.events[2][0], c.events[1][0]


def renumbered(b, c, s):
    c.tickets[0][1] = "3301000002026112400000009"


def told_twice(b, c, s):
    op = complaint()
    b.want("乙席", op, "二件")
    b.kept([{"op": op["op"], "seq": 1, "regno": "3301000002026112400000001"}])
    s["乙席"] = [{"op": op["op"], "state": "queued"}]


def stuck(b, c, s):
    op = c.applied.pop()[0]
    c.events.pop()
    b.intents[op].states.clear()
    s["甲席"][-1]["state"] = "queued"


def refused(b, c, s):
    c.applied[-1][1] = "refused"
    c.events.pop()
    b.intents[c.applied[-1][0]].states[:] = ["refused"]


def other_verdict(b, c, s):
    b.intents[c.applied[-1][0]].states[:] = ["refused"]


def no_history(b, c, s):
    c.tickets.append([c.tickets[0][0][:-4] + "ffff", "3301000002026112400000002", 1, "别的"])


def stale(b, c, s):
    c.tickets[0][2] = 2


FAULTS = [("lost", lost), ("lost", forgotten), ("lost", no_event), ("twice", twice),
          ("twice", same_text), ("twice", same_number), ("out of order", swapped),
          ("renumbered", renumbered), ("twice", told_twice), ("stuck", stuck),
          ("wrong verdict", refused), ("wrong verdict", other_verdict), ("lost", stale), ("lost", no_history)]


def main(t, _):
    t.equal(str(book.compare(*good())), "nothing", "ledgers that agree are found to agree")
    for kind, fault in FAULTS:
        ledgers = good()
        fault(*ledgers)
        found = book.compare(*ledgers)
        t.ok(found.count(kind), f"{fault.__name__}: found as {kind}", found)


TAP.run(main)
