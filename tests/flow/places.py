#!/usr/bin/python3
"""Places: one's own city first, several words along the path, and of several none is taken
but by a person: on screen, line by line, and by gangshaoctl."""
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lib import tap as TAP  # noqa: E402
from lib.centre import BUILD, Centre  # noqa: E402
from lib.desk import Machine, complaint  # noqa: E402
from lib.seat import Seat  # noqa: E402
from lib.tap import eventually  # noqa: E402

FIELD = "被投诉方区划"


def on_screen(t, s):
    s.t.press("<F2>", "投诉登记")
    s.field(FIELD)
    s.t.type("西湖")
    t.ok(s.t.shows("330106 +西湖区 +浙江省 › 杭州市"), "one's own city comes first", s.t.text())
    t.ok(s.t.shows("有多处"), "no row is marked yet", s.t.text())
    s.t.type("<Enter>")
    t.ok(s.t.shows("有几处：请用方向键选择") and s.stands_at(FIELD), "Enter takes none of several", s.t.text())
    s.t.press("<Down><Enter>", f"{FIELD} *浙江省 › 杭州市 › 西湖区")
    t.ok(True, "an arrow and Enter take what is pointed at")
    s.field(FIELD)
    s.t.type("余杭 五常<Enter>")
    t.ok(s.t.shows(f"{FIELD} *浙江省 › 杭州市 › 余杭区 › 五常街道"), "two words name one place", s.t.text())
    s.field(FIELD)
    s.t.type("和睦<Tab>")
    t.ok(s.t.shows(r"“和睦”有几处：请按F4选择"), "left before the list came, it is asked", s.t.text())
    t.ok(s.t.shows(f"{FIELD} *和睦"), "and what was typed stays", s.t.text())
    s.t.type("<Esc>")
    s.home()


def by_ctl(m, who, place):
    body = {**complaint()["payload"], "evegrade": "1", "incform": "1", "invdiv": place}
    secret = m.dir / "secret"
    secret.write_text("demo\n", encoding="utf-8")
    secret.chmod(0o600)
    return subprocess.run([BUILD / "gangshaoctl", "-c", m.conf, "-o", who, "--password-file", secret, "register", "--json", "--fields", "-"], input=json.dumps(body),
                          capture_output=True, text=True, check=False)


def by_command(t, m):
    r = by_ctl(m, "recv", "西湖")
    t.ok(r.returncode and "有几处" in r.stderr and "330106 " in r.stderr, "gangshaoctl takes none of several and lists them",
         f"{r.returncode} {r.stdout} {r.stderr}")
    r = by_ctl(m, "recv", "西湖区文新街道")
    t.ok(r.returncode == 0, "and the one that a path names", f"{r.returncode} {r.stdout} {r.stderr}")
    r = by_ctl(m, "recv", "没有这样的镇")
    t.ok(r.returncode and "没有叫" in r.stderr, "and says where there is none", f"{r.returncode} {r.stdout} {r.stderr}")


def main(t, stack):
    centre = stack.enter_context(Centre())
    m = stack.enter_context(Machine(centre))
    m.warm("recv")
    c = m.desks[0].login()
    t.ok(eventually(lambda: c.rows("pick", table="division", text="330110005"), 60), "the names of the nation are here")
    c.close()
    with Seat(m, "recv") as s:
        on_screen(t, s)
    by_command(t, m)


TAP.run(main)
