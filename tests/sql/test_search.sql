-- A search finds what was asked for, and every ticket the operator may see can be found.
select plan(44);
create function pg_temp.call(p jsonb) returns uuid language sql as $$ select t.register(t.complaint() || p); $$;
create temporary table x as select
	pg_temp.call('{"invname": "翡翠明珠（西湖店）", "mdsename": "和田玉手镯", "pname": "赵铁柱", "mobile": "13700137001"}') as a,
	pg_temp.call('{"invname": "翡翠明珠(余杭店)", "mdsename": "金项链", "pname": "阿依古丽·买买提", "mobile": "", "inccall": "0571-87654321转801"}') as b,
	pg_temp.call('{"invname": "KFC餐厅", "mdsename": "原味鸡", "pname": "赵铁柱", "mobile": "13700137002"}') as c;
create function pg_temp.found(p_who text, p_text text) returns text language sql as $$
	select coalesce(string_agg(n, '' order by n), '') from (select case (o->>'ticket')::uuid when x.a then 'a' when x.b then 'b' when x.c then 'c' end as n
		from x, t.ask(p_who, format('select * from api.search(%L, 50)', p_text)) o) y;
$$;
select is(pg_temp.found('disp', v), want, name) from (values
	('翡翠明珠', 'ab', 'by respondent'), ('翡翠', 'ab', 'by its beginning'), ('明珠', 'ab', 'by its middle'),
	('翡翠明珠(西湖店)', 'a', 'in other brackets'), ('ｋｆｃ', 'c', 'in another width and case'), ('手镯', 'a', 'by title'),
	('翡翠 项链', 'b', 'by a word of each'), ('手镯 明珠', 'a', 'in any order'), ('翡翠　手镯', 'a', 'with a wide blank'),
	('翡翠 原味鸡', '', 'all words must be there'), ('13700137001', 'a', 'by telephone'), ('137 0013 7001', 'a', 'in groups'),
	('7001', 'a', 'by its last four digits'), ('０５７１－８７６５４３２１', 'b', 'a land line, full width'),
	('87654321', 'b', 'or without its area code'), ('%%', '', 'signs are only signs'), ('翡翠 13700137001', 'a', 'a word and a number')) v(v, want, name);
select is(pg_temp.found('recv', v), want, name) from (values
	('赵铁柱', 'ac', 'by the caller''s name'), ('阿依古丽•买买提', 'b', 'whatever its dot'), ('赵铁柱 翡翠', 'a', 'a name and a word'),
	('赵铁', '', 'by the whole name only')) v(v, want, name);
select is(pg_temp.found('super', '赵铁柱'), '', 'who neither answers nor handles learns no name by it');
select is((select count(*) from audit.lookup where operator = 'super'), 1::bigint, 'and what he tried is on record');
create temporary table n as select regno from core.ticket, x where ticket = x.a;
select is(pg_temp.found('disp', f), 'a', 'the number ' || name) from n, lateral (values (regno, 'whole'),
	(left(regno, 9) || ' ' || substr(regno, 10, 8) || ' ' || right(regno, 8), 'in its groups'), ('#' || right(regno, 8), 'with its sign'),
	(translate(regno, '0123456789', '０１２３４５６７８９'), 'full width'), (right(regno, 16), 'without the unit'),
	(right(regno, 4), 'by four digits'), (right(regno, 3), 'by three')) f(f, name);
-- Assigned down, passed on: every operator who may still see it finds it.
select t.told('disp', x.a, 'assign', '{"unit": "330106000"}') from x;
select is(pg_temp.found('disp', '翡翠明珠'), 'ab', 'a dispatcher finds what he assigned');
select is(pg_temp.found('clerk', '翡翠明珠'), 'a', 'and who has it now');
select is(pg_temp.found('super', '手镯'), 'a', 'and who stands above');
select is(pg_temp.found('clerk2', '翡翠明珠'), '', 'and nobody else');
select is(pg_temp.found('clerk', right(regno, 3)), 'a', 'by the end of its number, though another unit registered it') from n;
select is(pg_temp.found('shanghai', regno), '', 'nor by its number') from n;
select is(pg_temp.found('recv', ''), '', 'nothing typed finds nothing');
select is(pg_temp.found('recv', repeat('9', 30)), '', 'nor thirty digits');
-- page after page, the newest first, nothing twice and nothing missing
select pg_temp.call(jsonb_build_object('invname', '流水账商行', 'mdsename', '算盘', 'mobile', '', 'inccall', '057188' || lpad(i::text, 2, '0') || '4321'))
from generate_series(1, 23) i;
create function pg_temp.pages(p_text text, p_limit integer) returns table (page integer, n bigint, ticket uuid) language plpgsql as $$
declare
	after_ text := '';
	rows jsonb;
	p integer := 0;
begin
	loop
		p := p + 1;
		select coalesce(jsonb_agg(o), '[]') into rows from t.ask('disp', format('select * from api.search(%L, %s, %L)', p_text, p_limit, after_)) o;
		exit when rows = '[]' or p > 30;
		after_ := rows->-1->>'next';
		return query select p, e.n, (e.r->>'ticket')::uuid from jsonb_array_elements(rows) with ordinality e(r, n);
	end loop;
end $$;
create temporary table want as select array_agg(ticket order by received desc, ticket desc) as ids from core.ticket where respondent = '流水账商行';
select is((select array_agg(ticket order by page, n) from pg_temp.pages('流水账', 5)), ids, 'five a page') from want;
select is((select array_agg(ticket order by page, n) from pg_temp.pages('4321 流水', 7)), ids, 'of digits and a word, seven a page') from want;
select is((select max(page) from pg_temp.pages('流水账', 5)), 5, 'in as many pages as it takes');
select throws_ok($q$ select t.ask('disp', $$ select * from api.search('流水账', 5, 'x') $$) $q$, 'GS001', null, 'a place that is none is refused');
select is((select count(*) from t.ask('disp', $$ select * from api.search('流水账', 9) $$)), 9::bigint, 'a desk that knows no pages finds the newest');
-- One setting limits the number of results.
update core.setting set value = '4' where code = 'found_max';
select is((select string_agg(v.x || ' ' || (select count(*) from pg_temp.pages(v.x, 50)), ', ') from (values ('流水账'), ('流'), ('4321')) v(x)),
	'流水账 4, 流 4, 4321 4', 'by words, by one character, by the end of a telephone');
update core.setting set value = '10000' where code = 'found_max';
select * from finish();
