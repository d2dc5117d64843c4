"""result.py -- what a campaign has tried and what failed, promise by promise."""
import collections
import threading


class Result:
    def __init__(self, seed):
        self.seed = seed
        self.trials, self.failures = collections.Counter(), collections.Counter()
        self.reasons, self.times = [], collections.defaultdict(list)
        self.counts, self.notes = collections.Counter(), []
        self.lock = threading.Lock()

    def count(self, what, n=1):
        with self.lock:
            self.counts[what] += n

    def note(self, line):
        with self.lock:
            self.notes.append(line)

    def tried(self, promise, n=1):
        with self.lock:
            self.trials[promise] += n

    def fail(self, promise, why, n=1):
        with self.lock:
            self.failures[promise] += n
            self.reasons.append(f"{promise}: {why}")

    def time(self, promise, seconds):
        """One trial that took this long."""
        with self.lock:
            self.trials[promise] += 1
            self.times[promise].append(seconds)

    def percentile(self, promise, share):
        times = sorted(self.times[promise])
        return times[min(len(times) - 1, int(len(times) * share))] if times else 0.0

    def worst(self, promise, share, most):
        got = self.percentile(promise, share)
        self.notes.append(f"{promise}: p50 {self.percentile(promise, 0.5):.2f} s, "
                          f"p{share * 100:.0f} {got:.2f} s, "
                          f"longest {self.percentile(promise, 1):.2f} s")
        if got > most:
            self.fail(promise, f"p{share * 100:.0f} is {got:.1f} s, {most} at most")

    def judge(self, promise, verdict):
        """What a comparison of the ledgers has found."""
        self.tried(promise, verdict.trials["operations"])
        n = sum(len(x) for x in verdict.found.values())
        if n:
            self.fail(promise, str(verdict), n)
            self.reasons += [f"  {s}" for s in verdict.samples()]

    def add(self, other):
        self.trials += other.trials
        self.failures += other.failures
        self.reasons += other.reasons
        self.counts += other.counts
        self.notes += other.notes
        for k, v in other.times.items():
            self.times[k] += v


def table(result):
    lines = [f"{'P':4} {'trials':>9} {'failures':>9}  bound (95 %)"]
    for p in sorted(result.trials, key=lambda p: int(p[1:])):
        n, failed = result.trials[p], result.failures[p]
        bound = f"{3 / n:.1e}" if n and not failed else "-"
        lines.append(f"{p:4} {n:9} {failed:9}  {bound}")
    return lines
