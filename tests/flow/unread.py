#!/usr/bin/python3
"""What the centre says and no program can read, what is too large to be said on, and a centre
that was changed under the link: each ends in words, a code or an answer, never in silence."""
import json
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from lib import tap as TAP  # noqa: E402
from lib.centre import BUILD, Centre  # noqa: E402
from lib.desk import Machine, complaint, operation  # noqa: E402

HUGE = "99999999999999999999"
DEEP = "[" * 70 + "]" * 70
UNREADABLE = {"a number": f'{{"n": {HUGE}}}', "a fraction": '{"n": 1e400}', "nesting": f'{{"n": {DEEP}}}'}


def put(centre, what, returns, body):
    """The function of this name is another for a while."""
    name, args = what.split("(", 1)
    centre.sql(f"alter function {what} rename to {name.split('.')[1]}_was; create function {what} {returns} "
               f"language sql volatile security definer set search_path = pg_catalog, core as $f$ {body} $f$; "
               f"grant execute on function {what} to gangshao_operator")
    return what


def back(centre, what):
    name, args = what.split("(", 1)
    centre.sql(f"drop function {what}; alter function {name}_was({args} rename to {name.split('.')[1]}")


def ctl(m, *words):
    r = subprocess.run([BUILD / "gangshaoctl", "-c", m.conf, "-o", "recv", "--password-fd", "0", *words],
                       input="demo\n", capture_output=True, text=True, env={**m.env, "LANG": "C.UTF-8", "LANGUAGE": "zh_CN"})
    return r.returncode, r.stdout, r.stderr


def verdicts(t, centre, client, ticket):
    for name, text in UNREADABLE.items():
        f = put(centre, "core.conflict_of(core.step, text)", "returns jsonb", f"select '{text}'::jsonb")
        op = operation("amend", ticket, "server:0", brand=name)
        got = client.do(op)
        back(centre, f)
        t.ok(got and got["state"] == "admin" and "cannot be read" in got["text"],
             f"a verdict with {name} needs the administrator", got)
        sent = centre.value(f"select count(*) from core.applied where op_id = '{op['op']}'")
        time.sleep(2)
        left = [r for r in client.rows("outbox") if r["op"] == op["op"]]
        t.ok(sent == "1" and left and left[0]["state"] == "admin", "and is not told again and again", left)
        client.send(m="withdraw", id=client.next_id(), op=op["op"], reason="x")
        client.wait_m("settled", op=op["op"])
    good = client.do(operation("note", ticket, note="后来的一条"))
    t.ok(good and good["state"] == "applied", "the next one goes through", good)


def documents(t, centre, m, client, ticket):
    what = "api.ticket(uuid, integer, integer)"
    for name, text in UNREADABLE.items():
        f = put(centre, what, "returns jsonb", f"select '{text}'::jsonb")
        code, out, said = ctl(m, "ticket", ticket, "--from", "centre")
        t.ok(code == 4 and "无法读取" in said, f"gangshaoctl, a document with {name}: a code and a sentence", (code, said))
        code, out, said = ctl(m, "ticket", ticket, "--from", "centre", "--json")
        t.ok(code == 4 and "无法读取" in said, "as JSON as well", (code, said))
        back(centre, f)
    f = put(centre, what, "returns jsonb", "select jsonb_build_object('x', repeat('x', 5000000))")
    at = time.monotonic()
    try:
        client.ask("ticket", ticket=ticket)
        t.ok(False, "an answer too large for the socket is told")
    except LookupError as e:
        no = e.args[0]
        t.ok("too large" in no["text"] and time.monotonic() - at < 10, "an answer too large for the socket is told", no)
    back(centre, f)
    t.ok(json.loads(client.ask("ticket", ticket=ticket)[0]["doc"])["ticket"] == ticket, "and the desk goes on")


def changed(t, centre, client):
    what = "api.search(text, integer, text)"
    client.ask("search", text="文二路", limit="9")
    cols = centre.value("select pg_get_function_result('api.search(text,integer,text)'::regprocedure)")
    f = put(centre, what, "returns " + cols[:-1] + ", added text)", "select x.*, ''::text from api.search_was($1, $2, $3) x")
    for n in (1, 2):
        try:
            got = client.ask("search", text="文二路", limit="9", seconds=20)
        except LookupError as e:
            got = e.args[0]
        t.ok(isinstance(got, list), f"a column was added under the link: an answer all the same, {n}", got)
    back(centre, f)
    try:
        got = client.ask("search", text="文二路", limit="9", seconds=20)
    except LookupError as e:
        got = e.args[0]
    t.ok(isinstance(got, list), "and was taken away again", got)
    for state in ("55P03", "40001", "53400", "57014", "26000", "0A000", "XX000", "42P01"):
        body = f"begin raise exception 'no' using errcode = '{state}'; end"
        centre.sql(f"alter function {what} rename to search_was")
        centre.sql(f"create function {what} returns {cols} language plpgsql as $f$ {body} $f$; "
                   f"grant execute on function {what} to gangshao_operator")
        try:
            got = client.ask("search", text="文二路", limit="9", seconds=30)
        except LookupError as e:
            got = e.args[0]
        t.ok(isinstance(got, dict) and got["text"] and "cannot be reached" not in got["text"],
             f"an ask that fails with {state} does not say that there is no centre", got)
        back(centre, what)


def main(t, stack):
    centre = stack.enter_context(Centre())
    m = stack.enter_context(Machine(centre))
    desk = m.desk("recv")
    client = desk.login()
    client.wait_m("link", state="up")
    op = complaint()
    got = client.do(op)
    t.ok(got["state"] == "applied", "a complaint", got)
    verdicts(t, centre, client, op["ticket"])
    changed(t, centre, client)
    documents(t, centre, m, client, op["ticket"])


TAP.run(main)
