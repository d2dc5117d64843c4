"""A house for tests: a private PostgreSQL of its own in a temporary directory, reached by
a socket only, and the programs as built.  Everything ends and vanishes with the test.

    with House(ready=True) as house:
        house.enrol("recv", "王芳", "0123", "330100000", "r01")
"""
import contextlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from lib.centre import BUILD, ROOT, bindir, copy_kept

DBA = "gangshao_dba"
SETTINGS = """
listen_addresses = ''
unix_socket_permissions = 0777
password_encryption = 'scram-sha-256'
log_parameter_max_length_on_error = 0
log_min_error_statement = panic
shared_buffers = 64MB
max_connections = 40
"""
HBA = f"""
local all {DBA} trust
local all all scram-sha-256
"""


class Tap:
    """Counts what was checked; the plan comes last."""

    def __init__(self):
        self.n = self.failed = 0

    def ok(self, good, name, why=""):
        self.n += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.n} - {name}")
        if not good and why != "":
            for line in str(why).splitlines() or [""]:
                print(f"# {line}")
        sys.stdout.flush()
        return good

    def equal(self, got, wanted, name):
        return self.ok(got == wanted, name, f"got {got!r}, wanted {wanted!r}")

    def done(self):
        print(f"1..{self.n}")
        sys.exit(1 if self.failed else 0)


class House:
    """ready: migrated and loaded, as a copy of one that is kept; else an empty database.
    fsync: whether the server's disk is true; off makes tests quicker."""

    def __init__(self, ready=False, fsync=False, tree=None):
        self.ready = ready
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="gsh"))
        self.bin = bindir()
        self.tree = pathlib.Path(tree or ROOT / "sql")
        self.fsync = fsync
        self.desks = []

    # ---- the server ------------------------------------------------------------

    def as_server(self, *command, **more):
        command = [str(c) for c in command]
        if os.getuid() == 0:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups",
                       *command]
        return subprocess.run(command, cwd="/", capture_output=True, text=True, **more)

    def __enter__(self):
        self.dir.chmod(0o755)
        self.pg = self.dir / "pg"
        self.sockets = self.dir / "s"
        for d in (self.pg, self.sockets):
            d.mkdir()
            if os.getuid() == 0:
                shutil.chown(d, "postgres", "postgres")
        (self.dir / "secret").write_text("demo\n", encoding="utf-8")
        (self.dir / "secret").chmod(0o600)
        self.write_conf()
        if self.ready:
            copy_kept("house", self.pg, self.make)
            self.configure()
            self.start()
        else:
            self.empty()
        return self

    def configure(self):
        with open(self.pg / "postgresql.auto.conf", "w", encoding="utf-8") as f:
            f.write(SETTINGS + f"unix_socket_directories = '{self.sockets}'\n"
                    f"fsync = {'on' if self.fsync else 'off'}\n")

    def empty(self):
        """A server with an empty database."""
        made = self.as_server(f"{self.bin}/initdb", "-D", self.pg, "-U", DBA, "-E", "UTF8",
                              "--locale=C.UTF-8", "--no-sync", "-A", "trust")
        if made.returncode:
            raise RuntimeError(made.stderr)
        (self.pg / "pg_hba.conf").write_text(HBA, encoding="utf-8")
        self.configure()
        self.start()
        self.sql("create database gangshao encoding 'UTF8' locale 'C.UTF-8' "
                 "template template0", database="postgres")

    def make(self):
        self.empty()
        self.migrate()
        self.load()
        self.stop()

    def __exit__(self, *_):
        self.end_desks()
        self.stop("immediate")
        shutil.rmtree(self.dir, ignore_errors=True)

    def start(self):
        r = self.as_server(f"{self.bin}/pg_ctl", "-D", self.pg, "-w", "-s", "-l",
                           self.pg / "server.log", "start", timeout=60,
                           )
        if r.returncode:
            raise RuntimeError((self.pg / "server.log").read_text())

    def stop(self, mode="fast"):
        self.as_server(f"{self.bin}/pg_ctl", "-D", self.pg, "-m", mode, "-w", "-s", "stop")

    def sql(self, text, *, database="gangshao", user=DBA, password="demo"):
        r = subprocess.run([f"{self.bin}/psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
                            "-h", str(self.sockets), "-U", user, "-d", database, "-c", text],
                           capture_output=True, text=True, check=False,
                           env={**os.environ, "PGPASSWORD": password})
        if r.returncode:
            raise RuntimeError(r.stderr)
        return r.stdout.strip()

    # ---- the programs ----------------------------------------------------------

    def write_conf(self):
        (self.dir / "store").mkdir(mode=0o700)
        (self.dir / "run").mkdir(mode=0o700)
        self.conf = self.dir / "gangshao.conf"
        self.conf.write_text(
            f'server = {{ host = "{self.sockets}"; database = "gangshao"; '
            f'sslmode = "disable"; }};\n'
            f'demo = true;\n'
            f'desk = {{ store = "{self.dir}/store"; run = "{self.dir}/run"; '
            f'log = "{self.dir}/desk.log"; program = "{BUILD}/gangshaod"; poll = 1; }};\n'
            f'locale = "{BUILD}/locale";\n', encoding="utf-8")
        self.conf.chmod(0o600)

    def ctl(self, *args, stdin=None, env=None, secret=None):
        """gangshaoctl as the operator that -o names; returns the finished process."""
        return subprocess.run(
            [str(BUILD / "gangshaoctl"), "-c", str(self.conf), "--password-file",
             str(secret or self.dir / "secret"), *args], input=stdin, capture_output=True,
            text=True, timeout=120, check=False,
            env={**os.environ, "LC_MESSAGES": "en", "LC_ALL": "C.UTF-8", **(env or {})})

    def admin(self, *args, env=None, seconds=300):
        """An administrator's verb, as the DBA."""
        return subprocess.run(
            [str(BUILD / "gangshaoctl"), "admin", *args, "--tree", str(self.tree),
             "--server", f"host={self.sockets} user={DBA} dbname=gangshao"],
            capture_output=True, text=True, timeout=seconds, check=False,
            env={**os.environ, "LC_MESSAGES": "en", "LC_ALL": "C.UTF-8", **(env or {})})

    def must(self, *args):
        r = self.admin(*args)
        if r.returncode:
            raise RuntimeError(r.stdout + r.stderr)
        return r.stdout

    def migrate(self):
        return self.must("migrate")

    def load(self):
        """What is loaded counts as a demonstration: short passwords are taken."""
        return self.must("load") + self.must("set", "demo", "1")

    def enrol(self, name, label, number, unit, duty):
        return self.must("enrol", name, "--label", label, "--number", number, "--unit", unit,
                         "--duty", duty, "--secret-file", str(self.dir / "secret"))

    def demo(self):
        return self.must("init-demo", "--secret-file", str(self.dir / "secret"))

    def running(self):
        """The process numbers of the desks that this house's configuration started."""
        for p in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):  # a desk lets nobody but root see its program
                words = p.read_bytes().split(b"\0")
                if str(self.conf).encode() in words and words[0].endswith(b"gangshaod"):
                    yield int(p.parent.name)

    def end_desks(self):
        for pid in self.running():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, 15)
