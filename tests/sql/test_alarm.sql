-- test_alarm.sql -- alarms and stores are bounded for each operator, and no operator can use another's store.
select plan(15);

create temporary table k as select t.complaint_in('TS40') as id, gen_random_uuid() as op;
select t.tell('station', id, 'note', '{"note": "真"}', '', op) from k;
do $$ begin
	for i in 1 .. 60 loop
		perform t.tell('clerk2', (select id from k), 'note', jsonb_build_object('note', i::text), '', (select op from k));
	end loop;
	perform t.tell('lead', (select id from k), 'note', '{"note": "假"}', '', (select op from k));
end $$;
select is((select count(*) from audit.alarm where operator = 'clerk2'), 20::bigint, 'twenty of a kind are kept one by one');
select is((select times from audit.alarm_count where operator = 'clerk2'), 60, 'all are counted');
select is((select count(*) from audit.alarm where operator = 'lead'), 1::bigint, 'one of another is not buried');
select is((select detail from core.doctor() where item = 'alarms of a week'), '61: clerk2 60, lead 1', 'the doctor says who, and how often');

create function pg_temp.hello(p_who text, p_store uuid, p_turn integer, p_held uuid, p_next uuid, p_seq bigint default 1) returns text language sql as $$
	select o->'h'->'nonce'->>'fork' from t.ask(p_who, format('select api.hello(%L, ''test'', 1, %L) as h', p_store,
		jsonb_build_object('nonce', jsonb_build_object('turn', p_turn, 'held', p_held, 'next', p_next, 'seq', p_seq)))) o;
$$;
create temporary table s as select gen_random_uuid() as id, gen_random_uuid() as a, gen_random_uuid() as b;
select is(pg_temp.hello('clerk2', id, 1, null, gen_random_uuid()), 'false', 'a stranger calls under the number of a desk first') from s;
select is(pg_temp.hello('station', id, 1, null, a), 'false', 'which does not make the desk fork') from s;
select is((select x->>'verdict' from t.ask('clerk2', format('select * from api.tell(gen_random_uuid(), %L, 1000000, %L, '''', ''note'', 1, ''{"note":"x"}'')', s.id, k.id)) x), 'refused', 'the stranger tells under it') from s, k;
select is(pg_temp.hello('station', id, 2, a, b), 'false', 'nor does that') from s;
select is(pg_temp.hello('station', id, 1, null, gen_random_uuid()), 'true', 'an older copy of one''s own does') from s;
select is(pg_temp.hello('clerk', gen_random_uuid(), 1, null, gen_random_uuid()), 'false', 'a desk more, ' || i) from generate_series(1, 1) i;
do $$ begin
	for i in 1 .. 60 loop
		perform pg_temp.hello('clerk', gen_random_uuid(), 1, null, gen_random_uuid());
	end loop;
end $$;
select is((select count(*) from core.store where operator = 'clerk'), 50::bigint, 'an operator has at most fifty new desks a day');

create temporary table r as select t.number('recv') as regno;
select is(t.tell('shanghai', gen_random_uuid(), 'register', t.complaint() || jsonb_build_object('regno', regno))->>'verdict', 'refused', 'a number of another') from r;
select core.enrol('recv2', '李二', '0128', '330100000', '{r01}');
insert into t.store (who, store) select 'recv2', store from t.store where who = 'recv';
select is(t.tell('recv2', gen_random_uuid(), 'register', t.complaint() || jsonb_build_object('regno', regno))->>'field', 'regno', 'who knows the desk''s number does not use its numbers') from r;
select is(t.tell('recv', gen_random_uuid(), 'register', t.complaint() || jsonb_build_object('regno', regno))->>'verdict', 'applied', 'who was lent them does') from r;

select is((select a->>'verdict' from k, t.tell('admin', k.id, 'note', '{"note": "x"}') a), 'refused', 'an administrator writes nothing to a ticket');
select * from finish();
