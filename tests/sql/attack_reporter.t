#!/usr/bin/python3
"""attack_reporter.t -- the reporter's identity (order 121, article 37): canary values in every field about the
reporter.  Every operator calls every function; the canaries appear only to operators who handle that report and
hold the duty, and every value shown unmasked is on record."""
import json
import time
import uuid

from attacker import ROLES, Refused, Session, Tap, q, run, tell

MORE = {"recv9": ("330100000", "r01"), "officer": ("330100000", "r11"), "signer": ("330106000", "r04"),
        "inspector": ("330106000", "r05"), "chief": ("330106000", "r06"), "county": ("330106000", "r01,r03,r08"),
        "past": ("330106013", "r04,r05,r06")}
# operators who may know the reporter, by the secrecy the reporter asked for
LAWFUL = {"": {"recv", "clerk", "lead", "officer", "signer", "inspector", "chief"},
          "secret": {"recv", "clerk", "inspector", "officer"}, "anon": {"officer"}}
PLAIN = {"pname": "雀姓名", "cerno": "33010219010101{n}", "mobile": "19{n}100{i}", "landtel": "0579{n}2",
         "inccall": "18{n}300{i}", "paddr": "雀街{n}弄八号楼九室", "email": "finch{n}@example.cn", "agent": "雀代理{n}",
         "joint": "雀同伴{n}"}


def canaries(i):
    n = f"{4711 + i * 37:04}{i:01}"
    return {k: v.format(n=n, i=i) + ("" if k != "pname" else n) for k, v in PLAIN.items()}


def masks(c):
    return {c["mobile"][:3] + "****" + c["mobile"][-4:], c["inccall"][:3] + "****" + c["inccall"][-4:],
            c["landtel"][:3] + "****" + c["landtel"][-4:], c["cerno"][:6] + "*", c["paddr"][:5] + "****"}


def register(recv, dba, canary, kind, flag):
    unit, first, _ = recv.run("select * from api.lease('" + (store := str(uuid.uuid4())) + "', gen_random_uuid(), 1)")[0]
    ticket = str(uuid.uuid4())
    p = json.loads(dba.one(f"select t.{kind}()"))
    p.update(canary, regno=unit + time.strftime("%Y%m%d", time.gmtime(time.time() + 28800)) + f"{int(first):08}",
             call=str(uuid.uuid5(uuid.NAMESPACE_URL, flag)), invname="某店" + flag)
    if flag and flag != "anon":
        p[flag] = "true"
    if flag == "major":
        p.update(inckind="i01", evegrade="3", dead="0", injured="2", place="某店", ongoing="true")
    got = recv.run(tell("", ticket, "register", json.dumps(p), store=store))[0]
    assert got[0] == "applied", got
    if flag == "anon":  # as an older program left it: today an anonymous report stores no identity
        dba.run(f"update core.ticket set facts = facts || '{{\"anon\": \"true\"}}', caller = '匿名' where ticket = '{ticket}'")
    return ticket


def calls(tickets, words):
    """Yields calls of every function with all arguments an operator could know."""
    none = "gen_random_uuid()"
    yield "hello", f"select api.hello({none}, 'x', 1, '{{}}')"
    yield "lease", f"select * from api.lease({none}, {none}, 1)"
    yield "ledger", f"select * from api.ledger({none}, 0)"
    yield "ledger_rows", f"select * from api.ledger_rows({none}, 0, 100)"
    yield "events_since", "select * from api.events_since('3', 0, 1000)"
    for f in ("codes_since(0)", "units_since(0, '', 50)", "divisions_since(0, '', 50)",
              "suggest('330106', '古墩路12号', '10101', '')"):
        yield f.split("(")[0], f"select * from api.{f}"
    for unit in ("", "330100000", "330106000", "330106013", "330000000"):
        yield "counters", f"select * from api.counters({q(unit)})"
        for queue in ("returned", "todispatch", "tosign", "tocheck", "handling", "approve", "callback", "below",
                      "registered", "incident", "supervised", "closed"):
            yield "worklist", f"select * from api.worklist({q(unit)}, {q(queue)}, '', 200)"
        yield "publications", f"select * from api.publications({q(unit)}, '', '')"
    yield "incidents", "select * from api.incidents()"
    for t in tickets:
        yield "ticket", f"select api.ticket({q(t)})"
        yield "why", f"select * from api.why({q(t)}, 'D05')"
        yield "documents", f"select * from api.documents({q(t)})"
        yield "document", f"select * from api.document({q(t)}, 1)"
        for form in ("2602", "2603", "2610", "X2", "X3", "X4", "X5", "X8"):
            yield "document_draft", f"select api.document_draft({q(t)}, '{form}', '', '{{}}')"
        for action, payload in (("note", '{"note": "问"}'), ("amend", '{"pname": "雀**"}'), ("sign", "{}"),
                                ("file", '{"caseno": "1"}'), ("nonsense", "{}")):
            yield "tell", tell("", t, action, payload, "server:1")
            op = json.dumps({"op": str(uuid.uuid4()), "store": str(uuid.uuid4()), "seq": 1, "ticket": t, "base": "server:1",
                             "action": action, "schema": 1, "payload": json.loads(payload)})
            yield "tell_many", f"select * from api.tell_many(array[{q(op)}::jsonb])"
    for w in words:
        for f in (f"caller({q(w)})", f"search({q(w)}, 50)", f"respondent({q(w)}, {q(w)})", f"trader({q(w)}, '', 9)"):
            yield f.split("(")[0], f"select * from api.{f}"


def reveal(s, ticket, field):
    try:
        token = s.one(f"select api.reveal_request({q(ticket)}, {q(field)}, '核对举报人')")
        return s.run(f"select * from api.reveal_redeem('{token}')")[0][1]
    except Refused as e:
        return e.state


def counts(tap, dba, who):
    """Counts are the same before and after a secret report, for operators who may not see it."""
    name, number, place = "隐匿百货商行", "13655550000", "330106013"
    asked = [f"select * from api.respondent('', {q(name)})", "select * from api.respondent('91330106MAJJDALA20', '')",
             f"select * from api.search({q(name)}, 50)", f"select * from api.search('{number}', 50)",
             f"select * from api.search({q(name[:3])}, 50)",
             f"select count(*) from api.caller('{number}')", f"select * from api.suggest('{place}', '西湖区古墩路12号', '10101', '')",
             f"select * from api.trader({q(name)}, '', 50)", "select * from api.publications('', '', '')",
             "select * from api.incidents()",
             *(f"select * from api.counters({q(u)})" for u in ("", "330106000", "330100000")),
             *(f"select * from api.worklist({q(u)}, '{l}', '', 200)" for u in ("", "330106000") for l in ("handling", "below")),
             "select relpages from pg_class where relname = 'reporter'", "select reltuples from pg_class where relname = 'reporter'",
             "select sum(relallvisible) from pg_class", "select * from pg_stat_user_tables", "select * from pg_stats",
             "select pg_database_size(current_database())", "select pg_relation_size('core.reporter')",
             "select * from pg_stat_database", "select * from pg_sequences where last_value is not null"]

    def said(s):
        got = []
        for sql in asked:
            try:
                got.append(str(sorted(map(str, s.run(sql)))))
            except Refused as e:
                got.append(e.state)
            tap.tries += 1
        return got

    before = {n: said(who[n]) for n in ("clerk2", "station2", "shanghai", "back", "admin", "past")}
    made = register(who["recv"], dba, {**canaries(7), "mobile": number, "inccall": number, "invname": name,
                                       "uscc": "91330106MAJJDALA20"}, "report", "secret")
    dba.run(f"update core.ticket set respondent = {q(name)}, facts = facts || '{{\"invname\": \"{name}\"}}' where ticket = '{made}'")
    dba.run(f"select t.told('disp', '{made}', 'assign', '{{\"unit\": \"330106000\"}}'), t.told('clerk', '{made}', 'sign')")
    dba.run("analyze core.reporter; analyze core.ticket; analyze core.caller")
    strangers = [n for n in before if who[n].says(f"select api.ticket('{made}')") == "GS002"]
    after = {n: said(who[n]) for n in strangers}
    changed = {(n, asked[i]): (a, b) for n in strangers for i, (a, b) in enumerate(zip(before[n], after[n])) if a != b}
    tap.ok(len(strangers) > 3 and not changed, f"no count changes with a secret report, {len(asked)} questions of {len(strangers)} people", changed)
    seen = who["clerk"].run(f"select * from api.respondent('', {q(name)})")
    tap.ok(seen[0][0] == "1", "who handles it is told", seen)


def main(dba):
    tap = Tap()
    dba.run("select core.set_setting('lookup_hourly', '9999'); select core.set_setting('reveal_hourly', '9999')")
    for name, (unit, duties) in MORE.items():
        dba.run(f"select core.enrol('{name}', '{name}', '1', '{unit}', '{{{duties}}}'); alter role {name} password 'demo'")
    everybody = ROLES + ["shanghai"] + list(MORE)
    who = {s: Session(s) for s in everybody}
    reports, planted = {}, {}
    for i, flag in enumerate(LAWFUL):
        planted[flag] = canaries(i)
        reports[flag] = t = register(who["recv"], dba, planted[flag], "report", flag)
        # a complaint of the same call: an operator who does not handle both must not be able to match them
        register(who["recv"], dba, canaries(8), "complaint", "" if not flag else "major")
        dba.run(f"select t.told('disp', '{t}', 'assign', '{{\"unit\": \"330106000\"}}'), t.told('clerk', '{t}', 'sign')")
        dba.run(f"select t.told('clerk', '{t}', 'contact', "
                f"'{{\"whom\": \"complainant\", \"how\": \"1\", \"outcome\": \"reached\", \"detail\": \"问过{planted[flag]['pname']}\"}}')")
        # the report up the line too
        dba.run(f"select t.told('clerk', '{t}', 'alert', '{{\"inckind\": \"i01\", \"evegrade\": \"3\", \"dead\": \"0\", "
                "\"injured\": \"1\", \"place\": \"某店\", \"ongoing\": \"true\", \"detail\": \"中毒\"}')")
        if "clerk" in LAWFUL[flag]:
            dba.run(f"select t.told('clerk', '{t}', 'issue', '{{\"form\": \"2602\"}}')")
    # the same reporter with new facts: only operators who may know the reporter see the link of the two
    more = {}
    for flag, t in reports.items():
        more[flag] = again = register(who["recv"], dba, planted[flag], "report", flag)
        dba.run(f"select t.told('disp', '{again}', 'assign', '{{\"unit\": \"330106000\"}}'), t.told('clerk', '{again}', 'sign')")
        dba.run(f"select t.told('clerk', '{again}', 'new_facts', jsonb_build_object('facts', '又一批', 'earlier', "
                f"(select regno from core.ticket where ticket = '{t}')))")
    golden = {x[0] for x in dba.run("select proname from pg_proc where pronamespace = 'api'::regnamespace")}
    words = ["某店", "年糕", "雀", "张"] + [v for c in planted.values() for v in c.values()]
    asked, plain, masked = {"reveal_request", "reveal_redeem"}, [], []
    for name, s in who.items():
        for function, sql in calls(reports.values(), words):
            asked.add(function)
            tap.tries += 1
            try:
                got = str(s.run(sql))
            except Refused as e:
                got = str(e)
            got += "".join(s.heard)
            s.heard.clear()
            for flag, canary in planted.items():
                known = name in LAWFUL[flag]
                # an operator's own text in a step is shown unmasked to the handlers
                told = canary["pname"] if known and function == "ticket" else None
                plain += [(name, flag, function, k) for k, v in canary.items() if v in got and v != told]
                if not known:
                    masked += [(name, flag, function, m) for m in masks(canary) if m in got]
    tap.ok(asked == golden, "every function was asked", asked ^ golden)
    tap.ok(not plain, f"nothing of a reporter appears in plain, {len(everybody)} people", plain)
    tap.ok(not masked, "and masked only to those who handle the report", masked)
    seen = {flag: {n for n in everybody if planted[flag]["mobile"][:3] + "****" + planted[flag]["mobile"][-4:] in str(
        who[n].run("select 1") if who[n].says(f"select api.ticket({q(t)})") != "ok" else who[n].run(
            f"select api.ticket({q(t)})"))} for flag, t in reports.items()}
    tap.ok(seen == LAWFUL, "who handles it sees it masked", seen)
    found = {flag: {n for n in everybody if t in str(who[n].run(f"select * from api.caller({q(planted[flag]['mobile'])})"))}
             for flag, t in reports.items()}
    tap.ok(found == LAWFUL, "and finds it by its number, nobody else", found)
    number = {x: dba.one(f"select regno from core.ticket where ticket = {q(x)}")
              for x in (*reports.values(), *more.values())}
    sees = {flag: {n for n in everybody for a, b in ((t, more[flag]), (more[flag], t))
                   if who[n].says(f"select api.ticket({q(a)})") == "ok"
                   and any(x in str(who[n].run(f"select api.ticket({q(a)})")) for x in (b, number[b]))}
            for flag, t in reports.items()}
    tap.ok(sees[""] and not any(sees[f] - LAWFUL[f] for f in sees),
           "that two reports have one reporter is told to those who know both", sees)
    linked = {n for n in everybody for flag, t in reports.items() if flag and n not in LAWFUL[flag]
              and (x := json.loads(who[n].one(f"select coalesce((select api.ticket({q(t)})), '{{}}')")
                                   if who[n].says(f"select api.ticket({q(t)})") == "ok" else "{}"))
              and (x["linked"] or x["call"])}
    tap.ok(not linked, "what is linked or of one call says nothing to others", linked)
    before, given, wrong = int(dba.one("select count(*) from core.reveal")), 0, []
    for name, s in who.items():
        for flag, t in reports.items():
            for field, value in planted[flag].items():
                tap.tries += 1
                got = reveal(s, t, field)
                given += got == value
                if (got == value) != (name in LAWFUL[flag]):
                    wrong.append((name, flag, field, got))
    tap.ok(not wrong, "unmasked to them, on request", wrong)
    records = int(dba.one("select count(*) from core.reveal")) - before
    tap.ok(records >= given > 100, f"{given} values shown, {records} on record", (records, given))
    for t in reports.values():
        dba.run(f"select t.told('clerk', '{t}', 'pass', '{{\"unit\": \"330106013\"}}')")
    wrong = {n for n in ("clerk", "lead", "signer", "inspector", "chief") for flag, t in reports.items()
             if reveal(who[n], t, "mobile") != "GS002"}
    tap.ok(not wrong, "who has passed a report on no longer knows its reporter", wrong)
    tap.ok(reveal(who["past"], reports["secret"], "mobile") == planted["secret"]["mobile"], "who has it now does")
    everything = dba.one("select coalesce(string_agg(x, ' '), '') from (select e.payload::text as x from core.event e "
                         "where e.action <> 'contact' union all select a.detail::text from core.applied a union all "
                         "select to_jsonb(t)::text from core.ticket t union all select m::text from audit.alarm m "
                         "union all select l::text from audit.lookup l union all select d::text from audit.admin d) y")
    kept = [v for c in planted.values() for v in c.values() if v in everything]
    tap.ok(not kept, "no event, ledger, ticket or record holds anything of a reporter", kept)
    counts(tap, dba, who)
    tap.end()


if __name__ == "__main__":
    run(main)
