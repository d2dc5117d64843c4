"""kit.py -- what the benches share: a row of the table, medians of interleaved rounds."""
import os
import pathlib
import statistics
import struct
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "flow")]

from lib.centre import BUILD  # noqa: E402

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
median = statistics.median


def p99(values):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * 0.99))]


def floor(name):
    return BUILD / "bench" / name


def once(make):
    """make() the first time; then what it returned, or the fault it ended with."""
    kept = []

    def get():
        if not kept:
            try:
                kept.append((make(), None))
            except Exception as e:
                kept.append((None, e))
        made, fault = kept[0]
        if fault:
            raise fault
        return made
    return get


def rounds(bare, ours, number=ROUNDS):
    """Both in turn; the medians of what they return (numbers, or tuples of them)."""
    pairs = [(bare(), ours()) for _ in range(number)]

    def middle(column):
        if isinstance(column[0], tuple):
            return tuple(median(c) for c in zip(*column))
        return median(column)
    return middle([a for a, _ in pairs]), middle([b for _, b in pairs])


class Table:
    """Rows as they are measured; nothing here fails on a time."""

    def __init__(self, only=()):
        self.only, self.over, self.rows, self.broken, self.unbuilt = only, [], [], [], []
        print(f"{'':4} {'what':46} {'floor':>10} {'ours':>10} {'ratio':>7}  {'target':>9}")

    def wants(self, *names):
        return not self.only or any(n in self.only for n in names)

    def say(self, name, what, bare, ours, target, unit="", good=None):
        """target: ("<=", x) or (">=", x) of ours/bare, or of ours where there is no floor."""
        sign, limit = target
        value = ours if bare is None else ours / bare
        if good is None:
            good = value <= limit if sign == "<=" else value >= limit
        shown = "" if bare is None else f"{ours / bare:.2f}"
        text = f"{sign} {limit:g}" + (" x" if bare is not None else f" {unit}")
        print(f"{name:4} {what:46} {number(bare)+' '+unit if bare is not None else '':>10} "
              f"{number(ours)+' '+unit:>10} {shown:>7}  {text:>9}  {'ok' if good else 'OVER'}",
              flush=True)
        self.rows.append((name, what, bare, ours, good))
        if not good:
            self.over.append(name)
        return good

    def note(self, text):
        print(f"     {text}", flush=True)

    def measure(self, names, measured):
        """Runs what measures these rows; one that breaks off, or says nothing, is named."""
        try:
            measured()
            why = "nothing was measured"
        except Exception as e:  # the other rows can still be measured
            why = f"{type(e).__name__}: {e}".strip()
            names = names or ("-",)
            self.rows = [r for r in self.rows if r[0] not in names]
        for name in names:
            if not any(r[0] == name for r in self.rows):
                self.broken.append(name)
                print(f"{name:4} not measured: {why.splitlines()[0][:200]}", flush=True)

    def later(self, name, what):
        """A row of the promises that is not built: neither measured nor broken."""
        self.unbuilt.append(name)
        print(f"{name:4} {what:46} not measured: comes with issue 17", flush=True)

    def end(self):
        """The last lines, and the exit status."""
        def listed(names):
            return " ".join(dict.fromkeys(names)) or "none"
        print(f"measured: {listed(r[0] for r in self.rows)}; over: {listed(self.over)}")
        print(f"not built: {listed(self.unbuilt)}; cannot be measured: {listed(self.broken)}", flush=True)
        return 1 if self.broken else 0


def number(x):
    if x is None:
        return ""
    return f"{x:,.0f}" if abs(x) >= 100 else f"{x:.1f}" if abs(x) >= 10 else f"{x:.2f}"


def key_cost(store):
    """(passes, MiB) of the derivation that opens this store, from its record."""
    import sqlite3
    db = sqlite3.connect(f"file:{store}?immutable=1", uri=True)
    try:
        body = db.execute("select body from key where id = 1").fetchone()[0]
    finally:
        db.close()
    return struct.unpack("<II", body[17:25])
