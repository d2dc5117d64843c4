"""desks.py -- the fake desks (fakedesk.py) in a directory of their own, with the workstation's
configuration beside them.

    with FakeDesks(SLOW="0.04") as desks, desks.seat() as t: …
"""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

here = pathlib.Path(__file__).resolve().parent
root = here.parents[1]
os.environ.setdefault("GANGSHAO_BUILD", str((root / os.environ.get("B", "build")).resolve()))
sys.path.insert(0, str(root / "tests" / "flow"))
from lib.centre import BUILD  # noqa: E402
from lib.terminal import Terminal  # noqa: E402


class FakeDesks:
    """Further environment of fakedesk.py as flags; {dir} in one is the directory."""

    def __init__(self, **env):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="gangshao-screen-"))
        self.conf = self.dir / "gangshao.conf"
        self.conf.write_text(
            f'demo = true;\ndesk = {{ run = "{self.dir}/run"; program = "{here}/fakedesk.py"; '
            f'store = "{self.dir}/store"; }};\nscreen = {{ lock = 0; }};\nlocale = "{BUILD}/locale";\n', encoding="utf-8")
        self.conf.chmod(0o600)
        self.process = subprocess.Popen(
            [str(here / "fakedesk.py"), str(self.dir / "run")],
            env={**os.environ, **{k: str(v).format(dir=self.dir) for k, v in env.items()}})
        end = time.monotonic() + 30
        while not (self.dir / "run" / "station.sock").exists():
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError("the fake desk does not listen")
            time.sleep(0.01)

    def seat(self, **more):
        return Terminal([BUILD / "gangshao", "-c", self.conf], **more)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        shutil.rmtree(self.dir, ignore_errors=True)
