"""centre_rows.py -- F8–F13: what is kept, found and told, beside SQLite, bare inserts of
the same rows (floor_rows.py), and the count of what is asked of the centre."""
import contextlib
import json
import re
import subprocess
import time
import uuid

import floor_rows
import office
import kit
from office import Counter
from kit import floor, median, p99
from lib.centre import pg_program
from lib.desk import Client, Machine, complaint
from lib.tap import eventually
from terminal import ms

SECONDS = 3  # of each round of pgbench


def said(program, pattern, *arguments):
    out = subprocess.run([floor(program), *map(str, arguments)], check=True, text=True,
                         stdout=subprocess.PIPE, cwd=kit.HERE.parents[1]).stdout
    return [tuple(map(float, m)) for m in re.findall(pattern, out)]


# ---- the desk ------------------------------------------------------------------------------


def keeping(table, place):
    """The store by itself; then from the socket to the word kept."""
    (b, o), = said("store_submit", r"floor p50 (\d+) us.*ours p50 (\d+) us", place.dir,
                   kit.ROUNDS)
    table.say("F8", "durable submit: the store beside SQLite FULL", b, o, ("<=", 1.2), "us")
    with place.seat(), contextlib.closing(Client(str(place.run_dir / "recv.sock"))) as c:
        c.hello("recv", "demo")
        took = []
        for _ in range(60):
            op, begin = complaint(), ms()
            c.tell(op)
            took.append((ms() - begin) * 1e3)
            c.settled(op)
    table.note(f"through the socket, JSON and number included: p50 {median(took):,.0f} us")


def finding(table, place):
    for p50, worst in said("store_pick", r"p50 ([\d.]+) ms, p99 ([\d.]+) ms"):
        table.note(f"F9 in the store alone: p50 {p50} ms, p99 {worst} ms")
    with place.seat() as t, contextlib.closing(
            Client(str(place.run_dir / "recv.sock"))) as c:
        c.hello("recv", "demo")
        for name, words in (("unit", ("w", "wx", "wxs", "330106013", "文新", "西湖", "大关所")),
                            ("division", ("x", "xh", "xhq", "3301", "西湖", "文三"))):
            took = []
            for _ in range(40):
                for word in words:
                    begin = ms()
                    c.rows("pick", table=name, text=word)
                    took.append(ms() - begin)
            table.say("F9", f"pick among all {name}s, asked by socket, p99", None, p99(took),
                      ("<=", 16), "ms")
        t.drain(0.3)


# ---- the centre ----------------------------------------------------------------------------

TELL = """\\set n :n + 1
\\set serial :first + :client_id * 20000 + :n
select * from api.tell(gen_random_uuid(), '{store}'::uuid, :serial, gen_random_uuid(), '', 'register',
 1, ('{{"regno": "{head}' || lpad(:serial::text, 8, '0') || '", "call": "' || gen_random_uuid() ||
 '", {payload}')::jsonb);
"""


class Server:
    """pgbench as recv, whose store holds more numbers than these rounds can use."""

    def __init__(self, centre, folder):
        self.centre, self.folder = centre, folder
        self.store = str(uuid.uuid4())
        self.first = 10000000
        floor_rows.lift_limits(centre)
        centre.sql("insert into core.lease (request, store, operator, unit, first, last) "
                   f"values (gen_random_uuid(), '{self.store}', 'recv', '330100000', "
                   "10000000, 99999999)")
        body = complaint()["payload"]
        for key in ("call", "regno"):
            body.pop(key, None)
        self.payload = json.dumps(body, ensure_ascii=False)
        self.head = "330100000" + time.strftime("%Y%m%d", time.gmtime(time.time() + 8 * 3600))
        tell = TELL.format(store=self.store, head=self.head, payload=self.payload[1:])
        self.tell = self.file("tell.sql", tell)
        one = floor_rows.statement(centre, self.one_of_ours())
        self.insert = self.file("insert.sql", one)
        self.batch = self.file("batch.sql", "begin;\n\\startpipeline\n" + one * 100 + "\\endpipeline\nend;\n")

    def one_of_ours(self):
        """The operation of a registration that api.tell has applied."""
        self.pgbench(self.tell, 1, once=True)
        return self.centre.value(f"select op_id from core.applied where store = '{self.store}' and verdict = 'applied'")

    def file(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return path

    def pgbench(self, script, clients, once=False):
        """Transactions a second; the floor's as the superuser, who may write tables."""
        self.first += 200000
        user = "recv" if script == self.tell else "postgres"
        out = subprocess.run(
            [pg_program("pgbench"), "-n", "-M", "prepared", "-f", script, "-c", str(clients), "-j", "1" if once else "2",
             *(["-t", "1"] if once else ["-T", str(SECONDS)]), "-D", "n=0", "-D", f"first={self.first}",
             "-h", self.centre.host, "-p", str(self.centre.port), "-U", user, "gangshao"],
            env={"PGPASSWORD": "demo", "PATH": "/usr/bin:/bin"}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        rate = re.search(r"tps = ([\d.]+)", out.stdout)
        if out.returncode or not rate:
            raise RuntimeError(out.stdout)
        return float(rate[1])

    def refused(self):
        return int(self.centre.value("select count(*) from core.applied where verdict <> 'applied' "
                                     f"and store = '{self.store}'"))

    def ours(self, number):
        """The same one after another through the gate."""
        self.first += 200000
        payload = ('{"regno": "' + self.head + 'REGNO", "call": "' + str(uuid.uuid4())[:28] + 'REGNO", ' +
                   self.payload[1:])
        conninfo = (f"host={self.centre.host} port={self.centre.port} dbname=gangshao "
                    "user=recv password=demo")
        return float(subprocess.run([floor("tells"), str(number), str(self.first), self.store,
                                     conninfo], input=payload, check=True, text=True,
                                    stdout=subprocess.PIPE).stdout)


def telling(table, server):
    for clients in (1, 8):
        pairs = [(server.pgbench(server.insert, clients), server.pgbench(server.tell, clients))
                 for _ in range(3)]
        b, o = median(a for a, _ in pairs), median(a for _, a in pairs)
        table.say("F10", f"api.tell, registrations a second, {clients} client(s)", b, o,
                  (">=", 0.5), "/s")
    if server.refused():
        raise RuntimeError(f"{server.refused()} of them were refused: the figure is worth nothing")


def by_ourselves(table, server):
    pairs = [(server.pgbench(server.tell, 1), server.ours(600)) for _ in range(3)]
    b, o = median(a for a, _ in pairs), median(a for _, a in pairs)
    table.say("F11", "the same through our gate", b, o, (">=", 0.85), "/s")


def draining(table, server, centre, number=10000):
    floor_rows.lift_limits(centre)
    with Machine(centre, lease=number + 2000) as m:
        desk = m.desk("recv")
        with contextlib.closing(desk.login()) as c:
            c.wait_m("link", state="up", seconds=20)
            numbers = lambda: int({r["name"]: r["value"] for r in c.rows("state")}["numbers"])
            if not eventually(lambda: numbers() >= number, 60, 0.2):
                raise RuntimeError(f"the desk has {numbers()} numbers after a minute, {number} are needed")
            c.seen.clear()
            centre.stop()
            last = None
            for _ in range(number // 25):
                ops = [complaint() for _ in range(25)]
                kept = c.tell(*ops, seconds=60)
                if kept["m"] != "kept":
                    raise RuntimeError(kept)
                last = ops[-1]["op"]
            centre.start()
            c.seen.clear()
            settled, begin = 0, None
            while settled < number:
                message = c.receive(60)
                if message is None:
                    raise RuntimeError(f"{settled} of {number} are settled, and no more for a minute")
                if message["m"] == "settled":
                    begin = begin or ms()
                    settled += 1
            took = ms() - begin
        ours = settled * 1e3 / took
        refused = centre.value("select count(*) from core.applied where verdict <> 'applied' and store <> "
                               f"'{server.store}'")
        desk.kill()
    batch = median(100 * server.pgbench(server.batch, 1) for _ in range(3))
    single = median(server.pgbench(server.insert, 1) for _ in range(3))
    table.say("F12", f"drain of {number:,} kept operations, beside 100 a pipeline", batch, ours,
              (">=", 0.5), "/s")
    table.say("F12", "the same, beside one insert at a time", single, ours, (">=", 2), "/s")
    if int(refused):
        raise RuntimeError(f"{refused} verdicts were no 'applied'; last was {last}")


def questions(centre):
    """(what is done, the statements it asks of the centre), counted by a gateway."""
    counter = Counter(centre)
    near = type("Near", (), {"host": "127.0.0.1", "port": counter.port, "ca": ""})
    with Machine(near, poll=60, sslmode="disable") as m:
        desk = m.desk("recv")
        with contextlib.closing(desk.login()) as c:
            c.wait_m("link", state="up", seconds=20)
            counter.rest()  # codes and numbers have come
            op = complaint()
            return [("register", counter.during(lambda: c.do(op))),
                    ("open a ticket", counter.during(lambda: c.ask("ticket", ticket=op["ticket"]))),
                    ("a worklist", counter.during(lambda: c.ask("worklist", queue="registered")))]


def asking(table, centre):
    for what, names in questions(centre):
        table.say("F13", f"round trips: {what} ({' '.join(names)})"[:46], None, len(names),
                  ("<=", 1))
