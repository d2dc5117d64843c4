"""editors.py -- P11: several editors correct the same tickets at once, each by what it saw
last; one is first, the others are told what the first has written and keep their own.

A correction names the version it was made on.  The judge: final version = 1 + applied, each
applied one made the very next version of the one it names, a conflict shows the other text.
"""
import collections
import contextlib
import random

import book
import crew
from crew import Centre, operation

EDITORS, TICKETS, AT_ONCE = 6, 60, 12


class Editor:
    """What one editor knows: the version of each ticket, and what waits for a verdict."""

    def __init__(self, post, tickets, r):
        self.post, self.r = post, r
        self.seen = {t: 1 for t in tickets}
        self.open = {}       # op id: (ticket, version it was made on)
        self.applied = []    # (ticket, version seen, version made)
        self.overtaken = []  # ops in conflict, to be mended or withdrawn

    def round(self):
        free = list(self.seen.keys() - {t for t, _ in self.open.values()})
        ops = [self.amend(t) for t in
               self.post.dice.sample(free, min(AT_ONCE, len(free)))]
        self.post.tell(ops)
        self.wait()
        while self.overtaken:
            self.think_again(*self.overtaken.pop())

    def amend(self, ticket, **more):
        text = self.post.text()
        seen = self.seen[ticket]
        op = dict(operation("amend", ticket, f"server:{seen}", content=text), **more)
        self.post.book.want(self.post.name, op, text, "any")
        self.open[op["op"]] = (ticket, seen)
        self.r.tried("P11")
        return op

    def wait(self):
        c = self.post.client
        while self.open:
            m = c.wait(lambda m: m["m"] == "settled" and m["op"] in self.open, 20)
            if not m:
                raise AssertionError(f"{self.post.name}: no verdict for {self.open}: "
                                     f"{self.stands()}")
            self.post.book.settled(m)
            self.verdict(m, *self.open.pop(m["op"]))
            c.seen = [x for x in c.seen if x["m"] == "settled" and x["op"] in self.open]

    def stands(self):
        ts = {t for t, _ in self.open.values()}
        return [r for r in self.post.outbox() if r["ticket"] in ts] + [
            self.post.state(), self.r.reasons]

    def verdict(self, m, ticket, seen):
        if m["state"] == "applied":
            self.applied.append((ticket, seen, m["version"]))
            self.seen[ticket] = m["version"]
        elif m["state"] == "conflict":
            self.r.count("overtaken")
            detail = m["detail"]
            if not detail["changed"].get("content"):
                self.r.fail("P11", f"a conflict without the other's text: {detail}")
            self.seen[ticket] = detail["version"]
            self.overtaken.append((m["op"], ticket))
        else:
            self.r.fail("P11", f"{m['state']}: {m}")

    def think_again(self, op, ticket):
        """Her own text is still there; she mends it, or lets it go on record."""
        if self.post.dice.random() < 0.3:
            self.post.tell([self.amend(ticket, mends=op)])
            self.wait()
            return
        c = self.post.client
        c.send(m="withdraw", id=c.next_id(), op=op, reason="已由他人更正")
        if not c.wait_m("kept", id=c.ids):
            self.r.fail("P11", f"{op} in conflict cannot be withdrawn")


def judge(r, centre, editors, texts):
    ledger = book.Ledger(centre)
    applied, made = collections.Counter(), collections.defaultdict(set)
    for e in editors:
        for ticket, seen, version in e.applied:
            applied[ticket] += 1
            if version != seen + 1:
                r.fail("P11", f"{ticket}: made on {seen}, became {version}")
            if version in made[ticket]:
                r.fail("P11", f"{ticket}: version {version} was made twice")
            made[ticket].add(version)
    for ticket in editors[0].seen:
        _, version, text = ledger.tickets[ticket]
        if version != 1 + applied[ticket]:
            r.fail("P11", f"{ticket}: version {version} after {applied[ticket]} applied")
        last = ledger.order[ticket][-1][0]
        if texts.intents[last].text != text:
            r.fail("P11", f"{ticket}: the text is not the last editor's")
    r.count("applied", sum(applied.values()))


def run(r, seed, seconds):
    with contextlib.ExitStack() as stack:
        the_book, dice = book.Book(), random.Random(seed)
        centre = stack.enter_context(Centre())
        team = crew.Crew(stack, the_book, dice)
        for _ in range(EDITORS):
            team.add(centre, poll=60)
        team.start()
        first = team.posts[0]
        ops = [first.register() for _ in range(TICKETS)]
        for i in range(0, TICKETS, crew.TELL_MOST):
            first.tell(ops[i:i + crew.TELL_MOST])
        first.drained(30)
        editors = {p.name: Editor(p, [o["ticket"] for o in ops], r) for p in team.posts}
        left = crew.window(seconds)

        def work(post):
            while left():
                editors[post.name].round()
        team.each(work)
        stores = team.settle()
        judge(r, centre, list(editors.values()), the_book)
        verdict = book.compare(the_book, centre, stores)
        for kind in ("stuck", "wrong verdict"):  # conflicts stay with their editors
            if any("conflict" in x for x in verdict.found[kind]):
                verdict.found[kind] = [x for x in verdict.found[kind]
                                       if "conflict" not in x]
        verdict.trials.clear()
        r.judge("P11", verdict)
