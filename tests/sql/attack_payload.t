#!/usr/bin/python3
"""attack_payload.t -- an operator writes into a ticket with psql: every kind of value that no form of ours
sends, in every place of a payload, by tell and by tell_many.  The ticket can still be opened after each."""
import json
import uuid

from attacker import ROLES, Session, Tap, q, run, tell

MEANT = {"note": "x"}
DEEP = 70
NUMBERS = ("0", "1", "-1", "1.5", "1e5", "99999999999999999999", "-99999999999999999999", "1e15", "1e400", "1e131071", "1e-400",
           "1e-16000", "123456789012345678", "0.1234567890123456789", "1e1000")


def values():
    """Yields (description, JSON)."""
    for n in NUMBERS:
        yield f"the number {n}", n
        yield f"{n} in a list", f"[{n}]"
        yield f"{n} below", f'{{"a":[{{"b":{n}}}]}}'
    yield "brackets", "[" * DEEP + "]" * DEEP
    yield "braces", '{"a":' * DEEP + "1" + "}" * DEEP
    yield "both", '[{"a":' * DEEP + '""' + "}]" * DEEP
    yield "true", "true"
    yield "a list", '["x"]'
    yield "an empty list", "[]"
    yield "an object", '{"x":"y"}'
    yield "a long text", json.dumps("长" * 3001, ensure_ascii=False)
    yield "a huge text", '"' + "x" * 100000 + '"'
    yield "a long list", json.dumps(["01"] * 5000)
    for c in list(range(1, 9)) + [11, 12, 13, 14, 27, 31, 127, 128, 155, 159]:
        yield f"the control character {c}", json.dumps(f"a{chr(c)}b", ensure_ascii=True)


def keys():
    yield from ("n", "", " ", "note ", "Note", "ｎote", "_for", "_steps", "of", "reason", "payload", "x" * 200, "\u202enote", "a\nb",
                "__proto__", "_mark", "note\u0301", "0", "caller", "pname")


def payloads():
    for what, v in values():
        yield f"{what} as the note", f'{{"note":{v}}}'
        yield f"{what} beside the note", f'{{"note":"x","n":{v}}}'
        yield f"{what} as a mark", f'{{"note":"x","_marks":{{"note":{v}}}}}'
        yield f"{what} as marks", f'{{"note":"x","_marks":{v}}}'
    for k in keys():
        yield f"the key {k!r}"[:60], json.dumps({**MEANT, k: "x"})
        yield f"a mark of {k!r}"[:60], json.dumps({**MEANT, "_marks": {k: "unknown"}})
    yield "a thousand keys", json.dumps({**MEANT, **{f"k{i}": "x" for i in range(1000)}})


def many(ticket, payload):
    op = (f'{{"op":"{uuid.uuid4()}","store":"{uuid.uuid4()}","seq":1,"ticket":"{ticket}","base":"","action":"note",'
          f'"schema":1,"payload":{payload}}}')
    return f"select verdict, detail from api.tell_many(array[{q(op)}]::jsonb[])"


def main(dba):
    tap = Tap()
    ticket = dba.one("select t.complaint_in('TS40')")
    station = Session("station")
    events = f"select count(*) from core.event where ticket = {q(ticket)}"
    before, size = dba.one(events), len(station.one(f"select api.ticket({q(ticket)})"))
    wrong, slow = [], []
    for what, payload in payloads():
        # an empty list and empty marks are harmless
        if payload in ('{"note":"x","_marks":{}}',):
            continue
        for sql in (tell("", ticket, "note", payload), many(ticket, payload)):
            tap.tries += 1
            try:
                got = station.run(sql)[0]
            except Exception as e:  # noqa: BLE001 -- refusing the whole call is right too
                got = ["failed", str(e)[:200]]
            if got[0] not in ("refused", "failed"):
                wrong.append((what, got))
            if len(got[1]) > 700:
                slow.append((what, len(got[1])))
    tap.ok(not wrong, "nothing but the fields of a step is taken", wrong)
    tap.ok(not slow, "and no answer grows with what was tried", slow)
    tap.ok(dba.one(events) == before, "the ticket is as it was")
    actions = [r[0] for r in dba.run("select distinct action from core.field order by 1")]
    sessions = {s: Session(s) for s in ROLES}
    taken = []
    for action in actions:
        for value in ("99999999999999999999", "[[[1]]]", '"x"'):
            for who, s in sessions.items():
                tap.tries += 1
                try:
                    got = s.run(tell("", ticket, action, f'{{"n":{value}}}'))[0]
                except Exception:  # noqa: BLE001
                    continue
                if got[0] != "refused":
                    taken.append((who, action, got))
    tap.ok(not taken, f"nor by any other of the {len(actions)} steps, by all", taken)
    tap.ok(dba.one(events) == before, "the ticket is as it was still")
    wrong = [r for r in dba.run("select distinct f.action, f.key from core.field f, core.event e, jsonb_each(e.payload) p "
                                "where jsonb_typeof(p.value) = 'number' and p.key = f.key and f.action = e.action")]
    tap.ok(not wrong, "no number stands in an event by a key of a form", wrong)
    doc = station.one(f"select api.ticket({q(ticket)})")
    tap.ok(abs(len(doc) - size) < 200 and isinstance(json.loads(doc), dict), "everybody can open it", len(doc))
    tap.end()


if __name__ == "__main__":
    run(main)
