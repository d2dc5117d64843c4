#!/usr/bin/python3
"""What it costs, beside what the machine can do with nothing around it (PROMISES,
Performance).  `table.py F1 F14` measures some of the rows only; BENCH_ROUNDS: how often.
No figure fails this: times depend on the neighbours.  tests/flow/steady.py holds hard
what does not."""
import os
import sys

import centre_rows
import clock_rows
import office
import kit
import seat
from lib.centre import Centre


def tickets(centre, number):
    """So many of recv's own are open, made of those that the story has."""
    centre.sql(f"""
        insert into core.ticket
        select (jsonb_populate_record(null::core.ticket, to_jsonb(t) || jsonb_build_object(
            'ticket', gen_random_uuid(), 'call', gen_random_uuid(),
            'serial', 50000000 + row_number() over (), 'kind', 'complaint', 'state', 'TS10',
            'registered_by', 'recv', 'registered_unit', '330100000', 'unit', '330100000',
            'received', now() - g * interval '5 minutes'))).*
        from (select * from core.ticket where kind = 'complaint' limit 50) t,
            generate_series(1, {number // 50}) g""")


def main(only):
    table = kit.Table(only)
    load = os.getloadavg()[0]
    with Centre(story=True) as centre, office.Place(centre, poll=1) as place:
        settings = centre.sql("select name || ' ' || setting from pg_settings where name in "
                              "('fsync', 'synchronous_commit', 'full_page_writes') order by 1")
        table.note(f"load {load:.1f}; PostgreSQL: {', '.join(settings)}; SQLite: WAL, FULL")
        tickets(centre, 1000)
        if table.wants("F1", "F2", "F3", "F4", "F5", "F6", "F7", "F9"):
            with place.seat() as t:
                t.drain(1)
                office.codes_are_here(place)
        if table.wants("F1", "F2"):
            seat.echo(table, place)
        if table.wants("F3"):
            seat.stepping(table, place)
        if table.wants("F4"):
            seat.changing(table, place)
        if table.wants("F5"):
            seat.starting(table, place)
            seat.logging_in(table, place)
        if table.wants("F6"):
            seat.memory(table, place, centre)
        if table.wants("F7"):
            seat.undisturbed(table, place, centre)
        centre_rows.all_of_them(table, place, centre)
        if table.wants("F14"):
            clock_rows.recount(table, centre)
    print("over: " + (" ".join(dict.fromkeys(table.over)) or "none"))


if __name__ == "__main__":
    main(sys.argv[1:])
