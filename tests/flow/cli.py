#!/usr/bin/python3
"""The main job by gangshaoctl alone: a complaint from the call to the callback, what is
refused and how, the queue while the centre is away."""
import csv
import io
import json
import os
import pathlib
import re
import signal
import subprocess
import time

from house import BUILD, House, Tap
from lib.tap import eventually

tap = Tap()
PEOPLE = (("recv", "330100000", "r01"), ("disp", "330100000", "r03"),
          ("back", "330100000", "r08"), ("clerk", "330106000", "r04,r05"),
          ("lead", "330106000", "r06"), ("station", "330106013", "r04,r05"),
          ("clerk2", "330105000", "r04,r05"), ("analyst", "330106000", "r07"))
COMPLAINT = {
    "kind": "complaint", "incform": "1", "line": "12315", "evegrade": "1", "pname": "李强",
    "sex": "1", "mobile": "13900001234", "inccall": "13900001234",
    "paddr": "杭州市西湖区文三路1号", "invname": "杭州试菜餐饮有限公司",
    "invdiv": "330106013", "invaddr": "杭州市西湖区文三路2号", "objtype": "10101",
    "invoam": "128", "buydate": "T-3", "problem": "Q0101", "demand": ["01"],
    "content": "=三天前购买的大米有异味，=要求退款。", "agreepub": "true"}


def words(r):
    return f"exit {r.returncode}: {r.stdout}{r.stderr}"


def do(house, who, *args, code=0, name=None, stdin=None):
    """One verb as one operator; the outcome as JSON where it is told."""
    r = house.ctl("-o", who, *args, stdin=stdin)
    tap.ok(r.returncode == code, name or f"{who}: {args[0]}", words(r))
    return r


def register(house):
    r = do(house, "recv", "register", "--json", "--fields", "-", stdin=json.dumps(COMPLAINT),
           name="a complaint is registered from JSON")
    told = json.loads(r.stdout or "{}")
    tap.ok(told.get("state") == "applied" and len(told.get("regno", "")) == 25,
           "with its number, applied by the centre", words(r))
    return told


def story(house, told):
    number = told["regno"]
    steps = (
        ("disp", "assign", "--unit", "330106000"),
        ("clerk", "sign"),
        ("clerk", "accept", "--mode", "1", "--notify", "2"),
        ("clerk", "pass", "--unit", "330106013"),
        ("station", "contact", "--whom", "respondent", "--how", "2", "--outcome", "reached"),
        ("station", "mediate", "--consent_complainant", "true", "--consent_respondent",
         "true", "--method", "2", "--time", "T+1 10:00", "--place", "文新所调解室", "--people",
         "吴磊"),
        ("station", "issue", "--form", "X9", "--time", "T 09:00", "--place", "文新所调解室", "--people",
         "吴磊", "--content", "当场退款128元。", "--sure", "time"),
        ("station", "agree", "--paper", "performed", "--redecolos", "128", "--detail",
         "当场退款128元，双方无其他争议。"),
        ("station", "reply", "--handleadvice", "经调解，商家已退款128元。", "--notify", "2"),
        ("lead", "approve"),
        ("back", "callback", "--result", "1", "--satisfied", "5"))
    for who, verb, *args in steps:
        if "--sure" in args:  # the day that was appointed is not the day it was
            r = do(house, who, verb, number, *args[:-2], code=1, name="what differs from the record is asked")
            tap.ok("--sure time" in r.stderr, "with the flag that answers", words(r))
        do(house, who, verb, number, *args)
    r = do(house, "back", "ticket", told["ticket"], "--json", name="the ticket is read whole")
    doc = json.loads(r.stdout or "[{}]")[0].get("doc") or {}
    tap.equal(doc.get("state"), "TS80", "it is called back")
    tap.equal([e["action"] for e in doc.get("timeline", [])],
              ["register", "assign", "sign", "accept", "pass", "contact", "mediate", "issue", "agree",
               "reply", "approve", "callback"], "its timeline says what was done")
    tap.ok("李强" not in r.stdout, "the caller's name is masked for others")


def published(house, told):
    """What the platform for publication is fed with."""
    do(house, "analyst", "publish", told["ticket"], "--untrue", "false", "--secret",
       "false", "--minor", "false")
    do(house, "analyst", "unpublish", told["ticket"], "--reason", "当事人异议")
    do(house, "analyst", "publish", told["ticket"], "--untrue", "false", "--secret",
       "false", "--minor", "false", name="published once more")
    r = do(house, "analyst", "publications", "--csv", name="the publications as CSV")
    rows = list(csv.DictReader(io.StringIO(r.stdout)))
    tap.equal([bool(x["withdrawn"]) for x in rows], [True, False],
              "the first one is to be taken down, the second stands")
    tap.equal([x["respondent"] for x in rows], ["杭州试菜餐饮有限公司"] * 2, "whom of")
    r = do(house, "analyst", "publications", "--json", name="and as JSON")
    tap.ok("李强" not in r.stdout and "13900001234" not in r.stdout and
           "大米有异味" not in r.stdout, "nothing of the caller is in it", r.stdout)
    r = do(house, "analyst", "publications", "--from", "2099-01-01", "--csv",
           name="of other days")
    tap.equal(len(list(csv.DictReader(io.StringIO(r.stdout)))), 0, "there is nothing")


def in_words(house, told):
    """What a person types and reads: a few digits, a number, names."""
    short = str(int(told["regno"][-8:]))
    r = do(house, "disp", "note", short, "--note", "已读", name=f"a ticket by {short}, as in the list")
    tap.ok(told["regno"] in r.stdout and told["ticket"] not in r.stdout, "its number is printed", words(r))
    tap.ok("TS85" not in r.stdout and "已公示" in r.stdout and "市场监督管理局" in r.stdout,
           "state and unit by their names", words(r))
    r = do(house, "disp", "note", told["ticket"], "--note", "已读", "--json", "--fields", "/dev/stdin", stdin="{}")
    tap.equal(json.loads(r.stdout or "{}").get("ticket_state"), "TS85", "JSON keeps the codes")


def refusals(house):
    bad = dict(COMPLAINT, objtype="")
    r = do(house, "recv", "register", "--json", "--fields", "-", stdin=json.dumps(bad), code=1,
           name="what is missing is refused before it is kept")
    tap.ok("objtype" in r.stderr, "naming the field", words(r))
    r = do(house, "recv", "register", "--json", "--fields", "-", stdin='{"nonsense":"x"}', code=1,
           name="a field that there is not is refused")
    named = json.dumps(dict(kind="report", anon=True, pname="张三", invname="小店", content="后厨有老鼠。"))
    r = do(house, "recv", "register", "--json", "--fields", "-", stdin=named, code=1,
           name="an anonymous report with a name is refused")
    tap.ok("anonymous reporter neither" in r.stderr, "and says why", words(r))
    do(house, "recv", "register", "--json", "--fields", "-", stdin="{", code=2,
       name="text that is no JSON is a usage error")
    do(house, "recv", "register", "--nonsense", "x", code=2, name="so is an unknown flag")
    do(house, "recv", "nonsense", code=2, name="and an unknown verb")
    do(house, "recv", "note", code=2, name="and a missing ticket")
    do(house, "recv", "note", "3301000002026010100000001", "--note", "x", code=1,
       name="a ticket that there is not is refused")
    wrong = house.dir / "wrong"
    wrong.write_text("not it\n", encoding="utf-8")
    wrong.chmod(0o600)
    r = house.ctl("-o", "recv", "status", secret=wrong)
    tap.ok(r.returncode == 1 and r.stderr, "a wrong password is refused", words(r))
    r = house.ctl("-o", "nobody", "status")
    tap.ok(r.returncode in (1, 3) and r.stderr, "so is an unknown operator", words(r))


NEAR = {"registr": "register", "stauts": "status", "worklits": "worklist", "tikcet": "ticket", "pasword": "password"}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00")


def one_meaning(house):
    """--json is how answers are printed, whatever the verb; --fields is where facts come from."""
    r = do(house, "recv", "status", "--json", name="the status as JSON")
    status = json.loads(r.stdout or "{}")
    tap.equal({k: status.get(k) for k in ("operator", "unit", "link", "queued", "stuck")},
              {"operator": "recv", "unit": "330100000", "link": "up", "queued": 0, "stuck": 0}, "who, where, and what waits")
    r = do(house, "recv", "conf", "--json", name="the options as JSON")
    tap.equal(json.loads(r.stdout or "{}").get("demo"), "true", "by their names")
    r = do(house, "recv", "queue", "wait", "--json", name="the queue's end as JSON")
    tap.equal(json.loads(r.stdout or "{}").get("agreed"), "yes", "with the ledgers' agreement")
    for verb in (["password"], ["admin", "load"], ["print", "1", "1"]):
        for flag in ("--json", "--csv"):
            r = do(house, "recv", *verb, flag, code=2, name=f"{verb[0]} has no {flag}")
            tap.ok(flag in r.stderr, "and says so", words(r))
    r = do(house, "recv", "register", "--json", "-", code=2, name="--json takes no file any more")
    for query, column in (("worklist --queue registered", "received"), ("worklist --queue registered", "updated"), ("drafts", "at")):
        rows = json.loads(do(house, "recv", *query.split(), "--json", name=f"{query} as JSON").stdout or "[]")
        tap.ok(all(MOMENT.fullmatch(row[column]) for row in rows) and (rows or query == "drafts"), f"{column} is RFC 3339 with its zone", rows[:1])
        rows = list(csv.DictReader(io.StringIO(do(house, "recv", *query.split(), "--csv", name="as CSV").stdout)))
        tap.ok(all(MOMENT.fullmatch(row[column]) for row in rows), "in CSV too", rows[:1])
    r = do(house, "recv", "worklist", "--queue", "registered", "--from", "centre", name="as a table")
    tap.ok(re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d  ", r.stdout) and "+08" not in r.stdout, "a person reads day and minute", words(r))
    for typed, meant in NEAR.items():
        r = do(house, "recv", typed, code=2, name=f"{typed} is no verb")
        tap.ok(f"perhaps {meant} is meant" in r.stderr, f"{meant} is", words(r))
    r = do(house, "recv", "xyzzy", code=2, name="nor is xyzzy")
    tap.ok("perhaps" not in r.stderr, "nothing is near it", words(r))


# What a screen asks about, and then takes: a code of before 2016 whose check digit is another, an identity number
# in its place, a code whose organisation part does not check.
ODD = (("uscc", "91350203M0001QKT19"), ("uscc", "330106199003071232"), ("uscc", "91330106MA2KXYT14A"))


def sure(house):
    for field, value in ODD:
        facts = json.dumps({**COMPLAINT, field: value, "invname": f"问号{value[-4:]}店"})
        r = do(house, "recv", "register", "--json", "--fields", "-", stdin=facts, code=1, name=f"{value} is asked about")
        tap.ok(r.stderr.startswith(f"gangshaoctl: {field}: ") and f"--sure {field}" in r.stderr and not r.stdout and "again" not in r.stderr, "with the question, and is not taken", words(r))
        do(house, "recv", "register", "--json", "--fields", "-", "--sure", "problem", stdin=facts, code=1, name="being sure of another field is no answer")
        r = do(house, "recv", "register", "--json", "--fields", "-", "--sure", field, stdin=facts, name="it is taken by who is sure")
        tap.ok(json.loads(r.stdout or "{}").get("state") == "applied" and f"{field}: " in r.stderr, "who still reads the question", words(r))
        do(house, "recv", "register", "--json", "--fields", "-", "--sure", "all", stdin=facts, name="or sure of all")
    r = do(house, "recv", "register", "--json", "--fields", "-", "--sure", "nonsense", stdin=json.dumps(COMPLAINT), code=1,
           name="one can be sure of a field only")
    tap.ok("nonsense" in r.stderr, "which is named", words(r))


def guards(house):
    told = register(house)
    r = do(house, "disp", "assign", told["regno"], "--unit", "330106000", "--base",
           "server:7", "--json", "--fields", "/dev/null", code=2, name="an empty JSON is none")
    do(house, "disp", "assign", told["regno"], "--unit", "330106000")
    r = do(house, "disp", "assign", told["ticket"], "--unit", "330105000", code=1,
           name="what the procedure does not offer is refused")
    r = do(house, "clerk2", "sign", told["ticket"], code=1,
           name="another county's ticket is the same as none")
    none = do(house, "clerk2", "sign", "00000000-0000-7000-8000-000000000000", code=1,
              name="none")
    tap.equal(r.stderr.replace(told["ticket"], "T"), none.stderr.replace(
        "00000000-0000-7000-8000-000000000000", "T"), "word for word")


def outputs(house):
    r = do(house, "recv", "worklist", "--queue", "registered", "--csv",
           name="a worklist as CSV")
    rows = list(csv.DictReader(io.StringIO(r.stdout)))
    tap.ok(len(rows) == 2 and rows[0]["regno"].isdigit(), "one row a ticket", words(r))
    r = do(house, "recv", "worklist", "--queue", "registered", "--json",
           name="a worklist as JSON")
    tap.equal(len(json.loads(r.stdout or "[]")), 2, "the same rows")
    codes = json.loads(r.stdout or "[]")
    r = do(house, "recv", "worklist", "--queue", "registered", name="a worklist as a table")
    tap.ok("Complaint" in r.stdout and codes and codes[0]["state"] not in r.stdout,
           "names the kind and the state, where JSON has their codes", words(r))
    do(house, "recv", "pick", "unit", "wxs", name="units are picked by initials")
    for verb in ("register", "worklist", "queue", "admin"):
        r = house.ctl("help", verb)
        tap.ok(r.returncode == 0 and verb in r.stdout, f"help of {verb}")
    for verb in ("register", "worklist", "queue", "status", "conf", "admin"):
        r = house.ctl(verb, "--help", "-c", "/nonexistent")
        tap.ok(r.returncode == 0 and verb in r.stdout,
               f"{verb} --help needs no configuration", words(r))


def many(house):
    """A list longer than one answer: as many rows as are asked for, each once."""
    r = do(house, "recv", "register", "--json", "--fields", "-", stdin=json.dumps({**COMPLAINT, "invname": "万件批发部"}),
           name="one of many")
    house.sql("insert into core.ticket select (jsonb_populate_record(t, jsonb_build_object('ticket', gen_random_uuid(), "
              "'serial', 900000 + i, 'regno', left(t.regno, 17) || '00' || 900000 + i))).* "
              f"from core.ticket t, generate_series(1, 440) i where t.regno = '{json.loads(r.stdout)['regno']}'")
    for limit, rows in (("3", 3), ("200", 200), ("201", 201), ("430", 430), ("1000", 441)):
        r = do(house, "disp", "search", "--text", "万件", "--limit", limit, "--csv", name=f"{limit} are searched for")
        numbers = [row[0] for row in csv.reader(io.StringIO(r.stdout))][1:]
        tap.equal((len(numbers), len(set(numbers))), (rows, rows), "that many are found, each once")
    r = do(house, "disp", "worklist", "--queue", "todispatch", "--limit", "401", "--json", name="401 rows of a worklist")
    tap.equal(len({row["ticket"] for row in json.loads(r.stdout)}), 401, "are that many")
    r = do(house, "disp", "search", "--text", "万件", "--limit", "x", "--csv", code=2, name="a number that is none is refused")


def callers(path):
    """How many have called at this socket and are not yet heard: its own line is not counted."""
    lines = pathlib.Path("/proc/net/unix").read_text(encoding="utf-8").splitlines()
    return sum(line.endswith(f" {path}") for line in lines) - 1


def beside_a_refusal(house):
    """What the centre refuses holds up nothing, unless it is asked to stay."""
    told = json.loads(do(house, "recv", "register", "--json", "--fields", "-", stdin=json.dumps(COMPLAINT),
                         name="one more ticket").stdout or "{}")
    number = told.get("regno", "?")

    def states():
        rows = csv.DictReader(io.StringIO(do(house, "disp", "queue", "--csv", name="the queue").stdout))
        return [x["state"] for x in rows if x["regno"] == number]
    do(house, "disp", "sign", number, code=1, name="a step that is not due is refused")
    tap.equal(states(), ["withdrawn"], "and withdrawn")
    do(house, "disp", "note", number, "--note", "补充", name="what is told next arrives")
    do(house, "disp", "--keep-refused", "sign", number, code=1, name="refused, and kept")
    do(house, "disp", "--no-wait", "note", number, "--note", "再补充", name="what is told next")
    tap.equal(states(), ["refused", "held", "applied", "withdrawn"], "waits behind it")


def a_desk_that_dies(house):
    """It goes while it is greeted: the command greets the next one."""
    house.end_desks()
    eventually(lambda: not list(house.running()), 20)
    do(house, "recv", "queue", name="a desk is there")
    dying, = house.running()
    os.kill(dying, signal.SIGSTOP)
    before = callers(house.dir / "run" / "recv.sock")
    with subprocess.Popen([str(BUILD / "gangshaoctl"), "-c", str(house.conf), "--password-file",
                           str(house.dir / "secret"), "-o", "recv", "queue"],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as one:
        eventually(lambda: callers(house.dir / "run" / "recv.sock") > before, 20)
        time.sleep(0.3)  # it has said hello, and nobody hears
        os.kill(dying, signal.SIGKILL)
        said, _ = one.communicate(timeout=60)
    tap.ok(one.returncode == 0, "a desk that dies while it is greeted is replaced", said)
    tap.ok(dying not in house.running(), "by another one", [dying, *house.running()])


def away(house):
    house.stop("immediate")
    r = do(house, "recv", "--no-wait", "register", "--json", "--fields", "-",
           stdin=json.dumps(COMPLAINT), name="without a centre a complaint is kept")
    told = json.loads(r.stdout or "{}")
    tap.equal(told.get("state"), "queued", "and queued, with its number")
    r = do(house, "recv", "--wait", "1", "queue", "wait", code=3,
           name="the queue says that it waits")
    r = do(house, "recv", "queue", name="what is queued is listed")
    tap.ok(told.get("regno", "?") in r.stdout, "by its number", words(r))
    house.start()
    do(house, "recv", "--wait", "90", "queue", "wait", name="when the centre is back it drains")
    r = do(house, "disp", "worklist", "--queue", "todispatch", "--csv",
           name="and the dispatcher sees it")
    tap.ok(told.get("regno", "?") in r.stdout, "by its number", words(r))


with House(ready=True) as h:
    for n, (person, unit, duty) in enumerate(PEOPLE):
        h.enrol(person, f"员{n}", f"01{n:02}", unit, duty)
    told_first = register(h)
    story(h, told_first)
    published(h, told_first)
    in_words(h, told_first)
    refusals(h)
    guards(h)
    outputs(h)
    one_meaning(h)
    sure(h)
    beside_a_refusal(h)
    a_desk_that_dies(h)
    away(h)
    many(h)
tap.done()
