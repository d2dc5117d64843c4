#!/usr/bin/python3
"""A major incident: the link is cut while the caller speaks, one key asks for its facts, it
is kept; with the link back it stands before city and province at once, before the county
with the ticket.  One takes note, a follow-up, a final report, accepted at the top."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lib import tap as TAP  # noqa: E402
from lib.centre import Centre  # noqa: E402
from lib.desk import Machine  # noqa: E402
from lib.seat import Seat  # noqa: E402

PEOPLE = ("recv", "disp", "clerk", "lead", "super", "citylead")
NARRATIVE = "举报人称某小学食堂午餐后多名学生食物中毒，正在呕吐。"


def alerted_without_a_link(t, centre, s):
    s.t.press("<F2>", "类型 +投诉")
    s.t.press("<Tab><Tab>report<Enter>", "举报登记")
    centre.stop("immediate")
    s.t.wait_gone("● 已连通", 12)
    s.fill("事实", NARRATIVE)
    s.t.type("<Tab>")
    t.ok(s.t.shows("提到“食物中毒”：食品安全事故须立即逐级报告", 5),
         "what is said advises to press the key", s.t.text())
    t.ok(not s.t.shows("事件种类", 0.2), "and nothing happens by itself")
    s.t.press("<C-v>", "重大事件：请填下列事实")
    t.ok(s.t.shows("食品安全事故"), "the key knows the kind from what was said",
         s.t.text())
    s.pick("紧急程度", "3", "特别紧急事件")
    s.t.type("<C-v>")
    s.fill("仍在持续", "y")
    s.fill("死亡人数", "0")
    s.field("受伤人数")
    s.t.press("<F6>", "受伤人数 +（不详）")
    s.fill("事发地", "文新小学食堂")
    s.t.type("<C-s>")  # the advice: telephone; a second one goes on
    regno = s.kept()
    t.ok(s.t.shows("^  已存本机："), "kept without the centre", s.t.text())
    t.ok(s.t.shows("尚未报至上级.*请立即电话报告"), "and it says that no superior has it yet", s.t.text())
    t.ok(s.t.shows(r"按Enter补录尚缺的：\s*被举报方"), "who is reported may follow", s.t.text())
    return regno


def supplied(t, centre, s, regno):
    """Still without the centre: the rest of the registration, behind the incident."""
    s.t.press("<Enter>", "更正登记")
    s.fill("被举报方", "杭州某某小学食堂")
    s.t.press("<C-s>", "已存本机")


def healed(t, centre, s):
    centre.start()
    s.t.wait("● 已连通", 40)
    s.t.wait("已到中心：补正", 20)
    t.equal(centre.value("select string_agg(distinct n.unit, ' ' order by n.unit) from core.incident_notice n"),
            "330000000 330100000", "before whom it stands")
    t.equal(centre.value("select respondent from core.ticket"), "杭州某某小学食堂",
            "what was supplied without a link came after it")


def noted(centre, regno):
    return centre.sql(
        "select u.short_name || case when n.received >= n.reported then ' noted' else '' "
        "end from core.incident_notice n join core.unit u on u.code = n.unit join "
        f"core.ticket t using (ticket) where t.regno = '{regno}' "
        "order by cardinality(u.above)")


def takes_note(t, centre, seat, regno):
    seat.find("重大事件", regno)
    t.ok(seat.t.shows("未接报，应于.*食品安全事故"), "the list says by when to take note",
         seat.t.text())
    seat.t.press("<C-v>", "批示")
    seat.fill("批示", "立即派员，两小时内续报。")
    seat.submit("接报")
    seat.t.wait_gone("！重大事件待接报", 30)
    t.ok(True, "noted, it goes from the screen")
    seat.home()


def on_the_ticket(t, seat, regno, key, field, text, name):
    seat.find("待签收", regno)
    seat.t.press("<Enter>", "重大事件 +食品安全事故")
    if key:
        seat.t.press(key, field)
    else:
        seat.choose("重大事件终报")
        seat.fill("已采措施", "封存食品，送检。")
    seat.fill(field, text)
    seat.submit(name)
    seat.home()


def about_to_accept(seat, regno):
    seat.find("重大事件", regno)
    seat.t.press("<C-v>", "批示")
    assert not seat.t.shows("认可终报", 0), "no final report waits"
    seat.fill("批示", "注意后续就诊情况。")


def accepted(t, centre, seat):
    """The ticket moved and the final report came while the form was open: the form asks now
    whether it is accepted, and what is typed goes with the new copy."""
    seat.t.wait("认可终报", 30)
    t.ok(seat.t.shows("批示 +注意后续就诊情况", 0), "what was typed stays", seat.t.text())
    seat.fill("认可终报", "y")
    seat.submit("接报")
    t.equal(centre.value("select (ended is not null)::text from core.incident"), "true",
            "accepted at the top, it is over")
    t.equal(centre.sql("select what from core.incident_report order by n"),
            ["first", "ack", "follow", "final", "ack"], "every report is on record")


def main(t, stack):
    centre = stack.enter_context(Centre())
    centre.enrol("citylead", label="市局领导", number="0140", unit="330100000", duty="r06")
    machine = stack.enter_context(Machine(centre))
    machine.warm(*PEOPLE)
    seats = {n: stack.enter_context(Seat(machine, n)) for n in PEOPLE}
    regno = alerted_without_a_link(t, centre, seats["recv"])
    supplied(t, centre, seats["recv"], regno)
    healed(t, centre, seats["recv"])
    for name in ("citylead", "super"):
        seats[name].t.wait("● 已连通", 60)
        t.ok(seats[name].t.shows("！重大事件待接报：食品安全事故  杭州市局  .*剩", 30),
             f"it stands on {name}'s screen with the time left", seats[name].t.text())
        seats[name].find("重大事件", regno)
        t.ok(True, f"{name} has it in the list")
    t.equal(noted(centre, regno), ["浙江省局", "杭州市局"], "city and province, at once")
    about_to_accept(seats["super"], regno)
    disp = seats["disp"]
    disp.t.wait("● 已连通", 60)
    disp.find("待分派", regno)
    disp.choose("举报向下分派")
    disp.pick("单位", "330106000", ".*西湖区局")
    disp.submit("分派")
    seats["lead"].t.wait("● 已连通", 60)
    takes_note(t, centre, seats["lead"], regno)
    t.equal(noted(centre, regno), ["浙江省局", "杭州市局", "西湖区局 noted"],
            "the county's hand-over is stamped")
    seats["clerk"].t.wait("● 已连通", 60)
    on_the_ticket(t, seats["clerk"], regno, "!", "新的情况", "三名学生住院。", "续报")
    on_the_ticket(t, seats["clerk"], regno, None, "经过和原因", "致病菌。", "终报")
    accepted(t, centre, seats["super"])


TAP.run(main)
