#!/usr/bin/python3
"""The administrator's verbs against a real server."""
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time

from house import BUILD, DBA, House, Tap, ROOT

tap = Tap()


def said(r):
    return r.stdout + r.stderr


def migrations(house):
    first = house.admin("migrate")
    tap.equal(first.returncode, 0, "an empty database is migrated")
    if first.returncode:
        print("#", said(first))
        sys.exit(1)
    n = house.sql("select count(*), max(at) from core.migration")
    again = house.admin("migrate")
    tap.equal(again.returncode, 0, "migrating again is no fault")
    tap.ok("migrated" not in again.stdout and "replaced" not in again.stdout,
           "migrating again changes nothing", said(again))
    tap.equal(house.sql("select count(*), max(at) from core.migration"), n,
              "and leaves the ledger alone")

    phone = house.tree / "function" / "phone.sql"
    text = phone.read_text(encoding="utf-8")
    phone.write_text(text.replace("p_", "q_"), encoding="utf-8")
    renamed = house.admin("migrate")
    tap.ok(renamed.returncode == 0, "a function may change what its arguments are called",
           said(renamed))
    phone.write_text(text, encoding="utf-8")
    tap.equal(house.admin("migrate").returncode, 0, "and change back")

    one = sorted((house.tree / "migrate").glob("*.sql"))[0]
    text = one.read_text(encoding="utf-8")
    one.write_text(text + "\n-- changed\n", encoding="utf-8")
    changed = house.admin("migrate")
    tap.ok(changed.returncode == 1 and one.name in changed.stderr,
           "a migration changed after it had run is refused by name", said(changed))
    tap.ok(house.admin("doctor").returncode == 1, "and the doctor sees it")
    one.write_text(text, encoding="utf-8")

    bad = house.tree / "migrate" / "9998_bad.sql"
    bad.write_text("create table core.half (a integer);\nselect no_such_thing();\n",
                   encoding="utf-8")
    r = house.admin("migrate")
    tap.ok(r.returncode == 1 and "9998_bad.sql" in r.stderr,
           "a migration that fails is named", said(r))
    tap.equal(house.sql("select to_regclass('core.half') is null"), "t",
              "and leaves nothing half done")
    bad.write_text("create table core.half (a integer);\n", encoding="utf-8")
    tap.equal(house.admin("migrate").returncode, 0, "a new migration runs")
    bad.unlink()
    r = house.admin("migrate")
    tap.ok(r.returncode == 1 and "9998" in r.stderr,
           "a database newer than the program is refused", said(r))
    house.sql("drop table core.half; delete from core.migration where number = 9998")


def loading(house):
    r = house.admin("load")
    if not tap.equal(r.returncode, 0, "the tables load"):
        print("#", said(r))
        sys.exit(1)
    tap.ok(int(house.sql("select count(*) from core.unit")) > 43000,
           "all the nation's units are there")
    r = house.admin("load")
    tap.ok(r.returncode == 0 and "loaded: " not in r.stdout,
           "loading the same again changes nothing", said(r))
    part = house.tree / "code" / "yes_no.csv"
    text = part.read_text(encoding="utf-8")
    part.write_text(text + "x\n", encoding="utf-8")
    r = house.admin("load")
    tap.ok(r.returncode == 1 and "yes_no.csv" in r.stderr,
           "a table with a short row is refused by name", said(r))
    part.write_text(text, encoding="utf-8")


def own(house):
    """What a place added is not lost by an upgrade."""
    days = house.tree / "code" / "workday.csv"
    shipped = days.read_text(encoding="utf-8")
    days.write_text(shipped + "2027-01-01,holiday,元旦\n2027-02-06,holiday,春节\n", encoding="utf-8")
    r = house.admin("load")
    tap.ok(r.returncode == 0 and "workday: 2 new, 0 changed, 0 ended" in r.stdout, "a load says what is new", said(r))
    tap.ok("2027 is not complete" in r.stdout and "清明节" in r.stdout, "and that a year is not whole", said(r))
    tap.ok("2027" in house.admin("doctor").stdout, "the doctor says so too")
    days.write_text(shipped, encoding="utf-8")
    r = house.admin("load")
    tap.ok(r.returncode == 1 and "2027-02-06" in r.stdout and "workday" in r.stderr,
           "a load that would end rows names them and asks", said(r))
    tap.equal(house.sql("select count(*) from core.workday where day > '2027-01-01'"), "1", "and changes nothing")
    r = house.admin("load", "--remove")
    tap.ok(r.returncode == 0 and "2 ended" in r.stdout, "a script says that it means it", said(r))
    mine = house.dir / "own"
    mine.mkdir()
    (mine / "workday.csv").write_text("date,kind,name\n2027-01-01,holiday,元旦\n", encoding="utf-8")
    (mine / "phrase.csv").write_text("code,name,initials\nzz1,本县话术,bxhs\n", encoding="utf-8")
    r = house.admin("local", str(mine), "--unit", "330106000")
    tap.equal(r.returncode, 0, "tables of one's own are loaded")
    r = house.admin("load")
    tap.ok(r.returncode == 0 and house.sql("select count(*) from core.workday where day > '2026-12-31'") == "1"
           and house.sql("select count(*) from core.code where code = 'zz1' and valid_to > now()") == "1",
           "and outlive a load of the shipped ones", said(r))
    (mine / "transition.csv").write_text("code\nx\n", encoding="utf-8")
    r = house.admin("local", str(mine))
    tap.ok(r.returncode == 1 and "transition" in r.stderr, "the procedure is nobody's own", said(r))
    (mine / "transition.csv").unlink()


def unit(house):
    """The tree of units, changed by this place."""
    add = ["unit", "330106901", "--name", "西湖区局云栖所", "--short", "云栖所", "--parent", "330106000", "--tier", "5"]
    r = house.admin(*add)
    tap.ok(r.returncode == 0 and "云栖所" in r.stdout, "a unit is added and shown", said(r))
    house.enrol("yunqi", "云一", "0309", "330106901", "r04")
    r = house.admin("unit", "330106901", "--close")
    tap.ok(r.returncode == 1 and "open tickets 0, operators 1, units below 0" in r.stderr,
           "one with an operator is not closed; the refusal counts", said(r))
    r = house.admin("unit", "330106901", "--parent", "330105000", "--short", "改名所")
    tap.equal(r.returncode, 0, "it moves and is renamed")
    house.must("load")
    got = json.loads(house.must("unit", "330106901", "--json"))[0]
    tap.equal((got["parent"], got["short_name"], got["operators"], got["closed"]), ("330105000", "改名所", 1, None),
              "which a load leaves alone, as its JSON says")
    house.must("expire", "yunqi", "--until", "2020-01-01")
    house.must("unit", "330106901", "--close")
    got = json.loads(house.must("unit", "330106901", "--json"))[0]
    tap.equal(got["closed"], house.sql("select core.day(now())"), "empty, it is closed from today")
    r = house.admin("unit", "330106901", "--close", "--open")
    tap.equal(r.returncode, 1, "not closed and opened at once")
    r = house.admin("unit", "999999999")
    tap.ok(r.returncode == 1 and "999999999" in r.stderr, "one that there is not is named", said(r))
    tap.equal(house.sql("select count(*) from audit.admin where what = 'unit'"), "3", "each change is on record")


def policy(house):
    """What a password must be, outside of a demonstration."""
    args = ["--label", "X", "--number", "1", "--unit", "330100000", "--secret-file"]
    new = house.dir / "policy"
    for text, why in (("short", "one that is short"), ("nnnnnnnnnnnn", "one character repeated"),
                      ("xx-NEWONE-2026", "one with the name in it"), ("一二三四五六七八九", "nine characters")):
        new.write_text(text + "\n", encoding="utf-8")
        new.chmod(0o600)
        r = house.admin("enrol", "newone", *args, str(new))
        tap.ok(r.returncode == 1 and "password" in r.stderr.lower(), f"a password is not {why}", said(r))
    new.write_text("horse battery 9\n", encoding="utf-8")
    tap.equal(house.admin("enrol", "newone", *args, str(new)).returncode, 0, "a good one is taken")
    r = house.admin("set", "nonsense", "1")
    tap.ok(r.returncode == 1 and "nonsense" in r.stderr, "a setting that there is not is named", said(r))
    tap.ok("demo" in house.admin("settings").stdout, "settings are listed")
    own = house.dir / "own_password"
    own.write_text("my very own one\n", encoding="utf-8")
    own.chmod(0o600)
    house.must("password", "newone", "--secret-file", str(new))
    ask = "select count(*) from api.codes_since(9999999)"
    try:
        house.sql(ask, user="newone", password="horse battery 9")
        tap.ok(False, "as shipped, a password that an administrator set lets its owner do nothing")
    except RuntimeError as e:
        tap.ok("change it first" in str(e), "as shipped, a password that an administrator set lets its owner do nothing", e)
    r = house.ctl("-o", "newone", "password", "--secret-file", str(own), secret=new)
    tap.equal(r.returncode, 0, "but change it")
    tap.equal(house.sql(ask, user="newone", password="my very own one"), "0", "then he works")
    house.must("set", "demo", "1")


def people(house):
    house.enrol("recv", "王芳", "0123", "330100000", "r01,r03@330106000")
    tap.equal(house.sql("select session_user", user="recv"), "recv", "an operator logs in")
    tap.equal(house.sql("select string_agg(duty || '@' || unit, ' ' order by duty) "
                        "from core.duty"), "r01@330100000 r03@330106000", "with her duties")
    tap.equal(house.sql("select array(select unnest(setconfig) order by 1) = array(select "
                        "unnest(core.role_settings()) order by 1) from pg_db_role_setting "
                        "where setrole = 'recv'::regrole"), "t",
              "and every setting that the tests of the server work under")
    tap.ok(house.sql("select rolpassword from pg_authid where rolname = 'recv'")
           .startswith("SCRAM-SHA-256$"), "her password is kept as a verifier")
    args = ["--label", "X", "--number", "1", "--unit", "330100000", "--secret-file",
            str(house.dir / "secret")]
    for name, why in (("recv", "a name already taken"), ("Recv", "a name with capitals"),
                      ("gangshao_owner", "a name of the house"), ("x", "a name too short"),
                      ("a; drop", "a name that is none")):
        tap.equal(house.admin("enrol", name, *args).returncode, 1, f"{why} is refused")
    args[5] = "999999999"
    r = house.admin("enrol", "nobody", *args)
    tap.ok(r.returncode == 1 and "999999999" in r.stderr, "an unknown unit is refused",
           said(r))
    tap.equal(house.sql("select count(*) from pg_roles where rolname = 'nobody'"), "0",
              "and leaves no role behind")
    args[5] = "330100000"
    r = house.admin("enrol", "nobody", *args, "--duty", "r99")
    tap.ok(r.returncode == 1 and "r99" in r.stderr, "an unknown duty is refused", said(r))
    tap.equal(house.admin("enrol", "nobody", *args[:6]).returncode, 1,
              "an operator without a password is refused")


def refused(house, user="recv", password="demo"):
    try:
        house.sql("select 1", user=user, password=password)
    except RuntimeError:
        return True
    return False


def held_up(house):
    """The one who is to be locked changes his own role and does not commit."""
    psql = subprocess.Popen([f"{house.bin}/psql", "-X", "-q", "-h", str(house.sockets), "-U", "recv",
                             "-d", "gangshao"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True, env={**os.environ, "PGPASSWORD": "demo"})
    psql.stdin.write("begin;\nalter role recv set work_mem = '1MB';\nalter role recv password 'x';\n\\echo there\n")
    psql.stdin.flush()
    psql.stdout.readline()
    began = time.monotonic()
    try:
        r = house.admin("lock", "recv", seconds=20)
        tap.ok(r.returncode == 0 and time.monotonic() - began < 10,
               "an operator who holds his own role is locked all the same", said(r))
    except subprocess.TimeoutExpired:
        tap.ok(False, "an operator who holds his own role is locked all the same", "still waiting after 20 s")
    psql.kill()
    psql.communicate()
    tap.ok(refused(house), "and is out")
    house.admin("unlock", "recv")


def changes(house):
    held_up(house)
    tap.equal(house.admin("lock", "recv").returncode, 0, "an operator is locked")
    tap.ok(refused(house), "a locked operator cannot log in")
    tap.equal(house.admin("unlock", "recv").returncode, 0, "and unlocked")
    tap.ok(not refused(house), "and can log in again")
    tap.equal(house.admin("lock", "nobody").returncode, 1, "nobody cannot be locked")

    new = house.dir / "new"
    new.write_text("another one\n", encoding="utf-8")
    new.chmod(0o600)
    tap.equal(house.admin("password", "recv", "--secret-file", str(new)).returncode, 0,
              "a password is changed")
    tap.ok(refused(house) and not refused(house, password="another one"),
           "the old one is no more, the new one is good")
    new.chmod(0o644)
    r = house.admin("password", "recv", "--secret-file", str(new))
    tap.equal(r.returncode, 1, "a password file that others may read is refused")

    tap.equal(house.admin("grant", "recv", "r08").returncode, 0, "a duty is granted")
    tap.equal(house.admin("revoke", "recv", "r08").returncode, 0, "and revoked")
    tap.equal(house.admin("revoke", "recv", "r08").returncode, 1, "but not twice")
    tap.equal(house.admin("expire", "recv", "--until", "2020-01-01").returncode, 0,
              "an operator expires")
    tap.ok(refused(house, password="another one"), "and cannot log in")
    r = house.admin("operators")
    tap.ok("recv" in r.stdout and "2020-01-01" in r.stdout, "the list says so", said(r))
    tap.ok(int(house.sql("select count(*) from audit.admin")) >= 6, "all of it is on record")
    tap.equal(house.sql("select count(*) from audit.admin where what <> 'setting' and detail::text ~ 'demo|another'"),
              "0", "without a password")


def absences(house):
    house.enrol("stand", "何洁", "0124", "330100000", "r08")
    until = house.sql("select core.day(now()) + 3")
    r = house.admin("absence", "recv", "stand", "--until", until, "--duty", "r03",
                    "--reason", "出差")
    tap.ok(r.returncode == 0, "one operator stands in for another", said(r))
    tap.ok("stand" in house.admin("absences").stdout, "which is listed")
    tap.equal(house.sql("select array_to_string((core.who_is('stand')).stands, ' ')"),
              "r03@330106000=recv", "in the duty given, as long as he has it himself")
    r = house.admin("absence", "stand", "recv", "--until", until)
    tap.ok(r.returncode == 1, "whoever is absent does not stand in", said(r))
    r = house.admin("absence", "recv", "nobody", "--until", until)
    tap.ok(r.returncode == 1 and "nobody" in r.stderr, "nor somebody unknown", said(r))
    tap.equal(house.admin("back", "recv").returncode, 0, "he is back")
    tap.equal(house.sql("select array_to_string((core.who_is('stand')).stands, ' ')"),
              "", "and it has ended")
    tap.equal(house.admin("back", "recv").returncode, 1, "once")
    tap.equal(house.sql("select count(*) from audit.admin where what in ('absence', "
                        "'back')"), "2", "all of it on record")


def doctor(house):
    tap.ok("sessions -" in house.admin("doctor").stdout, "periodic work that was never done is a fault")
    house.must("work", "--once")
    r = house.admin("doctor")
    ill = [line for line in r.stdout.splitlines() if not line.startswith("ok")]
    here = ("fsync", " trust", "archive_mode = off", "/var/backups")  # of this test's server
    tap.equal([line for line in ill if not any(x in line for x in here)
               and not line.startswith("--  ")], [],
              "the doctor finds the house in order")
    tap.ok(any("fsync" in line for line in ill), "but for the disk of this test")
    house.sql("grant select on core.ticket to gangshao_operator")
    r = house.admin("doctor")
    tap.ok(r.returncode == 1 and "core.ticket" in r.stdout, "an open table is found", said(r))
    house.sql("revoke select on core.ticket from gangshao_operator")
    house.sql("insert into audit.alarm (operator, what, detail) values ('x', 'probe', '{}')")
    tap.ok("probe" in house.admin("doctor").stdout, "an alarm is shown")
    tap.ok(" trust" in r.stdout and "archive_mode" in r.stdout, "a way in without password and a log without archive are found")
    otherwise = {"default_transaction_read_only": "on", "statement_timeout": "1ms", "idle_in_transaction_session_timeout": "1ms",
                 "transform_null_equals": "on", "array_nulls": "off", "bytea_output": "escape"}
    house.sql("alter role stand set timezone = 'UTC'; " + "; ".join(
        f"alter database gangshao set {k} = '{v}'" for k, v in otherwise.items()), database="postgres")
    r = house.admin("doctor")
    tap.ok("stand: TimeZone=UTC" in r.stdout and all(f"{k}={v}" in r.stdout for k, v in otherwise.items()),
           "what a role or the database sets otherwise is named", said(r))
    tap.equal(house.admin("grant", "stand", "r05").returncode, 0, "and does not stop the administrator's verbs")
    house.sql("; ".join(f"alter database gangshao reset {k}" for k in otherwise), database="postgres")
    what = "Nothing of the demonstration stands in an installation that is none"
    tap.ok(f"ok  {what}" in house.admin("doctor").stdout, "no people of the demonstration are here")
    tap.equal(house.sql("select count(*) from core.operator where name in ('chief', 'super', 'station2')"), "0",
              "neither migrate nor load brings any")
    house.admin("init-demo", "--secret-file", str(house.dir / "secret"))  # its story needs people who are locked here
    house.must("set", "demo", "1")
    tap.ok(f"ok  {what}" in house.admin("doctor").stdout, "a demonstration may have its own")
    house.must("set", "demo", "0")
    r = house.admin("doctor")
    tap.ok(r.returncode == 1 and re.search(rf"!!  {what}: \d{{4}}-\d\d-\d\d \d\d:\d\d init-demo", r.stdout),
           "an installation that was one is found", said(r))
    house.must("set", "demo", "1")
    house.sql("create role stray login in role gangshao_operator")
    tap.ok("stray" in house.admin("doctor").stdout, "a role that nobody enrolled is found")


def fonts(house):
    """The doctor asks gangshao-press whether the names of the house can be printed."""
    what = "Every character of the names of divisions, units and people can be printed"
    tap.ok(f"ok  {what}" in house.admin("doctor").stdout, "every character of the names can be printed")
    for table, column, key in (("division", "name", "code = '330106'"), ("unit", "name", "code = '330106000'"),
                               ("operator", "label", "name = 'stand'")):
        was = house.sql(f"select {column} from core.{table} where {key}")
        house.sql(f"update core.{table} set {column} = '何\U00012000' where {key}")
        r = house.admin("doctor")
        house.sql(f"update core.{table} set {column} = '{was}' where {key}")
        tap.ok(r.returncode == 1 and f"!!  {what}: \U00012000 U+12000\n" in r.stdout,
               f"{table}: one that no font has is named", said(r))
    bare = house.dir / "fonts.conf"
    bare.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
                    f"<dir>/usr/share/fonts/truetype/arphic</dir><cachedir>{house.dir}/cache</cachedir></fontconfig>")
    r = house.admin("doctor", env={"FONTCONFIG_FILE": str(bare)})
    tap.ok("㙍 U+364D, 㙦 U+3666" in r.stdout, "fonts that are not installed are missed", said(r))
    alone = house.dir / "alone"
    alone.mkdir()
    shutil.copy(BUILD / "gangshaoctl", alone)
    r = subprocess.run([alone / "gangshaoctl", "admin", "doctor", "--tree", house.tree, "--server",
                        f"host={house.sockets} user={DBA} dbname=gangshao"], capture_output=True, text=True, check=False,
                       env={**os.environ, "LC_MESSAGES": "en", "LC_ALL": "C.UTF-8", "PATH": str(alone)})
    tap.ok(r.returncode == 1 and f"??  {what}: gangshao-press is not installed on this machine." in r.stdout,
           "a machine without gangshao-press is told so", said(r))


# How each verb that answers with rows is asked, and a column that all its rows have.
LISTS = {"settings": ([], "setting"), "office": (["330106000"], "mark"), "unit": (["330106000"], "code"), "operators": ([], "name"),
         "absences": ([], "substitute"), "doctor": ([], "state"), "stores": (["--dir"], "operator"), "work": ([], "step"),
         "roots": ([], "hash"), "verify": ([], "state")}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00")


def as_rows(r):
    try:
        return json.loads(r.stdout)
    except ValueError:
        return None


def listing(house):
    """Every verb of the table: rows as CSV and JSON, or the word that it has none."""
    house.ctl("-o", "reader", "status")  # a store to be listed
    house.must("work", "--once")
    house.must("absence", "reader", "stand", "--until", house.sql("select core.day(now()) + 3"))
    table = re.findall(r"^  ([a-z][a-z-]*)((?: [A-Z]+)*) ", house.admin().stdout, re.M)
    tap.ok({"doctor", "init-demo"} <= {name for name, _ in table} and len(table) > 20, "the verbs are listed", table)
    for verb, words in table:
        if verb not in LISTS:
            for flag in ("--json", "--csv"):
                r = house.admin(verb, *words.split(), flag)
                tap.ok(r.returncode == 2 and flag in r.stderr and not r.stdout, f"{verb} has no {flag}, and says so", said(r))
            continue
        args, column = LISTS[verb]
        args = [*args, str(house.dir / "store")] if verb == "stores" else args
        got = house.admin(verb, *args, "--json")
        rows = as_rows(got)
        tap.ok(rows and all(column in row for row in rows) and got.returncode in (0, 1), f"{verb} --json prints rows", said(got))
        chinese = house.admin(verb, *args, "--json", env={"LANGUAGE": "zh_CN"})
        tap.equal([list(row) for row in as_rows(chinese) or []], [list(row) for row in rows or []], f"{verb}: with the same keys in Chinese")
        lines = list(csv.reader(io.StringIO(house.admin(verb, *args, "--csv").stdout)))
        tap.equal((lines[:1], len(lines) - 1), ([list(rows[0])] if rows else [], len(rows or [])), f"{verb} --csv prints the same rows")
    work = {row["step"]: row for row in as_rows(house.admin("work", "--once", "--only", "roots,upkeep", "--json"))}
    tap.ok(set(work) == {"roots", "upkeep"} and all(row["well"] is True and MOMENT.fullmatch(row["done"]) for row in work.values()),
           "a round of work answers with its steps and their moments", work)
    tap.equal(house.admin("work", "--every", "5", "--json").returncode, 1, "a round without end has no rows")
    r = house.admin("office", "330106000", "--phone", "1", "--documents", str(house.tree / "document"), "--json")
    tap.ok((as_rows(r) or [{}])[0].get("phone") == "1", "what is changed on the way does not stand among the rows", said(r))
    tap.ok(all(isinstance(row["locked"], bool) for row in as_rows(house.admin("operators", "--json"))), "a flag is true or false")
    house.must("back", "reader")


def usage(house):
    r = house.admin("nonsense")
    tap.ok(r.returncode == 2 and "nonsense" in r.stderr, "an unknown verb is a usage error, and named", said(r))
    tap.equal(house.admin("lock").returncode, 2, "a verb without its name too")
    tap.equal(house.admin("lock", "recv", "--password", "x").returncode, 2,
              "a password is no argument")
    house.stop()
    tap.equal(house.admin("doctor").returncode, 3, "a server that is away is for later")


with House() as house:
    house.tree = house.dir / "sql"
    shutil.copytree(ROOT / "sql", house.tree)
    migrations(house)
    loading(house)
    own(house)
    policy(house)
    people(house)
    absences(house)
    unit(house)
    changes(house)
    doctor(house)
    fonts(house)
    house.enrol("reader", "何读", "0311", "330100000", "r01")
    listing(house)
    usage(house)
tap.done()
