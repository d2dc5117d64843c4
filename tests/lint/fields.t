#!/usr/bin/python3
"""sql/code/field.csv holds together: its actions exist and have their table, a form's field
has a label, a place in the layout names a field of the same form."""
import csv
import pathlib
import re

root = pathlib.Path(__file__).resolve().parents[2]
with open(root / "sql/code/field.csv", encoding="utf-8", newline="") as f:
    rows = list(csv.DictReader(f))
source = {p.stem: p.read_text(encoding="utf-8") for p in (root / "src/action").glob("*.c")}
fields = {}  # action: its rows in their order
for row in rows:
    for action in row["action"].split():
        fields.setdefault(action, []).append(row)


def name(row):
    return f"{row['action']},{row['key']}"


def is_labelled(row):
    return row["label"] or row["source"] != "form"


def stands_well(action, row):
    before = [r["key"] for r in fields[action][:fields[action].index(row)] if r["label"]]
    if row["place"] == "beside":
        return bool(before)
    return row["place"] == "" or row["place"].removeprefix("instead ") in before


checks = {
    "every action of the table exists": [
        a for a in fields if a not in source or f'.name = "{a}"' not in source[a]],
    "every action with fields has their table": [
        a for a, rs in fields.items() if any(r["label"] for r in rs)
        and f'#include "action/field/{a}.h"' not in source.get(a, "")],
    "no action has fields of its own": [
        a for a, text in source.items() if re.search(r"struct field \w+\[\] = ", text)],
    "every field of a form has a label": [name(r) for r in rows if not is_labelled(r)],
    "no key stands twice in an action": [
        a for a, rs in fields.items() if len({r["key"] for r in rs}) != len(rs)],
    "a field stands beside or instead of one before it": [
        name(r) for a, rs in fields.items() for r in rs if not stands_well(a, r)],
    "only a field of codes or of texts holds several": [
        name(r) for r in rows if r["several"] and r["type"] not in ("codes", "text")],
}
print(f"1..{len(checks)}")
for i, (text, faults) in enumerate(checks.items(), 1):
    print("not ok" if faults else "ok", i, "-", text, *faults)
