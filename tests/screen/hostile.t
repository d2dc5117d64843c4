#!/usr/bin/python3
"""A hostile server, caller or file is only text: every screen, line mode and gangshaoctl on a
real terminal, fed by a desk that puts hostile text into whatever it says, and the raw bytes of
the terminal held against the program's own vocabulary.  The same screens with a friendly desk
say that the vocabulary is the whole of it."""
import json
import os
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from desks import FakeDesks, here  # noqa: E402
from lib import vocabulary  # noqa: E402
from lib.centre import BUILD  # noqa: E402
from lib.tap import run  # noqa: E402
from lib.terminal import KEYS, Terminal, keys  # noqa: E402

MEGABYTES = int(os.environ.get("MEGABYTES", 2))  # of the line that is pasted
SCRIPTS = os.environ.get("ONLY", "intake act ticket worklist outbox search views kinds papers decline approve issue").split()


def Desks(hostile):
    """With `hostile` they spoil what they say."""
    return FakeDesks(HOSTILE="1" if hostile else "")


def typed(line):
    """A step of a golden script as what a person types."""
    word, _, rest = line.partition(" ")
    if word == "type":
        return rest.encode()
    if word == "paste":
        return b"\x1b[200~" + rest.replace("\\n", "\n").encode() + b"\x1b[201~"
    if word == "key":
        return b"".join(keys(f"<{k}>") if k in KEYS or re.fullmatch("C-[a-z]", k) else
                        keys(f"<C-{k[1].lower()}>") if re.fullmatch(r"\^[A-Z]", k) else k.encode()
                        for k in rest.split())
    return b""


def play(script, desks, extra=b""):
    """A golden script by name, or steps.  The raw bytes that the workstation said."""
    with Terminal([BUILD / "gangshao", "-c", desks.conf]) as t:
        t.wait("密码")
        if isinstance(script, str):
            script = (here / "scripts" / f"{script}.script").read_text("utf-8").splitlines()
        for line in script:
            if line.startswith(("wait", "sleep", "dump")):
                t.settle(0.04, 1)
            elif t.fd >= 0 and typed(line):
                try:
                    t.write(typed(line))
                except EOFError:
                    break
        if t.fd >= 0 and extra:
            t.write(extra)
        t.settle(0.1, 5)
        return bytes(t.raw)


def screens(t):
    for hostile in (False, True):
        seen = 0
        with Desks(hostile) as desks:
            for script in SCRIPTS:
                raw = play(script, desks)
                seen += raw.count("‹U+".encode()) + raw.count("␛".encode())
                t.equal(vocabulary.foreign(raw), [],
                        f"{script}: a {'hostile' if hostile else 'friendly'} desk, "
                        f"{len(raw)} bytes, all of our own vocabulary")
            if hostile:
                raw = play(["type recv", "key Enter", "type demo", "key Enter", "wait",
                            "key F9", "wait", "key 1", "wait", "key Tab", "key Tab", "key F8",
                            "wait", "key Esc", "key F9", "wait"], desks)
                t.equal((vocabulary.foreign(raw), raw.count("␂".encode()) > 0), ([], True),
                        f"a draft is restored, {len(raw)} bytes")
        t.ok((seen > 0) == hostile, f"marks stand for what may not be shown: {seen}")


def said(t, name, *argv, feed=b"", env=None):
    with Terminal(argv, env=env) as one:
        if feed:
            one.settle(0.2, 3)
            one.write(feed)
        one.until(lambda: one.process.poll() is not None, 8)
        one.settle(0.05, 1)
        raw = bytes(one.raw)
    t.equal((vocabulary.foreign(raw, terminal=False), len(raw) > 0), ([], True),
            f"{name}: {len(raw)} bytes, new lines and text")


def others(t):
    """What speaks by stdio."""
    evil = "".join(vocabulary.HOSTILE)
    bytes_ = b"".join(vocabulary.BROKEN)
    ctl = BUILD / "gangshaoctl"
    with Desks(True) as desks:
        secret = desks.dir / "secret"
        secret.write_text("demo\n")
        secret.chmod(0o600)
        form = desks.dir / "form.json"
        form.write_text(json.dumps({"kind": "complaint", "content": evil, "pname": evil, evil: "x"}))
        common = ["-c", desks.conf, "-o", "disp", "--password-file", secret]
        for words in (["worklist", "--queue", "todispatch"], ["worklist", "--queue", "todispatch", "--csv"],
                      ["search", "--text", "x"], ["outbox"], ["status"], ["counters"], ["state"],
                      ["ticket", "--ticket", "00000000-0000-7000-8000-000000000001"],
                      ["note", "00000001", "--note", "refuse me"],
                      ["register", "--json", "--fields", form], ["worklist", "--queue", evil], ["drafts"]):
            said(t, f"gangshaoctl {words[0]} {ascii(str(words[-1]))[-12:]}", ctl, *common, *words)
        said(t, "an unknown verb", ctl, evil)
        said(t, "one of broken bytes", ctl, bytes_)
        said(t, "an unknown flag", ctl, b"worklist", b"--" + bytes_)
        said(t, "a file that is not there", ctl, "-c", "/nonexistent/" + evil.replace("/", ""), "status")
        said(t, "a terminal nobody knows", BUILD / "gangshao", "-c", desks.conf,
             env={"TERM": evil.replace("/", "")})
        said(t, "a workstation's option", BUILD / "gangshao", "--" + evil)
        said(t, "a desk's configuration", BUILD / "gangshaod", "-c", bytes_, "-o", "x")
        bad = desks.dir / "bad.conf"
        bad.write_bytes(b'"' + evil.encode() + bytes_ + b'" = 1;\n')
        bad.chmod(0o600)
        said(t, "an option of a configuration", BUILD / "gangshao", "-c", bad)
        bad.write_bytes(b"demo = true;\nkeys = { save = \"" + evil.replace('"', "").encode() + b"\"; };\n")
        said(t, "a key of a configuration", BUILD / "gangshao", "-c", bad)
        said(t, "line mode", BUILD / "gangshao", "-c", desks.conf, "--line",
             feed=b"disp\ndemo\n1\n2\nm\nq\nq\n\x04")


def pastes(t):
    """Into a form: everything there is, and a very long line."""
    body = b"".join(h.encode() for h in vocabulary.HOSTILE) + b"".join(vocabulary.BROKEN)
    body = body.replace(b"\x1b[201~", b"")
    with Desks(False) as desks:
        for name, extra in (("pasted", b"\x1b[200~" + body + "末尾".encode() + b"\x1b[201~"),
                            ("typed", body.replace(b"\x1b", b"").replace(b"\x11", b"")),
                            ("one line", b"\x1b[200~" + "长".encode() * (MEGABYTES * 350000) + b"\x1b[201~")):
            raw = play("intake", desks, extra)
            t.equal(vocabulary.foreign(raw), [], f"{name}: {len(extra)} bytes into a form")


def checker(t):
    """The instrument itself: each thing that may not be said is seen when it is."""
    text = vocabulary.HOSTILE
    missed = [h for h in text if not vocabulary.foreign(h.encode(), terminal=False)]
    t.equal(missed, [], f"{len(text)} hostile texts are seen by the checker")
    missed = [b for b in vocabulary.BROKEN if not vocabulary.foreign(b)]
    t.equal(missed, [], "and bytes that are no text")
    t.equal(vocabulary.foreign("\x1b[12;5H\x1b[1;7m岗哨 ok\x1b[m\x1b[?2004h\r\n".encode()), [],
            "and our own words are not")


def main(t, _stack):
    checker(t)
    screens(t)
    others(t)
    pastes(t)


run(main)
