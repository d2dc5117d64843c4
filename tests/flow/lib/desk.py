"""desk.py -- desks (gangshaod) in a directory of their own, and clients that speak the
local protocol to them in plain Python, independent of src/wire."""
import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import time
import uuid

from .centre import BUILD


class Machine:
    """A workstation: configuration, stores, run directory.  with Machine(centre) as m"""

    def __init__(self, centre=None, **options):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="gangshao-desk-"))
        self.conf = self.dir / "gangshao.conf"
        self.run_dir = self.dir / "run"
        self.log = self.dir / "desk.log"
        self.desks = []
        self.env = {}  # further environment of the desks
        self.write_conf(centre, **options)

    def write_conf(self, centre, **options):
        """Connects over TLS, as at work; a directory as host means the centre's socket."""
        o = {"host": "127.0.0.1" if centre else "/nonexistent",
             "port": centre.port if centre else 5432, "sslmode": "verify-full",
             "sslrootcert": centre.ca if centre else "", "sslcert": "", "sslkey": "",
             "demo": True, "installation": "", "poll": 1, "lease": 100,
             "database": "gangshao"}
        o.update(options)
        self.conf.write_text(
            f'demo = {"true" if o["demo"] else "false"};\n'
            f'installation = "{o["installation"]}";\n'
            f'locale = "{BUILD}/locale";\n'
            f'server = {{ host = "{o["host"]}"; port = {o["port"]}; '
            f'database = "{o["database"]}"; sslmode = "{o["sslmode"]}"; '
            f'sslrootcert = "{o["sslrootcert"]}"; sslcert = "{o["sslcert"]}"; '
            f'sslkey = "{o["sslkey"]}"; }};\n'
            f'desk = {{ store = "{self.dir}/store"; run = "{self.run_dir}"; '
            f'program = "{BUILD}/gangshaod"; log = "{self.log}"; '
            f'poll = {o["poll"]}; lease = {o["lease"]}; kdf_memory = 64; }};\n')
        os.chmod(self.conf, 0o600)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for desk in self.desks:
            desk.kill()
        self.end_desks()
        shutil.rmtree(self.dir, ignore_errors=True)

    def running(self):
        """Process ids of the desks that workstations of this machine have started."""
        found = []
        for p in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                words = p.read_bytes().split(b"\0")
                if words[0].endswith(b"gangshaod") and str(self.conf).encode() in words:
                    found.append(int(p.parent.name))
        return found

    def end_desks(self, number=signal.SIGKILL):
        end = time.monotonic() + 20
        while (pids := self.running()) and time.monotonic() < end:
            for pid in pids:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, number)
            time.sleep(0.01)

    def warm(self, *operators):
        """Starts these desks and waits until they have the codes, as on an ordinary day."""
        for name in operators:
            desk = self.desk(name)
            client = desk.login()
            deadline = time.monotonic() + 60
            while not (client.rows("code", table="unit", code="330106013") and
                       client.rows("code", table="division", code="330106")):
                if time.monotonic() > deadline:
                    raise AssertionError(f"the desk of {name} gets no codes")
                time.sleep(0.1)
            client.close()

    def desk(self, operator):
        desk = Desk(self, operator)
        self.desks.append(desk)
        return desk


class Desk:
    """One gangshaod in the foreground, ready when the constructor returns."""

    def __init__(self, machine, operator):
        self.machine, self.operator = machine, operator
        self.path = str(machine.run_dir / f"{operator}.sock")
        self.start()

    def start(self):
        machine, operator = self.machine, self.operator
        r, w = os.pipe()
        env = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        env.update(machine.env, LANGUAGE="en")
        self.process = subprocess.Popen(
            [os.environ.get("GANGSHAOD", BUILD / "gangshaod"), "-f", "-c", machine.conf,
             "--fd", str(w), "-o", operator],
            pass_fds=[w], stdin=subprocess.DEVNULL, env=env)
        os.close(w)
        self.ready = os.read(r, 1) == b"1"
        os.close(r)

    def client(self):
        """Connects a client; a desk without clients exits after five seconds, then a new one is started."""
        try:
            return Client(self.path)
        except (FileNotFoundError, ConnectionRefusedError):
            if self.process.wait(5) != 0:
                raise
            self.start()
            return Client(self.path)

    def login(self, password="demo", seconds=20):
        c = self.client()
        answer = c.hello(self.operator, password, seconds)
        if answer["m"] != "welcome":
            raise AssertionError(f"no welcome: {answer}")
        return c

    def kill(self, number=signal.SIGKILL):
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(20)


class Client:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.buffer = b""
        self.seen = []  # messages not yet consumed
        self.ids = 0

    def close(self):
        with contextlib.suppress(OSError):
            self.socket.close()

    def send(self, **message):
        text = json.dumps(message, ensure_ascii=False).encode()
        self.socket.sendall(struct.pack(">I", len(text)) + text)

    def _frame(self):
        if len(self.buffer) < 4:
            return None
        n = struct.unpack(">I", self.buffer[:4])[0]
        if len(self.buffer) < 4 + n:
            return None
        text, self.buffer = self.buffer[4:4 + n], self.buffer[4 + n:]
        return json.loads(text)

    def receive(self, seconds):
        """Returns the next message, None at the time-out; raises EOFError when the desk has closed."""
        end = time.monotonic() + seconds
        while True:
            message = self._frame()
            if message is not None:
                return message
            left = end - time.monotonic()
            if left <= 0:
                return None
            self.socket.settimeout(left)
            try:
                data = self.socket.recv(65536)
            except (socket.timeout, TimeoutError):
                return None
            if not data:
                raise EOFError("the desk has closed")
            self.buffer += data

    def wait(self, check, seconds=10):
        """Consumes the first message for which check(message) holds; None at the time-out."""
        for i, message in enumerate(self.seen):
            if check(message):
                return self.seen.pop(i)
        end = time.monotonic() + seconds
        while True:
            message = self.receive(max(0, end - time.monotonic()))
            if message is None:
                return None
            if check(message):
                return message
            self.seen.append(message)

    def wait_m(self, *kinds, seconds=10, **want):
        """Consumes the first message of one of these kinds whose keys have these values."""
        return self.wait(lambda m: m["m"] in kinds and
                         all(m.get(k) == v for k, v in want.items()), seconds)

    def hello(self, operator, password, seconds=20):
        self.send(m="hello", v=1, operator=operator, password=password, client="test")
        return self.wait_m("welcome", "no", seconds=seconds)

    def next_id(self):
        self.ids += 1
        return self.ids

    def tell(self, *ops, draft=None, seconds=10):
        """Sends operations; returns the desk's kept or no."""
        number = self.next_id()
        more = {"draft": draft} if draft else {}
        self.send(m="tell", id=number, ops=list(ops), **more)
        return self.wait_m("kept", "no", id=number, seconds=seconds)

    def settled(self, op, seconds=15):
        return self.wait_m("settled", op=op["op"], seconds=seconds)

    def do(self, op, seconds=15):
        """Sends an operation and returns its settled, or the no that refused it."""
        answer = self.tell(op)
        return self.settled(op, seconds) if answer and answer["m"] == "kept" else answer

    def ask(self, query, seconds=15, **args):
        """Returns the last answer as a list of dicts; raises LookupError(no) where refused."""
        origin = args.pop("from_", "centre")
        number = self.next_id()
        self.send(**{"m": "ask", "id": number, "query": query, "args": args,
                     "from": origin})
        answer = self.wait(lambda m: m.get("id") == number and
                           (m["m"] == "no" or (m["m"] == "rows" and m["last"])), seconds)
        if answer is None:
            raise TimeoutError(query)
        if answer["m"] == "no":
            raise LookupError(answer)
        return [dict(zip(answer["cols"], row)) for row in answer["rows"]]

    def rows(self, query, **args):
        """Asks the desk's mirror only."""
        return self.ask(query, from_="mirror", **args)


def queued_under(machine, centre, operator, before, given):
    """A call is queued without the centre; then an administrator gives another password than
    the one that this machine knows.  Returns the operation."""
    desk = machine.desk(operator)
    c = desk.login(before)
    centre.stop("immediate")
    op = complaint()
    c.tell(op)
    c.close()
    desk.kill()
    centre.start()
    centre.admin("password", operator, secret=given)
    return op


def operation(action, ticket=None, base="", **payload):
    return {"op": str(uuid.uuid4()), "ticket": ticket or str(uuid.uuid4()), "base": base,
            "action": action, "payload": payload}


def complaint(**more):
    """A registration that a centre accepts; None drops a key."""
    now = time.strftime("%Y-%m-%dT%H:%M:%S+08:00", time.gmtime(time.time() + 8 * 3600))
    payload = {
        "kind": "complaint", "call": str(uuid.uuid4()), "received": now, "incform": "1",
        "line": "12315", "pname": "测试甲", "sex": "1", "mobile": "13800000001",
        "paddr": "浙江省杭州市西湖区文三路1号", "invname": "杭州某某餐饮有限公司",
        "invdiv": "330106", "invaddr": "浙江省杭州市西湖区文二路2号", "objtype": "101",
        "invoam": "128.00", "buydate": "2026-11-01", "disputedate": "2026-11-02",
        "problem": "Q0101", "content": "消费者反映菜品中有异物。", "demand": ["01"],
        "agreepub": "1", "agreeent": "1", "anon": False, "secret": False,
    }
    payload.update(more)
    return operation("register", **{k: v for k, v in payload.items() if v is not None})
