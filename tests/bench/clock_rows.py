"""clock_rows.py -- C1, no row of PROMISES: the deadlines of 100,000 open tickets worked out again as when the
calendar is corrected, with an event on each; beside the same rows written bare."""
import os
import time

NUMBER = int(os.environ.get("BENCH_CLOCKS", "100000"))

# in mediation since some working day of the last year, each tenth once stood still
TICKETS = """
    create table bench_open as
    select t.* from (select * from core.ticket where kind = 'complaint' limit 1) t,
        generate_series(1, {n});
    create temporary sequence nth;
    update bench_open set ticket = gen_random_uuid(), call = gen_random_uuid(), flags = '',
        serial = 60000000 + nextval('nth'), state = 'TS30', rule_set = '121',
        received = now() - (currval('nth') % 365) * interval '1 day';
    insert into core.ticket select * from bench_open;
    insert into core.clock (ticket, code, base, start, length, unit, due, rule)
    select b.ticket, r.code, r.base, b.received, r.length, r.unit,
        core.due_day(core.day(b.received), r.length, r.unit), r.rule
    from bench_open b, core.deadline_rule r where r.code in ('D02', 'D04');
    insert into core.pause (ticket, base, start, stop)
    select ticket, 'D02', core.day(received) + 3, core.day(received) + 9 from bench_open
    where serial % 10 = 0;
    select core.recount();
    create table bench_ticket as select * from core.ticket limit 0;
    create index on bench_ticket (unit, state, rank, ticket);
    create unique index on bench_ticket (ticket);
    insert into bench_ticket select * from bench_open;
    create table bench_clock as select c.* from core.clock c join bench_open using (ticket);
    create unique index on bench_clock (ticket, base);
    create table bench_event as select * from core.event limit 0;
    create unique index on bench_event (ticket, n);
    create table bench_applied as select * from core.applied limit 0;
    create unique index on bench_applied (op_id);
    analyze core.clock, core.ticket, core.pause, bench_clock, bench_ticket;
"""
# what must be written whoever works it out: days, tickets, events, answers
BARE = """
    update bench_clock set due = due + 1;
    update bench_ticket set due = due + 1, seq = seq + 1, rank = rank + interval '1 day';
    insert into bench_event select r.* from bench_ticket b,
        (select v as e from core.event v limit 1) x, lateral jsonb_populate_record(x.e,
            jsonb_build_object('ticket', b.ticket, 'n', 2)) r;
    insert into bench_applied select r.* from bench_ticket b,
        (select v as e from core.applied v limit 1) x, lateral jsonb_populate_record(x.e,
            jsonb_build_object('op_id', gen_random_uuid(), 'ticket', b.ticket)) r;
"""

def seconds(centre, text):
    began = time.monotonic()
    centre.sql(text)
    return time.monotonic() - began


def recount(table, centre):
    centre.sql(TICKETS.format(n=NUMBER))
    bare = seconds(centre, BARE)
    idle = seconds(centre, "select core.recount()")
    running = int(centre.value("select count(*) from core.clock where stopped is null"))
    table.say("C1", "deadlines looked at a second, none moved", None, running / idle,
              (">=", 50000), "/s")
    # as after a correction that moves every day
    centre.sql("update core.clock set due = due - 1 where ticket in (select ticket from bench_open)")
    ours = seconds(centre, "select core.recount()")
    table.say("C1", f"{NUMBER:,} open tickets recomputed, with their events",
              NUMBER / bare, NUMBER / ours, (">=", 0.2), "/s")
