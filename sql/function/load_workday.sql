-- workday.csv: date,kind,name; kind holiday or makeup_workday.  Days not listed: Monday to Friday work.
create or replace function core.load_workday(p_rows jsonb) returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	first date;
	last date;
	moved integer;
begin
	delete from core.workday;
	insert into core.workday (day, kind, name)
	select r.date, r.kind, coalesce(r.name, '')
	from jsonb_to_recordset(p_rows) as r(date date, kind text, name text);
	select date_trunc('year', min(day))::date, (date_trunc('year', max(day)) + interval '6 years')::date - 1
	into first, last from core.workday;
	delete from core.calendar;
	insert into core.calendar (day, works, holiday, n, known, name)
	select x.day, x.works, x.holiday, count(*) filter (where x.works) over (order by x.day),
		exists (select from core.workday y where y.day >= date_trunc('year', x.day)::date
			and y.day < (date_trunc('year', x.day) + interval '1 year')::date), x.name
	from (
		select g.day::date as day, coalesce(w.kind = 'makeup_workday', extract(isodow from g.day) < 6) as works,
			coalesce(w.kind = 'holiday', false) as holiday, coalesce(w.name, '') as name
		from generate_series(first::timestamp, last::timestamp, interval '1 day') as g(day)
		left join core.workday w on w.day = g.day::date
	) x;
	perform core.fill_first_due();
	moved := core.recount();
	if moved > 0 then
		insert into audit.admin (what, detail) values ('calendar', jsonb_build_object('tickets', moved));
	end if;
	return core.load_code('workday', (select jsonb_agg(jsonb_build_object('code', day::text,
		'name', name, 'kind', kind) order by day) from core.workday));
end $$;
comment on function core.load_workday(jsonb) is 'Loads days off and make-up workdays, numbers the working days, and has open deadlines follow';
