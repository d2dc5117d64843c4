#!/usr/bin/python3
"""Keys on a real terminal: what becomes of them does not hang on how fast they come, nor on
how a line cuts them.  Whole ways through the screens are typed key by key and then in one
write, before a desk that answers late; what is told to the desk and what the screen shows at
the end must be the same."""
import concurrent.futures
import contextlib
import json
import os
import pathlib
import re
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from desks import FakeDesks  # noqa: E402
from lib.tap import run  # noqa: E402
from lib.terminal import keys  # noqa: E402


class Desks(FakeDesks):
    """They answer late, and write down what they were told."""

    def __init__(self, slow=0.0):
        super().__init__(SLOW=slow, TOLD="{dir}/told", ASKED="{dir}/asked")
        self.told, self.asked = self.dir / "told", self.dir / "asked"

    def tells(self):
        """Without what differs from one call to the next."""
        if not self.told.exists():
            return []
        ops = []
        for line in self.told.read_text("utf-8").splitlines():
            for op in json.loads(line)[1]:
                payload = {k: v for k, v in op["payload"].items() if k not in ("call", "received")}
                ops.append((op["action"], payload))
        return ops

    def questions(self):
        return self.asked.read_text("utf-8").count("\n") if self.asked.exists() else 0


WAYS = {
    "recv": {
        "a call whose codes are picked": "<F2>13800138000<Enter><F4><Enter><F4><Enter><Enter>张三<Enter><F4><Down>"
                                         "<Enter>13900139000<Enter><Enter>文三路１号<Enter>lxz<F4><Enter><C-s>",
        "a list is left, and opened again": "<F2><Tab><Tab><F4><Esc><F4><Down><Enter><Tab>李四<Enter>",
        "a kind decides what is asked next": "<F2>13800138000<Enter><Enter>jb<Enter><Enter><Tab>王五<Enter>nan<Enter>139<Enter>",
        "phrases go into the narrative": "<F2>138<Enter><Enter>zx<Enter><F10><F7><Down><Enter>好<Enter>的",
        "help is read and left": "<F2>13800138000<Enter><F1><Esc><F4><Enter><F1><Esc>z",
        "it is laid aside and picked up": "<F2>057188880000<Enter><Esc><F9>1<Enter>zx<Enter>赵六",
        "a ticket out of the list is noted": "<Enter>n<Esc><Down><Enter>n请尽快<C-s><Esc><Down>",
        "a ticket is found, and its menu": "s糕点<Enter><Down><Enter><F4><Esc><Esc>",
        "numbers lead to a ticket": "2<Enter><Enter><Tab>",
        "the outbox, the calls, the list": "o<Esc><F9><Esc><Tab><Tab><Down><Enter><Esc>",
        "why, and back": "<Down>w<PgDn><Esc><Down>",
        "a read back is heard": "<F2>13800138000<Enter><Enter>ts<Enter><F8><Esc>x",
    },
    "disp": {
        "a ticket is assigned": "<Enter>a<F4><Down><Enter><Enter><C-s>n好<C-s>",
        "from the list, by the menu": "<F4>1<Esc><Down><Enter>",
        "several at once": "ttt;a<F4><Enter><C-s><Down>",
    },
    "clerk": {
        "a refusal, its document, back": "<Tab><Tab><Enter><F4><Down><Enter><F8><Esc><Esc>",
    },
}


def steps(way):
    return re.findall(r"<[A-Z][A-Za-z0-9-]*>|.", way)


def shown(t):
    """The screen without the minute, and without what the desk said last, whenever it did."""
    return [re.sub(r"\d\d-\d\d \d\d:\d\d|\d+ 分", "", line) for line in t.lines()[:-2] + t.lines()[-1:]]


def walk(operator, way, slow, fast):
    with Desks(slow) as desks, desks.seat() as t:
        t.wait("密码")
        if fast:
            t.write(keys(f"{operator}<Enter>demo<Enter>{way}"))
        else:
            t.type(f"{operator}<Enter>demo<Enter>")
            t.wait("近期办结")
            t.settle(0.12, 4)
            for step in steps(way):
                t.type(step)
                t.settle(0.12, 4)
        t.settle(0.7, 12)
        return desks.tells(), shown(t)


def as_fast_as_it_goes(tap):
    """Side by side, in processes of their own: whoever types slowly mostly waits."""
    with concurrent.futures.ProcessPoolExecutor(4) as pool:
        walks = [(name, pool.submit(walk, operator, way, 0, False), pool.submit(walk, operator, way, 0.04, True))
                 for operator, ways in WAYS.items() for name, way in ways.items()
                 if re.search(os.environ.get("ONLY", ""), name)]
        for name, slow, quick in walks:
            slowly, quickly = slow.result(), quick.result()
            tap.equal(quickly[0], slowly[0], f"{name}: the same is told")
            tap.ok(quickly[1] == slowly[1], f"{name}: the same is shown",
                   "\n".join(f"{a!r}\n{b!r}" for a, b in zip(slowly[1], quickly[1]) if a != b))


def pieces(tap):
    """Written with pauses of so many seconds: what the field holds then."""
    for name, parts, pause, wanted in (
            ("the end of a paste is cut", [b"\x1b[200~138\x1b", b"[201~", b"55"], 0.06, "13855"),
            ("the end of a paste never comes", [b"\x1b[200~138\x1b[20", b"55"], 1.6, "13855"),
            ("an arrow is cut", [b"1385", b"\x1b", b"[D", b"7"], 0.03, "13875"),
            ("parameters and nothing more", [b"\x1b[20", b"13855"], 0.7, "13855"),
            ("half a character", ["13".encode(), "８".encode()[:2], "８".encode()[2:], b"55"], 0.1, "13８55"),
            ("half a character and no more", [b"13", "８".encode()[:2], b"855"], 0.7, "13�855"),
            ("a reply begins and does not end", [b"\x1b]11;", b"13855"], 0.7, "13855")):
        with Desks() as desks, desks.seat() as t:
            t.wait("密码")
            t.type("recv<Enter>demo<Enter>")
            t.wait("近期办结")
            t.press("<F2>", "来电号码")
            for part in parts:
                t.settle(0.02, 1)
                t.write(part)
                time.sleep(pause)
            tap.ok(t.shows(f"来电号码 [^ ]*{wanted[-3:]}"), f"{name}: it comes out of it", t.text())
            tap.ok(t.shows(wanted), f"{name}: nothing typed is lost", t.text())
            t.write(b"\x13")
            tap.ok(t.shows("必填"), f"{name}: keys are keys", t.text())


def never_answered(tap):
    with Desks(60) as desks, desks.seat() as t:
        t.wait("密码")
        t.type("recv<Enter>demo<Enter>")
        t.wait("王芳")
        t.type("<Enter>n")
        tap.ok(t.shows("2 个按键", 8), "who waits for long is told so", t.text())
        t.type("<Esc><Esc>")
        tap.ok(t.shows("没有等到答复"), "Esc twice is a way out, and says so", t.text())
        t.press("<F2>", "来电号码")
        tap.ok(True, "and what needs no answer works")


# Each kind of screen: who sees it, the keys that lead there, what it shows.
PLACES = {
    "the worklist": ("recv", "", "近期办结"),
    "a worklist of somebody who takes no calls": ("clerk", "", "近期办结"),
    "a ticket": ("recv", "<Enter>", "概要"),
    "the menu": ("disp", "<Enter><F4>", "备注"),
    "a form with texts and codes": ("disp", "<Enter>a", "紧急程度"),
    "a form with a text alone": ("recv", "<Enter>n", "备注"),
    "a form with a document": ("clerk", "<Tab><Tab><Enter><F4><Down><Enter>", "必填"),
    "a call": ("recv", "<F2>", "来电号码"),
    "a registered call": ("recv", "<F2>13800138000<Enter><Enter>zx<Enter>"
                          + "<C-s>问<C-s>", "登记编号"),
    "its read-back": ("recv", "<F2>13800138000<Enter><F8>", "复述"),
    "the calls": ("recv", "<F9>", "未完通话"),
    "the outbox": ("recv", "o", "待上传"),
    "a deadline": ("recv", "w", "工作日"),
    "a search": ("recv", "s糕点<Enter>", "糕点"),
    "the help": ("recv", "<F1>", "本处按键"),
    "a document": ("recv", "<Enter><Tab><Tab><Tab><Tab>", "文书"),
}
NAMED = re.compile(r"(?:^|\s)(F\d+|\^[A-Z]|Esc|Enter|[/:;a-z])(?=[一-鿿])")
NOTHING = re.compile(r"在此无作用|用于(?:其他)?表单；|用于列表；|只有接线员")


def typed(key):
    return f"<C-{key[1].lower()}>" if key[0] == "^" else f"<{key}>" if len(key) > 1 else key


class Seat:
    """One workstation of its own, brought to a place."""

    def __init__(self, stack, operator):
        self.desks = stack.enter_context(Desks())
        self.t = stack.enter_context(self.desks.seat(cols=160))
        self.operator, self.before, self.asked = operator, [], 0

    def picture(self):
        return shown(self.t) + self.t.lines()[-2:-1]

    def answers(self):
        """The screen changed, the desk was asked, or the program ended; it was not said that
        the key does nothing here."""
        if self.t.fd < 0 or self.t.ended(0) is not None:
            return True
        if NOTHING.search(self.t.text()):
            return False
        return self.picture() != self.before or self.desks.questions() > self.asked


def go(seats, way, wanted):
    for seat in seats:
        seat.t.wait("密码")
        seat.t.type(f"{seat.operator}<Enter>demo<Enter>")
    for seat in seats:
        seat.t.wait("近期办结")
    for one in steps(way):
        for seat in seats:
            seat.t.type(one)
        for seat in seats:
            seat.t.settle(0.12, 4)
    for seat in seats:
        seat.t.wait(wanted)
        seat.t.settle(0.12, 4)
        seat.before, seat.asked = seat.picture(), seat.desks.questions()


def named_in_a_bar(tap):
    """Each key that a bar names is answered by the screen that stands above it."""
    for name, (operator, way, wanted) in PLACES.items():
        if not re.search(os.environ.get("ONLY", ""), name):
            continue
        with contextlib.ExitStack() as stack:
            first = Seat(stack, operator)
            go([first], way, wanted)
            named = NAMED.findall(first.t.lines()[-1])
            tap.ok(len(named) > 2, f"{name}: a bar names keys", first.t.text())
            seats = [Seat(stack, operator) for _ in named]
            go(seats, way, wanted)
            for seat, key in zip(seats, named):
                seat.t.type(typed(key))
            for seat, key in zip(seats, named):
                seat.t.settle(0.12, 3)
                tap.ok(seat.answers(), f"{name}: {key} is answered", seat.t.text())


def main(tap, _):
    named_in_a_bar(tap)
    pieces(tap)
    never_answered(tap)
    as_fast_as_it_goes(tap)


run(main)
