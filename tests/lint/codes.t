#!/usr/bin/python3
"""The tables of sql/code and the demonstration of sql/demo agree with themselves and each other."""
import csv
import datetime
import json
import pathlib
import re
import subprocess
import sys
import tempfile

SQL = pathlib.Path(__file__).resolve().parents[2] / "sql"
# these have columns of their own
OWN = {"unit", "division", "workday", "area_code", "state", "transition", "queue", "deadline", "setting", "field"}
HEAD, TAIL = ["code", "name", "parent", "initials", "note"], ["sort", "valid_from", "valid_to"]
INITIALS = re.compile(r"[a-z0-9]+(\|[a-z0-9]+)*")
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
# which table a key of a payload is a code of
PICKS = {
    "incform": "channel_incform", "line": "hotline_line", "sex": "gender", "objtype": "object_category",
    "salesmode": "sales_mode", "platform": "ecommerce_platform", "evegrade": "event_level",
    "replytype": "reply_method", "notify": "reply_method", "enttype": "entity_type", "demand": "demand",
    "mode": "accept_mode", "whom": "contact_whom", "outcome": "contact_outcome",
    "tortype": "infringed_right", "defobl": "unfulfilled_duty",
    "satisfied": "satisfaction", "unit": "unit", "invdiv": "division", "placediv": "division",
    "conclusion": "verify_result", "factors": "consumption_doubt_factor",
}
# What is called alike and means something else in each action.
OF_ACTION = {
    "decline": {"ground": "nonaccept_121"}, "terminate": {"ground": "mediation_end_121"},
    "nofile": {"ground": "report_decision"}, "propose": {"ground": "report_decision", "what": "proposal"},
    "return": {"reason": "return_reason"}, "contact": {"how": "reply_method"}, "callback": {"result": "callback_result"},
    "settle_dispute": {"result": "dispute_result"}, "pause": {"reason": "pause_reason"},
    "appraise": {"chosen": "appraisal_choice", "fee": "fee_bearer"}, "ask_recusal": {"who": "recusal_by"},
    "case_result": {"caseout": "case_outcome", "ptype": "penalty_type"}, "alert": {"inckind": "incident_kind"},
}
results = []


def check(faults, text):
    faults = list(faults)
    results.append((not faults, text + "".join(f"\n# {f}" for f in faults[:8])))


def read(path):
    data = path.read_bytes()
    check([w for w, bad in (("BOM", data.startswith(b"\xef\xbb\xbf")), ("CR", b"\r" in data),
                            ("no newline at the end", not data.endswith(b"\n"))) if bad],
          f"{path.name} is plain UTF-8 with LF")
    rows = list(csv.reader(data.decode("utf-8").splitlines(keepends=True), strict=True))
    check([f"line {i}: {len(r)} cells" for i, r in enumerate(rows, 1) if len(r) != len(rows[0])],
          f"every row of {path.name} is as long as its header")
    return [dict(zip(rows[0], r)) for r in rows[1:]]


def is_day(text):
    try:
        return not text or bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False


def tree(name, rows):
    """Codes are unique and parents stand before their children."""
    seen, faults = {""}, []
    for r in rows:
        if r["parent"] not in seen:
            faults.append(f"{r['code']}: parent {r['parent']} does not stand above it")
        if r["code"] in seen:
            faults.append(f"{r['code']} stands twice")
        seen.add(r["code"])
    check(faults, f"{name}: codes are unique, parents stand above")


def code_table(name, rows):
    columns = list(rows[0])
    check([] if columns[:5] == HEAD and columns[-3:] == TAIL else [columns], f"{name} has the columns of a code table")
    tree(name, rows)
    check([r["code"] for r in rows if not r["name"] or not INITIALS.fullmatch(r["initials"])],
          f"{name}: every row has a name and initials")
    check([r["code"] for r in rows if not is_day(r["valid_from"]) or not is_day(r["valid_to"])],
          f"{name}: validity is in days")


def credit_code(code):
    if not re.fullmatch(f"[{ALPHABET}]{{18}}", code):
        return False
    org = 11 - sum(w * int(c, 36) for w, c in zip((3, 7, 9, 10, 5, 8, 4, 2), code[8:16])) % 11
    total = sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(code[:17]))
    return {10: "X", 11: "0"}.get(org, str(org)) == code[16] and ALPHABET[(31 - total % 31) % 31] == code[17]


def operation(op, codes, began, people):
    """What is wrong with one line of the story."""
    payload, faults = op["payload"], []
    if op["action"] == "register":
        began[op["n"]] = payload["kind"]
    elif op["n"] not in began:
        faults.append("acts before the ticket exists")
    if people and op["operator"] not in people:
        faults.append("nobody of that name")
    if not re.fullmatch(r"\d+d \d\d:\d\d|\d+m", op["ago"]):
        faults.append(f"time {op['ago']}")
    picks = dict(PICKS, **OF_ACTION.get(op["action"], {}),
                 problem="problem_report" if payload.get("kind") == "report" else "problem_complaint")
    for key, table in picks.items():
        value = payload.get(key, [])
        faults += [f"{key} {v}" for v in ([value] if isinstance(value, str) else value) if v not in codes[table]]
    if "uscc" in payload and not credit_code(payload["uscc"]):
        faults.append("uscc")
    return [f"ticket {op['n']} {op['action']}: {f}" for f in faults]


tables = {p.stem: read(p) for p in sorted((SQL / "code").glob("*.csv"))}
check([f"{name}: {r}" for name, rows in tables.items() for r in rows if re.search(r"\[[VKDI][\]:;]", "".join(r.values()))],
      "no marks of the sources are left")
for name, rows in tables.items():
    if name not in OWN:
        code_table(name, rows)
codes = {name: {r["code"] for r in rows if "code" in r} for name, rows in tables.items()}
for name in ("unit", "division"):
    tree(name, tables[name])
    check([r["code"] for r in tables[name] if not INITIALS.fullmatch(r["initials"])], f"{name}: every row has initials")
check([r["code"] for r in tables["unit"] if r["division"] and r["division"] not in codes["division"]],
      "every unit lies in a known division")
check([r["code"] for r in tables["unit"] if not re.fullmatch("[0-9]{9}", r["code"])], "units have nine digits")
days = [r["date"] for r in tables["workday"]]
check([d for d in days if not is_day(d)] + [d for a, d in zip(days, days[1:]) if a >= d], "working days are in order")
check([r["code"] for r in tables["area_code"] if not r["division"] or set(r["division"].split()) - codes["division"]],
      "area codes lie in known divisions")
check([r["code"] for r in tables["phrase"] if r["kind"] not in codes["phrase_kind"] or not r["text"]],
      "every phrase has a kind and a text")
fields = [{**r, "action": a} for r in tables["field"] for a in r["action"].split()]
check([f"{r['action']} {r['key']}" for r in fields if r["codes"] and not r["codes"].startswith("of:")
       and r["codes"] != "trader" and not any(t.startswith(r["codes"].split("{")[0]) for t in tables)],
      "what a field is chosen from is there")
check({r["action"] for r in tables["transition"]} - {r["action"] for r in fields} - {"", "merged_in", "merged_out"},
      "every step of the procedure has its fields")
check([f"{r['action']} {r['key']}" for r in fields if r["type"] not in (
    "text", "long", "code", "codes", "date", "stamp", "money", "flag") or not 0 < int(r["longest"]) <= 3000
    or r["whom"] not in ("", "caller", "trait", "party", "joint", "agent") or r["source"] not in ("form", "program", "centre")],
      "every field has a type, a length, and says whose it is")
check([] if len({(r["action"], r["key"]) for r in fields}) == len(fields) else ["twice"], "no field stands twice")
for name in OWN & set(tables) - {"workday", "unit", "division", "field"}:
    check([] if len(codes[name]) == len(tables[name]) else ["twice"], f"{name}: no code stands twice")

traders = read(SQL / "demo" / "trader.csv")
check([t["uscc"] for t in traders if not credit_code(t["uscc"])], "every credit code is valid")
check([t["uscc"] for t in traders if t["division"] not in codes["division"] or t["unit"] not in codes["unit"]
       or t["entity"] not in codes["entity_type"]], "every trader lies in a known town and unit")
check([t["name"] for t in traders if not INITIALS.fullmatch(t["initials"])], "every trader has initials")
for column in ("uscc", "name"):
    check([] if len({t[column] for t in traders}) == len(traders) else ["twice"], f"no {column} stands twice")

folk = SQL / "demo" / "operator.csv"
people = {r["name"] for r in read(folk)} if folk.exists() else set()
began, faults, kinds = {}, [], {}
with open(SQL / "demo" / "story.jsonl", encoding="utf-8") as lines:
    for line in lines:
        faults += operation(json.loads(line), codes, began, people)
for kind in began.values():
    kinds[kind] = kinds.get(kind, 0) + 1
check(faults, "every operation of the story is by somebody, about a ticket, in known codes")
check([] if set(kinds) == codes["kind"] and sum(kinds.values()) >= 400 else [kinds], "the story has all kinds of tickets")

with tempfile.TemporaryDirectory() as folder:
    subprocess.run([sys.executable, "-B", SQL / "demo" / "make.py", folder], check=True)
    check([n for n in ("trader.csv", "story.jsonl")
           if (pathlib.Path(folder) / n).read_bytes() != (SQL / "demo" / n).read_bytes()],
          "make.py makes the traders and the story that stand here")

print(f"1..{len(results)}")
for i, (ok, text) in enumerate(results, 1):
    print("ok" if ok else "not ok", i, "-", text)
