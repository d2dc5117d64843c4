#!/usr/bin/python3
"""A desk that answers from a script: the wire of gangshao-protocol(7), always the same.

usage: fakedesk.py RUN_DIR OPERATOR...      listens on RUN_DIR/OPERATOR.sock for each
   or: fakedesk.py -c CONF -o OPERATOR      as the workstation itself starts a desk

The password is "demo".  Every registration gets the next number of one fixed block; a tell
whose payload says "refuse me" is kept and then refused, so that screens can show both."""
import asyncio
import csv
import json
import os
import pathlib
import re
import struct
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
HOSTILE = None
if os.environ.get("HOSTILE"):
    sys.path.insert(0, str(ROOT / "tests" / "flow"))
    from lib.vocabulary import HOSTILE
TOLD = os.environ.get("TOLD")  # a file that gets what is told, a line each
ASKED = os.environ.get("ASKED")  # a file that gets the name of each question, a line each
SLOW = float(os.environ.get("SLOW") or 0)  # seconds before each answer
SLOW_ONES = ("ask", "tell") if SLOW else ()
SAY = os.environ.get("SAY")  # a file: messages to be said unasked, a line each, once
CODES = ROOT / "sql" / "code"
UNITS = {
    "330100000": ("杭州市局", "浙江省 › 杭州市局", "hzsj"),
    "330106000": ("西湖区局", "杭州市局 › 西湖区局", "xhqj"),
    "330106013": ("文新所", "西湖区局 › 文新所", "wxs"),
    "330105000": ("拱墅区局", "杭州市局 › 拱墅区局", "gsqj"),
    "330105007": ("大关所", "拱墅区局 › 大关所", "dgs"),
}
DIVISIONS = {
    "330106000": ("西湖区", "浙江省 › 杭州市 › 西湖区", "xhq"),
    "330106013": ("文新街道", "杭州市 › 西湖区 › 文新街道", "wxjd"),
    "330105000": ("拱墅区", "浙江省 › 杭州市 › 拱墅区", "gsq"),
}
OPERATORS = {
    "recv": ("王芳", "0123", "330100000", ["r01"]),
    "disp": ("李明", "0124", "330100000", ["r03"]),
    "back": ("赵敏", "0125", "330100000", ["r08"]),
    "clerk": ("陈静", "0126", "330106000", ["r04", "r05"]),
    "data": ("孙蕾", "0130", "330100000", ["r07"]),
    "lead": ("周强", "0127", "330106000", ["r06"]),
    "chief": ("钱国", "0129", "330106000", ["r06"]),
    "station": ("吴磊", "0128", "330106013", ["r04", "r05"]),
}
QUEUES = {"todispatch": 12, "returned": 1, "registered": 40, "closed": 3, "tosign": 4,
          "handling": 5, "tocheck": 2, "approve": 1, "callback": 2, "below": 7, "supervised": 6,
          "publish": 1, "incident": 1, "overdue": 2, "ours": 456}
# what an office's own code without its zeros names
DISTRICTS = {"33": "浙江省", "3301": "浙江省 › 杭州市", "330106": "浙江省 › 杭州市 › 西湖区"}
TRADERS = [
    ("91330106MA2KXYT14T", "杭州老香斋食品有限公司", "杭州市西湖区古墩路12号", "330106013",
     "330106013", "0571-88881234", "hzlxzsp"),
    ("91330106MA28T3WQ0T", "杭州西溪家电商行", "杭州市西湖区文一西路88号", "330106013",
     "330106013", "0571-88885678", "hzxxjd"),
    ("91330105MA27YTB95E", "杭州大关烘焙坊", "杭州市拱墅区大关路3号", "330105000",
     "330105007", "0571-88004321", "hzdghb"),
]


def table(name):
    path = CODES / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as f:
        rows = []
        for r in csv.DictReader(f):
            code = r.get("code") or r.get("date") or ""
            extra = {k: v for k, v in r.items() if v and k not in (
                "code", "name", "parent", "initials", "sort", "valid_from", "valid_to")}
            rows.append([code, r.get("name") or "", r.get("parent") or "",
                         r.get("initials") or "", json.dumps(extra, ensure_ascii=False)])
        return rows


def fixed(name):
    source = {"unit": UNITS, "division": DIVISIONS}[name]
    return [[c, n, p, i, "{}"] for c, (n, p, i) in source.items()]


TABLES = {}


def codes(name):
    if name not in TABLES:
        TABLES[name] = fixed(name) if name in ("unit", "division") else table(name)
    return TABLES[name]


def paths(name):
    if name in ("unit", "division"):
        return {r[0]: r[2] for r in codes(name)}
    by = {r[0]: r for r in codes(name)}
    out = {}
    for code, row in by.items():
        up = by.get(row[2])
        out[code] = f"{up[1]} › {row[1]}" if up and up is not row else row[1]
    return out


def ticket_id(n):
    return f"018f0000-0000-7000-8000-{n:012d}"


def worklist(queue):
    n = QUEUES.get(queue, 0)
    goods = ["糕点过期变质", "电饭煲漏电", "预付卡不退款", "虚假宣传减肥茶", "快递丢失"]
    rows = []
    for i in range(1, n + 1):
        kind = ["complaint", "complaint", "report", "enquiry"][i % 4]
        state = {"complaint": "TS10", "report": "JB10", "enquiry": "ZX10"}[kind]
        due = ["2026-11-20", "2026-11-24", "2026-11-27", "2026-12-02", None][i % 5]
        rows.append([ticket_id(i), f"33010000020261123{i:08d}", kind, state, "1",
                     "330100000", "杭州市局", goods[i % 5] + "，要求退货并赔偿",
                     TRADERS[i % 3][1], ["张**", "李**", "王**"][i % 3],
                     f"2026-11-{10 + i % 13:02d}T09:{i % 60:02d}:00+08:00", "D01", due,
                     ["", "u", "us", "l", "r"][i % 5],
                     "2026-11-23T10:00:00+08:00", "王芳", f"{i}|{ticket_id(i)}"])
    if queue == "supervised":  # every way in which a day is shown
        for i, (row, (due, flags)) in enumerate(zip(rows, (
                ("2026-11-20", "us"), ("2026-11-23", "s"), ("2026-11-24", "s"),
                ("2026-11-26", "s"), ("2026-11-18", "psu"), ("2027-01-08", "s?")))):
            row[0], row[12], row[13] = ticket_id(801 + i), due, flags
            row[8] = f"杭州市西湖区{'古墩文一天目'[i // 2 * 2:][:2]}路第{i + 1}食品商行"
    if queue == "incident":
        rows[0][0], rows[0][13] = ticket_id(811), "j!"
        rows[0][11] = "逾时未接报，应于11-23 13:40前：食品安全事故 紧急事件 亡0 伤3 仍在持续 糕点过期变质"
        rows[0] = rows[0][:7] + [rows[0].pop(11)] + rows[0][8:11] + ["D01"] + rows[0][11:]
    if queue in OFFICE:  # a complaint that the county has before it
        number, state = OFFICE[queue]
        rows[0][0:6] = [ticket_id(number), f"33010000020261123{number:08d}", "complaint", state, "1", "330106000"]
    return rows


# what waits for the chief's approval: a refusal, a termination, closings of two kinds
DECISIONS = {831: ("complaint", "TS22"), 832: ("complaint", "TS60"), 833: ("complaint", "TS43"),
             834: ("complaint", "TS60"), 835: ("complaint", "TS60"), 836: ("report", "JB23")}


def decisions():
    rows = worklist("todispatch")[:len(DECISIONS)]
    for row, (n, (kind, state)) in zip(rows, DECISIONS.items()):
        row[0:6] = [ticket_id(n), f"33010000020261123{n:08d}", kind, state, "1", "330106000"]
        row[6:9] = ["西湖区局", ["预付卡不退款", "电饭煲漏电"][n % 2], f"杭州第{n}食品商行"]
    return rows


OFFICE = {"tocheck": (821, "TS20"), "approve": (822, "TS22"), "handling": (823, "TS40"), "publish": (824, "TS80")}


# what the server did by itself
SYSTEM = [
    {"n": 8, "version": 4, "at": "2026-11-22T10:00:00+08:00", "operator": "gangshao", "label": "系统",
     "unit": "330106000", "unit_name": "西湖区局", "action": "recount", "from": "TS40", "to": "TS40",
     "payload": {"clocks": [{"clock": "D02", "old": "2026-12-01", "new": "2026-12-02"}]}},
    {"n": 9, "version": 4, "at": "2026-11-23T08:30:00+08:00", "operator": "gangshao", "label": "系统",
     "unit": "330106000", "unit_name": "西湖区局", "action": "urge", "from": "TS40", "to": "TS40",
     "payload": {"note": "调解期限将到：调解期限，2026-12-02到期", "rules": ["u04"]}},
]
# a major incident: late, noted by the city, not by the county
INCIDENT = {
    "inckind": "i01", "evegrade": "2", "learned": "2026-11-23T10:00:00+08:00",
    "reported": "2026-11-23T13:10:00+08:00", "due": "2026-11-23T12:00:00+08:00", "late": 70,
    "final": 0, "ended": None, "rule": "食安法§103", "top": "330100000",
    "line": [{"unit": "330106000", "unit_name": "西湖区局", "reported": "2026-11-23T13:10:00+08:00",
              "due": "2026-11-23T13:40:00+08:00", "received": None, "label": "",
              "urged": "2026-11-23T13:41:00+08:00"},
             {"unit": "330100000", "unit_name": "杭州市局", "reported": "2026-11-23T13:10:00+08:00",
              "due": "2026-11-23T13:40:00+08:00", "received": "2026-11-23T13:14:00+08:00",
              "label": "市局值班", "urged": None}],
    "reports": [{"n": 1, "what": "first", "at": "2026-11-23T13:10:00+08:00", "label": "王芳",
                 "unit_name": "杭州市局", "evegrade": "2", "dead": 0, "ongoing": True,
                 "place": "文新小学食堂", "happened": "2026-11-23T09:20:00+08:00",
                 "detail": "学生午餐后集中呕吐。", "phoned": "市局值班室"},
                {"n": 2, "what": "ack", "at": "2026-11-23T13:14:00+08:00", "label": "市局值班",
                 "unit_name": "杭州市局", "evegrade": "2", "detail": "立即派员，两小时内续报。"}],
}
# published, withdrawn, published anew
PUBLISHED = [
    {"n": n, "at": at, "label": "分析员", "unit_name": "西湖区局", "withdrawn": off, "reason": why,
     "respondent": "杭州西溪家电商行", "goods": "家用电器", "problem": "质量", "result": "达成调解协议",
     "area": "杭州市西湖区", "received": "2026-10-11", "closed": "2026-11-02"}
    for n, at, off, why in ((1, "2026-11-03T09:00:00+08:00", "2026-11-05T10:00:00+08:00", "当事人异议"),
                            (2, "2026-11-09T09:00:00+08:00", None, ""))]
# clocks as the centre hands them out, to be counted without it
CLOCKS = [
    {"code": "D02", "name": "调解期限", "from": "受理之日", "start": "2026-09-20T10:00:00+08:00", "due": "2026-12-02",
     "stopped": None, "length": 60, "unit": "day", "rule": "令121§23", "extended": 0,
     "paused": True, "paused_days": 16, "roll": "0",
     "pauses": [{"from": "2026-09-25", "until": "2026-10-08"},
                {"from": "2026-11-20", "until": None}]},
    {"code": "D05", "name": "举报核查", "start": "2026-11-02T09:00:00+08:00", "due": "2026-12-14",
     "stopped": None, "length": 30, "unit": "workday", "rule": "处罚程序§18", "extended": 15,
     "paused": False, "paused_days": 0, "roll": "0", "pauses": []},
    {"code": "D02o", "name": "调解期限(旧)", "start": "2026-10-15T09:00:00+08:00", "due": "2026-12-17",
     "stopped": None, "length": 45, "unit": "workday", "rule": "令20§21", "extended": 0,
     "paused": False, "paused_days": 0, "roll": "0", "pauses": [], "warn": "2026-12-14",
     "warn_length": 60, "warn_unit": "day", "warn_rule": "消法实施条例§46"},
]


def caller(phone):
    if not phone.startswith("138"):
        return []
    return [
        [ticket_id(1), "3301000002026110200000101", "complaint", "TS40",
         "2026-11-02T10:00:00+08:00", "杭州老香斋食品有限公司", "西湖区局", "食品", "true"],
        [ticket_id(2), "3301000002026091400000077", "enquiry", "ZX20",
         "2026-09-14T15:00:00+08:00", "", "杭州市局", "退货期限", "false"],
        [ticket_id(3), "3301000002026061100000031", "complaint", "TS80",
         "2026-06-11T09:30:00+08:00", "杭州西溪家电商行", "文新所", "家电", "false"],
    ]


PAST = {
    "joint": [{"n": 2, "role": "joint", "name": "陈**", "represents": True, "scope": "", "until": None,
               "ended": None, "keys": ["cerno", "mobile"]},
              {"n": 3, "role": "agent", "name": "何**", "represents": False, "scope": "1",
               "until": "2026-12-31", "ended": None, "keys": ["mobile"]}],
    "merged": [{"ticket": ticket_id(5), "regno": "3301000002026112300000005", "caller": "陈**"}],
    "totell": [{"matter": "terminate", "name": "终止调解告知", "party": "respondent",
                "due": "2026-12-02", "rule": "令121§23"}],
    "under_way": [{"step": "dispute", "by": "clerk", "label": "陈静", "at": "2026-11-20T09:30:00+08:00",
                   "other": "330105000", "since": "2026-11-19", "detail": "经营地在拱墅区。", "result": "3",
                   "superior": "330100000", "superior_name": "杭州市局"},
                  {"step": "appraise", "by": "clerk", "label": "陈静", "at": "2026-11-20T10:30:00+08:00",
                   "body": "省质检院", "chosen": "1", "fee": "2", "since": "2026-11-20", "superior_name": None}],
    "notices": [
        {"n": 1, "at": "2026-11-21T09:30:00+08:00", "told": "2026-11-21T09:28:00+08:00",
         "label": "周敏", "number": "0201", "unit_name": "西湖区局", "matter": "",
         "matter_name": "", "party": "respondent", "channel": "2", "outcome": "noanswer",
         "address": "057187990000", "evidence": "", "document": "", "detail": "无人接听。"},
        {"n": 2, "at": "2026-11-21T10:05:00+08:00", "told": "2026-11-21T10:02:00+08:00",
         "label": "周敏", "number": "0201", "unit_name": "西湖区局", "matter": "accept",
         "matter_name": "受理告知", "party": "complainant", "channel": "2",
         "outcome": "reached", "address": "138****5678", "evidence": "录音20261121-017",
         "document": "杭西市监受〔2026〕第12号", "detail": "", "retracted": True},
        {"n": 3, "at": "2026-11-21T10:20:00+08:00", "told": "2026-11-21T10:20:00+08:00",
         "label": "周敏", "number": "0201", "unit_name": "西湖区局", "matter": "accept",
         "matter_name": "受理告知", "party": "complainant", "channel": "", "outcome": "",
         "evidence": "", "document": "", "detail": "接电话的不是本人。", "retracts": 2}],
    "contacts": [{"n": 3, "version": 3, "at": "2026-11-21T09:30:00+08:00",
                  "operator": "station", "label": "吴磊", "number": "0128",
                  "unit": "330106013", "unit_name": "文新所", "action": "contact",
                  "name": "联系", "from": "TS20", "to": "TS20",
                  "payload": {"whom": "complainant", "how": "2", "detail": "无人接听"}}],
    "documents": [
        {"n": 1, "form": "2605", "name": "投诉受理决定书", "number": "杭西市监受〔2026〕第12号", "to": "complainant",
         "to_name": "投诉人", "at": "2026-11-20T16:10:00+08:00", "operator": "clerk", "label": "陈静",
         "unit_name": "西湖区局", "masked": True, "voided": "2026-11-21T09:00:00+08:00", "reason": "事由写错"},
        {"n": 2, "form": "2607", "name": "投诉调解通知书", "number": "杭西市监调通〔2026〕第31号", "to": "respondent",
         "to_name": "被投诉人", "at": "2026-11-21T10:30:00+08:00", "operator": "clerk", "label": "陈静",
         "unit_name": "西湖区局", "masked": True, "voided": None, "reason": ""}],
    "linked": [{"ticket": ticket_id(2), "regno": "3301000002026112300000002",
                "kind": "report", "state": "JB10", "title": "电饭煲漏电",
                "reason": "call"}],
}


PROPOSAL = {"what": "decline", "by": "clerk", "label": "陈静", "at": "2026-11-23T11:20:00+08:00", "ground": "N3",
            "factors": ["F1", "F3"], "missing": "用途说明", "demanded_on": "2026-11-20",
            "detail": "一日内购买同款月饼四十盒，未能说明用途。", "routes": ["1", "2", "3", "4", "5"]}


def paper(form, name="张**"):
    """A document as the samples of tests/data/paper read."""
    text = (ROOT / "tests" / "data" / "paper" / f"{form}.txt").read_text(encoding="utf-8")
    return text.replace("张三丰", name).replace("第7号", "第31号" if name != "张**" or form != "2606" else "第　号")


# what came between: the first and the last of the same step, by another and by herself elsewhere
SINCE = [
    {"n": n, "version": n, "at": f"2026-11-23T14:0{n - 3}:00+08:00", "operator": who, "label": label, "unit": "330100000",
     "unit_name": "杭州市局", "action": action, "name": name, "from": "TS10", "to": "TS10", "op": None, "payload": payload}
    for n, who, label, action, name, payload in (
        (4, "clerk", "陈静", "amend", "更正登记", {"mdsename": "中秋月饼", "sex": "2", "paddr": "杭州市上城区"}),
        (4, "clerk", "陈静", "note", "备注", {"note": "已电话核对。"}),
        (5, "recv", "王芳", "amend", "更正登记", {"invoam": "256.00"}))]


class Desk:
    since = []

    def __init__(self, operator):
        self.operator = operator
        self.drafts = {}
        if HOSTILE:  # one laid aside yesterday, typed or changed by who knows whom
            evil = "".join(HOSTILE)
            self.drafts[ticket_id(999)] = {
                "action": "register", "title": evil, "marks": {evil: evil}, "call": evil,
                "fields": {k: evil for k in ("kind", "inccall", "pname", "mobile", "paddr",
                                             "invname", "mdsename", "invoam", "content")}}
        self.seq = 0
        self.asked = ""
        self.noted = False
        self.outbox = []

    def link(self):
        return {"m": "link", "state": "up", "since": 0, "text": "", "args": [],
                "queued": 0, "stuck": len(self.outbox), "drafts": len(self.drafts),
                "oldest": 0, "agreed": "yes", "again": 0}

    def welcome(self):
        label, number, unit, duties = OPERATORS[self.operator]
        return {"m": "welcome", "operator": {
                    "name": self.operator, "label": label, "number": number, "unit": unit,
                    "unit_name": UNITS[unit][0],
                    "duties": [{"duty": d, "unit": unit} for d in duties]},
                "store": "018f0000-0000-7000-8000-00000000aaaa", "demo": True,
                "installation": "fake", "name": "杭州市12315", "link": self.link()}

    # -- questions ------------------------------------------------------------------
    def answer(self, query, args):
        get = lambda k: args.get(k) or ""
        if query in ("worklist", "search"):
            rows, after = worklist(get("queue") or "ours"), get("after")
            if self.operator == "chief" and get("queue") == "approve":
                rows = decisions()
            if query == "search":
                rows = [r for r in worklist("incident")[:1] + rows if any(get("text") in (c or "") for c in r[1:16])]
            first = next((i for i, r in enumerate(rows, 1) if r[16] == after), 0)
            return rows[first:first + int(get("limit") or 200)]
        if query == "counters" and self.operator == "chief":
            return [["approve", str(len(DECISIONS))]]
        if query == "counters":
            return [[q, str(n)] for q, n in QUEUES.items() if q != "incident" or self.operator == "lead"]
        if query == "incidents":  # noted by the city, not by the county
            return [] if self.operator != "lead" or self.noted else [
                [ticket_id(811), "3301000002026112300000811", "i01", "330106000", "西湖区局", "330106000",
                 "2026-11-23T13:40:00+08:00"],
                [ticket_id(812), "3301000002026112300000812", "i06", "330106000", "西湖区局", "330106000",
                 "2026-11-23T14:30:00+08:00"]]
        if query == "caller":
            return caller(get("phone"))
        if query == "respondent":
            return [["7", "5", "5", "2026-11-20", "5", "7", "f"]]
        if query == "suggest":
            if not get("division") and not get("address"):
                return []
            return [["330106013", "文新所", "true", "住所地 文新街道", "41", "43"],
                    ["330106000", "西湖区局", "false", "住所地 西湖区", "43", "43"]]
        if query == "trader":
            text = get("text").lower()
            return [list(t) for t in TRADERS
                    if text in t[1] or text in t[6] or text.upper() in t[0]]
        if query == "codes":
            return codes(get("table"))
        if query == "code" and get("table") == "division" and get("code") in DISTRICTS:
            path = DISTRICTS[get("code")]
            return [[get("code"), path.split(" › ")[-1], path]]
        if query == "code":
            name = {r[0]: r[1] for r in codes(get("table"))}.get(get("code"))
            return [[get("code"), name, paths(get("table"))[get("code")]]] if name else []
        if query == "pick":
            return self.pick(get("table"), get("text"), get("parent"))
        if query == "drafts":
            return [[d, "2026-11-23T14:00:00+08:00", json.dumps(b, ensure_ascii=False)]
                    for d, b in reversed(self.drafts.items())]
        if query == "outbox":
            return self.outbox
        if query == "ticket":
            return [[json.dumps(self.ticket(get("ticket")), ensure_ascii=False)]]
        if query == "why":
            return self.why() if get("ticket") < ticket_id(800) else None
        if query == "reveal_request":
            self.asked = get("field")
            return [[ticket_id(777)]]
        if query == "reveal_redeem":
            return [[self.asked, paper("2607-complaint-respondent", "张三丰") if self.asked.startswith("document:")
                     else "13800138000"]]
        if query == "document":
            one = PAST["documents"][int(get("n")) - 1]
            return [[str(one["n"]), one["form"], one["name"], one["number"], one["to"], one["at"], one["label"], "true", "",
                     paper("2605" if one["n"] == 1 else "2607-complaint-respondent"), one["voided"], one["reason"]]]
        if query == "document_draft":
            fields = json.loads(get("fields") or "{}")
            if fields.get("competent") == "谁":
                return {"m": "no", "verdict": "refused", "field": "competent", "text": "This is longer than %s characters.",
                        "args": ["100"]}
            return [[paper("2606" if get("form") in ("decline", "approve") else "2607-complaint-respondent")]]
        return []

    @staticmethod
    def pick(name, text, parent):
        text, path = text.lower(), paths(name)
        within = parent.rstrip("0") if name == "unit" else parent
        rows = [[c, n, path[c], i, e] for c, n, p, i, e in codes(name)
                if (c if name == "unit" else p).startswith(within) and
                (c.startswith(text) or text in n.lower() or
                 any(x.startswith(text) for x in i.split("|") if text))]
        return rows[:50]

    @staticmethod
    def why():
        days = [("2026-11-%02d" % d, n, r) for d, n, r in (
            (16, 0, "The first day is not counted"), (17, 1, "Working day"),
            (18, 2, "Working day"), (19, 3, "Working day"), (20, 4, "Working day"),
            (21, 4, "Weekend"), (22, 4, "Weekend"), (23, 5, "Working day"),
            (24, 6, "Working day"), (25, 7, "Working day"))]
        return [[d, "true" if r == "Working day" else "false", str(n), r, ""]
                for d, n, r in days]

    @staticmethod
    def ticket(uuid):
        n = int(uuid[-12:]) if uuid[-12:].isdigit() else 1
        row = next((r for q in ("registered", *OFFICE) for r in worklist(q)[:60 if q == "registered" else 1]
                    if r[0] == uuid), worklist("registered")[0])
        row = next((r for r in decisions() if r[0] == uuid), row)
        county = 820 < n < 840
        doc = Desk.whole(uuid, n, row)
        if n == 821:
            doc["under_way"] = []
        if row[3] == "TS60":
            doc["outcome"] = {"handleadvice": f"商家已退款 {n}.00 元，投诉人确认。"}
        if row[3] == "TS43":
            doc["proposal"] = {"what": "terminate", "ground": "E2", "detail": "被投诉人明确拒绝调解。"}
        if row[3] == "JB23":
            doc["proposal"] = {"what": "extend", "detail": "须送检，结果未出。"}
        if n == 824:  # closed and called back: it may be published
            doc.update(outcome={"handleadvice": "双方达成调解协议，商家退款128.00元，投诉人已收到。"},
                       publication_draft={"respondent": "杭州西溪家电商行", "goods": "家用电器", "problem": "质量",
                                          "result": "达成调解协议", "area": "杭州市西湖区",
                                          "received": "2026-11-10", "closed": "2026-11-20"})
            doc["facts"]["agreepub"] = True
        if n == 823:  # of the mediation that both sides have been told of
            doc["record"] = {"time": "2026-12-08T14:00:00+08:00", "place": "文新所调解室", "people": "吴磊",
                             "said": {"mediate": "时间：2026-12-08 14:00；地点：文新所调解室；调解人员：吴磊"}}
        if county:
            doc.update(unit="330106000", unit_name="西湖区局", above=["330100000", "330000000"], totell=[],
                       **({"proposal": PROPOSAL} if row[3] == "TS22" else {}))
        return doc

    @staticmethod
    def whole(uuid, n, row):
        return {
            "ticket": uuid, "regno": row[1], "kind": row[2], "state": row[3], "version": 1,
            "unit": "330100000", "unit_name": "杭州市局",
            "registered_unit": "330100000", "registered_unit_name": "杭州市局",
            "registered_by": "recv", "sent_by_unit": None, "rule_set": "121",
            "received": row[10], "open": True, "above": ["330000000"], "flags": row[13],
            "returned": 0, "masked": ["mobile", "paddr", "pname", "party.2.mobile",
                                       "party.2.cerno", "party.3.mobile"], "may_reveal": True,
            "facts": {"pname": row[9], "mobile": "138****8000", "paddr": "杭州市西湖区***",
                      "invname": row[8], "invaddr": "杭州市西湖区古墩路12号",
                      "uscc": TRADERS[n % 3][0], "mdsename": "月饼礼盒",
                      "invoam": "128.00", "buydate": "2026-11-08", "content":
                      "消费者称其于11月8日购买月饼礼盒一盒，开封后发现霉变，与商家协商未果。",
                      "demand": ["04", "05"], "party.2.mobile": "139****2222",
                      "party.2.cerno": "330102********123X", "party.3.mobile": "139****4444"},
            "parties": [{"role": "caller", "name": row[9], "phone": "138****8000"},
                        {"role": "respondent", "name": row[8]}],
            "clocks": CLOCKS if 800 < n < 810 else [{"code": "D01", "name": "受理决定", "start": "2026-11-16",
                        "due": "2026-11-25", "stopped": None, "length": 7,
                        "unit": "workday", "rule": "令121 §14", "paused_days": 0}],
            "timeline": [*(SYSTEM if 800 < n < 810 else []), {"version": 1, "at": row[10], "operator": "recv",
                          "label": "王芳", "unit": "330100000", "unit_name": "杭州市局",
                          "action": "register", "from": None, "to": row[3],
                          "payload": {}, "op": ticket_id(900 + n)},
                         {"n": 2, "version": 2, "at": "2026-11-20T10:05:00+08:00",
                          "operator": "disp", "label": "李明", "number": "0124",
                          "unit": "330100000", "unit_name": "杭州市局",
                          "action": "assign", "name": "分派", "from": "TS10",
                          "to": "TS11", "to_unit": "330106013",
                          "to_unit_name": "文新所", "op": ticket_id(901),
                          "payload": {"unit": "330106013", "evegrade": "1",
                                      "note": "消费者着急，请尽快联系。"}},
                         {"n": 3, "version": 3, "at": "2026-11-21T09:30:00+08:00",
                          "operator": "station", "label": "吴磊", "number": "0128",
                          "unit": "330106013", "unit_name": "文新所",
                          "action": "contact", "name": "联系", "from": row[3],
                          "to": row[3], "op": ticket_id(902),
                          "payload": {"whom": "complainant", "how": "2",
                                      "outcome": "no answer", "detail": "无人接听"}}, *Desk.since],
            **PAST, **({"incident": INCIDENT, "unit": "330106000", "unit_name": "西湖区局",
                "above": ["330100000", "330000000"],
                "publications": PUBLISHED} if n == 811 else {}),
        }

    # -- changes --------------------------------------------------------------------
    def tell(self, message):
        kept, later = [], []
        for op in message["ops"]:
            self.seq += 1
            regno = None
            if op["action"] == "register":
                regno = f"33010000020261123{9000 + self.seq:08d}"
            kept.append({"op": op["op"], "seq": self.seq, "regno": regno})
            self.outbox = [r for r in self.outbox if r[0] != op.get("mends")]
            own = op["action"] == "approve" and op["ticket"] == ticket_id(834)
            overtaken = "overtake me" in json.dumps(op["payload"])
            refuse = overtaken or "refuse me" in json.dumps(op["payload"])
            lost = "conflict" if overtaken else "refused"
            settled = {"m": "settled", "op": op["op"], "ticket": op["ticket"],
                       "action": op["action"], "state": lost if refuse else "applied",
                       "version": 1, "ticket_state": "TS10", "unit": "330100000",
                       "regno": regno}
            self.noted = self.noted or op["action"] == "alert_ack"
            if op["payload"].get("major"):
                settled["detail"] = {"told": [{"unit": u, "due": "2026-11-23T14:35:00+08:00"} for u in ("杭州市局", "浙江省局")]}
            if own:
                settled.update(state="refused", regno=f"33010000020261123{834:08d}", field="",
                               args=["调解", "审批人", "承办与审批分离"],
                               text='You did "%s" on this ticket yourself; another %s has to decide (%s).')
            if overtaken:
                Desk.since = SINCE
            if refuse:
                settled.update(field="invname", text="Still to be filled in: %s",
                               args=["invname"])
                self.outbox.append([op["op"], str(self.seq), op["ticket"], op["action"],
                                    lost, "2026-11-23T14:05:00+08:00", "1", regno,
                                    "invname", "Still to be filled in: %s",
                                    '["invname"]', json.dumps(op["payload"]), op.get("base") or ""])
            later.append(settled)
        if message.get("draft"):
            self.drafts.pop(message["draft"], None)
        return [{"m": "kept", "id": message["id"], "ops": kept}, *later, self.link()]

    def reply(self, message):
        m = message.get("m")
        if m == "tell":
            return self.tell(message)
        if m == "ask":
            rows = self.answer(message["query"], message.get("args") or {})
            if isinstance(rows, dict):
                return [dict(rows, id=message["id"])]
            if rows is None:
                return [{"m": "no", "id": message["id"],
                         "text": "The centre cannot be reached.", "args": []}]
            return [{"m": "rows", "id": message["id"], "from": "centre", "age": 0,
                     "cols": [], "last": True,
                     "rows": rows}]
        if m == "draft":
            self.drafts[message["draft"]] = message["body"]
            drafted = {"m": "drafted", "draft": message["draft"], "seq": message["seq"]}
            # the count first: the screen is at rest once the draft is answered
            return [drafted] if SAY else [self.link(), drafted]
        if m == "drop":
            self.drafts.pop(message["draft"], None)
            return [self.link()]
        if m in ("withdraw", "retry"):
            self.outbox = [r for r in self.outbox if r[0] != message["op"]]
            return [{"m": "kept", "id": message["id"], "ops": []}, self.link()]
        return []


EXACT = {"m", "id", "op", "draft", "ticket", "state", "verdict", "from", "field", "link", "number",
         "unit", "action", "ticket_state", "duty", "cols", "query", "store", "server_now", "since"}


def spoil(value, turn, key=""):
    """Hostile text behind every text a person reads; what programs go by stays as it is."""
    if isinstance(value, dict):
        return {k: v if k in EXACT else spoil(v, turn, k) for k, v in value.items()}
    if isinstance(value, list):
        return [spoil(v, turn, key) for v in value]
    if not isinstance(value, str) or not value:
        return value
    if value[0] in "{[":
        try:
            return json.dumps(spoil(json.loads(value), turn, key), ensure_ascii=False)
        except ValueError:
            pass
    if value.isascii() and key not in ("text", "args", "label", "name", "note", "detail"):
        return value
    turn[0] += 1
    return value + HOSTILE[turn[0] % len(HOSTILE)]


async def serve(desk, reader, writer):
    turn = [0]

    def send(message):
        if HOSTILE:
            message = spoil(message, turn)
        data = json.dumps(message, ensure_ascii=False).encode()
        writer.write(struct.pack(">I", len(data)) + data)

    async def say():
        while True:
            await asyncio.sleep(0.05)
            if os.path.exists(SAY):
                lines = pathlib.Path(SAY).read_text(encoding="utf-8").splitlines()
                os.unlink(SAY)
                for line in lines:
                    send(json.loads(line))

    saying = asyncio.ensure_future(say()) if SAY else None
    try:
        while True:
            size, = struct.unpack(">I", await reader.readexactly(4))
            message = json.loads(await reader.readexactly(size))
            if message["m"] == "bye":
                break
            if message["m"] == "hello":
                if message["password"] == "demo":
                    send(desk.welcome())
                else:
                    send({"m": "no", "id": 0, "verdict": "refused", "field": "password",
                          "text": "The password is wrong.", "args": []})
                continue
            if TOLD and message["m"] == "tell":
                with open(TOLD, "a", encoding="utf-8") as f:
                    f.write(json.dumps([desk.operator, message["ops"]], ensure_ascii=False) + "\n")
            if ASKED and message["m"] == "ask":
                with open(ASKED, "a", encoding="utf-8") as f:
                    f.write(message["query"] + "\n")
            if message["m"] in SLOW_ONES:
                await asyncio.sleep(SLOW)
            for answer in desk.reply(message):
                send(answer)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    if saying:
        saying.cancel()
    writer.close()


async def main(run_dir, operators):
    os.umask(0o077)  # a socket that others reach is refused a password
    os.makedirs(run_dir, mode=0o700, exist_ok=True)
    servers = []
    os.umask(0o077)  # the workstation speaks only to a socket that is its user's alone
    for name in operators:
        desk, path = Desk(name), f"{run_dir}/{name}.sock"
        if os.path.exists(path):
            os.unlink(path)
        servers.append(await asyncio.start_unix_server(
            lambda r, w, d=desk: serve(d, r, w), path))
    await asyncio.gather(*(s.serve_forever() for s in servers))


if __name__ == "__main__":
    if sys.argv[1] == "-c":
        conf = pathlib.Path(sys.argv[2]).read_text(encoding="utf-8")
        where = re.search(r'run\s*=\s*"([^"]+)"', conf).group(1)
        asyncio.run(main(where, [sys.argv[4]]))
    else:
        asyncio.run(main(sys.argv[1], sys.argv[2:] or list(OPERATORS)))
