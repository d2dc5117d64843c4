#!/usr/bin/python3
"""A function fits in the eye, a file is one noun: at most 60 and 600 lines.
Tables and generated data are named below and excepted."""
import json
import pathlib
import subprocess

TABLES = {"src/base/utf8_table.h"}
FILE_LINES, FUNCTION_LINES = 600, 60

root = pathlib.Path(__file__).resolve().parents[2]
files = sorted(p for top in ("src", "ui", "include", "tests")
               for p in (root / top).rglob("*.[ch]"))
results = []
for p in files:
    rel = str(p.relative_to(root))
    if rel in TABLES:
        continue
    n = len(p.read_text(encoding="utf-8").splitlines())
    results.append((n <= FILE_LINES, f"{rel} has {n} lines"))

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
results.append((not long, "no function is longer than 60 lines " + "; ".join(long)))

print(f"1..{len(results)}")
for i, (ok, text) in enumerate(results, 1):
    print(("ok" if ok else "not ok"), i, "-", text)
