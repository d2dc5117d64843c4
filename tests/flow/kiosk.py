#!/usr/bin/python3
"""No way out of the kiosk: a real sshd with the shipped configuration, in front of a
machine whose own configuration is as careless as can be.  As root with an account made for
the purpose; as anybody else, or with KIOSK_FORCED=1, with the forced command alone, which
leaves what the own login shell does undecided.  KIOSK_LONG=1 also waits for the idle lock.
"""
import contextlib
import getpass
import grp
import os
import pathlib
import pty
import pwd
import re
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import threading
import time

from lib.centre import BUILD, ROOT, Centre, free_port
from lib.tap import eventually, run
from lib.terminal import Terminal

TLS_REQUEST = struct.pack("!ii", 8, 80877103)
ALLOWED = {"TERM", "LANG", "USER", "LOGNAME", "HOME", "PATH"}
PROGRAMS = {"sshd", "gangshao-shell", "gangshao", "gangshaod"}
SSHD = next((p for p in ("/usr/sbin/sshd", "/usr/local/sbin/sshd") if os.path.exists(p)),
            None)
EVIL = """#include <fcntl.h>
#include <unistd.h>
__attribute__((constructor)) static void ran(void)
{ int fd = open("%s", O_CREAT | O_WRONLY, 0666); if (fd >= 0) close(fd); }
"""
# What stands around the shipped configuration: all that it must not depend on.
CARELESS = """Include {dir}/kiosk.conf
Port {port}
ListenAddress 127.0.0.1
HostKey {dir}/host
PidFile none
AuthorizedKeysFile {dir}/keys
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
AcceptEnv *
PermitUserEnvironment yes
PermitUserRC yes
AllowTcpForwarding yes
AllowStreamLocalForwarding yes
AllowAgentForwarding yes
PermitTunnel yes
X11Forwarding yes
GatewayPorts yes
Subsystem sftp internal-sftp
LogLevel VERBOSE
"""


class Kiosk:
    """A terminal server: programs, configuration, account, sshd."""

    def __init__(self, centre):
        self.centre = centre
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="gskiosk"))
        self.dir.chmod(0o755)
        self.port = free_port()
        self.account, self.home, self.made = getpass.getuser(), self.dir / "home", False
        self.marks = self.dir / "marks"
        self.seen, self.open = set(), True

    def __enter__(self):
        try:
            self.programs()
            self.make_account()
            self.careless_home()
            self.configure()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.open = False
        if hasattr(self, "sshd"):
            self.sshd.kill()
            self.sshd.wait()
        for pid in {*self.desks(), *(self.pids() if self.made else [])}:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self.made:
            eventually(lambda: not self.pids(), 5)
            subprocess.run(["userdel", self.account], stderr=subprocess.DEVNULL)
        shutil.rmtree(self.dir, ignore_errors=True)

    # ---- making ----------------------------------------------------------------

    def programs(self):
        place = self.dir / "bin"
        place.mkdir()
        for name in ("gangshao", "gangshaod"):
            shutil.copy(BUILD / name, place)
        shutil.copytree(BUILD / "locale", place / "locale")
        subprocess.run([os.environ.get("CC", "cc"), "-std=c11", "-D_GNU_SOURCE", "-O2",
                        "-static", f'-DKIOSK_PROGRAM="{place}/gangshao"',
                        f'-DKIOSK_CONF="{self.dir}/gangshao.conf"', "-o",
                        place / "gangshao-shell", ROOT / "ui/kiosk/shell.c"], check=True)
        for path in [place, *place.rglob("*")]:
            path.chmod(0o755 if path.is_dir() or path.parent == place else 0o644)
        self.shell = place / "gangshao-shell"

    def make_account(self):
        """An account whose login shell is ours, where we may make one."""
        if os.getuid() == 0 and shutil.which("useradd") and \
                not os.environ.get("KIOSK_FORCED"):
            name = f"gskiosk{os.getpid()}"
            r = subprocess.run(["useradd", "-M", "-d", self.home, "-s", self.shell, "-p",
                                "*", name], stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True)
            if r.returncode == 0:
                self.account, self.made = name, True
        self.user = pwd.getpwnam(self.account)
        self.home.mkdir()
        for d in (self.home, self.home / "store", self.home / "run"):
            d.mkdir(exist_ok=True)
            d.chmod(0o700)
            if self.made:
                os.chown(d, self.user.pw_uid, self.user.pw_gid)

    def careless_home(self):
        """Files that a shell, sshd or a library would read; each leaves a mark."""
        self.marks.mkdir()
        self.marks.chmod(0o777)
        (self.home / ".ssh").mkdir()
        for name in (".bashrc", ".profile", ".bash_profile", ".bash_login", ".zshrc",
                     ".kshrc", ".ssh/rc", ".bash_logout"):
            mark = self.marks / name.replace("/", "-")
            (self.home / name).write_text(f"touch {mark}\n")
            (self.home / name).chmod(0o755)
        (self.home / ".ssh/environment").write_text("EVIL=1\nPAGER=sh\n")
        (self.home / "evil.c").write_text(EVIL % (self.marks / "preload"))
        self.evil = self.dir / "evil.so"
        subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-o", self.evil,
                        self.home / "evil.c"], check=True)

    def configure(self):
        shutil.copy(self.centre.ca, self.dir / "ca.pem")
        conf = self.dir / "gangshao.conf"
        conf.write_text(
            f'server = {{ host = "127.0.0.1"; port = {self.centre.port}; '
            f'sslrootcert = "{self.dir}/ca.pem"; }};\ndemo = true;\n'
            f'desk = {{ store = "{self.home}/store"; run = "{self.home}/run"; '
            f'program = "{self.dir}/bin/gangshaod"; log = "{self.home}/desk.log"; '
            f'poll = 1; }};\nscreen = {{ lock = 1; }};\n'
            f'locale = "{self.dir}/bin/locale";\n')
        text = (ROOT / "ui/kiosk/sshd.conf").read_text()
        text = text.replace("@bindir@", str(self.dir / "bin"))
        (self.dir / "kiosk.conf").write_text(
            text.replace("Match Group gangshao", f"Match User {self.account}"))
        around = CARELESS.format(dir=self.dir, port=self.port)
        if not self.made:  # a shell that heeds the environment stands before ours
            around = around.replace("AcceptEnv *\n", "")
        (self.dir / "sshd_config").write_text(around)
        for name in ("host", "key"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f",
                            self.dir / name], check=True)
        shutil.copy(self.dir / "key.pub", self.dir / "keys")
        for name in ("gangshao.conf", "ca.pem", "keys"):
            (self.dir / name).chmod(0o644)

    def start(self):
        if os.getuid() == 0:
            os.makedirs("/run/sshd", mode=0o755, exist_ok=True)
        self.sshd = subprocess.Popen(
            [SSHD, "-D", "-f", self.dir / "sshd_config", "-E", self.dir / "sshd.log"],
            stdin=subprocess.DEVNULL)
        if not eventually(self.listens, 10):
            raise RuntimeError("sshd does not listen:\n" +
                               (self.dir / "sshd.log").read_text())
        threading.Thread(target=self.watch, daemon=True).start()

    def listens(self):
        with contextlib.suppress(OSError), \
                socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    @staticmethod
    def terminals():
        """Can sshd give its user a terminal?  Only root can give it to the group tty."""
        near, far = pty.openpty()
        group = os.fstat(far).st_gid
        os.close(near)
        os.close(far)
        with contextlib.suppress(KeyError):
            return os.getuid() == 0 or group == grp.getgrnam("tty").gr_gid
        return True

    # ---- looking ---------------------------------------------------------------

    @staticmethod
    def field(pid, name):
        with contextlib.suppress(OSError):
            text = pathlib.Path(f"/proc/{pid}/status").read_text()
            return re.search(rf"^{name}:\s+(.*)$", text, re.M).group(1)
        return ""

    def pids(self):
        """All of the account's; where it is not ours alone, all that sshd begot."""
        family = {str(self.sshd.pid)} if hasattr(self, "sshd") else set()
        found = []
        for p in sorted((int(p) for p in os.listdir("/proc") if p.isdigit())):
            if self.made:
                if self.field(p, "Uid").startswith(f"{self.user.pw_uid}\t"):
                    found.append(p)
            elif self.field(p, "PPid") in family:
                family.add(str(p))
                found.append(p)
        return found

    def named(self, name):
        return [p for p in self.pids() if self.field(p, "Name") == name]

    def desks(self):
        found = []
        for p in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                if str(self.dir / "gangshao.conf").encode() in p.read_bytes().split(b"\0"):
                    found.append(int(p.parent.name))
        return found

    def watch(self):
        while self.open:
            for p in self.pids():
                self.seen |= {self.field(p, "Name")} - {""}
            time.sleep(0.002)

    # ---- using -----------------------------------------------------------------

    def ssh(self, *words, client="ssh"):
        options = ["-F", "/dev/null", "-i", self.dir / "key", "-o", "BatchMode=yes", "-o",
                   "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o",
                   "LogLevel=ERROR", "-o", "IdentitiesOnly=yes"]
        port = ["-p" if client == "ssh" else "-P", str(self.port)]
        return [client, *map(str, options), *port, *map(str, words)]

    @property
    def whom(self):
        return f"{self.account}@127.0.0.1"

    def call(self, *words, client="ssh", seconds=15, text=""):
        """Exit status and everything said; None for one that had to be ended."""
        p = subprocess.Popen(self.ssh(*words, client=client), text=True, errors="replace",
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT)
        try:
            out, _ = p.communicate(text, seconds)
            return p.returncode, out
        except subprocess.TimeoutExpired:
            p.kill()
            return None, p.communicate()[0]

    def session(self, *words, **more):
        return Terminal(self.ssh("-tt", *words, self.whom), **more)


def hostile(kiosk):
    return {"LD_PRELOAD": kiosk.evil, "LD_LIBRARY_PATH": kiosk.dir, "LD_AUDIT": kiosk.evil,
            "TERMINFO": kiosk.home, "TERMINFO_DIRS": kiosk.home, "TERMCAP": "x",
            "GANGSHAO_CONF": "/dev/zero", "PAGER": "sh", "EDITOR": "sh", "VISUAL": "sh",
            "BASH_ENV": kiosk.home / ".bashrc", "ENV": kiosk.home / ".bashrc",
            "IFS": "x", "PGHOST": "evil", "PGSSLMODE": "disable", "OPENSSL_CONF": "/evil",
            "LOCPATH": kiosk.home, "NLSPATH": kiosk.home, "XDG_RUNTIME_DIR": "/tmp",
            "NCURSES_TRACE": "9", "PATH": kiosk.home, "SHELL": "/bin/sh", "LANGUAGE": "xx",
            "MALLOC_CHECK_": "3", "GCONV_PATH": kiosk.home, "TZ": "/evil"}


def environ(pid):
    raw = pathlib.Path(f"/proc/{pid}/environ").read_bytes()
    return dict(w.split("=", 1) for w in raw.decode().split("\0") if "=" in w)


def surroundings(t, kiosk):
    """What the two programs were given."""
    mine, desk = kiosk.named("gangshao"), kiosk.desks()
    if os.getuid() != 0:
        t.ok(True, "the environment # SKIP only root may look into the programs")
        return
    for pid in {*mine, *desk}:
        name = kiosk.field(pid, "Name")
        env = environ(pid)
        t.ok(set(env) <= ALLOWED | {"LANGUAGE"} and env.get("LANGUAGE") != "xx" and
             env["PATH"] == "/usr/bin:/bin", f"nothing of the other end's environment is "
             f"in {name}", env)
        t.equal((kiosk.field(pid, "NoNewPrivs"), kiosk.field(pid, "Umask")),
                ("1", "0077"), f"{name} gains no rights and gives none away")
        t.equal(kiosk.field(pid, "Seccomp"), "0" if "asan" in str(BUILD) else "2",
                f"{name} has given up what it never needs")
        limits = pathlib.Path(f"/proc/{pid}/limits").read_text()
        t.ok(re.search(r"Max core file size +0 +0 ", limits), f"{name} leaves no core")


def every_key(t, kiosk, s):
    """Whatever is pressed, there is the workstation or the line is closed."""
    functions = [f"\x1b[{n}~" for n in (*range(11, 16), *range(17, 22), 23, 24)]
    functions += [f"\x1b[{n};{m}~" for n in (15, 17, 18, 19, 20, 23, 24) for m in (2, 5, 3)]
    functions += ["\x1bO" + c for c in "PQRSABCDHFMjklmnopqrstuvwxy"]
    controls = [chr(n) for n in range(1, 32) if n != 27]
    typed = ["!sh\r", ":!id\r", "|id\r", "`id`\r", "$(id)\r", "~.x", "\x1b!", "\x1bx",
             "/!id\r", "?", "m", "q", "v", "e"]
    pressed = 0
    for one in [*controls, "\x1a", "\x1c", "\x03", *functions, *typed]:
        if s.fd < 0 or s.process.poll() is not None:
            s.close()
            s = kiosk.session()
            s.wait("密码|操作员", 20)
        s.write(one.encode())
        pressed += 1
        s.settle(0.02, 0.3)
        if one in "\x1a\x1c\x03":
            s.type("<Esc>")
    t.ok(pressed > 90 and b"uid=" not in s.raw, f"{pressed} keys open no shell", s.text())
    return s


def stranger_commands(t, kiosk):
    for words, name in ((("id",), "a command"), (("-s", "sftp"), "the subsystem"),
                        (("sh", "-c", "id"), "a shell"),
                        (("exec", "/bin/sh", "-i"), "an interactive shell"),
                        (("-T",), "a session without a terminal")):
        at = 1 if words[0].startswith("-") else 0
        whole = [*words[:at], kiosk.whom, *words[at:]]
        code, out = kiosk.call(*whole, text="id\nexit\n")
        t.ok(code == 77 and "uid=" not in out and ("terminal" in out or at),
             f"{name} is not run", f"{code} {out}")
    if kiosk.terminals():
        p = Terminal(kiosk.ssh("-tt", kiosk.whom, "id; sh"))
        p.wait("密码", 20)
        t.ok(b"uid=" not in p.raw, "a command with a terminal gets the workstation")
        p.close()
    secret = kiosk.home / "secret"
    secret.write_text("inner\n")
    secret.chmod(0o644)
    out = kiosk.dir / "out"
    for words in (("-O",), ("-s",)):
        code, said = kiosk.call(*words, f"{kiosk.whom}:{secret}", out, client="scp")
        t.ok(code != 0 and not out.exists(), f"scp {words[0]} fetches nothing",
             f"{code} {said}")
        code, said = kiosk.call(*words, kiosk.dir / "ca.pem",
                                f"{kiosk.whom}:{kiosk.marks}/sent", client="scp")
        t.ok(code != 0 and not (kiosk.marks / "sent").exists(),
             f"scp {words[0]} leaves nothing", f"{code} {said}")
    code, said = kiosk.call("-b", "-", kiosk.whom, client="sftp", text="ls /\n")
    t.ok(code != 0 and "etc" not in said, "sftp lists nothing", f"{code} {said}")


def reached(port, hello=TLS_REQUEST):
    """What comes back from behind a forwarded port."""
    def try_once():
        with contextlib.suppress(OSError), \
                socket.create_connection(("127.0.0.1", port), 2) as s:
            s.settimeout(1)
            s.sendall(hello)
            got = b""
            with contextlib.suppress(OSError):
                while data := s.recv(100):
                    got += data
            return [got]
        return None
    answer = eventually(try_once, 10)
    return answer[0] if answer else None


def no_forwarding(t, kiosk):
    pg = kiosk.centre.port
    sock = f"{kiosk.centre.host}/.s.PGSQL.{pg}"
    t.equal(reached(pg), b"S", "the database is there, for who may come directly")
    socks = b"\5\1\0" + b"\5\1\0\1\x7f\0\0\1" + struct.pack("!H", pg) + TLS_REQUEST
    for what, hello, name in (("-L {}:127.0.0.1:%d" % pg, TLS_REQUEST, "a local port"),
                              ("-L {}:%s" % sock, TLS_REQUEST, "a local port to a socket"),
                              ("-D {}", socks, "a dynamic port")):
        port = free_port()
        p = subprocess.Popen(kiosk.ssh("-N", *what.format(port).split(), kiosk.whom),
                             stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        answer = reached(port, hello)
        p.kill()
        p.wait()
        t.ok(answer is not None and b"S" not in answer and b"N" not in answer,
             f"{name} leads nowhere", answer)
    code, out = kiosk.call("-W", f"127.0.0.1:{pg}", kiosk.whom)
    t.ok(code not in (0, None) and "forwarding failed" in out, "nor does the session's own line",
         f"{code} {out}")
    strict = ("-N", "-o", "ExitOnForwardFailure=yes")
    for what, name in ((f"{free_port()}:127.0.0.1:{pg}", "a port at the kiosk"),
                       (f"{kiosk.marks}/sock:127.0.0.1:{pg}", "a socket at the kiosk")):
        code, out = kiosk.call(*strict, "-R", what, kiosk.whom)
        t.ok(code not in (0, None) and "forwarding failed" in out, f"{name} is not opened",
             f"{code} {out}")
    t.ok("DisableForwarding" in (kiosk.dir / "kiosk.conf").read_text() and
         not (kiosk.marks / "sock").exists(), "and none was left behind")


def second_session(t, kiosk, control):
    """The line of a living session takes no second one."""
    code, out = kiosk.call("-S", control, kiosk.whom, "id")
    t.ok(code not in (0, None) and "uid=" not in out and
         ("refused" in out or "terminal" in out), "a second session on the line is refused",
         f"{code} {out}")


def hang_up(t, kiosk):
    """The line is cut in the middle: the program ends, the desk finishes."""
    s = kiosk.session()
    s.login("recv", "demo")
    s.wait("已连通", 20)
    kiosk.centre.stop()
    s.press("<F2>", "类型 +投诉", 20)
    s.press("<Tab><Tab>enquiry<Enter>", "必填 2/3")
    from lib.seat import Seat
    seat = Seat.__new__(Seat)
    seat.name, seat.recording, seat.t = "recv", None, s
    seat.fill("事实", "断线之后仍要送达的咨询")
    seat.fill("答复", "已当场答复。")
    seat.kept()
    before = [p for p in kiosk.named("gangshao") if kiosk.field(p, "State")[0] != "Z"]
    s.process.kill()
    start = time.monotonic()
    gone = eventually(lambda: all(kiosk.field(p, "State")[:1] in ("", "Z")
                                  for p in before), 5, 0.005)  # who reaps it is no matter
    took = time.monotonic() - start
    t.ok(len(before) == 1 and gone and took <= 1.0,
         f"the workstation ends within a second ({1000 * took:.0f} ms)", before)
    s.close()
    t.ok(kiosk.desks(), "its desk stays, for something is to be sent")
    kiosk.centre.start()
    t.ok(eventually(lambda: kiosk.centre.value("select count(*) from core.ticket") == "1",
                    90, 0.2), "and sends it when the centre is back")
    t.ok(eventually(lambda: not kiosk.desks(), 60, 0.2), "then it ends")


def first_login(t, kiosk):
    """An administrator gave the password: it is changed over the line, and nothing comes before."""
    given, own = "for the first day", "horse battery 9"
    kiosk.centre.admin("set", "demo", "0")
    kiosk.centre.enrol("newone", secret=given, label="林芳", number="0199", unit="330100000", duty="r01")
    s = kiosk.session()
    s.wait("密码", 20)
    s.press(f"newone<Enter>{given}<Enter>", "此密码由管理员设置：请先更改密码", 30)
    for key in ("\x1a", "\x1c", "\x03", "<F2>", "<F9>", "<C-o>", ":!id<Enter>"):
        s.write(key.encode()) if len(key) == 1 else s.type(key)
        s.settle(0.1, 1)
    t.ok(b"uid=" not in s.raw and not re.search("近期办结|来电号码", s.text()), "no key leads past the change", s.text())
    s.close()  # the line is cut
    s = kiosk.session()
    s.wait("密码", 20)
    s.press(f"newone<Enter>{given}<Enter>", "请先更改密码", 30)
    s.type(f"{own}<Enter>{own}<Enter>")
    t.ok(s.shows("近期办结", 30) and s.shows("已连通", 20), "changed at the kiosk, it lets him in", s.text())
    t.ok(given not in s.text() and own.encode() not in s.raw, "and was never shown")
    s.close()
    for password, good in ((given, False), (own, True)):
        s = kiosk.session()
        s.wait("密码", 20)
        s.type(f"newone<Enter>{password}<Enter>")
        t.equal(bool(s.shows("近期办结", 15 if good else 5)), good,
                "the next time it is the new one that opens" if good else "the given one opens nothing any more")
        s.close()
    kiosk.centre.admin("set", "demo", "1")


def idle(t, kiosk):
    if not os.environ.get("KIOSK_LONG"):
        t.ok(True, "a seat left alone locks itself # SKIP two minutes: KIOSK_LONG=1")
        return
    s = kiosk.session()
    s.login("recv", "demo")
    t.ok(s.shows("密码", 130), "a seat left alone locks itself", s.text())
    s.close()


def at_a_terminal(t, kiosk):
    control = kiosk.dir / "control"
    words = [f"{k}={v}" for k, v in hostile(kiosk).items()]
    s = kiosk.session("-A", "-X", "-M", "-S", control, "-o", "SetEnv " + " ".join(words))
    s.login("recv", "demo", 30)
    t.ok(s.shows("已连通", 20), "the kiosk opens the workstation", s.text())
    surroundings(t, kiosk)
    second_session(t, kiosk, control)
    every_key(t, kiosk, s).close()
    hang_up(t, kiosk)
    first_login(t, kiosk)
    idle(t, kiosk)


def nothing_else(t, kiosk):
    if not kiosk.made:
        t.ok(True, "no other program ran # SKIP the account's shell is not ours")
        return
    marks = sorted(p.name for p in kiosk.marks.iterdir())
    t.equal(marks, [], "no file of the account was run, no library loaded")
    others = kiosk.seen - PROGRAMS
    t.ok("gangshao" in kiosk.seen and not others,
         f"no other program ever ran ({' '.join(sorted(kiosk.seen))})", others)


def main(t, stack):
    if not SSHD or not all(map(shutil.which, ("ssh", "ssh-keygen", "scp", "sftp"))):
        t.ok(True, "the kiosk # SKIP OpenSSH is not installed")
        return
    centre = stack.enter_context(Centre())
    kiosk = stack.enter_context(Kiosk(centre))
    t.note(f"{'a login shell of its own' if kiosk.made else 'the forced command alone'}")
    subprocess.run(["true"], env={"LD_PRELOAD": str(kiosk.evil)}, check=True)
    t.ok((kiosk.marks / "preload").exists(), "the evil library works, where it may")
    (kiosk.marks / "preload").unlink()
    if kiosk.terminals():
        at_a_terminal(t, kiosk)
    else:
        t.ok(True, "the workstation # SKIP terminals here do not belong to the group tty")
    stranger_commands(t, kiosk)
    no_forwarding(t, kiosk)
    nothing_else(t, kiosk)


run(main)
