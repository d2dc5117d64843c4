"""The plot: which tickets exist, where they stand and what is special about them."""
import tales
from story import DAGUAN, HANDLER, LEADER, NORTH, WENXIN, WEST, Clock

NEAR = ("330106013", "330106013", "330106013", "330106005", "330106007", "330106004", "330106109")
FAR = ("330105007", "330105007", "330105007", "330105008", "330105005", "330105009", "330105016")
ELSEWHERE = ("330108", "330109", "330110", "330102", "330113")


def towns(story, unit):
    """Where the traders of a unit's tickets are."""
    if unit in (WENXIN, DAGUAN):
        return (unit,)
    if unit == WEST:
        return NEAR
    if unit == NORTH:
        return FAR
    return [t for t in story.atlas.towns if t.startswith(unit[:6])]


def waiting(s):
    """待分派, and those that came back for missing facts."""
    for _ in range(24):
        s.complaint(Clock(s.rng.choice((0, 0, 0, 1, 1, 2)), s.rng), s.rng.choice((NEAR, FAR)))
    for _ in range(7):
        s.report(Clock(s.rng.choice((0, 0, 1)), s.rng), s.rng.choice((NEAR, FAR)))
    for _ in range(3):
        s.enquiry(Clock(0, s.rng), False)
    for reason, detail in (("1", "缺少购买日期和付款凭证，请补充。"), ("4", "被投诉方门牌号不详，无法确定辖区。"),
                           ("2", "事实表述不清，请核实具体诉求。"), ("3", "内容为举报线索，请核实类型。")):
        clock = s.jitter(2, 5)
        s.complaint(clock, NEAR)
        clock.step(0)
        s.do(clock, "disp", "return", reason=reason, detail=detail)
    for reason, detail in (("8", "经核实，实际经营地不在我区，请重新分派。"), ("10", "该地址属上城区，我局无处理权限。")):
        clock = s.jitter(3, 6)
        s.complaint(clock, NEAR)
        s.assign(clock, WEST)
        clock.step(1)
        s.do(clock, "clerk", "return", reason=reason, detail=detail)


def arriving(s):
    """待签收 and 待初查."""
    for unit in [WEST] * 6 + [WENXIN] * 5 + [NORTH] * 5 + [DAGUAN] * 3:
        clock = s.jitter(0, 2)
        s.complaint(clock, towns(s, unit))
        s.assign(clock, unit) if clock.day else s.do(clock, "disp", "assign", unit=unit, evegrade="1")
    for county in ELSEWHERE * 3:
        clock = s.jitter(1, 6)
        s.complaint(clock, towns(s, county + "000"))
        s.assign(clock, county + "000")
    fresh = [WEST] * 7 + [WENXIN] * 6 + [NORTH] * 5 + [DAGUAN] * 4
    soon, late = [WEST, WEST, WENXIN, WENXIN, NORTH, DAGUAN], [WEST, WENXIN, NORTH, DAGUAN]
    for unit, low, high in ([(u, 2, 6) for u in fresh] + [(u, 9, 10) for u in soon] + [(u, 14, 18) for u in late]):
        clock = s.jitter(low, high)
        s.complaint(clock, towns(s, unit))
        s.handle(clock, unit, "sign")
        if low > 8 and s.rng.random() < 0.6:
            clock.step(2)
            s.urge(clock)


def handling(s):
    """办理中: accepted or in mediation, at the county, passed to a station, or long overdue."""
    for unit, station, n in ((WEST, None, 5), (WEST, WENXIN, 7), (WEST, "330106005", 2), (WEST, "330106007", 2),
                             (NORTH, None, 4), (NORTH, DAGUAN, 5), (NORTH, "330105008", 2)):
        for _ in range(n):
            clock = s.jitter(8, 28)
            s.complaint(clock, (station,) if station else towns(s, unit))
            s.handle(clock, unit, "accept", station=station)
    for unit, station, n in ((WEST, None, 4), (WEST, WENXIN, 7), (WENXIN, None, 3), (NORTH, None, 3), (NORTH, DAGUAN, 5)):
        for _ in range(n):
            clock = s.jitter(10, 40)
            s.complaint(clock, (station,) if station else towns(s, unit))
            s.handle(clock, unit, "mediate", station=station)
    for unit, station, day in ((WEST, WENXIN, 61), (NORTH, DAGUAN, 61), (WENXIN, None, 60), (WEST, None, 66), (WEST, WENXIN, 70)):
        clock = Clock(day, s.rng)
        s.complaint(clock, (station or WENXIN,))
        s.handle(clock, unit, "mediate", station=station)
        clock.step(20)
        s.urge(clock)
    for end, unit in (("agree", WENXIN), ("terminate", WENXIN), ("terminate", DAGUAN), ("agree", WEST), ("decline", WEST), ("decline", NORTH)):
        clock = s.jitter(12, 20)
        s.complaint(clock, towns(s, unit))
        s.handle(clock, unit, "end", end)


def closing(s):
    """待审批 (of a closing, of declining, of ending mediation), 待回访 and 办结."""
    ends = ("agree", "agree", "agree", "terminate", "terminate", "decline")
    ways = ((WEST, None), (WEST, WENXIN), (WENXIN, None), (NORTH, None), (NORTH, DAGUAN), (DAGUAN, None))
    for last, n, low, high in (("reply", 14, 14, 26), ("approve", 21, 16, 40), ("callback", 46, 22, 88)):
        for i in range(n):
            unit, station = ways[i % 6]
            clock = s.jitter(low, high)
            end = s.rng.choice(ends)
            station = None if end == "decline" else station
            s.complaint(clock, (station,) if station else towns(s, unit))
            if i % 9 == 4 and last != "reply":
                where, text = s.handle(clock, unit, "reply", end, station)
                s.reject(clock, where, text)
                s.approve(clock, where)
                if last == "callback":
                    s.callback(clock)
            else:
                s.handle(clock, unit, last, end, station)
    for unit in (WEST, NORTH, WENXIN):
        clock = s.jitter(5, 6)
        s.complaint(clock, towns(s, unit))
        s.handle(clock, unit, "sign")
        s.propose_decline(clock, unit)
    for unit in (WEST, DAGUAN, WENXIN):
        clock = s.jitter(16, 24)
        s.complaint(clock, towns(s, unit))
        s.handle(clock, unit, "mediate")
        s.propose_end(clock, unit)
    for how in ("1", "3", "1"):
        clock = s.jitter(6, 30)
        s.complaint(clock, NEAR)
        s.handle(clock, WEST, "sign")
        clock.step(1)
        s.do(clock, "clerk", "withdraw", how=how)


def reports(s):
    """Reports from 待签收 to the filing decision and beyond."""
    for unit in (WEST, WEST, WENXIN, WENXIN, NORTH, NORTH, DAGUAN):
        clock = s.jitter(1, 3)
        s.report(clock, towns(s, unit))
        s.assign(clock, unit)
    for unit, day in [(u, d) for u in (WEST, WENXIN, NORTH, DAGUAN) for d in (3, 7, 12)] + \
            [(WENXIN, 20), (WEST, 20), (DAGUAN, 21), (WENXIN, 27), (NORTH, 26)]:
        clock = Clock(day, s.rng)
        s.report(clock, towns(s, unit))
        verified(s, clock, unit)
    for unit, step in ((WENXIN, "extend"), (WEST, "extend"), (DAGUAN, "extend"), (WENXIN, "file"), (WEST, "file"), (NORTH, "file"),
                       (DAGUAN, "file"), *[(u, "nofile") for u in (WEST, WENXIN, NORTH)], *[(u, "told") for u in (WEST, WENXIN, WENXIN, NORTH, DAGUAN) * 2]):
        clock = s.jitter(18, 24) if step == "extend" else s.jitter(24, 80)
        s.report(clock, towns(s, unit))
        verified(s, clock, unit)
        decide(s, clock, unit, step)


def verified(s, clock, unit):
    s.sign_after_assign(clock, unit)
    if clock.day > 2:
        clock.step(2)
        s.do(clock, HANDLER[unit], "verify", place="被举报人经营场所", conclusion=s.rng.choice("124"),
             detail="执法人员到现场检查，查看了证照、进货票据和有关区域，并制作现场笔录。")


def decide(s, clock, unit, step):
    lead = LEADER[unit[:6]]
    clock.step(6 if step == "extend" else 8)
    if step == "extend":
        s.do(clock, lead, "extend", reason="需要送检并等待检测结论，情况复杂，批准延长十五个工作日。")
    elif step == "file":
        s.do(clock, lead, "file", caseno=f"杭市监立字第{s.rng.randint(100, 999)}号", casedate="@0",
             officers=["陈立新", "周敏"], R1a=True, R1b=True, R1c=True, R1d=True)
    else:
        s.do(clock, lead, "nofile", ground=s.rng.choice(("R2a", "R2b", "R2d")),
             detail="违法行为轻微并已当场改正，没有造成危害后果，决定不予立案。")
    if step == "told":
        clock.step(1)
        s.do(clock, HANDLER[unit], "tell_reporter", basis="《市场监督管理投诉举报处理办法》第三十六条", notify="2",
             detail="您举报的事项经核查，决定不予立案，已责令被举报人改正。")


def enquiries(s):
    for _ in range(104):
        s.enquiry(s.jitter(0, 88), True)
    for unit, last in ((WEST, 1), (WEST, 1), (WENXIN, 1), (NORTH, 1), (WEST, 2), (WENXIN, 2), (DAGUAN, 2), (WEST, 3), (NORTH, 3)):
        clock = s.jitter(2, 3) if last == 1 else s.jitter(8, 40)
        answer = s.enquiry(clock, False)
        s.assign(clock, unit)
        if last > 1:
            clock.step(1)
            s.do(clock, HANDLER[unit], "reply", handleadvice="您好，" + answer, notify="2")
        if last > 2:
            s.callback(clock)


def specials(s):
    """The caller 13800138000, a cluster, linked pairs, a taken and an escalated ticket."""
    zhang = {"pname": "张三", "sex": "1", "mobile": "13800138000", "inccall": "13800138000",
             "paddr": "杭州市西湖区文三路90号东部软件园2幢501室"}
    cake = [c for c in tales.COMPLAINTS if c[0] == "cake"]
    s.enquiry(Clock(70, s.rng), True, zhang, tales.ENQUIRIES[9])
    clock = Clock(52, s.rng)
    s.complaint(clock, ("330106007", "330106005", "330106109"), zhang)
    s.handle(clock, WEST, "callback")
    clock = Clock(21, s.rng)
    s.complaint(clock, ("330106005", "330106013", "330106007"), zhang, cake)
    s.handle(clock, WEST, "mediate", station=WENXIN)

    gym = next(t for t in s.register if t.trade == "gym" and t.division == WENXIN)
    scene = [c for c in tales.COMPLAINTS if c[2] == "Q0406"]
    for day, last in ((26, "mediate"), (23, "accept"), (17, "accept"), (9, "sign"), (7, "sign"), (5, "sign"), (3, "sign"), (2, "assign"), (1, None), (0, None)):
        clock = Clock(day, s.rng)
        s.complaint(clock, (WENXIN,), None, scene, gym)
        if last:
            s.handle(clock, WENXIN, last)
        if day == 9:
            clock = Clock(3, s.rng)
            s.urge(clock, "同一商家投诉集中，请尽快核查是否失联。")

    for i, (unit, low) in enumerate(((WENXIN, 6), (WEST, 12))):
        who, clock = s.person(), Clock(low, s.rng)
        meals = [c for c in tales.COMPLAINTS if c[0] in ("meal", "mart", "drug")]
        trader = s.complaint(clock, (unit,) if i == 0 else ("330106005", "330106004"), who, meals, call=f"pair{i}")
        s.handle(clock, unit, "sign")
        clock = Clock(low, s.rng)
        s.report(clock, (unit,), who, trader, call=f"pair{i}")
        s.sign_after_assign(clock, unit)

    clock = Clock(5, s.rng)
    s.complaint(clock, NEAR)
    s.handle(clock, WEST, "sign")
    clock.step(1)
    s.do(clock, "lead", "escalate", detail="涉及两区多家门店，报请市局决定处理单位。")
    clock = Clock(6, s.rng)
    s.complaint(clock, FAR)
    s.handle(clock, NORTH, "sign")
    clock.step(1)
    s.do(clock, "super", "take", detail="涉及面广，社会关注度高，由省局提级处理。")
    for unit, detail in ((WENXIN, "该商家近期投诉集中，请在五日内报告处理进展。"), (NORTH, "投诉人多次来电，请加快办理。")):
        clock = Clock(11, s.rng)
        s.complaint(clock, towns(s, unit))
        s.handle(clock, unit, "accept")
        clock.step(2)
        s.do(clock, "super", "supervise", detail=detail, due="@+12")


LAB = "浙江省质量科学研究院"


def waiting_for_others(s):
    """Complaints that wait for an enterprise, for proof, for a laboratory, for another mediator, for a superior."""
    clock = s.jitter(2, 3)
    t = s.complaint(clock, NEAR)
    clock.step(0)
    s.do(clock, "disp", "odr", enterprise=t.name, member=True, agree=True)
    clock = s.jitter(3, 4)
    s.complaint(clock, NEAR)
    s.handle(clock, WEST, "sign")
    clock.step(1)
    s.do(clock, "clerk", "demand_proof", until="@+3", materials="身份证复印件、购物小票原件", notify="3")
    clock = s.jitter(14, 18)
    s.complaint(clock, towns(s, WENXIN))
    s.handle(clock, WENXIN, "mediate")
    clock.step(1)
    s.do(clock, "station", "appraise", body=LAB, chosen="1", fee="2", since="@0", item="送检样品的成分与标识是否相符")
    clock = s.jitter(7, 9)
    s.complaint(clock, towns(s, DAGUAN))
    s.handle(clock, DAGUAN, "mediate")
    clock.step(1)
    s.do(clock, "station2", "ask_recusal", who="1", against="何晓梅", reason="投诉人称调解人员与经营者系亲属。")
    for result in ("", "3"):
        clock = s.jitter(5, 6)
        s.complaint(clock, NEAR)
        s.handle(clock, WEST, "sign")
        clock.step(0)
        s.do(clock, "clerk", "dispute", other=NORTH, since="@0", detail="经营者登记住所在我区，实际经营地在拱墅区。")
        if result:
            clock.step(1)
            s.do(clock, "clerk", "settle_dispute", result=result, detail="与拱墅区局协商不成，报市局指定。")


def cases(s):
    """Reports in a laboratory, before the leader, and penalty cases up to their publication."""
    clock = s.jitter(8, 9)
    s.report(clock, towns(s, WEST))
    verified(s, clock, WEST)
    clock.step(1)
    s.do(clock, "clerk", "pause", reason="1", since="@0", body=LAB)
    for what, more in (("file", {}), ("nofile", {"ground": "R2d"})):
        clock = s.jitter(8, 10)
        s.report(clock, towns(s, WEST))
        verified(s, clock, WEST)
        clock.step(1)
        s.do(clock, "clerk", "propose", what=what, detail="现场检查和询问已完成，提请负责人决定。", **more)
    for day, last in ((24, "hand_over"), (48, "case_result"), (75, "disclose")):
        clock = Clock(day, s.rng)
        s.report(clock, towns(s, WEST))
        verified(s, clock, WEST)
        decide(s, clock, WEST, "file")
        clock.step(1)
        s.do(clock, "clerk", "hand_over", office="执法大队", receiver="陈立新", summary="现场查获涉嫌不符合标准的商品，已先行登记保存。",
             evidence="现场笔录、照片、进货票据", advice="建议立案后作进一步调查取证。")
        if last == "hand_over":
            continue
        clock.step(24)
        s.do(clock, "clerk", "case_result", caseout="1", decision=f"杭西市监罚处字第{s.rng.randint(10, 99)}号", decided="@0",
             ptype=["2", "3"], fine="5000.00", confis="860.00", detail="依法作出行政处罚决定。")
        if last == "disclose":
            clock.step(7)
            s.do(clock, "clerk", "disclose", pubday="@0", pubwhere="国家企业信用信息公示系统")


def grave(s):
    """A major incident that is going on; closed complaints that the public can read."""
    clock = Clock(1, s.rng)
    s.report(clock, NEAR)
    clock.step(0)
    s.do(clock, "recv", "alert", inckind="i01", evegrade="3", dead="0", injured="4", hospitalised="2", place="文新街道某餐饮店",
         ongoing=False, detail="同桌用餐后多人呕吐、腹泻，两人就医。", done="已告知保留食物和就诊记录。", phoned="市局值班室")
    clock.step(0)
    s.do(clock, "super", "alert_ack", detail="请市局立即派员到场，封存食品和留样，两小时内续报。")
    for day in (44, 37):
        clock = Clock(day, s.rng)
        s.complaint(clock, towns(s, WEST), agreepub=True)
        s.handle(clock, WEST, "callback")
        clock.step(2)
        s.do(clock, "data", "publish", untrue=False, secret=False, minor=False)


def tell(s):
    for chapter in (enquiries, closing, reports, handling, arriving, waiting, specials, waiting_for_others, cases, grave):
        chapter(s)
