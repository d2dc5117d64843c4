#!/usr/bin/python3
"""Whoever takes the disk, the run directory, the log or a look at the process of a desk
learns no name, telephone, identity number or narrative; and a quarter of a day's work of a
real desk lies in all of them: drafts, a queue, lists, tickets, history."""
import base64
import ctypes
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "flow"))
from lib import tap as TAP  # noqa: E402
from lib.centre import BUILD, Centre  # noqa: E402
from lib.desk import Machine, complaint, operation  # noqa: E402

# Planted, and found nowhere else.
CANARIES = {
    "name": "欧阳秋菊", "phone": "13987654321", "landline": "0571-87654321",
    "identity": "330106198703154527", "address": "西溪路五百一十八弄九号",
    "narrative": "买来的羽绒服钻绒严重", "draft": "电话里孩子在哭她说稍后再打",
    "note": "已三次联系店主均拒接", "password": "demo-of-the-thief",
}
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
PTRACE_ATTACH = 16


def shapes(text):
    """Every form in which a text may lie about."""
    for name in ENCODINGS:
        raw = text.encode(name)
        yield name, raw
        yield name + " hex", raw.hex().encode()
        yield name + " HEX", raw.hex().upper().encode()
        for shift in range(3):  # what stands before it moves base64's groups
            whole = base64.b64encode(b"\0" * shift + raw).rstrip(b"=")
            yield name + " base64", whole[4 if shift else 0:-2]
    yield "JSON", text.encode("ascii", "backslashreplace")


def search(places):
    """(canary, shape, file) of everything found."""
    found = []
    wanted = [(c, n, b) for c, text in CANARIES.items() for n, b in shapes(text)]
    for path in places:
        data = path.read_bytes()
        found += [(c, n, str(path)) for c, n, b in wanted if b in data]
    return found


def files(m):
    return [p for p in m.dir.rglob("*") if p.is_file() and p != m.conf]


def work(t, m, centre):
    desk = m.desk("recv")
    c = desk.login()
    person = {"pname": CANARIES["name"], "mobile": CANARIES["phone"],
              "landtel": CANARIES["landline"], "paddr": CANARIES["address"],
              "content": CANARIES["narrative"] + CANARIES["identity"]}
    op = complaint(**person)
    answer = c.do(op)
    t.ok(answer and answer.get("state") == "applied", "a call arrives at the centre", answer)
    c.do(operation("note", op["ticket"], note=CANARIES["note"]))
    for name in ("ticket", "worklist"):
        args = {"ticket": op["ticket"]} if name == "ticket" else {"queue": "registered"}
        c.ask(name, **args)
    centre.stop("immediate")
    for _ in range(5):  # a queue
        kept = c.tell(complaint(**person))
        t.ok(kept and kept["m"] == "kept", "a call is kept", kept)
    draft = operation("register")["op"]
    c.send(m="draft", draft=draft, seq=1, body={"action": "register", "fields": {
        "content": CANARIES["draft"], **{k: str(v) for k, v in person.items()}}})
    t.ok(c.wait_m("drafted", seconds=10), "a half-typed one too")
    bad = desk.client()
    bad.hello("recv", CANARIES["password"])
    bad.close()
    return desk, c


def control(places):
    """The search itself: what lies in plain is found in every shape."""
    with tempfile.TemporaryDirectory() as d:
        plain = pathlib.Path(d) / "plain"
        missed = []
        for canary, text in CANARIES.items():
            for name in ENCODINGS:
                raw = text.encode(name)
                for data in (raw, raw.hex().encode(), base64.b64encode(b"x" + raw),
                             base64.b64encode(b"xy" + raw), base64.b64encode(raw)):
                    plain.write_bytes(b"before" + data + b"after")
                    if not search([plain]):
                        missed.append((canary, name, data))
    return missed


def outsider(pid):
    """In a child, as the desk's own user: what of the process can be read."""
    libc = ctypes.CDLL(None, use_errno=True)
    got = []
    if libc.ptrace(PTRACE_ATTACH, pid, 0, 0) == 0:
        got.append("ptrace")
    for name in ("mem", "environ", "maps", "auxv", "stack"):
        try:
            with open(f"/proc/{pid}/{name}", "rb") as f:
                if f.read(1):
                    got.append(name)
        except OSError:
            pass
    return got


def thief(become, pid):
    """What a program of that user gets."""
    end, begin = os.pipe()
    child = os.fork()
    if child == 0:
        become()
        os.write(begin, ",".join(outsider(pid)).encode() + b".")
        os._exit(0)
    said = os.read(end, 200).decode().rstrip(".")
    os.waitpid(child, 0)
    return said


def look_inside(t, m):
    """The desk of an ordinary user, and that user's other programs."""
    if os.getuid() != 0:
        t.note("not examined here: a desk's process is looked at as another user than root")
        return
    user = pwd.getpwnam("nobody")
    place = pathlib.Path(tempfile.mkdtemp(prefix="gangshao-thief-"))
    program = place / "gangshaod"
    shutil.copy(BUILD / "gangshaod", program)
    conf = place / "gangshao.conf"
    conf.write_text(m.conf.read_text().replace(str(m.dir), str(place)))
    for p in (place, conf, program):
        os.chown(p, user.pw_uid, user.pw_gid)
    os.chmod(conf, 0o600)

    def become():
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)
        os.chdir(place)

    r, w = os.pipe()
    p = subprocess.Popen([program, "-f", "-c", conf, "--fd", str(w), "recv"], pass_fds=[w],
                         preexec_fn=become, stdin=subprocess.DEVNULL,
                         env={"LANGUAGE": "en", "SECRET_CANARY": CANARIES["name"]})
    os.close(w)
    t.ok(os.read(r, 1) == b"1", "a desk of an ordinary user runs")
    plain = subprocess.Popen(["sleep", "60"], preexec_fn=become)
    t.ok("environ" in thief(become, plain.pid), "a program that takes no care is open")
    plain.kill()
    plain.wait()
    t.equal(thief(become, p.pid), "", "its user's other programs read nothing of a desk")
    limit = next(x for x in open(f"/proc/{p.pid}/limits") if x.startswith("Max core"))
    t.equal(limit.split()[4:6], ["0", "0"], "it may write no core")
    p.send_signal(signal.SIGSEGV)
    p.wait(20)
    cores = [x for x in place.rglob("*") if "core" in x.name]
    t.equal(cores, [], "and writes none when it crashes")
    shutil.rmtree(place)


def main(t, stack):
    t.equal(control([]), [], "the search finds what lies in plain")
    centre = stack.enter_context(Centre())
    m = stack.enter_context(Machine(centre))
    desk, c = work(t, m, centre)
    look_inside(t, m)
    seen = files(m)
    t.ok(any(p.name.endswith("-wal") for p in seen) and any(p.suffix == ".log" for p in seen),
         "there is a log of the store and of the desk", seen)
    t.equal(search(seen), [], "a disk taken while the desk runs tells nothing")
    desk.kill()
    t.equal(search(files(m)), [], "nor after a crash")
    desk = m.desk("recv")
    desk.login().close()
    desk.kill(signal.SIGTERM)
    t.equal(search(files(m)), [], "nor after an orderly end")
    sizes = {p.name: p.stat().st_size for p in files(m)}
    t.note(f"{len(CANARIES)} canaries, {len(list(shapes('x')))} shapes, {sizes}")


TAP.run(main)
