-- An installation changes the tree of units: its changes survive a load, and a closed unit holds nothing and
-- gets nothing.
select plan(28);

create temporary table shipped as select jsonb_agg(jsonb_build_object('code', code, 'name', name, 'short_name', short_name,
	'parent', parent, 'tier', tier, 'division', division, 'initials', initials, 'flags', flags)) as rows from core.unit;
create function pg_temp.no(p_unit text, p_what jsonb) returns text language plpgsql as $$
declare
	h text;
	m text;
	a text;
begin
	perform core.set_unit(p_unit, p_what);
	return '';
exception when sqlstate 'GS001' then
	get stacked diagnostics m = message_text, h = pg_exception_hint;
	for a in select * from jsonb_array_elements_text(h::jsonb) loop
		m := regexp_replace(m, '%s', a);
	end loop;
	return m;
end $$;

select core.set_unit('330106901', '{"name": "杭州市西湖区市场监督管理局云栖市场监督管理所", "short": "云栖所", "parent": "330106000",
	"tier": "5", "division": "330106", "initials": "yxs"}');
select is((select (name, short_name, above[1], above[2], valid_to)::text from core.unit where code = '330106901'),
	'(杭州市西湖区市场监督管理局云栖市场监督管理所,云栖所,330106000,330100000,infinity)', 'a unit is added with its superiors');
select is((select detail->>'short' from audit.admin where what = 'unit' order by at desc limit 1), '云栖所', 'which is on record');
select core.enrol('yunqi', '云一', '0309', '330106901', '{r04,r05}');
create temporary table x as select t.complaint_in('TS10') as ticket;
select t.told('disp', ticket, 'assign', '{"unit": "330106901"}') from x;
select is((select unit from core.ticket join x using (ticket)), '330106901', 'a ticket is sent there');

select core.set_unit('330106901', '{"name": "新名", "short": "新名所"}');
select core.load_unit(rows) from shipped;
select is((select short_name from core.unit where code = '330106901'), '新名所', 'renamed, it stays so over a load');
select core.set_unit('330106013', '{"short": "改名所"}');
select core.load_unit(rows) from shipped;
select is((select short_name from core.unit where code = '330106013'), '改名所', 'so does a shipped one');
select is((select count(*) from t.ask('disp', 'select * from api.units_since(' || (select max(epoch) - 1 from core.unit
	where code = '330106013') || ', '''', 1000)')), 1::bigint, 'the desks get the one that changed');
select core.set_unit('330106013', '{"shipped": "1"}');
select core.load_unit(rows) from shipped;
select is((select short_name from core.unit where code = '330106013'), '文新所', 'given back, it is the shipped one again');

select is(pg_temp.no('330106901', '{"close": "1"}'), 'The unit 新名所 is not closed: open tickets 1, operators 1, units below 0.',
	'what holds tickets and operators is not closed; how many of each is said');
select is(pg_temp.no('330106000', '{"close": "1"}') ~ 'units below [1-9]', true, 'nor what has units below');
select core.set_unit('330106901', '{"parent": "330105000"}');
select is((select above[1:2]::text from core.unit where code = '330106901'), '{330105000,330100000}', 'a unit moves under another parent');
select core.load_unit(rows) from shipped;
select is((select above[1] from core.unit where code = '330106901'), '330105000', 'and stays there over a load');
select core.set_unit('330106000', '{"parent": "330200000"}');
select is((select string_agg(distinct above[1:3]::text, ' ') from core.unit where parent = '330106000'),
	'{330106000,330200000,330000000}', 'whose stands below moves along');
select core.set_unit('330106000', '{"shipped": "1"}');
select core.load_unit(rows) from shipped;
select is((select string_agg(distinct above[1:3]::text, ' ') from core.unit where parent = '330106000'),
	'{330106000,330100000,330000000}', 'and back');

select matches(pg_temp.no('330100000', '{"parent": "330106000"}'), 'stands below', 'no ring is made');
select matches(pg_temp.no('330106901', '{"parent": "330106013"}'), 'tier is not above', 'nor a station below a station');
select matches(pg_temp.no('330106000', '{"tier": "5"}'), 'right below has tier 5', 'nor by its tier');
select matches(pg_temp.no('330106902', '{"name": "x", "tier": "5", "parent": "999999999"}'), 'no unit 999999999', 'a parent that there is not is named');
select matches(pg_temp.no('3301', '{"name": "x", "tier": "5", "parent": "330106000"}'), 'no unit 3301', 'a code has nine characters');
select matches(pg_temp.no('330106902', '{"name": "x"}'), 'a superior unit', 'a new unit needs its parent');
select matches(pg_temp.no('330106901', '{"short": " "}'), 'short name', 'a name is not blank');
select matches(pg_temp.no('330106901', '{"phone": "1"}'), 'not by a station', 'a telephone in documents is an office''s');
select core.set_unit('330106000', '{"phone": "0571-12345", "address": "文三路1号"}');
select is((select phone || address from core.unit_card('330106000')), '0571-12345文三路1号', 'which documents print');

-- closed
select core.set_unit('330106903', '{"name": "空所", "parent": "330106000", "tier": "5", "division": "330106"}');
select core.set_unit('330106903', '{"close": "1"}');
select core.load_unit(rows) from shipped;
select is((select closed from core.unit_card('330106903')), core.day(now()), 'an empty one is closed, over a load');
create temporary table y as select t.complaint_in('TS10') as ticket;
select matches(t.no('disp', ticket, 'assign', '{"unit": "330106903"}'), 'closed', 'nothing is sent there') from y;
select throws_ok($$select core.enrol('late', 'x', '1', '330106903', '{r04}')$$, 'GS001', 'The unit %s is closed.', 'nobody is enrolled there');
select throws_ok($$select core.grant_duty('clerk', 'r04', '330106903')$$, 'GS001', 'The unit %s is closed.', 'nobody gets a duty there');
select is((select o->>'valid_to' from t.ask('disp', 'select * from api.units_since(0, ''330106902'', 1)') o), (core.day(now()) - 1)::text,
	'the desks do not offer it');
select core.set_unit('330106903', '{"open": "1"}');
select is((select closed from core.unit_card('330106903')), null, 'and it can be opened again');
select * from finish();
