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
from lib.seat import Seat, number  # noqa: E402
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


def registered(day, seat, caption):
    """^S: kept, with a number, and delivered."""
    seat.t.press("<C-s>", "已登记。请告知来电人登记编号", 10)
    seat.t.wait("已存|已到中心")
    regno = number(seat.t.text())
    seat.t.wait("已到中心：中心已收到", 15)
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
    s.t.wait("1/1 +回车选定")
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


def handled(day, regno):
    """Items 3 to 6: from desk to desk, each seeing it within seconds."""
    t = day.t
    s = day.disp
    s.find("待分派", regno)
    s.show("the dispatcher sees it among what waits for assignment")
    s.choose("向下分派")
    s.pick("单位", "330106000", "西湖区局|杭州市局 › 西湖区局")
    s.fill("备注", "请于当日签收。")
    s.show("assigned down")
    s.submit("向下分派|分派")
    day.state(regno, "TS11", "the dispatcher assigns it to the county")
    t.equal(day.row(regno, "unit"), "330106000", "which holds it now")

    s = day.clerk
    s.find("待签收", regno)
    s.choose("签收")
    s.submit("签收")
    day.state(regno, "TS20", "the clerk signs")
    t.ok("D01" in day.clocks(regno), "seven working days run", day.clocks(regno))
    s.find("待初查", regno)
    s.show("seven working days to decide")
    s.choose("受理")
    s.pick("告知投诉人方式", "dh", "电话")
    s.show("accepting")
    s.submit("受理")
    day.state(regno, "TS30", "the clerk accepts")
    t.ok({"D01 stopped", "D02"} <= set(day.clocks(regno)),
         "the seven days stop, sixty days run", day.clocks(regno))
    s.find("办理中", regno)
    s.choose("转下级办理")
    s.pick("单位", "330106013", "文新所|.*› 文新所")
    s.submit("转下级")
    eventually(lambda: day.row(regno, "unit") == "330106013", 5)
    t.equal(day.row(regno, "unit || ' ' || state"), "330106013 TS30",
            "and passes it to the station")

    s = day.station
    s.find("办理中", regno)
    for how in ("无人接听", "已接通"):
        s.find("办理中", regno)
        s.choose("联系记录")
        s.pick("联系对象", "btsr", "被投诉人")
        s.pick("联系结果", {"无人接听": "wrjt", "已接通": "yjt"}[how], how)
        s.fill("沟通内容", "已告知投诉内容，同意到所调解。" if how == "已接通" else "")
        s.submit("联系记录|联系")
    s.find("办理中", regno)
    s.choose("组织调解")
    s.tick("投诉人同意调解")
    s.tick("被投诉人同意调解")
    s.pick("调解方式", "xctj", "现场调解")
    s.fill("调解时间", "T+1 10:00")
    s.fill("调解地点", "文新所调解室")
    s.fill("调解人员", "吴磊")
    s.show("both sides agree to mediation")
    s.submit("组织调解|调解")
    day.state(regno, "TS40", "the station contacts twice and mediates")
    s.find("办理中", regno)
    s.choose("制作文书")
    s.pick("文书", "X9", "调解记录")
    s.t.wait("日期时间 +20.* 10:00[\\s\\S]*地点 +文新所调解室[\\s\\S]*人员 +吴磊", 15)  # as was arranged
    s.fill("内容", "商家当场退款128.50元，双方无其他争议，均不要求制作调解书。")
    s.t.press("<C-s>", "已制作：  调解记录", 20)
    s.find("办理中", regno)
    s.choose("达成协议")
    s.fill("调解书", "performed")
    s.fill("挽回经济损失", "128.50")
    s.fill("协议内容", "商家当场退款128.50元，双方无其他争议。")
    s.submit("达成")
    day.state(regno, "TS50", "an agreement is reached")
    s.find("办理中", regno)
    s.choose("答复并送办结审批")
    s.fill("处理结果", "经调解，商家已退款128.50元，消费者表示认可。")
    s.show("the reply")
    s.submit("答复")
    day.state(regno, "TS60", "the reply waits for approval")

    s = day.lead
    s.find("待审批", regno)
    s.show("the leader reads what waits for approval")
    s.choose("审批通过")
    s.submit("审批通过|审批")
    day.state(regno, "TS70", "the leader approves the closing")

    s = day.back
    s.find("待回访", regno)
    s.choose("回访")
    s.pick("回访结果", "yjtwtyjj", "已接通")
    s.pick("满意度", "my", "满意")
    s.show("calling back")
    s.submit("回访")
    day.state(regno, "TS80", "the caller is called back: closed")


def timeline(day, regno):
    """Who did what, when, where."""
    s = day.recv
    s.find("近期办结", regno)
    s.t.press("<Enter>", "概要")
    s.t.press("<Tab><Tab>", r"\[经过 \d+\]")
    seen = [w for w in ("张晓燕", "徐国强", "陈立新") if s.t.shows(w, 2)]
    s.show("the timeline, the latest first")
    s.t.press("<End>", "登记投诉")
    seen += [w for w in ("周敏", "李建军", "王芳") if s.t.shows(w, 2)]
    s.show("and its beginning")
    day.t.equal(len(seen), 6, f"the timeline says who did what, when, where: {seen}")
    day.t.equal(day.actions(regno),
                ["register", "assign", "sign", "accept", "pass", "contact", "contact",
                 "mediate", "issue", "agree", "reply", "approve", "callback"],
                "and the centre has the same")
    s.home()


def intake(s, kind, phone, title):
    s.t.press("<F2>", "投诉登记")
    s.t.type(phone)
    s.field("类型")
    s.t.type(kind)
    s.t.wait("回车选定")
    s.t.press("<Enter>", title)


def enquiry(day):
    """Item 7: answered on the phone, closed at once."""
    s = day.recv
    intake(s, "zx", "13700002222", "咨询登记")
    s.fill("事实", "咨询网购商品七日无理由退货怎样计算期限。")
    s.fill("答复", "自签收商品的次日起算七日。")
    s.show("an enquiry")
    regno = registered(day, s, "answered at once")
    day.state(regno, "ZX20", "an enquiry answered on the phone is closed at once")
    s.t.type("<Esc>")
    s.home()


def report(day):
    """Anonymous, verified, filed as a case."""
    t = day.t
    s = day.recv
    intake(s, "jb", "", "举报登记")
    s.tick("匿名")
    s.fill("被举报方", "杭州某某烟酒店")
    s.fill("事实", "该店销售的白酒没有生产日期，仓库在店后，每天下午进货。")
    s.show("an anonymous report")
    regno = registered(day, s, "taken down")
    day.state(regno, "JB10", "an anonymous report is taken down")
    n = day.centre.value("select count(*) from core.reporter where name <> '' and ticket = "
                         f"'{day.row(regno, 'ticket')}'")
    t.equal(n, "0", "and nobody is named")
    s.t.type("<Esc>")
    s.home()
    s = day.disp
    s.find("待分派", regno)
    s.choose("举报向下分派")
    s.pick("单位", "330106000", ".*西湖区局")
    s.submit("分派")
    s = day.clerk
    s.find("待签收", regno)
    s.choose("签收举报")
    s.submit("签收")
    s.find("待初查", regno)
    s.choose("核查记录")
    s.fill("核查情况", "现场检查发现无生产日期白酒36瓶，已登记保存。")
    s.submit("核查")
    s = day.lead
    s.seek(regno)
    s.choose("立案")
    s.fill("立案号", "杭西市监立〔2026〕31号")
    s.fill("办案人员", "周敏，赵磊")
    s.show("the leader files a case")
    s.t.type("<C-s>")
    t.ok(s.t.shows("尚未填写"), "without its four conditions no case is filed", s.t.text())
    for label in ("有证据", "依法应", "属于本", "在法定"):
        s.tick(label)
    s.submit("立案")
    day.state(regno, "JB30", "after verification a case is filed")
    t.equal(day.actions(regno), ["register", "assign", "sign", "verify", "file"],
            "the centre has each step")


def both(day):
    """A call that is complaint and report."""
    t, s = day.t, day.recv
    s.t.press("<F2>", "投诉登记")
    s.t.type("13700004444")
    s.tick("同时举报")
    basics(s)
    s.pick("举报问题类别", "sp", "食品")
    s.show("complaint and report in one call")
    s.t.press("<C-s>", "已登记。请告知来电人登记编号", 10)
    t.ok(s.t.until(lambda: s.t.text().count("已到中心：中心已收到") == 2, 15),
         "two tickets are delivered", s.t.text())
    for kind in ("投诉", "举报"):
        t.ok(re.search(rf"^ +{kind} +3 3 0 1 ", s.t.text(), re.M), f"the number of the {kind} says so", s.t.text())
    s.show("two numbers")
    kinds = day.centre.sql(
        "select kind from core.ticket where call = (select call from core.ticket order by "
        "received desc, serial desc limit 1) order by 1")
    t.equal(kinds, ["complaint", "report"], "one call, two tickets, linked")
    regno = day.centre.value("select regno from core.ticket where kind = 'complaint' "
                             "order by received desc, serial desc limit 1")
    s.t.type("<Esc>")
    s.home()
    s.seek(regno)
    s.t.press("<Enter>", "关联 1")
    s.home()
    return regno


def basics(s):
    s.fill("姓名", "李四")
    s.fill("通讯地址", "杭州市拱墅区莫干山路8号")
    s.fill("被投诉方", "杭州某某食品有限公司")
    s.fill("被投诉方地址", "杭州市西湖区古墩路12号")
    s.pick("客体类别", "gdbg", "糕点")
    s.pick("问题类别", "gqbz", "过期变质")
    s.fill("涉及金额", "66")
    s.fill("购买日期", "T-1")
    s.tick("投诉请求")
    s.fill("事实", "购买的糕点已过保质期，商家拒绝退款。")


def disputed(day, regno):
    """Item 8: the county asks its superior, who takes it over; urged and supervised."""
    t = day.t
    s = day.disp
    s.find("待分派", regno)
    s.choose("向下分派")
    s.pick("单位", "330106000", ".*西湖区局")
    s.submit("分派")
    s = day.clerk
    s.find("待签收", regno)
    s.choose("签收")
    s.submit("签收")
    s = day.lead
    s.seek(regno)
    s.choose("报请上级处理")
    s.fill("原因", "案情复杂，涉及多个区县，请上级处理。")
    s.submit("上报")
    day.state(regno, "TS10", "a county asks its superior to decide")
    t.equal(day.row(regno, "unit"), "330100000", "who holds it now")


def taken(day, regno):
    t, s = day.t, day.super
    s.seek(regno)
    s.choose("提级处理")
    s.fill("原因", "省局直接处理。")
    s.show("the province takes it over")
    s.submit("提级")
    day.state(regno, "TS20", "a superior takes it over")
    t.equal(day.row(regno, "unit"), "330000000", "and handles it itself")


def watched(day, regno):
    t, s = day.t, day.super
    s.seek(regno)
    s.choose("催办")
    s.fill("备注", "请尽快办理。")
    s.submit("催办")
    s.seek(regno)
    s.choose("督办")
    s.fill("督办要求", "三日内书面报告办理情况。")
    s.fill("限期反馈", "T+3")
    s.submit("督办")
    t.equal(day.actions(regno)[-2:], ["urge", "supervise"], "a leader urges and supervises")


def main(t, stack):
    day = Day(t, stack)
    if not sys.argv[1:]:
        regno = call(day)
        handled(day, regno)
        timeline(day, regno)
        enquiry(day)
        report(day)
    regno = both(day)
    disputed(day, regno)
    watched(day, regno)
    taken(day, regno)


TAP.run(main)
