"""said.py -- what the lints about words share: the tree, a check that names what is missing."""
import pathlib
import sys

root = pathlib.Path(__file__).resolve().parents[2]
count = 0


def check(name, missing):
    global count
    count += 1
    print(("not ok" if missing else "ok"), count, "-", name)
    for word in missing:
        print("#", word)
    return not missing


def text(path):
    return (root / path).read_text(encoding="utf-8")


def plan():
    """The last line."""
    print(f"1..{count}")
    sys.stdout.flush()
