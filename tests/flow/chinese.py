#!/usr/bin/python3
"""What gangshaoctl says under a Chinese locale is Chinese: where something is wrong too, no
sentence of PostgreSQL's, libpq's or the C library's stands in it untranslated."""
import os
import re
import subprocess

from house import BUILD, DBA, House, Tap

tap = Tap()
ZH = {"LC_ALL": "C.UTF-8", "LANGUAGE": "zh_CN", "LC_MESSAGES": "zh_CN.UTF-8"}
# Names that stay as they are: programs, verbs and flags as typed, settings, methods, codes of errors.
KNOWN = """gangshao gangshaod gangshaoctl gangshao_operator gangshao_owner admin help PostgreSQL TLS SCRAM SCRAM-SHA-256
UTF- JSON CSV SQLSTATE PG libpq api core audit init-demo CONNINFO VERB DIRECTORY OPERATOR NAME DUTY UNIT SETTING VALUE
SUBSTITUTE md5 trust sslmode verify-full verify-ca pg_hba.conf local host KDF MiB GiB PDF dbname user ok off""".split()


def foreign(text, typed):
    """Words of Latin letters that are neither known names nor what was typed."""
    text = re.sub(r"(?m)^gangshaoctl: [a-z_]+: |\b[\w-]+\.(?:csv|conf|sql)\b", " ", text)  # the flag or file it is about
    for word in sorted(filter(None, typed), key=len, reverse=True):
        text = re.sub(rf"(?<![A-Za-z_]){re.escape(word)}(?![A-Za-z_])", " ", text)
    # the server's own words only behind a Chinese sentence that says what they are
    text = re.sub(r"数据库无法执行（SQLSTATE \w{5}）。服务器：.*", " ", text)
    text = re.sub(r"--[a-z-]+|(?<!\w)/[\w./-]+|\b[A-Z0-9]{5}\b", " ", text)
    return sorted(set(re.findall(r"[A-Za-z][A-Za-z_-]+(?:\.[A-Za-z]+)*", text)) - set(KNOWN))


def check(title, r, typed=(), code=None, more=()):
    words = foreign(r.stdout + r.stderr, [*typed, *more])
    tap.ok(not words and (code is None or r.returncode == code) and "Traceback" not in r.stderr,
           f"{title}: Chinese", f"{' '.join(words)}\nexit {r.returncode}\n{r.stdout[-1500:]}{r.stderr}")


def admin(house, title, *args, code=1, more=()):
    check(title, house.admin(*args, env=ZH), args, code, more)


def server(title, conninfo, env=None, typed=()):
    r = subprocess.run([BUILD / "gangshaoctl", "admin", "operators", "--server", conninfo], capture_output=True, text=True,
                       check=False, env={**os.environ, **ZH, **(env or {})})
    check(title, r, [conninfo, *re.findall(r"=(\S+)", conninfo), *typed])
    tap.ok(r.returncode in (1, 3) and r.stderr, f"{title}: and fails", (r.returncode, r.stderr))


def connections(house):
    here = f"host={house.sockets} dbname=gangshao"
    server("no such socket", f"host={house.dir}/none user={DBA} dbname=gangshao")
    server("a database that there is not", f"host={house.sockets} user={DBA} dbname=nowhere")
    server("a user that there is not", f"{here} user=stranger password=secret")
    server("no password", f"{here} user=recv")
    server("a wrong password", f"{here} user=recv password=wrong")
    server("a port where nobody listens", f"host={house.sockets} port=1 user={DBA} dbname=gangshao")
    server("a host over the network", "host=127.0.0.1 port=1 user=x dbname=gangshao")
    server("a host that has no address", "host=nowhere.invalid user=x dbname=gangshao sslrootcert=/nonexistent")
    server("an option that libpq does not know", f"{here} nonsense=1", typed=["nonsense"])
    server("a connection string that is none", "host='x")
    server("an operator who lists operators", f"{here} user=recv password=demo")
    locked = house.admin("lock", "recv")
    tap.equal(locked.returncode, 0, "an operator is locked")
    server("a locked operator", f"{here} user=recv password=demo")
    house.admin("unlock", "recv")


def administration(house):
    s = ["--secret-file", str(house.dir / "secret")]
    enrol = ["enrol", "neu", "--label", "新", "--number", "9", "--unit", "330100000", *s]
    admin(house, "an odd name", "enrol", "N E", *enrol[2:])
    admin(house, "an unknown unit", *enrol[:7], "000", *s)
    admin(house, "an odd number", *enrol[:5], "!!!", *enrol[6:])
    admin(house, "an empty label", *enrol[:3], "", *enrol[4:])
    admin(house, "a long label", *enrol[:3], "长" * 80, *enrol[4:])
    admin(house, "a day that is none", *enrol, "--until", "2026-02-30")
    admin(house, "a day in words", *enrol, "--until", "soon")
    admin(house, "an unknown duty", *enrol, "--duty", "r99")
    admin(house, "a duty that is none", *enrol, "--duty", "x@y@z")
    admin(house, "grant until no day", "grant", "recv", "r03", "--until", "31.12.2026")
    admin(house, "expire on no day", "expire", "recv", "--until", "x")
    admin(house, "absence until no day", "absence", "recv", "disp", "--until", "x")
    admin(house, "absence from no day", "absence", "recv", "disp", "--until", "2027-01-01", "--from", "2027-13-01")
    admin(house, "lock nobody", "lock", "nobody")
    admin(house, "back nobody", "back", "nobody")
    admin(house, "a setting that there is not", "set", "nonsense", "1")
    admin(house, "a setting that is no number", "set", "weekend_roll", "x", code=None)
    admin(house, "a folder that there is not", "local", "/nonexistent")
    admin(house, "a secret that there is not", "password", "recv", "--secret-file", "/nonexistent")
    admin(house, "a secret that is no file", "password", "recv", "--secret-file", "/")
    admin(house, "a step that there is not", "work", "--once", "--only", "nothing")
    admin(house, "every so often that is none", "work", "--every", "x", code=None)
    admin(house, "roots since what is no number", "roots", "--since", "x", code=None)
    admin(house, "roots to a file that cannot be", "roots", "--export", "/nonexistent/x")
    admin(house, "a witness that there is not", "verify", "--witness", "/nonexistent")
    admin(house, "a unit without a parent", "unit", "123456789", "--name", "x")
    admin(house, "an office that there is not", "office", "nowhere", "--phone", "1")
    admin(house, "a flag that there is not", "set", "demo", "1", "--colour", code=2)
    admin(house, "a verb that there is not", "frobnicate", code=2)
    admin(house, "a word too few", "set", "demo", code=2)
    admin(house, "a tree that is none", "load", "--tree", "/nonexistent", more=["/nonexistent"], code=None)
    own = house.dir / "mine"
    own.mkdir()
    for name, text in (("workday.csv", "date,kind,name\nsoon,holiday,x\n"), ("phrase.csv", "code,name,valid_to\na,b,never\n"),
                       ("setting.csv", "code,value\nnonsense,1\n"), ("odd.csv", "a,b\n1,2\n"), ("phrase.csv", "code,name\na\n")):
        for p in own.iterdir():
            p.unlink()
        (own / name).write_text(text, encoding="utf-8")
        admin(house, f"{name} with {text.splitlines()[1]}", "local", str(own), more=[name.split(".")[0], *re.findall(r"\w+", text)])


def broken_house(house):
    house.sql("grant select on core.ticket to gangshao_operator; alter table core.work rename to gone")
    r = house.admin("doctor", env=ZH)
    check("the doctor of a broken house", r, more=[
        "fsync", "full_page_writes", "core.ticket", "archive_mode", "trust", "core.work", "log_min_error_statement"])
    r = house.admin("work", "--once", env=ZH)
    check("work in a broken house", r, more=["sessions", "roles", "meters", "left", "deadlines", "calendar", "roots", "upkeep", "core.work"])
    house.sql("revoke select on core.ticket from gangshao_operator; alter table core.gone rename to work")


def operators(house):
    def ctl(title, *args, stdin=None, secret=None, more=()):
        r = house.ctl(*args, stdin=stdin, secret=secret, env=ZH)
        check(title, r, [*args, *more])
        return r
    wrong = house.dir / "wrong"
    wrong.write_text("not it\n", encoding="utf-8")
    wrong.chmod(0o600)
    check("status", house.ctl("-o", "recv", "status", env=ZH), ["recv"], 0)
    ctl("a wrong password of a desk", "-o", "disp", "status", secret=wrong)
    ctl("a secret that there is not", "-o", "recv", "status", secret="/nonexistent")
    ctl("a configuration that there is not", "-c", "/nonexistent", "-o", "recv", "status")
    bad = house.dir / "bad.conf"
    for text in ("server = {", 'server = { port = "x"; };', "nonsense = 1;", 'server = { sslmode = "maybe"; };', "desk = { poll = 900; };"):
        bad.write_text(text + "\n", encoding="utf-8")
        bad.chmod(0o600)
        ctl(f"configuration {text}", "-c", str(bad), "-o", "recv", "status", more=re.findall(r"\w+", text) + [str(bad), "disable", "prefer", "require"])
    ctl("a limit that is none", "-o", "recv", "worklist", "--limit", "x")
    ctl("a ticket that there is not", "-o", "recv", "ticket", "99999999")
    ctl("a queue that there is not", "-o", "recv", "worklist", "--queue", "nonsense")
    ctl("facts that are no JSON", "-o", "recv", "register", "--fields", "-", stdin="{")
    ctl("facts in a file that there is not", "-o", "recv", "register", "--fields", "/nonexistent")
    ctl("a day that is none", "-o", "recv", "publications", "--from", "soon")
    ctl("a unit that there is not", "-o", "recv", "counters", "--unit", "nowhere")
    ctl("another's unit", "-o", "recv", "worklist", "--unit", "310000000", "--queue", "todispatch")
    ctl("wait for what is no number", "-o", "recv", "status", "--wait", "x")


with House(ready=True) as house:
    house.enrol("recv", "王芳", "0123", "330100000", "r01")
    house.enrol("disp", "李强", "0124", "330100000", "r03")
    connections(house)
    administration(house)
    broken_house(house)
    operators(house)
tap.done()
