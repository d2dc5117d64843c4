#!/usr/bin/python3
"""Bad input of every kind gets one clear sentence at the right place, a defined exit code,
and loses nothing; text of any kind never reaches the terminal as control."""
import os
import pathlib
import re
import signal
import subprocess
import sys
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lib import tap as TAP  # noqa: E402
from lib.centre import BUILD, Centre  # noqa: E402
from lib.desk import Machine, complaint, operation  # noqa: E402
from lib.seat import Seat  # noqa: E402
from lib import vocabulary  # noqa: E402
from lib.terminal import Terminal  # noqa: E402

GANGSHAO = BUILD / "gangshao"
CONFIG, UNAVAILABLE, USAGE = 78, 69, 64


# ---- before there is a screen -------------------------------------------------------

def refused(t, name, code, pattern, *words, **more):
    with Terminal([GANGSHAO, *words], **more) as one:
        got = one.ended(10)
        said = one.text().replace("\n", "")
    t.ok(got == code and re.search(pattern, said) and said.startswith("gangshao"),
         f"{name}: exit {code} and a sentence", f"exit {got}: {said}")


def start(t, m):
    refused(t, "no configuration", CONFIG, "没有配置文件", "-c", "/nonexistent/x.conf")
    bad = m.dir / "bad.conf"
    for text, pattern, name in (
            ("server = {", "第 1 行", "a configuration that breaks off"),
            ("demo = 7;", "demo 只能是", "a value that is none"),
            ("nonsense = 1;", "nonsense", "an option that there is not"),
            ("@include \"/etc/passwd\"", "第 1 行|@include|include", "an include")):
        bad.write_text(text, encoding="utf-8")
        bad.chmod(0o600)
        refused(t, name, CONFIG, pattern, "-c", bad)
    bad.chmod(0o666)
    refused(t, "a configuration that others may write", CONFIG, "可被他人改写", "-c", bad)
    refused(t, "an unknown terminal", UNAVAILABLE, "不认识终端", "-c", m.conf,
            env={"TERM": "nonesuch"})
    refused(t, "a terminal without a cursor", UNAVAILABLE, "不能定位光标", "-c", m.conf,
            env={"TERM": "dumb"})
    r = subprocess.run([GANGSHAO, "-c", m.conf], stdin=subprocess.DEVNULL,
                       capture_output=True, text=True)
    t.equal((r.returncode, "--line" in r.stderr), (UNAVAILABLE, True), "no terminal at all")
    r = subprocess.run([GANGSHAO, "--nonsense"], stdin=subprocess.DEVNULL,
                       capture_output=True, text=True)
    t.equal(r.returncode, USAGE, "an option of the command line that there is not")
    with Terminal([GANGSHAO, "-c", m.conf], env={"LANG": "C"}) as one:
        t.ok(one.shows("密码"), "where no UTF-8 is set Chinese is shown all the same",
             one.text())
    with Terminal([GANGSHAO, "-c", m.conf], cols=60, rows=20) as one:
        t.ok(one.shows("窗口太小"), "a terminal too small says so and waits", one.text())
        one.resize(80, 24)
        t.ok(one.shows("密码"), "and serves when it is larger", one.text())
        one.type("<F10>")
        t.equal(one.ended(), 0, "leaving is exit 0")
        t.ok(one.raw.rstrip().endswith(b"\x1b[?1049l") or b"\x1b[?1049l" in one.raw[-200:],
             "and the terminal is given back", bytes(one.raw[-80:]))


# ---- the login ----------------------------------------------------------------------

def login(t, m, name, who, password, pattern, seconds=20):
    with Terminal([GANGSHAO, "-c", m.conf]) as one:
        one.wait("密码")
        one.type(f"{who}<Enter>{password}<Enter>")
        good = one.shows(pattern, seconds)
        t.ok(good and not re.search("近期办结", one.text()), name, one.text())
        one.type("<F10>")
        t.equal(one.ended(), 0, f"{name}: and one may leave")


def logins(t, centre):
    with Machine(None) as m:
        login(t, m, "without a centre a new machine knows nobody", "recv", "demo",
              "无法连接中心")
    with Machine(centre, installation="another") as m:
        login(t, m, "a centre of another installation", "recv", "demo", "另一|其他|别的|不是本")
    with Machine(centre) as m:
        login(t, m, "a wrong password", "recv", "wrong", "不接受该用户名或密码|密码错误")
        login(t, m, "somebody unknown", "nobody", "demo", "密码|没有")
        centre.sql("alter role back nologin")
        login(t, m, "a locked operator", "back", "demo", "停用|锁定|不得|密码|不能|无权")
        centre.sql("alter role back login valid until '2020-01-01'")
        login(t, m, "an expired operator", "back", "demo", "过期|失效|密码")
        centre.sql("alter role back login valid until 'infinity'")
        centre.schema(0)
        login(t, m, "a centre that is too old", "recv", "demo", "过旧|太旧|版本")
        centre.schema(1)
    centre.sql("create database empty")
    with Machine(centre, database="empty") as m:
        login(t, m, "a database that is not migrated", "recv", "demo", "迁移|不是|未")


# ---- the disk -----------------------------------------------------------------------

def spoilt(t, centre):
    """A store of which a byte has changed is not worked on, and not written to."""
    with Machine(centre) as m:
        desk = m.desk("recv")
        desk.login().tell(complaint())
        desk.kill(signal.SIGTERM)
        files = sorted((m.dir / "store").glob("*.db"))
        before = files[0].read_bytes()
        files[0].write_bytes(b"garbage!" * 512 + before[4096:])
        with Terminal([GANGSHAO, "-c", m.conf]) as one:
            one.wait("密码")
            one.type("recv<Enter>demo<Enter>")
            good = one.shows("损坏|无法打开|不是|无法读取|数据库", 20)
            t.ok(good and not re.search("近期办结", one.text()),
                 "a spoilt store is said to be one", one.text())
        m.end_desks()
        t.ok(files[0].exists() and files[0].read_bytes()[4096:] == before[4096:],
             "and nothing of it is thrown away")


def fill(path):
    fd = os.open(path, os.O_CREAT | os.O_WRONLY)
    try:
        while os.write(fd, b"x" * 4096):
            pass
    except OSError:
        pass
    finally:
        os.close(fd)


def full(t, centre):
    if os.getuid() != 0:
        t.ok(True, "a full disk # SKIP only root mounts a small one")
        return
    with Machine(centre) as m:
        place = m.dir / "store"
        place.mkdir(mode=0o700)
        r = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48m,mode=0700", "none",
                            place], capture_output=True, text=True)
        if r.returncode:
            t.ok(True, "a full disk # SKIP no small file system can be mounted here")
            return
        try:
            m.warm("recv")
            s = Seat(m, "recv")
            s.enquiry("磁盘已满时的来电。")
            fill(place / "filler")
            s.t.type("<C-s>")
            told = s.t.shows("空间|磁盘|已存|已到中心", 15)
            t.ok(told, "a full disk is said to be full, or the call is kept", s.t.text())
            was_kept = bool(s.t.shows("已登记。", 0.5))
            os.unlink(place / "filler")
            if not was_kept:
                t.ok(s.t.shows("磁盘已满时的来电"), "what was typed is still there",
                     s.t.text())
                s.t.type("<C-s>")
            regno = s.kept_now(20)
            s.t.wait("^  已到中心：", 20)
            n = centre.value(f"select count(*) from core.ticket where regno = '{regno}'")
            t.equal(n, "1", "with space again it is kept, and delivered once")
            s.close()
        finally:
            m.end_desks()
            for desk in m.desks:
                desk.kill()
            subprocess.run(["umount", "-l", place], check=False)


# ---- what is said over the wire ---------------------------------------------------------

def limits(t, centre):
    with Machine(centre) as m:
        c = m.desk("recv").login()
        big = c.tell(complaint(content="长" * 200000))
        done = c.settled({"op": big["ops"][0]["op"]}) if big["m"] == "kept" else big
        t.ok(done and (done.get("state") or done.get("verdict")) in ("refused", "admin") and
             done.get("text"), "a narrative beyond its limit is turned down with a reason",
             str(done)[-300:])
        op = complaint()
        c.do(op)
        other = m.desk("clerk2").login()
        answers = []
        for ticket in (op["ticket"], str(uuid.uuid4())):
            got = other.do(operation("note", ticket=ticket, note="看看"))
            answers.append({k: v for k, v in got.items()
                            if k in ("m", "state", "verdict", "text", "field")})
            try:
                answers[-1]["ask"] = other.ask("ticket", ticket=ticket)
            except LookupError as e:
                answers[-1]["ask"] = {k: v for k, v in e.args[0].items() if k != "id"}
        t.equal(answers[0], answers[1],
                "another county's ticket is the same as one that does not exist")


def clock_off(t, centre):
    """The centre's clock is hours ahead: the number has its day, the call its time."""
    hello = "\n".join(centre.sql(
        "select pg_get_functiondef('api.hello(uuid,text,integer,jsonb)'::regprocedure)"))
    centre.sql(hello.replace("'now', now()", "'now', now() + interval '5 hours'"))
    with Machine(centre) as m:
        m.warm("recv")
        with Seat(m, "recv") as s:
            s.enquiry("时钟不准时的来电。")
            t.ok(len(s.kept()) == 25, "with a clock hours off a call is kept", s.t.text())
            t.ok(s.t.shows("^  已到中心：", 15), "and delivered", s.t.text())
    centre.sql(hello)


# ---- text of any kind ---------------------------------------------------------------

HOSTILE = "正常文字" + "".join(vocabulary.HOSTILE).replace("\x1b[201~", "")


def hostile(t, centre):
    with Machine(centre) as m:
        m.warm("recv", "disp")
        c = m.desks[0].login()
        got = c.do(complaint(content="甲" + HOSTILE + "乙", invname="店" + HOSTILE[60:80]))
        t.note(f"over the wire: {got.get('state') or got.get('text')}")
        with Seat(m, "recv") as s:
            s.t.press("<F2>", "类型 +投诉")
            s.field("事实")
            s.t.paste(HOSTILE.encode() + b"\x1b]0;owned\x07\x1b[2J\xff\xfe\xc3" +
                      "末尾".encode())
            t.ok(s.t.shows("末尾"), "hostile text is pasted and shown", s.t.text())
            s.t.type("<F8>")
            s.t.wait("复述")
            s.t.type("<Esc>")
            s.t.wait("投诉登记")
            for _ in range(3):
                s.t.type("<Esc>")
                s.t.settle()
            s.queue("我登记的")
            s.t.type("<Enter>")
            s.t.settle(0.5)
            s.t.type("<Tab>")
            s.t.settle(0.3)
            t.equal(vocabulary.foreign(s.t.raw), [],
                    "nothing of it reaches the terminal as control")
        c.send(m="ask", id=999, query="search", args={"text": HOSTILE}, **{"from": "centre"})
        c.send(m="tell", id=1000, ops=[operation(HOSTILE)])
        c.wait(lambda m: m.get("id") == 1000)
        t.equal(vocabulary.foreign(m.log.read_bytes(), terminal=False), [],
                "nor a log")


def large_paste(t, centre):
    with Machine(centre) as m:
        m.warm("recv")
        with Seat(m, "recv") as s:
            s.t.press("<F2>", "类型 +投诉")
            s.field("事实")
            s.t.paste(("某店拒绝退款。" * 5000).encode())
            s.t.settle(0.3, 10)
            t.ok(s.t.shows("某店拒绝退款|粘贴"), "a paste of 100 KB is taken or asked about",
                 s.t.text())
            t.ok(not s.t.shows("已登记", 0.2), "and submits nothing")
            s.t.type("<Esc>")
            s.t.settle()
            s.t.type("<Esc>")
            s.home()
            t.ok(s.t.shows("余日 +编号"), "the workstation goes on", s.t.text())


def main(t, stack):
    with Machine(None) as m:
        start(t, m)
    centre = stack.enter_context(Centre())
    for part in (logins, spoilt, full, limits, clock_off, hostile, large_paste):
        try:
            part(t, centre)
        except Exception as e:  # one part's failure does not hide the others
            t.ok(False, f"{part.__name__} ran to its end", f"{type(e).__name__}: {e}")


TAP.run(main)
