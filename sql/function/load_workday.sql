-- workday.csv: date,kind,name; kind holiday or makeup_workday.  Days not listed: Monday to Friday are working
-- days.  Local days stay and override the shipped ones.
create or replace function core.load_workday(p_rows jsonb) returns integer
language plpgsql set search_path = pg_catalog, core, pg_temp as $$
declare
	before bigint := (select coalesce(max(epoch), 0) from core.code where tbl = 'workday');
begin
	delete from core.workday where local is null;
	insert into core.workday (day, kind, name)
	select r.date, r.kind, coalesce(r.name, '')
	from jsonb_to_recordset(p_rows) as r(date date, kind text, name text)
	on conflict (day) do update set kind = workday.kind where workday.local is null;
	perform core.make_calendar();
	return (select count(*) from core.code where tbl = 'workday' and epoch > before);
end $$;
comment on function core.load_workday(jsonb) is
	'Loads days off and make-up workdays, numbers the working days, and recounts open deadlines';
