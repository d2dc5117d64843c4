#!/usr/bin/python3
"""attack_record.t -- every value shown unmasked and every number looked up is on record, whatever the session sets,
rolls back or leaves open, even when the server is killed.  TRIALS: number of kills; SEED: their moments."""
import json
import os
import pathlib
import random
import shlex
import signal
import subprocess
import threading
import time
import uuid

from attacker import Refused, Session, Tap, q, run, tell

TRIALS = int(os.environ.get("TRIALS", "6"))
SEED = int(os.environ.get("SEED") or random.randrange(1 << 31))
PLAIN = "13800138000"


def kill(data):
    """Kills the whole server at once, as when the machine is reset."""
    master = int((data / "postmaster.pid").read_text().split()[0])
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(master)], text=True,
                              stdout=subprocess.PIPE, check=False).stdout.split()
    for pid in [master, *map(int, children)]:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def start(data, words):
    as_server = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.getuid() == 0 else []
    for left in (data / "postmaster.pid", *data.parent.glob(".s.PGSQL.*.lock")):
        left.unlink(missing_ok=True)  # an unreaped killed process looks alive
    with open(data / "server.log", "a", encoding="utf-8") as log:
        subprocess.Popen(as_server + words, stdout=log, stderr=log, cwd="/", start_new_session=True)
    for _ in range(600):
        try:
            return Session("postgres", f"host={data.parent}")
        except Refused:
            time.sleep(0.05)
    raise RuntimeError("PostgreSQL does not come back: " + (data / "server.log").read_text()[-500:])


def reads(s, ticket, way, given):
    """Reads one value in one way; notes the value as given once it was seen."""
    for words in way.get("before", ()):
        s.run(words)
    token = s.one(f"select api.reveal_request({q(ticket)}, 'mobile', '核对号码')")
    for words in way.get("between", ()):
        s.run(words)
    if way.get("how"):
        got = s.run(way["how"].replace("TOKEN", token))
        got = got or s.run(way["fetch"])
    else:
        got = s.run(f"select value from api.reveal_redeem('{token}')")
    if PLAIN in str(got):
        given.append(token)
    for words in way.get("after", ()):
        s.run(words)


WAYS = [
    {},
    {"before": ["set synchronous_commit = off"]},
    {"before": ["begin", "set local synchronous_commit = off"], "between": ["commit"]},
    {"before": ["begin"], "between": ["set local synchronous_commit = off", "commit"]},
    {"between": ["begin"], "after": ["rollback"]},
    {"between": ["begin", "savepoint a"], "after": ["rollback to a", "rollback"]},
    {"between": ["begin"], "how": "declare k cursor for select * from api.reveal_redeem('TOKEN')",
     "fetch": "fetch all from k", "after": ["rollback"]},
    {"how": "prepare p as select * from api.reveal_redeem('TOKEN')", "fetch": "execute p", "after": ["deallocate p"]},
    {"between": ["set synchronous_commit = local", "begin read write"], "after": ["rollback"]},
    {"between": ["begin"], "how": "select * from api.reveal_redeem('TOKEN'), api.ticket(null::uuid)", "fetch": "select 1"},
]


def answered(s, sql, after="rollback", before="begin"):
    """Whether a statement was answered in a transaction that is then rolled back."""
    try:
        for words in before.split("|"):
            s.run(words)
        s.run(sql)
        return 1
    except Refused as e:
        if e.state == "22012":  # the answer had been sent before the error
            return 1
        if e.state not in ("55P03", "25P02"):
            raise
        return 0
    finally:
        try:
            s.run(after)
        except Refused:
            pass


def leaves(tap, dba, station, rows):
    """An operator looks up once, rolls back, and has disconnected when the server checks the connected ones."""
    station.close()
    dba.run("select t.dblink_disconnect('station') where 'station' = any (t.dblink_get_connections())")

    def ended(s):
        s.run("begin; select * from api.caller('13800132222')")
        dba.run(f"select pg_terminate_backend({s.one('select pg_backend_pid()')})")

    def timed(s):
        s.run("set statement_timeout = '300ms'; begin; select * from api.caller('13800132222')")
        s.run("select count(*) from generate_series(1, 100000000000)")

    ways = {"rolled back": lambda s: s.run("begin; select * from api.caller('13800132222'); rollback"),
            "left open": lambda s: s.run("begin; select * from api.caller('13800132222')"),
            "ended from outside": ended, "timed out": timed,
            "a savepoint": lambda s: s.run("begin; savepoint a; select * from api.caller('13800132222'); rollback to a; commit")}
    for name, way in ways.items():
        had, s = rows("station"), Session("station")
        try:
            way(s)
        except Refused:
            pass
        s.close()
        time.sleep(0.3)
        dba.run("select core.work_meters()")
        dba.run("select core.work_meters_left()")
        tap.ok(rows("station") - had == 1, f"{name}, and gone: it is on record within a minute", rows("station") - had)


def undoes(tap, dba, ticket, report):
    """Look-ups that are rolled back: the next one is refused until the server has recorded them."""
    station = Session("station")

    def rows(who):
        return int(dba.one(f"select count(*) from audit.lookup where operator = '{who}'"))

    def alarms(who):
        return int(dba.one(f"select coalesce(sum((detail->>'count')::integer), 0) from audit.alarm "
                           f"where operator = '{who}' and what = 'look-up undone'"))

    ways = {"a block": lambda n: answered(station, f"select * from api.caller('1380013{n:04}')"),
            "a search": lambda n: answered(station, f"select * from api.search('1380013{n:04}', 9)"),
            "a count of callers": lambda n: answered(station, f"select * from api.respondent('', '某店{n}')"),
            "a savepoint": lambda n: answered(station, f"select * from api.caller('1380013{n:04}')",
                                              "rollback to a", "begin|savepoint a") + answered(
                station, f"select * from api.caller('1380014{n:04}')", "rollback", "savepoint b"),
            "two in one block": lambda n: answered(station, f"select * from api.caller('1380013{n:04}')", "select 1")
            + answered(station, f"select * from api.caller('1380014{n:04}')", "rollback", "select 1"),
            "a cursor": lambda n: answered(station, f"declare k cursor for select * from api.caller('1380013{n:04}'); "
                                           "fetch k"),
            "an error behind it": lambda n: answered(
                station, f"select * from api.caller('1380013{n:04}'); select 1/0", "rollback", "select 1"),
            "sessions side by side": lambda n: beside(n) if n < 2 else 0,
            "a link that is cut": lambda n: cut(n)}

    def beside(n):
        both = [Session("station"), Session("station")]
        got = sum(answered(s, f"select * from api.caller('1380013{n:04}')", "select 1") for s in both)
        for s in both:
            s.close()
        return got

    def cut(n):
        s = Session("station")
        s.run("begin")
        try:
            return len(s.run(f"select count(*) from api.caller('1380013{n:04}')"))
        except Refused:
            return 0
        finally:
            s.close()

    for name, way in ways.items():
        had, told = rows("station"), alarms("station")
        got = sum(way(n) for n in range(25))
        tap.ok(got <= 1, f"undone by {name}: one answer before the record", got)
        time.sleep(0.2)
        dba.run("select core.work_meters()")
        tap.ok(rows("station") - had == got and alarms("station") - told == got,
               f"undone by {name}: it is on record, with an alarm that names him", (rows("station") - had, got))
        station.run("select * from api.caller('13800130000')")
    had = rows("station")
    got = answered(station, "select * from api.caller('13800139999')")
    hello = "select api.hello(null, 'x', 1, '{}')"
    station.run("begin")
    station.run(hello)
    got += answered(station, "select * from api.caller('13800139998')", "rollback", "select 1")
    tap.ok(got == 1, "a greeting in the same transaction does not free the next look-up", got)
    station.run(hello)
    tap.ok(rows("station") - had == 1 and alarms("station") > 0, "one that is committed writes what was undone")
    station.run("select * from api.caller('13800130000')")
    leaves(tap, dba, station, rows)
    # a text compared with a reporter
    clerk, told = Session("clerk"), 0

    def note(text, more=""):
        said = json.dumps({"note": text})
        return clerk.run(tell("", report, "note", said) + more)[0]

    had = rows("clerk")
    for n in range(60):
        clerk.run("begin")
        try:
            note(f"来电 1391{n:07}")
            told += 1
        except Refused as e:
            assert e.state == "55P03", e
        clerk.run("rollback")
    tap.ok(told <= 1, f"a text compared in a block that is undone: {told} before the record")
    dba.run("select core.work_meters()")
    tap.ok(rows("clerk") - had == told and alarms("clerk") == told, "and it is on record", (rows("clerk") - had, told))
    many = " ".join(f"1391{n:07}" for n in range(40, 260))
    for text, name in ((many, "in it"), (many.replace("13910000047", "13910009999"), "not in it"),
                       ("".join(many.split()), "run together"), (many.replace("1391", "１３９１"), "in wide digits"),
                       (many.replace("1391", "139-1"), "with dashes"), (many[:1500].replace("1391", "1 3 9 1"), "with blanks")):
        got = note(text)
        tap.ok("names more than" not in got[1] and ("holds more than" in got[1] or "run" in name and got[0] == "applied"),
               f"220 numbers in one text tell nothing: {name}", got)
    for text in ("来电13910000047", "来电 139 1000 0047", "来电１３９１０００００４７", "86-139-1000-0047", "(139)10000047"):
        got = note(text)
        tap.ok("who reported" in got[1], f"the reporter's number is known again: {text}", got)
    tap.ok(note("来电13910000048")[0] == "applied", "another number is not his")
    had = rows("clerk")
    ops = ", ".join(q(json.dumps({"op": str(uuid.uuid4()), "store": str(uuid.uuid4()), "seq": n, "ticket": report, "base": "",
                                  "action": "note", "schema": 1, "payload": {"note": f"第{n}次"}})) + "::jsonb"
                    for n in range(40))
    clerk.run("begin")
    done = [x[1] for x in clerk.run(f"select * from api.tell_many(array[{ops}])")]
    clerk.run("rollback")
    tap.ok(done.count("applied") <= 20, "a batch compares twenty at most", done)
    dba.run("select core.work_meters()")
    tap.ok(rows("clerk") - had == done.count("applied"), "each on record though undone", rows("clerk") - had)
    # six sessions ask for sixty values each
    dba.run("select core.set_setting('reveal_hourly', '60')")
    lead = [Session("disp") for _ in range(6)]
    for s in lead:
        s.run("set lock_timeout = '100ms'; begin")
    asked = 0
    for s in lead:
        for _ in range(60):
            try:
                s.run(f"select api.reveal_request({q(ticket)}, 'mobile', '核对号码')")
                asked += 1
            except Refused as e:
                if e.state == "25P02":
                    break
    for s in lead:
        s.says("commit")
        s.close()
    kept = int(dba.one("select count(*) from core.reveal where operator = 'disp'"))
    tap.ok(kept <= 60, f"six open transactions do not pass a limit of 60: {asked} asked, {kept} kept")
    dba.run("select core.set_setting('reveal_hourly', '99999')")


def main(dba):
    tap = Tap()
    dba.run("select core.set_setting('reveal_hourly', '99999'); select core.set_setting('lookup_hourly', '99999')")
    ticket = dba.one("select t.complaint_in('TS40')")
    report = dba.one("select t.report_in('JB20', t.report() || '{\"pname\": \"赵举报\", \"mobile\": \"13910000047\", "
                     "\"inccall\": \"13910000047\"}')")
    near = dba.one("select t.complaint_in('TS10')")
    undoes(tap, dba, near, report)
    data = pathlib.Path(os.environ["SOCKET"]) / "data"
    words = shlex.split((data / "postmaster.opts").read_text())
    dice, given, looked, trials = random.Random(SEED), [], 0, 0
    print(f"# SEED={SEED}")

    def lost(dba):
        have = {x[0] for x in dba.run("select token from core.reveal")}
        return [t for t in given if t not in have]

    s = Session("station")
    for way in WAYS:
        trials += 1
        try:
            reads(s, ticket, way, given)
        except Refused:
            pass
        s.says("rollback")
        s.says("reset synchronous_commit")
    tap.ok(len(given) >= 9 and not lost(dba), f"{len(given)} values by {len(WAYS)} ways, all on record", lost(dba))
    for trial in range(TRIALS):
        s = Session("station")
        s.run("set synchronous_commit = off")
        when = dice.uniform(0.02, 0.8)
        timer = threading.Timer(when, kill, [data])
        try:
            while True:
                trials += 1
                reads(s, ticket, dice.choice(WAYS[:4] if trials % 3 else WAYS[:1]), given)
                s.run("begin")
                if s.run(f"select * from api.caller('{PLAIN}')"):
                    looked += 1
                s.run("rollback")
                dba.run("select core.work_meters()")
                s.run("set synchronous_commit = off")
                if timer.ident is None:  # however slow the machine, each kill comes after a whole round
                    timer.start()
        except Refused as e:
            assert e.state in ("gone", "57P01", "57P02", "57P03"), e
        timer.join()
        s.close()
        dba = start(data, words)
        if lost(dba):
            break
    log = (data / "server.log").read_text(encoding="utf-8", errors="replace")
    tap.tries = trials
    tap.ok(not lost(dba), f"{len(given)} values shown, {TRIALS} kills of the server, all on record", (SEED, lost(dba)))
    tap.ok(log.count("station looks up number") >= looked >= TRIALS, f"{looked} look-ups undone, all in the server's log",
           (looked, log.count("station looks up number")))
    tap.ok(PLAIN not in log and "张三" not in log, "which names nobody")
    tap.end()


if __name__ == "__main__":
    run(main, "-c wal_writer_delay=200ms")
