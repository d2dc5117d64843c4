#!/usr/bin/python3
"""A field is one row and one translation: in a copy of the tree a row of sql/code/field.csv
and its Chinese are added; then the field stands on the screen, in gangshaoctl, in the tables
of the centre, and is masked there, because the row says that it is personal."""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lib import tap as TAP  # noqa: E402
from lib.centre import BUILD, ROOT  # noqa: E402

ROW = "register amend,nickname,Nickname,text,,,,40,,,,,,caller,form,,,,,caller,,\n"
BEFORE = "register amend,pname,"
CHINESE = '\nmsgid "Nickname"\nmsgstr "试验昵称"\n'
SCRIPT = """size 24 80
clock 2026-11-23T14:05:00+08:00
type recv
key Enter
type demo
key Enter
wait 近期办结
key F2
wait 试验昵称
dump the form
"""
SQL = """
create temporary table x as select t.register(t.complaint() || '{"nickname":"小老虎"}') as id;
select 'kept ' || (c.detail->>'nickname') from core.caller c where ticket = (select id from x);
select 'facts ' || (facts ? 'nickname') from core.ticket where ticket = (select id from x);
select 'shown ' || (r->'ticket'->'facts'->>'nickname') from t.ask('recv', format('select api.ticket(%L) as ticket', (select id from x))) r;
select 'long ' || t.no('recv', gen_random_uuid(), 'register', t.complaint() || jsonb_build_object('nickname', repeat('长', 41)));
"""


def copy_tree(where):
    """The tree with what is built of it, so that only what hangs on the row is built."""
    for name in ("Makefile", "include", "src", "ui", "sql", "man", "tests/sql"):
        source, target = ROOT / name, where / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, target)
    build = where / "build"
    for name in ("src", "ui", "gen", "locale"):
        shutil.copytree(BUILD / name, build / name)
    shutil.copy2(BUILD / "flags", build / "flags")
    # objects name what they are made of under the directory of that build
    old = os.environ.get("B", "build")
    for path in build.rglob("*.d") if old != "build" else []:
        path.write_text(path.read_text().replace(f"{old}/", "build/"))


def add_field(where):
    table, catalogue = where / "sql/code/field.csv", where / "ui/po/zh_CN.po"
    rows = table.read_text(encoding="utf-8")
    table.write_text(rows.replace(BEFORE, ROW + BEFORE, 1), encoding="utf-8")
    with catalogue.open("a", encoding="utf-8") as f:
        f.write(CHINESE)


def build(where):
    compiler = (where / "build/flags").read_text().split(" -DVERSION=")[0]
    return subprocess.run(["make", "-s", f"CC={compiler}", "build/gangshao", "build/gangshaoctl",
                           "build/locale/zh_CN/LC_MESSAGES/gangshao.mo"], cwd=where,
                          capture_output=True, text=True, timeout=500)


def configuration(where):
    path = where / "gangshao.conf"
    path.write_text(f'demo = true;\nscreen = {{ lock = 0; }};\nlocale = "{where}/build/locale";\n'
                    f'desk = {{ run = "{where}/run"; store = "{where}/store"; '
                    f'program = "{ROOT}/tests/screen/fakedesk.py"; }};\n', encoding="utf-8")
    path.chmod(0o600)
    return path


def run(where, *command):
    env = {k: v for k, v in os.environ.items() if k not in ("LANGUAGE", "LC_ALL", "LC_MESSAGES")}
    env["LANG"] = "C.UTF-8"
    return subprocess.run(command, cwd=where, env=env, capture_output=True, text=True, timeout=500)


def screen(where):
    desk = subprocess.Popen([ROOT / "tests/screen/fakedesk.py", str(where / "run")])
    try:
        TAP.eventually((where / "run/station.sock").exists)
        (where / "script").write_text(SCRIPT, encoding="utf-8")
        return run(where, where / "build/gangshao", "-c", configuration(where),
                   "--script", where / "script")
    finally:
        desk.send_signal(signal.SIGTERM)
        desk.wait()


def centre(where):
    (where / "field.sql").write_text("set client_min_messages = warning;\n"
                                     "set search_path = t, core, public;\n" + SQL)
    sql = where / "tests/sql"
    return run(where, sql / "cluster", "sh", "-ec",
               f"createdb x; sh {sql}/install.sh x; psql -Xqv ON_ERROR_STOP=1 -d x "
               f"-f {sql}/helper.sql >/dev/null; psql -XqAtv ON_ERROR_STOP=1 -d x "
               f"-v here={sql} -f {where}/field.sql")


def main():
    t = TAP.Tap()
    with tempfile.TemporaryDirectory() as name:
        where = pathlib.Path(name)
        where.chmod(0o755)
        copy_tree(where)
        add_field(where)
        built = build(where)
        t.ok(built.returncode == 0 and "warning:" not in built.stderr,
             "one row and one translation build", built.stdout + built.stderr)
        shown = screen(where)
        t.ok(re.search(r"试验昵称 .*\n.*姓名 ", shown.stdout),
             "the field stands in the form, above the one before which its row is",
             shown.stdout + shown.stderr)
        told = run(where, where / "build/gangshaoctl", "-c", where / "gangshao.conf",
                   "help", "register")
        t.ok(re.search(r"--nickname +试验昵称", told.stdout),
             "gangshaoctl takes it as a flag and says what it is", told.stdout + told.stderr)
        said = centre(where)
        for line, sentence in (("kept 小老虎", "the centre keeps it with the caller"),
                               ("facts false", "not among the facts"),
                               ("shown ****", "it is masked when the ticket is read")):
            t.ok(line in said.stdout.splitlines(), sentence, said.stdout + said.stderr)
        t.ok(re.search(r"^long .*longer than", said.stdout, re.M), "the centre knows how long it may be",
             said.stdout + said.stderr)
    return t.done()


sys.exit(main())
