"""floor_rows.py -- F10, F12: the rows that one registration writes, inserted by one statement
that does nothing else.  The tables are copies of the core's with the same indexes and
constraints; each hash is worked out once, over as many bytes."""

import json

LIMITS = ("lease_max", "lease_open", "lease_day")
COPY = r"""
create schema if not exists bench;
create sequence bench.serial;
do $$ declare t text; k record; begin
	foreach t in array string_to_array('{tables}', ' ') loop
		execute format('create table bench.%I (like core.%I including all)', t, t);
	end loop;
	for k in select c.conrelid::regclass::text as tbl, conname, pg_get_constraintdef(c.oid) as def
		from pg_constraint c join pg_class r on r.oid = c.conrelid
		where contype = 'f' and relnamespace = 'core'::regnamespace
		and relname = any (string_to_array('{tables}', ' ')) loop
		execute format('alter table bench.%s add constraint %I %s', split_part(k.tbl, '.', 2), k.conname,
			regexp_replace(k.def, 'REFERENCES core\.(' || replace('{tables}', ' ', '|') || ')\(',
				'REFERENCES bench.\1('));
	end loop;
end $$;
"""


def lift_limits(centre):
    """The numbers of a day do not end a measurement."""
    for name in LIMITS:
        centre.sql(f"select core.set_setting('{name}', '99999999')")


def written(centre, op):
    """The tables that hold a row of the operation or of its ticket: the ticket's first."""
    ticket = centre.value(f"select ticket from core.applied where op_id = '{op}'")
    names = centre.sql("select relname from pg_class where relkind = 'r' and relnamespace = 'core'::regnamespace "
                       "order by relname <> 'ticket', relname")
    return ticket, [t for t in names if centre.value(
        f"select count(*) from core.{t} x where x::text like '%{op}%' or x::text like '%{ticket}%'") == "1"]


def cells(centre, table, op, ticket):
    """(column, type, value as a literal) of its row; not what the table itself fills in."""
    columns = [row.split("|") for row in centre.sql(
        "select quote_ident(attname), format_type(atttypid, atttypmod) from pg_attribute "
        f"where attrelid = 'core.{table}'::regclass and attnum > 0 and not attisdropped "
        "and attidentity = '' and attgenerated = '' order by attnum")]
    literals = ", ".join(f"quote_nullable(x.{name}::text)" for name, _ in columns)
    row = centre.value(f"select array_to_json(array[{literals}]) from core.{table} x "
                       f"where x::text like '%{op}%' or x::text like '%{ticket}%'")
    return [(name, kind, value) for (name, kind), value in zip(columns, json.loads(row))]


def statement(centre, op):
    """For pgbench.  What differs from one registration to the next is made in `k`."""
    ticket, tables = written(centre, op)
    centre.sql(COPY.format(tables=" ".join(tables)))
    hashes, inserts = {}, []
    call = centre.value(f"select call from core.ticket where ticket = '{ticket}'")
    for table in tables:
        names, values = [], []
        for name, kind, value in cells(centre, table, op, ticket):
            names.append(name)
            if value in (f"'{ticket}'", f"'{op}'", f"'{call}'"):
                values.append({ticket: "k.ticket", op: "k.op", call: "k.call"}[value.strip("'")])
            elif kind == "bytea" and value != "NULL":
                values.append("k." + hashes.setdefault(value, f"h{len(hashes)}"))
            elif kind == "xid8":
                values.append("pg_current_xact_id()")
            elif table == "ticket" and name == "serial":
                values.append("k.serial")
            else:
                values.append(f"{value}::{kind}")
        inserts.append(f"insert into bench.{table} ({', '.join(names)}) select {', '.join(values)} from k")
    body = centre.value(f"select quote_literal(left(facts::text || head::text, 1000)) from core.ticket where ticket = '{ticket}'")
    made = "".join(f", sha256(convert_to({body}, 'UTF8')) as {h}" for h in hashes.values())
    head = ("with k as materialized (select gen_random_uuid() as ticket, gen_random_uuid() as op, "
            f"gen_random_uuid() as call, nextval('bench.serial') as serial{made})")
    rest = "".join(f", i{n} as ({one})" for n, one in enumerate(inserts[1:]))
    # a colon and a letter would be a variable of pgbench's: none stands in what is written
    return f"{head}{rest} {inserts[0]};\n"
