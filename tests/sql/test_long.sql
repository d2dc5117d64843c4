-- test_long.sql -- a ticket with many large steps: one answer is bounded, and paging reaches everything.
select plan(21);

create temporary table k as select t.complaint_in('TS40') as id;
create function pg_temp.doc(p_more text default '') returns jsonb language sql as $$
	select o->'ticket' from t.ask('station', format('select * from api.ticket(%L%s)', (select id from k), p_more)) o;
$$;
create temporary table few as select jsonb_array_length(pg_temp.doc()->'timeline') as n;
select is((pg_temp.doc()->>'earlier')::integer, 0, 'of few steps all are shown');

-- As if from as many notes: the last events, written as the program writes them.
do $$
begin
	for i in 1 .. 30 loop
		perform t.told('station', (select id from k), 'note', jsonb_build_object('note', repeat('长', 2990) || i));
	end loop;
end $$;
create temporary table d as select pg_temp.doc() as doc;
select ok(octet_length(doc::text) < 400000, 'thirty long notes are cut') from d;
select ok((doc->>'earlier')::integer > 0, 'and it says so') from d;
select is((doc->>'earlier')::integer + jsonb_array_length(doc->'timeline'), (select n + 30 from few), 'how many are earlier') from d;
select ok((doc->'timeline'->-1->'payload'->>'note') like '%30', 'the newest are shown') from d;
create temporary table pages (n serial, doc jsonb);
do $$
declare
	at_ text := 'null';
	one jsonb;
begin
	loop
		one := pg_temp.doc(format(', %s', at_));
		insert into pages (doc) values (one);
		exit when (one->>'earlier')::integer = 0;
		at_ := one->'timeline'->0->>'n';
	end loop;
end $$;
select ok((select count(*) from pages) between 2 and 9, 'it is paged back');
select is((select array_agg((e->>'n')::integer order by (e->>'n')::integer) from pages, jsonb_array_elements(doc->'timeline') e),
	(select array_agg(n order by n) from core.event where ticket = (select id from k)), 'every step stands on one page');
select is(jsonb_array_length(pg_temp.doc(', 1')->'timeline'), 0, 'before the first there is none');
select is(jsonb_array_length(pg_temp.doc(', -5')->'timeline'), 0, 'nor before nothing');
select ok(octet_length(pg_temp.doc(', null, 65536')::text) <= 65536, 'who wants less gets the last steps');
select ok(jsonb_array_length(pg_temp.doc(', null, 65536')->'timeline') < 3, 'few of them');
select is(pg_temp.doc(', null, 100'), 'null'::jsonb, 'or none');

-- written before payloads were checked
set session_replication_role = replica;
update core.event set payload = '{"note": "x", "n": 99999999999999999999}' where ticket = (select id from k) and n = (select max(n) from core.event where ticket = (select id from k));
update core.event set payload = ('{"note": "y", "n": ' || repeat('[', 70) || repeat(']', 70) || '}')::jsonb where ticket = (select id from k) and n = (select max(n) - 1 from core.event where ticket = (select id from k));
update core.event set payload = jsonb_build_object('note', 'z', 'a', repeat('x', 250000)) where ticket = (select id from k) and n = (select max(n) - 2 from core.event where ticket = (select id from k));
update core.event set payload = '{"note": "1", "n": 1e131071}' where ticket = (select id from k) and n = (select max(n) - 3 from core.event where ticket = (select id from k));
update core.ticket set facts = facts || '{"n": 1e400, "m": -99999999999999999999}' where ticket = (select id from k);
set session_replication_role = origin;
truncate d;
insert into d select pg_temp.doc();
select is(array(select e->'payload' from jsonb_array_elements(doc->'timeline') with ordinality x(e, n) order by n desc limit 4),
	array['{"note": "x"}', '{"note": "y"}', '{"note": "z"}', '{"note": "1"}']::jsonb[], 'what no program can read is left out of the steps') from d;
select ok(not doc->'facts' ?| '{n,m}'::text[], 'and of the facts') from d;
select ok(doc::text !~ '[:,[] ?-?[0-9]{16}', 'no number is longer than programs can hold') from d;
select ok(octet_length(doc::text) < 400000, 'and none is large') from d;

select is(core.newest('[1,2,3]', 100), '[1,2,3]', 'a small list is whole');
select is(core.newest('["aaaa","bbbb","cccc"]', 14), '["bbbb", "cccc"]', 'of a larger one the end');
select is(core.newest('["aaaa"]', 3), '[]', 'or nothing');
select is(core.readable('{"a": "x", "b": 5, "c": 1e20, "d": [1, 2.5], "e": [[[[[[[1]]]]]]]}'), '{"a": "x", "b": 5, "d": [1, 2.5]}', 'what programs can read stays');
select ok((select octet_length((t.tell('station', id, 'reply', '{"handleadvice": "x", "notify": "2"}', 'server:1'))::text) < 20000 from k), 'nor does a conflict say all of it');

