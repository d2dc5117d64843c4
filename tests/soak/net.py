"""net.py -- P3, P4, P6: a network that cuts, delays, swallows, and a centre that crashes or
falls silent, while many posts work.

 broken  links that break at chosen moments of the conversation, the centre restarted
         with -m immediate and stopped with SIGSTOP: nothing lost, twice, out of order
 heals   partitions: from the line's healing to an empty queue of at most 100
 dead    links that die in every way: from then to the desk's saying so
"""
import contextlib
import random
import signal
import threading
import time

import book
import crew
from crew import Centre
from lib.line import Line

DRAIN_P99, DEAD_MOST = 15.0, 10.0
DRAIN_FEW = 25.0  # of few trials the worst is asked, not the hundredth
POSTS = 8


class Net:
    def __init__(self, stack, seed, posts):
        self.dice = random.Random(seed)
        self.book = book.Book()
        self.centre = stack.enter_context(Centre())
        self.crew = crew.Crew(stack, self.book, self.dice)
        self.lines = {}
        for _ in range(posts):
            line = stack.enter_context(
                Line(("127.0.0.1", self.centre.port), self.dice.getrandbits(64)))
            post = self.crew.add(self.centre, host="127.0.0.1", port=line.port)
            self.lines[post.name] = line
        self.crew.start()

    def faults(self, share):
        for line in self.lines.values():
            line.faults = share
            line.cut()


def broken(net, r, seconds, most=10**9):
    """Work on bad lines; the centre is hurt now and then."""
    left, done = crew.window(seconds), threading.Event()
    net.faults(0.95)

    def work(post):
        while left() and len(net.book.intents) < most:
            post.work(post.dice.choice((1, 3, 8, 32)))
            # a queue must not grow for ever, and a short one breaks elsewhere
            post.listen(post.dice.choice((0, 0.01, 0.05)) if post.queued < 300 else 0.5,
                        lambda: False)

    hurt = threading.Thread(target=hurts, args=(net, r, done), daemon=True)
    hurt.start()
    try:
        net.crew.each(work)
    finally:
        done.set()
        hurt.join(60)
    net.faults(0.0)
    for line in net.lines.values():
        for what, n in line.seen.items():
            r.count(what, n)
        line.seen.clear()


def hurts(net, r, done):
    while not done.wait(net.dice.uniform(1.5, 4.0)):
        if net.dice.random() < 0.6:
            r.count("PostgreSQL stopped at once")
            net.centre.stop("immediate")
            time.sleep(net.dice.uniform(0, 0.5))
            net.centre.start()
        else:
            r.count("PostgreSQL silent")
            net.centre.signal(signal.SIGSTOP)
            done.wait(net.dice.uniform(0.2, 2))
            net.centre.signal(signal.SIGCONT)


def heals(net, r, seconds):
    """Each post's line is parted by itself; up to 100 operations wait meanwhile."""
    left = crew.window(seconds)

    def work(post):
        line = net.lines[post.name]
        while left():
            post.drained(30)
            if not post.listen(15, lambda: post.link == "up"):
                r.fail("P4", f"{post.name} does not come up: {post.state()}")
            how = post.dice.choice(("refused", "refused", "refused", "silent", "half"))
            line.block(how)
            n, pause = post.dice.randint(1, 100), post.dice.expovariate(1 / 0.7)
            if seconds > 30 and post.dice.random() < 0.04:
                pause += post.dice.uniform(5, 40)  # the pauses between dials have grown
            while n > 0:
                told = min(n, post.dice.choice((1, 7, 32)))
                post.work(told)
                n -= max(told, 1)
            post.listen(pause, lambda: False)
            line.heal()
            begin = time.monotonic()
            good = post.drained(60)
            r.time("P4", time.monotonic() - begin)
            if not good:
                r.fail("P4", f"{post.name}: {post.queued} wait a minute after {how}")
    net.crew.each(work)


def dead(net, r, seconds):
    """Lines die under work or in silence, or the centre itself stops answering."""
    left = crew.window(seconds)
    while left():
        way = net.dice.choice(("silent", "half", "refused", "SIGSTOP", "immediate"))
        net.crew.each(lambda post: post.listen(30, lambda: post.link == "up"))
        if way in ("SIGSTOP", "immediate"):
            begin = time.monotonic()
            (net.centre.signal(signal.SIGSTOP) if way == "SIGSTOP"
             else net.centre.stop("immediate"))
            net.crew.each(lambda post: watch(post, r, way, begin))
            (net.centre.signal(signal.SIGCONT) if way == "SIGSTOP"
             else net.centre.start())
        else:
            def one(post):
                begin = time.monotonic()
                net.lines[post.name].block(way)
                watch(post, r, way, begin)
                net.lines[post.name].heal()
            net.crew.each(one)


def watch(post, r, way, begin):
    if post.dice.random() < 0.5:
        post.work(3)
    post.listen(DEAD_MOST + 5, lambda: post.link != "up")
    took = time.monotonic() - begin
    r.time("P6", took)
    if post.link == "up" or took > DEAD_MOST:
        r.fail("P6", f"{post.name}: {way} shown after {took:.1f} s")


def run(r, seed, seconds, most=10**9):
    with contextlib.ExitStack() as stack:
        net = Net(stack, seed, POSTS if seconds > 30 else POSTS // 2)
        broken(net, r, seconds * 0.5, most)
        for line in net.lines.values():
            line.heal()
        stores = net.crew.settle()
        heals(net, r, seconds * 0.3)
        dead(net, r, seconds * 0.2)
        stores = net.crew.settle()
        r.judge("P3", book.compare(net.book, net.centre, stores))
        r.worst("P4", 0.99, DRAIN_P99 if len(r.times["P4"]) >= 100 else DRAIN_FEW)
