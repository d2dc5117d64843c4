-- The api functions: they accept, refuse with the reason, and replay the same answer twice.
select plan(76);
create temporary table x as select gen_random_uuid() as id, gen_random_uuid() as op;
create temporary table p as select t.complaint() || jsonb_build_object('regno', t.number('recv')) as p;

-- replay
create temporary table a as select t.tell('recv', id, 'register', p, '', op) as o from x, p;
select is(o->>'verdict', 'applied', 'an operation is applied') from a;
update t.store set seq = seq - 1 where who = 'recv';
select is(t.tell('recv', id, 'register', p, '', op) - 'replay', o, 'told again, it gives the stored verdict') from x, p, a;
update t.store set seq = seq - 1 where who = 'recv';
select is(t.tell('recv', id, 'register', p, '', op)->>'replay', 'true', 'and says that it is one') from x, p;
select is(count(*), 1::bigint, 'nothing is applied twice') from core.event;
select is(t.tell('recv', id, 'note', '{"note": "x"}', '', op)->>'text', 'The number of this operation was already used for another one.',
	'the same number with other words is refused') from x;
select is(count(*), 1::bigint, 'and an alarm is raised') from audit.alarm;
select is(t.tell('disp', id, 'note', '{"note": "x"}', '', op)->>'verdict', 'refused', 'also for another operator') from x;
-- a refusal is permanent
create temporary table r as select gen_random_uuid() as op;
create temporary table b as select t.tell('disp', id, 'assign', '{"unit": "310000000"}', 'server:1', r.op) as o from x, r;
update t.store set seq = seq - 1 where who = 'disp';
select is(t.tell('disp', id, 'assign', '{"unit": "310000000"}', 'server:1', r.op) - 'replay', o, 'a refusal is given again as it was') from x, r, b;
select is(verdict, 'refused', 'from the ledger') from core.applied where op_id = (select op from r);

-- base and conflict
select is(t.tell('disp', id, 'assign', '{"unit": "330106000"}', '')->>'text', 'It is not said which version of the ticket was seen.', 'a change needs its base') from x;
select is(t.tell('recv', id, 'amend', '{"brand": "甲"}', 'server:1')->>'version', '2', 'the base seen is right') from x;
create temporary table c as select t.tell('recv', id, 'amend', '{"brand": "乙"}', 'server:1') as o from x;
select is(o->>'verdict', 'conflict', 'an older base is a conflict') from c;
select is(o #>> '{changed,brand}', '甲', 'which shows what changed meanwhile') from c;
select is(o->>'operator', '王芳', 'and who did it') from c;
select is(facts->>'brand', '甲', 'nothing is overwritten') from core.ticket;
create temporary table d as select t.tell('recv', id, 'amend', '{"brand": "丙"}', 'server:2') as o from x;
select is(t.tell('recv', id, 'amend', '{"brand": "丁"}', 'op:' || (o->>'op'))->>'version', '4', 'one''s own last operation is a base') from x, d;
select is(t.tell('recv', id, 'amend', '{"brand": "戊"}', 'op:' || (o->>'op'))->>'verdict', 'conflict', 'unless something came after it') from x, d;
select is(t.tell('recv', id, 'amend', '{"brand": "戊"}', 'op:' || gen_random_uuid())->>'text', 'The step before this one was not applied.', 'an unknown one is none') from x;
select is(t.tell('recv', id, 'note', '{"note": "备注"}', '')->>'verdict', 'applied', 'a note needs no base') from x;
select is(t.tell('recv', id, 'dance', '{}', 'server:4')->>'text', 'This cannot be done in state %s.', 'an unknown action is refused') from x;
select is(t.tell('recv', gen_random_uuid(), 'note', '{"note": "x"}', '')->>'text', 'There is no such ticket, or it is not yours.', 'as is an unknown ticket');

-- calls that no program makes
create function pg_temp.raw(p_args text) returns text language plpgsql as $$
begin
	perform * from t.ask('recv', 'select * from api.tell(' || p_args || ')');
	return 'ok';
exception when others then
	return sqlstate;
end $$;
select is(pg_temp.raw('null, gen_random_uuid(), 1, gen_random_uuid(), '''', ''note'', 1, ''{}'''), 'GS003', 'nothing may lack');
select is(pg_temp.raw('gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid(), '''', ''note'', 1, ''[]'''), 'GS003', 'a payload is an object');
select is(pg_temp.raw('gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid(), '''', ''note'', 99, ''{}'''), 'GS003', 'versions must agree');
select is(pg_temp.raw($$ gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid(), '', 'note', 1,
	jsonb_build_object('note', (select string_agg(md5(i::text), '') from generate_series(1, 9000) i)) $$), 'GS003', 'a payload has its limit');
select is(pg_temp.raw('gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid(), repeat(''x'', 60), ''note'', 1, ''{}'''), 'GS003', 'so has a base');

-- many
create temporary table m as select gen_random_uuid() as a, gen_random_uuid() as b, gen_random_uuid() as c;
create temporary table n as select o, row_number() over () as i from m, x, t.ask('recv', format(
	'select * from api.tell_many(array[%L, %L, %L, %L]::jsonb[])',
	jsonb_build_object('op', a, 'store', t.store_of('recv'), 'seq', 900, 'ticket', id, 'base', '', 'action', 'note', 'schema', 1, 'payload', '{"note": "一"}'::jsonb),
	jsonb_build_object('op', b, 'store', t.store_of('recv'), 'seq', 901, 'ticket', id, 'base', 'server:4', 'action', 'assign', 'schema', 1, 'payload', '{}'::jsonb),
	jsonb_build_object('op', gen_random_uuid(), 'store', t.store_of('recv'), 'seq', 902, 'ticket', id, 'base', '', 'action', 'note', 'schema', 99, 'payload', '{}'::jsonb),
	jsonb_build_object('op', c, 'store', t.store_of('recv'), 'seq', 903, 'ticket', id, 'base', '', 'action', 'note', 'schema', 1, 'payload', '{"note": "二"}'::jsonb))) o;
select is((select string_agg(o->>'verdict', ' ' order by i) from n), 'applied refused failed applied', 'in a batch each has its own verdict');
select is((select o->'detail'->>'sqlstate' from n where i = 3), 'GS003', 'what could not be judged says why');
select is((select count(*) from core.event e, m where e.op in (m.a, m.c)), 2::bigint, 'and its own effect');

-- hello, lists, counters
select is(o->'hello'->'operator'->>'label', '王芳', 'hello says who I am') from t.ask('recv', $$ select api.hello(gen_random_uuid(), 'test', 1, '{}') $$) o;
select is(o #>> '{hello,operator,duties,0,duty}', 'r01', 'and what I may do') from t.ask('recv', $$ select api.hello(gen_random_uuid(), 'test', 1, '{}') $$) o;
select is(o #>> '{hello,operator,above,0}', '330000000', 'and under whom') from t.ask('recv', $$ select api.hello(gen_random_uuid(), 'test', 1, '{}') $$) o;
select is(count(*), 1::bigint, 'a dispatcher sees what waits') from t.ask('disp', $$ select * from api.worklist('', 'todispatch', '', 50) $$);
select is(count(*), 1::bigint, 'a receiver what she registered') from t.ask('recv', $$ select * from api.worklist('', 'registered', '', 50) $$);
select throws_ok($$ select * from t.ask('recv', 'select * from api.worklist('''', ''approve'', '''', 50)') $$, 'GS002', null, 'a list of others is none');
select throws_ok($$ select * from t.ask('recv', 'select * from api.worklist(''310000000'', ''todispatch'', '''', 50)') $$, 'GS002', null, 'nor of another unit');
select throws_ok($$ select * from t.ask('disp', 'select * from api.worklist('''', ''todispatch'', ''; drop'', 50)') $$, 'GS001', null, 'a place in a list has its form');
select t.register() from generate_series(1, 11);
create temporary table l1 as select o, row_number() over () as i from t.ask('disp', $$ select * from api.worklist('', 'todispatch', '', 5) $$) o;
create temporary table l2 as select z as o from l1, t.ask('disp', format($$ select * from api.worklist('', 'todispatch', %L, 50) $$, l1.o->>'next')) z where l1.i = 5;
select is((select count(distinct o->>'ticket') from (select o from l1 union all select o from l2) y), 12::bigint, 'pages meet without gap or overlap');
create temporary table l3 as select o, row_number() over () as i from t.ask('recv', $$ select * from api.worklist('', 'registered', '', 5) $$) o;
select is((select count(*) from l3, t.ask('recv', format($$ select * from api.worklist('', 'registered', %L, 50) $$, l3.o->>'next')) o2(o)
	where l3.i = 5), 7::bigint, 'also in the list of one''s own');
select is(o->>'n', '12', 'counters count') from t.ask('disp', $$ select * from api.counters('') $$) o where o->>'queue' = 'todispatch';
select is(count(*), 12::bigint, 'the city is below the province') from t.ask('super', $$ select * from api.worklist('', 'below', '', 50) $$);

-- caller, respondent, trader, suggest, search
select is(count(*), 12::bigint, 'a number is known again') from t.ask('recv', $$ select * from api.caller('+86 138-0013-8000') $$);
select is(count(*), 0::bigint, 'not by another province') from t.ask('shanghai', $$ select * from api.caller('13800138000') $$);
select is((o->>'n30') || ' ' || (o->>'goods30') || ' ' || (o->>'callers30'), '12 12 1', 'a respondent is counted')
from t.ask('recv', $$ select * from api.respondent('', '杭州某某食品有限公司') $$) o;
select core.load_trader('[{"uscc":"91330106MA2ABCDEX1","name":"杭州西湖糕点有限公司","address":"文三路","division":"330106013","unit":"330106013","initials":"hzxhgdyxgs"},
	{"uscc":"91310101MA1ABCDEX2","name":"上海糕点有限公司","division":"310101002","initials":"shgdyxgs"}]');
select is(o->>'name', '杭州西湖糕点有限公司', 'a trader by part of the name, the near one first') from t.ask('recv', $$ select * from api.trader('糕点', '330106', 5) $$) o limit 1;
select is(count(*), 1::bigint, 'by initials') from t.ask('recv', $$ select * from api.trader('HZXH', '', 5) $$);
select is(count(*), 1::bigint, 'by credit code') from t.ask('recv', $$ select * from api.trader('91310101ma', '', 5) $$);
select is(count(*), 0::bigint, 'percent signs are only signs') from t.ask('recv', $$ select * from api.trader('%%', '', 5) $$);
select is(string_agg(o->>'unit', ' '), '330106000 330106013', 'a place suggests county and station') from t.ask('recv', $$ select * from api.suggest('330106013', '', '', '') $$) o;
select is(string_agg(o->>'unit', ' '), '330106000 330106013', 'an address names the town') from t.ask('recv', $$ select * from api.suggest('330106', '杭州市西湖区文新街道古墩路1号', '', '') $$) o;
select is(string_agg(o->>'unit', ' '), '330106000 330110000', 'a platform its domicile as well') from t.ask('recv', $$ select * from api.suggest('330106', '', '', 'P01') $$) o;
select is(o->>'unit', '441900000', 'a city without counties is its own bureau') from t.ask('recv', $$ select * from api.suggest('441900', '', '', '') $$) o limit 1;
create temporary table s as select regno from core.ticket order by serial limit 1;
select is(count(*), 1::bigint, 'found by number') from s, t.ask('disp', format('select * from api.search(%L, 9)', regno));
select is(count(*), 1::bigint, 'by its tail') from s, t.ask('disp', format('select * from api.search(%L, 9)', right(regno, 8)));
select is(count(*), 1::bigint, 'by a short tail') from s, t.ask('disp', format('select * from api.search(%L, 9)', right(regno, 4)));
select ok(bool_or(o->>'regno' = s.regno), 'by as few digits as stand in a list: its number without the zeros')
from s, t.ask('disp', format('select * from api.search(%L, 50)', right(regno, 8)::integer)) o;
select ok(bool_and(right(o->>'regno', 1) = right(s.regno, 1)), 'and nothing that ends otherwise')
from s, t.ask('disp', format('select * from api.search(%L, 50)', right(s.regno, 1))) o;
select is(count(*), 0::bigint, 'not by another province') from s, t.ask('shanghai', format('select * from api.search(%L, 9)', right(regno, 8)::integer));
select is(count(*), 1::bigint, 'by a superior, too') from s, t.ask('super', format('select * from api.search(%L, 9)', right(regno, 8)));
select is(count(*), 12::bigint, 'by telephone') from t.ask('disp', $$ select * from api.search('13800138000', 50) $$);
select is(count(*), 12::bigint, 'by respondent') from t.ask('disp', $$ select * from api.search('杭州某某', 50) $$);
select is(count(*), 12::bigint, 'by title') from t.ask('disp', $$ select * from api.search('年糕', 50) $$);
select is(count(*), 0::bigint, 'not by another province') from s, t.ask('shanghai', format('select * from api.search(%L, 9)', regno));
-- since
select ok((select count(*) > 1000 from t.ask('recv', 'select * from api.codes_since(0)')), 'all codes since the beginning');
select is((select count(*) from t.ask('recv', 'select * from api.codes_since((api.hello(null, '''', 1, ''{}'')->>''epoch'')::bigint)')), 0::bigint, 'none since now');
select is((select count(*) from t.ask('recv', 'select * from api.units_since(0, ''440000000'', 7)')), 7::bigint, 'units come in pages');
select is((select count(*) from t.ask('recv', 'select * from api.divisions_since(0, '''', 50000)')), (select count(*) from core.division), 'divisions at once if asked');
-- locked and unknown
select core.lock_operator('station2');
select throws_ok($$ select * from t.ask('station2', 'select 1') $$, '08001', null, 'a locked operator does not come in');
select t.dblink_connect('late', format('host=%s dbname=%s user=clerk2', current_setting('unix_socket_directories'), current_database()));
update core.operator set valid_to = core.day(now()) - 1 where name = 'clerk2';
select throws_ok($$ select * from t.dblink('late', 'select api.counters('''')::text') as r(o text) $$, '28000', null, 'an expired one is told so, also while logged in');
create role stranger login in role gangshao_operator;
select throws_ok($$ select * from t.ask('stranger', 'select api.counters('''')::text') $$, '28000', null, 'a member who is not enrolled is nobody');
drop role stranger;
select core.lock_operator('station2', false);
-- Another session has locked a ticket: only operations on that one wait, and not for long.
create temporary table three as select i, t.register() as id from generate_series(1, 3) i;
select t.dblink_connect('holder', format('host=%s dbname=%s user=%s', current_setting('unix_socket_directories'), current_database(), current_user));
select t.dblink_exec('holder', 'begin');
select count(*) from t.dblink('holder', format('select 1 from core.ticket where ticket = %L for update', (select id from three where i = 2))) r(i integer);
create temporary table many as
select i, o from t.ask('recv', format('select * from api.tell_many(%L::jsonb[])', (
	select array_agg(jsonb_build_object('op', gen_random_uuid(), 'store', t.store_of('recv'), 'seq', 910 + n, 'ticket', id, 'base', '', 'action', 'note',
		'schema', 1, 'payload', '{"note": "夜班"}'::jsonb) order by n)
	from generate_series(1, 10) n join three on i = case n when 1 then 1 when 10 then 3 else 2 end))) with ordinality r(o, i);
select is((select string_agg(o->>'verdict', ' ' order by i) from many), 'applied' || repeat(' failed', 8) || ' applied', 'a ticket that is held holds up its own operations and no others');
select is((select string_agg(distinct o->'detail'->>'sqlstate', ' ') from many where o->>'verdict' = 'failed'), '55P03', 'which are told to come again');
select is((select count(*) from core.event where payload->>'note' = '夜班'), 2::bigint, 'the others are applied');
select is((select array_to_string(proconfig, ' ') ~ 'lock_timeout=100ms' from pg_proc where oid = 'api.tell_many(jsonb[])'::regprocedure), true, 'the batch waits a tenth of a second');
select is((select string_agg(p.proname, ' ') from pg_proc p where p.pronamespace = 'api'::regnamespace
	and array_to_string(proconfig, ' ') !~ '(^| )lock_timeout='), null, 'and nobody without end');
select t.dblink_exec('holder', 'rollback');
select t.dblink_disconnect('holder');
-- The owner keeps the PostgreSQL functions that our own functions need.
update core.clock set due = due + 1 where ticket = (select id from three where i = 1) and base = 'D12';
set role gangshao_owner;
select core.recount() as moved \gset
reset role;
select is(:moved, 1, 'the owner works out the clocks again');
select * from finish();
