-- The ledgers of desk and centre: the operations sent, by number; and a copied store is told that it is a
-- copy.
select plan(34);
\set s '11111111-1111-4111-8111-111111111111'
\set f '22222222-2222-4222-8222-222222222222'
create function pg_temp.ledger(p_who text, p_store uuid, p_from bigint, p_below bigint default 1000) returns jsonb language sql as $$
	select t.ask(p_who, format('select * from api.ledger(%L, %s, %s)', p_store, p_from, p_below));
$$;
create function pg_temp.hash(p_lines text) returns text language sql as $$
	select encode(sha256(convert_to(p_lines, 'UTF8')), 'hex');
$$;
create function pg_temp.tell(p_who text, p_op uuid, p_store uuid, p_seq bigint, p_ticket uuid, p_note text)
returns jsonb language sql as $$
	select x->'detail' || jsonb_build_object('verdict', x->'verdict') from t.ask(p_who, format(
		'select * from api.tell(%L, %L, %s, %L, '''', ''note'', 1, %L)', p_op, p_store, p_seq, p_ticket,
		jsonb_build_object('note', p_note))) x;
$$;

select is(pg_temp.ledger('recv', :'s', 1), jsonb_build_object('n', 0, 'last', 0, 'hash', pg_temp.hash('')),
	'a store that told nothing has an empty ledger');
create temporary table x as select t.register() as id;
create temporary table o as select n, md5('op' || n)::uuid as op from generate_series(1, 5) n;
select is(pg_temp.tell('recv', op, :'s', n, case when n = 3 then gen_random_uuid() else id end, 'n')->>'verdict',
	case when n = 3 then 'refused' else 'applied' end, 'told ' || n) from x, o order by n;
create temporary table l as select string_agg(n || ' ' || op || ' ' || case when n = 3 then 'refused' else 'applied' end
	|| E'\n', '' order by n) as lines, string_agg(n || ' ' || op || ' ' || 'applied' || E'\n', '' order by n)
	filter (where n > 3) as tail from o;
select is(pg_temp.ledger('recv', :'s', 1), jsonb_build_object('n', 5, 'last', 5, 'hash', pg_temp.hash(lines)),
	'the ledger counts and hashes every verdict') from l;
select is(pg_temp.ledger('recv', :'s', 4), jsonb_build_object('n', 2, 'last', 5, 'hash', pg_temp.hash(tail)),
	'from a number on') from l;
select is(pg_temp.ledger('recv', :'s', 1, 4), jsonb_build_object('n', 3, 'last', 5, 'hash',
	pg_temp.hash(left(lines, -length(tail)))), 'below a number') from l;
select is(pg_temp.ledger('disp', :'s', 1)->>'n', '0', 'another operator''s ledger is empty');
select is((select string_agg(r->>'seq', ',') from t.ask('recv', format('select * from api.ledger_rows(%L, 2, 3)', :'s')) r),
	'2,3,4', 'its lines come in order, as many as asked for');
select is((select count(*) from t.ask('disp', format('select * from api.ledger_rows(%L, 1, 100)', :'s')) r), 0::bigint,
	'and only to whom they belong');
select is((select count(*) from t.ask('recv', format('select * from api.ledger_rows(%L, null, null)', :'s')) r), 0::bigint,
	'nothing from nowhere');

-- the same operation by a store that took another identity
select is(pg_temp.tell('recv', op, :'f', 77, id, 'n')->>'replay', 'true', 'a forked store gets the first answer again')
from x, o where n = 2;
select is((select count(*) from core.event e, o where e.op = o.op and o.n = 2), 1::bigint, 'and nothing is applied twice');
select is(pg_temp.ledger('recv', :'f', 1), jsonb_build_object('n', 1, 'last', 77, 'hash',
	pg_temp.hash('77 ' || op || E' applied\n')), 'it stands in the ledger of both') from o where n = 2;
select is(pg_temp.ledger('recv', :'s', 1)->>'hash', pg_temp.hash(lines), 'whose own is what it was') from l;
select is(pg_temp.tell('recv', op, :'f', 78, id, 'other')->>'text', 'The number of this operation was already used for another one.',
	'other words under the same number are refused from there too') from x, o where n = 4;
select is(pg_temp.tell('recv', op, :'f', 78, id, 'other')->>'unfiled', 'true', 'which is said to be on no ledger') from x, o where n = 4;
select is(pg_temp.ledger('recv', :'f', 78)->>'n', '0', 'and is on none');
select is(pg_temp.tell('disp', op, :'f', 79, id, 'n')->>'unfiled', 'true', 'nor may another operator tell it') from x, o where n = 4;

-- A number leased to the first identity.
create temporary table n as select t.number('recv') as regno;
select is((select x->>'verdict' from t.ask('recv', format(
	'select * from api.tell(%L, %L, 80, %L, '''', ''register'', 1, %L)', gen_random_uuid(), :'f', gen_random_uuid(),
	t.complaint() || jsonb_build_object('regno', regno))) x), 'applied',
	'a number lent to the first identity is good from the second') from n;

-- greetings
create function pg_temp.hello(p_store uuid, p_turn bigint, p_held uuid, p_next uuid, p_seq bigint default 100,
	p_who text default 'recv') returns text language sql as $$
	select x->'hello'->'nonce'->>'fork' from t.ask(p_who, format('select api.hello(%L, %L, 1, %L)', p_store, 'test',
		jsonb_build_object('nonce', jsonb_build_object('turn', p_turn, 'held', p_held, 'next', p_next, 'seq', p_seq)))) x;
$$;
create function pg_temp.id(p_n int) returns uuid language sql as $$ select md5('nonce' || p_n)::uuid; $$;
select is(pg_temp.hello(:'s', 0, null, pg_temp.id(1)), 'false', 'the first greeting');
select is(pg_temp.hello(:'s', 0, null, pg_temp.id(1)), 'false', 'again after a lost answer');
select is(pg_temp.hello(:'s', 1, pg_temp.id(1), pg_temp.id(2)), 'false', 'the next');
select is(pg_temp.hello(:'s', 1, pg_temp.id(1), pg_temp.id(2)), 'false', 'again after a crash before it was kept');
select is(pg_temp.hello(:'s', 1, pg_temp.id(1), pg_temp.id(9)), 'true', 'a copy of then would go on otherwise');
select is(pg_temp.hello(:'s', 2, pg_temp.id(2), pg_temp.id(3)), 'false', 'the first one is not disturbed by it');
select is(pg_temp.hello(:'s', 0, null, pg_temp.id(1)), 'true', 'an older one is a copy or was put back');
select is(pg_temp.hello(:'s', 9, pg_temp.id(8), pg_temp.id(4)), 'false', 'one ahead of us: the centre was put back');
select is(pg_temp.hello(:'s', 10, pg_temp.id(4), pg_temp.id(5), 5), 'true', 'one whose next number is on record was put back');
select is(pg_temp.hello(:'s', 10, pg_temp.id(4), pg_temp.id(5), 100, 'disp'), 'true', 'a store belongs to one operator');
select is((select count(*) from audit.alarm where what = 'a copied or older store called'), 4::bigint, 'each is on record');
select is((select x->'hello'->>'nonce' from t.ask('recv', format('select api.hello(%L, %L, 1, %L)', :'s', 'test', '{}')) x), null,
	'a program that shows nothing is told nothing');
select * from finish();
