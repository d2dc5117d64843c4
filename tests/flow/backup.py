#!/usr/bin/python3
"""The server's copies bring everything back: a base copy and the archived log, sealed, restored
after a crash (nothing is missing) and after the loss of the disk (the desks send the rest)."""
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from lib.centre import BUILD, ROOT, Centre, as_server, pg_program  # noqa: E402
from lib.desk import Machine, complaint  # noqa: E402
from lib.tap import eventually, run  # noqa: E402



class Keeper:
    """The scripts of sql/server as the server's administrator runs them."""

    def __init__(self, centre):
        self.centre = centre
        self.dir = f"{centre.dir}/backup"
        self.lend()
        key = f"{centre.dir}/key"
        pathlib.Path(key).write_text("a key kept elsewhere\n")
        for path in (self.dir, key):
            os.makedirs(path, exist_ok=True) if path == self.dir else None
            if os.getuid() == 0:
                shutil.chown(path, "postgres", "postgres")
        os.chmod(key, 0o600)
        cipher = f"openssl enc -aes-256-ctr -pbkdf2 -iter 1000 -pass file:{key}"
        where = f"host={centre.host} port={centre.port} dbname=gangshao user=postgres"
        self.env = {
            "PATH": os.path.dirname(pg_program("pg_ctl")) + ":/usr/bin:/bin",
            "GANGSHAO_SEAL": cipher, "GANGSHAO_UNSEAL": f"{cipher} -d",
            "GANGSHAO_CTL": f"{self.ctl}", "PGHOST": centre.host,
            "PGPORT": str(centre.port), "PGUSER": "postgres", "PGDATABASE": "gangshao",
            "LANGUAGE": "en", "GANGSHAO_KEEP": "2"}
        self.where = where

    def lend(self):
        """The server's account cannot read a tree in a home of mode 0700: it gets a copy."""
        lent = pathlib.Path(self.centre.dir) / "lent"
        shutil.copytree(ROOT / "sql", lent / "sql")
        shutil.copy(BUILD / "gangshaoctl", lent)
        shutil.copytree(BUILD / "locale", lent / "locale")
        for path in (lent, *lent.rglob("*")):
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        self.ctl, self.tree, self.server = lent / "gangshaoctl", lent / "sql", lent / "sql/server"

    def run(self, *words, **env):
        r = subprocess.run(as_server(*map(str, words)), env={**self.env, **env}, cwd="/",
                           text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return r.returncode, r.stdout

    def archive(self):
        """The server archives from now on; copies may be taken."""
        c = self.centre
        with open(f"{c.data}/pg_hba.conf", "a") as f:
            f.write("local replication postgres trust\n")
        command = (f'GANGSHAO_SEAL="{self.env["GANGSHAO_SEAL"]}" '
                   f'GANGSHAO_UNSEAL="{self.env["GANGSHAO_UNSEAL"]}" '
                   f"{self.server}/archive {self.dir} %p %f")
        c.sql("alter system set archive_mode = on")
        c.sql(f"alter system set archive_command = '{command}'")
        c.stop()
        c.start()

    def archived(self):
        name = self.centre.value("select pg_walfile_name(pg_current_wal_lsn())")
        self.centre.sql("select pg_switch_wal()")
        return eventually(lambda: os.path.exists(f"{self.dir}/wal/{name}"), 20)

    def verify(self, *words):
        return self.run(self.ctl, "admin", "verify", "--tree", self.tree, *words)

    def restore(self, wal=None):
        """Into a new place, which becomes the centre's."""
        c = self.centre
        fell = c.data
        c.data = f"{fell}.new"
        words = [self.server / "restore", self.dir, c.data]
        if os.getuid() == 0:
            os.chmod(c.dir, 0o777)
        code, said = self.run(*words, *([f"{fell}/pg_wal"] if wal else []))
        if code == 0:
            c.start()
            eventually(lambda: c.value("select pg_is_in_recovery()") == "f", 30)
        return code, said


def tell(client, n):
    return sum(1 for _ in range(n) if (client.do(complaint(pname="周密封")) or {}).get("state") == "applied")


def count(centre):
    return int(centre.value("select count(*) from core.applied"))


def copies(t, keeper, client):
    centre = keeper.centre
    keeper.archive()
    t.equal(tell(client, 5), 5, "a desk works")
    centre.sql("select core.work_roots()")
    code, said = keeper.run(keeper.server / "backup", keeper.dir)
    t.ok(code == 0 and said.strip().endswith(".tar"), "a copy is taken while it runs", said)
    t.equal(tell(client, 5), 5, "and work goes on")
    t.ok(keeper.archived(), "the log is archived")
    centre.sql("select core.work_roots()")
    files = [p for p in pathlib.Path(keeper.dir).rglob("*") if p.is_file()]
    t.ok(len(files) >= 4 and all(p.stat().st_mode & 0o077 == 0 for p in files),
         "nobody else reads the copies", files)
    sealed = b"".join(p.read_bytes() for p in files if not p.name.endswith(".csv"))
    t.ok("周密封".encode() not in sealed and b"PG_VERSION" not in sealed, "and they are sealed")


def crash(t, keeper, machine):
    centre = keeper.centre
    seat = machine.desk("recv")
    client = seat.login()
    t.equal(tell(client, 3), 3, "what was told after the last archived segment")
    n, roots = count(centre), f"{centre.dir}/after.csv"
    centre.sql("select core.work_roots()")
    keeper.run(keeper.ctl, "admin", "roots", "--export", roots)
    centre.stop("immediate")
    code, said = keeper.restore(wal=True)
    t.ok(code == 0, "is brought back with the log of the server that fell", said)
    t.equal(count(centre), n, "to the last operation")
    code, said = keeper.verify("--witness", roots)
    t.ok(code == 0, "the record is whole, and the roots of before are its own", said)
    t.ok(eventually(lambda: tell(client, 1) == 1, 30), "the desk finds its centre again")
    t.ok("not what it once told" not in str(client.rows("state")), "and contradicts nothing")
    code, said = keeper.run(keeper.server / "restore", keeper.dir, centre.data)
    t.ok(code == 1 and "not empty" in said, "nothing is restored over a database", said)
    client.close()
    seat.kill()


def lost(t, keeper, machine):
    centre = keeper.centre
    code, said = keeper.run(keeper.server / "backup", keeper.dir)
    t.ok(code == 0, "another copy", said)
    seat = machine.desk("recv")
    client = seat.login()
    t.equal(tell(client, 4), 4, "told and archived")
    keeper.archived()
    kept = count(centre)
    t.equal(tell(client, 4), 4, "told and not archived")
    ops = set(centre.sql("select op_id from core.applied"))
    seat.kill()
    centre.stop("immediate")
    code, said = keeper.restore()
    t.ok(code == 0 and kept <= count(centre) < len(ops),
         "without the disk, up to the end of the archive", said)
    code, said = keeper.verify()
    t.ok(code == 0, "what there is is whole", said)
    if (ROOT / "src" / "desk" / "agree.c").exists():
        machine.desk("recv").login()
        t.ok(eventually(lambda: ops <= set(centre.sql("select op_id from core.applied")), 60),
             "and the desk sends what the centre lacks",
             f"{len(ops)} {count(centre)}")
        t.equal(centre.sql("select op_id from core.applied group by op_id having count(*) > 1"), [],
                "nothing twice")
        code, said = keeper.verify()
        t.ok(code == 0, "which is as whole as before", said)


def damaged(t, keeper):
    base = sorted(pathlib.Path(keeper.dir).glob("base-*.tar"))[-1]
    data = bytearray(base.read_bytes())
    data[len(data) // 2] ^= 1
    base.write_bytes(data)
    code, said = keeper.run(keeper.server / "restore", keeper.dir, f"{keeper.centre.dir}/spoilt")
    t.ok(code != 0, "a copy with one bit changed is refused", said)
    code, _ = keeper.run(keeper.server / "archive", keeper.dir, base, "0" * 24)
    again, _ = keeper.run(keeper.server / "archive", keeper.dir, base, "0" * 24)
    other, _ = keeper.run(keeper.server / "archive", keeper.dir, keeper.server / "archive", "0" * 24)
    t.equal((code, again, other != 0), (0, 0, True),
            "a segment is archived once, again if the same, never another in its place")


def main(t, stack):
    centre = stack.enter_context(Centre())
    machine = stack.enter_context(Machine(centre))
    keeper = Keeper(centre)
    seat = machine.desk("recv")
    client = seat.login()
    copies(t, keeper, client)
    client.close()
    seat.kill()
    crash(t, keeper, machine)
    lost(t, keeper, machine)
    damaged(t, keeper)


run(main)
