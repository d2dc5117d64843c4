#!/usr/bin/python3
"""Every form there is, under both rule sets, issued on tickets that went their way through the
real steps, set as pages, and read back from them: what the law asks a document to say is there,
and who complained or reported is nowhere he must not be.  GANGSHAO_PAPERS=DIR keeps the pages."""
import csv
import datetime
import json
import os
import pathlib
import re
import subprocess

from house import ROOT, House, Tap

tap = Tap()
NOW = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8)))
TODAY = f"{NOW.year}年{NOW.month}月{NOW.day}日"
LATER = (NOW + datetime.timedelta(days=9)).strftime("%Y-%m-%d")
LATER_SAID = "{0.year}年{0.month}月{0.day}日".format(NOW + datetime.timedelta(days=9))
DEMANDED_SAID = "{0.year}年{0.month}月{0.day}日".format(NOW + datetime.timedelta(days=3))
MARK = {"330100000": "杭市监", "330106000": "杭西市监"}
OFFICE = "杭州市西湖区市场监督管理局"
REGISTRAR = "杭州市市场监督管理局"  # of the hotline that wrote the call down
PEOPLE = (("recv", "330100000", "r01"), ("disp", "330100000", "r03"), ("back", "330100000", "r08"),
          ("clerk", "330106000", "r04,r05"), ("lead", "330106000", "r06"), ("station", "330106013", "r04,r05"))
# values that stand nowhere else
CANARIES = {"pname": "金丝雀", "mobile": "13911110001", "paddr": "机密路77号", "cerno": "11010519491231002X"}
INTAKE = {
    "incform": "1", "line": "12315", "evegrade": "1", "sex": "1", "inccall": "13911110001", "pname": CANARIES["pname"],
    "mobile": CANARIES["mobile"], "paddr": CANARIES["paddr"],
    "invname": "杭州试菜餐饮有限公司", "invdiv": "330106013", "invaddr": "杭州市西湖区文三路2号",
    "objtype": "10101", "mdsename": "绿豆糕", "invoam": "128"}
COMPLAINT = {"kind": "complaint", "problem": "Q0101", "demand": ["01", "04"], "agreepub": "true", "agreeent": "true",
             "content": "购买的绿豆糕有异味，与商家协商未果。", **INTAKE}
REPORT = {"kind": "report", "content": "该店销售过期绿豆糕。", "problem": "",
          **{k: v for k, v in INTAKE.items() if k not in ("agreepub", "agreeent")}}
FIELDS = {
    "recipient": "杭州市西湖区某某机关", "until": LATER, "time": LATER + " 09:30", "place": "文新所调解室二",
    "people": "孙代表、何代表", "materials": "身份证件复印件", "days": "3", "basis": "《食品安全法》第一百一十五条",
    "content": "被投诉人退还货款一百二十八元。", "contact": "吴联系", "contact_phone": "0571-80001111", "copies": "2", "pages": "6",
    "served": "投诉受理决定书", "method": "直接送达", "respondent_head": "郑法人", "narrative": "经核对的事实。",
    "respondent_agent": "钱代理，0571-80002222"}
SAID = dict(FIELDS, until=LATER_SAID, time=LATER_SAID + "9时30分")


def table(name):
    with open(ROOT / "sql" / "code" / f"{name}.csv", encoding="utf-8") as f:
        return list(csv.DictReader(f))


FORMS = {rules: {r["code"]: r for r in table(f"document_{rules}")} for rules in ("121", "20")}
GROUNDS = {(k, rules): [r["name"] for r in table(f"{k}_{rules}") if not r["parent"]]
           for k in ("nonaccept", "mediation_end") for rules in ("121", "20")}


class Case:
    """One ticket on its way; it remembers what was issued."""

    def __init__(self, house, rules, facts):
        self.house, self.rules = house, rules
        facts = dict(facts, received=("2026-04-13T09:30:00+08:00" if rules == "20" else
                                      (NOW - datetime.timedelta(minutes=9)).isoformat(timespec="seconds")))
        facts["buydate"] = "2026-04-01" if rules == "20" else (NOW - datetime.timedelta(days=3)).strftime("%Y-%m-%d")
        if facts["kind"] == "report":
            facts["problem"] = table("problem_report")[-1]["code"]
        told = json.loads(self.ctl("recv", "register", "--json", "--fields", "-", stdin=json.dumps(facts)))
        self.regno, self.kind = told["regno"], facts["kind"]
        # no form asks a caller for an identity document; other channels bring one
        for people in ("caller", "reporter"):
            house.sql(f"update core.{people} set detail = detail || '{{\"certype\": \"111\", \"cerno\": "
                      f"\"{CANARIES['cerno']}\"}}' where ticket = '{told['ticket']}'")

    def ctl(self, who, *args, stdin=None):
        r = self.house.ctl("-o", who, *args, stdin=stdin)
        if r.returncode:
            raise RuntimeError(f"{who} {args}: {r.stdout}{r.stderr}")
        return r.stdout

    def do(self, who, verb, *args):
        self.ctl(who, verb, self.regno, *args)

    def issue(self, who, form, to=None):
        asked = FORMS[self.rules][form]
        keys = [k for k in f"{asked['need']} {asked['may']}".split() if k in FIELDS]
        told = json.loads(self.ctl(who, "issue", self.regno, "--json", "--fields", "-", stdin=json.dumps(
            # what is said here is to be known again, whatever the ticket has on record
            {"form": form, **({"to": to} if to else {}), **({"sure": "true"} if asked["record"] else {}),
             **{k: FIELDS[k] for k in keys}})))
        paper = Paper(self, form, to or next(t for t in asked["to"].split() if t != (
            "complainant" if self.kind == "report" else "reporter")), who, told, keys)
        paper.set(WHERE)  # while it is still with those who may know
        PAPERS.append(paper)


PAPERS = []


class Paper:
    def __init__(self, case, form, to, who, told, keys):
        self.case, self.form, self.to, self.who, self.keys = case, form, to, who, keys
        self.row, self.number, self.n = FORMS[case.rules][form], told["number"], told["document"]
        self.name = f"{case.rules}-{form}-{case.kind}-{to}"

    def set(self, folder):
        """Through gangshaoctl print and gangshao-press; the text of the pages without blanks."""
        pdf = folder / f"{self.name}.pdf"
        self.case.ctl(self.who, "print", self.case.regno, str(self.n), "--pdf", str(pdf), "--reveal", "核对样张")
        r = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True)
        pages = r.stdout.decode().split("\f")[:-1]
        self.pages = len(pages)
        self.text = re.sub(r"\s+", "", "".join(re.sub(r"— \d+ —\s*\Z", "", p.strip()) for p in pages))


def case_of(house, rules, facts, upto):
    c = Case(house, rules, facts)
    if upto == "TS10":
        return c
    c.do("disp", "assign", "--unit", "330106000")
    c.do("clerk", "sign")
    return c


def complaints(house, rules):
    new = rules == "121"
    p = "26"
    c = case_of(house, rules, COMPLAINT, "TS10")
    c.issue("disp", p + "03")
    c.issue("disp", "X5")
    c.do("disp", "assign", "--unit", "330106000")
    c.do("clerk", "sign")
    for form in (p + "01", "X6", "X7", "X8", "X11", "X12", "X13"):
        c.issue("clerk", form)
    if new:
        c.do("clerk", "demand_proof", "--until", "T+3", "--materials", "身份证件复印件", "--notify", "3")
        c.issue("clerk", "2604")
        c.do("clerk", "proof", "--materials", "身份证件复印件", "--handed", "T", "--complete", "true")
    c.do("clerk", "accept", "--mode", "1", "--notify", "2")
    c.issue("clerk", p + "05")
    c.do("clerk", "pass", "--unit", "330106013")
    c.do("station", "mediate", "--consent_complainant", "true", "--consent_respondent", "true", "--method", "2",
         "--time", "T+1 10:00", "--place", "所调解室", "--people", "陈立新")
    for to in ("complainant", "respondent"):
        c.issue("station", p + "07", to)
    c.issue("station", "X9")
    c.do("station", "agree", "--paper", "performed", "--redecolos", "128", "--detail", "当场退款。")
    c.issue("station", p + "09")
    c.do("station", "reply", "--handleadvice", "经调解，商家已退款。", "--notify", "2")
    c.do("lead", "approve")
    c.do("back", "callback", "--result", "1", "--satisfied", "5")
    c.issue("back", "X10")

    d = case_of(house, rules, COMPLAINT, "TS20")
    d.do("clerk", "decline", "--ground", "N3" if new else "O3", "--detail", "一日内购买四十盒。",
         "--missing", "用途说明", *(("--factors", "F1,F3") if new else ()))
    d.do("lead", "approve")
    d.issue("clerk", p + "06")

    e = case_of(house, rules, COMPLAINT, "TS20")
    e.do("clerk", "accept", "--mode", "1", "--notify", "2")
    e.do("clerk", "pass", "--unit", "330106013")
    e.do("station", "mediate", "--consent_complainant", "true", "--consent_respondent", "true", "--method", "2",
         "--time", "T+1 10:00", "--place", "所调解室", "--people", "陈立新")
    e.do("station", "terminate", "--ground", "E6" if new else "G6", "--found", "N2" if new else "O2", "--detail", "法院已受理。")
    e.do("lead", "approve")
    for to in ("complainant", "respondent"):
        e.issue("station", p + "08", to)


def reports(house, rules):
    p = "26"
    r = case_of(house, rules, REPORT, "TS10")
    r.issue("disp", p + "03")
    r.issue("disp", "X5")
    r.do("disp", "assign", "--unit", "330106000")
    r.do("clerk", "sign")
    for form in (p + "02", "X2", "X3", "X4", "X8", "X11", "X12", "X13"):
        r.issue("clerk", form)
    r.do("lead", "nofile", "--ground", "R2d", "--detail", "查无实据。")
    r.issue("clerk", "2610")


# -- what must be there -------------------------------------------------------------------

SUBJECT = "引起的消费者权益争议"
ELEMENTS = {  # of document_form_2026.csv: what stands for it on the page
    "登记单位": ["登记单位：" + REGISTRAR], "编号": ["{regno}"], "投诉人": [], "被投诉人": [], "举报人": [], "被举报人": [],
    "投诉请求": ["投诉请求", "退货"], "投诉人签字+日期（非现场免签）": ["投诉人（签字）："], "经办人签字+日期": ["经办人（签字）："],
    "举报人签字+日期（非现场免签）": ["举报人（签字）："], "姓名": ["金丝雀"], "联系电话": ["联系电话", "{phone}"], "证件类型": ["居民身份证"],
    "证件号码": ["11010519491231002X"], "身份证件号码": ["11010519491231002X"], "联系地址": ["机密路77号"],
    "是否同意公示投诉信息（是/否）": ["是否同意公示投诉信息■是□否"], "是否同意委托调解（是/否）": ["是否同意委托调解■是□否"],
    "名称（姓名）": ["杭州试菜餐饮有限公司"], "联系人": ["联系人"], "地址": ["文三路2号"], "名称": ["杭州试菜餐饮有限公司"],
    "消费者权益争议事实依据（时间、地点、内容、金额、争议情况+证明材料）": ["绿豆糕有异味", "128", "证明材料", "时间", "地点"],
    "具体线索和相应事实依据": ["销售过期绿豆糕"], "文号": ["{number}"], "来件人": [], "收到日期": ["{received}"],
    "事由": ["{subject}"], "办结报告期限（年月日）": [LATER_SAID], "附材料份数、页数": ["材料2份", "6页"], "印章": ["（印章）", "{office}"],
    "日期": [TODAY], "依据实施条例46条1款+令121§10-3": ["第四十六条第一款", "第十条第三款"], "截止日": [DEMANDED_SAID],
    "材料清单": ["身份证件复印件"], "逾期不予受理后果": ["逾期未提供或提供虚假材料的", "不予受理"], "通信地址": ["通信地址"], "决定受理": ["我局决定受理"],
    "第〔〕项(1-7)": ["第〔三〕项", "■（三）"], "七项全文": GROUNDS["nonaccept", "121"], "消法39条其他途径提示": ["第三十九条规定的其他途径"],
    "第〔〕项(1-8)": ["第〔六〕项", "■（六）"], "八项全文": GROUNDS["mediation_end", "121"], "不服救济（消法39条）": ["第三十九条规定，通过民事诉讼、仲裁等其他途径"],
    "时间（到时）": [LATER_SAID + "9时30分"], "地点": ["文新所调解室二"], "携带材料": ["身份证件复印件"], "申请回避期限__日": ["3日内"],
    "调解人员": ["孙代表、何代表"], "电话": ["13911110001"], "委托代理人+电话": ["委托代理人"], "法定代表人": ["法定代表人（负责人）：郑法人"],
    "经营场所": ["文三路2号"], "委托代理人": ["委托代理人：钱代理"], "投诉内容及请求": ["经核对的事实", "退货"], "协议内容": ["退还货款一百二十八元"],
    "签字后生效+未履行救济": ["经双方当事人签字后生效", "民事诉讼、仲裁等其他途径"], "双方签名": ["投诉人（签名）：", "被投诉人（签名）："],
    "调解人员签名": ["调解人员（签名）："], "依据《法规》第__条": ["《食品安全法》第一百一十五条"], "处理结果": ["退还货款"]}
OTHERS = {  # document_other.csv has them in its notes
    "X2": ["不予立案", "{regno}"], "X3": ["{regno}", "线索来源", "杭州试菜餐饮有限公司", "线索摘要经核对的事实", "证据清单身份证件复印件", "处理建议",
                                    "移交人", "接收人", "移交日期"],
    "X4": ["{regno}", LATER_SAID], "X5": ["{regno}", "督办要求", LATER_SAID, "督办人"],
    "X6": ["孙代表、何代表", "委托事项、权限和期限", "受托人身份证明"], "X7": ["孙代表、何代表", "代表人签名"], "X8": ["{regno}", "{number}", "不属于本局管辖/本局管辖困难"],
    "X11": ["{regno}", "{number}", "涉嫌犯罪", "第三条的规定"], "X12": ["送达回证", "投诉受理决定书", "送达方式直接送达"],
    "X13": ["送达地址确认书", "视为依法送达", "□电子邮件地址：", "邮政编码"],
    "X9": ["文新所调解室二", "孙代表、何代表"], "X10": ["回访"]}


def elements(row):
    """'编号；投诉人{姓名，电话}；…' as a list."""
    text = re.sub(r"。.*", "", row["required_elements"])
    out = []
    for part in re.findall(r"[^；{]+(?:\{[^}]*\})?", text):
        head, _, inner = part.strip("；").partition("{")
        out += [head.strip()] + [x.strip() for x in re.split("，", inner.partition("}")[0]) if x.strip()]
    return [e for e in out if e and not e.startswith("（")]


def wanted(paper):
    new = {f"26{n:02d}": r for n, r in enumerate(table("document_form_2026"), 1)}
    if paper.form in new:
        words = []
        for e in elements(new[paper.form]):
            tap_known(e)
            old = paper.case.rules == "20" and {"七项全文": GROUNDS["nonaccept", "20"], "八项全文": GROUNDS["mediation_end", "20"]}.get(e)
            words += old or ELEMENTS.get(e, [])
        return words
    return OTHERS[paper.form]


def tap_known(element):
    if element not in ELEMENTS:
        tap.ok(False, f"an element of the law that this test does not know: {element}")


def read(paper):
    received = "2026年4月13日" if paper.case.rules == "20" else TODAY
    office = OFFICE if paper.who != "disp" and paper.who != "back" else "杭州市市场监督管理局"
    subject = SUBJECT if paper.case.kind == "complaint" else table("problem_report")[-1]["name"]
    places = {"regno": paper.case.regno, "number": paper.number, "received": received, "office": office, "subject": subject,
              "phone": CANARIES["mobile"] if paper.form in ("2601", "2602") else FIELDS["contact_phone"]}
    words = [w.format(**places) if "{" in w else w for w in wanted(paper)] + [SAID[k].rstrip("。") for k in paper.keys if k != "days"]
    missing = [w for w in words if re.sub(r"\s+", "", w) not in paper.text]
    tap.equal(missing, [], f"{paper.name}: {len(words)} elements, {paper.pages} pages")
    tap.equal(paper.text.count("■"), {"2606": 1, "2608": 1, "2601": 2}.get(paper.form, 0), f"{paper.name}: one ground is marked, no more")
    tap.ok("{{" not in paper.text and "□□" not in paper.text, f"{paper.name}: no place is left open")
    if paper.form[0] != "X" and paper.row["word"]:
        tap.ok(re.fullmatch(rf"{MARK['330100000' if paper.who == 'disp' else '330106000']}{paper.row['word']}〔{NOW.year}〕第\d+号",
                            paper.number), f"{paper.name}: {paper.number}")


def secrets(paper):
    """Who may read what of the person: by the whitelist of document_field."""
    allowed = {"complainant_phone": "mobile", "complainant_address": "paddr", "complainant_idno": "cerno", "complainant": "pname",
               "reporter": "pname", "reporter_phone": "mobile", "reporter_address": "paddr", "reporter_idno": "cerno"}
    mine = "reporter" if paper.case.kind == "report" else "complainant"
    may = {allowed[r["code"]] for r in table("document_field") if r["code"] in allowed and r["code"].startswith(mine)
           and paper.to in r["audiences"].split()}
    told = {k for k, v in CANARIES.items() if v in paper.text}
    tap.equal(sorted(told - may), [], f"{paper.name}: tells {sorted(told) or 'nobody'}, no more than its reader may have")
    if paper.to == "respondent":
        tap.ok(not told - {"pname"}, f"{paper.name}: the respondent gets the name and nothing else")
    if paper.case.kind == "report" and paper.to not in ("internal", "reporter"):
        tap.equal(told, set(), f"{paper.name}: nobody learns who reported")


with House(ready=True) as h:
    for n, (person, unit, duty) in enumerate(PEOPLE):
        h.enrol(person, f"员{n}", f"01{n:02}", unit, duty)
    h.sql("update core.setting set value = '1000' where code = 'reveal_hourly'")
    WHERE = pathlib.Path(os.environ.get("GANGSHAO_PAPERS") or h.dir / "pages")
    WHERE.mkdir(parents=True, exist_ok=True)
    for rules_ in ("121", "20"):
        complaints(h, rules_)
        reports(h, rules_)
    for one in PAPERS:
        read(one)
        secrets(one)
    for rules_, forms in FORMS.items():
        tap.equal(sorted(set(forms) - {p.form for p in PAPERS if p.case.rules == rules_}), [], f"order {rules_}: every form was issued")
tap.done()
