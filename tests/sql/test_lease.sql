-- Numbers: disjoint blocks, the same request gives the same block, and a desk uses only numbers of its own.
select plan(22);
\set s '11111111-1111-4111-8111-111111111111'
\set r 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa'
create function pg_temp.lease(p_who text, p_store uuid, p_request uuid, p_count integer) returns jsonb language sql as $$
	select t.ask(p_who, format('select * from api.lease(%L, %L, %s)', p_store, p_request, p_count));
$$;
create temporary table a as select pg_temp.lease('recv', :'s', :'r', 100) as o;
select is(o->>'unit', '330100000', 'a block of one''s own unit') from a;
select is((o->>'last')::int - (o->>'first')::int, 99, 'of the length asked for') from a;
select is(pg_temp.lease('recv', :'s', :'r', 100), o, 'the same request gives the same block') from a;
select is(pg_temp.lease('recv', :'s', :'r', 5), o, 'whatever the length then asked') from a;
select is((pg_temp.lease('recv', :'s', gen_random_uuid(), 10)->>'first')::int, (o->>'last')::int + 1,
	'another request gives the next block') from a;
select throws_ok($$ select pg_temp.lease('recv', gen_random_uuid(), 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa', 1) $$,
	'GS001', 'This request for numbers was made by another desk.', 'another store cannot use the request');
select throws_ok($$ select pg_temp.lease('disp', gen_random_uuid(), gen_random_uuid(), 1) $$,
	'GS001', 'You do not register tickets.', 'who does not register gets none');
select throws_ok($$ select pg_temp.lease('recv', null, gen_random_uuid(), 1) $$, 'GS001', null, 'a store is needed');
select is((x->>'last')::int - (x->>'first')::int, 4999, 'never more than the setting allows')
from pg_temp.lease('recv', :'s', gen_random_uuid(), 1000000) x;
select is((x->>'last')::int - (x->>'first')::int, 0, 'never less than one')
from pg_temp.lease('recv', :'s', gen_random_uuid(), -5) x;
select ok((select bool_and(a.last < b.first or b.last < a.first) from core.lease a, core.lease b
	where a.request <> b.request and a.unit = b.unit), 'blocks are disjoint');
select throws_ok($$ select pg_temp.lease('recv', '11111111-1111-4111-8111-111111111111', gen_random_uuid(), 5000)
	from generate_series(1, 4) $$, 'GS001', 'Your desk has taken too many numbers today.', 'a greedy desk is stopped');

insert into core.lease (request, store, operator, unit, first, last)
values (gen_random_uuid(), gen_random_uuid(), 'disp', '330100000', 90000000, 90000099);
select is(t.tell('recv', gen_random_uuid(), 'register', t.complaint() || '{"regno": "3301000002026112390000001"}')->>'text',
	'This number was not handed to your desk.', 'a number of another operator''s desk is refused');
select is(t.tell('recv', gen_random_uuid(), 'register', t.complaint() || '{"regno": "3301060002026112300000001"}')->>'text',
	'"%s" is done by the %s at %s (%s): you do not hold that duty there.', 'a number of another unit is refused');
select is(t.tell('recv', gen_random_uuid(), 'register', t.complaint() || '{"regno": "12"}')->>'field', 'regno',
	'a number of another form is refused');
select is(t.tell('recv', gen_random_uuid(), 'register', t.complaint() || '{"regno": "3301000002026133300000001"}')->>'field', 'regno',
	'a number with an impossible day is refused');
create temporary table n as select t.number('recv') as regno;
select t.told('recv', gen_random_uuid(), 'register', t.complaint() || jsonb_build_object('regno', regno)) from n;
select is(t.tell('recv', gen_random_uuid(), 'register', t.complaint() || jsonb_build_object('regno', regno))->>'text',
	'This registration number is in use already.', 'a number is used once') from n;
-- An operator who takes a block and does not commit blocks nobody.
select core.enrol('recv8', '施蕾', '0128', '330100000', '{r01}');
select t.run('recv8', 'begin');
select is(pg_temp.lease('recv8', gen_random_uuid(), gen_random_uuid(), 10)->>'unit', '330100000', 'a block is taken in a transaction');
create temporary table h as select clock_timestamp() as at, pg_temp.lease('recv', gen_random_uuid(), gen_random_uuid(), 10) as o;
select ok(clock_timestamp() - at < interval '2 s' and o->>'unit' = '330100000', 'another gets his at once') from h;
select t.run('recv8', 'rollback');
select is((pg_temp.lease('recv', gen_random_uuid(), gen_random_uuid(), 10)->>'first')::int < 6250000, true,
	'and the numbers go on where they were');
select core.set_setting('lease_day', '20');
select throws_ok($$ select pg_temp.lease('recv8', gen_random_uuid(), gen_random_uuid(), 10) from generate_series(1, 3) $$, 'GS001',
	'You have taken too many numbers today.', 'nobody takes a unit''s numbers by inventing desks');
select core.set_setting('lease_day', '500000');
update core.serial set last = least((lane + 1) * 6250000, 99999999) - 3 where unit = '330100000';
select throws_ok($$ select pg_temp.lease('recv', gen_random_uuid(), gen_random_uuid(), 10) $$, 'GS001',
	'This unit has no registration numbers left.', 'numbers that are used up are used up');
select * from finish();
