#!/usr/bin/python3
"""The whole desk on a disk that is full, on one whose syncs take five seconds, and on one
whose sync fails: the operator is told, typing goes on, and nothing kept is lost when the
disk is well again."""
import ctypes
import os
import pathlib
import select
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "flow"))
from lib import tap as TAP  # noqa: E402
from lib.centre import BUILD, Centre  # noqa: E402
from lib.desk import Machine, complaint  # noqa: E402
from lib.seat import Seat  # noqa: E402
from lib.terminal import Terminal  # noqa: E402

MIB = 1 << 20


def small_disk(path, size):
    """A file system of its own; False where that is not allowed."""
    libc = ctypes.CDLL(None, use_errno=True)
    if os.getuid() != 0 or libc.unshare(0x00020000) != 0:  # CLONE_NEWNS
        return False
    words = (["mount", "--make-rprivate", "/"],
             ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "none", path])
    return all(subprocess.run(w, stderr=subprocess.DEVNULL).returncode == 0 for w in words)


def fill(store):
    """A neighbour takes every byte that is left."""
    with open(store / "ballast", "ab", buffering=0) as f:
        for size in (MIB, 4096, 512, 1):
            try:
                while True:
                    f.write(b"x" * size)
            except OSError:
                pass


def keep(client, log, n):
    """Registrations over the wire, and what was said to each."""
    said = []
    for _ in range(n):
        text = f"磁盘第{len(log['tried'])}通。"
        log["tried"].append(text)
        answer = client.tell(complaint(content=text), seconds=30)
        said.append(answer)
        if answer and answer["m"] == "kept":
            log["kept"][answer["ops"][0]["regno"]] = text
    return said


def full(t, centre, m, log):
    store = m.dir / "store"
    c = m.desks[0].login()
    said = keep(c, log, 3)
    t.ok(all(a["m"] == "kept" for a in said), "with room, calls are kept", said)
    s = Seat(m, "recv")
    s.enquiry("没有空间时的来电。")
    fill(store)
    said = []
    while not any(a["m"] == "no" for a in said) and len(said) < 200:
        said += keep(c, log, 1)
    no = said[-1]
    t.ok(no["m"] == "no" and no["verdict"] == "refused" and "full" in no["text"],
         "without room, a call is refused with a sentence", no)
    s.t.type("<C-s>")
    t.ok(s.t.shows("本机磁盘已满", 10), "the screen says so", s.t.text())
    t.ok(s.t.shows("没有空间时的来电", 5), "the form is still there", s.t.text())
    s.field("答复")
    s.t.type("goes on")
    t.ok(s.t.shows("goes on", 5), "typing goes on", s.t.text())
    s.t.type(" and on and on, for longer than a draft waits")
    t.ok(s.t.shows("draft waits", 5), "and on", s.t.text())
    time.sleep(2)
    s.t.settle()
    t.ok(s.t.shows("draft waits", 0) and not s.t.shows("已锁屏", 0),
         "although its draft cannot be kept", s.t.text())
    t.ok(s.t.shows("本机磁盘已满", 5), "which she reads", s.t.text())
    s.t.type("<Esc>")
    time.sleep(1)
    s.t.settle()
    t.ok(s.t.shows("draft waits", 0) and not s.t.shows("已暂存", 0),
         "nor is a form laid aside that cannot be kept", s.t.text())
    os.unlink(store / "ballast")
    s.t.type("<C-s>")
    t.ok(s.t.shows("已登记。请告知来电人登记编号", 20), "with room again it is kept", s.t.text())
    said = keep(c, log, 3)
    t.ok(all(a["m"] == "kept" for a in said), "and so is what follows", said)
    s.close()
    c.close()


def echo(t, n):
    """Milliseconds from a key to the first byte of its echo."""
    took = []
    for i in range(n):
        t.settle(0.02)
        begin = time.perf_counter()
        os.write(t.fd, b"abcdefgh"[i % 8:i % 8 + 1])
        if not select.select([t.fd], [], [], 10)[0]:
            return [10000.0]
        took.append((time.perf_counter() - begin) * 1000)
        Terminal.pump(0)
    return sorted(took)


def slow(t, m, log):
    flag = m.dir / "slow"
    c = m.desks[0].login()
    s = Seat(m, "recv")
    s.enquiry("慢磁盘时的来电。")
    s.field("答复")
    calm = echo(s.t, 60)
    flag.touch()
    text = f"磁盘第{len(log['tried'])}通。"
    log["tried"].append(text)
    number = c.next_id()
    begin = time.monotonic()
    c.send(m="tell", id=number, ops=[complaint(content=text)])
    stalled = echo(s.t, 60)
    spent = time.monotonic() - begin
    early = c.wait_m("kept", "no", id=number, seconds=0)
    t.ok(spent < 5 and early is None, "the keys were typed while the disk stood still", spent)
    flag.unlink()
    answer = c.wait_m("kept", id=number, seconds=30)
    t.ok(answer, "and the call was kept when the sync was over")
    if answer:
        log["kept"][answer["ops"][0]["regno"]] = text
    p99 = calm[-1], stalled[-1]
    t.ok(stalled[len(stalled) // 2] <= 2 * calm[len(calm) // 2] + 1,
         "a key is echoed as quickly as ever", f"{calm} {stalled}")
    t.ok(p99[1] <= max(2 * p99[0], 100), "the slowest key too", p99)
    t.note(f"key to echo, ms, p50 and worst of 60: idle {calm[30]:.2f} {p99[0]:.1f}, "
           f"while a sync takes 5 s {stalled[30]:.2f} {p99[1]:.1f}")
    s.close()
    c.close()


def failing(t, m, log):
    """A sync fails: what hangs on it is not called kept, nothing more is until the store was
    opened again, and that happens although nobody stops asking."""
    flag = m.dir / "fail"
    c = m.desks[0].login()
    op = complaint(content="同步失败时的来电。")
    flag.touch()
    answer = c.tell(op, seconds=30)
    t.ok(answer and answer["m"] == "no" and answer["verdict"] == "broken",
         "a failed sync is told", answer)
    flag.unlink()
    begin, tries = time.monotonic(), 0
    while not (answer and answer["m"] == "kept") and time.monotonic() < begin + 20:
        time.sleep(0.1)
        answer = c.tell(op, seconds=30)
        tries += 1
    t.ok(answer and answer["m"] == "kept", "the store is opened again and keeps the call",
         answer)
    t.note(f"{time.monotonic() - begin:.1f} s and {tries} tries after the disk was well")
    if answer and answer["m"] == "kept":
        log["kept"][answer["ops"][0]["regno"]] = "同步失败时的来电。"
    c.close()


def main(t, stack):
    centre = stack.enter_context(Centre())
    m = stack.enter_context(Machine(centre))
    os.mkdir(m.dir / "store", 0o700)
    os.environ.update(SLOW_SYNC=str(m.dir / "slow"), FAIL_SYNC=str(m.dir / "fail"))
    small = small_disk(m.dir / "store", f"{48 * MIB}")
    preload = "asan" not in str(BUILD)  # the sanitizer must be first itself
    if preload:
        os.environ["LD_PRELOAD"] = str(BUILD / "fault" / "sick_sync.so")
    m.desk("recv")
    os.environ.pop("LD_PRELOAD", None)
    c = m.desks[0].login()
    TAP.eventually(lambda: c.rows("code", table="unit", code="330106013"), 60, 0.2)
    c.close()
    log = {"kept": {}, "tried": []}
    if small:
        full(t, centre, m, log)
    else:
        t.note("not examined here: a full disk needs root and mounts")
    if preload:
        slow(t, m, log)
        failing(t, m, log)
    there = TAP.eventually(lambda: (rows := dict(
        r.split("|") for r in centre.sql("select regno, facts ->> 'content' from core.ticket"))
        ).keys() >= log["kept"].keys() and rows, 40, 0.5) or {}
    t.ok(there, "the queue drains")
    t.equal({k: there.get(k) for k in log["kept"]}, log["kept"],
            "the centre has all that was kept, under the numbers told")
    refused = set(log["tried"]) - set(log["kept"].values())
    t.equal(refused & set(there.values()), set(), "and nothing that was refused")
    if small:
        subprocess.run(["umount", "-l", m.dir / "store"])


TAP.run(main)
