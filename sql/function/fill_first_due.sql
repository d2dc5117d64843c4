create or replace function core.fill_first_due() returns void
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	last date;
begin
	select max(day) into last from core.calendar;
	delete from core.first_due;
	insert into core.first_due (day, code, length, unit, rule, due)
	select distinct on (a.day) a.day, r.code, r.length, r.unit, r.rule,
		core.due_day(a.day, r.length, r.unit, core.setting('weekend_roll') = '1')
	from core.calendar a
	join core.deadline_rule r on r.base = 'D12' and a.day between r.valid_from and r.valid_to
	where a.day < last - 2 * r.length - 30
	order by a.day, r.valid_from desc;
end $$;
comment on function core.fill_first_due() is 'Computes the dispatch deadline of every day of the calendar';
