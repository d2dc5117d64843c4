#!/usr/bin/python3
"""One's own password: changed at the first login, at the screen, by the command line, in the
line mode; changed by an administrator while the machine knows the former one only; and the
desk killed while the centre makes the change.  Nothing that is kept is ever lost."""
import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lib import tap as TAP  # noqa: E402
from lib.centre import BUILD, Centre, as_server, pg_program  # noqa: E402
from lib.desk import Machine, complaint, queued_under  # noqa: E402
from lib.tap import eventually  # noqa: E402
from lib.terminal import Terminal  # noqa: E402

GIVEN, OWN, SECOND, THIRD = "for the first day", "蓝色的自行车铃铛响了三下", "horse battery 9", "sailing to 2031"


def can(centre, name, password, ask="select 1"):
    """Whether PostgreSQL lets him in with it, and answers."""
    r = subprocess.run([pg_program("psql"), "-XAtc", ask, "-h", centre.host, "-p", str(centre.port), "-U", name, "gangshao"],
                       env={**os.environ, "PGPASSWORD": password}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return r.returncode == 0


def secret(m, name, text):
    path = m.dir / name
    path.write_text(text + "\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def ctl(m, who, password, *words, **more):
    flags = [w for k, v in more.items() for w in (f"--{k}-file", secret(m, k, v))]
    return subprocess.run([BUILD / "gangshaoctl", "-c", m.conf, "-o", who, "--password-file", secret(m, "password", password),
                           *words, *flags], env={**os.environ, "LANGUAGE": "zh_CN", "LC_ALL": "C.UTF-8"}, capture_output=True, text=True, timeout=60)


def sealed_under(m, who, password):
    """Whether the store opens with it where no centre can be asked."""
    m.end_desks()
    conf = m.conf.read_text()
    m.conf.write_text(conf.replace('host = "127.0.0.1"', 'host = "/nonexistent"'))
    answer = m.desk(who).client().hello(who, password)
    m.end_desks()
    m.conf.write_text(conf)
    return answer["m"] == "welcome"


def first_login(t, centre, m):
    centre.enrol("newone", secret=GIVEN, label="林芳", number="0199", unit="330100000", duty="r01")
    t.ok(can(centre, "newone", GIVEN) and not can(centre, "newone", GIVEN, "select * from api.counters(null)"),
         "a password that an administrator gave lets its owner do nothing")
    with Terminal.workstation(m) as s:
        s.wait("密码")
        s.press(f"newone<Enter>{GIVEN}<Enter>", "此密码由管理员设置：请先更改密码", 20)
        t.ok("新密码" in s.text() and "再输一次" in s.text(), "the login asks for a new one", s.text())
        for text, why in (("short", "至少 10"), ("z" * 12, "同一"), ("NEWONE-2026-11", "用户名|姓名"), (GIVEN, "与原密码|旧密码|原密码")):
            s.type(f"{text}<Enter>{text}<Enter>")
            t.ok(s.shows(why), f"which is not {text}", s.text())
        s.type(f"{OWN}<Enter>another<Enter>")
        t.ok(s.shows("两次输入的密码不一致"), "typed twice they must agree", s.text())
        s.type(f"{OWN}<Enter>{OWN}<Enter>")
        t.ok(s.shows("近期办结", 20), "then he is in", s.text())
        t.ok(GIVEN not in s.text() and OWN not in s.text(), "and no password was shown")
    t.ok(can(centre, "newone", OWN) and not can(centre, "newone", GIVEN), "the centre has the new one")
    t.ok(sealed_under(m, "newone", OWN), "and so has the machine")
    t.ok(not sealed_under(m, "newone", GIVEN), "which knows no other")


def at_the_screen(t, centre, m):
    """:password, with something that the centre refused and something half typed."""
    with Terminal.workstation(m, "newone", password=OWN) as s:
        s.wait("● 已连通", 20)
        s.press("<F2>", "投诉登记|来电号码")
        s.press("13800138000<Enter>", "类型")
        s.press("<Esc>", "草稿 1", 20)
        s.press(":password<Enter>", "更改密码")
        s.type(f"wrong one, surely<Enter>{SECOND}<Enter>{SECOND}<Enter>")
        t.ok(s.shows("密码错误"), "the present one is asked, and must be right", s.text())
        s.type(f"{OWN}<Enter><Enter><Enter>")
        t.ok(s.shows("密码已更改", 20), "then it is changed", s.text())
        t.ok(s.shows("草稿 1") and s.shows("近期办结"), "and work goes on where it was", s.text())
        m.end_desks()
        t.ok(s.shows("● 已连通", 30), "a desk that has to be started anew is shown the new one", s.text())
    t.ok(can(centre, "newone", SECOND) and not can(centre, "newone", OWN), "the centre has the new one")


def held(centre, m, who, is_, becomes):
    """The centre is in the middle of the change: the desk with a queue, and who lets it go on."""
    desk = m.desk(who)
    c = desk.login(is_)
    c.wait_m("link", state="up", agreed="yes", seconds=30)
    psql = subprocess.Popen(as_server(pg_program("psql"), "-XqAt", "-h", centre.host, "-p", str(centre.port), "-U", "postgres", "gangshao"),
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd="/")
    psql.stdin.write(f"begin;\nlock table core.ticket in access exclusive mode;\nalter role {who} connection limit 7;\n\\echo there\n")
    psql.stdin.flush()
    psql.stdout.readline()
    op = complaint()
    c.tell(op)
    c.send(m="renew", id=77, operator=who, password=is_, becomes=becomes)
    waits = ("select 1 from pg_stat_activity where usename = '%s' and wait_event_type = 'Lock' and query like 'alter role%%'" % who)
    if not eventually(lambda: centre.value(waits), 10):
        raise AssertionError("the centre was never asked to change the password")
    return desk, psql, op


def killed(t, centre, m):
    """Both ways it can end, and both passwords afterwards."""
    before, after = SECOND, THIRD
    for made, first in ((True, "new"), (True, "former"), (False, "new"), (False, "former")):
        desk, psql, op = held(centre, m, "newone", before, after)
        desk.kill()
        if not made:
            centre.sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'newone'")
        psql.communicate("rollback;\n")
        eventually(lambda: not centre.value("select 1 from pg_stat_activity where usename = 'newone'"), 10)
        now, other = (after, before) if made else (before, after)
        name = f"killed while the centre {'makes' if made else 'refuses'} it, the {first} one typed first"
        t.ok(can(centre, "newone", now) and not can(centre, "newone", other), f"{name}: so says the centre")
        desk = m.desk("newone")
        answer = desk.client().hello("newone", after if first == "new" else before)
        t.equal(answer["m"], "welcome", f"{name}: it opens the machine")
        time.sleep(0.5)
        c = desk.client()
        t.ok(eventually(lambda: c.hello("newone", now)["m"] == "welcome", 20), f"{name}: and so does the right one")
        t.ok(eventually(lambda: centre.value(f"select 1 from core.applied where op_id = '{op['op']}' and verdict = 'applied'"), 30),
             f"{name}: what was queued is delivered")
        c.close()
        desk.kill(15)
        t.ok(sealed_under(m, "newone", now), f"{name}: the store is sealed under it")
        t.ok(not sealed_under(m, "newone", other), f"{name}: and under no other")
        before, after = now, other


def elsewhere(t, centre, m):
    """An administrator gave another password; the machine has a queue under the former one."""
    before = SECOND
    op = queued_under(m, centre, "newone", before, GIVEN)
    r = ctl(m, "newone", GIVEN, "status")
    t.ok(r.returncode == 1 and "原密码" in r.stderr and "admin recover" in r.stderr,
         "the command line says what this machine knows, and what to do", r.stdout + r.stderr)
    r = ctl(m, "newone", "no such password", "status")
    t.ok(r.returncode == 1 and "密码错误" in r.stderr and "原密码" not in r.stderr, "a wrong one is only wrong", r.stderr)
    with Terminal.workstation(m) as s:
        s.wait("密码")
        s.type(f"newone<Enter>{GIVEN}<Enter>")
        t.ok(s.shows("请再输入原密码.*admin recover", 20) or ("原密码" in s.text() and "admin recover" in s.text()),
             "so does the login", s.text())
        s.type(f"{before}<Enter>")
        t.ok(s.shows("请先更改密码", 20), "both together reach the centre, which wants another", s.text())
        s.type(f"{OWN}<Enter>{OWN}<Enter>")
        t.ok(s.shows("近期办结", 30), "and he is in", s.text())
        t.ok(eventually(lambda: centre.value(f"select 1 from core.applied where op_id = '{op['op']}'"), 30), "what was queued is delivered")
    t.ok(sealed_under(m, "newone", OWN), "the store is sealed under the new one")


def by_ctl(t, centre, m):
    """The same two by the command line: given and former in one call; then an ordinary change."""
    m.end_desks()
    centre.admin("password", "newone", secret=GIVEN)
    r = ctl(m, "newone", GIVEN, "status", former=OWN)
    t.ok(r.returncode == 1 and "请先更改密码" in r.stderr, "the command line says that it is to be changed", r.stderr)
    m.end_desks()
    r = ctl(m, "newone", GIVEN, "password", secret=SECOND)
    t.ok(r.returncode == 1 and "原密码" in r.stderr, "without the former one the store stays shut", r.stderr)
    r = ctl(m, "newone", GIVEN, "password", secret="newone newone", former=OWN)
    t.ok(r.returncode == 1 and "密码" in r.stderr, "the rules hold here too", r.stderr)
    r = ctl(m, "newone", GIVEN, "password", secret=SECOND, former=OWN)
    t.ok(r.returncode == 0 and "密码已更改" in r.stdout, "with it the password is changed", r.stdout + r.stderr)
    t.ok(can(centre, "newone", SECOND) and sealed_under(m, "newone", SECOND), "here and at the centre")


def recovered(t, centre, m):
    """The former one is forgotten too: what gangshaod(8) says, step by step."""
    key = m.dir / "recovery.key"
    where = f"host={centre.host} port={centre.port} dbname=gangshao user=postgres"
    subprocess.run([BUILD / "gangshaoctl", "admin", "recovery-key", "--out", key, "--server", where], check=True, capture_output=True)
    desk = m.desk("newone")
    desk.login(SECOND).wait_m("link", state="up", agreed="yes", seconds=30)
    desk.kill()
    centre.stop("immediate")
    desk = m.desk("newone")
    op = complaint()
    desk.login(SECOND).tell(op)
    desk.kill()
    centre.start()
    centre.admin("password", "newone", secret=GIVEN)
    r = subprocess.run([BUILD / "gangshaoctl", "admin", "recover", "--store", m.dir / "store", "--operator", "newone", "--key", key,
                        "--secret-file", secret(m, "given", GIVEN)], capture_output=True, text=True)
    t.ok(r.returncode == 0, "the recovery key gives the store the password of the centre", r.stdout + r.stderr)
    r = ctl(m, "newone", GIVEN, "password", secret=THIRD)
    t.ok(r.returncode == 0, "with it alone the owner makes one of his own", r.stdout + r.stderr)
    r = ctl(m, "newone", THIRD, "queue", "wait")
    t.ok(centre.value(f"select 1 from core.applied where op_id = '{op['op']}' and verdict = 'applied'"), "and what was queued is delivered", r.stdout + r.stderr)
    t.ok(sealed_under(m, "newone", THIRD), "the store is sealed under his own")


def by_line(t, centre, m):
    """A workstation without drawing."""
    centre.enrol("reader", secret=GIVEN, label="方圆", number="0200", unit="330100000", duty="r01")

    def line(*typed):
        r = subprocess.run([BUILD / "gangshao", "-c", m.conf, "--line"], input="\n".join(typed) + "\n", capture_output=True,
                           text=True, timeout=90, env={**os.environ, "LANGUAGE": "zh_CN", "LC_ALL": "C.UTF-8"})
        return r.stdout + r.stderr
    said = line("reader", GIVEN, "short", OWN, OWN, "quit")
    t.ok("请先更改密码" in said and "至少" in said and "杭州" in said, "the line mode asks for a new one and goes on", said)
    t.ok(can(centre, "reader", OWN), "which the centre has")
    said = line("reader", OWN, "password", OWN, SECOND, SECOND, "quit")
    t.ok("密码已更改" in said and can(centre, "reader", SECOND), "and changes one on request", said)
    t.ok(OWN not in said, "unseen")


def main(t, stack):
    centre = stack.enter_context(Centre())
    centre.sql("update core.setting set value = '0' where code = 'demo'")
    t.equal(centre.value("select value from core.setting where code = 'password_first'"), "1", "an installation asks for it as shipped")
    m = stack.enter_context(Machine(centre, demo=False))
    first_login(t, centre, m)
    at_the_screen(t, centre, m)
    killed(t, centre, m)
    elsewhere(t, centre, m)
    by_ctl(t, centre, m)
    recovered(t, centre, m)
    by_line(t, centre, m)
    centre.sql("update core.setting set value = '1' where code = 'demo'")
    centre.admin("password", "reader", secret=GIVEN)
    t.ok(can(centre, "reader", GIVEN, "select * from api.counters(null)"), "a demonstration asks nobody to change his")


if __name__ == "__main__":
    TAP.run(main)
