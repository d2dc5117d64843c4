#!/usr/bin/python3
"""What an administrator does is seen: periodic work, roots, and gangshaoctl admin verify as a
person runs them, while others write and after somebody has tampered."""
import os
import subprocess
import re
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from lib.centre import BUILD, ROOT, Centre  # noqa: E402
from lib.desk import Machine  # noqa: E402
from lib.tap import eventually, run  # noqa: E402


def admin(centre, *words):
    """Exit status and what was said, in English."""
    r = subprocess.run([BUILD / "gangshaoctl", "admin", *map(str, words), "--server",
                        f"host={centre.host} port={centre.port} dbname=gangshao user=postgres",
                        "--tree", ROOT / "sql"], text=True, stdin=subprocess.DEVNULL,
                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                       env={**os.environ, "LANGUAGE": "en"})
    return r.returncode, r.stdout


def writers(centre):
    """Two sessions that note and register without pause, each step its own transaction."""
    script = """
        do $$ declare t uuid; n integer := 0; begin
            while n < 100000 loop
                n := n + 1;
                select ticket into t from core.ticket x where x.registered_unit = '330100000'
                    order by random() limit 1;
                perform core.tell_one(core.who_is('super'), gen_random_uuid(), gen_random_uuid(),
                    n, t, '', 'urge', '{"note": "催"}', clock_timestamp());
                commit;
            end loop; end $$"""
    return [subprocess.Popen(["psql", "-X", "-q", "-h", centre.host, "-p", str(centre.port),
                              "-U", "postgres", "-d", "gangshao", "-c",
                              "set search_path = pg_catalog, core, pg_temp", "-c", script],
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for _ in range(2)]


def work(t, centre):
    code, said = admin(centre, "work")
    t.ok(code == 0 and "not yet done" in said, "the steps are listed before any was done", said)
    code, said = admin(centre, "work", "--once", "--only", "sessions,meters")
    t.ok(code == 0 and "roots" not in said, "some steps are done without the others", said)
    t.equal(centre.value("select string_agg(step, ' ' order by step) from core.work"), "meters sessions",
            "and those alone are on record")
    code, said = admin(centre, "work", "--once", "--only", "session")
    t.ok(code != 0 and "session" in said, "a step that is none is named", said)
    code, said = admin(centre, "work", "--once")
    t.ok(code == 0 and "roots: root 1" in said, "a round does what is due", said)
    code, said = admin(centre, "work", "--once")
    t.ok(code == 0 and "roots" not in said, "and not again before its time", said)
    centre.sql("update core.work set started = started - interval '1 hour'")
    holder = subprocess.Popen(
        ["psql", "-X", "-q", "-h", centre.host, "-p", str(centre.port), "-U", "postgres", "-d",
         "gangshao", "-c", "begin; select pg_advisory_xact_lock(12315, "
         "hashtext('gangshao work roots')); select pg_sleep(3)"], stdout=subprocess.DEVNULL)
    time.sleep(1)
    code, said = admin(centre, "work", "--once")
    t.ok(code == 0 and "roots" not in said and "upkeep" in said,
         "what another is at is left to him", said)
    holder.wait()
    centre.sql("update core.work set started = started - interval '1 hour'; "
               "alter function core.work_roots(integer) rename to work_hidden; "
               "create function core.work_roots() returns text language sql as $$select (1/0)::text$$")
    code, said = admin(centre, "work", "--once")
    t.ok(code == 1 and "division by zero" in said and "upkeep: " in said,
         "a step that fails is told and stops no other", said)
    t.ok(re.fullmatch("false.*division by zero", centre.value("select well || said from core.work where step = 'roots'")),
         "and is on record")
    centre.sql("drop function core.work_roots(); "
               "alter function core.work_hidden(integer) rename to work_roots")
    t.ok(centre.sql("select 1 from pg_proc where proname ~ '^pg_(try_)?advisory' and "
                    "has_function_privilege('recv', oid, 'execute')") == [],
         "no operator can take the lock of the work")


def clean(t, centre):
    code, said = admin(centre, "verify")
    t.ok(code == 0 and "!!" not in said and "0 events are not sealed" in said,
         "ninety days of the demonstration raise no alarm", said)
    crowd = writers(centre)
    said = ""
    for n in range(4):
        time.sleep(1)
        centre.sql("select core.work_roots(500)")
        code, said = admin(centre, "verify")
        if code:
            break
    t.ok(code == 0, "nor while others write and roots are made", said)
    t.ok(all(p.poll() is None for p in crowd), "who were not held up")
    for p in crowd:
        p.kill()
        p.wait()
    centre.sql("select core.work_roots()")


def witness(t, centre):
    path = f"{centre.dir}/roots.csv"
    code, said = admin(centre, "roots", "--export", path)
    t.ok(code == 0 and os.stat(path).st_mode & 0o777 == 0o600, "roots are written to a file", said)
    t.ok(admin(centre, "roots", "--export", path)[0] == 1, "never over an older one")
    code, said = admin(centre, "roots")
    short = f"{centre.dir}/short.csv"
    with open(short, "w") as f:
        f.write(said)
    t.ok(code == 0 and said.startswith("n,hash,at,lines\n1,"), "or listed", said[:300])
    code, said = admin(centre, "verify", "--witness", path, "--witness", short)
    t.ok(code == 0, "and are good witnesses", said)
    with open(short, "a") as f:
        f.write("x,y,z,0\n")
    code, said = admin(centre, "verify", "--witness", short)
    t.ok(code == 1 and "is no root" in said, "a file that is none is refused", said)
    return path


def desk(t, centre, machine):
    seat = machine.desk("recv")
    held = eventually(lambda: seat.login().rows("witness"))
    t.ok(held and held[-1]["state"] == "held" and held[-1]["hash"] ==
         centre.value("select encode(hash, 'hex') from core.root order by n desc limit 1"),
         "a desk holds the newest root", held)
    seat.kill()
    files = b"".join(p.read_bytes() for p in machine.dir.glob("store/*"))
    t.ok(held[-1]["hash"].encode() not in files, "sealed")
    seat = machine.desk("recv")
    t.equal([r["state"] for r in seat.login().rows("witness")], ["held"],
            "the same one is held once")
    seat.kill()
    last = centre.value("select max(n) from core.root")
    centre.sql("set session_replication_role = replica; update core.root set hash = sha256('x') "
               f"where n = {last}")
    seat = machine.desk("recv")
    client = seat.login()
    link = eventually(lambda: [r for r in client.rows("state") if r["name"] == "reason" and
                               "not what it once told" in r["value"]])
    t.ok(link, "a desk that is contradicted says so", client.rows("state"))
    rows = client.rows("witness")
    t.equal([r["state"] for r in rows], ["contradicted", "held"], "and keeps the evidence")
    t.equal(centre.value("select count(*) || operator from audit.alarm where what = "
                         "'a desk holds another root' group by operator"), "1recv",
            "and the centre has an alarm")
    path = f"{centre.dir}/desk.csv"
    with open(path, "w") as f:
        f.write("n,hash\n" + "".join(f"{r['n']},{r['hash']}\n" for r in rows[:1]))
    code, said = admin(centre, "verify", "--witness", path)
    t.ok(code == 1 and f"This root is not the one that was handed out. ({last})" in said,
         "what it holds is a witness for the examination", said)
    client.close()
    seat.kill()
    seat = machine.desk("recv")
    client = seat.login()
    t.ok(eventually(lambda: "not what it once told" in str(client.rows("state"))),
         "a restart does not forget it")
    seat.kill()


def tampered(t, centre, path):
    ticket, regno = centre.value("select ticket || ' ' || regno from core.ticket where state = "
                                 "'TS70' order by ticket limit 1").split()
    start = f"{centre.data}/../before.tar"
    centre.stop()
    subprocess.run(["tar", "-cpf", start, "-C", centre.data, "."], check=True)
    centre.start()
    off = "set session_replication_role = replica; "
    centre.sql(off + f"update core.event set payload = payload || '{{\"x\": 1}}' "
               f"where ticket = '{ticket}' and n = 2")
    code, said = admin(centre, "verify")
    t.ok(code == 1 and f"{regno} event 2 This event was changed." in said,
         "an edited event is named by number and ticket", said)
    centre.sql(off + f"delete from core.event where ticket = '{ticket}'; "
               f"delete from core.ticket where ticket = '{ticket}'; "
               f"delete from core.applied where ticket = '{ticket}'; delete from core.root; "
               "select core.work_roots()")
    code, said = admin(centre, "verify")
    t.ok(code in (0, 1) and "The chain of events of every ticket holds" in said,
         "one who deletes a ticket and makes all seals anew leaves a chain that holds", said)
    code, said = admin(centre, "verify", "--witness", path)
    t.ok(code == 1 and f"{ticket} event 1 A sealed line was deleted." in said,
         "but a file kept elsewhere names what he took", said)
    centre.stop("immediate")
    subprocess.run(f"rm -rf {centre.data}/* && tar -xpf {start} -C {centre.data}", shell=True,
                   check=True)
    centre.start()
    code, said = admin(centre, "verify", "--witness", path)
    t.ok(code == 0, "what was put back from a copy is whole again", said)


def main(t, stack):
    centre = stack.enter_context(Centre(story=True))
    work(t, centre)
    clean(t, centre)
    path = witness(t, centre)
    tampered(t, centre, path)
    desk(t, centre, stack.enter_context(Machine(centre)))


run(main)
