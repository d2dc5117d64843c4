"""attacker.py -- an operator with psql: real logins by libpq over TCP with TLS, and the private
server they attack (inside() makes it).  No client library of ours is involved."""
import ctypes
import ctypes.util
import os
import pathlib
import socket
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flow"))
from lib.authority import Authority  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
ROLES = "recv disp back clerk lead station clerk2 station2 super admin".split()
STRANGERS = ("clerk2", "station2", "shanghai")
pq = ctypes.CDLL(ctypes.util.find_library("pq") or "libpq.so.5")
for name, result in (("PQconnectdb", ctypes.c_void_p), ("PQexec", ctypes.c_void_p),
                     ("PQerrorMessage", ctypes.c_char_p), ("PQgetvalue", ctypes.c_char_p),
                     ("PQresultErrorField", ctypes.c_char_p), ("PQfn", ctypes.c_void_p)):
    getattr(pq, name).restype = result
P, I = ctypes.c_void_p, ctypes.c_int
for name, kinds in (("PQexec", [P, ctypes.c_char_p]), ("PQgetvalue", [P, I, I]),
                    ("PQresultErrorField", [P, I]), ("PQresultStatus", [P]), ("PQntuples", [P]),
                    ("PQnfields", [P]), ("PQclear", [P]), ("PQfinish", [P]), ("PQstatus", [P]),
                    ("PQerrorMessage", [P]), ("PQfn", [P, I, P, P, I, P, I])):
    getattr(pq, name).argtypes = kinds
NOTICE = ctypes.CFUNCTYPE(None, P, ctypes.c_char_p)
pq.PQsetNoticeProcessor.argtypes = [P, NOTICE, P]


class Refused(Exception):
    def __init__(self, state, text):
        super().__init__(f"{state} {text}")
        self.state, self.text = state, text


class Session:
    """One login."""

    def __init__(self, user, where=None, more=""):
        where = where or f"{os.environ['ATTACK_TLS']} password=demo {more}"
        self.heard = []
        self.keep = NOTICE(lambda _, m: self.heard.append(m.decode(errors="replace")))
        self.c = pq.PQconnectdb(f"dbname=gangshao user={user} {where}".encode())
        if pq.PQstatus(self.c) != 0:
            text = pq.PQerrorMessage(self.c).decode()
            pq.PQfinish(self.c)
            raise Refused("login", text)
        pq.PQsetNoticeProcessor(self.c, self.keep, None)

    def run(self, sql):
        r = pq.PQexec(self.c, sql if isinstance(sql, bytes) else sql.encode())
        try:
            if pq.PQresultStatus(r) in (1, 2):
                return [[(pq.PQgetvalue(r, i, j) or b"").decode(errors="replace")
                         for j in range(pq.PQnfields(r))] for i in range(pq.PQntuples(r))]
            if pq.PQresultStatus(r) in (3, 4):  # copy: not supported here
                self.close()
                raise Refused("copy", "copying began")
            raise Refused((pq.PQresultErrorField(r, ord("C")) or b"gone").decode(),
                          (pq.PQresultErrorField(r, ord("M")) or pq.PQerrorMessage(self.c))
                          .decode(errors="replace"))
        finally:
            pq.PQclear(r)

    def one(self, sql):
        return self.run(sql)[0][0]

    def pid(self):
        return int(self.one("select pg_backend_pid()"))

    def call(self, oid):
        """Calls a function by its oid, without a statement: libpq's old fast path."""
        out, n = (ctypes.c_char * 64)(), ctypes.c_int(64)
        r = pq.PQfn(self.c, oid, out, ctypes.byref(n), 0, None, 0)
        try:
            return (pq.PQresultErrorField(r, ord("C")) or b"ok").decode()
        finally:
            pq.PQclear(r)

    def says(self, sql):
        """Returns '42501' where refused, else 'ok'; rolls back an open transaction."""
        try:
            self.run(sql)
            return "ok"
        except Refused as e:
            return e.state
        finally:
            if pq.PQstatus(self.c) == 0:
                pq.PQclear(pq.PQexec(self.c, b"rollback"))

    def close(self):
        pq.PQfinish(self.c)
        self.c = None


class Tap:
    """Prints one line for each attempt; sessions: the logged-in operators."""

    n = bad = tries = 0

    def __init__(self, sessions=None):
        self.sessions = sessions

    def ok(self, good, name, why=""):
        self.n += 1
        self.bad += not good
        print(f"{'ok' if good else 'not ok'} {self.n} - {name}")
        if not good:
            print(f"# {str(why)[:600]}")
        sys.stdout.flush()

    def refused(self, who, sql, states, name):
        """Every session of `who` is refused with one of the states."""
        got = {}
        for s in who:
            self.tries += 1
            got[s] = self.sessions[s].says(sql)
        wrong = {s: g for s, g in got.items() if g not in states.split()}
        self.ok(not wrong, name, wrong)

    def end(self):
        print(f"# {self.tries} attempts")
        print(f"1..{self.n}")
        sys.exit(1 if self.bad else 0)


def q(v):
    return "null" if v is None else "'" + str(v).replace("'", "''") + "'"


def tell(who, ticket, action, payload="{}", base="", op=None, store=None, seq=1, schema=1):
    return (f"select verdict, detail from api.tell({q(op) if op else 'gen_random_uuid()'}, "
            f"{q(store) if store else 'gen_random_uuid()'}, {seq}, {q(ticket)}, {q(base)}, {q(action)}, {schema}, "
            f"{q(payload)})")


def certify(data):
    """Makes the server accept TCP with TLS only, with a certificate of the test's own authority."""
    authority = Authority(data.parent / "authority")
    authority.issue("server")
    authority.install("server", data, "postgres" if os.getuid() == 0 else None)
    (data / "pg_hba.conf").write_text("local all all trust\n"
                                      "hostssl all all 127.0.0.1/32 scram-sha-256\n", encoding="utf-8")
    stranger = Authority(data.parent / "stranger", "somebody else")
    os.environ["ATTACK_TLS"] = (f"host=localhost hostaddr=127.0.0.1 sslmode=verify-full "
                                f"sslrootcert={authority.ca} channel_binding=require")
    os.environ["ATTACK_STRANGER"] = str(stranger.ca)


def run(main, options=""):
    """Runs main(dba) against a server of its own, with the tests' operators (password demo)."""
    program = str(pathlib.Path(sys.argv[0]).resolve())
    if "--inside" not in sys.argv:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        env = {**os.environ, "ATTACK_PORT": port, "PGPORT": port,
               "CLUSTER_OPTIONS": f"-c fsync=off -c listen_addresses=127.0.0.1 -c port={port} "
               f"-c password_encryption=scram-sha-256 -c wal_writer_delay=10ms {options}"}
        sys.exit(subprocess.run([str(HERE / "cluster"), sys.executable, program, "--inside",
                                 *sys.argv[1:]], env=env).returncode)
    os.environ["SOCKET"] = os.environ.pop("PGHOST")
    os.environ["PGPORT"] = os.environ["ATTACK_PORT"]
    env = {**os.environ, "PGHOST": os.environ["SOCKET"], "PGDATABASE": "gangshao"}
    certify(pathlib.Path(os.environ["SOCKET"]) / "data")
    subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", "postgres", "-c", "alter system set ssl = on",
                    "-c", "alter system set ssl_cert_file = 'server.pem'",
                    "-c", "alter system set ssl_key_file = 'server.key'", "-c", "select pg_reload_conf()",
                    "-c", "alter database gangshao_template rename to gangshao"],
                   env=env, check=True, stdout=subprocess.DEVNULL)
    del os.environ["PGDATABASE"]
    dba = Session("postgres", f"host={os.environ['SOCKET']}")
    dba.run("set search_path = t, core, public; set client_min_messages = warning")
    for s in ROLES + ["shanghai"]:
        dba.run(f"alter role {s} password 'demo'")
    main(dba)
