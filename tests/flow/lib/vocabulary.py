"""vocabulary.py -- what a program of ours may send to a terminal: the strings of terminfo, a few
of its own, and visible text.  foreign(raw) returns everything else, byte for byte; HOSTILE lists texts
that people, servers and files may contain, to be entered wherever text is accepted."""
import curses
import itertools
import re
import subprocess
import unicodedata

# Not in terminfo: bracketed paste on and off, clearing the scrollback.
OWN = {b"\x1b[?2004h", b"\x1b[?2004l", b"\x1b[3J"}
SEQUENCE = re.compile(
    rb"\x1b(?:\[[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]|[\]PX^_].*?(?:\x07|\x1b\\|\Z)|[\x20-\x2f]+[\x30-\x7e]"
    rb"|[\x30-\x7e]|\Z)", re.S)
# Invisible, although Unicode classes them as letters or marks.
UNSEEN = re.compile("[\u2065\ufdd0-\ufdef\ufff0-\ufff8\ufffe\uffff\U0001fffe\U0001ffff\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f"
                    "\U000e0100-\U000e01ef]")
NEVER = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
STACK = re.compile("[\u0300-\u036f]{5,}")


def shape(sequence):
    """Numbers matter where they choose a mode; elsewhere they are positions and colours."""
    if sequence[-1:] in b"hlt" or b"?" in sequence or b">" in sequence:
        return sequence
    return re.sub(rb"\d+", b"N", sequence)


def expansions(cap):
    yield cap
    if b"%" not in cap:
        return
    for one in (0, 1, 7, 8, 15, 16, 99, 255):
        for two in (0, 9, 99):
            yield curses.tparm(cap, one, two)
    if cap.count(b"%p") > 4:  # attributes, and their two charsets
        for flags in itertools.product((0, 1), repeat=7):
            yield curses.tparm(cap, *flags, 0, 0)


def terminfo():
    term = "xterm-256color"
    curses.setupterm(term, 1)
    out = subprocess.run(["infocmp", "-1", term], capture_output=True, text=True).stdout
    known = set(OWN)
    for name in re.findall(r"^\s(\w+)=", out, re.M):
        cap = curses.tigetstr(name)
        if cap and not re.fullmatch(r"k\w+", name):
            for text in expansions(re.sub(rb"\$<[^>]*>", b"", cap)):
                known.update(shape(s) for s in SEQUENCE.findall(text))
                known.update(bytes([c]) for c in SEQUENCE.sub(b"", text) if c < 32)
    return known


KNOWN = None


def foreign(raw, terminal=True):
    """Returns everything in raw that is not in the vocabulary, as a sorted list; terminal=False:
    new lines are the only control characters allowed (a log, gangshaoctl)."""
    global KNOWN
    if KNOWN is None:
        KNOWN = terminfo()
    known = KNOWN if terminal else set()
    found = set()

    def known_one(match):
        if shape(match.group(0)) not in known:
            found.add(match.group(0))
        return b""
    rest = SEQUENCE.sub(known_one, bytes(raw))
    try:
        text = rest.decode("utf-8")
    except UnicodeDecodeError as e:
        found.add(rest[e.start:e.end])
        text = rest.decode("utf-8", "replace")
    for ch in set(text):
        if ch in "\r\n" or ord(ch) < 32 and ch.encode() in known:
            continue
        if unicodedata.category(ch) in NEVER or UNSEEN.match(ch):
            found.add(ch.encode())
    found.update(m.encode() for m in STACK.findall(text))
    return sorted(found)


C0 = "".join(chr(c) for c in range(1, 32)) + "\x7f"
C1 = "".join(chr(c) for c in range(0x80, 0xa0))
HOSTILE = [
    C0, C1,
    "\x1b[2J\x1b[H\x1b[31m", "\x1b]0;owned\x07", "\x1b]52;c;b3duZWQ=\x1b\\", "\x1bP$q\"p\x1b\\",
    "\x1b_apc\x1b\\\x1b^pm\x1b\\\x1bXsos\x1b\\", "\x1bc\x1b#8\x1b(0\x0e", "\x1b[?1049l\x1b[?25l\x1b[6n",
    "\u009b31m\u009d0;owned\u009c\u0090q\u009c",
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e左右\u2066\u2067\u2068\u2069",
    "零\u200b宽\u200c字\u200d符\u2060\u2061\u2062\u2063\u2064\ufeff\u180e",
    "软\u00ad连", "".join(chr(0xe0000 + c) for c in (1, 0x20, 0x41, 0x7f)) + "标记",
    "变\ufe00体\ufe0f选\U000e0100择\U000e01ef", "私\ue000用\uf8ff区\U000f0000\U0010fffd",
    "非\ufffe字\uffff符\ufdd0\U0001ffff", "行\u2028段\u2029", "注\ufff9释\ufffa间\ufffb",
    "叠" + "\u0301" * 40, "填\u3164充\u115f\u1160\uffa0\u034f", "未分\u2065配\ufff0",
    "\r覆盖\b\b\b\v\f\a\0"[:-1], "😀👩\u200d👩\u200d👧\U00020000🇨🇳",
]
# Bytes that are not valid text.
BROKEN = [b"\xff\xfe", b"\xc0\xaf", b"\xe0\x80\xaf", b"\xf0\x80\x80\xaf", b"\xed\xa0\x80\xed\xb0\x80",
          b"\xf4\x90\x80\x80", b"\xe4\xb8", b"\x80\x9b31m\x9d0;x\x9c", b"\xc3\x28", b"\xfc\x80\x80\x80\x80\xaf"]
