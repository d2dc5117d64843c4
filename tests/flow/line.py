#!/usr/bin/python3
"""The work line by line, nothing drawn (gangshao --line): a call taken down, assigned, declined
and issued by people who hear what others see; what was left is gone on with."""
import os
import pty
import re
import select
import subprocess
import time

from house import BUILD, House, Tap

tap = Tap()
PEOPLE = (("recv", "330100000", "r01"), ("disp", "330100000", "r03"),
          ("clerk", "330106000", "r04,r05"), ("lead", "330106000", "r06"))
CALL = {"来电号码": "13812345678", "姓名": "张三丰", "移动电话": "13812345678", "通讯地址": "杭州市西湖区文三路1号", "被投诉方": "好邻居超市",
        "被投诉方区划": "330106", "被投诉方地址": "杭州市西湖区文三路二号", "客体类别": "10101", "商品或服务": "东北大米", "涉及金额": "128",
        "购买日期": "T-3", "问题类别": "Q0101", "投诉请求": "01,02", "事实": "三天前购买的大米有异味，要求退款。"}


class Talk:
    """What is asked ends without a new line: it is waited for, and answered."""

    def __init__(self, conf, name):
        self.said = ""
        self.process = subprocess.Popen([str(BUILD / "gangshao"), "-c", str(conf), "--line"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.hear(r"操作员：$")
        self.say(name, "密码：$")
        self.say("demo")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        tap.equal(self.process.wait(20), 0, "it ends with its input")

    def hear(self, pattern=r"(?m)^> $", seconds=30):
        """What is said from here until the pattern stands at its end, and nothing follows."""
        text, end = b"", time.monotonic() + seconds
        while True:
            there = re.search(pattern, text.decode("utf-8", "ignore"))
            if not select.select([self.process.stdout], [], [], 0.2 if there else max(0, end - time.monotonic()))[0]:
                break
            got = os.read(self.process.stdout.fileno(), 65536)
            if not got:
                raise EOFError(text.decode("utf-8", "replace")[-600:])
            text += got
        if not there:
            raise TimeoutError(f"no {pattern}: {text.decode('utf-8', 'replace')[-600:]}")
        self.said = text.decode("utf-8", "replace")
        return self.said

    def say(self, words, pattern=r"(?m)^> $"):
        self.process.stdin.write((words if isinstance(words, bytes) else words.encode()) + b"\n")
        self.process.stdin.flush()
        return self.hear(pattern)

    def fill(self, command, answers, last=""):
        """Questions answered by their label; others left; at the end `last`."""
        heard = text = self.say(command, r"(?:: |：|(?m:^)> )\Z")
        asked = {}
        while not re.search(r"(?m)^> $", text):
            question = text.rsplit("\n", 1)[-1].lstrip("*").rstrip(" :：").split(" = ")[0]
            asked[question] = asked.get(question, 0) + 1
            if asked[question] > 4:
                raise ValueError(f"{question} is asked for ever: {heard[-900:]}")
            answer = last if question.startswith("回车提交") else answers.get(question, "")
            answer = answer.pop(0) if isinstance(answer, list) else answer
            text = self.say(answer, r"(?:: |：|(?m:^)> )\Z")
            heard += text
        return heard


def has(text, *words, name):
    return tap.ok(all(w in text for w in words), name, "\n".join(w for w in words if w not in text) + "\nin\n" + text[-1500:])


def a_call(h):
    with Talk(h.conf, "recv") as one:
        heard = one.fill("call", CALL)
        has(heard, "已存本机：", "已到中心：登记", name="a call is taken down, kept, and applied by the centre")
        number = re.search(r"\d{25}", heard)[0]
        heard = one.fill("call", {"姓名": "李四", "被投诉方": "!"})
        has(heard, "已存为草稿", name="a form is left in its middle")
        has(one.say("drafts"), "1. ", name="and listed")
    with Talk(h.conf, "recv") as one:
        one.say("drafts")
        heard = one.fill("resume 1", {**CALL, "姓名": ""}, last="!")
        has(heard, "姓名 = 李四", "已存为草稿", name="and gone on with, by another conversation too")
        has(one.fill("call", {"来电热线": ["无此线路", ""], "姓名": "!"}), "没有匹配", name="a code that there is not is asked again")
    return number


def left(h):
    """Forms that were left: the newest first, thrown away with a reason; one in which nothing stands leaves nothing."""
    with Talk(h.conf, "recv") as one:
        for name in ("赵一", "钱二"):
            one.fill("call", {"姓名": name, "被投诉方": "!"})
        heard = one.fill("call", {"来电号码": "!"})
        tap.ok("已存为草稿" not in heard, "a form in which nothing stands leaves no draft", heard[-300:])
        lines = one.say("drafts").splitlines()
        tap.ok("钱二" in lines[0] and "赵一" in lines[1], "the newest draft stands first", lines)
        has(one.say("throw 99"), "drafts", name="what is not there is not thrown away")
        one.say("throw 1", "：$")
        has(one.say(""), "未丢弃", name="nor anything without a reason")
        one.say("throw 1", "：$")
        has(one.say("来电人挂断"), "已丢弃", name="with a reason it is")
        after = one.say("drafts")
        tap.ok("钱二" not in after and "赵一" in after, "and gone, the other is not", after)


def refused(h):
    """What the centre refuses stays to be mended or given up; a place is typed as its path."""
    with Talk(h.conf, "recv") as one:
        heard = one.fill("call", {**CALL, "来电号码": "13812340000", "移动电话": "13812340000", "被投诉方区划": "西湖区文新街道"})
        has(heard, "已到中心：登记", name="a place is taken by its path")
        number = re.search(r"\d{25}", heard)[0]
        tap.equal(h.sql(f"select facts->>'invdiv' from core.ticket where regno = '{number}'").strip(), "330106013", "and is that place")
    with Talk(h.conf, "disp") as one:
        one.say("list todispatch")
        heard = one.fill(f"do merge {number[-8:]}", {"主件": "00009999"})
        has(heard, "没有这样的同类工单", name="a refusal says why")
        has(one.say("outbox"), "1. ", "没有这样的同类工单", name="and stays in the outbox")
        heard = one.fill("mend 1", {"主件": "00008888"})
        has(heard, "主件编号 = 00009999" if "主件编号 =" in heard else "= 00009999", "没有这样的同类工单", name="it is mended from what stood in it")
        lines = [x for x in one.say("outbox").splitlines() if re.match(r"\d+\. ", x)]
        tap.equal(len(lines), 1, "the mended one took its place")
        one.say("withdraw 1", "：$")
        has(one.say(""), "未说明理由", name="nothing is withdrawn without a reason")
        one.say("withdraw 1", "：$")
        has(one.say("改为分派"), "已撤回", name="with one it is")
        has(one.say("outbox"), "全部", name="and nothing is left")


def decided(h, number):
    tail = number[-8:]
    with Talk(h.conf, "disp") as one:
        has(one.say("list"), "待分派 (todispatch): 1", name="the lists have names and counts")
        has(one.say("list 待分派"), f"1. {number} 投诉 已登记待分派", "好邻居超市", name="and one is named as it is called")
        has(one.say("show 1"), "分派", "应于|到期"[3:], "好邻居超市", "F4 可办", name="a ticket is said as its overview shows it")
        has(one.say("why 1"), "起算日不计入", "本地配置", name="and why its deadline is that day")
        has(one.fill("do assign 1", {"单位": "330106000"}), "已到中心：分派", name="it is assigned by the action's name")
    with Talk(h.conf, "clerk") as one:
        has(one.fill(f"do 签收 {tail}", {}), "已到中心：签收", name="or as the step is called, by the end of its number")
        heard = one.fill(f"do decline {tail}", {"情形": "N3", "考虑因素": "F1", "原因": "不能证明已实际购买。"}, last="p\n")
        has(heard, "不能证明", name="a ground is chosen by its code")
        has(heard, "草稿", "投诉不予受理决定书", name="the document is heard before it is submitted")
        has(heard, "已提请：不予受理", name="and submitted")
        has(one.fill(f"do accept {tail}", {}), "目前不能对本工单办理", name="what is not open is said so")
    with Talk(h.conf, "lead") as one:
        has(one.say(f"show {tail}"), "待审批事项", "不能证明已实际购买", "其他途径", name="who approves hears what was proposed")
        has(one.fill(f"do approve {tail}", {}), "已到中心：审批通过", name="and approves")
    with Talk(h.conf, "clerk") as one:
        has(one.fill(f"do issue {tail}", {"文书": "2606"}), "已制作：", "第1号", name="the document is issued")
        has(one.say(f"show {tail} 文书"), "投诉不予受理决定书", name="and listed on the ticket's documents")
        heard = one.say(f"document {tail} 1")
        has(heard, "不予受理", name="its text is said")
        tap.ok("张三丰" not in heard, "who called masked", heard)
        one.say(f"reveal {tail} document:1", "理由：$")
        has(one.say("送达前核对"), "张三丰", name="the whole of it with a reason")
        one.say(f"reveal {tail} 移动电话", "理由：$")
        has(one.say("回电核实"), "13812345678", name="and a fact, as it is called")
        one.say(f"reveal {tail} mobile", "理由：$")
        has(one.say(""), "未说明理由", name="without a reason it stays masked")
        has(one.say(f"show {tail} timeline"), "批准不予受理", "制作文书", name="panes are called by their plain names, too")


def away(h):
    """The desk goes in the middle: what is asked once more is answered by another."""
    with Talk(h.conf, "disp") as one:
        one.say("list")
        h.end_desks()
        has(one.say("list"), "(todispatch)", name="a desk that ends is followed by another")


def content_of(h, heard):
    return h.sql(f"select facts->>'content' from core.ticket where regno = '{re.search(r'[0-9]{25}', heard)[0]}'").strip()


def long_lines(h):
    """What is answered by a line of any length is taken whole, or refused whole with a sentence; the next is a line of
    its own."""
    with Talk(h.conf, "recv") as one:
        for name, said, kept in (("2,000 characters", "长" * 2000, None), ("as many as fit", "满" * 3000, None),
                                 ("a zero byte in it", "前\0后", "前后"), ("a return before the end", "甲乙\r", "甲乙"),
                                 ("bytes that are no text", b"\xe9\x95\xbf\xff\xe9\x95\xbf", "长长")):
            heard = one.fill("call", {**CALL, "事实": said})
            has(heard, "已到中心：登记", name=f"{name}: a call is taken down")
            tap.equal(content_of(h, heard), kept or said, f"{name}: nothing of it is lost")
        for n in (3001, 20000, 65536, 300000):
            heard = one.fill("call", {**CALL, "事实": ["长" * n, "短而全。"]})
            has(heard, "3000", "已到中心：登记", name=f"{n} characters: refused with a sentence, and asked again")
            tap.equal(content_of(h, heard), "短而全。", f"{n} characters: what is answered then is taken")
        heard = one.fill("call", {**CALL, "姓名": ["名" * 5000, "张三丰"], "来电号码": ["1" * 70000, "13812345678"]})
        has(heard, "已到中心：登记", name="short fields say no to long lines, too")
        for words in ("x" * 65536, "list " + "长" * 30000, "show " + "9" * 40000, "do note " + "0" * 40000, "\0list", "list\r"):
            heard = one.say(words)
            tap.ok(heard.count("\n> ") + heard.startswith("> ") <= 1 and len(heard.encode()) < 4096, f"a command of {len(words)} characters is answered once",
                   (len(heard), heard[:300]))
        has(one.say("list"), "(", name="and the next is a command again")
    with subprocess.Popen([str(BUILD / "gangshao"), "-c", str(h.conf), "--line"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as one:
        said, _ = one.communicate(("recv\ndemo\nlist\n" + "y" * 200000 + "\nlist").encode(), timeout=90)
    lists = re.findall(r"\((\w+)\)[：:] ?\d", said.decode("utf-8", "replace"))
    tap.equal(lists.count(lists[0]) if lists else 0, 2, "two commands around a line of 200,000 bytes, the last without its end")


def typed(h):
    """On a terminal: what begins like a key and does not go on is left behind, and nothing typed after it is lost."""
    pid, fd = pty.fork()
    if pid == 0:
        os.execv(str(BUILD / "gangshao"), ["gangshao", "-c", str(h.conf), "--line"])

    def heard(pattern, seconds=20):
        text, end = "", time.monotonic() + seconds
        while not re.search(pattern, text) and time.monotonic() < end:
            if select.select([fd], [], [], 0.2)[0]:
                text += os.read(fd, 65536).decode("utf-8", "replace")
        return text

    heard("操作员：$")
    os.write(fd, b"recv\r")
    heard("密码：$")
    os.write(fd, b"demo\r")
    heard("> $")
    for name, parts, seen in (("an escape alone", [b"\x1b", b"138y"], "138y"), ("a bracket behind it", [b"a\x1b[", b"138y"], "a138y"),
                              ("parameters", [b"\x1b[20", b"0138y"], "0138y"), ("an O", [b"\x1bO", b"138y"], "138y"),
                              ("a character behind it", [b"\x1b\xe9\x95\xbfy"], "长y"),
                              ("a character in its midst", [b"\x1b[1\xe9\x95\xbfy"], "长y"), ("half a character", [b"\xe9\x95", b"\xbfy"], "长y"),
                              ("an arrow in two", [b"a\x1b", b"[Dy"], "ay"), ("an arrow", [b"a\x1b[Dy"], "ay"),
                              ("a key with parameters", [b"a\x1b[1;5Cy"], "ay"), ("the end key", [b"a\x1bOFy"], "ay")):
        for part in parts:
            os.write(fd, part)
            time.sleep(0.7 if "two" not in name else 0.05)
        said = heard("y")
        os.write(fd, b"\r")
        heard("> $")
        tap.ok(said.endswith(seen), f"{name}: what is typed after it goes in", repr(said))
    os.close(fd)
    os.waitpid(pid, 0)


def strangers(h):
    with subprocess.Popen([str(BUILD / "gangshao"), "-c", str(h.conf), "--line"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True) as one:
        said, _ = one.communicate("clerk\nwrong\nlist\n", timeout=60)
    tap.ok(one.returncode != 0 and "list [" not in said, "a wrong password opens nothing", f"exit {one.returncode}: {said}")


with House(ready=True) as h_:
    for n, (person, unit, duty) in enumerate(PEOPLE):
        h_.enrol(person, f"员{n}", f"01{n:02}", unit, duty)
    number_ = a_call(h_)
    decided(h_, number_)
    left(h_)
    refused(h_)
    long_lines(h_)
    typed(h_)
    away(h_)
    strangers(h_)
tap.done()
