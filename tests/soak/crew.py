"""crew.py -- posts at work: each a desk with a store of its own and a driver that tells it
what callers want, as fast as it keeps, over the local socket.  Threads, one a post."""
import contextlib
import json
import pathlib
import random
import sys
import threading
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "flow"))
from lib import centre as lib_centre  # noqa: E402
from lib.desk import Desk, Machine, complaint, operation  # noqa: E402,F401

TELL_MOST = 32  # operations the desk takes in one parcel
PATIENCE = 30
NUMBERS = 20  # seconds until a desk without numbers counts as one that gets no more
LIMITS = {"lease_open": 50000000, "lease_day": 90000000}  # of the numbers of a day


class Centre(lib_centre.Centre):
    """A test's centre where nobody runs out of numbers, unless the limits say otherwise."""

    def __init__(self, limits=None):
        super().__init__()
        self.limits = limits or LIMITS

    def open(self):
        super().open()
        for name, most in self.limits.items():
            self.sql(f"select core.set_setting('{name}', '{most}')")


class Broken(Exception):
    """What no fault excuses: a refusal to keep, a stranger's answer."""


class Post:
    """One seat: machine, desk, client, and the tickets it has registered."""

    def __init__(self, book, machine, operator, seed, name):
        self.book, self.machine, self.operator = book, machine, operator
        self.dice, self.name = random.Random(seed), name
        self.desk = self.client = None
        self.tickets = []   # [ticket, op of the last version]
        self.doubt = []     # told, and not known whether kept
        self.link, self.since, self.queued = "down", time.monotonic(), 0
        self.n = 0
        self.lie = 0        # seconds by which the clock of this workstation is off
        self.spent = False  # the centre gives this desk no more numbers

    # ---- the desk ----------------------------------------------------------------

    def open(self, seconds=PATIENCE):
        """The desk runs and knows her.  LookupError: not yet (no store, no centre)."""
        self.desk = Desk(self.machine, self.operator)
        self.client = self.desk.client()
        self.login(seconds)

    def login(self, seconds=PATIENCE):
        answer = self.client.hello(self.operator, "demo", seconds)
        if not answer or answer["m"] != "welcome":
            raise LookupError(answer)
        self._heard(dict(answer["link"], m="link"))

    def first(self, seconds=60):
        """Until a login has succeeded and numbers are here, or will not come."""
        end = time.monotonic() + seconds
        while True:
            try:
                self.open()
                break
            except (LookupError, EOFError, OSError):
                self.kill()
                if time.monotonic() > end:
                    raise
        self.numbered()

    def numbered(self, need=1):
        """Waits for so many numbers; a desk that gets none on a good link has run out."""
        end = time.monotonic() + NUMBERS
        while not self.spent and int(self.state()["numbers"]) < need:
            if self.link == "up" and time.monotonic() > end:
                self.spent = True
            elif time.monotonic() > end + PATIENCE:
                raise Broken(f"{self.name}: no link and no numbers after "
                             f"{NUMBERS + PATIENCE} s: {self.state()}")
            self.listen(0.05)

    def kill(self):
        if self.client:
            self.client.close()
        if self.desk:
            self.desk.kill()
        self.desk = self.client = None

    def state(self):
        return {r["name"]: r["value"] for r in self.client.rows("state")}

    # ---- what is told --------------------------------------------------------------

    def text(self):
        self.n += 1
        return f"{self.name}第{self.n}件"

    def register(self, **more):
        text = self.text()
        # A workstation that has not met the centre dates by its own clock; what it dates
        # before the purchase complained of is refused, at its field, to be mended.
        if self.lie > -5 * 86400 and self.lie and self.dice.random() < 0.3:
            more["received"] = time.strftime("%Y-%m-%dT%H:%M:%S+08:00", time.gmtime(
                time.time() + 8 * 3600 + self.lie))
        op = complaint(content=text, **more)
        self.book.want(self.name, op, text)
        return op

    def follow(self):
        """Something more on a ticket of ours: two notes or urges to a correction."""
        row = self.dice.choice(self.tickets[-40:])
        text, kind = self.text(), self.dice.randrange(3)
        if kind == 0:
            op = operation("amend", row[0], f"op:{row[1]}", content=text)
            row[1] = op["op"]
        else:
            op = operation(("note", "urge")[kind - 1], row[0], "", note=text)
        self.book.want(self.name, op, text)
        return op

    def some(self, n):
        """n operations: a third of them registrations."""
        ops = []
        while len(ops) < n:
            if not self.tickets or self.dice.random() < 0.34:
                ops.append(self.register())
                self.tickets.append([ops[-1]["ticket"], ops[-1]["op"]])
            else:
                ops.append(self.follow())
        return ops

    def tell(self, ops, seconds=PATIENCE):
        """True when they are kept; what has no answer is told again by the next tell."""
        self.doubt = ops
        answer = self.client.tell(*ops, seconds=seconds)
        self._drain()
        if answer is None:
            return False
        if answer["m"] == "no":
            if answer.get("verdict") == "later":  # no numbers left: the next block comes
                return False
            raise Broken(f"{self.name}: {answer}")
        self.book.kept(answer["ops"])
        self.doubt = []
        return True

    def abandon(self):
        """Nobody repeats what had no answer; its tickets are left alone, as nobody knows
        whether their last step was kept."""
        gone = {op["ticket"] for op in self.doubt}
        self.tickets = [row for row in self.tickets if row[0] not in gone]
        self.doubt = []

    def work(self, n, seconds=PATIENCE):
        """n more operations, after those whose fate is not known: the same ids again."""
        return self.tell(self.doubt or self.some(min(n, TELL_MOST)), seconds)

    # ---- what is heard -------------------------------------------------------------

    def _heard(self, m):
        if m["m"] == "settled":
            self.book.settled(m)
        elif m["m"] == "link":
            if m["state"] != self.link:
                self.since = time.monotonic()
            self.link, self.queued = m["state"], m["queued"]

    def _drain(self):
        for m in self.client.seen:
            self._heard(m)
        self.client.seen.clear()

    def listen(self, seconds, until=lambda: False):
        """Hears what the desk says, until the condition holds or time is up."""
        end = time.monotonic() + seconds
        self._drain()
        while not until():
            m = self.client.receive(max(0, end - time.monotonic()))
            if m is None:
                return until()
            self._heard(m)
        return True

    def finish(self, seconds):
        """Tells what is in doubt, then waits until the queue is empty, as long as it
        becomes shorter.  What a desk without numbers could not tell is abandoned."""
        end = time.monotonic() + seconds
        while self.doubt and not self.work(1):
            self.numbered(sum(op["action"] == "register" for op in self.doubt))
            if self.spent:
                self.abandon()
            elif time.monotonic() > end:
                raise Broken(f"{self.name}: {len(self.doubt)} operations are not taken "
                             f"after {seconds} s: {self.state()}")
        least = float("inf")
        while not self.drained(seconds):
            if self.queued >= least:
                raise Broken(f"{self.name}: {self.queued} operations still wait, no fewer "
                             f"than {seconds} s ago: {self.state()}")
            least = self.queued

    def drained(self, seconds):
        """Whether the queue is empty; what was heard may be older than the last tell."""
        end = time.monotonic() + seconds
        while True:
            self.queued = int(self.state()["queued"])
            left = end - time.monotonic()
            if self.queued == 0 or left <= 0:
                return self.queued == 0
            self.listen(left, lambda: self.queued == 0)

    def outbox(self):
        return self.client.rows("outbox")


class Crew:
    """Posts with a thread each.  What a thread could not bear is kept for the end."""

    def __init__(self, stack, book, dice):
        self.stack, self.book, self.dice = stack, book, dice
        self.posts, self.broken = [], []

    def add(self, centre, operator="recv", name=None, **options):
        options.setdefault("lease", 5000)
        machine = self.stack.enter_context(Machine(centre, **options))
        name = name or f"{len(self.posts) + 1}席"
        post = Post(self.book, machine, operator, self.dice.getrandbits(64), name)
        self.stack.callback(post.kill)
        self.posts.append(post)
        return post

    def start(self):
        self.each(lambda post: post.first())

    def spent(self):
        """How many desks have run out of numbers."""
        return sum(post.spent for post in self.posts)

    def each(self, work):
        """work(post) for all posts at once; returns when all are done.  A wait without an
        end is ended by the campaign's own limit (soak.py), which names it."""
        threads = [threading.Thread(target=self._one, args=(work, post), daemon=True)
                   for post in self.posts]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        if self.broken:
            raise self.broken[0]

    def _one(self, work, post):
        try:
            work(post)
        except Exception as e:  # raised again in the campaign's thread
            e.add_note(f"at {post.name}") if hasattr(e, "add_note") else None
            self.broken.append(e)

    def settle(self, seconds=60):
        """All desks up and empty, then what they have, by post: the judge reads when
        nobody sends any more."""
        stores = {}

        def one(post):
            if not post.client:
                post.first()
            post.finish(seconds)
            stores[post.name] = post.outbox()
        self.each(one)
        return stores


def window(seconds):
    """A predicate: whether there is time left."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() < end


def quietly(call, *args):
    with contextlib.suppress(EOFError, OSError, json.JSONDecodeError):
        return call(*args)
    return None
