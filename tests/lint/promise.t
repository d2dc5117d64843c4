#!/usr/bin/python3
"""A promise in a table has its implementation: every rule stands at a field, every field's rule is in
the table, and whatever is said to be answered from the mirror is."""
import csv
import pathlib
import re

TOP = pathlib.Path(__file__).resolve().parents[2]
results = []


def check(faults, text):
    results.append(not faults)
    print(f"{'not ok' if faults else 'ok'} {len(results)} - {text}")
    for fault in sorted(faults):
        print(f"# {fault}")


def read(pattern):
    return {p.name: p.read_text(encoding="utf-8") for p in sorted(TOP.glob(pattern))}


table = re.search(r"rules\[\] = \{(.*?)\n\};", read("src/form/rule.c")["rule.c"], re.S).group(1)
rules = set(re.findall(r'^\t\{ "(\w+)"', table, re.M))
with open(TOP / "sql/code/field.csv", encoding="utf-8", newline="") as f:
    used = {row["rule"] for row in csv.DictReader(f)} - {""}
check(rules - used, "every rule stands at a field")
check(used - rules, "every field's rule is in the table")
local = set(re.findall(r'^\t\{ "(\w+)", \w+, \w+ \}', read("src/desk/local.c")["local.c"], re.M))
mirrored = {re.search(r'\.name = "(\w+)"', text).group(1) for text in read("src/query/*.c").values()
            if re.search(r"\.where = .*(QUERY_MIRROR|QUERY_LOCAL)", text)}
check(mirrored - local, "what is said to be answered here is")
print(f"1..{len(results)}")
raise SystemExit(not all(results))
