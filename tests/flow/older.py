#!/usr/bin/python3
"""A store written by an older version of the program (tests/data/store_v1.db, with what it
holds beside it) is taken over whole; one written by a newer version is left alone."""
import json
import pathlib
import re
import shutil
import sqlite3
import sys
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from handover import owes  # noqa: E402
from lib import tap as TAP  # noqa: E402
from lib.centre import ROOT, Centre  # noqa: E402
from lib.desk import Machine  # noqa: E402
from lib.tap import eventually  # noqa: E402

DATA = ROOT / "tests" / "data"
NEWEST = max(int(re.match(r"\d+", p.name).group())
             for p in (ROOT / "sql" / "local").glob("*.sql"))


def put_back(m):
    """The old store on this machine; the store's id."""
    path = m.dir / "store" / "recv.db"
    path.parent.mkdir(mode=0o700, exist_ok=True)
    shutil.copy(DATA / "store_v1.db", path)
    path.chmod(0o600)
    return path, uuid.UUID(bytes=bytes(plain(path, "select body from key where id = 1")[1:17]))


def plain(path, sql):
    db = sqlite3.connect(path)
    try:
        return db.execute(sql).fetchone()[0]
    finally:
        db.close()


def as_then(centre, was, store):
    """The centre is the one that the store knew, and had lent it these numbers."""
    centre.sql(f"update core.setting set value = '{was['installation']}' "
               "where code = 'installation'")
    centre.sql("insert into core.lease (request, store, operator, unit, first, last) values "
               f"(gen_random_uuid(), '{store}', 'recv', '330100000', 1, 60)")
    centre.sql("delete from core.serial where unit = '330100000'")
    centre.sql("insert into core.serial (unit, last) values ('330100000', 60)")


def newer(t, m, path):
    db = sqlite3.connect(path)
    db.execute("pragma user_version = 99")
    db.close()
    before = path.read_bytes()
    desk = m.desk("recv")
    no = desk.client().hello("recv", "demo")
    t.ok(no["m"] == "no" and "newer version" in no["text"],
         "a store of a newer version is refused in words", no)
    desk.kill(15)
    t.equal(path.read_bytes(), before, "and left as it is")


def without_centre(t, m, path):
    desk = m.desk("recv")
    no = desk.client().hello("recv", "demo")
    t.ok(no["m"] == "no" and no["verdict"] == "later" and "no leave" in no["text"],
         "an old store has no leave to work without the centre, and says so", no)
    desk.kill(15)
    t.equal(plain(path, "pragma user_version"), NEWEST, "it is of this version now")
    t.equal(owes(m, "recv"), [4, 1, 1], "nothing that was in it is gone")


def with_centre(t, centre, m, was):
    desk = m.desk("recv")
    c = desk.login()

    def state():
        return {r["op"]: r for r in c.rows("outbox")}

    wanted = {o["op"] for o in was["queued"]} | {was["note"]}
    eventually(lambda: all(state().get(op, {}).get("state") == "applied"
                           for op in wanted), 30)
    t.equal({state().get(op, {}).get("state") for op in wanted}, {"applied"},
            "what the old version had queued is sent")
    t.equal(state()[was["refused"]]["state"], "refused", "what was refused still is")
    t.equal(state()[was["refused"]]["field"], "mobile", "with its field")
    t.equal([d["draft"] for d in c.rows("drafts")], [was["draft"]], "the draft is there")
    t.ok("旧版未登记完的来电" in c.rows("drafts")[0]["body"], "with what was typed")
    got = centre.sql("select op_id, t.regno, t.facts ->> 'content' from core.applied a "
                     "join core.ticket t using (ticket) where op_id in ("
                     + ",".join(f"'{o['op']}'" for o in was["queued"]) + ") order by 2")
    t.equal(got, [f"{o['op']}|{o['regno']}|{o['content']}" for o in was["queued"]],
            "under the numbers that were read to the callers")
    c.close()
    desk.kill(15)


def main(t, stack):
    was = json.loads((DATA / "store_v1.json").read_text())
    centre = stack.enter_context(Centre())
    m = stack.enter_context(Machine(centre))
    path, _ = put_back(m)
    newer(t, m, path)
    path, store = put_back(m)
    as_then(centre, was, store)
    centre.stop()
    without_centre(t, m, path)
    centre.start()
    with_centre(t, centre, m, was)


TAP.run(main)
