#!/usr/bin/python3
"""A document as pages: the text of the PDF is the text of the body, pages are counted, long
forms go over pages whole, and what cannot be set is said in a sentence."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lib import tap as TAP  # noqa: E402
from lib.centre import BUILD  # noqa: E402

PRESS = BUILD / "gangshao-press"
DATA = pathlib.Path(__file__).resolve().parents[1] / "data"


def press(body, *flags):
    if isinstance(body, str):
        body = body.encode()
    return subprocess.run([PRESS, *flags], input=body, capture_output=True, timeout=120)


def pages(pdf):
    """The text of each page, as it was drawn, without blanks."""
    r = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"], input=pdf,
                       capture_output=True, check=True)
    text = r.stdout.decode().split("\f")[:-1]
    return [re.sub(r"\s+", "", p) for p in text]


def plain(body):
    """The text of a body without its marks, in the order of drawing."""
    out, label = [], ""
    for line in body.splitlines():
        cells = line[1:].split("|") if line.startswith("|") else []
        if len(cells) > 2 and cells[0].strip() and cells[0] == label:
            line = "|" + "|".join(cells[1:])  # one cell over all the rows
        label = cells[0] if len(cells) > 2 else ""
        line = re.sub(r"^(## |# |>> |<< |>< |-- |\|)", "", line)
        if re.fullmatch("---|===", line):
            continue
        if line.startswith("@seal "):
            line = line[6:].replace("|", "（印章）")
        out.append(line.replace("|", "").replace("\\n", ""))
    return re.sub(r"\s+", "", "".join(out))


def without_folio(t, name, got):
    folios = [f"—{i}—" for i in range(1, len(got) + 1)]
    t.ok(all(p.endswith(f) for p, f in zip(got, folios)), f"{name}: every page is numbered",
         str([p[-12:] for p in got]))
    return [p.removesuffix(f) for p, f in zip(got, folios)]


def same_text(t, name, body, count=None, label=""):
    """label: what each page but the first begins with again."""
    r = press(body)
    t.equal((r.returncode, r.stderr), (0, b""), f"{name}: pages, and no warning")
    got = pages(r.stdout)
    if count:
        t.equal(len(got), count, f"{name}: number of pages")
    text = without_folio(t, name, got)
    if label:
        t.ok(all(p.startswith(label) for p in text[1:]), f"{name}: the label stands on each page")
        text = text[:1] + [p.removeprefix(label) for p in text[1:]]
    t.equal("".join(text), plain(body), f"{name}: the text of the pages is the body's")
    return text


def samples(t):
    same_text(t, "decision", (DATA / "paper_decision.txt").read_text(encoding="utf-8"), 1)
    same_text(t, "form", (DATA / "paper_form.txt").read_text(encoding="utf-8"), 1)
    same_text(t, "new page", "# 甲\n===\n乙\n===\n丙\n", 3)
    para = "消费者和经营者发生消费者权益争议的，可以通过下列途径解决。" * 30
    same_text(t, "long text", "\n".join([para] * 3), 5)


def long_form(t):
    """A cell of several pages: nothing is lost, nothing twice."""
    fact = "".join(f"第{i}次与经营者联系均未得到答复，" for i in range(1, 301))
    text = same_text(t, "long form", f"# 登记表\n| 姓名 | 张三\n| 事实 | {fact}\n| 请求 | 退货\n", label="事实")
    t.ok(len(text) > 2, "long form: it has pages", str(len(text)))


def signature(t):
    """Whatever the length of the text: office and date never stand alone."""
    lonely = []
    for n in range(1, 40):
        body = "# 决定书\n\n" + "特此告知当事人。\n" * n + "\n@seal 某某市场监督管理局|2026年1月2日\n"
        last = pages(press(body).stdout)[-1]
        if last.count("特此告知") < min(n, 3):
            lonely.append(n)
    t.equal(lonely, [], "a signature has three lines of text before it on its page")


def outside(t):
    r = press("<< 名字：\U00012000\n")
    t.ok(r.returncode == 0 and b"U+12000" in r.stderr, "a sign that no font has is warned of",
         r.stderr.decode())
    info = subprocess.run(["pdfinfo", "-"], input=press("# 甲书\n乙", "--title", "丙书").stdout,
                          capture_output=True).stdout.decode()
    t.ok("丙书" in info and "A4" in info, "A4, and its name is the title given", info)
    for name, body, word in (("no UTF-8", b"\xff\xfe", "UTF-8"),
                             ("nothing", b"", "空"),
                             ("too long", b"x" * 300_000, "256"),
                             ("a hundred cells", b"|x" * 100, "单元格"),
                             ("too many pages", b"x\n===\n" * 600, "500")):
        r = press(body)
        t.ok(r.returncode == 1 and not r.stdout and word in r.stderr.decode(),
             f"{name} is refused with a sentence", f"{r.returncode} {r.stderr.decode()}")
    r = press("x", "--nonsense")
    t.ok(r.returncode == 2 and "gangshao-press" in r.stderr.decode(), "an unknown flag",
         r.stderr.decode())
    for name, body in (("one line of all that fits", "字" * 87_000), ("marks", "e" + "\u0301" * 60_000),
                       ("bars", "| a | b\n" * 20_000), ("turned text", "<< \u202e甲\u0000乙"),
                       ("arabic", "<< " + "مرحبا " * 5000)):
        r = press(body)
        t.ok(r.returncode in (0, 1), f"{name}: an end, and no crash",
             f"{r.returncode} {r.stderr.decode()[:200]}")
    with open("/dev/full", "wb") as full:
        r = subprocess.run([PRESS], input="# 甲".encode(), stdout=full, stderr=subprocess.PIPE)
    t.ok(r.returncode == 1 and r.stderr, "a full disk is said", r.stderr.decode())


def line_ends(t):
    """By the rules for Chinese, wherever the text meets the margin, in text and in cells."""
    wrong = []
    tail = "他说“（见《附件》）。”）」』……——甲方·乙方退￥1280.00元、百分之５０％～好（“《三》”）"
    for n in range(1, 29):
        for body in ("字" * n + tail * 3, "| 事实 | " + "字" * n + tail * 4):
            r = subprocess.run(["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"],
                               input=press(body + "\n").stdout, capture_output=True, check=True)
            for line in re.sub(r"— \d+ —", "", r.stdout.decode()).splitlines():
                line = line.replace("事实", "").strip()
                if line and (line[0] in "。，、）》”」』…—·％～" or line[-1] in "（《“￥"
                             or line.endswith(("1", "12", "128", "1280", "1280."))):
                    wrong.append(line)
    t.equal(wrong, [], "no line begins with a closing sign, ends with an opening one, parts a number")


def families(pdf):
    r = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True)
    return sorted({line.split()[0].split("+")[-1] for line in r.stdout.decode().splitlines()[2:]})


def fonts(t):
    """The families given are taken in their order, each character from the first that has it."""
    got = families(press("甲乙丙", "--fonts", "No Such Face, HanaMinA,AR PL UMing CN").stdout)
    t.ok("HanaMinA" in got, "the first family that is there is taken", str(got))
    got = families(press("甲\U0002a700", "--fonts", "AR PL UMing CN,HanaMinA,HanaMinB").stdout)
    t.ok(any("UMing" in f for f in got) and "HanaMinB" in got, "what it lacks comes from the next that has it",
         str(got))
    got = families(press("# 甲", "--title-fonts", "HanaMinA").stdout)
    t.ok("HanaMinA" in got, "titles have families of their own", str(got))


def checking(t, stack):
    """--check names what no font has, each once, and nothing else."""
    names = sorted(set((DATA.parents[1] / "sql" / "code" / "division.csv").read_text(encoding="utf-8")))
    r = press("".join(names), "--check")
    t.equal((r.returncode, r.stdout, r.stderr), (0, b"", b""), "every character of the divisions can be printed")
    r = press("甲\U00012000乙\U00012001\U00012000\n\u202e\x01", "--check", "--fonts", "HanaMinA")
    t.equal((r.returncode, r.stdout.decode()), (0, "\U00012000\U00012001"), "what no font has is named, once")
    place = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
    (place / "fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>/usr/share/fonts/truetype/arphic</dir><cachedir>{place}</cachedir></fontconfig>")
    r = subprocess.run([PRESS, "--check"], input="".join(names).encode(), capture_output=True, timeout=120,
                       env={**os.environ, "FONTCONFIG_FILE": str(place / "fonts.conf")})
    t.equal((r.returncode, r.stdout.decode()), (0, "㙍㙦㯊㳇䃥䢺坬垇埫塅墕崄磜脿蔵鄌髙鴜"),
            "with AR PL UMing alone eighteen characters of the divisions are missing")
    r = press(b"x" * 300_000, "--check")
    t.ok(r.returncode == 1 and not r.stdout and "256" in r.stderr.decode(), "too long a text is refused", r.stderr.decode())
    r = press(b"\xff", "--check")
    t.ok(r.returncode == 1 and not r.stdout and "UTF-8" in r.stderr.decode(), "and what is no text", r.stderr.decode())


# A line of each kind as long as anybody likes: KiB, mark, what fills it.
LONG = ((64, "", "a"), (64, "# ", "市"), (64, "<< ", "a "), (64, "| 甲 | ", "市。"), (255, "", "a"), (255, ">> ", "市"),
        (255, "| ", "a "), (256, "", "市"), (256, "# ", "a"), (1024, "", "a"), (1024, "| 甲 | ", "市"))


def endless(t):
    """Pages, or one sentence."""
    for kib, mark, fill in LONG:
        for end in ("\n", ""):
            r = press((mark + fill * ((kib * 1024 - 20) // len(fill.encode())) + end).encode())
            said = r.stderr.decode()
            pages_made = r.returncode == 0 and r.stdout.startswith(b"%PDF-") and r.stdout.rstrip().endswith(b"%%EOF")
            refused = r.returncode == 1 and not r.stdout and said.startswith("gangshao-press: ") and said.count("\n") == 1
            t.ok(refused if kib > 256 else pages_made or refused, f"a line of {kib} KiB of {mark}{fill}", f"exit {r.returncode}: {said[:300]}")
    for what, body in (("NUL", b"abc\0def\n"), ("a byte that is no UTF-8", b"abc\xff\n"), ("half a character", b"abc\xe5\xb8"),
                       ("a surrogate", b"\xed\xa0\x80\n"), ("an overlong one", b"\xc0\xaf\n"), ("nothing", b"")):
        r = press(body)
        t.ok(r.returncode == 1 and not r.stdout and r.stderr.count(b"\n") == 1, f"{what} ends with a sentence", r.stderr)


def main(t, stack):
    for part in (samples, long_form, signature, line_ends, outside, fonts,
                 endless):
        part(t)
    checking(t, stack)


TAP.run(main)
