-- Telephone numbers are parsed in one way: the vectors of src/model/phone.c test the centre too, and a number
-- finds its callers.
create temporary table v (code text, name text, parent text, note text);
\copy v from '../data/testvec_phone.csv' with (format csv, header)
select plan((select count(*)::integer * 2 from v where parent = 'valid') + (select count(*)::integer from v where parent <> 'valid') * 2 + 10);
select is(core.phone(code), name, 'reads ' || code || ' ' || note) from v where parent = 'valid' order by code;
select is(core.phone(core.phone(code)), name, 'and reads what it wrote: ' || name) from v where parent = 'valid' order by code;
select ok(core.phone_number(core.phone(code)) is null or core.phone(code) !~ '-', 'makes no extension of ' || code || ' ' || note)
from v where parent <> 'valid' order by code;
select is((select string_agg(code, ' ') from v where parent <> 'valid' and core.is_phone(code) and code !~ '转$'), null, 'and takes none for another subscriber''s');
select is(core.phone(core.phone(code)), core.phone(code), 'what is none is read again as itself: ' || code) from v where parent <> 'valid' order by code;
-- a caller behind a switchboard
create function pg_temp.called(p_number text) returns uuid language sql as $$
	select t.register(t.complaint() || jsonb_build_object('inccall', p_number, 'mobile', '', 'pname', '林悦'));
$$;
create temporary table x as select pg_temp.called('0571-83334444转801') as a, pg_temp.called('057183334444-802') as b, pg_temp.called('0571-83334444') as c;
create function pg_temp.found(p_call text) returns text language sql as $$
	select coalesce(string_agg(n, '' order by n), '') from (select case (o->>'ticket')::uuid when x.a then 'a' when x.b then 'b' when x.c then 'c' end as n
		from x, t.ask('recv', p_call) o) y;
$$;
select is(pg_temp.found($$select * from api.caller('0571-83334444')$$), 'abc', 'a number finds its extensions');
select is(pg_temp.found($$select * from api.caller('057183334444转801')$$), 'ac', 'an extension finds itself and the number alone');
select is(pg_temp.found($$select * from api.caller('+86 571 8333 4444')$$), 'abc', 'written as from abroad');
select is(pg_temp.found($$select * from api.search('０５７１－８３３３４４４４', 9)$$), 'abc', 'in a search too, full width');
select is(pg_temp.found($$select * from api.search('(0571)83334444', 9)$$), 'abc', 'with the area code in brackets');
select is(pg_temp.found($$select * from api.search('0086-571-83334444', 9)$$), 'abc', 'with 0086');
select is(pg_temp.found($$select * from api.search('0571 8333 4444 转 801', 9)$$), 'ac', 'with the extension');
select is(pg_temp.found($$select * from api.caller('0571833344448')$$), '', 'no other subscriber is found');
select is(pg_temp.found($$select * from api.caller('0571-8333444转4')$$), '', 'nor by a number too short with an extension');
select * from finish();
