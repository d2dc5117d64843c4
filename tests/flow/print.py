#!/usr/bin/python3
"""A document to paper: gangshaoctl print as text, PDF and print job, without a shell; and from
the workstation through the terminal to the printer that hangs on it, byte for byte: nothing in
a document ends the printing or speaks to the terminal, and the screen is as it was."""
import json
import os
import re
import subprocess

import house as HOUSE
from house import BUILD, House, Tap
from lib import vocabulary
from lib.terminal import NOISE, Grid, Stream, Terminal

tap = Tap()
PEOPLE = (("recv", "330100000", "r01"), ("disp", "330100000", "r03"), ("clerk", "330106000", "r04,r05"),
          ("lead", "330106000", "r06"), ("nosy", "330105000", "r04,r05"))
COMPLAINT = {
    "kind": "complaint", "incform": "1", "line": "12315", "evegrade": "1", "pname": "张三丰", "sex": "1", "mobile": "13900001234",
    "inccall": "13900001234", "paddr": "杭州市西湖区文三路1号", "invname": "杭州试菜餐饮有限公司", "invdiv": "330106013",
    "invaddr": "杭州市西湖区文三路2号", "objtype": "10101", "invoam": "128", "buydate": "T-3", "problem": "Q0101", "demand": ["01"],
    "content": "三天前购买的大米有异味。"}
# what would end the printing, in every spelling, and what else a terminal listens to
EVIL = ["\x1b[4i", "\x1b[?4i", "\x9b4i", "\x1b[4;4i", "盛4i", "\x1b[5i", "\x1b[2J\x1b[H", "\x1b]0;x\x07", "\x0e\x0f\x11\x13", *vocabulary.HOSTILE]


def words(r):
    return f"exit {r.returncode}: {r.stdout}{r.stderr}"


def ctl(h, who, *args, code=0, name=None, **more):
    r = h.ctl("-o", who, *args, **more)
    tap.ok(r.returncode == code, name or f"{who}: {' '.join(args[:2])}", words(r))
    return r


def prepared(h):
    """A complaint that is declined, with a text that means no good; its number and document."""
    told = json.loads(ctl(h, "recv", "register", "--json", "--fields", "-", stdin=json.dumps(COMPLAINT)).stdout)
    number = told["regno"]
    ctl(h, "disp", "assign", number, "--unit", "330106000")
    ctl(h, "clerk", "sign", number)
    evil = "".join(EVIL).replace("\0", "")
    r = ctl(h, "clerk", "decline", number, "--json", "--fields", "-", code=1, name="what a ground asks for is asked",
            stdin=json.dumps({"ground": "N5", "detail": "x"}))
    tap.ok("missing" in r.stderr, "by its field", words(r))
    ctl(h, "clerk", "decline", number, "--json", "--fields", "-", name="a proposal with hostile text",
        stdin=json.dumps({"ground": "N1", "detail": "理由如下" + evil[:900]}))
    ctl(h, "lead", "approve", number)
    r = ctl(h, "clerk", "issue", number, "--json", "--fields", "-", stdin=json.dumps({"form": "2606"}))
    said = json.loads(r.stdout)
    tap.ok(re.fullmatch(r"杭西市监不受〔\d{4}〕第1号", said.get("number", "")) and said["document"] == 1,
           "the verdict says the number of the document", words(r))
    return number


def by_command(h, number):
    r = ctl(h, "clerk", "documents", number[-8:], name="the documents of a ticket named by its end")
    tap.ok("杭西市监不受" in r.stdout, "with their numbers", words(r))
    r = ctl(h, "clerk", "print", number[-8:], "1", name="text without a flag")
    tap.ok("来电人信息已隐去" in r.stdout and "张三丰" not in r.stdout and "第〔一〕项" in r.stdout, "masked, and it says so", words(r)[:900])
    r = ctl(h, "clerk", "print", number, "1", "--reveal", "送达投诉人", name="whole with a reason")
    tap.ok("张三丰：" in r.stdout and "隐去" not in r.stdout, "who complained stands in it", words(r)[:900])
    tap.equal(h.sql("select field || ' ' || reason from core.reveal"), "document:1 送达投诉人", "and the reason on record")
    pdf = h.dir / "six.pdf"
    r = ctl(h, "clerk", "print", number, "1", "--pdf", str(pdf), code=1, name="pages of a masked document are not made by chance")
    tap.ok("--reveal" in r.stderr and not pdf.exists(), "the sentence says how", words(r))
    ctl(h, "clerk", "print", number, "1", "--pdf", str(pdf), "--reveal", "送达", name="pages")
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    tap.ok("张三丰" in text and "不予受理决定书" in text and oct(pdf.stat().st_mode)[-3:] == "600", "whole, and for nobody else", text[:300])
    r = subprocess.run([str(BUILD / "gangshaoctl"), "-c", str(h.conf), "--password-file", str(h.dir / "secret"), "-o", "clerk",
                        "print", number, "1", "--pdf", "-", "--masked"], capture_output=True, check=False)
    tap.ok(r.returncode == 0 and r.stdout.startswith(b"%PDF"), "- is standard output", r.stderr.decode())
    r = ctl(h, "clerk", "print", number, "1", "--pdf", "/nonexistent/x.pdf", "--masked", code=1, name="a folder that is not there")
    tap.ok("cannot be written" in r.stderr, "is said", words(r))
    printers(h, number)
    for args, word in (((number, "7"), "no such document"), (("99999999", "1"), "no such ticket"), ((number,), "Which document"),
                       ((number, "1", "--pdf", "x", "--lp"), "neither"), ((number, "1", "-d", "x"), "--lp"), ((number, "1", "--nonsense"), "nonsense")):
        r = h.ctl("-o", "clerk", "print", *args)
        tap.ok(r.returncode in (1, 2) and word in r.stderr, f"print {' '.join(args[1:])}: refused in words", words(r))
    r = ctl(h, "nosy", "print", number, "1", code=1, name="not for strangers")
    ctl(h, "clerk", "void_document", number, "--document", "1", "--reason", "事由写错")
    r = ctl(h, "clerk", "print", number, "1", name="a void document")
    tap.ok("本文书已作废" in r.stdout and "void" in r.stderr, "says that it is void", words(r)[:300])


def printers(h, number):
    """lp and gangshao-press as found, and as not found."""
    tools = h.dir / "tools"
    tools.mkdir()
    (tools / "lp").write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" >{h.dir}/lp.args\ncat >{h.dir}/lp.in\n")
    (tools / "lp").chmod(0o755)
    path = f"{tools}:{os.environ['PATH']}"
    ctl(h, "clerk", "print", number, "1", "--lp", "-d", "; rm -rf /", "--masked", env={"PATH": path}, name="a print job")
    args = (h.dir / "lp.args").read_text().splitlines()
    tap.ok(args[0] == "-t" and "投诉不予受理决定书" in args[1] and args[2:] == ["-d", "; rm -rf /"], "an argument is an argument", args)
    tap.ok((h.dir / "lp.in").read_bytes().startswith(b"%PDF"), "of pages")
    ctl(h, "clerk", "print", number, "1", "--lp", "--text", "--masked", env={"PATH": path}, name="a print job of text")
    text = (h.dir / "lp.in").read_text()
    tap.ok(text.count("\f") >= 1 and "— 1 —" in text and "来电人信息已隐去" in text, "in pages with numbers", text[:200])
    empty = h.dir / "empty"
    empty.mkdir()
    r = ctl(h, "clerk", "print", number, "1", "--lp", "--text", "--masked", env={"PATH": str(empty)}, code=1, name="no lp here")
    tap.ok("lp is not installed" in r.stderr, "is said", words(r))
    alone = h.dir / "alone"
    alone.mkdir()
    (alone / "gangshaoctl").write_bytes((BUILD / "gangshaoctl").read_bytes())
    (alone / "gangshaoctl").chmod(0o755)
    r = subprocess.run([alone / "gangshaoctl", "-c", str(h.conf), "--password-file", str(h.dir / "secret"), "-o", "clerk", "print",
                        number, "1", "--pdf", str(h.dir / "none.pdf"), "--masked"], capture_output=True, text=True, check=False,
                       env={**os.environ, "PATH": str(empty), "LC_ALL": "C.UTF-8"})
    tap.ok(r.returncode == 1 and "gangshao-press" in r.stderr and not (h.dir / "none.pdf").exists(), "no gangshao-press here is said", words(r))
    (alone / "gangshao-press").write_text("#!/bin/sh\ncat >/dev/null\nexit 3\n")
    (alone / "gangshao-press").chmod(0o755)
    (h.dir / "old.pdf").write_text("old")
    r = subprocess.run([alone / "gangshaoctl", "-c", str(h.conf), "--password-file", str(h.dir / "secret"), "-o", "clerk", "print",
                        number, "1", "--pdf", str(h.dir / "old.pdf"), "--masked"], capture_output=True, text=True, check=False)
    tap.ok(r.returncode == 1 and (h.dir / "old.pdf").read_text() == "old", "a press that fails leaves the file of before", words(r))
    (alone / "gangshao-press").write_text(f"#!/bin/sh\nexec 3>&1\nreadlink /proc/$$/fd/3 >{h.dir}/press.out\ncat >/dev/null\nprintf '%%PDF pages'\n")
    r = subprocess.run([alone / "gangshaoctl", "-c", str(h.conf), "--password-file", str(h.dir / "secret"), "-o", "clerk", "print",
                        number, "1", "--lp", "--masked"], capture_output=True, text=True, check=False, env={**os.environ, "PATH": path})
    tap.ok(r.returncode == 0 and (h.dir / "press.out").read_text().startswith("/memfd:"),
           "what is printed stands in no folder on its way", words(r) + (h.dir / "press.out").read_text())
    tap.ok((h.dir / "lp.in").read_bytes() == b"%PDF pages", "and is printed whole")
    for said, want in (("", ["--title"]), ('press = { fonts = "仿宋, HanaMinA"; title_fonts = "--小标宋"; };\n',
                                            ["--fonts", "仿宋, HanaMinA", "--title-fonts", "--小标宋", "--title"])):
        (alone / "gangshao-press").write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" >{h.dir}/press.args\ncat >/dev/null\n")
        own = h.dir / "fonts.conf"
        own.write_text(h.conf.read_text(encoding="utf-8") + said, encoding="utf-8")
        own.chmod(0o600)
        r = subprocess.run([alone / "gangshaoctl", "-c", str(own), "--password-file", str(h.dir / "secret"), "-o", "clerk", "print",
                            number, "1", "--pdf", str(h.dir / "fonts.pdf"), "--masked"], capture_output=True, text=True, check=False)
        args = (h.dir / "press.args").read_text(encoding="utf-8").splitlines()
        tap.ok(r.returncode == 0 and args[:-1] == want, f"the press gets the fonts of the configuration: {said.strip() or 'none'}",
               words(r) + str(args))


# -- the printer at the terminal -------------------------------------------------------------

def settings(h, way, charset="UTF-8"):
    conf = re.sub(r"(?m)^(printer|screen) = .*\n", "", h.conf.read_text(encoding="utf-8"))
    h.conf.write_text(conf + f'printer = {{ terminal = "{way}"; charset = "{charset}"; }};\nscreen = {{ lock = 0; }};\n', encoding="utf-8")


def screen_of(raw):
    grid = Grid(80, 24)
    Stream(grid).feed(NOISE.sub(b"", raw).decode("utf-8", "replace"))
    return "\n".join(line.rstrip() for line in grid.display)


def read_document(one, number):
    """The clerk opens the document of this ticket."""
    one.login("clerk")
    one.wait("已连通", 20)
    one.type(f"#{number[-8:]}<Enter>")
    one.wait(rf"共1件|^>.* {number[-8:]} ", 20)  # found by search, or in the list
    one.type("<Enter>")
    one.wait("概要", 20)
    one.type("<Tab><Tab><Tab><Tab>")
    one.wait("不予受理决定书")
    one.type("<Enter>")
    one.wait("经审查", 20)


def at_terminal(h, number, way, charset, on, off):
    """Prints the document; the bytes between the two switches."""
    settings(h, way, charset)
    with Terminal([BUILD / "gangshao", "-c", h.conf], name=way) as one:
        read_document(one, number)
        one.settle()
        before, raw = one.text(), len(one.raw)
        one.press("p", "打印")
        one.type("<Enter>")
        # the emulator has no printer and paints the pages: the bytes are what counts
        one.until(lambda: "送打印机".encode() in one.raw[raw:].rpartition(off)[2], 10)
        one.settle()
        said = bytes(one.raw[raw:])
        start, end = said.find(on), said.rfind(off)
        tap.ok(0 <= start < end and said.count(on) == 1 and said.count(off) == 1, f"{way} {charset}: one beginning, one end", ascii(said[:80]))
        printed, rest = said[start + len(on):end], said[:start] + said[end + len(off):]
        tap.equal(vocabulary.foreign(rest), [], f"{way} {charset}: beside it nothing but our own words")
        seen = screen_of(bytes(one.raw[:raw]) + rest)
        tap.equal([a for a, b in zip(seen.splitlines()[1:-2], before.splitlines()[1:-2]) if a != b], [],
                  f"{way} {charset}: the screen is as it was")
        one.type("<C-l>")
        one.settle()
        tap.equal([a for a, b in zip(one.text().splitlines()[1:-2], before.splitlines()[1:-2]) if a != b], [],
                  f"{way} {charset}: also drawn anew")
        return printed


def examine(printed, charset):
    text = printed.decode("gb18030" if charset == "GB18030" else "utf-8")
    tap.ok("不予受理决定书" in text and "— 1 —" in text and "来电人信息已隐去" in text, f"{charset}: the document, in pages, masked and said so",
           text[:200])
    tap.equal(sorted(set(c for c in text if ord(c) < 32 or 0x7f <= ord(c) < 0xa0) - set("\r\n\f")), [], f"{charset}: new lines and form feeds are all the control there is")
    tap.ok(b"\x1b" not in printed and not re.search(rb"\x9b[0-?]*[ -/]*i", printed), f"{charset}: nothing spells the end of printing, in bytes either")
    tap.equal(vocabulary.foreign(text.replace("\f", "").replace("\r", "").encode(), terminal=False), [], f"{charset}: text that is seen")
    pages = text.split("\f")
    tap.ok(all(p.count("\n") < 66 for p in pages) and not pages[-1].strip(), f"{charset}: {len(pages) - 1} pages of 66 lines at most",
           [p.count("\n") for p in pages])


def at_the_terminal(h, number):
    examine(at_terminal(h, number, "on", "UTF-8", b"\x1b[5i", b"\x1b[4i"), "UTF-8")
    examine(at_terminal(h, number, "terminfo", "GB18030", b"\x1b[5i", b"\x1b[4i"), "GB18030")
    settings(h, "off")
    with Terminal([BUILD / "gangshao", "-c", h.conf], name="off") as one:
        read_document(one, number)
        one.press("p", "没有设置打印机")
        tap.ok(b"\x1b[5i" not in one.raw, "where no printer is set up nothing is printed")


def opened(one, number):
    """In the list it is pointed at; the only one that a search finds opens by itself."""
    one.type(f"#{number[-8:]}<Enter>")
    if one.wait(rf"^>.* {number[-8:]} |^ \d{{9}} \d{{8}} {number[-8:]} ", 20).group(0)[0] == ">":
        one.type("<Enter>")


def before_it_is_issued(h):
    """The real centre composes what the form says; the approver sees the same; it is issued as seen."""
    number = json.loads(ctl(h, "recv", "register", "--json", "--fields", "-", stdin=json.dumps(COMPLAINT)).stdout)["regno"]
    ctl(h, "disp", "assign", number, "--unit", "330106000")
    ctl(h, "clerk", "sign", number)
    with Terminal([BUILD / "gangshao", "-c", h.conf], name="clerk") as one:
        one.login("clerk")
        one.wait("已连通", 20)
        opened(one, number)
        one.wait("概要", 20)
        one.type(":decline<Enter>")
        one.wait("情形")
        one.type("N3<Enter>")
        one.wait("不能证明存在已实际购买")
        one.press("<F8>", "尚未填写.*考虑因素")
        tap.ok(True, "the preview says what is missing")
        one.type("13<Enter>用途说明<Tab><Enter>一日内购买四十盒。<F8>")
        one.wait("草稿：", 20)
        one.type("<PgDn>")
        one.wait("尚缺的材料：用途说明")
        tap.ok("尚缺的材料：用途说明" in one.text() and "张三丰" not in one.text(), "and shows the document, composed and masked", one.text())
        one.type("<Esc>")
        one.wait("四十盒")
        one.type("<C-s>")
        one.wait("已到中心|已存|已提请", 20)
        one.wait("待审批不予受理", 20)
    with Terminal([BUILD / "gangshao", "-c", h.conf], name="lead") as one:
        one.login("lead")
        one.wait("已连通", 20)
        opened(one, number)
        one.wait("其他途径：与经营者协商和解", 20)
        tap.ok("用途说明" in one.text() and "一日内购买四十盒" in one.text(), "who approves has it all before him", one.text())
        one.type(":approve<Enter>")
        one.wait("F8")
        one.type("<F8>")
        one.wait(r"草稿：[\s\S]*投诉不予受理决定书", 20)
        tap.ok("投诉不予受理决定书" in one.text(), "and the document that his word makes", one.text())
        one.type("<Esc><C-s>")
        one.wait("不予受理待告知", 20)
    with Terminal([BUILD / "gangshao", "-c", h.conf], name="clerk") as one:
        one.login("clerk")
        one.wait("已连通", 20)
        opened(one, number)
        one.wait("概要", 20)
        one.wait("不予受理待告知", 20)
        one.type(":issue<Enter>")
        one.wait("文书 ")
        one.type("<F4>")
        one.wait("2606 +投诉不予受理决定书")
        tap.ok("2605" not in one.text() and "2608" not in one.text(), "only what can be issued now is offered", one.text())
        one.type("<Esc>2606<Enter><C-s>")
        one.wait(r"已制作：杭西市监不受〔\d+〕第2号", 20)
        tap.ok(True, "the verdict shows the number")
        one.type("<Tab><Tab><Tab><Tab>")
        one.wait("^> +1 +投诉不予受理决定书 +杭西市监")
        one.type("<Enter>")
        one.wait("来电人已隐去", 20)
        one.type("v<Enter>")
        one.wait("张三丰：", 20)
        tap.ok("离开即清除" in one.text(), "the whole text with a reason", one.text())
        one.type("<Esc>")
        one.wait("^> +1 +投诉不予受理决定书 +杭西市监")
        one.type("<Enter>")
        one.wait("来电人已隐去", 20)
        tap.ok("张三丰" not in one.text(), "and forgotten on leaving", one.text())


def an_office_of_its_own(h):
    """Texts and mark of one office, by the administrator, without a build."""
    folder = h.dir / "own"
    folder.mkdir()
    (folder / "2606.txt").write_text("# 西湖自用\n>> {{number}}\n{{reason}}{{nobody}}\n", encoding="utf-8")
    r = h.admin("office", "330106000", "--documents", str(folder))
    tap.ok(r.returncode == 1 and "2606.txt, line 3: unknown key nobody" in r.stderr, "a key that there is not: file and line", words(r))
    (folder / "2606.txt").write_text("# 西湖自用\n>> {{number}}\n\n{{reporter}}\n", encoding="utf-8")
    r = h.admin("office", "330106000", "--documents", str(folder))
    tap.ok(r.returncode == 1 and "2606.txt, line 4: key not for this reader: reporter" in r.stderr, "a key that its reader may not have", words(r))
    (folder / "2606.txt").write_text("# 西湖自用\n>> {{number}}\n{{reason}}\n", encoding="utf-8")
    r = h.admin("office", "330106013", "--mark", "文新")
    tap.ok(r.returncode == 1 and "not by a station" in r.stderr, "a station is no office", words(r))
    r = h.admin("office", "330106000", "--documents", str(folder), "--mark", "西湖市监")
    tap.ok(r.returncode == 0 and "西湖市监" in r.stdout and "2606" in r.stdout, "loaded and shown", words(r))
    h.load()
    number = h.sql("select regno from core.ticket where state = 'TS31' order by regno limit 1")
    r = ctl(h, "clerk", "issue", number, "--json", "--fields", "-", stdin=json.dumps({"form": "2606"}))
    tap.ok("西湖市监不受" in r.stdout, "its mark stands in the number", words(r))
    n = str(json.loads(r.stdout)["document"])
    r = ctl(h, "clerk", "print", number, n, name="its text")
    tap.ok("西湖自用" in r.stdout, "is used, also after the national ones were loaded anew", words(r)[:300])
    tap.equal(h.sql("select count(*) from audit.admin where what = 'office'"), "1", "what was done is on record, what was refused is not there")


with House(ready=True) as h_:
    assert HOUSE.DBA
    for n, (person, unit, duty) in enumerate(PEOPLE):
        h_.enrol(person, f"员{n}", f"01{n:02}", unit, duty)
    one_ = prepared(h_)
    at_the_terminal(h_, one_)
    by_command(h_, one_)
    before_it_is_issued(h_)
    an_office_of_its_own(h_)
tap.done()
