#!/usr/bin/python3
"""A function fits in the eye: at most 60 lines, nested at most 3 deep.  A file is one noun:
one of more than 600 lines is named as a warning, for it may be two.
Tables and generated data are named below and excepted."""
import json
import pathlib
import re
import subprocess

TABLES = {"src/base/utf8_table.h"}
FILE_LINES, FUNCTION_LINES, NESTING = 600, 60, 3

root = pathlib.Path(__file__).resolve().parents[2]
files = sorted(p for top in ("src", "ui", "include", "tests")
               for p in (root / top).rglob("*.[ch]"))
# A block that opens inside NESTING others, as clang-format indents it.
DEEP = re.compile(r"\t{%d,}(\} else|else|(if|for|while|switch|do|\w+_each|json_\w+_foreach"
                  r"|json_object_foreach_safe)\b.*).*\{$" % (NESTING + 1))
results, deep = [], []
for p in files:
    rel = str(p.relative_to(root))
    if rel in TABLES:
        continue
    lines = p.read_text(encoding="utf-8").splitlines()
    if len(lines) > FILE_LINES:
        print(f"# {rel} has {len(lines)} lines: is it one noun?")
    deep += [f"{rel}:{n}" for n, text in enumerate(lines, 1) if DEEP.match(text)]

tags = subprocess.run(
    ["ctags", "--languages=C", "--kinds-C=f", "--fields=+ne", "--output-format=json",
     "-f", "-", *[str(p) for p in files if p.suffix == ".c"]],
    capture_output=True, text=True, check=True).stdout
long = []
for line in tags.splitlines():
    t = json.loads(line)
    n = t.get("end", t["line"]) - t["line"] + 1
    if n > FUNCTION_LINES:
        long.append(f"{pathlib.Path(t['path']).relative_to(root)}: {t['name']}() {n} lines")
results.append((bool(tags), "ctags saw functions"))
results.append((not deep, "no block is nested deeper than 3 " + " ".join(deep)))
results.append((not long, "no function is longer than 60 lines " + "; ".join(long)))

print(f"1..{len(results)}")
for i, (ok, text) in enumerate(results, 1):
    print(("ok" if ok else "not ok"), i, "-", text)
