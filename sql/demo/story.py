"""The story of the demonstration: what its operators did in the last ninety days.

One line of story.jsonl is one operation through the front door:
    {"n": 12, "operator": "recv", "action": "register", "ago": "12d 10:23", "payload": {...}}
n is the ticket's number in the file; ago is days before today and the hour, or
("45m") minutes before now. In payloads "@5" is the date five days before the
operation, "@+5" five days after it, and @5@ inside a text the same as 月日.
"""
import copy
import json
import random

import tales
import words

WEST, NORTH = "330106000", "330105000"
WENXIN, DAGUAN = "330106013", "330105007"
LEADER = {"330106": "lead", "330105": "super"}
HANDLER = {WEST: "clerk", WENXIN: "station", NORTH: "clerk2", DAGUAN: "station2"}
STAFF = {"clerk": ("周敏", "0571-85121106"), "station": ("陈立新", "0571-85121113"),
         "clerk2": ("吴海波", "0571-85121205"), "station2": ("何晓梅", "0571-85121207")}


ELSEWHERE = "被投诉人住所地市场监督管理部门"


class Clock:
    """When the steps of one ticket happen: days before today, minutes of the day."""

    def __init__(self, day, rng):
        self.day, self.rng, self.left = day, rng, rng.randint(70, 160)
        self.minute = self.rng.choice((9, 9, 10, 10, 10, 11, 13, 14, 15, 15, 16, 19)) * 60
        self.minute += rng.randint(0, 59)

    def step(self, days):
        if days == 0 and self.day > 0 and self.minute < 17 * 60:
            self.minute += self.rng.randint(15, 55)
        else:
            self.day -= max(days, 1)
            self.minute = self.rng.randint(9 * 60, 17 * 60)

    def ago(self):
        if self.day > 0:
            return f"{self.day}d {self.minute // 60:02}:{self.minute % 60:02}"
        self.left = max(self.left - self.rng.randint(5, 15), 2)
        return f"{self.left}m"


class Story:
    def __init__(self, atlas, register, rng):
        self.atlas, self.rng, self.ops, self.n = atlas, rng, [], 0
        self.register = register
        self.at = {}
        for t in register:
            self.at.setdefault((t.division, t.trade), []).append(t)

    def do(self, clock, operator, action, **payload):
        payload = {k: v for k, v in payload.items() if v not in ("", None, [])}
        self.ops.append((clock.day, clock.minute if clock.day else 1440 - clock.left, self.n, {
            "n": self.n, "operator": operator, "action": action, "ago": clock.ago(),
            "payload": payload}))

    # ---- who calls, about whom -------------------------------------------------

    def person(self, report=False):
        rng = self.rng
        sex = rng.choice("12")
        name = rng.choice(words.SURNAMES) + rng.choice((words.MALE, words.FEMALE)[sex == "2"].split())
        place = rng.choice(("西湖区", "西湖区", "拱墅区", "拱墅区", "上城区", "余杭区"))
        home = f"杭州市{place}{rng.choice(words.ESTATES.split())}{rng.randint(1, 40)}幢{rng.randint(1, 4)}单元{rng.randint(1, 18)}0{rng.randint(1, 4)}室"
        mobile = f"1{rng.choice('3589')}{rng.choice('5678')}0000{rng.randint(1000, 9999)}"
        return {"pname": name, "sex": sex, "mobile": mobile, "inccall": mobile, "paddr": home}

    def trader(self, towns, scenes):
        """A town's trader together with a scene that fits his trade."""
        found = [(t, c) for c in scenes for t in towns if (t, c[0]) in self.at]
        town, scene = self.rng.choice(found)
        return self.rng.choice(self.at[town, scene[0]]), scene

    def against(self, t):
        knows = self.rng.random() < 0.7
        return {"invname": t.name, "uscc": t.uscc if knows else "", "enttype": t.entity,
                "invdiv": t.division, "invaddr": t.address, "invtel": t.phone if knows else "",
                "place": t.address, "placediv": t.division, "suggest": t.division}

    def channel(self):
        form = self.rng.choices("18d36", (80, 9, 4, 4, 3))[0]
        return {"incform": form, "line": "12345" if form == "8" else "12315",
                "extno": f"HZ{self.rng.randint(10**9, 10**10 - 1)}" if form == "8" else ""}

    # ---- registering -----------------------------------------------------------

    def narrative(self, scene, shop, goods, yuan):
        facts, talk, proof, wish = scene[8:]
        rng, size = self.rng, self.rng.random()
        parts = [facts]
        if size > 0.2:
            parts.append(talk)
        if size > 0.6:
            more = [m for m in tales.MORE if scene[3] not in ("21", "24") or "店" not in m]
            parts += rng.sample(more, min(rng.choice((1, 1, 2, 3, 5, 8)), len(more)))
        if size > 0.35:
            parts.append(proof)
        if size > 0.1:
            parts.append(wish)
        text = "".join(parts)
        return text.format(shop=shop, goods=goods, yuan=yuan)

    def complaint(self, clock, towns, who=None, scenes=None, trader=None, **more):
        self.n += 1
        rng = self.rng
        t, scene = (trader, scenes[0]) if trader else self.trader(towns, scenes or tales.COMPLAINTS)
        goods = rng.choice(scene[5].split())
        low, high = scene[6:8]
        yuan = round(low + (high - low) * rng.random() ** 2)
        web = scene[3] in ("21", "24")
        bought = scene[8].split("@")[1] if "@" in scene[8] else "2"
        facts = dict(objtype=scene[1], mdsename=goods, invoam=f"{yuan}.00", salesmode=scene[3],
                     isnet=web, platform=rng.choice(("P01", "P04", "P03")) if web else "",
                     orderno=f"{rng.randint(10**17, 10**18 - 1)}" if web else "",
                     shop=t.name[-6:] + "旗舰店" if scene[3] == "21" else "",
                     buydate="@" + bought, disputedate="@1", problem=scene[2],
                     demand=scene[4].split(), content=self.narrative(scene, t.name, goods, yuan))
        self.do(clock, "recv", "register", kind="complaint", **self.channel(),
                **(who or self.person()), **self.against(t), **facts, evegrade="1",
                reqreply=True, replytype="2", anon=False,
                **{"agreepub": rng.random() < 0.8, "agreeent": rng.random() < 0.7, **more})
        return t

    def report(self, clock, towns, who=None, trader=None, **more):
        self.n += 1
        rng = self.rng
        if trader:
            t, scene = trader, next(s for s in tales.REPORTS if s[0] == trader.trade)
        else:
            t, scene = self.trader(towns, tales.REPORTS)
        text = scene[3] + (scene[4] if rng.random() < 0.7 else "")
        anon = not who and rng.random() < 0.45
        self.do(clock, "recv", "register", kind="report", **self.channel(),
                **({} if anon else who or self.person()), **self.against(t), anon=anon, secret=True,
                objtype=scene[1], problem=scene[2], content=text.format(shop=t.name),
                evegrade="1", reqreply=not anon, replytype="9" if anon else "2", **more)
        return t

    def enquiry(self, clock, answered, who=None, scene=None):
        self.n += 1
        ask, answer = scene or self.rng.choice(tales.ENQUIRIES)
        self.do(clock, "recv", "register", kind="enquiry", **self.channel(),
                **(who or self.person()), content=ask, answer=answer if answered else "",
                reqreply=not answered, replytype="9" if answered else "2")
        return answer

    # ---- handling, step by step ------------------------------------------------

    def assign(self, clock, unit, gap=0):
        clock.step(gap)
        note = self.rng.choice(("请按规定时限办理。", "请依法处理并及时反馈。", "属你单位辖区，请核实办理。", ""))
        self.do(clock, "disp", "assign", unit=unit, evegrade="1", note=note)

    def sign(self, clock, unit, gap=0):
        clock.step(gap)
        self.do(clock, HANDLER[unit], "sign", note="")

    def accept(self, clock, unit, gap=1):
        clock.step(gap)
        who, tel = STAFF[HANDLER[unit]]
        self.do(clock, HANDLER[unit], "accept", mode="1", detail="经审查，符合受理条件，决定受理。",
                notify="2", handler=who, handler_phone=tel)

    def hand_down(self, clock, unit, target):
        """A county passes to its station; a station keeps what it has."""
        if unit == target:
            return target
        clock.step(0)
        self.do(clock, HANDLER[unit], "pass", unit=target, note="请所里办理，按期反馈。")
        return target

    def contact(self, clock, unit, gap=0):
        for whom, said in (("complainant", "投诉人补充了购买凭证，同意参加调解。"),
                           ("respondent", "被投诉人表示愿意配合，同意参加调解。")):
            clock.step(gap)
            if self.rng.random() < 0.25:
                self.do(clock, HANDLER[unit], "contact", whom=whom, how="2", outcome="noanswer",
                        detail="拨打两次无人接听。")
                clock.step(0)
            self.do(clock, HANDLER[unit], "contact", whom=whom, how="2", outcome="reached", detail=said)

    def mediate(self, clock, unit, gap=1):
        clock.step(gap)
        method = self.rng.choice("255")
        spot = {"time": "@+1 10:00", "place": "本单位调解室",
                "people": STAFF[HANDLER[unit]][0]} if method == "2" else {}
        self.do(clock, HANDLER[unit], "mediate", consent_complainant=True, consent_respondent=True,
                method=method, detail="已告知双方权利义务和回避权利，双方同意调解。", **spot)

    def agree(self, clock, unit, gap=2):
        clock.step(gap)
        money = self.rng.choice((60, 128, 200, 398, 680, 1200, 2600, 5800))
        self.do(clock, HANDLER[unit], "agree", paper="performed", disam=f"{money}.00",
                redecolos=f"{money}.00", tortype=self.rng.choice("1248"), cheatsign=False,
                defobl=self.rng.choice("1478"),
                detail=f"经调解，被投诉人退还投诉人{money}元，当日履行完毕，双方无其他争议。")
        self.recorded(unit, money)
        return f"您好，您反映的事项经我单位组织调解，被投诉人退还{money}元，款项已到账，双方达成一致。"

    def recorded(self, unit, money):
        """The mediation record that the agreement just told stands on, issued right before it."""
        day, minute, n, op = self.ops[-1]
        # held on the day to which both sides were asked
        held = [d - 1 - day for d, _, m, o in self.ops if m == n and o["action"] == "mediate" and "time" in o["payload"]]
        self.ops.insert(-1, (day, minute, n, {**op, "action": "issue", "payload": {
            "form": "X9", "time": f"@{held[-1] if held else 0} 10:00", "place": "本单位调解室", "people": STAFF[HANDLER[unit]][0],
            "content": f"双方当事人自愿达成协议：被投诉人退还投诉人{money}元，当日履行完毕。双方不要求制作调解书。"}}))

    def terminate(self, clock, unit, gap=2):
        text = self.propose_end(clock, unit, gap)
        self.approve(clock, unit, note="同意终止调解。")
        return text

    def propose_end(self, clock, unit, gap=2):
        clock.step(gap)
        ground, text = self.rng.choice((
            ("E3", "经两次组织调解，双方分歧较大，投诉人明确表示无法达成调解协议。"),
            ("E2", "被投诉人书面明确拒绝调解。"), ("E1b", "双方已自行和解，投诉人书面确认。")))
        self.do(clock, HANDLER[unit], "terminate", ground=ground, detail=text)
        return "您好，" + text + "现终止调解，您可以通过仲裁、诉讼等途径解决。"

    def decline(self, clock, unit, gap=2):
        text = self.propose_decline(clock, unit, gap)
        self.approve(clock, unit, note="同意不予受理。")
        return text

    def propose_decline(self, clock, unit, gap=2):
        clock.step(gap)
        ground, text = self.rng.choice((
            ("N1", "经核实，被投诉人实际经营地不在本辖区，由" + ELSEWHERE + "处理。"),
            ("N2", "同一争议已由人民法院受理，本机关不再受理。"),
            ("N3", "经核查，购买数量明显超出生活消费需要，投诉人未能说明用途。"),
            ("N5", "经通知，投诉人未在限期内提供真实身份信息。")))
        more = {"N1": {"transfer_to": ELSEWHERE}, "N3": {"factors": ["F1", "F3"]},
                "N5": {"missing": "真实身份信息"}}.get(ground, {})
        self.do(clock, HANDLER[unit], "decline", ground=ground, detail=text, **more)
        return "您好，" + text + "您还可以通过协商、消费者协会调解、仲裁、诉讼等途径解决。"

    def reply(self, clock, unit, text, gap=0, end=""):
        """Tells the complainant; of an end of mediation the respondent has been told before."""
        clock.step(gap)
        if end == "terminate":
            self.do(clock, HANDLER[unit], "notify", matter="terminate", party="respondent", notify="2", outcome="reached",
                    notified=f"@0 {clock.minute // 60:02}:{clock.minute % 60:02}", detail="已电话告知被投诉人终止调解。")
        # what went elsewhere is told by letter: of food that is the law (食安法§115)
        self.do(clock, HANDLER[unit], "reply", handleadvice=text, notify="5" if ELSEWHERE in text else "2",
                putoncase=False)

    def approve(self, clock, unit, gap=0, note="同意办结。"):
        clock.step(gap)
        self.do(clock, LEADER[unit[:6]], "approve", note=note)

    def reject(self, clock, unit, text):
        clock.step(0)
        self.do(clock, LEADER[unit[:6]], "reject", note="答复内容过于简单，请补充办理经过后再报。")
        self.reply(clock, unit, text + "办理经过：已电话联系双方并调取有关凭证，情况属实。")

    def callback(self, clock, gap=2):
        clock.step(gap)
        result, satisfied, note = self.rng.choice((
            ("1", "5", "消费者表示已收到退款，对处理结果满意。"), ("1", "4", ""), ("2", "3", "希望今后处理更快一些。"),
            ("3", "2", "未达成调解，准备起诉。"), ("4", "0", "三次拨打均无人接听。")))
        for minutes, outcome in ((95, "noanswer"), (50, "busy"), (5, "noanswer")) if result == "4" else ():
            earlier = copy.copy(clock)
            earlier.minute -= minutes
            self.do(earlier, "back", "contact", whom="complainant", how="2", outcome=outcome)
        self.do(clock, "back", "callback", result=result, satisfied=satisfied, note=note)

    def sign_after_assign(self, clock, unit):
        self.assign(clock, unit)
        self.sign(clock, unit)

    # ---- whole ways ------------------------------------------------------------

    COURSE = ("assign", "sign", "accept", "contact", "mediate", "end", "reply", "approve", "callback")

    def handle(self, clock, unit, last, end="agree", station=None, gaps=None):
        """Take a registered complaint from 待分派 to just after the step `last`."""
        gaps, text = gaps or {}, ""
        for name in self.COURSE[: self.COURSE.index(last) + 1]:
            gap = {"gap": gaps[name]} if name in gaps else {}
            if name == "assign":
                self.assign(clock, unit, **gap)
            elif name == "accept" and end == "decline":
                text = self.decline(clock, unit, **gap)
            elif name in ("contact", "mediate", "end") and end == "decline":
                continue
            elif name == "end":
                text = getattr(self, end)(clock, unit, **gap)
            elif name == "reply":
                self.reply(clock, unit, text, end=end, **gap)
            elif name == "callback":
                self.callback(clock, **gap)
            else:
                getattr(self, name)(clock, unit, **gap)
            if name == "accept" and station:
                unit = self.hand_down(clock, unit, station)
        return unit, text

    def urge(self, clock, note="投诉人再次来电催问办理进度，请尽快联系。"):
        clock.step(0)
        self.do(clock, "recv", "urge", note=note)

    def jitter(self, low, high):
        return Clock(self.rng.randint(low, high), self.rng)


def write(path, atlas, register):
    import plot

    story = Story(atlas, register, random.Random(315))
    plot.tell(story)
    lines = [op for *_, op in sorted(story.ops, key=lambda o: (-o[0], o[1], o[2]))]
    with open(path, "w", encoding="utf-8") as out:
        for op in lines:
            out.write(json.dumps(op, ensure_ascii=False, separators=(",", ":")) + "\n")
