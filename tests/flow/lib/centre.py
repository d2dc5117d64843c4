"""centre.py -- a private PostgreSQL with the schema, the nation's codes and the demo's
operators, in a directory of its own that is removed when the test ends.  Over TCP it accepts
TLS only, with a certificate of its own authority (c.ca); the superuser uses the socket.

The installed server is kept as build/flow/centre-<digest of sql/>, so that only the first test
of a checkout installs it.
"""
import contextlib
import csv
import fcntl
import hashlib
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile

from .authority import Authority

ROOT = pathlib.Path(__file__).resolve().parents[3]
BUILD = pathlib.Path(os.environ.get("GANGSHAO_BUILD") or ROOT / "build").resolve()
# memory the typesetting libraries keep until the process ends is not our leak
os.environ.setdefault("LSAN_OPTIONS", f"suppressions={ROOT}/tests/data/press.supp:print_suppressions=0")


def bindir():
    """Directory of the server's programs: from `make PG=…`, else pg_config, else the newest."""
    found = [f"/usr/lib/postgresql/{os.environ['PG']}/bin"] if os.environ.get("PG") else []
    with contextlib.suppress(OSError, subprocess.CalledProcessError):
        found.append(subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True,
                                    check=True).stdout.strip())
    found += sorted(map(str, pathlib.Path("/usr/lib/postgresql").glob("*/bin")),
                    key=lambda d: -int(d.split("/")[-2]))
    return next((d for d in found if os.access(f"{d}/initdb", os.X_OK)), None)


BINDIR = bindir()


def pg_program(name):
    return f"{BINDIR}/{name}" if BINDIR else name


def as_server(*words):
    """PostgreSQL refuses to run as root."""
    if os.getuid() == 0:
        return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *words]
    return list(words)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def digest():
    h = hashlib.sha256()
    for path in sorted((ROOT / "sql").rglob("*")):
        if path.is_file():
            h.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    for path in (pathlib.Path(__file__), pathlib.Path(__file__).parent / "authority.py"):
        h.update(path.read_bytes())
    h.update(BINDIR.encode() if BINDIR else b"")
    return h.hexdigest()[:16]


def copy_kept(kind, data, make):
    """Copies the server that is kept under this kind to the directory `data`.  The first time
    make() installs it there and stops it; older ones of the kind go."""
    kept = BUILD / "flow" / f"{kind}-{digest()}"
    kept.parent.mkdir(parents=True, exist_ok=True)
    with open(kept.parent / "lock", "w") as lock:  # tests run side by side
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept.exists():
            subprocess.run(["cp", "-a", "--reflink=auto", f"{kept}/.", data], check=True)
            return
        make()
        # the log of installing need not be copied
        subprocess.run(as_server(pg_program("pg_resetwal"), "-D", data), cwd="/", check=True, stdout=subprocess.DEVNULL)
        for old in kept.parent.glob(f"{kind}-" + "?" * 16):
            shutil.rmtree(old)
        part = kept.with_name(f"{kept.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        subprocess.run(["cp", "-a", data, part], check=True)
        os.rename(part, kept)


class Centre:
    """with Centre() as c: …  c.host (socket directory), c.port, c.ca, c.sql("select 1")"""

    def __init__(self, story=False):
        self.dir = tempfile.mkdtemp(prefix="gangshao-centre-")
        os.chmod(self.dir, 0o755)
        self.data = f"{self.dir}/data"
        self.host = f"{self.dir}/s"
        self.log = f"{self.dir}/log"
        self.ca = f"{self.dir}/ca.pem"
        self.port = free_port()
        self.story = story  # with the demonstration's traders and tickets
        for d in (self.data, self.host):
            os.mkdir(d, 0o700 if d == self.data else 0o755)
        if os.getuid() == 0:
            for d in (self.dir, self.data, self.host):
                shutil.chown(d, "postgres", "postgres")

    def __enter__(self):
        try:
            self.open()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def run(self, *words, **kw):
        kw.setdefault("check", True)
        return subprocess.run(as_server(*words), cwd="/", text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **kw)

    def open(self):
        copy_kept("story" if self.story else "centre", self.data, self.make)
        shutil.copyfile(f"{self.data}/ca.pem", self.ca)
        self.start()

    def certify(self):
        """A certificate for this machine, from an authority that keeps no key."""
        authority = Authority(f"{self.dir}/authority")
        authority.issue("server")
        authority.install("server", self.data, "postgres" if os.getuid() == 0 else None)
        shutil.copyfile(authority.ca, self.ca)
        shutil.rmtree(authority.dir)

    def make(self):
        self.run(pg_program("initdb"), "-D", self.data, "-U", "postgres", "-E", "UTF8",
                 "--locale=C.UTF-8", "-A", "trust", "--no-sync")
        with open(f"{self.data}/pg_hba.conf", "w") as f:
            f.write("local all postgres trust\n"
                    "local replication postgres trust\n"
                    "local all all scram-sha-256\n"
                    "hostssl all all 127.0.0.1/32 scram-sha-256\n")
        self.certify()
        self.start()
        self.install()
        self.stop()

    def start(self):
        options = (f"-k {self.host} -p {self.port} -c listen_addresses=127.0.0.1 "
                   "-c ssl=on -c ssl_cert_file=server.pem -c ssl_key_file=server.key "
                   "-c shared_buffers=64MB -c max_connections=60 -c max_wal_size=1GB")
        r = self.run(pg_program("pg_ctl"), "-D", self.data, "-l", self.log, "-w",
                     "-t", "60", "-o", options, "start", check=False)
        if r.returncode:
            raise RuntimeError(r.stdout + open(self.log).read()[-2000:])

    def stop(self, mode="fast"):
        self.run(pg_program("pg_ctl"), "-D", self.data, "-m", mode, "-w", "stop",
                 check=False)

    def signal(self, number):
        """Signals the postmaster and all its children: SIGSTOP and SIGCONT simulate a dead link."""
        master = int(open(f"{self.data}/postmaster.pid").readline())
        children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(master)],
                                  text=True, stdout=subprocess.PIPE).stdout.split()
        for pid in [master, *map(int, children)]:
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                pass

    def admin(self, *words, secret="demo"):
        """secret: the password of the operator that the verb enrols."""
        where = f"host={self.host} port={self.port} dbname=gangshao user=postgres"
        with open(f"{self.dir}/secret", "w") as f:
            f.write(secret + "\n")
        os.chmod(f.name, 0o600)
        r = subprocess.run([BUILD / "gangshaoctl", "admin", *words, "--server", where,
                            "--tree", ROOT / "sql", "--secret-file", f.name],
                           text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if r.returncode:
            raise RuntimeError(f"admin {words[0]}: {r.stdout}")
        return r.stdout

    def install(self):
        self.sql("create database gangshao", database="postgres")
        self.admin("migrate")
        self.admin("load")
        if self.story:
            self.admin("init-demo")
            return
        self.sql("insert into core.setting (code, value) values ('demo', '1') "
                 "on conflict (code) do update set value = excluded.value")
        with open(ROOT / "sql" / "demo" / "operator.csv", newline="") as f:
            for row in csv.DictReader(f):
                self.enrol(row.pop("name"), **row)

    def enrol(self, name, secret="demo", **flags):
        """label, number, unit, duty as in `gangshaoctl admin enrol`."""
        words = [w for k, v in flags.items() if v for w in (f"--{k}", v)]
        self.admin("enrol", name, *words, secret=secret)

    def sql(self, text, database="gangshao"):
        """Runs a statement as superuser; returns rows of text."""
        r = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
                            "-h", self.host, "-p", str(self.port), "-U", "postgres",
                            "-d", database, "-c", text],
                           text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if r.returncode:
            raise RuntimeError(r.stderr)
        return r.stdout.splitlines()

    def schema(self, version):
        """Makes the centre claim another version of the calls."""
        self.sql(f"update core.setting set value = '{version}' "
                 "where code in ('schema', 'schema_min')")

    def value(self, text):
        rows = self.sql(text)
        return rows[0] if rows else None

    def close(self):
        if os.path.exists(f"{self.data}/postmaster.pid"):
            self.signal(signal.SIGCONT)
            self.stop("immediate")
        shutil.rmtree(self.dir, ignore_errors=True)


class Standby(Centre):
    """with Standby(centre) as s: a standby that follows it; s.promote() makes it the centre.
    With sync the centre answers only after the standby has written to its disk."""

    def __init__(self, centre, sync=False):
        super().__init__()
        self.primary, self.sync = centre, sync

    def open(self):
        self.run(pg_program("pg_basebackup"), "-h", self.primary.host, "-p",
                 str(self.primary.port), "-U", "postgres", "-D", self.data, "-R",
                 "--checkpoint=fast", "--no-sync")
        self.ca = self.primary.ca
        self.start()
        if self.sync:
            self.primary.sql("alter system set synchronous_standby_names = '*'")
            self.primary.sql("select pg_reload_conf()")

    def promote(self):
        self.run(pg_program("pg_ctl"), "-D", self.data, "-w", "-t", "60", "promote")
