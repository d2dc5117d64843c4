"""halfcall.py -- two calls are half typed when a program is killed; checks what is left."""
import json
import os
import signal
import time

from .desk import Client
from .seat import Seat
from .tap import eventually

WAYS = ("gangshao", "both", "the line", "SIGHUP")


def kill_desks(machine):
    for pid in machine.running():
        os.kill(pid, signal.SIGKILL)


def drafts(client):
    """Returns the typed contents by caller's number, as the desk has them on disk."""
    out = {}
    for row in client.rows("drafts"):
        fields = json.loads(row["body"])["fields"]
        out[fields.get("inccall", "")] = fields.get("content", "")
    return out


def type_a_while(s, dice, seconds):
    typed, when = "", []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        word = dice.choice("来电人反映商家不予退货拒绝赔偿")
        s.t.type(word)
        typed += word
        when.append(time.monotonic())
        s.t.until(lambda: False, 0.02)
    return typed, when


def cut(s, machine, what):
    if what == "the line":
        s.t.hang_up()
    elif what == "SIGHUP":
        s.t.kill(signal.SIGHUP)
    else:
        s.t.kill()
    if what == "both":
        kill_desks(machine)
    s.close()


def reopen(say, s, phones, got):
    s.t.press("<F9>", "未完通话与草稿")
    s.t.type("1")
    s.t.wait("投诉登记")
    s.t.wait(f"来电号码 ({phones[0]}|{phones[1]})")
    phone = s.t.wait(r"来电号码 (\d{11})").group(1)
    s.t.settle(0.2)
    # the form shows the end of a long text: eight characters in a row must be on the screen
    there = any(got[phone][i:i + 8] in s.t.text() for i in range(max(1, len(got[phone]) - 7)))
    say(there, "it opens in the right call", s.t.text())


def half_typed(say, machine, dice, what, least=1.2):
    """say(good, sentence, detail): at most one second of typing and 20 keys of the text are
    lost, and each call keeps its own text."""
    s = Seat(machine, "recv")
    phones = ["139%08d" % dice.randrange(10**8) for _ in range(2)]
    for phone in phones:
        s.t.press("<F2>", "类型 +投诉")
        s.t.type(phone)
        s.field("事实")
    typed, when = type_a_while(s, dice, dice.uniform(least, least + 0.8))
    now = time.monotonic()
    cut(s, machine, what)
    old = sum(1 for at in when if at < now - 1.0)
    s = Seat(machine, "recv")
    say(s.t.shows(r"有\d份草稿可继续，按F9打开；最近：登记 139\d{8}", 5),
        "whoever comes back reads what can be gone on with", s.t.text())
    c = Client(str(machine.run_dir / "recv.sock"))
    c.hello("recv", "demo")
    got = drafts(c)
    text = got.get(phones[1], "")
    say(typed.startswith(text) and len(text) >= max(old, len(typed) - 20),
        f"{what} cut: of {len(typed)} keys at most a second's and 20 are lost",
        f"{len(text)} are there, {old} were older than a second; {got}")
    say(phones[0] in got and not got[phones[0]], "the other call has its own text", got)
    if phones[1] in got:
        reopen(say, s, phones, got)
    for row in c.rows("drafts"):
        c.send(m="drop", draft=row["draft"])
    eventually(lambda: not c.rows("drafts"), 5)
    c.close()
    s.t.kill()
