#!/usr/bin/python3
"""A shift without the centre: two people log in while the link is down, take nine calls and
give four replies; the link comes back, the queues drain, the ledgers agree.  What the
screens showed is written to build/flow/shift.txt."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lib import tap as TAP  # noqa: E402
from lib.centre import BUILD, Centre  # noqa: E402
from lib.desk import Machine, complaint, operation  # noqa: E402
from lib.seat import Seat  # noqa: E402
from lib.tap import eventually  # noqa: E402
from lib.terminal import Recording, Terminal  # noqa: E402

STATION = "330106013"
ENQUIRIES = ("预付卡退款找谁", "网购七日无理由怎么算", "食品过期能否十倍赔偿",
             "营业执照哪里查询", "快递丢件归谁管", "投诉多久有结果")
COMPLAINTS = (("张三", "13800138001", "买到的糕点发霉，商家拒绝退款。"),
              ("李四", "13800138002", "充值卡余额无法使用，门店已关门。"),
              ("王五", "13800138003", "电动车电池与宣传不符，要求更换。"))


def prepare(t, desks):
    """The day before, with the centre: four complaints that the station has settled."""
    recv, disp, station = (d.login() for d in desks)
    waiting = []
    for i in range(4):
        op = complaint(content=f"昨日受理的第{i + 1}件。")
        regno = recv.tell(op)["ops"][0]["regno"]
        recv.settled(op)
        steps = (
            (disp, "assign", {"unit": STATION}), (station, "sign", {}),
            (station, "accept", {"mode": "1", "notify": "1"}),
            (station, "mediate", {"consent_complainant": "true", "consent_respondent": "true",
                                  "method": "5"}),
            (station, "issue", {"form": "X9", "time": "2026-11-20T09:00:00+08:00", "place": "电话",
                                "people": "吴磊", "content": "当场退款20元。"}),
            (station, "agree", {"paper": "performed", "redecolos": "20.00",
                                "detail": "当场退款20元。"}))
        version = 1
        for c, action, payload in steps:
            done = c.do(operation(action, op["ticket"], f"server:{version}", **payload))
            version += action != "issue"  # it only adds to the file
            if done["state"] != "applied":
                raise AssertionError(f"{action}: {done}")
        waiting.append(regno)
    for c in (recv, disp, station):
        c.close()
    return waiting


def has(c, ticket):
    try:
        return c.rows("ticket", ticket=ticket)
    except LookupError:
        return False


def stocked(t, m):
    """Nobody opens a ticket; what is in the station's queues comes by itself."""
    for desk in m.desks:
        desk.kill()
    c = m.desk("station").login()
    t.ok(eventually(lambda: len(c.rows("worklist", queue="handling")) == 4, 20),
         "the list of the day is here")
    tickets = [r["ticket"] for r in c.rows("worklist", queue="handling")]
    t.ok(eventually(lambda: all(has(c, i) for i in tickets), 20),
         "and each of its tickets, before the link goes")
    for desk in m.desks:
        desk.kill()


def begin(machine, operator, record):
    seat = Seat.__new__(Seat)
    seat.name, seat.recording = operator, record
    seat.t = Terminal.workstation(machine, operator)
    seat.t.wait("× 未连通|○ 连接中", 15)
    return seat


def take_complaint(s, name, phone, content):
    s.t.press("<F2>", "投诉登记")
    s.t.type(f"{phone}<Tab>")
    s.fill("姓名", name)
    s.field("移动电话")
    s.t.type(phone)
    s.fill("通讯地址", "杭州市西湖区文三路1号")
    s.fill("被投诉方", "杭州某某商贸有限公司")
    s.pick("被投诉方区划", "330106", "浙江省 › 杭州市 › 西湖区")
    s.fill("被投诉方地址", "杭州市西湖区古墩路12号")
    s.pick("客体类别", "101", "食品")
    s.pick("问题类别", "Q0101", "在产品中")
    s.fill("涉及金额", "128.5")
    s.fill("购买日期", "T-3")
    s.tick("投诉请求")
    s.fill("事实", content)


def calls(t, s):
    """Nine calls; the number is told to each caller while she is on the line."""
    told = {}
    for i, content in enumerate(ENQUIRIES):
        s.enquiry(content)
        told[s.kept()] = content
        if i == 0:
            s.show("the first call of the day: kept on this disk, the number is final")
        s.t.type("<Esc>")
        s.home()
    for i, (name, phone, content) in enumerate(COMPLAINTS):
        take_complaint(s, name, phone, content)
        if i == 0:
            s.show("a complaint, taken like on any other day")
        told[s.kept()] = content
        s.t.type("<Esc>")
        s.home()
    t.equal(len(told), 9, "nine calls, nine numbers")
    t.ok(s.t.shows("待上传 9 "), "the screen counts what waits", s.t.text())
    s.t.press("<F6>", "起未连通，连通后自动送出")
    s.show("F6: what waits, since when, and what becomes of it")
    s.t.type("<Esc>")
    s.home()
    return told


def replies(t, s, waiting):
    for i, regno in enumerate(waiting):
        s.find("办理中", regno)
        s.choose("答复并送办结审批")
        s.fill("处理结果", f"已退款20元并告知，第{i + 1}件。")
        if i == 0:
            s.show("a reply, written without the centre")
        s.t.press("<C-s>", "已存本机：|待上传 " + str(i + 1), 15)
    t.ok(s.t.shows("待上传 4 "), "four replies wait", s.t.text())


def drained(t, centre, people):
    centre.start()
    for s in people:
        s.t.wait("● 已连通", 40)
        s.t.wait("待上传 0 ", 30)
    t.ok(True, "the link is back and both queues drain by themselves")
    for s in people:
        s.show("the link is back: nothing waits any more")


def agree(t, centre, desks, told, waiting):
    eventually(lambda: len(centre.sql("select 1 from audit.offline")) == 2, 5)
    rows = dict(r.split("|", 1) for r in centre.sql(
        "select regno, facts ->> 'content' from core.ticket where regno in ("
        + ",".join(f"'{n}'" for n in told) + ")"))
    t.equal(rows, told, "the centre has every call once, under the number told")
    t.equal(centre.sql("select state, count(*) from core.ticket where regno in ("
                       + ",".join(f"'{n}'" for n in waiting) + ") group by 1"),
            ["TS60|4"], "and the four replies, waiting for approval")
    for desk in desks:
        c = desk.client()
        welcome = c.hello(desk.operator, "demo")
        store = welcome["store"]
        t.ok(welcome["link"]["agreed"] == "yes" or c.wait_m("link", agreed="yes"),
             f"the desk of {desk.operator} has compared its ledger with the centre's")
        mine = sorted(f"{r['op']}|{r['seq']}|{r['state']}" for r in c.rows("outbox"))
        theirs = sorted(centre.sql(
            f"select op_id, seq, verdict from core.applied where store = '{store}'"))
        t.equal(mine, theirs, "and they agree, row by row")
        c.close()
    t.equal(centre.sql("select operator from audit.offline order by 1"),
            ["recv", "station"], "the time without the centre is on record")


def main(t, stack):
    record = Recording(BUILD / "flow" / "shift.txt",
                       "A shift without the centre, as its people saw it.")
    centre = stack.enter_context(Centre())
    m = stack.enter_context(Machine(centre))
    m.warm("recv", "disp", "station")
    waiting = prepare(t, m.desks)
    stocked(t, m)
    centre.stop("immediate")
    desks = [m.desk("recv"), m.desk("station")]
    people = [stack.enter_context(begin(m, d.operator, record)) for d in desks]
    for s in people:
        s.show("08:00, the link is down: the password opens what is kept here")
    told = calls(t, people[0])
    replies(t, people[1], waiting)
    drained(t, centre, people)
    agree(t, centre, desks, told, waiting)


TAP.run(main)
