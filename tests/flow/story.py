#!/usr/bin/python3
"""The whole job at the keyboard: seven people at seven workstations of 80x24, one real
PostgreSQL.  What the screens showed is written to build/flow/story.txt."""
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lib import tap as TAP  # noqa: E402
from lib.centre import BUILD, Centre  # noqa: E402
from lib.desk import Machine  # noqa: E402
from lib.seat import Seat  # noqa: E402
from lib.tap import eventually  # noqa: E402
from lib.terminal import Recording  # noqa: E402

PEOPLE = ("recv", "disp", "clerk", "station", "lead", "back", "super")
KNOWN = "13800138000"  # the demonstration's caller with three earlier tickets
NARRATIVE = "".join(
    f"消费者于三天前在该店购买糕点{n}盒，当场支付现金，店员没有开具发票；回家后打开"
    f"第{n}盒，发现糕点表面已经发霉，包装上的保质期被重新粘贴过。"
    for n in ("一", "二", "三", "四", "五", "六"))


class Day:
    """The people, their seats, the centre's rows."""

    def __init__(self, t, stack):
        self.t = t
        self.centre = stack.enter_context(Centre(story=True))
        self.machine = stack.enter_context(Machine(self.centre))
        self.machine.warm(*PEOPLE)
        self.record = Recording(BUILD / "flow" / "story.txt",
                                "The story of a call, as its people saw it.")
        for name in PEOPLE:
            setattr(self, name, stack.enter_context(
                Seat(self.machine, name, self.record)))

    def row(self, regno, column):
        return self.centre.value(f"select {column} from core.ticket where registered_unit "
                                 f"= '{regno[:9]}' and serial = {int(regno[-8:])}")

    def state(self, regno, state, name):
        """The server's word, not the screen's."""
        eventually(lambda: self.row(regno, "state") == state, 5)
        self.t.equal(self.row(regno, "state"), state, name)

    def clocks(self, regno):
        return self.centre.sql(
            "select code || case when stopped is null then '' else ' stopped' end "
            f"from core.clock where ticket = '{self.row(regno, 'ticket')}' order by 1")

    def actions(self, regno):
        return self.centre.sql("select action from core.event where ticket = "
                               f"'{self.row(regno, 'ticket')}' order by version, seq")


def number(screen):
    """The 25 digits that are read to the caller."""
    found = re.search(r"((?:\d ){9}) *((?:\d ){8}) *((?:\d ?){8})", screen.text())
    return re.sub(r"\D", "", found.group(0)) if found else ""


def registered(day, seat, caption):
    """^S: kept, with a number, and delivered."""
    seat.t.press("<C-s>", "已登记。请告知来电人登记编号", 10)
    seat.t.wait("已存|已达")
    regno = number(seat.t)
    seat.t.wait("已达：中心已收到", 15)
    seat.show(caption)
    return regno


def call(day):
    """Items 1 and 2: what the form knows, marks, suggests; the number."""
    t, s = day.t, day.recv
    s.show("王芳 begins her day")
    s.t.press("<F2>", "投诉登记")
    s.t.type(f"{KNOWN}<Tab>")
    t.ok(s.t.shows("来电人 近一年 [1-9]\\d* 件"),
         "the caller's earlier tickets stand beside the form", s.t.text())
    s.show("the number is typed: earlier tickets of the caller at the right")
    s.fill("姓名", "张三")
    s.fill("通讯地址", "杭州市西湖区文三路1号")
    s.fill("被投诉方", "lzwxc<F4>")
    s.t.wait("92330106MAMTH2RP8M")
    s.show("a trader looked for by pinyin initials")
    s.t.press("<Enter>", "被投诉方 杭州市西湖区绿洲伍洗车店")
    t.ok(s.t.shows("信用代码 92330106MAMTH2RP8M") and s.t.shows("被投诉方地址 杭州"),
         "the register fills in code and address", s.t.text())
    t.ok(s.t.shows("建议承办") and s.t.shows("文新所") and s.t.shows("先例 \\d+/\\d+ 件"),
         "a county and a station are suggested, with reason and precedent", s.t.text())
    s.pick("客体类别", "gdbg", "糕点")
    s.pick("问题类别", "gqbz", "过期变质")
    s.fill("涉及金额", "12八<Tab>")
    t.ok(s.t.shows("!涉及金额 12八"), "a fault is marked on leaving and blocks nothing",
         s.t.text())
    s.show("a fault is marked, nothing is blocked")
    s.t.press("<S-Tab>", "!涉及金额 12八_")
    s.t.type("<BS>8.5")
    s.fill("购买日期", "T-3<Tab>")
    t.ok(s.t.shows(r"购买日期 20\d\d-\d\d-\d\d") and s.t.shows("[ *]涉及金额 128.50"),
         "T-3 becomes a day, the amount is mended", s.t.text())
    s.tick("投诉请求")
    s.t.type("<Right><Right><Right> ")
    narrate(s)
    s.show("several hundred characters, corrected in the middle")
    s.t.press("<F8>", "现在向您复述")
    t.ok(s.t.shows("张三") and s.t.shows("128.50元"), "F8 reads the form back", s.t.text())
    s.show("F8: what is read back to the caller")
    s.t.press("<Esc>", "投诉登记")
    s.t.press("<F5>", "建议(承办)?单位")
    regno = registered(day, s, "^S: kept, the number, delivered")
    t.ok(re.fullmatch(r"330100000\d{16}", regno), "a number of 25 digits is shown", regno)
    facts = json.loads(day.row(regno, "facts"))
    t.equal(facts["content"], corrected(), "the narrative is what was typed and corrected")
    t.equal([facts["invoam"], sorted(facts["demand"])], ["128.50", ["01", "04"]],
            "amount and demands are at the centre")
    t.equal(day.row(regno, "unit || ' ' || state || ' ' || version"), "330100000 TS10 1",
            "the ticket waits at the registering unit")
    s.t.type("<Esc>")
    s.home()
    return regno


def narrate(s):
    """Typed in pieces, with the corrections a person makes."""
    s.field("事实")
    s.t.type(NARRATIVE[:120] + "错错错<BS><BS><BS>" + NARRATIVE[120:])
    s.t.type("<Home>开头<C-u>")  # undone again
    s.t.type("<C-Home><Right><Right>多余<BS><BS>张某<C-End>以上属实。<Left><Del>！<Left><Left>")
    s.t.type("均<C-End>")
    s.t.settle(0.2)


def corrected():
    return NARRATIVE[:2] + "张某" + NARRATIVE[2:] + "以上属均实！"


def main(t, stack):
    day = Day(t, stack)
    call(day)


TAP.run(main)
