#!/usr/bin/python3
"""The line to the centre: whoever cannot prove to be the centre learns nothing, and the
operator reads why.  False servers of every kind, a relay in the middle, certificates of
machines."""
import contextlib
import os
import socket
import ssl
import struct
import subprocess
import threading

from lib.authority import OVER, Authority
from lib.centre import BUILD, Centre
from lib.desk import Machine
from lib.tap import eventually, run

SECRET = "correct-horse-battery"
TLS_REQUEST = struct.pack("!ii", 8, 80877103)
SCRAM_PLAIN = b"SCRAM-SHA-256\0\0"


def asks(kind, more=b""):
    return b"R" + struct.pack("!ii", 8 + len(more), kind) + more


class False_:
    """A server that is not the centre.  cert: (authority, base); answer: what it says to
    the request for TLS; then: what it says to the name of the operator."""

    def __init__(self, authority, cert=None, answer=b"S", then=b""):
        self.answer, self.then = answer, then
        self.clear, self.inside = bytearray(), bytearray()
        self.met = 0
        self.context = None
        if cert:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(cert, str(cert)[:-4] + ".key")
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.host, self.port, self.ca = "127.0.0.1", self.listener.getsockname()[1], \
            str(authority.ca)
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            self.met += 1
            with contextlib.suppress(OSError, ValueError):
                self.serve(near)
            near.close()

    def listen(self, near, kept, seconds=0.3):
        near.settimeout(seconds)
        with contextlib.suppress(OSError):
            while data := near.recv(65536):
                kept += data

    def serve(self, near):
        near.settimeout(3)
        self.clear += near.recv(65536)
        near.sendall(self.answer)
        if self.context:
            near = self.context.wrap_socket(near, server_side=True)
            self.inside += near.recv(65536)
            near.sendall(self.then)
            self.listen(near, self.inside)
        else:
            self.listen(near, self.clear)

    def close(self):
        self.listener.close()


class Relay(False_):
    """Sits in the middle with a certificate that the desk takes, and reads along."""

    def __init__(self, authority, cert, centre):
        self.centre = centre
        super().__init__(authority, cert)

    def serve(self, near):
        near.settimeout(3)
        self.clear += near.recv(65536)
        near.sendall(self.answer)
        near = self.context.wrap_socket(near, server_side=True)
        far = socket.create_connection(("127.0.0.1", self.centre.port))
        far.sendall(TLS_REQUEST)
        far.recv(1)
        context = ssl.create_default_context(cafile=self.centre.ca)
        far = context.wrap_socket(far, server_hostname="localhost")
        threading.Thread(target=self.pump, args=(far, near), daemon=True).start()
        self.pump(near, far)

    def pump(self, source, sink):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self.inside += data
                sink.sendall(data)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def kinds(place):
    """name, the server's making, what the operator reads, how far it may come."""
    good = Authority(place / "good")
    other = Authority(place / "other")
    fine = good.issue("fine")
    more = {"cert": fine}
    return good, [
        ("without TLS", {"answer": b"N"}, "no encrypted link", "request"),
        ("that answers with an error", {"answer": b"E\0\0\0\7no\0"}, "", "request"),
        ("that speaks before the handshake", {"answer": b"SR\0\0\0\10\0\0\0\3"}, "",
         "request"),
        ("of another authority", {"cert": other.issue("server")}, "not valid here",
         "handshake"),
        ("with a certificate that is over", {"cert": good.issue("old", when=OVER)},
         "not valid here", "handshake"),
        ("with another host's certificate",
         {"cert": good.issue("host", "db.example", "DNS:db.example,IP:127.0.0.2")},
         "another host", "handshake"),
        ("with a certificate without a name", {"cert": good.issue("none", "x", "")},
         "another host", "handshake"),
        ("that wants the password in clear", {**more, "then": asks(3)},
         "channel binding", "name"),
        ("that wants its MD5", {**more, "then": asks(5, b"salt")}, "channel binding",
         "name"),
        ("whose SCRAM is not bound", {**more, "then": asks(10, SCRAM_PLAIN)},
         "channel binding", "name"),
        ("that lets anybody in", {**more, "then": asks(0)}, "channel binding", "name"),
    ]


def said(machine, password=SECRET):
    return machine.desk("recv").client().hello("recv", password, 30)


def startup_only(data):
    """One startup message and nothing behind it."""
    return len(data) >= 8 and struct.unpack("!i", data[:4])[0] == len(data) and \
        data[4:8] == struct.pack("!i", 196608)


def false_servers(t, place):
    good, cases = kinds(place)
    for name, making, words, far in cases:
        with contextlib.closing(False_(good, **making)) as server, \
                Machine(server) as m:
            no = said(m)
            t.ok(server.met and no["m"] == "no" and no.get("verdict") == "later" and
                 words in no.get("text", ""),
                 f"a server {name}: refused, and why", no)
            eventually(lambda s=server: not far == "name" or s.inside, 2)
            told = bytes(server.clear) + bytes(server.inside)
            whole = server.clear == TLS_REQUEST * (len(server.clear) // 8)
            inside = bytes(server.inside)
            t.ok(SECRET.encode() not in told and server.clear and
                 (startup_only(inside) if far == "name" else not inside) and
                 (whole or not server.context),
                 f"and it learnt no more than the {far}", told)
    return good


def in_the_middle(t, centre, place):
    """An authority that vouches for two: the one in the middle has a true certificate."""
    good = Authority(place / "good")
    pathlib_ca = place / "both.pem"
    pathlib_ca.write_bytes(good.ca.read_bytes() + open(centre.ca, "rb").read())
    with contextlib.closing(Relay(good, place / "good" / "fine.pem", centre)) as relay, \
            Machine(relay, sslrootcert=pathlib_ca) as m:
        no = said(m, "demo")
        t.ok(no["m"] == "no" and b"SCRAM-SHA-256-PLUS" in relay.inside,
             "a relay with a true certificate of its own gets no session", no)
        t.ok(b"AuthenticationOk" not in relay.inside and b"api.hello" not in relay.inside,
             "and hears no question")
    t.equal(centre.value("select count(*) from pg_stat_activity where usename = 'recv'"),
            "0", "the centre has let nobody in")


def by_certificate(t, centre, place):
    """pg_hba.conf: clientcert=verify-full, a certificate in the operator's own name."""
    people = Authority(place / "people", "gangshao people")
    own = people.issue("recv", "recv", "")
    other = people.issue("disp", "disp", "")
    stranger = Authority(place / "other").issue("recv", "recv", "")
    hba = f"{centre.data}/pg_hba.conf"
    old = open(hba).read()
    with open(f"{centre.data}/clients.pem", "wb") as f:
        f.write(people.ca.read_bytes())
    os.chmod(f.name, 0o644)
    with open(hba, "w") as f:
        f.write(old.replace("scram-sha-256\n", "scram-sha-256 clientcert=verify-full\n")
                .replace("local all all scram-sha-256 clientcert=verify-full",
                         "local all all scram-sha-256"))
    centre.sql("alter system set ssl_ca_file = 'clients.pem'")
    centre.sql("select pg_reload_conf()")

    def key(path):
        return str(path)[:-4] + ".key"
    with Machine(centre, sslcert=own, sslkey=key(own)) as m:
        t.equal(said(m, "demo")["m"], "welcome",
                "the machine's certificate and the password let the operator in")
        no = said(m, "wrong")
        t.equal(no.get("field"), "password", "the certificate alone does not")
    with Machine(centre) as m:
        no = said(m, "demo")
        t.ok(no["m"] == "no" and "certificate" in no["text"], "without one nobody is", no)
    with Machine(centre, sslcert=other, sslkey=key(other)) as m:
        t.equal(said(m, "demo")["m"], "no", "somebody else's is none")
    with Machine(centre, sslcert=stranger, sslkey=key(stranger)) as m:
        no = said(m, "demo")
        t.ok(no["m"] == "no" and "certificate" in no["text"],
             "one of another authority is none", no)
    os.chmod(key(own), 0o640)
    with Machine(centre, sslcert=own, sslkey=key(own)) as m:
        no = said(m, "demo")
        t.ok(no.get("verdict") == "refused" and "0600" in no["text"],
             "a key that others can read is refused", no)
    with open(hba, "w") as f:
        f.write(old)
    centre.sql("select pg_reload_conf()")


def administrator(t, centre, place):
    """gangshaoctl admin over the network is held to the same."""
    centre.sql("alter role postgres password 'dba-secret'")
    secret = place / "secret"
    secret.write_text("dba-secret\n")
    secret.chmod(0o600)

    def doctor(port, *more):
        where = " ".join([f"host=127.0.0.1 port={port} dbname=gangshao user=postgres",
                          *more])
        return subprocess.run(
            [BUILD / "gangshaoctl", "admin", "doctor", "--server", where,
             "--password-file", secret], text=True, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, env={**os.environ, "LANGUAGE": "en"})
    r = doctor(centre.port, f"sslrootcert={centre.ca}")
    t.ok("ok  PostgreSQL is 15" in r.stdout, "the administrator comes over TLS, too", r.stdout)
    r = doctor(centre.port, f"sslrootcert={centre.ca}", "sslmode=require")
    t.ok(r.returncode and "verify-full" in r.stdout, "never by less", r.stdout)
    good = Authority(place / "good")
    for making in ({"answer": b"N"}, {"cert": good.issue("d"), "then": asks(3)}):
        with contextlib.closing(False_(good, **making)) as server:
            r = doctor(server.port, f"sslrootcert={good.ca}")
            t.ok(r.returncode and server.met and
                 b"dba-secret" not in server.clear + server.inside,
                 "a false server does not get the administrator's password", r.stdout)


def in_chinese(t, place):
    good = Authority(place / "good")
    secret = place / "secret-recv"
    secret.write_text(SECRET + "\n")
    secret.chmod(0o600)
    cert = Authority(place / "other").issue("zh")
    with contextlib.closing(False_(good, cert=cert)) as server, Machine(server) as m:
        r = subprocess.run([BUILD / "gangshaoctl", "-c", m.conf, "-o", "recv",
                            "--password-file", secret, "status"], text=True,
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           env={**os.environ, "LANGUAGE": "zh_CN", "LC_ALL": "C.UTF-8"})
        t.ok("服务器的证书在此无效" in r.stdout and "密码没有发出" in r.stdout,
             "the operator reads it in Chinese", r.stdout)


def main(t, stack):
    centre = stack.enter_context(Centre())
    import pathlib
    place = pathlib.Path(centre.dir) / "people"
    place.mkdir()
    false_servers(t, place)
    in_chinese(t, place)
    in_the_middle(t, centre, place)
    by_certificate(t, centre, place)
    administrator(t, centre, place)


run(main)
