#!/usr/bin/python3
"""What the centre does not take comes back to a person: a code that was withdrawn while
the link was down, somebody quicker, numbers that ran out.  As seen at 80x24."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lib import tap as TAP  # noqa: E402
from lib.centre import Centre  # noqa: E402
from lib.desk import Machine, complaint  # noqa: E402
from lib.seat import Seat  # noqa: E402
from lib.tap import eventually  # noqa: E402


def applied_as(centre, regno):
    return centre.value("select facts ->> 'problem' from core.ticket "
                        f"where regno = '{regno}'")


def end_code(centre, code, days):
    """The code's last day is so many days from today."""
    centre.sql("update core.code set valid_to = (now() at time zone 'Asia/Shanghai')::date "
               f"+ {days}, epoch = nextval('core.epoch') "
               f"where tbl = 'problem_complaint' and code = '{code}'")


def withdrawn_code(t, centre, c, s):
    """The receiver took the call by yesterday's codes."""
    codes = [r["code"] for r in c.rows("codes", table="problem_complaint")][:3]
    end_code(centre, codes[0], -1)  # before the desk could come back with what it told
    end_code(centre, codes[1], 0)
    centre.stop("immediate")
    s.t.wait_gone("● 已连通", 12)
    gone, last = complaint(problem=codes[0]), complaint(problem=codes[1])
    number = c.tell(gone)["ops"][0]["regno"]
    c.tell(last)
    s.t.type("<F6>")
    s.t.wait(rf"^> .*{number[-8:]}|^  .*{number[-8:]}")
    s.t.wait("待上传 +0")
    s.t.wait("起未连通，连通后自动送出")
    t.ok(True, "what waits says since when and what becomes of it")
    centre.start()
    t.equal(c.settled(last, 40)["state"], "applied",
            "a code that still held on the day of receipt is taken")
    no = c.settled(gone, 40)
    t.equal((no["state"], no["field"]), ("refused", "problem"),
            "one that did not is refused, by field")
    s.t.wait(rf"{number[-8:]} +登记 +被拒绝，待更正")
    s.t.wait(r"问题类别：.*没有这个代码")
    s.t.type("<Home>")
    s.t.press("<Enter>", "投诉登记.*必填")
    t.ok(s.t.shows("!问题类别"), "it opens as the form it was", s.t.text())
    t.ok(s.stands_at("问题类别"), "at the field, with the reason", s.focused())
    s.t.type("<BS>" * len(codes[0]) + codes[2])  # named or not, it is taken out
    s.t.wait("1/\\d+ +回车选定")
    s.t.type("<Enter>")
    t.equal(s.kept(), number, "mended, it keeps the number the caller was told")
    s.t.wait("^  已到中心：", 20)
    t.equal(applied_as(centre, number), codes[2], "and the centre has what was mended")
    s.t.type("<Esc>")
    s.t.wait(rf"{number[-8:]} +登记 +已撤回.*已由更正后的操作代替")
    s.home()


def quicker(t, centre, c, first, second):
    op = complaint()
    regno = c.tell(op)["ops"][0]["regno"]
    c.settled(op)
    for s, unit, note in ((first, "330106000", "请西湖局处理。"),
                          (second, "330105000", "拱墅更近。")):
        s.find("待分派", regno)
        s.choose("向下分派")
        s.t.type(unit)
        s.t.wait("1/1 +回车选定")
        s.t.type("<Enter>")
        s.fill("备注", note)
    first.t.press("<C-s>", "已到中心：分派", 20)
    second.t.press("<C-s>", "分派：期间已被他人更改.*按F6处理", 20)
    second.t.press("<F6>", rf"{regno[-8:]} +分派 +期间已被他人更改")
    second.t.press("<Enter>", "分派 +更正")
    for wanted in ("其间 杭州市局 李建军：向下分派（20..-..-.. ..:..）", "我的 +杭州市局 › 拱墅区局",
                   "对方 +杭州市局 › 西湖区局", "我的 +拱墅更近。", "对方 +请西湖局处理。"):
        t.ok(second.t.shows(wanted), f"both versions are shown, by whom and when: {wanted}",
             second.t.text())
    t.equal(centre.value(f"select unit from core.ticket where regno = '{regno}'"),
            "330106000", "nothing was overwritten")
    second.t.press("<C-s>", "分派：被拒绝，待更正 「向下分派」须在", 20)
    second.home()
    second.t.press("<F6>", "被拒绝，待更正")
    second.t.press("x", "撤回理由")
    second.t.press("已由他人分派<Enter>", "已撤回 +1 +已由他人分派")
    t.ok(second.t.shows("已连通 +待上传 0 ", 5),
         "withdrawn on record, nothing is left open", second.t.text())
    second.home()


def numbers(t, centre, c, s):
    lent = int(centre.value("select count(*) from core.lease"))
    for _ in range(4):
        c.do(complaint())
    t.ok(eventually(lambda: int(centre.value("select count(*) from core.lease")) > lent),
         "new numbers are asked for before half of them are used")
    centre.stop("immediate")
    s.t.wait_gone("● 已连通", 12)
    for _ in range(40):
        if c.tell(complaint())["m"] == "no":
            break
    s.enquiry("编号用完时的来电。")
    s.t.press("<C-s>", "登记编号已用完，连上中心后会自动补充。所填内容保留为草稿。")
    t.ok(s.t.shows("草稿 1 ") and s.t.shows("编号用完时的来电。"),
         "without a number a call stays as it was typed, with clear words", s.t.text())
    centre.start()
    s.t.wait(r"已连通中心，按\^S登记本次来电", 40)
    number = s.kept()
    s.t.wait("^  已到中心：", 20)
    t.equal(centre.value("select facts ->> 'content' from core.ticket "
                         f"where regno = '{number}'"), "编号用完时的来电。",
            "one key sends it when there are numbers again")
    t.ok(s.t.shows("草稿 0 ", 5), "and the draft is done with", s.t.text())


def main(t, stack):
    centre = stack.enter_context(Centre())
    centre.enrol("disp2", label="何洁", number="0132", unit="330100000", duty="r03")
    one, two, three = (stack.enter_context(Machine(centre, lease=8)) for _ in range(3))
    for m, who in ((one, "recv"), (two, "disp"), (three, "disp2")):
        m.warm(who)
    c = one.desks[0].login()
    s = stack.enter_context(Seat(one, "recv"))
    first = stack.enter_context(Seat(two, "disp"))
    second = stack.enter_context(Seat(three, "disp2"))
    quicker(t, centre, c, first, second)
    first.close()
    second.close()
    withdrawn_code(t, centre, c, s)
    numbers(t, centre, c, s)


TAP.run(main)
