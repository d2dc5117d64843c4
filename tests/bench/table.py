#!/usr/bin/python3
"""What it costs, beside what the machine can do with nothing around it (PROMISES,
Performance).  `table.py F1 F14` measures some of the rows only; BENCH_ROUNDS: how often.
No figure fails this: times depend on the neighbours.  A row that cannot be measured does.
tests/flow/steady.py holds hard what does not depend on them."""
import os
import sys

import centre_rows
import clock_rows
import office
import kit
import seat
from lib.centre import Centre

# Rows of PROMISES for which nothing is built yet.
LATER = {"F14": "5 million tickets: a list, a caller, a ticket, counters",
         "F15": "Chinese search among 1 million narratives",
         "F16": "what the search index costs a registration",
         "F17": "bytes on the link: register, list, open",
         "F18": "news reaches another seat", "F19": "an idle operator"}


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


def codes(place):
    with place.seat() as t:
        t.drain(1)
        office.codes_are_here(place)


def rows(table, place, centre):
    """(its rows, how they are measured), in the order of the table."""
    server = kit.once(lambda: centre_rows.Server(centre, place.dir))
    return [(("F1", "F2"), lambda: seat.echo(table, place)),
            (("F3",), lambda: seat.stepping(table, place)),
            (("F4",), lambda: seat.changing(table, place)),
            (("F5",), lambda: (seat.starting(table, place), seat.logging_in(table, place))),
            (("F6",), lambda: seat.memory(table, place, centre)),
            (("F7",), lambda: seat.undisturbed(table, place, centre)),
            (("F8",), lambda: centre_rows.keeping(table, place)),
            (("F9",), lambda: centre_rows.finding(table, place)),
            (("F10",), lambda: centre_rows.telling(table, server())),
            (("F11",), lambda: centre_rows.by_ourselves(table, server())),
            (("F12",), lambda: centre_rows.draining(table, server(), centre)),
            (("F13",), lambda: centre_rows.asking(table, centre)),
            (("C1",), lambda: clock_rows.recount(table, centre))]


def main(only):
    table = kit.Table(only)
    load = os.getloadavg()[0]
    with Centre(story=True) as centre, office.Place(centre, poll=1) as place:
        settings = centre.sql("select name || ' ' || setting from pg_settings where name in "
                              "('fsync', 'synchronous_commit', 'full_page_writes') order by 1")
        table.note(f"load {load:.1f}; PostgreSQL: {', '.join(settings)}; SQLite: WAL, FULL")
        tickets(centre, 1000)
        if table.wants("F1", "F2", "F3", "F4", "F5", "F6", "F7", "F9"):
            table.measure((), lambda: codes(place))
        for names, measured in rows(table, place, centre):
            if table.wants(*names):
                table.measure(names, measured)
    for name, what in LATER.items():
        if table.wants(name):
            table.later(name, what)
    return table.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
