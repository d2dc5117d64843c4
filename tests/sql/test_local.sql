-- Local rows survive every load of the shipped tables, and a year is known once it is complete.
select plan(13);

create temporary table shipped as select jsonb_agg(jsonb_build_object('date', day, 'kind', kind, 'name', name)) as days from core.workday;
create temporary table phrases as select jsonb_agg(jsonb_build_object('code', code, 'name', name, 'parent', parent, 'note', note,
	'initials', initials, 'sort', sort, 'text', extra->>'text') order by sort) as rows from core.code where tbl = 'phrase';
create function pg_temp.years() returns table (y integer) language sql as $$
	select distinct extract(year from day)::integer from core.workday order by 1 $$;

select is((select string_agg(y || ' ' || core.year_lacks(y), ', ') from pg_temp.years() where core.year_lacks(y) <> ''), null,
	'every shipped year is whole');
select is(core.year_lacks(2027), '元旦、春节、清明节、劳动节、端午节、中秋节、国庆节', 'a year without a row lacks every feast');
select core.load_workday(days || '[{"date": "2027-01-01", "kind": "holiday", "name": "元旦"},
	{"date": "2027-02-06", "kind": "holiday", "name": "春节"}]') from shipped;
select is(core.year_lacks(2027), '春节、清明节、劳动节、端午节、中秋节、国庆节', 'two rows make no year');
select ok(not known, 'it is not known') from core.calendar where day = '2027-06-01';
select matches(core.work_calendar_at('2026-12-01 08:00+08'), 'holidays of 2027', 'and is still asked for');

-- a county's own days
select is(core.load_local('workday', '[{"date": "2026-12-25", "kind": "holiday", "name": "县庆"},
	{"date": "2026-12-26", "kind": "makeup_workday", "name": "县庆"}]', '330106000'), 2, 'days of a place''s own are taken');
select core.load_workday(days) from shipped;
select is((select string_agg(day || ' ' || works, ', ' order by day) from core.calendar where day in ('2026-12-25', '2026-12-26')),
	'2026-12-25 false, 2026-12-26 true', 'and stay when the shipped calendar is loaded');
select core.load_workday(days || '[{"date": "2026-12-25", "kind": "makeup_workday", "name": "别"}]') from shipped;
select ok(not works, 'before a shipped row for the same day') from core.calendar where day = '2026-12-25';

-- a phrase, a code
select core.load_local('phrase', jsonb_build_array(jsonb_build_object('code', 'zzz1', 'name', '本县话术', 'initials', 'bxhs'),
	jsonb_build_object('code', rows->0->>'code', 'name', '改过的', 'initials', 'x')), '330106000') from phrases;
select core.load_code('phrase', rows) from phrases;
select is((select string_agg(name, ' ' order by name) from core.code where tbl = 'phrase' and valid_to >= core.day(now())
	and (code = 'zzz1' or code = (select rows->0->>'code' from phrases))), '改过的 本县话术', 'phrases too, also one that goes before a shipped one');
select is((select count(*) from t.ask('station', 'select * from api.codes_since(0) where code = ''zzz1''')), 1::bigint, 'those of the unit get it');
select is((select count(*) from t.ask('clerk2', 'select * from api.codes_since(0) where code = ''zzz1''')), 0::bigint, 'another county does not');
select core.load_local('phrase', '[]', '330106000');
select core.load_code('phrase', rows) from phrases;
select is((select name from core.code where tbl = 'phrase' and code = (select rows->0->>'code' from phrases)),
	(select rows->0->>'name' from phrases), 'withdrawn, it leaves the shipped one');
select throws_ok('select core.load_local(''transition'', ''[]'')', 'GS001', null, 'the procedure is nobody''s own');
select * from finish();
