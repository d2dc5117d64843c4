"""tap.py -- test lines for prove, one sentence each."""
import sys
import time
import traceback


class Tap:
    def __init__(self):
        self.n = self.failed = 0

    def ok(self, good, name, detail=""):
        self.n += 1
        if not good:
            self.failed += 1
        print(f"{'ok' if good else 'not ok'} {self.n} - {name}", flush=True)
        if not good and detail != "":
            for line in str(detail).splitlines():
                print(f"#   {line}", flush=True)
        return bool(good)

    def equal(self, got, want, name):
        return self.ok(got == want, name, f"got  {got!r}\nwant {want!r}")

    def note(self, text):
        print(f"# {text}", flush=True)

    def done(self):
        print(f"1..{self.n}", flush=True)
        return 1 if self.failed else 0


def eventually(check, seconds=10, step=0.05):
    """Returns the first true value of check(), or its last value at the time-out."""
    end = time.monotonic() + seconds
    while True:
        value = check()
        if value or time.monotonic() > end:
            return value
        time.sleep(step)


def run(main):
    """Runs main(tap, stack) with a contextlib.ExitStack; an exception is a failure."""
    import contextlib
    import signal
    tap = Tap()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # a test that is cut short cleans up
    try:
        with contextlib.ExitStack() as stack:
            main(tap, stack)
    except Exception:  # a test that breaks fails, with its reason
        tap.ok(False, "the test ran to its end", traceback.format_exc())
    sys.exit(tap.done())
