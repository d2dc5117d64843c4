-- The change feed pages by transaction: a late commit is not skipped, and no tickets of others are shown.
select plan(12);
create function pg_temp.feed(p_who text, p_xid text, p_seq text, p_limit integer default 100) returns setof jsonb language sql as $$
	select t.ask(p_who, format('select * from api.events_since(%L, %L, %s)', p_xid, p_seq, p_limit));
$$;
create temporary table h as select o #>> '{hello,feed,xid}' as xid, o #>> '{hello,feed,seq}' as seq
from t.ask('recv', $$ select api.hello(gen_random_uuid(), 'test', 1, '{}') $$) o;
select is(count(*), 0::bigint, 'nothing new at first') from h, pg_temp.feed('recv', xid, seq);
create temporary table x as select t.register() as id;
select is(o->>'action', 'register', 'a step is told') from h, pg_temp.feed('recv', xid, seq) o;
select t.register() from generate_series(1, 5);
create temporary table p1 as select o, row_number() over () as i from h, pg_temp.feed('disp', xid, seq, 3) o;
select is(count(*), 3::bigint, 'a page is as long as asked') from p1;
select is((select count(*) from p1 a, pg_temp.feed('disp', a.o->>'xid', a.o->>'seq') b where a.i = 3), 3::bigint, 'the next begins behind it');
-- a transaction that commits late
select t.login('recv');
select t.run('recv', 'begin');
select t.told('recv', (select id from x), 'note', '{"note": "晚到"}');
select t.told('disp', (select ticket from core.ticket where ticket <> (select id from x) limit 1), 'note', '{"note": "早到"}');
create temporary table e as select o from h, pg_temp.feed('disp', xid, seq) o;
select is((select count(*) from e where o->>'action' = 'note'), 0::bigint, 'behind an open transaction nothing is told yet');
create temporary table last as select o->>'xid' as xid, o->>'seq' as seq from e order by (o->>'xid')::bigint desc, (o->>'seq')::bigint desc limit 1;
select t.run('recv', 'commit');
select is((select count(*) from last, pg_temp.feed('disp', xid, seq) o where o->>'action' = 'note'), 2::bigint, 'then both are');
-- others
select is((select count(*) from h, pg_temp.feed('shanghai', xid, seq) o where o->>'ticket' is not null), 0::bigint, 'another province is told nothing');
select is((select count(*) from h, pg_temp.feed('shanghai', xid, seq) o), 1::bigint, 'but its place moves on');
select is((select count(*) from h, pg_temp.feed('shanghai', xid, seq) a, pg_temp.feed('shanghai', a->>'xid', a->>'seq') b), 0::bigint, 'to the end');
select is((select o->>'unit' from h, pg_temp.feed('super', xid, seq) o limit 1), '330100000', 'a superior is told');
select throws_ok($$ select pg_temp.feed('recv', 'x', '0') $$, 'GS001', null, 'a place has its form');
select throws_ok($$ select pg_temp.feed('recv', null, '0') $$, 'GS001', null, 'and must be given');
select * from finish();
