-- Offline passes: signed, bounded, recognised, and never a reason to refuse an operator.
select plan(24);
\set s '11111111-1111-4111-8111-111111111111'
\set z '22222222-2222-4222-8222-222222222222'
create function pg_temp.hello(p_who text, p_store uuid, p_held jsonb default '{}') returns jsonb language sql as $$
	select o->'hello' from t.ask(p_who, format('select api.hello(%L, %L, 1, %L) as hello', p_store, 'test', p_held)) o;
$$;
-- RFC 4231, test case 2: the key "Jefe"
create temporary table kept as select * from core.pass_key;
update core.pass_key set inner_pad = decode(rpad('7c535053', 128, '36'), 'hex'),
	outer_pad = decode(rpad('16393a39', 128, '5c'), 'hex');
select is(core.sign('what do ya want for nothing?'),
	'5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843', 'the signature is HMAC-SHA256');
update core.pass_key p set inner_pad = k.inner_pad, outer_pad = k.outer_pad from kept k;
select isnt(encode(inner_pad, 'hex'), rpad('', 128, '36'), 'the key is not empty') from core.pass_key;

create temporary table a as select pg_temp.hello('recv', :'s') as hello;
create temporary table p as select hello->'pass' as pass from a;
select is(pass->>'operator', 'recv', 'a pass names its operator') from p;
select is(pass->>'store', :'s', 'its store') from p;
select is(pass->>'unit', '330100000', 'the unit') from p;
select is(pass->'duties', '["r01@330100000"]', 'and the duties') from p;
select is((pass->>'until')::timestamptz - (pass->>'issued')::timestamptz, interval '7 days', 'it ends after seven days') from p;
update core.setting set value = '30' where code = 'offline_days';
select is((x->>'until')::timestamptz - (x->>'issued')::timestamptz, interval '7 days', 'whatever is set')
from (select pg_temp.hello('recv', :'s')->'pass' as x) y;
update core.setting set value = '1' where code = 'offline_days';
select is((x->>'until')::timestamptz - (x->>'issued')::timestamptz, interval '1 day', 'but sooner where that is set')
from (select pg_temp.hello('recv', :'s')->'pass' as x) y;
update core.operator set valid_to = (now() at time zone 'Asia/Shanghai')::date where name = 'recv';
select ok((pg_temp.hello('recv', :'s')->'pass'->>'until')::timestamptz <= now() + interval '1 day',
	'and with the operator''s own last day');
update core.operator set valid_to = 'infinity' where name = 'recv';
update core.setting set value = '0' where code = 'offline_days';
select is(pg_temp.hello('recv', :'s')->'pass', 'null', 'or never where nobody may work without the centre');
update core.setting set value = '7' where code = 'offline_days';
select is(pg_temp.hello('recv', null)->'pass', 'null', 'who has no store gets none');

select pg_temp.hello('recv', :'s', jsonb_build_object('pass', pass)) is not null from p;
select is((select count(*) from audit.alarm), 0::bigint, 'our own pass is known again');
select is((select count(*) from audit.offline), 0::bigint, 'and leaves no record where it was not used');
select pg_temp.hello('recv', :'s', jsonb_build_object('pass', pass, 'offline', now() + interval '9 days')) is not null from p;
select is((select count(*) from audit.offline where operator = 'recv' and store = :'s' and since <= at and until > at),
	1::bigint, 'work without the centre is on record');
create function pg_temp.alarm(p_who text, p_store uuid, p_pass jsonb) returns text language plpgsql as $$
begin
	if pg_temp.hello(p_who, p_store, jsonb_build_object('pass', p_pass, 'offline', 'yesterday')) is null then
		return 'refused';
	end if;
	return (select what from audit.alarm order by n desc limit 1);
end $$;
select is(pg_temp.alarm('recv', :'s', pass || '{"until": "2036-01-01T00:00:00Z"}'), 'forged pass',
	'a pass made longer is an alarm, not a refusal') from p;
select is((select count(*) from audit.alarm), 1::bigint, 'once');
select is(pg_temp.alarm('disp', :'z', pass), 'pass of another operator', 'another''s pass too') from p;
select is(pg_temp.alarm('recv', :'z', pass), 'pass of another store', 'and one carried to another store') from p;
select is((select count(*) from audit.offline), 1::bigint, 'none of them is taken for a record');
select pg_temp.alarm('recv', :'s', pass || '{"n": 1}') from p;
select is((select count(*) from audit.alarm), 3::bigint, 'the same alarm is not repeated within a minute');
select is(pg_temp.alarm('back', :'z', x::jsonb), 'forged pass', format('held %s is no reason to refuse', x))
from unnest('{"1","[\"mac\"]","{\"mac\": {}}"}'::text[]) x;
select * from finish();
