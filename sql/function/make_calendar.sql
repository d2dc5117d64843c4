create or replace function core.make_calendar() returns void
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	first date;
	last date;
	moved integer;
begin
	select date_trunc('year', min(day))::date, (date_trunc('year', max(day)) + interval '6 years')::date - 1
	into first, last from core.workday;
	delete from core.calendar;
	insert into core.calendar (day, works, holiday, n, known, name)
	select x.day, x.works, x.holiday, count(*) filter (where x.works) over (order by x.day), y.known, x.name
	from (
		select g.day::date as day, coalesce(w.kind = 'makeup_workday', extract(isodow from g.day) < 6) as works,
			coalesce(w.kind = 'holiday', false) as holiday, coalesce(w.name, '') as name
		from generate_series(first::timestamp, last::timestamp, interval '1 day') as g(day)
		left join core.workday w on w.day = g.day::date
	) x join (
		select y, core.year_lacks(y) = '' as known
		from generate_series(extract(year from first)::integer, extract(year from last)::integer) y
	) y on y.y = extract(year from x.day);
	moved := core.recount();
	if moved > 0 then
		insert into audit.admin (what, detail) values ('calendar', jsonb_build_object('tickets', moved));
	end if;
	perform core.load_code('workday', (select jsonb_agg(jsonb_build_object('code', day::text,
		'name', name, 'kind', kind) order by day) from core.workday));
end $$;
comment on function core.make_calendar() is
	'Numbers the working days by the known days off, and recounts open deadlines';
