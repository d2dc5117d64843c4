#!/usr/bin/python3
"""What people told about themselves stands in the database and in sealed stores, and nowhere else: not in the server's
log though its owner turned everything on, not in a desk's log, a list of processes, pg_stat_activity or a file in /tmp;
after registration, refusal, conflict, reveal, a broken import, and crashes."""
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lib import tap as TAP  # noqa: E402
from lib.centre import BUILD, ROOT, Centre  # noqa: E402
from lib.desk import Machine, complaint, operation  # noqa: E402
from lib.seat import Seat  # noqa: E402

NOISE = ("log_statement = 'all'", "log_min_duration_statement = 0", "log_error_verbosity = 'verbose'",
         "log_min_error_statement = 'debug5'", "log_parameter_max_length = -1", "log_duration = on",
         "log_parameter_max_length_on_error = -1", "log_min_messages = 'info'", "log_lock_waits = on",
         "log_connections = on", "log_disconnections = on")
TURN = random.randrange(10 ** 6)
BIRDS = []  # every canary that was let fly


def bird(kind):
    """A value found nowhere else in the world."""
    n = f"{TURN:06}{len(BIRDS):02}"
    text = {"name": f"雀{n}", "mobile": f"199{n}", "address": f"雀儿巷{n}号", "text": f"雀鸣{n}不已。",
            "id": f"3301{n}19900101"[:18]}[kind]
    BIRDS.append(text)
    return text


def person(**more):
    return complaint(**{"pname": bird("name"), "mobile": bird("mobile"), "paddr": bird("address"), **more})


def needles():
    return [v for b in BIRDS for v in (b.encode(), b.encode("gb18030"))]


class Watch(threading.Thread):
    """Looks at the list of processes, their environments, and what the server says its sessions do."""

    def __init__(self, centre):
        super().__init__(daemon=True)
        self.centre, self.seen, self.looks, self.on = centre, set(), 0, True

    def run(self):
        while self.on:
            found = needles()
            for p in pathlib.Path("/proc").glob("[0-9]*"):
                for part in ("cmdline", "environ"):
                    try:
                        text = (p / part).read_bytes()
                    except OSError:
                        continue
                    self.seen |= {(part, n.decode(errors="replace")) for n in found if n in text}
            try:
                text = "\n".join(self.centre.sql("select query from pg_stat_activity")).encode()
                self.seen |= {("pg_stat_activity", n.decode(errors="replace")) for n in found if n in text}
            except RuntimeError:
                pass
            self.looks += 1
            time.sleep(0.1)


def by_desk(t, centre, machine, desk):
    c = desk.login()
    told = c.do(first := person())
    t.ok(told and told["state"] == "applied", "a complaint is registered", told)
    ticket = first["ticket"]
    for more, name in (({"uscc": bird("text")}, "a credit code that is none"), ({"invoam": bird("text")}, "an amount"),
                       ({"buydate": bird("text")}, "a day"), ({"demand": [bird("text")]}, "a code"),
                       ({"pname": bird("name") * 40}, "a name too long"), ({"cerno": bird("id"), "regno": "1"}, "a number"),
                       ({"content": bird("text") * 4000}, "a text too long")):
        got = c.do(person(**more))
        t.ok(got and (got["m"] == "no" or got.get("state") in ("refused", "admin", "applied", "held", "queued")),
             f"{name} has its outcome: {got and got.get('state', got['m'])}", got)
    try:
        desk.login().tell(person(pname=bird("name") + "\0"))
        t.ok(False, "a zero character has its outcome: the desk hangs up")
    except EOFError:
        t.ok(True, "a zero character has its outcome: the desk hangs up")
    c = desk.login()
    got = [c.do(operation("amend", ticket, "server:1", pname=bird("name"), note=bird("text"))) for _ in range(2)]
    t.ok(got[0]["state"] == "applied" and got[1]["state"] == "conflict", "two amend, one meets a conflict", got)
    token = c.ask("reveal_request", ticket=ticket, field="mobile", reason="核对号码")[0]["token"]
    value = c.ask("reveal_redeem", token=token)[0]["value"]
    t.ok(value in BIRDS, "a value is revealed", value)
    c.ask("caller", phone=value)
    c.ask("search", text=value, limit="9")
    # one that PostgreSQL itself reads and cannot
    text = json.dumps({"pname": bird("name"), "note": bird("text")})[:-1] + ', "x": "\\u0000"}'
    words = (f"set synchronous_commit = on;\nselect * from api.tell(gen_random_uuid(), gen_random_uuid(), 1, '{ticket}', '', "
             "'note', 1, $json$" + text + "$json$);\n\\bind\n")
    broken = subprocess.run(["psql", "-X", f"host=localhost hostaddr=127.0.0.1 port={centre.port} dbname=gangshao user=recv "
                             f"sslmode=verify-full sslrootcert={centre.ca}"], input=words, text=True, timeout=20,
                            env={**os.environ, "PGPASSWORD": "demo"}, capture_output=True, check=False)
    t.ok("22P05" in broken.stderr or "Unicode" in broken.stderr, "and one that is no JSON is refused", broken.stderr)
    return c


def up(centre):
    """The sessions of recv, once the server is back and has some."""
    try:
        return centre.sql("select pid from pg_stat_activity where usename = 'recv'")
    except RuntimeError:
        return []


def crashes(t, centre, machine, desk, c):
    for _ in range(2):
        c.tell(person())
        for pid in TAP.eventually(lambda: up(centre), 20):
            os.kill(int(pid), signal.SIGKILL)
    c.tell(person())
    centre.stop("immediate")
    c.tell(person())
    desk.kill()
    centre.start()
    with Seat(machine, "recv") as s:
        s.t.press("<F2>", "类型 +投诉")
        s.fill("姓名", bird("name"))
        s.fill("事实", bird("text"))
        s.t.until(lambda: False, 1.2)
        s.t.process.kill()
        machine.end_desks(signal.SIGABRT)
    desk = machine.desk("recv")
    c = desk.login()
    t.ok(TAP.eventually(lambda: all(r["state"] != "sent" for r in c.rows("outbox")), 20), "all come back after crashes")
    c.close()


def imports(t, centre):
    """A file of the register whose line is broken: what the line says stays on the administrator's screen."""
    tree = pathlib.Path(centre.dir) / "tree"
    shutil.copytree(ROOT / "sql", tree)
    with open(tree / "code" / "unit.csv", "a", encoding="utf-8") as f:
        f.write(f'"{bird("text")}",{bird("name")},{bird("mobile")},too,many,columns,{bird("address")},1,2,3,4,5,6,7,8\n')
    where = f"host={centre.host} port={centre.port} dbname=gangshao user=postgres"
    r = subprocess.run([BUILD / "gangshaoctl", "admin", "load", "--server", where, "--tree", tree], text=True,
                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    t.ok(r.returncode != 0, "a broken import is refused", r.stdout[:300])
    shutil.rmtree(tree)


def files(tops, since):
    for top in tops:
        for base, below, names in os.walk(top):
            if "PG_VERSION" in names:  # a database, ours or another's
                below.clear()
                continue
            for name in names:
                path = os.path.join(base, name)
                try:
                    st = os.stat(path)
                    if os.path.isfile(path) and st.st_mtime >= since and st.st_size < 64 << 20:
                        yield path
                except OSError:
                    pass


def main(t, stack):
    since = time.time() - 1
    centre = stack.enter_context(Centre())
    for line in NOISE:
        centre.sql(f"alter system set {line}")
    centre.sql("select pg_reload_conf()")
    machine = stack.enter_context(Machine(centre))
    watch = Watch(centre)
    watch.start()
    desk = machine.desk("recv")
    c = by_desk(t, centre, machine, desk)
    secret = machine.dir / "secret"
    secret.write_text("demo\n")
    secret.chmod(0o600)
    payload = json.dumps({**person()["payload"], "invoam": "x" + bird("text")})
    r = subprocess.run([BUILD / "gangshaoctl", "-c", machine.conf, "-o", "recv", "--password-file", secret, "register",
                        "--json", "--fields", "-"], input=payload, text=True, capture_output=True, check=False)
    t.ok(r.returncode != 0, "gangshaoctl refuses what is wrong in it", r.stdout + r.stderr)
    imports(t, centre)
    crashes(t, centre, machine, desk, c)
    watch.on = False
    watch.join()
    t.ok(watch.looks > 10 and not watch.seen, f"{watch.looks} looks at processes and sessions: none of {len(BIRDS)} canaries",
         sorted(watch.seen))
    log = pathlib.Path(centre.log).read_bytes()
    lines = [x.decode(errors="replace") for x in log.splitlines() if any(n in x for n in needles())]
    t.ok(not lines, f"none in {len(log.splitlines())} lines of the server's log", "\n".join(lines[:9]))
    t.ok(b"connection authorized" in log and b"Unicode" in log, "which was written")
    t.ok(int(centre.value("select count(*) from core.caller where name like '雀%'")) >= 5, "while the database has them")
    tops = {tempfile.gettempdir(), "/var/tmp", "/dev/shm", str(pathlib.Path.home() / ".cache")}
    looked = list(files(tops, since))
    where = subprocess.run(["grep", "-aoF", "-f", "-", *looked], input=b"\n".join(needles()), capture_output=True,
                           env={"LC_ALL": "C"}, check=False).stdout.decode(errors="replace")
    t.ok(len(looked) > 5 and not where, f"none in {len(looked)} stores, logs and temporary files", where[:900])


if __name__ == "__main__":
    TAP.run(main)
