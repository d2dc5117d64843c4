#!/usr/bin/python3
"""tests/law.csv: what each article asks of the program, and the test that holds it.

Columns: order, article, demand, test (a file), assertion (its title in that file), reason (why nothing
is to be held).  An article may have several rows; one without a test has a reason."""
import csv
import os
import pathlib
import re

TOP = pathlib.Path(__file__).resolve().parents[2]
COLUMNS = ["order", "article", "demand", "test", "assertion", "reason"]
KINDS = set(re.search(r"^KINDS := (.*)$", (TOP / "Makefile").read_text(), re.M).group(1).split())
# as the tables of the procedure write an article
NAMED = re.compile(r"(令121|令20|处罚程序|食安法|消法|总局令45)(?:§([0-9]+))?")
results, texts = [], {}


def check(faults, title):
    faults = list(faults)
    results.append((not faults, title + "".join(f"\n# {f}" for f in faults[:10])))


def text_of(name):
    if name not in texts:
        texts[name] = (TOP / name).read_text(encoding="utf-8")
    return texts[name]


def is_run(name):
    """Whether make check runs this file: by its name, or by the .t of the same name."""
    path = TOP / name
    kind = path.parent.relative_to(TOP / "tests").parts
    if kind == ("unit",):
        return path.name.startswith("test_") and path.suffix == ".c"
    if len(kind) != 1 or kind[0] not in KINDS:
        return False
    if path.suffix == ".sql":
        runner = path.with_name("sql.t") if path.name.startswith("test_") else path.with_suffix(".t")
        return os.access(runner, os.X_OK)
    return os.access(path, os.X_OK) and (path.suffix == ".t" or kind == ("flow",) and path.suffix == ".py")


def holds(name, title):
    """Whether the file says this title, as a test of its own in C, else between quotes."""
    if name.endswith(".c"):
        return re.search(r"cmocka_unit_test(_\w+)?\(\s*" + re.escape(title) + r"\b", text_of(name))
    return any(re.search(quote + re.escape(title.replace("'", "''" if quote == "'" else "'")) + f"({quote}|, {{)", text_of(name))
               for quote in "'\"")


def fault(row):
    where = f"tests/law.csv, {row['order']} {row['article']}"
    if not row["test"]:
        return None if row["reason"] else f"{where}: name a test, or the reason why there is none"
    if row["reason"] or not row["assertion"]:
        return f"{where}: a test has an assertion and needs no reason"
    if not (TOP / row["test"]).is_file():
        return f"{where}: there is no {row['test']}"
    if not is_run(row["test"]):
        return f"{where}: make check does not run {row['test']}"
    if not holds(row["test"], row["assertion"]):
        return f"{where}: {row['test']} has no assertion '{row['assertion']}'; name the one that holds it now"
    return None


with open(TOP / "tests" / "law.csv", encoding="utf-8", newline="") as f:
    rows = list(csv.DictReader(f, strict=True))
check([] if rows and list(rows[0]) == COLUMNS else [list(rows[0])], "the table has its columns")
check([f"{r['order']} {r['article']}: a cell too many" for r in rows if None in r or None in r.values()],
      "every row is as long as its header")
articles = {}
for r in rows:
    articles.setdefault((r["order"], r["article"]), []).append(r)
for (order, article), some in articles.items():
    demand = "; ".join(r["demand"] for r in some if r["demand"]) or some[0]["reason"]
    check(filter(None, map(fault, some)), f"{order} {article}: {demand}")
check([f"{o} {a}: say what it demands" for (o, a), some in articles.items()
       if any(r["test"] for r in some) and not some[0]["demand"]], "every article that is tested says what it demands")
check([f"tests/law.csv lacks a row for 令121 {n}: its test, or the reason why there is none" for n in range(1, 47)
       if ("令121", str(n)) not in articles], "all 46 articles of order 121 are there")
check([f"tests/law.csv lacks a row for I{n} with its test" for n in range(1, 21)
       if not any(r["test"] for r in articles.get(("DOMAIN §10", f"I{n}"), []))], "all twenty invariants have a test")
seen = set()
check([f"{r['test']} '{r['assertion']}' stands twice under {r['order']} {r['article']}" for r in rows if r["test"]
       and ((k := tuple(r[c] for c in ("order", "article", "test", "assertion"))) in seen or seen.add(k))],
      "nothing stands twice")
lacking = {}
for path in sorted((TOP / "sql" / "code").glob("*.csv")):
    with open(path, encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            for order, article in NAMED.findall(r.get("rule") or ""):
                if (order, article) not in articles:
                    lacking.setdefault(f"{order} {article}", f"{path.name} {next(iter(r.values()))}")
check([f"{where} rests on {what}, which has no row in tests/law.csv: its test, or the reason why there is none" for what, where in lacking.items()],
      "whatever article the tables rest on has its row")
print(f"1..{len(results)}")
for i, (ok, title) in enumerate(results, 1):
    print("ok" if ok else "not ok", i, "-", title)
