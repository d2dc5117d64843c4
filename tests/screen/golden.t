#!/usr/bin/python3
"""Golden screens: scripts/*.script played against the fake desk at 80x24 and 120x40; what
is dumped must equal golden/NAME.COLSxROWS.  UPDATE=1 rewrites; a changed screen shows a
diff."""
import difflib
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

here = pathlib.Path(__file__).resolve().parent
root = here.parents[1]
build = pathlib.Path(os.environ.get("B", "build"))
program = (root / build if not build.is_absolute() else build) / "gangshao"
SIZES = [(24, 80), (40, 120)]
MORE_SIZES = {"width": [(30, 100)]}


def configuration(where):
    path = where / "gangshao.conf"
    path.write_text(f'''demo = true;
desk = {{ run = "{where}/run"; program = "{here}/fakedesk.py"; store = "{where}/store"; }};
screen = {{ lock = 0; }};
locale = "{program.parent}/locale";
''', encoding="utf-8")
    path.chmod(0o600)
    return path


def start_desks(where):
    desks = subprocess.Popen([str(here / "fakedesk.py"), str(where / "run")])
    for _ in range(500):
        if (where / "run" / "station.sock").exists():
            return desks
        time.sleep(0.01)
    sys.exit("Bail out! the fake desk does not listen")


def play(script, rows, cols, environment):
    with tempfile.TemporaryDirectory() as name:
        where = pathlib.Path(name)
        desks = start_desks(where)
        try:
            played = where / "script"
            played.write_text(f"size {rows} {cols}\nclock 2026-11-23T14:05:00+08:00\n" +
                              script.read_text(encoding="utf-8"), encoding="utf-8")
            done = subprocess.run([str(program), "-c", str(configuration(where)),
                                   "--script", str(played)], capture_output=True,
                                  text=True, timeout=120, env=environment)
        finally:
            desks.send_signal(signal.SIGTERM)
            desks.wait()
    return done.returncode, done.stdout, done.stderr


def compare(name, shown, golden):
    if os.environ.get("UPDATE"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(shown, encoding="utf-8")
    wanted = golden.read_text(encoding="utf-8") if golden.exists() else ""
    for line in difflib.unified_diff(wanted.splitlines(), shown.splitlines(),
                                     str(golden.relative_to(root)), "shown", lineterm=""):
        print("#", line)
    return shown == wanted


def main():
    scripts = sorted((here / "scripts").glob(os.environ.get("ONLY", "*") + ".script"))
    environment = {k: v for k, v in os.environ.items()
                   if k not in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "NO_COLOR")}
    environment["LANG"] = "C.UTF-8"
    runs = [(s, size) for s in scripts for size in SIZES + MORE_SIZES.get(s.stem, [])]
    print(f"1..{len(runs)}")
    number = failed = 0
    for script, (rows, cols) in runs:
        number += 1
        name = f"{script.stem}.{cols}x{rows}"
        rc, shown, said = play(script, rows, cols, environment)
        same = compare(name, shown, here / "golden" / name)
        good = rc == 0 and same
        failed += not good
        if rc != 0:
            print(f"# exit {rc}: {said.strip()}")
        print("ok" if good else "not ok", number, "-", name)
    sys.exit(failed > 0)


main()
