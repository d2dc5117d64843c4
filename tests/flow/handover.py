#!/usr/bin/python3
"""What passes from one hand to another: two operators on a workstation, one who leaves
with a queue, a password that was forgotten, one that was changed elsewhere."""
import json
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lib import tap as TAP  # noqa: E402
from lib.centre import BUILD, Centre  # noqa: E402
from lib.desk import Machine, complaint, operation, queued_under  # noqa: E402
from lib.tap import eventually  # noqa: E402
from lib.terminal import Terminal  # noqa: E402

RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+08:00")


def admin(*words, given=None):
    """A verb about this machine: no server is named."""
    r = subprocess.run([BUILD / "gangshaoctl", "admin", *map(str, words)], text=True,
                       input=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                       env={"PATH": os.environ["PATH"], "LANGUAGE": "en"})
    return r.returncode, r.stdout


def sights(m):
    """gangshaoctl admin stores, by operator: what each owes, and how her store stands."""
    code, out = admin("stores", "--dir", m.dir / "store", "--json")
    return {row["operator"]: row for row in json.loads(out)} if code == 0 else {"": out}


def owes(m, operator):
    """Unsent, stuck, drafts."""
    row = sights(m).get(operator, {})
    return [row.get(k) for k in ("unsent", "stuck", "drafts")]


def secret(m, name, text):
    path = m.dir / name
    path.write_text(text + "\n")
    path.chmod(0o600)
    return path


def applied(centre, ops):
    ids = ",".join(f"'{op['op']}'" for op in ops)
    return centre.value("select count(*) || ' ' || count(distinct op_id) from core.applied "
                        f"where op_id in ({ids}) and verdict = 'applied'")


def two_operators(t, centre, m):
    """Both on one machine, both without the centre."""
    first, second = m.desk("recv"), m.desk("recv2")
    a, b = first.login(), second.login()
    eventually(lambda: a.rows("code", table="unit", code="330106000"), 30)
    centre.stop("immediate")
    mine, hers = [complaint() for _ in range(3)], [complaint() for _ in range(2)]
    numbers = [c.tell(op)["ops"][0]["regno"] for c, ops in ((a, mine), (b, hers))
               for op in ops]
    t.equal(len(set(numbers)), 5, "two operators of one machine never share a number")
    t.equal((len(a.rows("outbox")), len(b.rows("outbox"))), (3, 2),
            "each sees only what is her own")
    c = first.client()
    t.equal(c.hello("recv2", "demo")["m"], "no", "nobody enters another's desk")
    c.close()
    return first, second, a, b, mine, hers


def leaver(t, centre, m, desks, clients, owed):
    """One goes home with a queue: her desk stays; then the machine is switched off."""
    first, second = desks
    for c in clients:
        c.close()
    t.equal([owes(m, n) for n in ("recv", "recv2")], [[3, 0, 0], [2, 0, 0]],
            "a supervisor sees what each still owes")
    t.ok(sights(m)["recv"]["running"], "and that a desk is running", sights(m))
    first.kill()  # switched off
    seen = sights(m)
    t.ok(seen["recv"]["unsent"] == 3 and seen["recv"]["running"] is False,
         "the queue waits on the disk", seen)
    t.ok(RFC3339.fullmatch(seen["recv"]["oldest"]), "and says since when", seen)
    before = (m.dir / "store" / "recv.db").read_bytes()
    sights(m)
    t.equal((m.dir / "store" / "recv.db").read_bytes(), before, "looking changes nothing")
    t.ok(second.process.poll() is None, "a desk with a queue outlives who left")
    centre.start()
    t.equal(second.process.wait(40), 0, "it sends what it owes and ends")
    t.equal(applied(centre, owed[1]), "2 2", "nothing of hers is lost or doubled")
    t.equal(applied(centre, owed[0]), "0 0", "the other's waits for her")
    again = m.desk("recv")
    again.login().close()
    t.equal(again.process.wait(40), 0, "at her next login it goes, and her desk ends")
    t.equal(applied(centre, owed[0]), "3 3", "whole, once")
    t.equal(owes(m, "recv")[:2], [0, 0], "and nothing is owed any more")


def forgotten(t, centre, m):
    key = m.dir / "recovery.key"
    code, out = admin("recovery-key", "--out", key, "--server",
                      f"host={centre.host} port={centre.port} dbname=gangshao user=postgres")
    t.ok(code == 0 and key.stat().st_mode & 0o777 == 0o600, "a recovery key is made", out)
    hidden = key.read_text().split()[0]
    t.ok(hidden not in out and not centre.value(
        f"select 1 from core.setting where value = '{hidden}'"),
        "its secret half is in the file only")
    code, out = admin("recovery-key", "--out", key, "--server",
                      f"host={centre.host} port={centre.port} dbname=gangshao user=postgres")
    t.ok(code == 1 and hidden in key.read_text(), "a key is never overwritten", out)
    desk = m.desk("recv")
    c = desk.login()
    t.ok(eventually(lambda: sights(m)["recv"]["recoverable"]),
         "a desk seals its store to the key when it is greeted", sights(m))
    centre.stop("immediate")
    op = complaint()
    number = c.tell(op)["ops"][0]["regno"]
    store = m.dir / "store"
    words = ("recover", "--store", store, "--operator", "recv", "--key", key,
             "--secret-file", secret(m, "new", "interim"))
    code, out = admin(*words)
    t.ok(code == 3 and "running" in out, "a store that a desk has open is left alone", out)
    desk.kill()
    false = secret(m, "false.key", "17" * 32)
    code, out = admin(*words[:6], false, *words[7:])
    t.ok(code == 1 and "not the recovery key" in out, "another key opens nothing", out)
    key.chmod(0o644)
    code, out = admin(*words)
    t.ok(code == 1 and "chmod" in out, "a key that others can read is refused", out)
    key.chmod(0o600)
    code, out = admin(*words)
    t.equal(code, 0, "a forgotten password is replaced")
    t.ok(hidden not in out, "and nothing is told of the key")
    return op, number


def typed_twice(t, m):
    """As an administrator does it: at a terminal, unseen."""
    words = [BUILD / "gangshaoctl", "admin", "recover", "--store", m.dir / "store",
             "--operator", "recv", "--key", m.dir / "recovery.key"]
    for second, said in (("sesamo", "differ"), ("sesame", "opens with the new password")):
        with Terminal(words, env={"LANGUAGE": "en"}) as s:
            s.wait("New password of recv:")
            s.press("sesame<Enter>", "once more")
            s.type(second + "<Enter>")
            t.ok(s.shows(said), f"typed twice, it is asked for and compared: {said}", s.text())
            t.ok("sesam" not in s.text(), "and never shown", s.text())


def after_recovery(t, centre, m, op, number):
    desk = m.desk("recv")
    c = desk.client()
    t.equal(c.hello("recv", "demo")["m"], "no", "the former password opens it no more")
    t.equal(c.hello("recv", "sesame")["m"], "welcome", "the new one does, offline")
    t.equal([r["regno"] for r in c.rows("outbox") if r["state"] == "queued"], [number],
            "what was queued is there, under its number")
    centre.start()
    t.ok(c.wait_m("link", state="auth", seconds=40), "the centre knows another password")
    centre.admin("password", "recv", secret="sesame")
    d = desk.client()
    t.equal(d.hello("recv", "sesame")["m"], "welcome", "until it is set there too")
    t.equal(c.settled(op, 40)["state"], "applied", "then the queue goes")
    d.close()
    c.close()
    desk.kill(15)


def changed_elsewhere(t, centre, m):
    op = queued_under(m, centre, "recv2", "demo", "changed")
    desk = m.desk("recv2")
    c = desk.client()
    no = c.hello("recv2", "changed")
    t.ok(no["m"] == "no" and no["field"] == "former" and "recovery key" in no["text"],
         "a password this machine does not know yet asks for the former one", no)
    t.equal(c.hello("recv2", "demo")["m"], "welcome", "with which alone she is in, too")
    t.ok(c.wait_m("link", state="auth", queued=1, seconds=30),
         "the centre wants the new one; the queue waits")
    d = desk.client()
    t.equal(d.hello("recv2", "changed")["m"], "welcome", "she types the new one")
    t.equal(c.settled(op, 30)["state"], "applied", "and nothing is lost")
    t.equal(applied(centre, [op]), "1 1", "nor doubled")
    c.close()
    d.close()
    desk.kill(15)
    desk = m.desk("recv2")
    t.equal(desk.client().hello("recv2", "changed")["m"], "welcome",
            "from then on the new one opens this machine")
    desk.kill(15)


def shut_out(t, centre, m):
    """An operator who is locked at the centre is not let in by her machine either."""
    m.end_desks()
    desk = m.desk("recv2")
    c = desk.login("third")
    centre.admin("lock", "recv2")
    t.ok(c.wait_m("link", state="auth", seconds=40), "the centre has shut her out")
    t.equal(c.tell(complaint())["m"], "kept", "what she has in hand she may finish")
    c.close()
    desk.kill()
    centre.stop("immediate")
    desk = m.desk("recv2")
    no = desk.client().hello("recv2", "third")
    t.ok(no["m"] == "no" and "did not let you in" in no["text"],
         "without the centre her machine does not let her in", no)
    centre.start()
    centre.admin("unlock", "recv2")
    t.equal(desk.client().hello("recv2", "third")["m"], "welcome",
            "unlocked at the centre, she is in")
    t.ok(eventually(lambda: sights(m)["recv2"]["unsent"] == 0, 40), "and her queue goes")
    desk.kill(15)


def borrowed(t, centre, m):
    """A store copied under another's name: the same password opens it, and it is refused."""
    desk = m.desk("disp")
    desk.login().wait_m("link", state="up", agreed="yes", seconds=30)
    desk.kill()
    centre.stop("immediate")
    desk = m.desk("disp")
    op = operation("note", note="他人的")
    desk.login().tell(op)
    desk.kill()
    centre.start()
    store = m.dir / "store"
    before = {p.name: p.read_bytes() for p in store.glob("disp.db*")}
    for name in before:
        (store / name.replace("disp", "lead")).write_bytes(before[name])
        (store / name.replace("disp", "lead")).chmod(0o600)
    desk = m.desk("lead")
    no = desk.client().hello("lead", "demo")
    t.ok(no["m"] == "no" and no["verdict"] == "refused" and "belongs to the operator" in no["text"],
         "a store of another operator under one's name is refused", no)
    t.ok("disp" in json.dumps(no), "and its owner named", no)
    c = desk.client()
    c.send(m="renew", id=5, operator="lead", password="demo", becomes="something else")
    no = c.wait_m("no", "renewed", seconds=20)
    t.equal(no["m"], "no", "nor is a password changed by it")
    desk.kill(15)
    t.equal(centre.value(f"select count(*) from core.applied where op_id = '{op['op']}'"), "0", "nothing of it is sent in another's name")
    for path in store.glob("lead.db*"):
        path.unlink()
    desk = m.desk("disp")
    c = desk.login()
    t.ok(eventually(lambda: centre.value(f"select 1 from core.applied where op_id = '{op['op']}'"), 30), "its owner's own goes on")
    c.close()
    desk.kill(15)
    m.desk("lead").login().close()
    t.ok(True, "and who was refused begins anew")
    m.end_desks()


def at_the_screen(t, centre, m):
    """Changed once more, while she sits there."""
    with Terminal.workstation(m, "recv2", password="changed") as s:
        s.wait("● 已连通", 20)
        centre.admin("password", "recv2", secret="third")
        centre.stop("immediate")
        centre.start()
        t.ok(s.shows("中心不接受此密码：请输入 :lock", 40), "the screen says what to do",
             s.text())
        s.press(":lock<Enter>", "已锁屏")
        s.press("third<Enter>", "● 已连通", 30)
        t.ok(True, "and the new password is all it takes")


def main(t, stack):
    centre = stack.enter_context(Centre())
    centre.enrol("recv2", label="林芳", number="0199", unit="330100000", duty="r01")
    m = stack.enter_context(Machine(centre))
    *both, a, b, mine, hers = two_operators(t, centre, m)
    leaver(t, centre, m, both, (a, b), (mine, hers))
    op, number = forgotten(t, centre, m)
    typed_twice(t, m)
    after_recovery(t, centre, m, op, number)
    changed_elsewhere(t, centre, m)
    at_the_screen(t, centre, m)
    shut_out(t, centre, m)
    borrowed(t, centre, m)


if __name__ == "__main__":
    TAP.run(main)
