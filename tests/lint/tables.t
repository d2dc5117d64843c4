#!/usr/bin/python3
"""An action is a file, a function and rows; a query a file and a function: their tables are made
of the folders, and what is missing fails the build."""
import pathlib
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
ACTION = 'const struct action action_%s = {\n\t.name = "%s",\n\t.menu = %d,\n};\n'
QUERY = 'const struct query query_%s = {\n\t.sql = "select * from api.%s($1)",\n};\n'
results = []


def check(good, text, why=""):
    results.append((good, text + ("" if good else "\n# " + why.replace("\n", "\n# "))))


def table(tree, kind, *more):
    """Runs the maker of a table; returns whether it succeeds, and what it prints."""
    files = sorted(str(p.relative_to(tree)) for p in (tree / "src" / kind).glob("*.c"))
    r = subprocess.run(["awk", "-f", f"src/{kind}/table.awk", *more, *files], cwd=tree,
                       capture_output=True, text=True)
    return r.returncode == 0, r.stdout + r.stderr


def actions(tree):
    return table(tree, "action", "sql/code/transition.csv")


def refused(made, words, text):
    good, said = made
    check(not good and words in said, text, said)


def an_action(tree):
    rows, sql = tree / "sql/code/transition.csv", tree / "sql/function/act_probe.sql"
    check(actions(tree)[0], "the table of actions is made", actions(tree)[1])
    file = tree / "src/action/probe.c"
    file.write_text(ACTION % ("probe", "probe", 15))
    refused(actions(tree), "probe has no function", "an action without its function fails the build")
    sql.write_text("")
    refused(actions(tree), "probe has no row", "and one without a row of the procedure")
    shipped = rows.read_text()
    rows.write_text(shipped + "x9999,complaint,probe,TS10,,r01,self,keep,,\n")
    good, said = actions(tree)
    order = [w.strip("&,") for w in said.splitlines()[-1].split()[2:]]
    check(good and order[1] == "action_probe" and order[-1] == "NULL",
          "with both it stands in menus where it says", said)
    file.write_text((ACTION % ("probe", "probe", 15)).replace("\t.menu = 15,\n", ""))
    refused(actions(tree), "probe names no place", "an action without a place in menus fails the build")
    file.unlink()
    refused(actions(tree), "rows of probe", "and a row without its action")


def a_query(tree):
    check(table(tree, "query")[0], "the table of queries is made", table(tree, "query")[1])
    (tree / "src/query/probe.c").write_text(QUERY % ("probe", "probe"))
    refused(table(tree, "query"), "probe has no function", "a query without its function fails the build")
    (tree / "sql/function/probe.sql").write_text("")
    good, said = table(tree, "query")
    check(good and "&query_probe," in said, "with it it stands in the table", said)


with tempfile.TemporaryDirectory() as folder:
    scratch = pathlib.Path(folder)
    for part in ("src/action", "src/query", "sql/function"):
        shutil.copytree(ROOT / part, scratch / part)
    (scratch / "sql/code").mkdir()
    shutil.copy(ROOT / "sql/code/transition.csv", scratch / "sql/code")
    an_action(scratch)
    a_query(scratch)
print(f"1..{len(results)}")
for i, (good, text) in enumerate(results, 1):
    print("ok" if good else "not ok", i, "-", text)
