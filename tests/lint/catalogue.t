#!/usr/bin/python3
"""Every sentence a person can read has its Chinese: C sources through xgettext, the labels
and help of the fields, the server's refusals through core.refuse('field', 'msgid' …), against ui/po/zh_CN.po."""
import csv
import pathlib
import csv
import re
import subprocess
import tempfile

root = pathlib.Path(__file__).resolve().parents[2]
PO = root / "ui/po/zh_CN.po"


def run(*args):
    return subprocess.run(args, capture_output=True, text=True, cwd=root)


def po_entries(path):
    """msgid -> msgstr of a PO file, fuzzy and obsolete entries left out."""
    out = run("msgattrib", "--no-fuzzy", "--no-obsolete", "--no-wrap", str(path)).stdout
    entries, key, field = {}, None, None
    texts = {"msgid": "", "msgstr": ""}

    def flush():
        if texts["msgid"]:
            entries[texts["msgid"]] = texts["msgstr"]

    for line in out.splitlines() + [""]:
        m = re.match(r'(msgid|msgstr) "(.*)"$', line)
        if m:
            if m[1] == "msgid":
                flush()
                texts = {"msgid": "", "msgstr": ""}
            field = m[1]
            texts[field] = m[2]
        elif line.startswith('"') and field:
            texts[field] += line[1:-1]
    flush()
    return entries


def c_msgids():
    sources = [str(p.relative_to(root)) for top in ("src", "ui", "include")
               for p in sorted((root / top).rglob("*.[ch]"))]
    with tempfile.NamedTemporaryFile(suffix=".pot") as pot:
        run("xgettext", "--from-code=UTF-8", "-k_", "-kN_", "-L", "C", "-o", pot.name,
            *sources)
        with open(root / "sql/code/queue.csv", encoding="utf-8") as f:
            labels = {r["label"] for r in csv.DictReader(f)}  # include/model/queue.h
        return set(po_entries_raw(pot.name)) | labels


def po_entries_raw(path):
    text = subprocess.run(["msgcat", "--no-wrap", path], capture_output=True,
                          text=True).stdout
    return [m for m in re.findall(r'^msgid "(.+)"$', text, re.M)]


def joined(sql):
    """A literal that goes on in the next line as one."""
    return re.sub(r"(?<=[^'(,\s])( ?)'[ \t]*\n\s*'(?=[^'])", r"\1", sql)


def field_msgids():
    """Labels and help of the fields, and the sentences that they start with."""
    with open(root / "sql/code/field.csv", encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    said = {r[name] for r in rows for name in ("label", "report_label", "help")}
    said |= {r["fill"] for r in rows if " " in r["fill"]}
    return {s.replace('"', '\\"') for s in said if s}


def sql_msgids():
    call = (r"core\.(?:refuse(?:_naming)?\s*\(|fault_of\s*\(\s*'\w+'\s*,)"
            r"\s*(?:'(?:[^']|'')*'|[\w.]+)\s*,\s*'((?:[^']|'')+)'")
    found = set()
    for p in sorted((root / "sql").rglob("*.sql")):
        text = joined(re.sub(r"--[^\n]*", "", p.read_text(encoding="utf-8")))
        if "refuse(''''" in text:  # a call inside a quoted body
            text = text.replace("''", "'").replace("refuse(',", "refuse('',")
        for m in re.findall(call, text):
            found.add(m.replace("''", "'").replace('"', '\\"'))
        # What examining the record may find.
        if p.name.startswith("verify_") or p.name == "root_differs.sql":
            found.update(re.findall(r"'([A-Z][^']+\.)'", text))
        # Reasons that a query gives as words: an argument of suggest_at, or "reason :=".
        for m in re.findall(r"core\.suggest_at\s*\([^;]*?'((?:[^']|'')+)'\s*\)\s*;|"
                            r"\breason\s*:=\s*'((?:[^']|'')+)'", text):
            found.add((m[0] or m[1]).replace("''", "'").replace('"', '\\"'))
    return found


def said(ids):
    """Those that stand somewhere as they are: sentences reach a reader in other ways, too."""
    c = "".join(p.read_text(encoding="utf-8") for top in ("src", "ui", "include")
                for p in sorted((root / top).rglob("*.[ch]")))
    sql = "".join(joined(p.read_text(encoding="utf-8")) for p in sorted((root / "sql").rglob("*.sql")))
    text = re.sub(r'"\s*"', "", c) + sql.replace("''", "'").replace('"', '\\"')
    return {i for i in ids if i in text}


def places(s):
    return sorted(re.findall(r"%(?:\d+\$)?[-0-9.*]*(?:[hlzj]*)[a-zA-Z]", s))


zh = po_entries(PO)
checks = []
fmt = run("msgfmt", "-c", "-o", "/dev/null", str(PO))
checks.append((fmt.returncode == 0, "msgfmt -c accepts zh_CN.po " + fmt.stderr[:200]))
known = {"C": c_msgids(), "SQL": sql_msgids(), "field": field_msgids()}
for name, ids in known.items():
    missing = sorted(i for i in ids if not zh.get(i))
    checks.append((bool(ids), f"{name} has sentences"))
    checks.append((not missing, f"every {name} sentence is translated"))
    for i in missing[:40]:
        checks.append((False, f"{name} untranslated: {i}"))
rest = set(zh) - set().union(*known.values())
dead = sorted(rest - said(rest))
checks.append((not dead, "nothing is translated that nobody says: " + "; ".join(dead[:8])))
plain = [i for i in zh if places(i) != places(zh[i]) and zh[i]
         and [re.sub(r"\d+\$", "", x) for x in places(zh[i])]
         != [re.sub(r"\d+\$", "", x) for x in places(i)]]
checks.append((not plain, "translations keep their places " + "; ".join(plain[:5])))
print(f"1..{len(checks)}")
for i, (ok, text) in enumerate(checks, 1):
    print("ok" if ok else "not ok", i, "-", text.replace("#", "No.").replace("\n", " "))
